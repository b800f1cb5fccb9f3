import test from 'ava';
import { treeOf } from '../equilibrium/testing/people.ts';
import type { SkillId } from '../equilibrium/index.ts';
import { instant, type RepId, type TeamId } from '../kernel/index.ts';
import { habitsOf } from './habits.ts';
import {
  at,
  everybodyAccepts,
  leg,
  MINUTE_MS,
  MONDAY,
  queue,
  rep,
  replayed,
  SECOND_MS,
  setting,
  shifts,
  SUPPORT,
  team,
  told,
  visit,
  week,
} from './testing/small-week.ts';
import type { Answer } from './week.ts';

const three = [visit('s1', 0, 10), visit('s2', 2, 10), visit('s3', 4, 10)];

test('one at a time: each waits until the former is done', (t) => {
  const { outcomes, offers } = replayed(week(three, everybodyAccepts()), setting([rep('ada')]));
  t.deepEqual(told(outcomes), ['served 0 ada', 'served 8 ada', 'served 16 ada']);
  t.is(offers, 3);
});

test('one more: the third waits for whoever is done first', (t) => {
  const { outcomes } = replayed(week(three, everybodyAccepts()), setting([rep('ada'), rep('bob')]));
  t.deepEqual(told(outcomes), ['served 0 ada', 'served 0 bob', 'served 6 ada']);
});

test('of two with as few sessions, whoever has had so few for longer is asked', (t) => {
  const visits = [visit('s1', 0, 1), visit('s2', 5, 1), visit('s3', 10, 1)];
  const { outcomes } = replayed(week(visits, everybodyAccepts()), setting([rep('ada'), rep('bob')]));
  t.deepEqual(told(outcomes), ['served 0 ada', 'served 0 bob', 'served 0 ada']);
});

test('the session limit lets people have several at once', (t) => {
  const { outcomes } = replayed(week(three, everybodyAccepts()), setting([rep('ada', { sessionLimit: 1 })]));
  t.deepEqual(told(outcomes), ['served 0 ada', 'served 0 ada', 'served 6 ada']);
});

test('skills: the best match is asked although somebody else is free for longer', (t) => {
  const skills = treeOf(`
network
  vpn
`);
  const reps = [
    rep('ada'),
    rep('bob', { morePreferred: new Set(['network' as SkillId]) }),
    rep('cyd', { morePreferred: new Set(['vpn' as SkillId]) }),
  ];
  const visits = [
    visit('s1', 0, 10, { needs: ['vpn'] }),
    visit('s2', 1, 10, { needs: ['vpn'] }),
    visit('s3', 2, 10, { needs: ['vpn'] }),
  ];
  const teams = [team('support', { algorithm: 'skills-match-least-busy' })];
  const { outcomes } = replayed(week(visits, everybodyAccepts()), setting(reps, teams, skills));
  t.deepEqual(told(outcomes), ['served 0 cyd', 'served 0 bob', 'served 0 ada']);
});

test('whoever comes on duty gets who waits; whoever is busy, locked or gone gets nobody', (t) => {
  const reps = [
    rep('ada', { shifts: shifts([0, 'available'], [1, 'busy'], [30, 'available']) }),
    rep('bob', { shifts: shifts([0, 'locked'], [15, 'available'], [16, 'off']) }),
  ];
  const visits = [visit('s1', 0, 5), visit('s2', 2, 10), visit('s3', 3, 10)];
  const { outcomes } = replayed(week(visits, everybodyAccepts()), setting(reps));
  t.deepEqual(told(outcomes), ['served 0 ada', 'served 13 bob', 'served 27 ada']);
});

test('a team that is not persistent sends away whoever comes while nobody is on duty', (t) => {
  const teams = [team('support', { isPersistent: false })];
  const reps = [rep('ada', { shifts: shifts([10, 'available']) })];
  const visits = [visit('s1', 0, 5), visit('s2', 12, 5)];
  const known = replayed(week(visits, everybodyAccepts()), setting(reps, teams));
  t.deepEqual(told(known.outcomes), ['sent-away 0', 'served 0 ada']);
  // Where nobody wrote down who was there, nothing is made of it.
  const unknown = week(visits, { ...everybodyAccepts(), dutyKnownFrom: at(11) });
  t.deepEqual(told(replayed(unknown, setting(reps, teams)).outcomes), ['served 10 ada', 'served 3 ada']);
});

