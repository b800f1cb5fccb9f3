import { dateAndTime, indentedLines, plainLine, unreachable } from '../kernel/index.ts';
import { say, type ServerWords } from '../languages/index.ts';
import type { Happened, SessionFact } from '../sessions/index.ts';
import { endSentence } from './end-sentence.ts';

/**
 * What an event adds to the transcript that a customer keeps: the conversation, who came and went, and how
 * it ended; '' for everything else. A message of several lines is indented, so that it cannot pose as another's.
 */
export function transcriptText(
  { at, fact }: Happened<SessionFact>,
  words: ServerWords,
  timeZone: string,
): string {
  const line = (sentence: string) => `[${dateAndTime(at, timeZone)}] -- ${plainLine(sentence)}\n`;
  switch (fact.type) {
    case 'requested':
      return [
        `${say(words, 'transcript.heading')}: ${plainLine(fact.portalName)}`,
        say(words, 'transcript.times', { zone: timeZone }),
        '',
        ...(fact.details === ''
          ? []
          : [
              `[${dateAndTime(at, timeZone)}] ${plainLine(fact.customerName)}: ${indentedLines(fact.details)}`,
            ]),
        '',
      ].join('\n');
    case 'chat':
      return `[${dateAndTime(at, timeZone)}] ${plainLine(fact.from.name)}: ${indentedLines(fact.text)}\n`;
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
