import { CUSTOMER, laterBy, type Instant } from '../kernel/index.ts';
import { lostReason, type Command, type LiveSession } from './session.ts';

/** How long the customer may take to answer a request for the screen. */
export const SCREEN_ANSWER_MS = 60_000;
/** How long a customer who lost the connection is waited for. The sister product's default (behaviour.md §2.3). */
export const CUSTOMER_RECONNECT_MS = 5 * 60_000;

export interface Deadline {
  readonly at: Instant;
  /** It is never further away than this, whatever the calendar says. */
  readonly withinMs: number;
  readonly command: Command;
}

/**
 * The next thing that time does to this session; undefined when it may stay as it is for ever.
 * Derived from the session alone, so a restarted appliance goes on exactly where the clock stands.
 */
export function nextDeadline(session: LiveSession): Deadline | undefined {
  const deadlines: Deadline[] = [];
  const customerLostAt = session.lost.get(CUSTOMER);
  if (customerLostAt !== undefined) {
    deadlines.push({
      at: laterBy(customerLostAt, CUSTOMER_RECONNECT_MS),
      withinMs: CUSTOMER_RECONNECT_MS,
      command: { kind: 'give-up', reason: lostReason(session) },
    });
  }
  if (session.status === 'held' && session.screen.state === 'asked') {
    deadlines.push({
      at: laterBy(session.screen.askedAt, SCREEN_ANSWER_MS),
      withinMs: SCREEN_ANSWER_MS,
      command: { kind: 'expire-screen-request' },
    });
  }
  return deadlines.reduce<Deadline | undefined>(
    (first, next) => (first === undefined || next.at < first.at ? next : first),
    undefined,
  );
}
