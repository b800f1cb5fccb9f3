import {
  CUSTOMER,
  laterBy,
  LIMITS,
  msBetween,
  unreachable,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import type { Command } from './facts.ts';
import {
  lostReason,
  type LiveSession,
  type OpenSession,
  type PreparingSession,
  type QueuedSession,
  type Screen,
} from './session.ts';

/** How long the customer may take to answer a request for the screen where no session policy said so. */
export const SCREEN_ANSWER_MS = 60_000;
/** How long the customer may take to say whether a Support Button is put on their device. */
export const BUTTON_ANSWER_MS = 2 * 60_000;
/** How long a customer who lost the connection is waited for where the public site says nothing else. The sister product's default (behaviour.md §2.3). */
export const CUSTOMER_RECONNECT_MS = 5 * 60_000;
/** How long a session that a browser has begun waits for its customer's page. It comes within a second or two, over the slowest network within one. */
export const PAGE_WITHIN_MS = 90_000;
/** How long the customer may take to say whether the screen may be recorded. */
export const RECORDING_ANSWER_MS = 5 * 60_000;
/** How long a session waits for its owner's console to come back before the fallback rules (behaviour.md §3.6). */
export const REPRESENTATIVE_RECONNECT_MS = 60_000;

/** What a team's waiting session rule does with a session after `afterMs` in its queue. */
export type QueueRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'alert'; readonly afterMs: number }
  | { readonly kind: 'overflow'; readonly afterMs: number; readonly to: QueueId; readonly toName: string };

export type QueueRules = (queue: QueueId) => QueueRule;

/** Whether the customer of this session is called where no page is open. */
export type IsCalled = (session: SessionId) => boolean;

/**
 * What time asks for: a command as it is, or what needs to know who and what is there at that moment:
 * the fallback rules for a representative who is gone, the way on after a question.
 */
export type Due =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'representative-gone'; readonly rep: RepId }
  /** What is asked before the queue was not answered: whether the queue still takes the session is to be looked up. */
  | { readonly kind: 'unanswered'; readonly question: 'agreement' | 'recording' };

export interface Deadline {
  readonly at: Instant;
  /** It is never further away than this, whatever the calendar says. */
  readonly withinMs: number;
  readonly due: Due;
}

/**
 * The next thing that time does to this session; undefined when it may stay as it is for ever.
 * Derived from the session and the rules alone, so a restarted appliance goes on exactly where the
 * clock stands.
 */
export function nextDeadline(
  session: OpenSession,
  rules: QueueRules,
  isCalled: IsCalled = () => false,
): Deadline | undefined {
  return [
    ...customerDeadlines(session, isCalled(session.id)),
    ...(session.status === 'preparing'
      ? [questionDeadline(session)]
      : [
          ...representativeDeadlines(session),
          ...queueDeadlines(session, rules),
          ...invitationDeadlines(session),
        ]),
  ].reduce<Deadline | undefined>(
    (first, next) => (first === undefined || next.at < first.at ? next : first),
    undefined,
  );
}

function customerDeadlines(session: OpenSession, isCalled: boolean): readonly Deadline[] {
  return [
    ...lostCustomer(session, isCalled),
    ...(session.status === 'held' &&
    (session.screen.state === 'asked' || session.screen.state === 'elevating')
      ? [after(session.screen.askedAt, answerMs(session.screen), { kind: 'expire-screen-request' })]
      : []),
    ...(session.status === 'held' && session.buttonOffer !== undefined
      ? [after(session.buttonOffer.askedAt, BUTTON_ANSWER_MS, { kind: 'close-button', outcome: 'no-answer' })]
      : []),
  ];
}

/** A text that is to be accepted takes as long to read as the site says. */
function answerMs(screen: Extract<Screen, { state: 'asked' | 'elevating' }>): number {
  return screen.state === 'elevating' ? (screen.agreement?.timeoutMs ?? screen.answerMs) : screen.answerMs;
}

/** Who is called keeps the place while nobody has to come; from then on there is as much time as for everybody who is lost. */
function lostCustomer(session: OpenSession, isCalled: boolean): readonly Deadline[] {
  const lostAt = session.lost.get(CUSTOMER);
  if (lostAt === undefined) {
    return [];
  }
  const giveUp = { kind: 'give-up', reason: lostReason(session) } as const;
  if (isCalled && session.status === 'held') {
    const since = session.acceptedAt > lostAt ? session.acceptedAt : lostAt;
    return [after(since, session.reconnectMs, giveUp)];
  }
  return [
    after(
      lostAt,
      isCalled ? Math.max(LIMITS.calledCustomerWaitMs, session.reconnectMs) : session.reconnectMs,
      giveUp,
    ),
  ];
}

function questionDeadline({ step, askedAt, agreement, withinMs: pageWithinMs }: PreparingSession): Deadline {
  if (step === 'page') {
    return after(askedAt, pageWithinMs, { kind: 'give-up', reason: 'customer-never-came' });
  }
  const withinMs = step === 'agreement' ? (agreement?.timeoutMs ?? RECORDING_ANSWER_MS) : RECORDING_ANSWER_MS;
  return { at: laterBy(askedAt, withinMs), withinMs, due: { kind: 'unanswered', question: step } };
}

function representativeDeadlines(session: LiveSession): readonly Deadline[] {
  return [...session.lost].flatMap(([who, lostAt]) =>
    who === CUSTOMER
      ? []
      : [
          {
            at: laterBy(lostAt, REPRESENTATIVE_RECONNECT_MS),
            withinMs: REPRESENTATIVE_RECONNECT_MS,
            due: { kind: 'representative-gone', rep: who as RepId } as const,
          },
        ],
  );
}

/** The keys of those who were asked from outside. */
function invitationDeadlines(session: LiveSession): readonly Deadline[] {
  return session.externalInvitations.map(({ id, at, until }) =>
    after(at, msBetween(at, until), { kind: 'expire-invitation', invitation: id }),
  );
}

function queueDeadlines(session: LiveSession, rules: QueueRules): readonly Deadline[] {
  if (session.status === 'held') {
    return [];
  }
  return [
    ...(session.status === 'offered'
      ? [
          after(session.offeredAt, msBetween(session.offeredAt, session.until), {
            kind: 'close-offer',
            to: session.to.id,
            outcome: 'no-answer',
          }),
        ]
      : []),
    ...waitingRule(session, rules),
  ];
}

function waitingRule(session: QueuedSession, rules: QueueRules): readonly Deadline[] {
  const rule = rules(session.queue);
  switch (rule.kind) {
    case 'none':
      return [];
    case 'alert':
      return session.overdueAt === undefined
        ? [after(session.queuedAt, rule.afterMs, { kind: 'mark-overdue' })]
        : [];
    case 'overflow':
      return [after(session.queuedAt, rule.afterMs, { kind: 'overflow', to: rule.to, toName: rule.toName })];
    default:
      return unreachable(rule);
  }
}

function after(since: Instant, durationMs: number, command: Command): Deadline {
  return { at: laterBy(since, durationMs), withinMs: durationMs, due: { kind: 'command', command } };
}