test('whoever rejects or does not answer is not asked again; the next best is', (t) => {
  const answers: readonly Answer[] = [
    { rep: 'ada' as RepId, load: 0, outcome: 'rejected', afterMs: 12 * SECOND_MS },
    { rep: 'bob' as RepId, load: 0, outcome: 'no-answer', afterMs: 20 * SECOND_MS },
    { rep: 'cyd' as RepId, load: 0, outcome: 'accepted', afterMs: 18 * SECOND_MS },
  ];
  // As many own answers as it takes for them to count.
  const of = week([visit('s1', 0, 10)], {
    answers: answers.flatMap((answer) => Array.from({ length: 20 }, () => answer)),
  });
  const { outcomes, offers, declined } = replayed(of, setting([rep('ada'), rep('bob'), rep('cyd')]));
  t.deepEqual(told(outcomes), ['served 1 cyd'], '12 s, 30 s of the alert time-out, 18 s');
  t.deepEqual([offers, declined], [3, 2]);
  const quick = setting(
    [rep('ada'), rep('bob'), rep('cyd')],
    [team('support', { alertTimeoutMs: 15 * SECOND_MS })],
  );
  t.deepEqual(told(replayed(of, quick).outcomes), ['waiting 11520'], 'too slow for everybody');
});

test('a customer who left then leaves after the same wait, unless somebody comes before', (t) => {
  const visits = [
    visit('s1', 0, 10),
    visit('s2', 1, 0, { ending: 'left', waited: 4 }),
    visit('s3', 2, 0, { ending: 'left', waited: 9 }),
  ];
  const one = replayed(week(visits, everybodyAccepts()), setting([rep('ada')]));
  t.deepEqual(told(one.outcomes), ['served 0 ada', 'left 4', 'served 8 ada']);
  const two = replayed(week(visits, everybodyAccepts()), setting([rep('ada'), rep('bob')]));
  t.deepEqual(told(two.outcomes).slice(0, 2), ['served 0 ada', 'served 0 bob']);
});

test('a customer who was served then may have enough in a replay that takes longer', (t) => {
  const many = Array.from({ length: 30 }, (_, index) =>
    visit(`l${index}`, 1_000 + 100 * index, 0, { ending: 'left', waited: 3 }),
  );
  const of = week([visit('s1', 0, 60), visit('s2', 1, 60), ...many], everybodyAccepts());
  const { outcomes } = replayed(of, setting([rep('ada')]));
  // Of the two who waited 0 minutes then, the second would wait an hour: nobody is known to wait more than 3 minutes.
  t.deepEqual(told(outcomes).slice(0, 2), ['served 0 ada', 'left 3']);
});

test('an overdue session goes to the overflow queue, and back; one of a queue that is not replayed is gone', (t) => {
  const overflow = queue('overflow');
  const reps = [
    rep('ada', { queues: [overflow], shifts: shifts([20, 'available']) }),
    rep('bob', { queues: [SUPPORT], shifts: shifts([0, 'busy']) }),
  ];
  const teams = [
    team('support', { waitingRule: { kind: 'transfer', afterMs: 5 * MINUTE_MS, to: 'overflow' as TeamId } }),
    team('overflow', { waitingRule: { kind: 'transfer', afterMs: 10 * MINUTE_MS, to: 'support' as TeamId } }),
  ];
  const bounced = replayed(week([visit('s1', 0, 10)], everybodyAccepts()), setting(reps, teams));
  t.deepEqual(told(bounced.outcomes), ['served 20 ada']);
  t.is(bounced.overflows, 3);
  const gone = replayed(week([visit('s1', 0, 10)], everybodyAccepts()), setting(reps, teams.slice(0, 1)));
  t.deepEqual(told(gone.outcomes), ['passed-on 5']);
  const alert = [team('support', { waitingRule: { kind: 'alert', afterMs: 5 * MINUTE_MS } })];
  t.is(replayed(week([visit('s1', 0, 10)]), setting(reps, alert)).overdue, 1);
});

