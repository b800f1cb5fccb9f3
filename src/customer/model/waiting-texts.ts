import { lengthRangeText, waitingLines } from '../../languages/index.ts';
import type { PageState } from './page-state.ts';
import { waitingSince } from './page-words.ts';

type Known = Pick<PageState, 'says' | 'view' | 'siteName' | 'position' | 'expected' | 'words' | 'now'>;

/** The site's greeting, a line a paragraph; none when it has none. */
export function greetingLines(state: Known): readonly string[] {
  return state.says?.greeting === undefined ? [] : linesOf(state, state.says.greeting);
}

/** What is said after the session. */
export function afterLines(state: Known): readonly string[] {
  return state.says?.after === undefined ? [] : linesOf(state, state.says.after.message);
}

/** How often the on-hold message has been told: for the first time when its interval has passed. */
export function onHoldCount({ says, view, now }: Known): number {
  const since = waitingSince(view);
  return says?.onHold === undefined || since === undefined
    ? 0
    : Math.max(0, Math.floor((now - since) / says.onHold.everyMs));
}

/** What it says at this moment. */
export function onHoldLines(state: Known): readonly string[] {
  return state.says?.onHold === undefined ? [] : linesOf(state, state.says.onHold.text);
}

function linesOf({ view, siteName, position, expected, words }: Known, text: string): readonly string[] {
  return waitingLines(text, {
    CUSTOMER_NAME: view.customerName,
    SITE_NAME: siteName,
    POSITION: position === undefined ? undefined : String(position),
    EXPECTED_WAIT:
      expected === undefined ? undefined : lengthRangeText(words.language, expected.fromMs, expected.toMs),
  });
}
