import type { Instant, SessionId } from '../kernel/index.ts';

/** Somebody who waits in a queue, as far as the order needs to know. */
export interface Waiting {
  readonly session: SessionId;
  readonly queuedAt: Instant;
}

/** The order of a queue: whoever entered it first is served first; the id decides between equals, so that every page shows the same. */
export function inOrder<W extends Waiting>(waiting: Iterable<W>): readonly W[] {
  return [...waiting].sort(compareAge);
}

/** Negative when `one` comes first. */
export function compareAge(one: Waiting, other: Waiting): number {
  return one.queuedAt - other.queuedAt || (one.session < other.session ? -1 : 1);
}
