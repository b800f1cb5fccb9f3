import test from 'ava';
import type { RepId, TeamId } from '../../src/kernel/index.ts';
import type { DirectoryChange } from '../../src/people/index.ts';
import { addUser, openClaimedSite, type Site, Visitor } from './site.ts';

const TEAM = {
  name: 'Second Line',
  codeName: '',
  comments: 'Nights\nand weekends',
  algorithm: 'least-busy',
  alertTimeoutMs: '45000',
  waitingRule: 'none',
  waitingAfterMs: '300000',
} as const;

function audit(site: Site) {
  return site.journal
    .stream('audit')
    .map(({ type, data }) => ({ type, data: data as Record<string, unknown> }));
}

/** Adds a team by hand of Ann. */
async function addTeam(ann: Visitor, fields: Readonly<Record<string, string>> = {}) {
  await ann.see('/login/teams/new');
  const added = await ann.send('/login/teams/new', { ...TEAM, ...fields });
  const path = new URL(added.location ?? '', 'http://x').pathname;
  return { path, id: path.split('/').at(-1) as TeamId };
}

function repOf(path: string): RepId {
  return path.split('/').at(-1) as RepId;
}

function general(site: Site) {
  const team = site.directory.teams().find(({ name }) => name === 'General');
  if (team === undefined) {
    throw new Error('there is no General');
  }
  return { ...team, path: `/login/teams/${team.id}` };
}

test('a claimed site has the team General with its first administrator as Team Manager', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const team = general(site);
    t.like(team, { codeName: 'general', persistent: false, algorithm: 'none', alertTimeoutMs: 30_000 });
    const page = await ann.see(team.path);
    t.regex(page.text, /Ann Administrator/);
    t.regex(page.text, /<option value="manager" selected>Team Manager/);
    const [member] = site.directory.membersOf(team.id);
    t.is(member?.role, 'manager');
    t.deepEqual(
      audit(site)
        .map(({ type }) => type)
        .slice(0, 4),
      ['set-up', 'settings-changed', 'team-added', 'team-member-added'],
    );
  } finally {
    await site.close();
  }
});

test('a team is added with its fields, shown, and written down', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const form = await ann.see('/login/teams/new');
    for (const label of [
      'Team Name',
      'Code Name',
      'Comments',
      'Persistent Queue',
      'Routing Algorithm',
      'None',
      'Least Busy',
      'Skills Match, Least Busy',
      'Alert Timeout',
      'Enable Session Transfer and Take Over',
    ]) {
      t.true(form.text.includes(label), label);
    }
    t.regex(form.text, /<option value="30000" selected>30 seconds/);
    const { id, path } = await addTeam(ann, { persistent: 'on', takeOver: 'on' });
    t.like(site.directory.team(id), {
      name: 'Second Line',
      codeName: 'second_line',
      comments: 'Nights\nand weekends',
      persistent: true,
      algorithm: 'least-busy',
      alertTimeoutMs: 45_000,
      waitingRule: { kind: 'none' },
      takeOver: true,
      revision: 1,
    });
    t.like(audit(site).at(-1), { type: 'team-added' });
    t.like(audit(site).at(-1)?.data['new'], { name: 'Second Line', waitingRule: 'none' });
    t.regex((await ann.see(path)).text, /Nobody is in this team yet/);
    t.regex((await ann.see('/login/teams')).text, /General[\s\S]*Second Line[\s\S]*Persistent Queue/);
  } finally {
    await site.close();
  }
});

