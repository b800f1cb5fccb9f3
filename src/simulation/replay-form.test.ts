import test from 'ava';
import type { SkillId } from '../equilibrium/index.ts';
import { instant, teamQueue, type Day, type RepId, type TeamId } from '../kernel/index.ts';
import { NEW_TEAM, type RankedSkill, type Team } from '../people/index.ts';
import {
  changesForm,
  daysOf,
  mondaysUntil,
  readChanges,
  weekInWords,
  type ChosenWeek,
} from './replay-form.ts';
import { changed, settingOf, type Scenario } from './scenario.ts';
import { rep, shifts, SUPPORT, team as replayedTeam, week } from './testing/small-week.ts';
import { skillTree } from '../equilibrium/index.ts';

const MONDAY = '2026-11-16' as Day;
const id = <Id extends string>(name: string) => name.padEnd(22, '-') as Id;

function team(name: string, different: Partial<Team> = {}): Team {
  return { ...NEW_TEAM, id: id<TeamId>(name), name, revision: 1, ...different };
}

const support = team('Support', { algorithm: 'least-busy' });
const network = team('Network');
const rita = { id: id<RepId>('rita'), name: 'Rita' };
const bob = { id: id<RepId>('bob'), name: 'Bob' };
const skill = (name: string, rank: number): RankedSkill => ({
  id: id<SkillId>(name),
  name,
  codeName: name,
  parent: undefined,
  rank,
  revision: 1,
});
const skills = [skill('Email', 0), skill('Printers', 1)];
const site = { teams: [support, network], skills, timeZone: 'Europe/Berlin' };
const chosen: ChosenWeek = {
  monday: MONDAY,
  teams: [support],
  members: [bob, rita],
  skillsOf: rita,
  morePreferred: new Set([id<SkillId>('Email')]),
};

/** The form as it is shown, sent back as a browser does, with some of it different. */
function sent(different: Readonly<Record<string, string>> = {}): Record<string, string> {
  const form = changesForm(site, chosen, undefined);
  const chosenIn = (select: {
    readonly choices: readonly { readonly value: string; readonly selected: boolean }[];
  }) => select.choices.find(({ selected }) => selected)?.value ?? '';
  const fields: Record<string, string> = {
    addedCount: form.added.count.value,
    addedLike: chosenIn(form.added.like),
    addedFrom: form.added.from.value,
    addedTo: form.added.to.value,
  };
  for (const each of form.teams) {
    for (const select of [
      each.algorithm,
      each.alertTimeoutMs,
      each.waitingRule,
      each.waitingAfterMs,
      each.overflowTeam,
    ]) {
      fields[select.name] = chosenIn(select);
    }
  }
  for (const { name } of form.without) {
    fields[name] = '';
  }
  for (const { field, checked } of [
    ...form.added.days,
    ...(typeof form.skills === 'boolean' ? [] : form.skills.ticks),
  ]) {
    if (checked) {
      fields[field] = 'on';
    }
  }
  return { ...fields, ...different };
}

function read(different: Readonly<Record<string, string>>) {
  const changes = readChanges(site, chosen, sent(different));
  return changes.ok ? changes : { ...changes, words: [], changes: undefined };
}

test('the form as it is shown changes nothing', (t) => {
  const { words, changes } = read({});
  t.deepEqual(words, []);
  t.deepEqual(changes, {
    teams: new Map([
      [support.id, { algorithm: 'least-busy', alertTimeoutMs: 30_000, waitingRule: { kind: 'none' } }],
    ]),
    added: undefined,
    without: new Set(),
    skills: undefined,
  });
});

test('one more from 9 to 17 on working days, as the clocks of the appliance show it', (t) => {
  const { words, changes } = read({ addedCount: '1', addedLike: rita.id });
  t.deepEqual(words, ['1 more representative like Rita, Mon, Tue, Wed, Thu, Fri, 09:00 to 17:00']);
  t.is(changes?.added?.count, 1);
  t.deepEqual(
    changes?.added?.shifts.slice(0, 3).map(({ at, as }) => [new Date(at).toISOString(), as]),
    [
      ['2026-11-16T08:00:00.000Z', 'available'],
      ['2026-11-16T16:00:00.000Z', 'off'],
      ['2026-11-17T08:00:00.000Z', 'available'],
    ],
  );
  t.is(changes?.added?.shifts.length, 10);
  t.deepEqual(
    read({ addedCount: '2', addedFrom: '22:30', addedTo: '00:00' }).changes?.added?.shifts[1],
    { at: instant(Date.parse('2026-11-16T23:00:00Z')), as: 'off' },
    'midnight is the end of the day',
  );
});

