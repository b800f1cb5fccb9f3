import test from 'ava';
import { Fault } from '../../src/kernel/index.ts';
import { SIGN_IN_COOKIE, SIGN_IN_LIFE } from '../../src/people/index.ts';
import { addUser, ANN, openClaimedSite, Visitor } from './site.ts';

const WRONG = 'The username or the password is wrong, or the account is locked';

test('the right password signs in with a cookie that scripts and other sites do not get', async (t) => {
  const { site } = await openClaimedSite();
  try {
    const browser = new Visitor(site);
    const page = await browser.see('/login');
    t.regex(page.text, /autocomplete="username"/);
    t.regex(page.text, /autocomplete="current-password"/);
    const answer = await browser.send('/login', { username: ' ANN ', password: ANN.password });
    t.is(answer.status, 303);
    t.is(answer.location, '/login');
    const line = answer.lines.find((text) => text.startsWith(SIGN_IN_COOKIE)) ?? '';
    t.regex(line, /^handrail_sign_in=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/);
    const value = browser.cookies.get(SIGN_IN_COOKIE) ?? '';
    t.false(
      JSON.stringify(site.database.all(site.database.table('sign_ins'))).includes(value),
      'only its digest is kept',
    );
    t.regex((await browser.see('/login')).text, /Signed in as <bdi[^>]*>Ann Administrator/);
  } finally {
    await site.close();
  }
});

test('behind TLS the cookie is Secure', async (t) => {
  const { site } = await openClaimedSite({ trustedHops: 1 });
  try {
    const browser = new Visitor(site, { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.1' });
    const answer = await browser.signIn('ann', ANN.password);
    t.true(answer.lines.every((line) => line.endsWith('; Secure')));
    t.is(answer.lines.length, 1);
  } finally {
    await site.close();
  }
});

test('a wrong password, an unknown name, a disabled and a locked account get the same answer', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const rob = await addUser(ann);
    await ann.see(`${rob}/disable`);
    await ann.send(`${rob}/disable`, {});
    const shown = async (username: string, password: string) => {
      const answer = await new Visitor(site).signIn(username, password);
      t.is(answer.status, 401);
      t.true(answer.text.includes(WRONG));
      return answer.text.replaceAll(/value="[^"]*"/g, 'value');
    };
    const wrong = await shown('ann', 'something else');
    t.is(await shown('nobody', 'something else'), wrong);
    t.is(await shown('rob', 'a quiet blue kettle'), wrong);
    for (let count = 0; count < 4; count += 1) {
      await shown('ann', 'something else');
      await shown('nobody', 'something else');
    }
    t.is(await shown('ann', ANN.password), wrong, 'locked: even the right password');
    t.is(await shown('nobody', ANN.password), wrong);
    site.time.advance(15 * 60_000 - 1);
    t.is(await shown('ann', ANN.password), wrong);
    site.time.advance(1);
    t.is((await new Visitor(site).signIn('ann', ANN.password)).status, 303);
  } finally {
    await site.close();
  }
});

test('an unknown name costs the same work as a wrong password', async (t) => {
  const verified: string[] = [];
  const { site } = await openClaimedSite({
    passwords: {
      hash: async (password) => `hash of ${password}`,
      verify: async (hash, password) => {
        verified.push(hash);
        return hash === `hash of ${password}`;
      },
      isCurrent: () => true,
    },
  });
  try {
    for (const username of ['ann', 'nobody', 'somebody else']) {
      await new Visitor(site).signIn(username, 'x');
    }
    t.is(verified.length, 3);
    t.false(verified.slice(1).some((hash) => hash === verified[0]));
  } finally {
    await site.close();
  }
});

test('many guesses sent at once are five guesses', async (t) => {
  let checks = 0;
  const { site } = await openClaimedSite({
    passwords: {
      hash: async (password) => `hash of ${password}`,
      verify: async () => {
        checks += 1;
        return false;
      },
      isCurrent: () => true,
    },
  });
  try {
    const visitors = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const visitor = new Visitor(site);
        await visitor.see('/login');
        return visitor;
      }),
    );
    await Promise.all(
      visitors.map((visitor, index) =>
        visitor.send('/login', { username: 'ann', password: `guess ${index}` }),
      ),
    );
    t.is(checks, 5);
  } finally {
    await site.close();
  }
});

