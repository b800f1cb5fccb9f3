import { durationClock } from '../../conversation/index.ts';
import { CUSTOMER, readIn, type Translations, unreachable } from '../../kernel/index.ts';
import { END_TEXTS, say, type CustomerWords } from '../../languages/index.ts';
import type { EndReason, ScreenStopReason, SessionEvent } from '../../protocol/index.ts';

/** What an event means to the customer, as a sentence; undefined for what is shown in another way or is not their concern. */
export function happeningWords(words: CustomerWords, event: SessionEvent): string | undefined {
  switch (event.type) {
    case 'requested':
      return event.details === ''
        ? say(words, 'customer.happened.asked')
        : say(words, 'customer.happened.asked-for', { details: event.details });
    case 'preparing':
      return undefined;
    case 'agreement-closed':
      return event.outcome === 'accepted' ? say(words, 'asked.happened.accepted') : undefined;
    case 'recording-answered':
      return say(words, event.answer === 'allowed' ? 'asked.happened.allowed' : 'asked.happened.not-allowed');
    case 'queued':
      return queuedWords(words, event);
    case 'accepted':
      return say(words, 'customer.happened.accepted', event.by);
    case 'joined':
      return event.by === undefined
        ? say(words, 'customer.happened.joined', event.who)
        : say(words, 'customer.happened.joined-from-outside', { name: event.who.name, by: event.by.name });
    case 'viewing-started':
      return say(words, 'customer.happened.viewing', event.who);
    case 'viewing-ended':
      return say(words, 'customer.happened.viewing-ended', event.who);
    case 'left':
      return leftWords(words, event);
    case 'owner-changed':
      return say(words, 'customer.happened.helping', event.to);
    case 'elevation-requested':
      return say(words, 'customer.happened.elevation-asked', event.by);
    case 'elevation-closed':
      return say(words, `customer.happened.elevation-${event.outcome}`);
    case 'button-offered':
      return say(words, 'customer.happened.button-asked', {
        name: event.by.name,
        title: buttonTitle(words, event),
      });
    case 'button-closed':
      return say(words, `customer.happened.button-${event.outcome}`, { title: buttonTitle(words, event) });
    case 'button-removed':
      return say(words, 'customer.happened.button-removed', {
        name: event.by.name,
        title: buttonTitle(words, event),
      });
    case 'screen-requested':
      return say(words, 'customer.happened.screen-asked', event.by);
    case 'screen-request-closed':
      return say(words, `customer.happened.screen-${event.outcome}`);
    case 'screen-started':
      return say(words, 'customer.happened.screen-started');
    case 'screen-stopped':
      return screenStopWords(words, event.reason);
    case 'recording-started':
      return say(words, 'customer.happened.recording-started');
    case 'recording-stopped':
      return say(words, 'customer.happened.recording-stopped', { length: durationClock(event.lengthMs) });
    case 'connection-lost':
      return event.who.id === CUSTOMER
        ? say(words, 'customer.happened.you-lost')
        : say(words, 'customer.happened.they-lost', event.who);
    case 'connection-returned':
      return event.who.id === CUSTOMER
        ? say(words, 'customer.happened.you-returned')
        : say(words, 'customer.happened.they-returned', event.who);
    case 'ended':
      return endWords(words, event.reason, event.by?.name);
    case 'offered':
    case 'offer-closed':
    case 'overdue':
    case 'invited':
    case 'external-invited':
    case 'invitation-closed':
    case 'chat':
    case 'chat-delivered':
    case 'note':
    case 'notice-shown':
    case 'notice-withdrawn':
      return undefined;
    default:
      return unreachable(event);
  }
}

/** Nothing at the arrival: the waiting room says it. Which queue it is concerns the representatives only. */
function queuedWords(
  words: CustomerWords,
  event: Extract<SessionEvent, { type: 'queued' }>,
): string | undefined {
  switch (event.how) {
    case 'arrival':
      return undefined;
    case 'hand':
      return say(words, 'customer.happened.passed-on', { name: helperName(words, event.by?.name) });
    case 'waiting-rule':
      return say(words, 'customer.waiting.moved');
    case 'fallback':
      return say(words, 'customer.happened.waiting-again');
    default:
      return unreachable(event.how);
  }
}

function leftWords(words: CustomerWords, event: Extract<SessionEvent, { type: 'left' }>): string | undefined {
  switch (event.how) {
    case 'left':
    case 'removed':
    case 'ownerless':
      return say(words, 'customer.happened.left', event.who);
    case 'lost':
      return say(words, 'customer.happened.lost', event.who);
    case 'transferred':
      return undefined;
    default:
      return unreachable(event.how);
  }
}

function screenStopWords(words: CustomerWords, reason: ScreenStopReason): string {
  switch (reason) {
    case 'stopped-by-customer':
    case 'source-ended':
      return say(words, 'customer.stopped.by-you');
    case 'stopped-by-representative':
      return say(words, 'customer.stopped.by-representative');
    case 'connection-lost':
      return say(words, 'customer.stopped.connection-lost');
    case 'relay-lost':
    case 'appliance-restarted':
      return say(words, 'customer.stopped.restart');
    case 'session-ended':
      return say(words, 'customer.stopped.session-ended');
    case 'transferred':
      return say(words, 'customer.stopped.transferred');
    case 'not-permitted':
      return say(words, 'customer.stopped.not-permitted');
    default:
      return unreachable(reason);
  }
}

/** How the session ended. `byName`: who ended it, where somebody did. */
export function endWords(words: CustomerWords, reason: EndReason, byName: string | undefined): string {
  return reason === 'ended-by-representative'
    ? say(words, 'customer.ended.by-representative', { name: helperName(words, byName) })
    : say(words, END_TEXTS[reason]);
}

/** What a Support Button is called where this page is read. */
export function buttonTitle(
  { language }: CustomerWords,
  { title, titles }: { readonly title: string; readonly titles?: Translations | undefined },
): string {
  return readIn({ text: title, translations: titles }, language);
}

/** Who helps, at the beginning of a sentence. */
export function helperName(words: CustomerWords, name: string | undefined): string {
  return name ?? say(words, 'customer.representative');
}
