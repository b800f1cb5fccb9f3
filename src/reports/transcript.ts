import { unreachable, type Instant, wallClock } from '../kernel/index.ts';
import type { Happened, SessionFact } from '../sessions/index.ts';
import { told } from './event-text.ts';

/** Line breaks indent, tabs are kept; other control characters and those that turn the text around them are not. */
// oxlint-disable-next-line no-control-regex -- these are what is replaced
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What an event adds to the transcript as a text file: the conversation, who came and when it was
 * over. Empty for everything else. A message of several lines is indented, so that it cannot pose
 * as another person's.
 */
export function transcriptText({ at, fact }: Happened<SessionFact>, timeZone: string): string {
  switch (fact.type) {
    case 'requested':
      return [
        `Transcript of a support session with ${plain(fact.customerName)}`,
        `Portal: ${plain(fact.portalName)}`,
        `Started: ${dateAndTime(at, timeZone)}`,
        `Times are those of ${timeZone}.`,
        ...(fact.details === ''
          ? []
          : ['', 'The customer described the problem:', `  ${indented(fact.details)}`]),
        '',
        '',
      ].join('\n');
    case 'chat':
      return `[${dateAndTime(at, timeZone)}] ${plain(fact.from.name)}: ${indented(fact.text)}\n`;
    case 'accepted':
    case 'joined':
    case 'left':
    case 'owner-changed':
    case 'ended': {
      const { who, what } = told(fact, at, '');
      // Isolates are for pages; of a file nobody knows who reads it.
      const said = what.replaceAll(/[\u2068\u2069]/gu, '');
      return `[${dateAndTime(at, timeZone)}] -- ${plain(who === '' ? said : `${who} ${said}`)}\n`;
    }
    case 'page-awaited':
    case 'preparing':
    case 'agreement-closed':
    case 'recording-answered':
    case 'queued':
    case 'viewing-started':
    case 'viewing-ended':
    case 'offered':
    case 'offer-closed':
    case 'overdue':
    case 'invited':
    case 'external-invited':
    case 'invitation-closed':
    case 'chat-delivered':
    case 'elevation-requested':
    case 'elevation-closed':
    case 'button-offered':
    case 'button-closed':
    case 'button-removed':
    case 'screen-requested':
    case 'screen-request-closed':
    case 'screen-started':
    case 'screen-stopped':
    case 'recording-started':
    case 'recording-stopped':
    case 'note':
    case 'connection-lost':
    case 'connection-returned':
    case 'notice-shown':
    case 'notice-withdrawn':
    case 'language-changed':
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

function plain(text: string): string {
  return text.replace(HIDDEN, '\ufffd').replace(/\s+/gu, ' ');
}
