import type { Sending } from './model/sending.ts';
import { sentenceOf } from './sentence-of.ts';

/** Sends a key to whom was typed, unless that is under way or nobody was, and tells what becomes of it. */
export async function sendTo(
  sending: Sending,
  how: {
    /** What to say to whoever typed nobody. */
    readonly missing: string;
    readonly ask: (to: string) => Promise<unknown>;
    readonly become: (sending: Sending) => void;
  },
): Promise<void> {
  const { state, to } = sending;
  if (state === 'busy') {
    return;
  }
  if (to.trim() === '') {
    how.become({ state: 'open', to, problem: how.missing });
    return;
  }
  how.become({ state: 'busy', to });
  try {
    await how.ask(to);
    how.become({ state: 'sent', to: '', sentTo: to.trim() });
  } catch (thrown) {
    how.become({ state: 'open', to, problem: sentenceOf(thrown) });
  }
}
