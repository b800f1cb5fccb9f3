import { type Instant, unreachable, wallClock } from '../kernel/index.ts';
import { say, type ServerWords } from '../languages/index.ts';
import type { Happened, SessionFact } from '../sessions/index.ts';
import { endSentence } from './end-sentence.ts';

/** Line breaks indent, tabs are kept; other control characters and those that turn the text around them are not. */
// oxlint-disable-next-line no-control-regex -- these are what is replaced
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What an event adds to the transcript that a customer keeps: the conversation, who came and went, and how
 * it ended; '' for everything else. A message of several lines is indented, so that it cannot pose as another's.
 */
export function transcriptText(
  { at, fact }: Happened<SessionFact>,
  words: ServerWords,
  timeZone: string,
): string {
  const line = (sentence: string) => `[${dateAndTime(at, timeZone)}] -- ${plain(sentence)}\n`;
  switch (fact.type) {
    case 'requested':
      return [
        `${say(words, 'transcript.heading')}: ${plain(fact.portalName)}`,
        say(words, 'transcript.times', { zone: timeZone }),
        '',
        ...(fact.details === ''
          ? []
          : [`[${dateAndTime(at, timeZone)}] ${plain(fact.customerName)}: ${indented(fact.details)}`]),
        '',
      ].join('\n');
    case 'chat':
      return `[${dateAndTime(at, timeZone)}] ${plain(fact.from.name)}: ${indented(fact.text)}\n`;
    case 'accepted':
      return line(say(words, 'customer.happened.accepted', fact.by));
    case 'joined':
      return line(say(words, 'customer.happened.joined', fact.who));
    case 'left':
      return line(say(words, 'customer.happened.left', fact.who));
    case 'viewing-started':
      return fact.isTold ? line(say(words, 'customer.happened.viewing', fact.who)) : '';
    case 'viewing-ended':
      return fact.isTold ? line(say(words, 'customer.happened.viewing-ended', fact.who)) : '';
    case 'ended':
      return line(endSentence(words, fact.reason, fact.by?.name));
    case 'agreement-closed':
    case 'button-closed':
    case 'button-offered':
    case 'button-removed':
    case 'chat-delivered':
    case 'connection-lost':
    case 'connection-returned':
    case 'elevation-closed':
    case 'elevation-requested':
    case 'external-invited':
    case 'invitation-closed':
    case 'invited':
    case 'language-changed':
    case 'note':
    case 'notice-shown':
    case 'notice-withdrawn':
    case 'offer-closed':
    case 'offered':
    case 'overdue':
    case 'owner-changed':
    case 'page-awaited':
    case 'preparing':
    case 'queued':
    case 'recording-answered':
    case 'recording-started':
    case 'recording-stopped':
    case 'screen-request-closed':
    case 'screen-requested':
    case 'screen-started':
    case 'screen-stopped':
      return '';
    default:
      return unreachable(fact);
  }
}

/** As `2026-11-21 14:05:10`. */
function dateAndTime(at: Instant, timeZone: string): string {
  const [year, month, day, hour, minute, second] = wallClock(at, timeZone);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

function indented(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(HIDDEN, '\ufffd').replaceAll('\n', '\n    ');
}

/** Marks of direction around a name are the catalog's own. */
function plain(text: string): string {
  return text
    .replace(/[\u2068\u2069]/gu, '')
    .replace(HIDDEN, '\ufffd')
    .replace(/\s+/gu, ' ');
}
