import test, { type ExecutionContext } from 'ava';
import type { SessionId } from '../../src/kernel/index.ts';
import type { DownOf, GeneratedKey, ListedKey } from '../../src/protocol/index.ts';
import { PAGE_WITHIN_MS } from '../../src/sessions/deadlines.ts';
import { company, type Company, settle } from '../company.ts';
import { revisionIn } from '../html.ts';
import { OPTIONS, save } from '../sites.ts';
import { keyFrom, type PageEnd, type World } from '../world.ts';

const PORTAL = 'default-portal--------';

async function make(console: PageEnd, validForMs = 3_600_000): Promise<GeneratedKey> {
  const answer = await console.command({ type: 'generate-key', validForMs, portal: PORTAL });
  return (answer as DownOf<'answer'>).body as GeneratedKey;
}

async function listed(console: PageEnd): Promise<readonly ListedKey[]> {
  const answer = await console.command({ type: 'list-keys' });
  return ((answer as DownOf<'answer'>).body as { keys: readonly ListedKey[] }).keys;
}

/** Whether the portal takes the key. */
async function opens({ world }: { readonly world: World }, key: string): Promise<boolean> {
  return (await world.visitor().get(`/?key=${key}`)).status === 200;
}

async function setMaximum({ administrator }: Company, maximumMs: number): Promise<void> {
  const saved = await save(administrator, '/login/options', {
    ...OPTIONS,
    maximumSessionKeyTimeoutMs: String(maximumMs),
  });
  if (saved.status !== 303) {
    throw new Error(`not saved: ${saved.status}`);
  }
}

async function setGrants(all: Company, t: ExecutionContext, grants: readonly string[]): Promise<void> {
  const users = await (await all.administrator.get('/login/users?search=rita')).text();
  const href = /\/login\/users\/[A-Za-z0-9_-]{22}/.exec(users)?.[0] ?? '';
  const user = await (await all.administrator.get(href)).text();
  const form = user.slice(user.indexOf('id="permissions"'));
  const saved = await all.administrator.submit(href, `${href}/permissions`, {
    revision: revisionIn(form),
    displayNumber: '41',
    sessionLimit: '3',
    idleLimitMs: '900000',
    ...Object.fromEntries(grants.map((grant) => [`may-${grant}`, 'on'])),
  });
  t.is(saved.status, 303);
}

test('a key is withdrawn by who made it, and by nobody else; what was withdrawn begins nothing', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { rita } = all;
  const first = await make(rita);
  await all.world.pass(1_000);
  const second = await make(rita);
  t.deepEqual(
    (await listed(rita)).map(({ id }) => id),
    [second.id, first.id],
  );
  t.deepEqual(await listed(all.bob), []);
  t.like(await all.bob.command({ type: 'withdraw-key', key: first.id }), { code: 'not-found' });
  t.true(await opens(all, first.key));
  t.like(await rita.command({ type: 'withdraw-key', key: first.id }), { type: 'done' });
  t.false(await opens(all, first.key));
  t.true(await opens(all, second.key));
  t.deepEqual(
    (await listed(rita)).map(({ id }) => id),
    [second.id],
  );
  t.like(await rita.command({ type: 'withdraw-key', key: first.id }), { code: 'not-found' });
  // One that was used cannot be taken back from the session that it began.
  await all.world.customer(second.key);
  t.like(await rita.command({ type: 'withdraw-key', key: second.id }), { code: 'not-found' });
  t.deepEqual(await listed(rita), []);
});

test('a Maximum Session Key Timeout that is lowered counts for the keys that are out there', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { key } = await make(all.rita, 86_400_000);
  await all.world.pass(10 * 60_000);
  t.true(await opens(all, key));
  await setMaximum(all, 300_000);
  t.false(await opens(all, key));
  t.deepEqual(await listed(all.rita), []);
  const younger = await keyFrom(all.rita);
  t.true(await opens(all, younger));
});

test('a key that has expired, or outlived a maximum that was lowered, is not answered as withdrawn', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const short = await make(all.rita, 60_000);
  const long = await make(all.rita, 86_400_000);
  await all.world.pass(10 * 60_000);
  t.like(await all.rita.command({ type: 'withdraw-key', key: short.id }), {
    code: 'not-found',
    sentence: 'This session key was used or withdrawn already, or has expired.',
  });
  await setMaximum(all, 300_000);
  t.like(await all.rita.command({ type: 'withdraw-key', key: long.id }), { code: 'not-found' });
});

