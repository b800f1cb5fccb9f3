import test from 'ava';
import type { RepId } from '../../src/kernel/index.ts';
import type { DirectoryChange, Issue, RankedSkill } from '../../src/people/index.ts';
import { addUser, openClaimedSite, type Site, type Visitor } from './site.ts';

function audit(site: Site) {
  return site.journal
    .stream('audit')
    .map(({ type, data }) => ({ type, data: data as Record<string, unknown> }));
}

/** Adds a skill by hand of Ann. */
async function addSkill(site: Site, ann: Visitor, name: string, parent = ''): Promise<RankedSkill> {
  await ann.see('/login/skills/new');
  const added = await ann.send('/login/skills/new', { name, codeName: '', parent });
  const skill = site.directory.skills().find((each) => each.name === name);
  if (added.status !== 303 || skill === undefined) {
    throw new Error(`${name} was not added: ${added.status}`);
  }
  return skill;
}

function issueNamed(site: Site, description: string): Issue {
  const issue = site.directory.issues().find((each) => each.description === description);
  if (issue === undefined) {
    throw new Error(`there is no issue ${description}`);
  }
  return issue;
}

const ISSUE = { description: 'Mail does not arrive', codeName: '', priority: 'high' } as const;

test('a claimed site has three issues of its team', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const general = site.directory.teams()[0];
    t.deepEqual(
      site.directory.issues().map(({ description, priority, team }) => [description, priority, team]),
      [
        ['I cannot sign in', 'high', general?.id],
        ['I have a question', 'low', general?.id],
        ['Something does not work', 'medium', general?.id],
      ],
    );
    t.regex((await ann.see('/login/issues')).text, /I cannot sign in[\s\S]*General[\s\S]*High/);
    t.is(audit(site).filter(({ type }) => type === 'issue-added').length, 3);
  } finally {
    await site.close();
  }
});

test('an issue is added with the skills that it needs, changed, and deleted', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const mail = await addSkill(site, ann, 'Mail');
    const spam = await addSkill(site, ann, 'Spam', mail.id);
    const team = site.directory.teams()[0]?.id ?? '';
    const form = await ann.see('/login/issues/new');
    for (const label of [
      'Description',
      'Code Name',
      'Team',
      'Priority',
      'High',
      'Medium',
      'Low',
      'Skills needed',
    ]) {
      t.true(form.text.includes(label), label);
    }
    const told: DirectoryChange[] = [];
    site.directory.onChanged((change) => told.push(change));
    await ann.send('/login/issues/new', { ...ISSUE, team, [`skill-${spam.id}`]: 'on' });
    t.deepEqual(told, [{ kind: 'issues' }]);
    const issue = issueNamed(site, ISSUE.description);
    t.like(issue, { codeName: 'mail_does_not_arrive', priority: 'high', team, needs: [spam.id] });
    t.is(site.directory.issue(issue.id), issue);

    const path = `/login/issues/${issue.id}`;
    t.regex((await ann.see(path)).text, new RegExp(`name="skill-${spam.id}" checked`));
    await ann.send(path, {
      ...ISSUE,
      codeName: issue.codeName,
      priority: 'low',
      team,
      [`skill-${mail.id}`]: 'on',
    });
    t.like(site.directory.issue(issue.id), { priority: 'low', needs: [mail.id], revision: 2 });
    t.deepEqual(audit(site).at(-1)?.data['old'], { priority: 'high', needs: [spam.id] });
    const late = await ann.send(path, { ...ISSUE, revision: '1', team });
    t.is(late.status, 409);
    t.regex(late.text, /<dd>Low<\/dd>/);

    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
    t.is(site.directory.issue(issue.id), undefined);
    t.is((await ann.see(path)).status, 404);
  } finally {
    await site.close();
  }
});

