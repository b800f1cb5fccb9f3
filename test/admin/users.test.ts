import test from 'ava';
import { SIGN_IN_COOKIE } from '../../src/people/index.ts';
import { addUser, ANN, openClaimedSite, type Site, Visitor } from './site.ts';

const ROB = 'a quiet blue kettle';

function audit(site: Site) {
  return site.journal
    .stream('audit')
    .map(({ type, data }) => ({ type, data: data as Record<string, unknown> }));
}

test('a user is added, can sign in, and is written down without the password', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const form = await ann.see('/login/users/new');
    for (const label of ['Name', 'Username', 'Password', 'Administrator', 'Representative', 'Add user']) {
      t.true(form.text.includes(label), label);
    }
    const path = await addUser(ann);
    const page = await ann.see(`${path}?done=added`);
    t.regex(page.text, /The user was added\./);
    t.regex(page.text, /value="Rob Representative"/);
    const rob = new Visitor(site);
    t.is((await rob.signIn('ROB', ROB)).status, 303);
    const added = audit(site).find(({ type }) => type === 'user-added');
    t.like(added?.data['new'], { name: 'Rob Representative', username: 'rob' });
    t.like(added?.data['by'], { name: ANN.name });
    t.false(JSON.stringify(audit(site)).includes(ROB));
  } finally {
    await site.close();
  }
});

test('each field of a user is checked, and what was typed is kept but for the password', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await addUser(ann);
    await ann.see('/login/users/new');
    const good = { name: 'Eve', username: 'eve', password: 'three yellow bicycles' };
    const cases: readonly (readonly [Record<string, string>, string])[] = [
      [{ ...good, name: '' }, 'name'],
      [{ ...good, name: '\u202eevil' }, 'name'],
      [{ ...good, name: 'x'.repeat(101) }, 'name'],
      [{ ...good, username: 'e v e' }, 'username'],
      [{ ...good, username: 'ROB' }, 'username'],
      [{ ...good, username: 'ｒｏｂ' }, 'username'],
      [{ ...good, password: 'short' }, 'password'],
      [{ ...good, password: 'password1234' }, 'password'],
    ];
    for (const [fields, field] of cases) {
      const answer = await ann.send('/login/users/new', fields);
      t.is(answer.status, 422, JSON.stringify(fields));
      t.true(answer.text.includes(`id="${field}-problem"`), field);
      t.false(answer.text.includes(fields['password'] ?? ''));
    }
    t.is(site.people.list({ search: '', page: 1 }).total, 2);
  } finally {
    await site.close();
  }
});

test('a change writes down old and new values of what changed alone', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addUser(ann);
    await ann.see(path);
    const saved = await ann.send(path, {
      name: 'Robert',
      username: 'rob',
      representative: 'on',
      administrator: 'on',
    });
    t.is(saved.location, `${path}?done=saved`);
    const changed = audit(site).find(({ type }) => type === 'user-changed');
    t.deepEqual(changed?.data['old'], { name: 'Rob Representative', roles: ['representative'] });
    t.deepEqual(changed?.data['new'], { name: 'Robert', roles: ['administrator', 'representative'] });
  } finally {
    await site.close();
  }
});

test('somebody who saves over another’s change is told, loses nothing, and can go on', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addUser(ann);
    const bea = new Visitor(site);
    await addUser(ann, { name: 'Bea', username: 'bea', administrator: 'on' });
    await bea.signIn('bea', ROB);
    await ann.see(path);
    await bea.see(path);
    await ann.send(path, { name: 'Robert', username: 'rob', representative: 'on' });
    const late = await bea.send(path, { name: 'Robin', username: 'rob', representative: 'on' });
    t.is(late.status, 409);
    t.regex(late.text, /Somebody else saved while you were typing/);
    t.regex(late.text, /<dd>Robert<\/dd>/);
    t.regex(late.text, /value="Robin"/);
    t.is((await bea.send(path, { name: 'Robin', username: 'rob', representative: 'on' })).status, 303);
    t.regex((await ann.see(path)).text, /value="Robin"/);
  } finally {
    await site.close();
  }
});