test('Team Chat History is saved for the whole site, with the old and the new value written down', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const page = await ann.see('/login/teams');
    t.regex(page.text, /Team Chat History[\s\S]*name="teamChatHistoryDays"[^>]*value="90"/);
    t.regex(page.text, /every member of the team can read it back; it is no part of session reports/);
    const saved = await ann.send('/login/teams/chat-history', { teamChatHistoryDays: '30' });
    t.is(saved.location, '/login/teams?done=saved');
    t.is(site.settings.current().teamChatHistoryDays, 30);
    t.like(audit(site).at(-1), { type: 'settings-changed' });
    t.deepEqual(audit(site).at(-1)?.data['old'], { teamChatHistoryDays: 90 });
    t.deepEqual(audit(site).at(-1)?.data['new'], { teamChatHistoryDays: 30 });

    // The form that was seen first: somebody saved meanwhile.
    const late = await ann.send('/login/teams/chat-history', { teamChatHistoryDays: '7' });
    t.is(late.status, 409);
    t.regex(late.text, /Somebody else saved[\s\S]*30 days[\s\S]*value="7"/);
    t.is(site.settings.current().teamChatHistoryDays, 30);
  } finally {
    await site.close();
  }
});

test('what is wrong with a team is said beside the field, and nothing is saved', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await ann.see('/login/teams/new');
    const cases: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ name: '' }, 'name'],
      [{ name: 'GENERAL' }, 'name'],
      [{ name: 'ＧENERAL' }, 'name'],
      [{ name: 'x'.repeat(81) }, 'name'],
      [{ name: '\u202eevil' }, 'name'],
      [{ codeName: 'a b' }, 'codeName'],
      [{ codeName: 'General' }, 'codeName'],
      [{ codeName: '$(id)' }, 'codeName'],
      [{ comments: 'x'.repeat(1_001) }, 'comments'],
      [{ alertTimeoutMs: '1' }, 'alertTimeoutMs'],
      [{ alertTimeoutMs: '1e4' }, 'alertTimeoutMs'],
      [{ waitingRule: 'alert', waitingAfterMs: '7' }, 'waitingAfterMs'],
      [{ waitingRule: 'transfer', overflowTeam: '' }, 'overflowTeam'],
      [{ waitingRule: 'transfer', overflowTeam: "' or 1=1" }, 'overflowTeam'],
      [{ waitingRule: 'transfer', overflowTeam: 'nobody----------------' }, 'overflowTeam'],
    ];
    for (const [fields, field] of cases) {
      const answer = await ann.send('/login/teams/new', { ...TEAM, ...fields });
      t.is(answer.status, 422, JSON.stringify(fields));
      t.true(answer.text.includes(`id="${field}-problem"`), JSON.stringify(fields));
    }
    for (const fields of [{ algorithm: 'random' }, { waitingRule: '__proto__' }]) {
      t.is((await ann.send('/login/teams/new', { ...TEAM, ...fields })).status, 422);
    }
    t.is(site.directory.teams().length, 1);
  } finally {
    await site.close();
  }
});

test('a change writes down what changed alone; of two who edit, the later loses nothing', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const { path, id } = await addTeam(ann);
    const other = new Visitor(site);
    await other.signIn('ann', 'three green ladders');
    await other.see(path);
    await ann.see(path);
    const overflow = { waitingRule: 'transfer', overflowTeam: general(site).id, codeName: 'second_line' };
    t.is((await ann.send(path, { ...TEAM, ...overflow })).location, `${path}?done=saved`);
    const entry = audit(site).at(-1);
    t.is(entry?.type, 'team-changed');
    t.deepEqual(entry?.data['old'], { waitingRule: 'none', waitingAfterMs: '', overflowTeam: '' });
    t.deepEqual(entry?.data['new'], {
      waitingRule: 'transfer',
      waitingAfterMs: 300_000,
      overflowTeam: general(site).id,
    });
    const late = await other.send(path, { ...TEAM, codeName: 'second_line', name: 'Night Shift' });
    t.is(late.status, 409);
    t.regex(late.text, /Somebody else saved while you were typing/);
    t.regex(late.text, /<dd>To General after 5 minutes<\/dd>/);
    t.regex(late.text, /value="Night Shift"/);
    t.is(site.directory.team(id)?.name, 'Second Line');
    t.is((await other.send(path, { ...TEAM, codeName: 'second_line', name: 'Night Shift' })).status, 303);
    t.is(site.directory.team(id)?.name, 'Night Shift');
    const before = site.journal.head().seq;
    await ann.see(path);
    await ann.send(path, { ...TEAM, codeName: 'second_line', name: 'Night Shift' });
    t.is(site.journal.head().seq, before, 'saving the same writes nothing');
  } finally {
    await site.close();
  }
});

