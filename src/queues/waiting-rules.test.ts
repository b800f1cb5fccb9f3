import test from 'ava';
import { instant, teamQueue, type TeamId } from '../kernel/index.ts';
import type { QueuePlace } from './can-hold.ts';
import { ruleDueAt, whenOverdue, type Overdue, type WaitingRule } from './waiting-rules.ts';

const overflowTeam = 'overflow' as TeamId;
const transfer: WaitingRule = { kind: 'transfer', afterMs: 60_000, to: overflowTeam };
const alert: WaitingRule = { kind: 'alert', afterMs: 60_000 };
const none: WaitingRule = { kind: 'none' };
const queuedAt = instant(1_000);
const waiting = { queuedAt, overdue: false };
const overdue = { queuedAt, overdue: true };
const somebody: QueuePlace = { kind: 'team', queue: teamQueue(overflowTeam), persistent: false, loggedIn: 1 };
const nobody: QueuePlace = { ...somebody, loggedIn: 0 };
const persistent: QueuePlace = { ...nobody, persistent: true };
const moved: Overdue = { kind: 'transfer', to: teamQueue(overflowTeam) };
const told: Overdue = { kind: 'alert' };

const CASES: readonly [
  sentence: string,
  rule: WaitingRule,
  stay: typeof waiting,
  overflow: QueuePlace | undefined,
  at: number,
  expected: Overdue | undefined,
][] = [
  ['without a rule a session waits for ever', none, waiting, somebody, 1e12, undefined],
  ['before its time nothing happens', alert, waiting, undefined, 60_999, undefined],
  ['at its time the alert is given', alert, waiting, undefined, 61_000, told],
  ['the alert is given once', alert, overdue, undefined, 90_000, undefined],
  ['before its time nothing is transferred', transfer, waiting, somebody, 60_999, undefined],
  ['at its time the session overflows', transfer, waiting, somebody, 61_000, moved],
  [
    'a persistent overflow queue takes it although nobody is there',
    transfer,
    waiting,
    persistent,
    61_000,
    moved,
  ],
  [
    'when the overflow queue can hold nobody the team is told instead',
    transfer,
    waiting,
    nobody,
    61_000,
    told,
  ],
  ['and is told once', transfer, overdue, nobody, 90_000, undefined],
  ['until somebody is there', transfer, overdue, somebody, 90_000, moved],
  ['an overflow team that is gone is told as an alert', transfer, waiting, undefined, 61_000, told],
];

for (const [sentence, rule, stay, overflow, at, expected] of CASES) {
  test(sentence, (t) => t.deepEqual(whenOverdue(rule, stay, overflow, instant(at)), expected));
}

test('a rule’s time begins anew in each queue, so that two overflow queues pass a session to and fro', (t) => {
  let at = 0;
  for (let bounce = 0; bounce < 100; bounce += 1) {
    const stay = { queuedAt: instant(at), overdue: false };
    const dueAt = ruleDueAt(transfer, stay);
    t.is(dueAt, instant(at + 60_000));
    at += 60_000;
    t.deepEqual(whenOverdue(transfer, stay, somebody, instant(at)), moved);
  }
});

test('nothing is due that could not happen: no clock runs for a session that is overdue already', (t) => {
  t.is(ruleDueAt(none, waiting), undefined);
  t.is(ruleDueAt(alert, overdue), undefined);
  t.is(ruleDueAt(transfer, overdue), undefined);
  t.is(ruleDueAt(alert, waiting), instant(61_000));
});