test('when too many passwords wait to be checked, whoever comes is asked to wait and is not locked', async (t) => {
  let full = false;
  const { site } = await openClaimedSite({
    passwords: {
      hash: async (password) => password,
      verify: async (hash, password) => {
        if (full) {
          throw new Fault('too-many');
        }
        return hash === password;
      },
      isCurrent: () => true,
    },
  });
  try {
    full = true;
    for (let count = 0; count < 40; count += 1) {
      t.is((await new Visitor(site).signIn('ann', ANN.password)).status, 429);
    }
    full = false;
    t.is((await new Visitor(site).signIn('ann', ANN.password)).status, 303);
  } finally {
    await site.close();
  }
});

test('one source may be wrong thirty times, over all names, and is then asked to wait; others are not', async (t) => {
  const { site } = await openClaimedSite({
    trustedHops: 1,
    passwords: {
      hash: async (password) => password,
      verify: async (hash, password) => hash === password,
      isCurrent: () => true,
    },
  });
  try {
    const from = (address: string) => new Visitor(site, { 'x-forwarded-for': address });
    const guesser = from('2001:db8::1');
    await guesser.see('/login');
    const statuses: number[] = [];
    for (let count = 0; count < 32; count += 1) {
      statuses.push((await guesser.send('/login', { username: `name${count}`, password: 'x' })).status);
    }
    t.deepEqual([...new Set(statuses.slice(0, 30))], [401]);
    t.deepEqual(statuses.slice(30), [429, 429]);
    const neighbour = await from('2001:db8::ffff').signIn('ann', ANN.password);
    t.is(neighbour.status, 429, 'the same /64 is the same source');
    t.is((await from('192.0.2.9').signIn('ann', ANN.password)).status, 303);
    for (let count = 0; count < 40; count += 1) {
      t.is((await from('192.0.2.9').signIn('ann', ANN.password)).status, 303, 'right passwords do not count');
    }
  } finally {
    await site.close();
  }
});

test('signing in ends the sign-in that this browser had, and its cookie is new', async (t) => {
  const { site } = await openClaimedSite();
  try {
    const browser = new Visitor(site);
    await browser.signIn('ann', ANN.password);
    const first = browser.cookies.get(SIGN_IN_COOKIE) ?? '';
    const ended: string[] = [];
    site.people.onSignedOut((signIns) => ended.push(...signIns));
    await browser.see('/login/account');
    await browser.send('/login', { username: 'ann', password: ANN.password });
    t.not(browser.cookies.get(SIGN_IN_COOKIE), first);
    t.is(site.people.principalOf(first), undefined);
    t.is(ended.length, 1);
  } finally {
    await site.close();
  }
});

test('a cookie that was set from outside is not taken over', async (t) => {
  const { site } = await openClaimedSite();
  try {
    const browser = new Visitor(site);
    browser.cookies.set(SIGN_IN_COOKIE, 'A'.repeat(43));
    await browser.signIn('ann', ANN.password);
    t.not(browser.cookies.get(SIGN_IN_COOKIE), 'A'.repeat(43));
    t.is(site.people.principalOf('A'.repeat(43)), undefined);
  } finally {
    await site.close();
  }
});

test('signing out ends it at once, and the cookie goes', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const cookie = ann.cookies.get(SIGN_IN_COOKIE);
    await ann.see('/login');
    const answer = await ann.send('/login/sign-out', {});
    t.is(answer.location, '/login?done=signed-out');
    t.false(ann.cookies.has(SIGN_IN_COOKIE));
    t.is(site.people.principalOf(cookie), undefined);
    t.regex((await ann.see('/login?done=signed-out')).text, /You are signed out\./);
    t.is((await ann.see('/login/users')).location, '/login?next=%2Flogin%2Fusers');
  } finally {
    await site.close();
  }
});

