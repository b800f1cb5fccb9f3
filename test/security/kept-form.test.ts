import test, { type ExecutionContext } from 'ava';
import { type Answer, addUser, ANN, openClaimedSite, type Site, Visitor } from '../admin/site.ts';
import { deedsOf } from '../deeds.ts';
import { everyForm, everyPage, furnished } from '../furnished.ts';
import { isTyped, readPage, revisionIn, servedFields } from '../html.ts';

/** A form that was sent by who is signed out: what was typed is there again after signing in, and nothing is saved by that. */

const ROB = 'a quiet blue kettle';
const TEXT = `<main id="main"><b>x</b>"'&{{7*7}}%%TITLE%%\nsecond line`;

/** What was done, but for signing in. */
function audited(site: Site): readonly string[] {
  const types = site.journal.stream('audit').map(({ type }) => type);
  return types.filter((type) => !type.startsWith('sign'));
}

/** What the page takes along, as it would be sent. */
function keptIn({ text }: Answer): string {
  return /name="kept" value="([^"]*)"/.exec(text)?.[1] ?? '';
}

function unpacked(kept: string): { readonly address: string; readonly text: Record<string, string> } {
  return JSON.parse(Buffer.from(kept, 'base64url').toString()) as ReturnType<typeof unpacked>;
}

function packed(address: unknown, text: unknown = { name: 'x' }): string {
  return Buffer.from(JSON.stringify({ address, text })).toString('base64url');
}

/** Ann’s browser as it is after her sign-in is over. */
async function signedOut(ann: Visitor): Promise<void> {
  await ann.send('/login/sign-out', {});
}

/** The fields of the form that is sent there, as the page shows them. */
function shown({ text }: Answer, action: string): Readonly<Record<string, string>> {
  const form = readPage(text).forms.find((each) => each.action === action);
  return Object.fromEntries(form === undefined ? [] : servedFields(form));
}

async function template(ann: Visitor): Promise<string> {
  await ann.see('/login/templates/new');
  const added = await ann.send('/login/templates/new', { name: 'Ours', html: '<p>old</p>' });
  return new URL(added.location ?? '', 'http://x').pathname;
}

test('what was typed is shown again after signing in, also after a wrong password, and saved by pressing Save', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await template(ann);
    await ann.see(path);
    const fields = { name: 'Ours', html: TEXT };
    await signedOut(ann);
    const before = audited(site);
    const asked = await ann.send(path, { ...fields, revision: '1' });
    t.is(asked.status, 401);
    t.regex(asked.text, /You are signed out, so nothing was saved yet/);
    t.regex(asked.text, /<h1>Sign in<\/h1>/);
    t.false(asked.text.includes('<b>x'));
    const wrong = await ann.send('/login', { username: 'ann', password: 'nothing of the kind' });
    t.is(wrong.status, 401);
    t.is(keptIn(wrong), keptIn(asked));
    const again = await ann.send('/login', { username: 'ann', password: ANN.password });
    t.is(again.status, 200);
    t.regex(again.text, /You are signed in again\. Nothing was saved yet/);
    t.like(shown(again, path), { name: 'Ours', html: TEXT, revision: '1' });
    t.regex(again.text, /href="\/login\/templates"[^>]*aria-current/);
    t.is(site.templates.all()[0]?.html, '<p>old</p>');
    t.deepEqual(audited(site), before);
    const saved = await ann.send(path, { ...shown(again, path), csrf: ann.token });
    t.is(saved.status, 303);
    t.is(site.templates.all()[0]?.html, TEXT);
  } finally {
    await site.close();
  }
});

