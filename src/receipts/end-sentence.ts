import { say, type ServerWords } from '../languages/index.ts';

/** How a session ended, to its customer. */
export function endSentence(words: ServerWords, reason: string, byName: string | undefined): string {
  switch (reason) {
    case 'ended-by-customer':
      return say(words, 'customer.ended.by-customer');
    case 'ended-by-representative':
      return byName === undefined
        ? say(words, 'customer.ended.title')
        : say(words, 'customer.ended.by-representative', { name: byName });
    case 'left-by-notice':
      return say(words, 'customer.ended.left-by-notice');
    case 'agreement-refused':
      return say(words, 'asked.ended.refused');
    case 'agreement-not-answered':
      return say(words, 'asked.ended.not-answered');
    case 'customer-left-waiting':
      return say(words, 'customer.ended.left-waiting');
    case 'customer-never-came':
      return say(words, 'customer.ended.never-came');
    case 'customer-lost':
      return say(words, 'customer.ended.lost');
    case 'no-representative':
      return say(words, 'customer.ended.no-representative');
    case 'ended-by-administrator':
      return say(words, 'customer.ended.by-administrator');
    default:
      // What later versions know of is not worth losing a receipt for.
      return say(words, 'customer.ended.title');
  }
}
