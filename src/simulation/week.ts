import type { SkillId } from '../equilibrium/index.ts';
import type { Instant, QueueId, RepId, SessionId } from '../kernel/index.ts';
import type { Attendance } from '../sessions/index.ts';

/** How a stay in the replayed queues ended. */
export type Ending =
  /** Somebody accepted it. */
  | 'served'
  /** The customer did not wait any longer. */
  | 'left'
  /** Nobody was there to help. */
  | 'sent-away'
  /** Somebody moved it to another queue by hand, or a fallback rule did. */
  | 'moved'
  /** A waiting session rule took it to a queue that is not replayed. */
  | 'passed-on'
  /** It still waits where the view ends. */
  | 'waiting';

/**
 * A stay of a customer in the replayed queues: from entering the first of them until it is served, gone
 * or moved. What waiting session rules move among these queues is one stay.
 */
export interface Leg {
  /** The first queue of the stay. */
  readonly queue: QueueId;
  readonly enteredAt: Instant;
  /** Between the end of the session's stay before this one (its work included) and this one. */
  readonly gapMs: number;
  readonly ending: Ending;
  readonly waitMs: number;
  /** When it was served: by whom, and how long that took. */
  readonly served: { readonly by: RepId; readonly workMs: number } | undefined;
}

/** A customer, with all stays in the replayed queues, in order. */
export interface Visit {
  readonly session: SessionId;
  /** The skills that the issue needed then. */
  readonly needs: readonly SkillId[];
  /** One at least. */
  readonly legs: readonly Leg[];
}

/** Somebody was in a session that did not come from the replayed queues, or shared one that did. */
export interface Elsewhere {
  readonly rep: RepId;
  readonly from: Instant;
  readonly to: Instant;
}

/** From `at` on somebody is on duty as this, or not at all. */
export interface Shift {
  readonly at: Instant;
  readonly as: Attendance | 'off';
}

/** What somebody did when asked. */
export interface Answer {
  readonly rep: RepId;
  /** In so many other sessions at that moment. */
  readonly load: number;
  readonly outcome: 'accepted' | 'rejected' | 'no-answer';
  readonly afterMs: number;
}

/** Somebody accepted a session without being asked for it. */
export interface Take {
  readonly rep: RepId;
  readonly at: Instant;
  /** Since when the session could be taken. */
  readonly queuedAt: Instant;
}

/** A stretch of time as the journal tells it, for some queues. */
export interface Week {
  readonly from: Instant;
  readonly to: Instant;
  /** How far the journal was read: what began before `to` is followed until then. */
  readonly until: Instant;
  readonly visits: readonly Visit[];
  readonly elsewhere: readonly Elsewhere[];
  readonly shifts: ReadonlyMap<RepId, readonly Shift[]>;
  /** From here on it was written down who was on duty; before it is gathered from the sessions. */
  readonly dutyKnownFrom: Instant;
  readonly answers: readonly Answer[];
  readonly takes: readonly Take[];
}