test('members are added, given another role and removed, and the directory says so at once', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const rob = repOf(await addUser(ann));
    const { path, id } = await addTeam(ann);
    const told: DirectoryChange[] = [];
    site.directory.onChanged((change) => told.push(change));
    t.regex((await ann.see(path)).text, /<option value="rob">Rob Representative<\/option>/);
    t.is(
      (await ann.send(`${path}/members`, { username: 'ROB', role: 'lead' })).location,
      `${path}?done=member-added#members`,
    );
    t.deepEqual(site.directory.teamsOf(rob), [{ team: id, rep: rob, role: 'lead' }]);
    t.deepEqual(told, [{ kind: 'rep', rep: rob }]);
    await ann.see(path);
    await ann.send(`${path}/members/${rob}`, { role: 'manager', was: 'lead' });
    t.is(site.directory.membersOf(id)[0]?.role, 'manager');
    const stale = await ann.send(`${path}/members/${rob}`, { role: 'member', was: 'lead' });
    t.is(stale.status, 409);
    t.is(site.directory.membersOf(id)[0]?.role, 'manager');
    await ann.see(path);
    await ann.send(`${path}/members/${rob}/remove`, {});
    t.deepEqual(site.directory.teamsOf(rob), []);
    t.deepEqual(site.directory.membersOf(id), []);
    t.deepEqual(
      audit(site)
        .filter(({ type }) => type.startsWith('team-member'))
        .slice(1)
        .map(({ type, data }) => [type, data['old'], data['new']]),
      [
        ['team-member-added', undefined, { role: 'lead' }],
        ['team-member-changed', { role: 'lead' }, { role: 'manager' }],
        ['team-member-removed', { role: 'manager' }, undefined],
      ],
    );
  } finally {
    await site.close();
  }
});

test('only a representative who is not there yet can be added', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await addUser(ann, { name: 'Bea', username: 'bea', administrator: 'on', representative: '' });
    await addUser(ann, { username: 'olga', name: 'Olga' });
    const { path } = await addTeam(ann);
    await ann.see(path);
    for (const username of ['', 'nobody', "x' or 1=1", '<script>alert(1)</script>', '\u202egalo']) {
      const answer = await ann.send(`${path}/members`, { username, role: 'member' });
      t.is(answer.status, 422, username);
      t.true(answer.text.includes('id="username-problem"'), username);
      t.false(answer.text.includes('<script>alert'));
    }
    t.is((await ann.send(`${path}/members`, { username: 'olga', role: 'member' })).status, 303);
    await ann.see(path);
    const twice = await ann.send(`${path}/members`, { username: 'olga', role: 'member' });
    t.regex(twice.text, /in the team already/);
    t.is((await ann.send(`${path}/members`, { username: 'ann', role: 'king' })).status, 422);
  } finally {
    await site.close();
  }
});

test('deleting a team keeps its members as users', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const rob = repOf(await addUser(ann));
    const { path, id } = await addTeam(ann);
    await ann.see(path);
    await ann.send(`${path}/members`, { username: 'rob', role: 'member' });
    const asked = await ann.see(`${path}/delete`);
    t.regex(asked.text, /Delete the team Second Line\?/);
    t.is((await ann.send(`${path}/delete`, {})).location, '/login/teams?done=team-deleted');
    t.is(site.directory.team(id), undefined);
    t.deepEqual(site.directory.teamsOf(rob), []);
    t.truthy(site.people.find(rob));
    t.is((await ann.see(path)).status, 404);
    t.is((await ann.send(path, TEAM)).status, 404);
  } finally {
    await site.close();
  }
});