test('what is wrong with an issue is said, and nothing is saved', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const team = site.directory.teams()[0]?.id ?? '';
    await ann.see('/login/issues/new');
    for (const [wrong, said] of [
      [{ description: '' }, /id="description-problem"/],
      [{ description: 'i CANNOT sign in' }, /id="description-problem"/],
      [{ description: 'x'.repeat(121) }, /id="description-problem"/],
      [{ codeName: 'sign_in' }, /id="codeName-problem"/],
      [{ codeName: '../x' }, /id="codeName-problem"/],
      [{ team: '' }, /id="team-problem"/],
      [{ team: "x' or 1=1" }, /id="team-problem"/],
      [{ priority: 'urgent' }, /id="priority-problem"/],
      [{ 'skill-nobody----------------': 'on' }, /One of the skills does not exist any more/],
    ] as const) {
      const answer = await ann.send('/login/issues/new', { ...ISSUE, team, ...wrong });
      t.is(answer.status, 422, JSON.stringify(wrong));
      t.regex(answer.text, said, JSON.stringify(wrong));
    }
    t.is(site.directory.issues().length, 3);
  } finally {
    await site.close();
  }
});

test('a team that owns issues goes only when another team takes them', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const general = site.directory.teams()[0]?.id ?? '';
    const path = `/login/teams/${general}/delete`;
    t.regex((await ann.see(path)).text, /This team owns 3 issues[\s\S]*There is no other team/);
    const refused = await ann.send(path, {});
    t.is(refused.status, 422);
    await ann.see('/login/teams/new');
    await ann.send('/login/teams/new', {
      name: 'Second',
      codeName: '',
      comments: '',
      algorithm: 'none',
      alertTimeoutMs: '30000',
      waitingRule: 'none',
      waitingAfterMs: '300000',
    });
    const second = site.directory.teams().find(({ name }) => name === 'Second')?.id ?? '';
    await ann.see(path);
    t.is((await ann.send(path, { successor: second })).status, 303);
    t.deepEqual(
      site.directory.issues().map(({ team }) => team as string),
      [second, second, second],
    );
  } finally {
    await site.close();
  }
});

test('skills make a tree; roots are ranked by two buttons', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const network = await addSkill(site, ann, 'Network');
    const software = await addSkill(site, ann, 'Software');
    await addSkill(site, ann, 'Drivers', software.id);
    const names = () => site.directory.skills().map(({ name }) => name);
    t.deepEqual(names(), ['Network', 'Software', 'Drivers']);
    const page = await ann.see('/login/skills');
    t.is(page.text.match(/value="up" disabled/g)?.length, 1);
    t.is(page.text.match(/value="down" disabled/g)?.length, 1);
    const moved = await ann.send(`/login/skills/${software.id}/move`, { direction: 'up' });
    t.is(moved.location, '/login/skills?done=skill-ranked');
    t.deepEqual(names(), ['Software', 'Drivers', 'Network']);
    t.like(audit(site).at(-1), {
      type: 'skill-ranked',
      data: { old: { rank: 1 }, new: { rank: 0 } },
    });
    await ann.see('/login/skills');
    await ann.send(`/login/skills/${software.id}/move`, { direction: 'up' });
    await ann.send(`/login/skills/${network.id}/move`, { direction: 'sideways' });
    t.deepEqual(names(), ['Software', 'Drivers', 'Network']);
  } finally {
    await site.close();
  }
});

test('a skill is never put below itself, and goes only without others below it', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const software = await addSkill(site, ann, 'Software');
    const drivers = await addSkill(site, ann, 'Drivers', software.id);
    const path = `/login/skills/${software.id}`;
    const form = await ann.see(path);
    t.false(form.text.includes(`<option value="${drivers.id}"`));
    const looped = await ann.send(path, { name: 'Software', codeName: 'software', parent: drivers.id });
    t.is(looped.status, 422);
    t.regex(looped.text, /cannot be below itself/);
    t.regex((await ann.see(`${path}/delete`)).text, /There is 1 skill below this one/);
    t.is((await ann.send(`${path}/delete`, {})).status, 403);
    await ann.see(`/login/skills/${drivers.id}`);
    await ann.send(`/login/skills/${drivers.id}`, { name: 'Drivers', codeName: 'drivers', parent: '' });
    t.deepEqual(
      site.directory.skills().map(({ name, rank }) => [name, rank]),
      [
        ['Software', 0],
        ['Drivers', 1],
      ],
    );
    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
    for (const parent of ["x' or 1=1", 'nobody----------------']) {
      await ann.see('/login/skills/new');
      t.is((await ann.send('/login/skills/new', { name: 'X', codeName: '', parent })).status, 422);
    }
  } finally {
    await site.close();
  }
});

