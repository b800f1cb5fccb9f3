import type { Typed } from './field.ts';
import { choice } from './choice.ts';
import { refusal } from './notice.ts';

/** Page model of login/remove for something that nothing else hangs on. `href` is its own page. */
export function removalPage(shown: {
  readonly heading: string;
  readonly sentence: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly href: string;
  /** Why it cannot go at all; '' when it can. */
  readonly inTheWay?: string;
  readonly typed: Typed | undefined;
}) {
  const { heading, sentence, facts, href, inTheWay = '', typed } = shown;
  return {
    heading,
    sentence,
    facts,
    action: `${href}/delete`,
    back: href,
    reason: inTheWay,
    successor: choice('successor', '', [], typed),
    isBlocked: inTheWay !== '',
    notice: typed?.fault === undefined || inTheWay !== '' ? undefined : refusal(typed.fault),
  };
}
