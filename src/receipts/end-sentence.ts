import { END_TEXTS, say, type ServerWords } from '../languages/index.ts';

/** How a session ended, to its customer. Also by a reason that later versions know of: no receipt is lost for that. */
export function endSentence(words: ServerWords, reason: string, byName: string | undefined): string {
  if (reason === 'ended-by-representative' && byName !== undefined) {
    return say(words, 'customer.ended.by-representative', { name: byName });
  }
  return say(words, isKnown(reason) ? END_TEXTS[reason] : 'customer.ended.title');
}

function isKnown(reason: string): reason is keyof typeof END_TEXTS {
  return Object.hasOwn(END_TEXTS, reason);
}