test('a password that was changed elsewhere ends this sign-in, and loses nothing that was typed meanwhile', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await addUser(ann, { username: 'second', administrator: 'on' });
    const [here, there] = [new Visitor(site), new Visitor(site)];
    await here.signIn('second', ROB);
    await there.signIn('second', ROB);
    await here.see('/login/issues/new');
    await there.see('/login/account');
    await there.send('/login/account', { currentPassword: ROB, newPassword: 'another blue kettle' });
    const asked = await here.send('/login/users/new', {
      name: 'Typed',
      username: 'typed',
      password: 'kettle kettle',
    });
    t.is(asked.status, 401);
    t.deepEqual(unpacked(keptIn(asked)), {
      address: '/login/users/new',
      text: { name: 'Typed', username: 'typed' },
    });
    t.false(asked.text.includes('kettle'));
    const again = await here.send('/login', { username: 'second', password: 'another blue kettle' });
    t.like(shown(again, '/login/users/new'), { name: 'Typed', username: 'typed', password: '' });
  } finally {
    await site.close();
  }
});

test('what somebody else saved before the signing in is said when it is saved, and not overwritten unseen', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await template(ann);
    await addUser(ann, { username: 'second', administrator: 'on' });
    const second = new Visitor(site);
    await second.signIn('second', ROB);
    await ann.see(path);
    await signedOut(ann);
    const revision = revisionIn((await second.see(path)).text);
    await ann.send(path, { name: 'Ours', html: 'mine', revision });
    await second.see(path);
    t.is((await second.send(path, { name: 'Ours', html: 'theirs', revision })).status, 303);
    const again = await ann.send('/login', { username: 'ann', password: ANN.password });
    t.is(shown(again, path)['revision'], revision);
    const saved = await ann.send(path, { ...shown(again, path), csrf: ann.token });
    t.is(saved.status, 409);
    t.regex(saved.text, /Somebody else saved while you were typing/);
    t.is(shown(saved, path)['html'], 'mine');
    t.is(site.templates.all()[0]?.html, 'theirs');
  } finally {
    await site.close();
  }
});

test('who may not (any more), and what is not there any more, is told with what was typed, to be copied', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await template(ann);
    await addUser(ann);
    const rob = new Visitor(site);
    await rob.signIn('rob', ROB);
    const fields = { name: 'Ours', html: TEXT, revision: '1', password: 'secret words', ok: 'on' };
    const readable = (answer: Answer) =>
      readPage(answer.text).elements.flatMap(({ tag, text }) => (tag === 'textarea' ? [text] : []));
    await rob.see('/login/account');
    const refused = await rob.send(path, fields);
    t.is(refused.status, 403);
    t.deepEqual(readable(refused), ['Ours', TEXT]);
    t.false(refused.text.includes('secret words'));
    // Somebody else signs in where Ann was: nothing of it is done in their name.
    await ann.see(path);
    await signedOut(ann);
    await ann.send(path, fields);
    const other = await ann.send('/login', { username: 'rob', password: ROB });
    t.is(other.status, 403);
    t.deepEqual(readable(other), ['Ours', TEXT]);
    t.is(site.templates.all()[0]?.html, '<p>old</p>');
    await ann.signIn('ann', ANN.password);
    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
    const gone = await ann.send(path, fields);
    t.is(gone.status, 404);
    t.deepEqual(readable(gone), ['Ours', TEXT]);
  } finally {
    await site.close();
  }
});

