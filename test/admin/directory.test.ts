import test from 'ava';
import { Board, skillTree } from '../../src/equilibrium/index.ts';
import { instant, type RepId, teamQueue, type TeamId } from '../../src/kernel/index.ts';
import { createIssueStore } from '../../src/people/edge/issue-store.ts';
import { createRepStatusStore } from '../../src/people/edge/rep-status-store.ts';
import { createSkillStore } from '../../src/people/edge/skill-store.ts';
import { createPeopleStore } from '../../src/people/edge/store.ts';
import { createTeamStore } from '../../src/people/edge/team-store.ts';
import { createDirectory, type Directory, NEW_TEAM } from '../../src/people/index.ts';
import { addUser, openClaimedSite, type Site } from './site.ts';

/** The directory as it is after a restart. */
function readAnew({ database }: Site): Directory {
  return createDirectory({
    people: createPeopleStore(database),
    teams: createTeamStore(database),
    issues: createIssueStore(database),
    skills: createSkillStore(database),
    statuses: createRepStatusStore(database),
  });
}

/** All that a directory says, without regard to orders that it does not promise. */
function said(directory: Directory) {
  const reps = directory.representatives();
  const inOrder = (memberships: readonly object[]) =>
    memberships.map((each) => JSON.stringify(each)).toSorted();
  return {
    teams: directory.teams(),
    members: directory.teams().map(({ id }) => inOrder(directory.membersOf(id))),
    issues: directory.issues(),
    skills: directory.skills(),
    statuses: directory.statuses(),
    reps: reps.map((rep) => ({
      ...rep,
      teams: inOrder(directory.teamsOf(rep.id)),
      skills: [...directory.skillsOf(rep.id)].toSorted(),
      rules: directory.availabilityRulesOf(rep.id),
    })),
  };
}

/** Ann as the services know her. */
function principal(site: Site) {
  const [ann] = site.directory.representatives();
  if (ann === undefined) {
    throw new Error('there is nobody');
  }
  return {
    kind: 'person',
    id: ann.id,
    name: ann.name,
    roles: ann.roles,
    grants: ann.grants,
    signIn: '',
  } as const;
}

test('after every change the directory says what one that is read anew says', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const { teams, issues, skills, statuses, people, directory } = site;
    const rob = (await addUser(ann)).split('/').at(-1) as RepId;
    const by = principal(site);
    const general = directory.teams()[0]?.id ?? ('' as TeamId);
    const second = await teams.add(by, { ...NEW_TEAM, name: 'Second' });
    const root = await skills.add(by, { name: 'Network', codeName: '', parent: undefined });
    const other = await skills.add(by, { name: 'Software', codeName: '', parent: undefined });
    const revision = () => people.find(rob)?.revision ?? 0;
    const steps: readonly (() => Promise<unknown>)[] = [
      () => teams.addMember(by, second.id, 'rob', 'lead'),
      () => teams.addMember(by, general, 'rob', 'member'),
      () => teams.changeRole(by, second.id, rob, 'manager', 'lead'),
      () => skills.move(by, other.id, 'up'),
      () => people.changeSkills(by, rob, [root.id, other.id], revision()),
      () =>
        issues.add(by, {
          description: 'Slow',
          codeName: '',
          team: second.id,
          priority: 'low',
          needs: [root.id],
        }),
      () => statuses.add(by, { name: 'Lunch', codeName: '', displayAs: 'away' }),
      () => teams.change(by, second.id, { ...second, name: 'Abacus' }, 1),
      () => skills.delete(by, root.id),
      () => people.disable(by, rob),
      () => people.enable(by, rob),
      () => teams.removeMember(by, general, rob),
      () => teams.delete(by, general, second.id),
      () => people.delete(by, rob),
    ];
    for (const [index, step] of steps.entries()) {
      await step();
      t.deepEqual(said(directory), said(readAnew(site)), `after step ${index + 1}`);
    }
    t.deepEqual(
      directory.teams().map(({ name }) => name),
      ['Abacus'],
    );
    t.is(directory.issues().length, 4);
    t.deepEqual(directory.membersOf(general), []);
  } finally {
    await site.close();
  }
});

test('what was answered before a change stays as it was', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await addUser(ann);
    const by = principal(site);
    const [general] = site.directory.teams();
    const id = general?.id ?? ('' as TeamId);
    const [teams, members] = [site.directory.teams(), site.directory.membersOf(id)];
    await site.teams.addMember(by, id, 'rob', 'lead');
    await site.teams.add(by, { ...NEW_TEAM, name: 'Second' });
    t.is(teams.length, 1);
    t.is(members.length, 1);
    t.is(site.directory.membersOf(id).length, 2);
  } finally {
    await site.close();
  }
});

test('nobody who may not manage teams changes them, whatever the route said', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await addUser(ann);
    const by = { ...principal(site), roles: new Set(['representative'] as const) };
    const id = site.directory.teams()[0]?.id ?? ('' as TeamId);
    const before = site.journal.head().seq;
    for (const attempt of [
      () => site.teams.add(by, { ...NEW_TEAM, name: 'X' }),
      () => site.teams.delete(by, id, undefined),
      () => site.teams.addMember(by, id, 'rob', 'manager'),
      () => site.skills.add(by, { name: 'X', codeName: '', parent: undefined }),
      () => site.statuses.add(by, { name: 'X', codeName: '', displayAs: 'busy' }),
      () => site.people.changeSkills(by, by.id, [], 1),
    ]) {
      await t.throwsAsync(attempt, { name: 'Fault', message: 'not-allowed' });
    }
    t.is(site.journal.head().seq, before);
  } finally {
    await site.close();
  }
});

test('the directory has what Equilibrium’s board asks for', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const rob = (await addUser(ann)).split('/').at(-1) as RepId;
    const by = principal(site);
    const { directory } = site;
    const team = await site.teams.add(by, {
      ...NEW_TEAM,
      name: 'Second',
      algorithm: 'skills-match-least-busy',
    });
    await site.teams.addMember(by, team.id, 'rob', 'member');
    const skill = await site.skills.add(by, { name: 'Network', codeName: '', parent: undefined });
    await site.people.changeSkills(by, rob, [skill.id], 1);
    const board = new Board(skillTree(directory.skills()));
    const now = instant(1_000);
    for (const { id, algorithm } of directory.teams()) {
      board.putTeam(teamQueue(id), algorithm);
    }
    for (const { id } of directory.representatives()) {
      board.putRep({
        id,
        ...directory.availabilityRulesOf(id),
        morePreferred: directory.skillsOf(id),
        queues: directory.teamsOf(id).map((membership) => teamQueue(membership.team)),
        loggedIn: true,
        locked: false,
        optedOut: false,
        status: 'available',
        activeAt: now,
        sessions: 0,
        since: now,
      });
    }
    const answer = board.explain(
      { queue: teamQueue(team.id), needs: [skill.id], declinedBy: new Set() },
      now,
    );
    t.like(answer, { kind: 'ask', rep: rob });
    t.deepEqual(answer.why.matched, [skill.id]);
  } finally {
    await site.close();
  }
});
