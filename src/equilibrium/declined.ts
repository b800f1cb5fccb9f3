import type { QueueId, RepId } from '../kernel/index.ts';

/** How a session came from one queue to another. */
export interface Move {
  /** By a person's hand, by a waiting session rule, or because its representative was lost. */
  readonly by: 'hand' | 'waiting-rule' | 'fallback';
  readonly from: QueueId | undefined;
  readonly to: QueueId;
}

const NOBODY: ReadonlySet<RepId> = new Set();

/**
 * Who has declined a session after it moved. Whoever rejected an offer or let it time out is never
 * asked again, through any overflow, until somebody transfers the session by hand to another queue.
 */
export function declinedAfter(declinedBy: ReadonlySet<RepId>, move: Move): ReadonlySet<RepId> {
  return move.by === 'hand' && move.from !== move.to ? NOBODY : declinedBy;
}
