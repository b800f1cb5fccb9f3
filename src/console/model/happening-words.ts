import { CUSTOMER, unreachable, type ParticipantId } from '../../kernel/index.ts';
import type {
  EndReason,
  ScreenStopReason,
  SessionEntry,
  SessionEvent,
  SessionView,
} from '../../protocol/index.ts';
import { durationClock } from '../../conversation/index.ts';
import { cameWords } from './request-words.ts';

interface Reader {
  readonly me: ParticipantId;
  readonly customerName: string;
}

/** What an event means to the representative, as a sentence; undefined for what is shown in another way. */
export function happeningWords(event: SessionEvent, reader: Reader): string | undefined {
  switch (event.type) {
    case 'requested':
      return `${event.customerName} ${cameWords(event)} through ${event.portalName}.`;
    case 'preparing':
      return undefined;
    case 'agreement-closed':
      return event.outcome === 'accepted' ? `${reader.customerName} accepted the agreement.` : undefined;
    case 'recording-answered':
      return event.answer === 'allowed'
        ? `${reader.customerName} allows the recording of the screen.`
        : `${reader.customerName} did not allow the recording: nothing is recorded.`;
    case 'queued':
      return queuedWords(event, reader);
    case 'offered':
      return `Offered to ${event.to.id === reader.me ? 'you' : event.to.name}${event.why === undefined || event.why === '' ? '' : `: ${event.why}`}.`;
    case 'offer-closed':
      return offerOutcomeWords(event.outcome, nameOf(event.to, reader));
    case 'overdue':
      return 'It has waited longer than its queue allows.';
    case 'invited':
      return `${nameOf(event.by, reader)} invited ${event.toName}.`;
    case 'external-invited':
      return `${nameOf(event.by, reader)} invited ${event.name} from outside${event.profile === undefined ? '' : ` with the profile “${event.profile}”`}${event.comments === '' ? '' : ` (“${event.comments}”)`}.`;
    case 'invitation-closed':
      return invitationOutcomeWords(event.outcome);
    case 'joined':
      return event.how === 'supervising'
        ? `${nameOf(event.who, reader)} joined the session from the dashboard.`
        : `${nameOf(event.who, reader)} joined the session.`;
    case 'viewing-started':
      return event.who.id === reader.me
        ? 'You began to view the session.'
        : `${event.who.name} is viewing the session.`;
    case 'viewing-ended':
      return event.who.id === reader.me
        ? 'You stopped viewing the session.'
        : `${event.who.name} stopped viewing the session.`;
    case 'left':
      return leftWords(event.how, nameOf(event.who, reader));
    case 'owner-changed':
      return event.to.id === reader.me
        ? 'You own the session now.'
        : `${event.to.name} owns the session now.`;
    case 'accepted':
      return `${nameOf(event.by, reader)} accepted the session.`;
    case 'elevation-requested':
      return `${nameOf(event.by, reader)} asked whether the chat may go on with the screen.`;
    case 'elevation-closed':
      return elevationWords(event.outcome, reader.customerName);
    case 'button-offered':
      return `${nameOf(event.by, reader)} asked ${reader.customerName} to put the Support Button “${event.title}”${event.queueName === undefined ? '' : ` for ${event.queueName}`} on this device.`;
    case 'button-closed':
      return buttonWords(event, reader.customerName);
    case 'button-removed':
      return `${nameOf(event.by, reader)} removed the Support Button “${event.title}”. It begins no sessions any more.`;
    case 'screen-requested':
      return `${nameOf(event.by, reader)} asked to see the screen.`;
    case 'screen-request-closed':
      return requestOutcomeWords(event.outcome, reader.customerName);
    case 'screen-started':
      return `${reader.customerName} is sharing the screen.`;
    case 'screen-stopped':
      return screenStopWords(event.reason, reader.customerName);
    case 'recording-started':
      return 'Recording started.';
    case 'recording-stopped':
      return event.problem === undefined
        ? `Recording stopped after ${durationClock(event.lengthMs)}.`
        : `Recording stopped after ${durationClock(event.lengthMs)}: ${event.problem}`;
    case 'connection-lost':
      return event.who.id === CUSTOMER
        ? `The connection to ${event.who.name} was lost. Their page tries to return by itself.`
        : `${nameOf(event.who, reader)} lost the connection.`;
    case 'connection-returned':
      return event.who.id === reader.me
        ? 'You are connected again.'
        : `${event.who.name} is connected again.`;
    case 'notice-shown':
      return event.by === undefined
        ? `${reader.customerName} was shown the notice “${event.title}”.`
        : `${nameOf(event.by, reader)} showed ${reader.customerName} the notice “${event.title}”.`;
    case 'ended':
      return endWords(event.reason, event.by === undefined ? undefined : nameOf(event.by, reader));
    case 'notice-withdrawn':
    case 'chat':
    case 'chat-delivered':
    case 'note':
      return undefined;
    default:
      return unreachable(event);
  }
}