test('a sign-in ends unused after twelve hours and used after seven days', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const alive = async () => (await ann.see('/login/account')).status === 200;
    site.time.advance(SIGN_IN_LIFE.idleMs - 1);
    t.true(await alive());
    await new Promise((resolve) => setTimeout(resolve, 20));
    site.time.advance(SIGN_IN_LIFE.idleMs - 1);
    t.true(await alive(), 'using it prolongs it');
    site.time.advance(SIGN_IN_LIFE.idleMs);
    t.false(await alive());
    const browser = new Visitor(site);
    await browser.signIn('ann', ANN.password);
    const endMs = SIGN_IN_LIFE.absoluteMs;
    for (let passedMs = 0; passedMs < endMs; passedMs += endMs / 20) {
      t.is((await browser.see('/login/account')).status, 200);
      await new Promise((resolve) => setTimeout(resolve, 5));
      site.time.advance(endMs / 20);
    }
    t.is((await browser.see('/login/account')).status, 303);
    await site.people.sweep();
    t.is(site.database.all(site.database.table('sign_ins')).length, 0);
  } finally {
    await site.close();
  }
});

test('going on after signing in leads to a page of this site, never to another', async (t) => {
  const { site } = await openClaimedSite();
  try {
    for (const [next, location] of [
      ['/console', '/console'],
      ['/login/users?page=2', '/login/users?page=2'],
      ['//evil.example', '/login'],
      ['/\\evil.example', '/login'],
      ['https://evil.example/', '/login'],
      ['/%2f/evil.example', '/login'],
      ['javascript:alert(1)', '/login'],
      ['/console\r\nX: y', '/login'],
    ] as const) {
      const browser = new Visitor(site);
      await browser.see(`/login?next=${encodeURIComponent(next)}`);
      const answer = await browser.send('/login', { username: 'ann', password: ANN.password });
      t.is(answer.location, location, next);
      await browser.see('/login');
      const forced = new Visitor(site);
      await forced.see('/login');
      t.is(
        (await forced.send('/login', { username: 'ann', password: ANN.password, next })).location,
        location,
        next,
      );
    }
  } finally {
    await site.close();
  }
});

test('whatever is sent as name or password, no type is confused and nothing is let in (T8)', async (t) => {
  const { site } = await openClaimedSite();
  try {
    const browser = new Visitor(site);
    await browser.see('/login');
    const bodies = [
      'username[]=ann&password[]=x',
      'username[$ne]=1&password[$ne]=1',
      'username=ann&password[$gt]=',
      'username=ann&password=true&password=three+green+ladders',
      'username=ann&username=nobody&password=x',
      '__proto__[roles]=administrator&username=ann&password=x',
      'constructor.prototype=1&username=ann&password=x',
      'username=ann',
      'password=x',
      '',
      'username=ann%00&password=three+green+ladders',
      "username=ann'--&password=x",
      "username=' or 1=1 --&password=x",
      `username=${'a'.repeat(2_000)}&password=x`,
      `username=ann&password=${'x'.repeat(3_000)}`,
      'username=ann&password=%ff%fe',
      'username=%22%7D%7B&password=%7B%22%24gt%22%3A%22%22%7D',
      'username=ann&password=x&next[]=/console',
    ];
    for (const body of bodies) {
      const answer = await browser.send('/login', body);
      t.true([400, 401, 422].includes(answer.status), `${answer.status} ${body.slice(0, 60)}`);
      t.false(browser.cookies.has(SIGN_IN_COOKIE));
      site.people.list({ search: '', page: 1 }).people.forEach((person) => t.is(person.username, 'ann'));
      site.time.advance(60 * 60_000);
    }
    for (const json of ['{"username":"ann","password":{"$gt":""}}', '{"username":["ann"],"password":1}']) {
      const answer = await fetch(`${site.at}/login`, {
        method: 'POST',
        headers: { origin: site.at, cookie: browser.cookie, 'content-type': 'application/json' },
        body: json,
      });
      t.is(answer.status, 400);
    }
    t.is(({} as Record<string, unknown>)['roles'], undefined);
  } finally {
    await site.close();
  }
});