test('disabling ends every sign-in at once; enabling lets the user in again', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addUser(ann);
    const browsers = [new Visitor(site), new Visitor(site)];
    for (const browser of browsers) {
      await browser.signIn('rob', ROB);
      t.is((await browser.see('/login/account')).status, 200);
    }
    const ended: string[] = [];
    site.people.onSignedOut((signIns) => ended.push(...signIns));
    const asked = await ann.see(`${path}/disable`);
    t.regex(asked.text, /Disable Rob Representative\?/);
    t.is((await browsers[0]?.see('/login/account'))?.status, 200, 'asking does nothing yet');
    t.is((await ann.send(`${path}/disable`, {})).location, `${path}?done=disabled`);
    for (const browser of browsers) {
      t.is((await browser.see('/login/account')).status, 303);
    }
    t.is(ended.length, 2);
    t.is((await new Visitor(site).signIn('rob', ROB)).status, 401);
    t.regex((await ann.see('/login/users')).text, /Disabled/);
    await ann.see(path);
    t.is((await ann.send(`${path}/enable`, {})).location, `${path}?done=enabled`);
    t.is((await new Visitor(site).signIn('rob', ROB)).status, 303);
  } finally {
    await site.close();
  }
});

test('taking a role away ends what was opened with it; giving one does not disturb', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addUser(ann);
    const rob = new Visitor(site);
    await rob.signIn('rob', ROB);
    await ann.see(path);
    await ann.send(path, { name: 'Rob', username: 'rob', representative: 'on', administrator: 'on' });
    t.is((await rob.see('/login/users')).status, 200, 'the new role counts at once');
    await ann.see(path);
    await ann.send(path, { name: 'Rob', username: 'rob', representative: 'on' });
    t.is((await rob.see('/login/account')).status, 303);
  } finally {
    await site.close();
  }
});

test('a reset password is the only one that works, ends sign-ins and a lock', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addUser(ann);
    const rob = new Visitor(site);
    await rob.signIn('rob', ROB);
    for (let count = 0; count < 5; count += 1) {
      await new Visitor(site).signIn('rob', 'wrong password');
    }
    t.regex((await ann.see(path)).text, /Locked for a while/);
    t.is((await ann.send(`${path}/password`, { password: 'rob rob rob' })).status, 422);
    t.is(
      (await ann.send(`${path}/password`, { password: 'six yellow bicycles' })).location,
      `${path}?done=password-reset`,
    );
    t.is((await rob.see('/login/account')).status, 303);
    t.is((await new Visitor(site).signIn('rob', ROB)).status, 401);
    t.is((await new Visitor(site).signIn('rob', 'six yellow bicycles')).status, 303);
  } finally {
    await site.close();
  }
});

test('deleting asks first, ends sign-ins, and the page is gone', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addUser(ann);
    const rob = new Visitor(site);
    await rob.signIn('rob', ROB);
    t.regex((await ann.see(`${path}/delete`)).text, /gone for good/);
    t.is((await ann.send(`${path}/delete`, {})).location, '/login/users?done=deleted');
    t.is(site.people.principalOf(rob.cookies.get(SIGN_IN_COOKIE)), undefined);
    t.is((await ann.see(path)).status, 404);
    t.is((await ann.see(`${path}/delete`)).status, 404);
    const deleted = audit(site).find(({ type }) => type === 'user-deleted');
    t.like(deleted?.data['old'], { username: 'rob' });
    t.is((await addUser(ann)).startsWith('/login/users/'), true, 'the username is free again');
  } finally {
    await site.close();
  }
});

test('nobody disables, deletes or demotes themself, and the last administrator stays', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const [self] = site.people.list({ search: 'ann', page: 1 }).people;
    const own = `/login/users/${self?.id}`;
    const page = await ann.see(own);
    t.false(page.text.includes(`${own}/delete`));
    t.false(page.text.includes(`${own}/password`));
    for (const act of ['disable', 'delete'] as const) {
      await ann.see(`${own}/${act}`);
      const answer = await ann.send(`${own}/${act}`, {});
      t.is(answer.status, 403);
      t.regex(answer.text, /your own account/);
    }
    await ann.see(own);
    const demoted = await ann.send(own, { name: ANN.name, username: ANN.username, representative: 'on' });
    t.is(demoted.status, 403);
    t.regex(demoted.text, /Another administrator can/);
    const other = await addUser(ann, { name: 'Bea', username: 'bea', administrator: 'on' });
    const bea = new Visitor(site);
    await bea.signIn('bea', ROB);
    await bea.see(`${own}/disable`);
    t.is((await bea.send(`${own}/disable`, {})).status, 303, 'Bea remains');
    await bea.see(`${other}/disable`);
    t.is((await bea.send(`${other}/disable`, {})).status, 403);
  } finally {
    await site.close();
  }
});

