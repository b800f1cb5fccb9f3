import test from 'ava';
import type { PortalId, TeamId } from '../kernel/index.ts';
import {
  inTheWay,
  NEW_TEAM,
  outranks,
  recordedTeam,
  ruleAfter,
  type Team,
  type TeamFields,
  teamProblems,
  teamWithCodeName,
} from './team.ts';

const GENERAL: Team = {
  ...NEW_TEAM,
  id: 'general' as TeamId,
  name: 'General',
  codeName: 'general',
  revision: 1,
};
const SECOND: Team = { ...GENERAL, id: 'second' as TeamId, name: 'Second Line', codeName: 'second_line' };

test('a manager supervises leads and members, a lead members, members nobody', (t) => {
  t.true(outranks('manager', 'lead'));
  t.true(outranks('manager', 'member'));
  t.true(outranks('lead', 'member'));
  t.false(outranks('lead', 'lead'));
  t.false(outranks('member', 'member'));
  t.false(outranks('lead', 'manager'));
});

const HELP = 'help-portal-----------' as PortalId;

function problemsOf(fields: TeamFields, id: TeamId | undefined, others: readonly Team[]) {
  return teamProblems(fields, id, others, (portal) => portal === HELP);
}

test('the public sites that members may use are ones that exist', (t) => {
  t.deepEqual(problemsOf({ ...GENERAL, portalAccess: [HELP] }, GENERAL.id, []), {});
  t.truthy(
    problemsOf({ ...GENERAL, portalAccess: [HELP, 'gone' as PortalId] }, GENERAL.id, [])['portalAccess'],
  );
});

test('names and code names of teams are unique without regard to case', (t) => {
  const problems = problemsOf({ ...SECOND, name: 'GENERAL', codeName: 'General' }, SECOND.id, [GENERAL]);
  t.deepEqual(Object.keys(problems), ['name', 'codeName']);
  t.deepEqual(problemsOf(GENERAL, GENERAL.id, [SECOND]), {});
});

test('a blank code name is made from the name and is nobody else’s', (t) => {
  t.is(teamWithCodeName({ ...NEW_TEAM, name: 'General!' }, [GENERAL]).codeName, 'general_2');
  t.is(teamWithCodeName({ ...GENERAL, codeName: 'kept' }, []).codeName, 'kept');
});

test('times are among those that are offered', (t) => {
  t.truthy(problemsOf({ ...GENERAL, alertTimeoutMs: 14_000 }, GENERAL.id, [])['alertTimeoutMs']);
  t.deepEqual(problemsOf({ ...GENERAL, alertTimeoutMs: 300_000 }, GENERAL.id, []), {});
  const late = { ...GENERAL, waitingRule: { kind: 'alert', afterMs: 1 } } as const;
  t.truthy(problemsOf(late, GENERAL.id, [])['waitingAfterMs']);
});

test('overdue sessions go to another team that exists', (t) => {
  const to = (team: string) =>
    problemsOf(
      { ...GENERAL, waitingRule: { kind: 'transfer', afterMs: 60_000, to: team as TeamId } },
      GENERAL.id,
      [SECOND],
    )['overflowTeam'];
  t.is(to('second'), undefined);
  t.regex(to('general') ?? '', /its own overflow team/);
  t.truthy(to('gone'));
});

test('two teams may be each other’s overflow', (t) => {
  const back = { ...SECOND, waitingRule: { kind: 'transfer', afterMs: 60_000, to: GENERAL.id } } as const;
  t.deepEqual(
    problemsOf(
      { ...GENERAL, waitingRule: { kind: 'transfer', afterMs: 60_000, to: SECOND.id } },
      GENERAL.id,
      [back],
    ),
    {},
  );
});

test('a team on which something hangs says what', (t) => {
  t.is(inTheWay({ issues: 0, overflowOf: [], isFallback: false }), undefined);
  t.is(
    inTheWay({ issues: 1, overflowOf: [], isFallback: false }),
    'This team owns an issue. Please choose the team that takes its place.',
  );
  t.is(
    inTheWay({ issues: 3, overflowOf: [GENERAL, SECOND, GENERAL, SECOND], isFallback: true }),
    'This team owns 3 issues, takes overdue sessions of “General”, “Second Line”, “General” and 1 more and has the designated fallback queue. Please choose the team that takes its place.',
  );
});

test('when an overflow team goes, its successor takes over, but never from itself', (t) => {
  const team = { ...GENERAL, waitingRule: { kind: 'transfer', afterMs: 60_000, to: SECOND.id } } as const;
  const third = 'third' as TeamId;
  t.deepEqual(ruleAfter(team, third), { kind: 'transfer', afterMs: 60_000, to: third });
  t.deepEqual(ruleAfter(team, GENERAL.id), { kind: 'alert', afterMs: 60_000 });
  t.deepEqual(ruleAfter(GENERAL, third), { kind: 'none' });
});

test('the record of a team has its rule in plain values', (t) => {
  t.is(recordedTeam(GENERAL)['waitingRule'], 'none');
  t.like(recordedTeam({ ...GENERAL, waitingRule: { kind: 'transfer', afterMs: 60_000, to: SECOND.id } }), {
    waitingRule: 'transfer',
    waitingAfterMs: 60_000,
    overflowTeam: 'second',
  });
});
