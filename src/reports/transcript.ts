import { dateAndTime, indentedLines, plainLine, unreachable } from '../kernel/index.ts';
import type { Happened, SessionFact } from '../sessions/index.ts';
import { told } from './event-text.ts';

/**
 * What an event adds to the transcript as a text file: the conversation, who came and when it was
 * over. Empty for everything else. A message of several lines is indented, so that it cannot pose
 * as another person's.
 */
export function transcriptText({ at, fact }: Happened<SessionFact>, timeZone: string): string {
  switch (fact.type) {
    case 'requested':
      return [
        `Transcript of a support session with ${plainLine(fact.customerName)}`,
        `Portal: ${plainLine(fact.portalName)}`,
        `Started: ${dateAndTime(at, timeZone)}`,
        `Times are those of ${timeZone}.`,
        ...(fact.details === ''
          ? []
          : ['', 'The customer described the problem:', `  ${indentedLines(fact.details)}`]),
        '',
        '',
      ].join('\n');
    case 'chat':
      return `[${dateAndTime(at, timeZone)}] ${plainLine(fact.from.name)}: ${indentedLines(fact.text)}\n`;
    case 'accepted':
    case 'joined':
    case 'left':
    case 'owner-changed':
    case 'ended': {
      const { who, what } = told(fact, at, '');
      return `[${dateAndTime(at, timeZone)}] -- ${plainLine(who === '' ? what : `${who} ${what}`)}\n`;
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
