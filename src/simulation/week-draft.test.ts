import test from 'ava';
import {
  instant,
  type IssueId,
  type PortalId,
  type QueueId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import type { SkillId } from '../equilibrium/index.ts';
import type { DutyFact } from '../sessions/index.ts';
import { at, DAY_MS, MINUTE_MS, MONDAY, queue, SUPPORT } from './testing/small-week.ts';
import { WeekDraft, type ReplayedFact } from './week-draft.ts';

const SECOND = queue('second');
const ada = { id: 'ada' as RepId, name: 'Ada' };
const bob = { id: 'bob' as RepId, name: 'Bob' };

const requested: ReplayedFact = {
  type: 'requested',
  customerName: 'Anna',
  details: '',
  portalId: 'p' as PortalId,
  portalName: 'Portal',
  startMethod: 'issue',
  mode: 'full',
  language: 'en',
};

function queued(
  where: QueueId,
  how: 'arrival' | 'hand' | 'waiting-rule' | 'fallback' = 'arrival',
): ReplayedFact {
  return { type: 'queued', queue: where, queueName: 'Queue', how };
}

function offered(to: typeof ada, sessions = 0): ReplayedFact {
  return { type: 'offered', to, until: instant(0), why: { first: [{ sessions }] } };
}

const accepted = (by: typeof ada): ReplayedFact => ({ type: 'accepted', by });
const closed = (
  to: typeof ada,
  outcome: 'accepted' | 'rejected' | 'no-answer' | 'lost' | 'taken' | 'withdrawn',
): ReplayedFact => ({ type: 'offer-closed', to, outcome });
const ended = (
  reason: 'ended-by-customer' | 'customer-left-waiting' | 'no-representative' = 'ended-by-customer',
): ReplayedFact => ({
  type: 'ended',
  reason,
});

/** The week of one session: what happened after how many minutes. */
function weekOf(happened: readonly (readonly [minutes: number, fact: ReplayedFact])[], queues = [SUPPORT]) {
  const draft = new WeekDraft({ from: MONDAY, to: instant(MONDAY + 7 * DAY_MS), queues: new Set(queues) });
  for (const [minutes, fact] of happened) {
    draft.session('s1' as SessionId, at(minutes), fact);
  }
  return draft.finish(instant(MONDAY + 8 * DAY_MS), MONDAY);
}

/** Its stays: where, when, how it ended, how long it waited, who served it for how long. */
function stays(week: ReturnType<typeof weekOf>) {
  return week.visits
    .flatMap(({ legs }) => legs)
    .map(({ queue: where, enteredAt, gapMs, ending, waitMs, served }) => [
      where === SUPPORT ? 'support' : 'second',
      (enteredAt - MONDAY) / MINUTE_MS,
      gapMs / MINUTE_MS,
      `${ending} ${waitMs / MINUTE_MS}`,
      ...(served === undefined ? [] : [`${served.by} ${served.workMs / MINUTE_MS}`]),
    ]);
}

test('an offer that is accepted: the wait, the work, the answer, the skills', (t) => {
  const issue = {
    id: 'i' as IssueId,
    codeName: 'i',
    description: 'I',
    priority: 'low',
    skills: ['vpn' as SkillId],
  } as const;
  const week = weekOf([
    [1, { ...requested, issue }],
    [1, queued(SUPPORT)],
    [2, offered(ada)],
    [3, closed(ada, 'rejected')],
    [3, offered(bob, 2)],
    [4, closed(bob, 'accepted')],
    [4, accepted(bob)],
    [14, ended()],
  ]);
  t.deepEqual(stays(week), [['support', 1, 0, 'served 3', 'bob 10']]);
  t.deepEqual(week.visits[0]?.needs, ['vpn' as SkillId]);
  t.deepEqual(week.answers, [
    { rep: ada.id, load: 0, outcome: 'rejected', afterMs: MINUTE_MS },
    { rep: bob.id, load: 2, outcome: 'accepted', afterMs: MINUTE_MS },
  ]);
  t.deepEqual(week.takes, []);
});

test('accepted by hand, also while somebody else was being asked', (t) => {
  const week = weekOf([
    [0, requested],
    [0, queued(SUPPORT)],
    [1, offered(ada)],
    [2, closed(ada, 'taken')],
    [2, accepted(bob)],
    [3, ended()],
  ]);
  t.deepEqual(week.takes, [{ rep: bob.id, at: at(2), queuedAt: at(0) }]);
  t.deepEqual(week.answers, []);
});

test('how a stay ends without anybody accepting', (t) => {
  const begin = [
    [0, requested],
    [0, queued(SUPPORT)],
  ] as const;
  t.deepEqual(stays(weekOf([...begin, [5, ended('customer-left-waiting')]])), [['support', 0, 0, 'left 5']]);
  t.deepEqual(stays(weekOf([...begin, [5, ended('no-representative')]])), [['support', 0, 0, 'sent-away 5']]);
  t.deepEqual(stays(weekOf([...begin, [5, queued(SECOND, 'waiting-rule')]])), [
    ['support', 0, 0, 'passed-on 5'],
  ]);
  t.deepEqual(stays(weekOf(begin)), [['support', 0, 0, `waiting ${8 * 24 * 60}`]]);
});

test('what a waiting session rule moves among the replayed queues is one stay; what a hand moves is two', (t) => {
  const begin = [
    [0, requested],
    [0, queued(SUPPORT)],
  ] as const;
  const both = [SUPPORT, SECOND];
  t.deepEqual(
    stays(weekOf([...begin, [5, queued(SECOND, 'waiting-rule')], [7, accepted(ada)], [9, ended()]], both)),
    [['support', 0, 0, 'served 7', 'ada 2']],
  );
  t.deepEqual(
    stays(weekOf([...begin, [5, queued(SECOND, 'hand')], [7, accepted(ada)], [9, ended()]], both)),
    [
      ['support', 0, 0, 'moved 5'],
      ['second', 5, 0, 'served 2', 'ada 2'],
    ],
  );
});

test('a session that is transferred while it is held, and one that comes back after a while elsewhere', (t) => {
  const week = weekOf([
    [0, requested],
    [0, queued(SUPPORT)],
    [1, accepted(ada)],
    [11, { type: 'left', who: ada, how: 'transferred' }],
    [11, queued(SECOND, 'hand')],
    [12, accepted(bob)],
    [20, { type: 'left', who: bob, how: 'transferred' }],
    [20, queued(SUPPORT, 'hand')],
    [21, accepted(ada)],
    [25, ended()],
  ]);
  t.deepEqual(stays(week), [
    ['support', 0, 0, 'served 1', 'ada 10'],
    ['support', 20, 9, 'served 1', 'ada 4'],
  ]);
  t.deepEqual(week.elsewhere, [{ rep: bob.id, from: at(12), to: at(20) }]);
});

test('whoever shares a session is busy with it for that long', (t) => {
  const week = weekOf([
    [0, requested],
    [0, queued(SUPPORT)],
    [1, accepted(ada)],
    [3, { type: 'joined', who: bob }],
    [8, { type: 'left', who: bob, how: 'left' }],
    [9, { type: 'joined', who: bob }],
    [12, ended()],
  ]);
  t.deepEqual(week.elsewhere, [
    { rep: bob.id, from: at(3), to: at(8) },
    { rep: bob.id, from: at(9), to: at(12) },
  ]);
});

test('whoever comes after the week is not in it; who came in it is followed', (t) => {
  const minutes = 7 * 24 * 60;
  t.deepEqual(
    stays(
      weekOf([
        [minutes, requested],
        [minutes, queued(SUPPORT)],
        [minutes + 1, ended()],
      ]),
    ),
    [],
  );
  t.deepEqual(
    stays(
      weekOf([
        [minutes - 1, requested],
        [minutes - 1, queued(SUPPORT)],
        [minutes + 9, accepted(ada)],
        [minutes + 19, ended()],
      ]),
    ),
    [['support', minutes - 1, 0, 'served 10', 'ada 10']],
  );
});

test('who was on duty is what was written down, and before that what their sessions show', (t) => {
  const draft = new WeekDraft({ from: MONDAY, to: instant(MONDAY + 7 * DAY_MS), queues: new Set([SUPPORT]) });
  const session = (id: string, from: number, to: number) => {
    draft.session(id as SessionId, at(from), queued(SUPPORT));
    draft.session(id as SessionId, at(from), accepted(ada));
    draft.session(id as SessionId, at(to), ended());
  };
  session('s1', 10, 20);
  session('s2', 70, 90);
  session('s3', 200, 210);
  session('s4', 290, 330);
  draft.started(at(300));
  const duty = (minutes: number, fact: DutyFact) => draft.duty(ada.id, at(minutes), fact);
  duty(301, { type: 'on-duty', who: ada, as: 'available' });
  duty(310, { type: 'duty-changed', as: 'away' });
  duty(320, { type: 'duty-changed', as: 'available' });
  draft.started(at(330));
  duty(331, { type: 'on-duty', who: ada, as: 'available' });
  duty(400, { type: 'off-duty' });
  const { shifts } = draft.finish(instant(MONDAY + 8 * DAY_MS), at(300));
  t.deepEqual(
    shifts.get(ada.id)?.map(({ at: moment, as }) => [(moment - MONDAY) / MINUTE_MS, as]),
    [
      [10, 'available'],
      // An hour without a session is a break; more is none. A minute while the appliance was started is nothing.
      [90, 'off'],
      [200, 'available'],
      [210, 'off'],
      [290, 'available'],
      [310, 'away'],
      [320, 'available'],
      [400, 'off'],
    ],
  );
});

test('whoever shared a session and takes it over out of a queue is in it once', (t) => {
  const week = weekOf([
    [0, requested],
    [0, queued(SUPPORT)],
    [1, accepted(ada)],
    [3, { type: 'joined', who: bob }],
    [8, { type: 'left', who: ada, how: 'lost' }],
    [8, queued(SUPPORT, 'fallback')],
    [10, accepted(bob)],
    [12, ended()],
  ]);
  t.deepEqual(week.elsewhere, [{ rep: bob.id, from: at(3), to: at(10) }]);
  t.deepEqual(stays(week), [
    ['support', 0, 0, 'served 1', 'ada 7'],
    ['support', 8, 0, 'served 2', 'bob 2'],
  ]);
});

test('what sessions show of who was there ends where it was written down', (t) => {
  const draft = new WeekDraft({ from: MONDAY, to: instant(MONDAY + 7 * DAY_MS), queues: new Set([SUPPORT]) });
  draft.session('s1' as SessionId, at(10), queued(SUPPORT));
  draft.session('s1' as SessionId, at(10), accepted(ada));
  draft.session('s1' as SessionId, at(400), ended());
  const { shifts } = draft.finish(instant(MONDAY + 8 * DAY_MS), at(300));
  t.deepEqual(shifts.get(ada.id), [
    { at: at(10), as: 'available' },
    { at: at(300), as: 'off' },
  ]);
});