test('a key that its customer has open begins nothing when the permission of its maker goes meanwhile', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { key } = await make(all.rita);
  const anna = all.world.visitor(false);
  const form = { key, name: 'Anna', details: 'It is broken', ...(await anna.given(`/?key=${key}`)) };
  await setGrants(all, t, ['accept-team-sessions']);
  const answered = await anna.post('/start', form);
  t.not(answered.status, 303);
});

test('without the permission no key is made or sent, and those that are out there are taken back for good', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { id, key } = await make(all.rita);
  await setGrants(all, t, ['accept-team-sessions']);
  t.like(await all.rita.command({ type: 'generate-key', validForMs: 3_600_000, portal: PORTAL }), {
    type: 'refused',
    code: 'not-allowed',
  });
  t.like(
    await all.rita.command({ type: 'send-invitation', key, way: 'mail', to: 'anna@customers.example' }),
    { type: 'refused', code: 'not-allowed' },
  );
  await settle(all);
  t.false(all.rita.received.findLast((message) => message.type === 'desk')?.may.generateKeys);
  // Their maker has no dialog any more in which to take them back: the administrator's change does.
  t.false(await opens(all, key));
  t.deepEqual(await listed(all.rita), []);
  t.like(await all.rita.command({ type: 'withdraw-key', key: id }), { code: 'not-found' });
  await setGrants(all, t, ['generate-session-keys']);
  t.false(await opens(all, key));
  t.is(
    (await all.rita.command({ type: 'generate-key', validForMs: 3_600_000, portal: PORTAL })).type,
    'answer',
  );
});

test('a key works again when nobody came to what it began, once; also over a kill before that, and after', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { world, rita } = all;
  const { key, id } = await make(rita);
  const anna = world.visitor(false);
  const form = { key, name: 'Anna', details: 'It is broken', ...(await anna.given(`/?key=${key}`)) };
  const begun = (await anna.post('/start', form)).headers.get('location') ?? '';
  t.regex(begun, /^\/session\//);
  t.false(await opens(all, key), 'her page may still come');
  t.deepEqual(await listed(rita), []);
  await using killed = await world.killed(10_000);

  await world.pass(PAGE_WITHIN_MS + 1_000);
  t.true(await opens(all, key));
  t.deepEqual(
    (await listed(rita)).map((each) => each.id),
    [id],
  );
  const again = (await anna.post('/start', form)).headers.get('location') ?? '';
  t.regex(again, /^\/session\//);
  t.not(again, begun, 'the same form begins anew what nobody came to');
  await anna.come(again.slice('/session/'.length) as SessionId);
  await world.pass(PAGE_WITHIN_MS + 1_000);
  t.false(await opens(all, key), 'this time somebody came');
  t.is((await anna.post('/start', form)).headers.get('location'), again);

  t.false(await opens({ world: killed }, key));
  await killed.pass(PAGE_WITHIN_MS);
  t.true(await opens({ world: killed }, key));
  await using after = await killed.killed();
  t.true(await opens({ world: after }, key));
});

test('the link of a used key leads the browser that came by it back to its session, while it lasts and after, and nobody else', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { world, ada, rita } = all;
  const key = await keyFrom(ada);
  const { visitor, session } = await world.customer(key);
  const back = async (who: typeof visitor, typed = key) => {
    const opened = await who.get(`/?key=${typed}`);
    return opened.headers.get('location') ?? opened.status;
  };
  const other = await world.customer(await keyFrom(rita), 'Ben');
  t.is(await back(visitor), `/session/${session}`);
  t.is(await back(visitor, key.toLowerCase().replace('-', ' ')), `/session/${session}`);
  t.is((await visitor.submit('/', '/join', { key })).headers.get('location'), `/session/${session}`);
  // Also where the name was changed meanwhile, which makes it another form.
  const again = await visitor.submit('/', '/start', { key, name: 'Anna Larsson', details: '' });
  t.is(again.headers.get('location'), `/session/${session}`);
  t.is(await back(other.visitor), 404);
  t.is(await back(world.visitor()), 404);
  const forged = world.visitor();
  forged.keep('handrail_came', session, '/');
  t.is((await forged.get(`/session/${session}`)).status, 404, 'it names a session and opens none');
  t.is(await back(visitor, await keyFrom(ada)), 200, 'another key begins another session');
  await ada.command({ type: 'accept', session });
  await ada.command({ type: 'end-session', session });
  await settle(all);
  t.is(await back(visitor), `/session/${session}`);
  t.is((await visitor.get(`/session/${session}`)).status, 200, 'how it ended');
});