test('an overdue session whose overflow queue can hold nobody stays until somebody is there', (t) => {
  const overflow = queue('overflow');
  const reps = [rep('ada', { queues: [overflow], shifts: shifts([20, 'available']) })];
  const teams = [
    team('support', { waitingRule: { kind: 'transfer', afterMs: 5 * MINUTE_MS, to: 'overflow' as TeamId } }),
    team('overflow', { isPersistent: false }),
  ];
  const { outcomes, overdue, overflows } = replayed(
    week([visit('s1', 0, 10)], everybodyAccepts()),
    setting(reps, teams),
  );
  t.deepEqual(told(outcomes), ['served 20 ada']);
  t.deepEqual([overdue, overflows], [1, 1]);
});

test('without Equilibrium whoever has time looks at the queue, and takes the oldest', (t) => {
  const by = { rep: 'ada' as RepId };
  const of = week([visit('s1', 0, 10, { waited: 0.5 }), visit('s2', 1, 10), visit('s3', 2, 10)], {
    takes: [{ ...by, at: at(0.5), queuedAt: at(0) }],
  });
  const teams = [team('support', { algorithm: 'none' })];
  const { outcomes, byHand, offers } = replayed(of, setting([rep('ada')], teams));
  t.deepEqual(told(outcomes), ['served 0.5 ada', 'served 10 ada', 'served 19.5 ada']);
  t.deepEqual([byHand, offers], [3, 0]);
  const nobodyMay = replayed(of, setting([rep('ada', { takesByHand: false })], teams));
  t.is(nobodyMay.byHand, 0);
});

test('a session that came back to a queue comes back as long after as it did', (t) => {
  const transferred = visit('s1', 0, 10, {
    next: [leg(25, 20, { queue: queue('second'), gap: 15 })],
  });
  const reps = [rep('ada', { queues: [SUPPORT, queue('second')] })];
  const teams = [team('support'), team('second')];
  const of = week([transferred, visit('s2', 1, 30)], everybodyAccepts());
  const { outcomes } = replayed(of, setting(reps, teams));
  t.deepEqual(
    outcomes.map(({ queue: where, enteredAt, waitMs }) => [
      where,
      (enteredAt - MONDAY) / MINUTE_MS,
      waitMs / MINUTE_MS,
    ]),
    [
      [SUPPORT, 0, 0],
      [SUPPORT, 1, 9],
      [queue('second'), 25, 15],
    ],
  );
});

test('what somebody did in other queues keeps them busy as it did', (t) => {
  const of = week([visit('s1', 0, 10)], {
    ...everybodyAccepts(),
    elsewhere: [{ rep: 'ada' as RepId, from: at(-5), to: at(7) }],
  });
  t.deepEqual(told(replayed(of, setting([rep('ada')])).outcomes), ['served 7 ada']);
});

test('the same seed gives the same replay', (t) => {
  const visits = Array.from({ length: 200 }, (_, index) =>
    visit(
      `s${index}`,
      index * 3,
      1 + ((index * 7) % 11),
      index % 5 === 0 ? { ending: 'left', waited: 2 } : {},
    ),
  );
  const answers = (['accepted', 'rejected', 'accepted', 'no-answer', 'accepted'] as const).map(
    (outcome, index): Answer => ({ rep: 'x' as RepId, load: 0, outcome, afterMs: index * SECOND_MS }),
  );
  const of = week(visits, { answers });
  const how = setting([rep('ada'), rep('bob')]);
  const once = replayed(of, how, habitsOf(of), 7);
  t.deepEqual(replayed(of, how, habitsOf(of), 7), once);
  t.notDeepEqual(replayed(of, how, habitsOf(of), 8), once);
  t.true(once.declined > 10);
});

test('every stay ends once, in every world', (t) => {
  const of = week(three, { until: instant(at(5)) });
  const { outcomes } = replayed(of, setting([]));
  t.deepEqual(told(outcomes), ['waiting 5', 'waiting 3', 'waiting 1']);
});

