import type { Hypothetical, LineUp } from '../equilibrium/index.ts';
import type { QueueId, RepId } from '../kernel/index.ts';
import type { QueuedSession } from '../sessions/index.ts';

/** Equilibrium as it is at this moment, for looking at: it asks nobody and changes nothing. */
export interface LiveAssignment {
  /** By the board that makes the offers. */
  lineUp(session: Hypothetical): LineUp;
  /** Who waits in this queue, oldest first. */
  waitingIn(queue: QueueId): readonly QueuedSession[];
  isOnDuty(rep: RepId): boolean;
}
