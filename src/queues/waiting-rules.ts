import { laterBy, teamQueue, type Instant, type QueueId, type TeamId } from '../kernel/index.ts';
import { canHold, type QueuePlace } from './can-hold.ts';

/** What becomes of a session that waits too long in a team's queue. */
export type WaitingRule =
  | { readonly kind: 'none' }
  /** Overdue: told to the team by eye and ear. */
  | { readonly kind: 'alert'; readonly afterMs: number }
  /** Into the queue of an overflow team. */
  | { readonly kind: 'transfer'; readonly afterMs: number; readonly to: TeamId };

/** A session's stay in the queue that the rule is of. */
export interface Stay {
  /** When it entered this queue: a rule's time begins anew in each queue. */
  readonly queuedAt: Instant;
  /** Whether it has been declared overdue in this queue. */
  readonly overdue: boolean;
}

export type Overdue = { readonly kind: 'alert' } | { readonly kind: 'transfer'; readonly to: QueueId };

/**
 * When `whenOverdue` has to be asked; undefined: time alone changes nothing any more. A session that
 * stays overdue because its overflow queue can hold nobody is asked about again when somebody logs in there.
 */
export function ruleDueAt(rule: WaitingRule, stay: Stay): Instant | undefined {
  return rule.kind === 'none' || stay.overdue ? undefined : laterBy(stay.queuedAt, rule.afterMs);
}

/**
 * What is to be done about the session now; undefined: nothing. When the overflow queue can hold
 * nobody, the session stays and is declared overdue instead.
 *
 * `overflow` is the queue of `rule.to`; undefined when that team does not exist any more.
 */
export function whenOverdue(
  rule: WaitingRule,
  stay: Stay,
  overflow: QueuePlace | undefined,
  now: Instant,
): Overdue | undefined {
  if (rule.kind === 'none' || now < laterBy(stay.queuedAt, rule.afterMs)) {
    return undefined;
  }
  if (rule.kind === 'transfer' && overflow !== undefined && canHold(overflow)) {
    return { kind: 'transfer', to: teamQueue(rule.to) };
  }
  return stay.overdue ? undefined : { kind: 'alert' };
}