test('a team that takes others’ sessions goes only when another takes its place', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const overflow = await addTeam(ann);
    const successor = await addTeam(ann, { name: 'Third' });
    const from = await addTeam(ann, {
      name: 'From',
      waitingRule: 'transfer',
      overflowTeam: overflow.id,
    });
    await site.settings.change('appliance', { fallbackTeam: overflow.id }, site.settings.revision());
    await ann.see(`${overflow.path}/delete`);
    for (const wrong of ['', overflow.id, 'nobody----------------']) {
      const refused = await ann.send(`${overflow.path}/delete`, { successor: wrong });
      t.is(refused.status, 422, wrong);
      t.regex(
        refused.text,
        /takes overdue sessions of “From” and has the designated fallback queue. Please choose the team/,
      );
    }
    t.truthy(site.directory.team(overflow.id));
    t.is((await ann.send(`${overflow.path}/delete`, { successor: successor.id })).status, 303);
    t.deepEqual(site.directory.team(from.id)?.waitingRule, {
      kind: 'transfer',
      afterMs: 300_000,
      to: successor.id,
    });
    t.is(site.settings.current().fallbackTeam, successor.id);
    t.is(audit(site).at(-1)?.type, 'team-deleted');
    t.is(audit(site).at(-1)?.data['successor'], successor.id);
  } finally {
    await site.close();
  }
});

test('a name that looks like a page or a command is shown as text', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const hostile = '"><script>alert(1)</script>{{constructor}}';
    const { path } = await addTeam(ann, {
      name: hostile,
      comments: '</textarea><img src=x onerror=alert(1)>',
    });
    for (const page of [path, '/login/teams', `${path}/delete`]) {
      const { text } = await ann.see(page);
      t.false(text.includes('<script>alert'), page);
      t.false(text.includes('<img src=x'), page);
      t.true(text.includes('{{constructor}}'), page);
    }
  } finally {
    await site.close();
  }
});

test('a deleted user leaves every team', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const user = await addUser(ann);
    const { path, id } = await addTeam(ann);
    await ann.see(path);
    await ann.send(`${path}/members`, { username: 'rob', role: 'member' });
    await ann.see(`${user}/delete`);
    await ann.send(`${user}/delete`, {});
    t.deepEqual(site.directory.membersOf(id), []);
    t.deepEqual(site.directory.teamsOf(repOf(user)), []);
  } finally {
    await site.close();
  }
});

test('a lead may view and take over from a member what the team allows', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const rob = repOf(await addUser(ann));
    const zoe = repOf(await addUser(ann, { name: 'Zoe', username: 'zoe' }));
    const { path } = await addTeam(ann);
    await ann.see(path);
    await ann.send(`${path}/members`, { username: 'rob', role: 'lead' });
    await ann.send(`${path}/members`, { username: 'zoe', role: 'member' });
    t.deepEqual(site.directory.supervision(rob, zoe), { view: false, isTold: false, takeOver: false });
    await ann.see(path);
    await ann.send(path, { ...TEAM, takeOver: 'on' });
    t.like(site.directory.supervision(rob, zoe), { view: false, takeOver: true });
    t.is(site.directory.supervision(zoe, rob), undefined);
    t.is(site.directory.supervision(rob, rob), undefined);
    await ann.see(path);
    await ann.send(path, { ...TEAM, monitoring: 'representative-console', monitorIndicator: 'on' });
    t.deepEqual(site.directory.supervision(rob, zoe), { view: true, isTold: true, takeOver: false });
    t.like(audit(site).at(-1)?.data['new'], { monitoring: 'representative-console' });
    const { text } = await ann.see(path);
    t.regex(text, /name="monitoring" value="representative-console"[^>]* checked/);
    const refused = await ann.send(path, { ...TEAM, monitoring: 'entire-screen' });
    t.is(refused.status, 422);
    t.like(site.directory.supervision(rob, zoe), { view: true });
  } finally {
    await site.close();
  }
});