test('a representative is More Preferred by hand, and Less Preferred below', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const software = await addSkill(site, ann, 'Software');
    const drivers = await addSkill(site, ann, 'Drivers', software.id);
    const user = await addUser(ann);
    const rob = user.split('/').at(-1) as RepId;
    const told: DirectoryChange[] = [];
    site.directory.onChanged((change) => told.push(change));
    await ann.see(user);
    const saved = await ann.send(`${user}/skills`, { [`skill-${software.id}`]: 'on' });
    t.is(saved.location, `${user}?done=saved#skills`);
    t.deepEqual([...site.directory.skillsOf(rob)], [software.id]);
    t.deepEqual(told, [{ kind: 'rep', rep: rob }]);
    t.regex(
      (await ann.see(user)).text,
      /Software<\/span>[\s\S]*More Preferred[\s\S]*Drivers<\/span>[\s\S]*Less Preferred/,
    );
    t.like(audit(site).at(-1), { type: 'user-skills-changed' });
    t.deepEqual(audit(site).at(-1)?.data['new'], { morePreferred: [software.id] });
    const late = await ann.send(`${user}/skills`, { revision: '1', [`skill-${drivers.id}`]: 'on' });
    t.is(late.status, 409);
    await ann.see(user);
    const gone = await ann.send(`${user}/skills`, { 'skill-nobody----------------': 'on' });
    t.is(gone.status, 422);
    t.deepEqual([...site.directory.skillsOf(rob)], [software.id]);
  } finally {
    await site.close();
  }
});

test('a skill that is deleted is gone from issues and people', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const mail = await addSkill(site, ann, 'Mail');
    const user = await addUser(ann);
    await ann.see(user);
    await ann.send(`${user}/skills`, { [`skill-${mail.id}`]: 'on' });
    const issue = issueNamed(site, 'I have a question');
    const path = `/login/issues/${issue.id}`;
    await ann.see(path);
    await ann.send(path, {
      description: issue.description,
      codeName: issue.codeName,
      team: issue.team,
      priority: 'low',
      [`skill-${mail.id}`]: 'on',
    });
    t.regex((await ann.see(`/login/skills/${mail.id}/delete`)).text, /1 issue[\s\S]*1 user/);
    await ann.send(`/login/skills/${mail.id}/delete`, {});
    t.deepEqual(site.directory.skills(), []);
    t.deepEqual(site.directory.issue(issue.id)?.needs, []);
    t.is(site.directory.skillsOf(user.split('/').at(-1) as RepId).size, 0);
  } finally {
    await site.close();
  }
});

test('names that look like a page are shown as text', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const hostile = '"><script>alert(1)</script>{{x}}';
    const skill = await addSkill(site, ann, hostile);
    await ann.see('/login/issues/new');
    const team = site.directory.teams()[0]?.id ?? '';
    await ann.send('/login/issues/new', { ...ISSUE, description: hostile, team });
    const user = await addUser(ann);
    for (const page of [
      '/login/skills',
      `/login/skills/${skill.id}`,
      `/login/skills/${skill.id}/delete`,
      '/login/issues',
      `/login/issues/${issueNamed(site, hostile).id}`,
      `/login/issues/${issueNamed(site, hostile).id}/delete`,
      user,
    ]) {
      const { status, text } = await ann.see(page);
      t.is(status, 200, page);
      t.false(text.includes('<script>alert'), page);
    }
  } finally {
    await site.close();
  }
});