test('without token, with another’s token, or from another site nothing is done', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const rob = await addUser(ann);
    const mallory = new Visitor(site);
    await mallory.see('/login');
    const posts: readonly (readonly [string, Record<string, string>])[] = [
      ['/login/sign-out', {}],
      ['/login/account', { currentPassword: ANN.password, newPassword: 'another good password' }],
      [
        '/login/users/new',
        { name: 'Eve', username: 'eve', password: 'another good password', administrator: 'on' },
      ],
      [rob, { name: 'Eve', username: 'eve', administrator: 'on', revision: '1' }],
      [`${rob}/password`, { password: 'another good password' }],
      [`${rob}/disable`, {}],
      [`${rob}/enable`, {}],
      [`${rob}/delete`, {}],
      [
        '/login/options',
        { siteName: 'Eve', maximumSessionKeyTimeoutMs: '3600000', peerToPeer: 'disabled', revision: '1' },
      ],
    ];
    const people = () =>
      JSON.stringify(
        site.database.all(
          site.database
            .table('people')
            .select('id', 'name', 'username', 'administrator', 'disabled_at', 'password_hash'),
        ),
      );
    const before = people();
    const { token } = await tokenOf(site.at, mallory.cookie);
    for (const [path, fields] of posts) {
      for (const csrf of ['', 'x', token]) {
        const answer = await fetch(site.at + path, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            origin: site.at,
            cookie: `${ann.cookie}; ${mallory.cookie}`,
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: new URLSearchParams({ ...fields, csrf }).toString(),
        });
        t.is(answer.status, 403, path);
      }
      await ann.see('/login');
      const { token: right } = await tokenOf(site.at, ann.cookie);
      for (const origin of ['https://evil.example', 'null']) {
        const answer = await fetch(site.at + path, {
          method: 'POST',
          redirect: 'manual',
          headers: { origin, cookie: ann.cookie, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ ...fields, csrf: right }).toString(),
        });
        t.is(answer.status, 403, `${path} from ${origin}`);
      }
    }
    t.is(people(), before);
    t.is(site.settings.current().siteName, 'Example Help');
    t.is((await ann.see('/login/users')).status, 200, 'still signed in');
  } finally {
    await site.close();
  }
});

async function tokenOf(at: string, cookie: string) {
  const text = await (await fetch(`${at}/login`, { headers: { cookie } })).text();
  return { token: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '' };
}

test('changing the own password signs out everywhere else, and asks for the current one', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const other = new Visitor(site);
    await other.signIn('ann', ANN.password);
    await ann.see('/login/account');
    const wrong = await ann.send('/login/account', {
      currentPassword: 'not this one',
      newPassword: 'six yellow bicycles',
    });
    t.is(wrong.status, 422);
    t.regex(wrong.text, /This is not your current password/);
    const weak = await ann.send('/login/account', {
      currentPassword: ANN.password,
      newPassword: 'password123',
    });
    t.is(weak.status, 422);
    t.regex(weak.text, /newPassword-problem/);
    t.is((await other.see('/login/account')).status, 200, 'nothing has happened yet');
    const changed = await ann.send('/login/account', {
      currentPassword: ANN.password,
      newPassword: 'six yellow bicycles',
    });
    t.is(changed.location, '/login/account?done=password-changed');
    t.is((await other.see('/login/account')).status, 303);
    t.is((await ann.see('/login/account')).status, 200);
    t.is((await new Visitor(site).signIn('ann', ANN.password)).status, 401);
    t.is((await new Visitor(site).signIn('ann', 'six yellow bicycles')).status, 303);
    t.false(JSON.stringify(site.journal.stream('audit')).includes('bicycles'));
  } finally {
    await site.close();
  }
});

test('guessing the own current password is limited like signing in', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await ann.see('/login/account');
    for (let count = 0; count < 5; count += 1) {
      await ann.send('/login/account', {
        currentPassword: `guess number ${count}`,
        newPassword: 'six yellow bicycles',
      });
    }
    const locked = await ann.send('/login/account', {
      currentPassword: ANN.password,
      newPassword: 'six yellow bicycles',
    });
    t.is(locked.status, 422);
  } finally {
    await site.close();
  }
});

test('who signed in, failed and left is in the journal, in order, and no password is', async (t) => {
  const { site } = await openClaimedSite();
  try {
    const browser = new Visitor(site);
    await browser.signIn('ann', 'a wrong password');
    await browser.signIn('ann', ANN.password);
    await browser.see('/login');
    await browser.send('/login/sign-out', {});
    const entries = site.journal.stream('audit').map(({ type }) => type);
    t.is(entries[0], 'set-up');
    t.deepEqual(entries.slice(-3), ['sign-in-failed', 'signed-in', 'signed-out']);
    t.false(JSON.stringify(site.journal.stream('audit')).includes('wrong password'));
    const lines = JSON.stringify(site.log.lines);
    t.false(lines.includes('wrong password') || lines.includes(ANN.password) || lines.includes(site.claim));
  } finally {
    await site.close();
  }
});