test('two administrators who remove each other at the same moment: one stays', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const [self] = site.people.list({ search: 'ann', page: 1 }).people;
    const other = await addUser(ann, { name: 'Bea', username: 'bea', administrator: 'on' });
    const bea = new Visitor(site);
    await bea.signIn('bea', ROB);
    await ann.see(`${other}/delete`);
    await bea.see(`/login/users/${self?.id}/delete`);
    const answers = await Promise.all([
      ann.send(`${other}/delete`, {}),
      bea.send(`/login/users/${self?.id}/delete`, {}),
    ]);
    t.is(answers.filter(({ status }) => status === 303).length, 1);
    t.is(site.database.all(site.database.table('people').where({ administrator: 1 })).length, 1);
  } finally {
    await site.close();
  }
});

test('a representative cannot reach or change users and options in any way (T18)', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addUser(ann);
    const rob = new Visitor(site);
    await rob.signIn('rob', ROB);
    const status = await rob.see('/login');
    t.regex(status.text, />Reports</);
    t.notRegex(status.text, />Users<|>Options<|Signed in<\/h2>/);
    for (const page of [
      '/login/users',
      '/login/users/new',
      path,
      `${path}/disable`,
      `${path}/delete`,
      '/login/options',
    ]) {
      t.is((await rob.see(page)).status, 403, page);
    }
    await rob.see('/login/account');
    const fields = {
      name: 'Rob',
      username: 'rob',
      representative: 'on',
      administrator: 'on',
      revision: '1',
      password: 'six yellow bicycles',
    };
    for (const page of [
      '/login/users/new',
      path,
      `${path}/password`,
      `${path}/disable`,
      `${path}/enable`,
      `${path}/delete`,
      '/login/options',
    ]) {
      t.is((await rob.send(page, fields)).status, 403, page);
    }
    const principal = site.people.principalOf(rob.cookies.get(SIGN_IN_COOKIE));
    if (principal === undefined) {
      t.fail();
      return;
    }
    await t.throwsAsync(
      site.people.change(
        principal,
        principal.id,
        { ...fields, administrator: true, representative: true },
        1,
      ),
      { message: 'not-allowed' },
    );
    await t.throwsAsync(
      site.people.add(principal, { ...fields, username: 'x', administrator: true, representative: true }),
      { message: 'not-allowed' },
    );
    t.deepEqual([...(site.people.find(principal.id)?.roles ?? [])], ['representative']);
  } finally {
    await site.close();
  }
});

test('the list has pages and is searched literally', async (t) => {
  const { site, ann } = await openClaimedSite({
    passwords: {
      hash: async (password) => password,
      verify: async (hash, password) => hash === password,
      isCurrent: () => true,
    },
  });
  try {
    const by = site.people.principalOf(ann.cookies.get(SIGN_IN_COOKIE));
    if (by === undefined) {
      t.fail();
      return;
    }
    for (let count = 1; count <= 120; count += 1) {
      await site.people.add(by, {
        name: count === 7 ? '100% Rob_7' : `Person ${String(count).padStart(3, '0')}`,
        username: `user${count}`,
        password: 'a quiet blue kettle',
        administrator: false,
        representative: true,
      });
    }
    const first = await ann.see('/login/users');
    t.regex(first.text, /1–50 of 121/);
    t.regex(first.text, /page&#x3D;2" rel="next"/);
    t.notRegex(first.text, /rel="prev"/);
    const last = await ann.see('/login/users?page=3');
    t.regex(last.text, /101–121 of 121/);
    t.notRegex(last.text, /rel="next"/);
    t.regex((await ann.see('/login/users?page=99')).text, /There is nobody on this page/);
    t.regex((await ann.see('/login/users?search=user119')).text, /Person 119/);
    t.regex((await ann.see('/login/users?search=PERSON%20119')).text, /Person 119/);
    t.regex((await ann.see(`/login/users?search=${encodeURIComponent('100% rob_')}`)).text, /1–1 of 1</);
    t.regex((await ann.see('/login/users?search=%25')).text, /1–1 of 1</, 'a percent sign is one');
    for (const search of [
      "' or 1=1 --",
      '{"$ne":1}',
      'id desc; drop table people',
      '1) or (1=1',
      '\\',
      '_'.repeat(200),
      '%00',
    ]) {
      const answer = await ann.see(`/login/users?search=${encodeURIComponent(search)}`);
      t.is(answer.status, 200, search);
      t.regex(answer.text, /Nobody is called that/, search);
    }
    for (const page of ['0', '-1', '1.5', 'x', '1;2', '99999999999']) {
      t.regex((await ann.see(`/login/users?page=${page}`)).text, /1–50 of 121/, page);
    }
  } finally {
    await site.close();
  }
});