test('who is left out, what somebody knows, and other rules are told in words', (t) => {
  const { words, changes } = read({
    'without-2': bob.id,
    [`skill-${id('Printers')}`]: 'on',
    [`algorithm-${support.id}`]: 'skills-match-least-busy',
    [`alertTimeoutMs-${support.id}`]: '15000',
    [`waitingRule-${support.id}`]: 'transfer',
    [`waitingAfterMs-${support.id}`]: '120000',
    [`overflowTeam-${support.id}`]: network.id,
  });
  t.deepEqual(words, [
    'Support: Routing Algorithm Skills Match, Least Busy instead of Least Busy',
    'Support: Alert Timeout 15 s instead of 30 s',
    'Support: overdue sessions: to Network after 2 min instead of nothing',
    'Without Bob',
    'Rita: More Preferred in Email, Printers instead of Email',
  ]);
  t.deepEqual(changes?.skills, {
    rep: rita.id,
    morePreferred: new Set([id<SkillId>('Email'), id<SkillId>('Printers')]),
  });
  t.deepEqual(changes?.teams.get(support.id)?.waitingRule, {
    kind: 'transfer',
    afterMs: 120_000,
    to: network.id,
  });
});

test('a skill that does not exist is not learned', (t) => {
  t.is(read({ [`skill-${id('Magic')}`]: 'on' }).changes?.skills, undefined);
});

test('what was typed is shown again, with its sentences', (t) => {
  const text = sent({ addedCount: '99', 'without-1': bob.id });
  delete text['addedDay-1'];
  const form = changesForm(site, chosen, { text, problems: { addedCount: 'Too many.' } });
  t.deepEqual(form.added.count, { value: '99', problem: 'Too many.' });
  t.deepEqual(
    form.added.days.map(({ checked }) => checked),
    [false, true, true, true, true, false, false],
  );
  t.is(form.without[0]?.choices.find(({ selected }) => selected)?.label, 'Bob');
});

test('the weeks that can be chosen begin on Mondays, the latest first', (t) => {
  const mondays = mondaysUntil(instant(Date.parse('2026-11-21T12:00:00Z')), 'Europe/Berlin');
  t.deepEqual(mondays.slice(0, 2), ['2026-11-16', '2026-11-09'] as readonly string[] as readonly Day[]);
  t.is(mondays.length, 26);
  t.regex(weekInWords(MONDAY), /^16\s–\s22 Nov 2026$/);
  const days = daysOf('2026-10-19' as Day, 'Europe/Berlin');
  t.is((days[7] ?? 0) - (days[6] ?? 0), 25 * 3_600_000, 'the day on which clocks are turned back is longer');
});

test('changes make another scenario: other rules, other skills, fewer and more people', (t) => {
  const staff = [rita, bob].map(({ id: rep_ }) => {
    const { shifts: _, ...each } = rep(rep_, { sessionLimit: 2 });
    return each;
  });
  const today: Scenario = {
    teams: [replayedTeam('x', { queue: teamQueue(support.id) })],
    staff,
    added: [],
    skills: skillTree(skills),
  };
  const other = changed(today, {
    teams: new Map([
      [
        support.id,
        { algorithm: 'none', alertTimeoutMs: 15_000, waitingRule: { kind: 'alert', afterMs: 60_000 } },
      ],
    ]),
    skills: { rep: rita.id, morePreferred: new Set([id<SkillId>('Printers')]) },
    without: new Set([bob.id]),
    added: { count: 2, like: rita.id, shifts: shifts([0, 'available']) },
  });
  t.like(other.teams[0], {
    algorithm: 'none',
    alertTimeoutMs: 15_000,
    waitingRule: { kind: 'alert', afterMs: 60_000 },
  });
  t.deepEqual(
    other.staff.map(({ id: who }) => who),
    [rita.id],
  );
  t.deepEqual(other.staff[0]?.morePreferred, new Set([id<SkillId>('Printers')]));
  const { reps } = settingOf(other, week([], { shifts: new Map([[rita.id, shifts([5, 'busy'])]]) }));
  t.deepEqual(
    reps.map(({ id: who, shifts: turns, queues, sessionLimit }) => [who, turns, queues, sessionLimit]),
    [
      [rita.id, shifts([5, 'busy']), [SUPPORT], 2],
      ['added-1', shifts([0, 'available']), [SUPPORT], 2],
      ['added-2', shifts([0, 'available']), [SUPPORT], 2],
    ] as never,
  );
  t.is(today.staff.length, 2, 'what is today stays as it is');
});
