import { durationClock } from '../../conversation/index.ts';
import { CUSTOMER, unreachable } from '../../kernel/index.ts';
import type { EndReason, ScreenStopReason, SessionEvent } from '../../protocol/index.ts';

/** What an event means to the customer, as a sentence; undefined for what is shown in another way or is not their concern. */
export function happeningWords(event: SessionEvent): string | undefined {
  switch (event.type) {
    case 'requested':
      return event.details === '' ? 'You asked for help.' : `You asked for help: “${event.details}”`;
    case 'queued':
      return queuedWords(event);
    case 'accepted':
      return `${event.by.name} is here to help you.`;
    case 'joined':
      return `${event.who.name} joined the session.`;
    case 'viewing-started':
      return `${event.who.name} is looking on.`;
    case 'viewing-ended':
      return `${event.who.name} stopped looking on.`;
    case 'left':
      return leftWords(event);
    case 'owner-changed':
      return `${event.to.name} is helping you now.`;
    case 'screen-requested':
      return `${event.by.name} asked to see your screen.`;
    case 'screen-request-closed':
      return requestOutcomeWords(event.outcome);
    case 'screen-started':
      return 'Your screen is shared.';
    case 'screen-stopped':
      return screenStopWords(event.reason);
    case 'recording-started':
      return 'The recording of your screen began.';
    case 'recording-stopped':
      return `The recording stopped after ${durationClock(event.lengthMs)}.`;
    case 'connection-lost':
      return event.who.id === CUSTOMER
        ? 'Your connection was lost.'
        : `${event.who.name} lost the connection. The session waits.`;
    case 'connection-returned':
      return event.who.id === CUSTOMER ? 'You are connected again.' : `${event.who.name} is connected again.`;
    case 'ended':
      return endWords(event.reason, event.by?.name);
    case 'offered':
    case 'offer-closed':
    case 'overdue':
    case 'invited':
    case 'invitation-closed':
    case 'chat':
    case 'chat-delivered':
    case 'note':
      return undefined;
    default:
      return unreachable(event);
  }
}

/** Nothing at the arrival: the waiting room says it. Which queue it is concerns the representatives only. */
function queuedWords(event: Extract<SessionEvent, { type: 'queued' }>): string | undefined {
  switch (event.how) {
    case 'arrival':
      return undefined;
    case 'hand':
      return `${event.by?.name ?? 'Your representative'} passed your session on. Somebody else will help you.`;
    case 'waiting-rule':
      return 'You were moved to another line, where somebody else can help you.';
    case 'fallback':
      return 'You are waiting for another representative. What was written is kept.';
    default:
      return unreachable(event.how);
  }
}

function leftWords(event: Extract<SessionEvent, { type: 'left' }>): string | undefined {
  switch (event.how) {
    case 'left':
    case 'removed':
      return `${event.who.name} left the session.`;
    case 'lost':
      return `The connection to ${event.who.name} did not come back.`;
    case 'transferred':
      return undefined;
    default:
      return unreachable(event.how);
  }
}

function requestOutcomeWords(outcome: 'allowed' | 'denied' | 'no-answer' | 'withdrawn'): string {
  switch (outcome) {
    case 'allowed':
      return 'You agreed.';
    case 'denied':
      return 'You did not agree. Nothing was shared.';
    case 'no-answer':
      return 'The question closed without an answer. Nothing was shared.';
    case 'withdrawn':
      return 'The question was taken back.';
    default:
      return unreachable(outcome);
  }
}

function screenStopWords(reason: ScreenStopReason): string {
  switch (reason) {
    case 'stopped-by-customer':
    case 'source-ended':
      return 'You stopped sharing your screen.';
    case 'stopped-by-representative':
      return 'Your representative stopped the sharing of your screen.';
    case 'connection-lost':
      return 'The sharing of your screen was interrupted: the connection was lost.';
    case 'relay-lost':
    case 'appliance-restarted':
      return 'The sharing of your screen was interrupted by a restart of the support site.';
    case 'session-ended':
      return 'The sharing of your screen ended with the session.';
    case 'transferred':
      return 'Your screen is not shared any more: your session was passed on.';
    default:
      return unreachable(reason);
  }
}

/** How the session ended. `byName`: who ended it, where somebody did. */
export function endWords(reason: EndReason, byName: string | undefined): string {
  switch (reason) {
    case 'ended-by-customer':
      return 'You ended the session.';
    case 'ended-by-representative':
      return `${byName ?? 'Your representative'} ended the session.`;
    case 'customer-left-waiting':
      return 'You left the waiting room.';
    case 'customer-lost':
      return 'The session ended because your connection did not come back in time.';
    case 'no-representative':
      return 'The session ended because no representative was there any more.';
    case 'ended-by-administrator':
      return 'An administrator ended the session.';
    default:
      return unreachable(reason);
  }
}