/** How the question ended whether a chat becomes a full session. */
export function elevationWords(
  outcome: Extract<SessionEvent, { type: 'elevation-closed' }>['outcome'],
  customerName: string,
): string {
  switch (outcome) {
    case 'allowed':
      return `${customerName} agreed: this is a full session now.`;
    case 'denied':
      return `${customerName} did not agree. The session stays a chat.`;
    case 'no-answer':
      return `${customerName} did not answer. The session stays a chat.`;
    case 'withdrawn':
      return 'The question whether the chat may go on with the screen was withdrawn.';
    default:
      return unreachable(outcome);
  }
}

function buttonWords(
  { outcome, title }: Extract<SessionEvent, { type: 'button-closed' }>,
  customerName: string,
): string {
  switch (outcome) {
    case 'allowed':
      return `${customerName} agreed: the Support Button “${title}” was deployed.`;
    case 'denied':
      return `${customerName} does not want the Support Button “${title}”.`;
    case 'no-answer':
      return `${customerName} did not answer whether to take the Support Button “${title}”.`;
    case 'withdrawn':
      return `The question for the Support Button “${title}” was withdrawn.`;
    default:
      return unreachable(outcome);
  }
}

function nameOf(who: { readonly id: ParticipantId; readonly name: string }, reader: Reader): string {
  return who.id === reader.me ? 'You' : who.name;
}

function queuedWords(event: Extract<SessionEvent, { type: 'queued' }>, reader: Reader): string {
  switch (event.how) {
    case 'arrival':
      return `Waiting in ${event.queueName}.`;
    case 'hand':
      return `${event.by === undefined ? 'Somebody' : nameOf(event.by, reader)} transferred the session to ${event.queueName}.`;
    case 'waiting-rule':
      return `Moved to ${event.queueName} by the waiting session rule.`;
    case 'fallback':
      return `Waiting in ${event.queueName} by the fallback rules, because nobody was there any more.`;
    default:
      return unreachable(event.how);
  }
}

/** What became of an offer; `name` is a name or "You". */
function offerOutcomeWords(
  outcome: Extract<SessionEvent, { type: 'offer-closed' }>['outcome'],
  name: string,
): string | undefined {
  switch (outcome) {
    case 'accepted':
      // The acceptance itself says it.
      return undefined;
    case 'rejected':
      return `${name} rejected it.`;
    case 'no-answer':
      return `${name} did not answer.`;
    case 'lost':
      return `${name} lost the connection before answering.`;
    case 'taken':
      return 'Somebody else took it from the queue.';
    case 'withdrawn':
      return 'The offer was taken back.';
    default:
      return unreachable(outcome);
  }
}

function invitationOutcomeWords(
  outcome: Extract<SessionEvent, { type: 'invitation-closed' }>['outcome'],
): string | undefined {
  switch (outcome) {
    case 'accepted':
      // Who joined says it.
      return undefined;
    case 'declined':
      return 'The invitation was declined.';
    case 'withdrawn':
      return 'The invitation was withdrawn.';
    case 'expired':
      return 'The key of an invitation is not valid any more. Nobody came with it.';
    default:
      return unreachable(outcome);
  }
}

function leftWords(how: Extract<SessionEvent, { type: 'left' }>['how'], name: string): string | undefined {
  switch (how) {
    case 'left':
      return `${name} left the session.`;
    case 'removed':
      return name === 'You' ? 'You were removed from the session.' : `${name} was removed from the session.`;
    case 'transferred':
      // Where it went says it.
      return undefined;
    case 'lost':
      return `${name} did not come back in time.`;
    case 'ownerless':
      return `${name} had to leave: nobody owns the session now.`;
    default:
      return unreachable(how);
  }
}