/** Sends what a page of another site could make a browser send. */
async function forged(
  t: ExecutionContext,
  site: Site,
  visitor: Visitor,
  path: string,
  body: string,
): Promise<void> {
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: site.at, 'sec-fetch-site': 'same-site' },
    {},
  ] as readonly Record<string, string>[]) {
    const answer = await fetch(`${site.at}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, cookie: visitor.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    const text = await answer.text();
    t.is(answer.status, 403, JSON.stringify(headers));
    t.false(text.includes('planted') || text.includes(Buffer.from('planted').toString('base64url')));
    t.false(text.includes('name="kept"'));
  }
}

test('another site plants nothing: neither in a form of who is signed out, nor in the signing in', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await ann.see('/login/account');
    await signedOut(ann);
    await forged(t, site, ann, '/login/templates/new', 'name=planted&html=planted');
    await ann.see('/login');
    const kept = packed('/login/templates/new', { name: 'planted', html: 'planted' });
    await forged(
      t,
      site,
      ann,
      '/login',
      `username=ann&password=${encodeURIComponent(ANN.password)}&kept=${kept}`,
    );
    // A page of ours without the token of this browser neither.
    const stranger = new Visitor(site);
    await stranger.see('/login');
    const answer = await stranger.send('/login', { ...ANN, csrf: ann.token, kept });
    t.is(answer.status, 403);
    t.false(stranger.cookies.has('handrail_sign_in'));
    t.is(site.templates.all().length, 0);
  } finally {
    await site.close();
  }
});

test('what is made of the kept form leads nowhere but to a form of ours that is shown, and changes nothing', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await template(ann);
    const target = await addUser(ann);
    await signedOut(ann);
    const before = audited(site);
    const deep = Buffer.from('['.repeat(100_000)).toString('base64url');
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`f${index}`, 'x']));
    const cases: readonly (readonly [kept: string, status: number, location: RegExp | null])[] = [
      [packed('https://evil.example/login'), 303, /^\/login$/],
      [packed('//evil.example'), 303, /^\/login$/],
      [packed('/\\evil.example'), 303, /^\/login$/],
      [packed('/login/../..//evil.example'), 303, /^\/login$/],
      [packed('/login/templates/new\r\nX: y'), 303, /^\/login$/],
      [packed('/evil'), 303, /^\/login$/],
      [packed('/login'), 303, /^\/login$/],
      [packed('/login/setup?claim=x'), 303, /^\/login$/],
      [packed(7), 303, /^\/login$/],
      [packed('/login/templates/new', { name: ['x'] }), 303, /^\/login$/],
      [packed('/login/templates/new', many), 303, /^\/login$/],
      [deep, 303, /^\/login$/],
      ['%%%', 303, /^\/login$/],
      // Buttons: nothing is done, and the page that has them is where it goes on.
      [packed(`${target}/disable`, {}), 200, null],
      [packed(`${target}/enable`, {}), 303, new RegExp(`^${target}$`)],
      [packed(`${path}/delete`, { csrf: 'x' }), 200, null],
      [packed('/login/sign-out', {}), 303, /^\/login$/],
      [packed(`${path}/delete`, { toString: 'x', constructor: 'y', ['__proto__']: 'z' }), 200, null],
    ];
    for (const [kept, status, location] of cases) {
      const visitor = new Visitor(site);
      await visitor.see('/login');
      const answer = await visitor.send('/login', { username: 'ann', password: ANN.password, kept });
      const what = Buffer.from(kept, 'base64url').toString().slice(0, 80);
      t.is(answer.status, status, what);
      if (location !== null) {
        t.regex(answer.location ?? '', location, what);
      }
      t.true(visitor.cookies.has('handrail_sign_in'), what);
      t.is((await visitor.see('/login/account')).status, 200, what);
    }
    t.deepEqual(audited(site), before);
  } finally {
    await site.close();
  }
});

test('the page to sign in is not told twice as a deed, and sent twice it shows the same', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await ann.see('/login/templates/new');
    await signedOut(ann);
    await ann.send('/login/templates/new', { name: 'Ours', html: 'x' });
    const [csrf, kept] = [ann.token, packed('/login/templates/new', { name: 'Ours', html: 'x' })];
    for (let time = 0; time < 2; time += 1) {
      const again = await ann.send('/login', { username: 'ann', password: ANN.password, csrf, kept });
      t.is(shown(again, '/login/templates/new')['html'], 'x');
    }
    t.is(site.templates.all().length, 0);
    // Signing out is what was wanted.
    await signedOut(ann);
    const twice = await ann.send('/login/sign-out', {});
    t.deepEqual([twice.status, twice.location], [303, '/login?done=signed-out']);
  } finally {
    await site.close();
  }
});

test('the largest form is kept whole, and one that is larger is not read', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await ann.see('/login/templates/new');
    await signedOut(ann);
    const html = '𝒳'.repeat(20_000);
    const asked = await ann.send('/login/templates/new', { name: 'Ours', html });
    t.is(asked.status, 401);
    const again = await ann.send('/login', { username: 'ann', password: ANN.password });
    t.is(shown(again, '/login/templates/new')['html'], html);
    await signedOut(ann);
    const over = await ann.send('/login/templates/new', { name: 'Ours', html: 'x'.repeat(300 * 1024) });
    t.is(over.status, 401);
    t.is(keptIn(over), '');
    // Plain letters take as many bytes as they may, and a third more in base64.
    const letters = await ann.send('/login/templates/new', { name: 'Ours', html: 'x'.repeat(255 * 1024) });
    t.is(unpacked(keptIn(letters)).text['html']?.length, 255 * 1024);
    t.is((await ann.send('/login', { username: 'ann', password: ANN.password })).status, 200);
  } finally {
    await site.close();
  }
});

test('every form of the company keeps what is typed into it through a signing in, and does nothing by itself', async (t) => {
  await using all = await furnished();
  const { world } = all;
  const staff = all.readers.filter(({ who }) => who === 'administrator');
  const forms = everyForm(all, await everyPage(world.url, staff)).filter(
    ({ form, name }) =>
      form.method === 'post' &&
      /^post \/(?:login|console)\//.test(name) &&
      // What is looked at in a frame of a page that keeps the text itself.
      !['post /login/sign-out', 'post /login/templates/preview'].includes(name),
  );
  t.true(forms.length > 40);
  const before = deedsOf(world).length;
  const faults: string[] = [];
  for (const { form, name } of forms) {
    const typed = form.controls.filter((each) => isTyped(each) && each.attributes['readonly'] === undefined);
    const fields = Object.fromEntries([
      ...servedFields(form),
      ...typed.map(({ name: field, kind }) => [
        field,
        kind === 'password' ? 'secret words' : `Typed ${field}`,
      ]),
      // Not the one of now: what somebody else saved meanwhile must be noticed.
      ...form.controls.filter((each) => each.name === 'revision').map((each) => [each.name, '4711']),
    ]);
    const visitor = world.visitor();
    await visitor.get('/login');
    const asked = form.isUpload
      ? await visitor.request(form.action, {
          method: 'POST',
          headers: { Origin: world.url },
          body: parts(fields),
        })
      : await visitor.post(form.action, fields);
    const page = await asked.text();
    const signIn = readPage(page).forms.find(({ action }) => action === '/login');
    if (asked.status !== 401 || signIn === undefined || page.includes('secret words')) {
      faults.push(`${name} answers ${asked.status} to who is signed out`);
      continue;
    }
    const kept = servedFields(signIn).find(([field]) => field === 'kept')?.[1] ?? '';
    if (Buffer.from(kept, 'base64url').toString().includes('secret')) {
      faults.push(`${name} takes a secret along`);
    }
    const again = await visitor.post('/login', {
      ...Object.fromEntries(servedFields(signIn)),
      username: 'ada',
      password: 'correct horse battery',
    });
    const html = await again.text();
    const after = readPage(html).forms.filter(({ action }) => action === form.action);
    const values = new Set(after.flatMap((each) => servedFields(each).map(([, value]) => value)));
    const lost = typed.filter(
      ({ name: field, kind }) =>
        kind !== 'password' && field !== 'smsGatewayUrl' && !values.has(`Typed ${field}`),
    );
    const isShown = again.status === 200 && after.length > 0;
    if (isShown && 'revision' in fields && !values.has('4711')) {
      faults.push(`${name} forgets which version it was made from`);
    }
    if (typed.length > 0 ? !isShown || lost.length > 0 : !isShown && again.status !== 303) {
      faults.push(
        `${name} answers ${again.status} and loses ${lost.map(({ name: field }) => field).join(' ')}`,
      );
    }
  }
  t.deepEqual(faults, []);
  t.true(before > 10);
  t.is(deedsOf(world).length, before);
});

function parts(fields: Readonly<Record<string, string>>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    body.set(name, value);
  }
  body.set('file', new File(['bytes'], 'x.png'));
  return body;
}