test('what a hand moved is moved after the same wait; whoever comes before does all of its work', (t) => {
  const second = queue('second');
  const moved = visit('s1', 5, 0, {
    ending: 'moved',
    waited: 10,
    next: [leg(15, 20, { queue: second, gap: 0 })],
  });
  const teams = [team('support'), team('second')];
  const nobodyFirst = setting([rep('ada', { queues: [second] })], teams);
  t.deepEqual(told(replayed(week([moved], everybodyAccepts()), nobodyFirst).outcomes), [
    'moved 10',
    'served 0 ada',
  ]);
  const somebody = setting([rep('ada', { queues: [SUPPORT, second] })], teams);
  const of = week([moved, visit('s2', 6, 1)], everybodyAccepts());
  t.deepEqual(told(replayed(of, somebody).outcomes), ['served 0 ada', 'served 19 ada']);
});

test('the answer to an offer that ended by an overflow is no answer to the next one', (t) => {
  const overflow = queue('overflow');
  const teams = [
    team('support', { waitingRule: { kind: 'transfer', afterMs: MINUTE_MS, to: 'overflow' as TeamId } }),
    team('overflow'),
  ];
  // Asked from 0:50 on, moved at 1:00, asked again; the first answer would come at 1:10.
  const ada = rep('ada', { queues: [SUPPORT, overflow], shifts: shifts([50 / 60, 'available']) });
  const { outcomes, offers } = replayed(
    week([visit('s1', 0, 10)], everybodyAccepts(20 * SECOND_MS)),
    setting([ada], teams),
  );
  t.is(offers, 2);
  t.deepEqual(
    outcomes.map(({ waitMs }) => waitMs / SECOND_MS),
    [80],
  );
});

test('a break is no new beginning, another login is', (t) => {
  const visits = [visit('s1', 1, 4), visit('s2', 2, 8), visit('s3', 15, 1)];
  const on = [0, 'available'] as const;
  // Ada is free since 5, Bob since 10: a break of Bob’s later than that makes him no older.
  const breaks = [
    rep('ada', { shifts: shifts(on) }),
    rep('bob', { shifts: shifts(on, [11, 'away'], [12, 'available']) }),
  ];
  t.deepEqual(told(replayed(week(visits, everybodyAccepts()), setting(breaks)).outcomes), [
    'served 0 ada',
    'served 0 bob',
    'served 0 ada',
  ]);
  // Ada logs in anew at 13, so Bob has been free for longer.
  const again = [
    rep('ada', { shifts: shifts(on, [6, 'off'], [13, 'available']) }),
    rep('bob', { shifts: shifts(on) }),
  ];
  t.deepEqual(told(replayed(week(visits, everybodyAccepts()), setting(again)).outcomes), [
    'served 0 ada',
    'served 0 bob',
    'served 0 bob',
  ]);
});

test('whoever has opted out is not asked', (t) => {
  const reps = [
    rep('ada', { shifts: shifts([0, 'opted-out']) }),
    rep('bob', { shifts: shifts([3, 'available']) }),
  ];
  t.deepEqual(told(replayed(week([visit('s1', 1, 5)], everybodyAccepts()), setting(reps)).outcomes), [
    'served 2 bob',
  ]);
});

test('what was overdue in one queue begins anew in the next', (t) => {
  const overflow = queue('overflow');
  const teams = [
    team('support', { waitingRule: { kind: 'transfer', afterMs: 5 * MINUTE_MS, to: 'overflow' as TeamId } }),
    team('overflow', { isPersistent: false, waitingRule: { kind: 'alert', afterMs: 5 * MINUTE_MS } }),
  ];
  const reps = [rep('ada', { queues: [overflow], shifts: shifts([10, 'busy'], [30, 'available']) })];
  const { outcomes, overdue, overflows } = replayed(
    week([visit('s1', 0, 5)], everybodyAccepts()),
    setting(reps, teams),
  );
  t.deepEqual(told(outcomes), ['served 30 ada']);
  t.deepEqual([overdue, overflows], [2, 1], 'at 5, and 5 minutes after it moved on at 10');
});