/** Why the tab of a session closes by itself: `me` is in it no more. Undefined when there is nothing to tell. */
export function goneWords(
  entries: readonly SessionEntry[],
  me: ParticipantId,
  customerName: string,
): string | undefined {
  const left = entries.findLast(({ event }) => event.type === 'left' && event.who.id === me);
  if (left?.event.type !== 'left') {
    return undefined;
  }
  const { how } = left.event;
  switch (how) {
    case 'left':
      return `You left the session with ${customerName}.`;
    case 'removed':
      return `You were removed from the session with ${customerName}.`;
    case 'transferred': {
      const queued = entries.find(({ seq, event }) => seq > left.seq && event.type === 'queued')?.event;
      if (queued?.type !== 'queued') {
        return `${customerName} was transferred.`;
      }
      return queued.by === undefined || queued.by.id === me
        ? `${customerName} was transferred to ${queued.queueName}.`
        : `${queued.by.name} transferred ${customerName} to ${queued.queueName}.`;
    }
    case 'ownerless':
      return `You had to leave the session with ${customerName}: nobody owns it now.`;
    case 'lost':
      return `You were away too long: somebody else helps ${customerName}.`;
    default:
      return unreachable(how);
  }
}

/** Why a session is not viewed any more: it ended, it moved on, or it is not mine to be viewed now. */
export function viewingOverWords(view: SessionView | undefined, customerName: string): string {
  if (view?.status === 'ended') {
    return `The session with ${customerName} that you viewed has ended.`;
  }
  return view?.status === 'waiting'
    ? `The session with ${customerName} that you viewed waits in ${view.queueName} now.`
    : `You cannot view the session with ${customerName} any more: it has another owner, or your team does not allow it now.`;
}

/** What became of a request for the screen. */
export function requestOutcomeWords(
  outcome: 'allowed' | 'denied' | 'no-answer' | 'withdrawn',
  customerName: string,
): string {
  switch (outcome) {
    case 'allowed':
      return `${customerName} agreed to share the screen.`;
    case 'denied':
      return `${customerName} did not agree to share the screen.`;
    case 'no-answer':
      return `${customerName} did not answer the request for the screen.`;
    case 'withdrawn':
      return 'The request for the screen was taken back.';
    default:
      return unreachable(outcome);
  }
}

/** Why the picture ended. */
export function screenStopWords(reason: ScreenStopReason, customerName: string): string {
  switch (reason) {
    case 'stopped-by-customer':
    case 'source-ended':
      return `${customerName} stopped sharing the screen.`;
    case 'stopped-by-representative':
      return 'A representative stopped the screen sharing.';
    case 'connection-lost':
      return `Screen sharing stopped: the connection to ${customerName} was lost.`;
    case 'relay-lost':
      return 'Screen sharing stopped: the screen relay had to start again.';
    case 'appliance-restarted':
      return 'Screen sharing stopped: the appliance was restarted.';
    case 'session-ended':
      return 'Screen sharing stopped with the session.';
    case 'transferred':
      return 'Screen sharing stopped: the session was transferred. The customer is asked anew.';
    case 'not-permitted':
      return 'Screen sharing stopped: nobody in the session may see the screen any more.';
    default:
      return unreachable(reason);
  }
}

/** How the session ended; `by` is a name or "You". */
export function endWords(reason: EndReason, by: string | undefined): string {
  switch (reason) {
    case 'ended-by-customer':
      return `${by ?? 'The customer'} ended the session.`;
    case 'ended-by-representative':
      return `${by ?? 'The representative'} ended the session.`;
    case 'customer-left-waiting':
      return `${by ?? 'The customer'} left while waiting.`;
    case 'left-by-notice':
      return `${by ?? 'The customer'} left by a notice.`;
    case 'customer-lost':
      return 'The session ended because the customer did not return.';
    case 'no-representative':
      return 'The session ended because no representative was there.';
    case 'ended-by-administrator':
      return 'An administrator ended the session.';
    case 'agreement-refused':
      return 'The customer did not agree to the agreement.';
    case 'agreement-not-answered':
      return 'The agreement was not accepted in time.';
    case 'customer-never-came':
      return 'The customer’s page never connected.';
    default:
      return unreachable(reason);
  }
}
