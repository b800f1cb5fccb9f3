import { generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { SessionId } from '../../src/kernel/index.ts';
import { OPTIONS, save, SITE_FIELDS } from '../sites.ts';
import { keyFrom, World, type PageEnd, type Visitor } from '../world.ts';

const HOSTILE = `<script>alert(1)</script>{{7*7}}`;
const ESCAPED = '&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}';

async function ended(
  world: World,
  console: PageEnd,
): Promise<{ readonly visitor: Visitor; readonly session: SessionId }> {
  const { visitor, session } = await world.customer(await keyFrom(console), HOSTILE);
  await console.command({ type: 'accept', session });
  await console.command({ type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: HOSTILE });
  await console.command({ type: 'add-note', session, messageId: 'n'.padEnd(22, '-'), text: 'a secret note' });
  await console.command({ type: 'end-session', session });
  return { visitor, session };
}

async function verdict(visitor: Visitor, receipt: string): Promise<string> {
  const answer = await visitor.submit('/verify', '/verify', { receipt });
  return (
    /<p class="alert (?:good|danger)" role="status"><strong>([^<]+)</.exec(await answer.text())?.[1] ?? ''
  );
}

test('a customer keeps transcript and receipt, and everybody can check it, also after a restart', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  let found: Awaited<ReturnType<typeof ended>>;
  {
    using console = await administrator.page('/console');
    const { visitor, session } = await world.customer(await keyFrom(console));
    for (const what of ['transcript.txt', 'receipt', 'receipt.json']) {
      t.is((await visitor.get(`/session/${session}/${what}`)).status, 404, `${what} of a session that lives`);
    }
    found = await ended(world, console);
  }
  const { visitor, session } = found;
  const after = await (await visitor.get(`/session/${session}/after`)).json();
  t.deepEqual(after, { survey: 'open', transcript: true, receipt: true, recordings: [] });
  const transcript = await (await visitor.get(`/session/${session}/transcript.txt`)).text();
  t.true(transcript.includes(`] Ada Admin: ${HOSTILE}\n`));
  t.false(transcript.includes('secret'));
  const page = await (await visitor.get(`/session/${session}/receipt`)).text();
  t.true(page.includes(ESCAPED));
  t.false(page.includes('<script>alert'));
  const file = await visitor.get(`/session/${session}/receipt.json`);
  t.regex(file.headers.get('content-disposition') ?? '', /^attachment; filename="receipt.json"/);
  const receipt = await file.text();
  t.false(receipt.includes('secret'));

  await world.stop();
  await world.start();
  const anybody = world.visitor();
  t.is(await verdict(anybody, receipt), 'This receipt is genuine and unchanged.');
  // What it says is of then, whatever the site is called now.
  const options = { ...OPTIONS, siteName: 'Renamed' };
  t.is((await save(administrator.at(world.url), '/login/options', options)).status, 303);
  t.is(await (await visitor.at(world.url).get(`/session/${session}/receipt.json`)).text(), receipt);
  const shown = await (await anybody.submit('/verify', '/verify', { receipt })).text();
  t.true(shown.includes(ESCAPED));
  t.false(shown.includes('<script>alert'));
  t.is(
    await verdict(anybody, receipt.replace('Ada Admin', 'Eve Admin')),
    'This receipt was changed. Do not rely on anything that it says.',
  );
  const forged = await (
    await anybody.submit('/verify', '/verify', { receipt: receipt.replace('Ada Admin', HOSTILE) })
  ).text();
  t.notRegex(forged, /What it says/);
  t.is(await verdict(anybody, '{"key":"x"}'), 'This is no receipt from here.');
  t.is((await anybody.submit('/verify', '/verify', { receipt: 'x'.repeat(1_000_000) })).status, 413);

  for (const [language, heading] of [
    ['de', 'Beleg Ihrer Sitzung'],
    ['ar', 'إيصال جلستك'],
  ] as const) {
    const speaker = visitor.at(world.url);
    speaker.keep('handrail_language', language, '/');
    t.true((await (await speaker.get(`/session/${session}/receipt`)).text()).includes(heading), language);
  }
});

test('after the sealing key was replaced, new receipts have a key of their own, and older ones are still genuine', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  let first: Awaited<ReturnType<typeof ended>>;
  {
    using console = await administrator.page('/console');
    first = await ended(world, console);
  }
  const before = await (await first.visitor.get(`/session/${first.session}/receipt.json`)).text();
  await world.stop();
  rmSync(join(world.directory, 'sealing-key'));
  await world.start();
  const anybody = world.visitor();
  t.is(await verdict(anybody, before), 'This receipt is genuine and unchanged.');

  const signed = administrator.at(world.url);
  using console = await signed.page('/console');
  const second = await ended(world, console);
  const after = await (await second.visitor.get(`/session/${second.session}/receipt.json`)).text();
  const again = await (
    await first.visitor.at(world.url).get(`/session/${first.session}/receipt.json`)
  ).text();
  const keyOf = (receipt: string) => (JSON.parse(receipt) as { readonly key: string }).key;
  t.not(keyOf(after), keyOf(before));
  t.is(keyOf(again), keyOf(after), 'what is asked for again is signed with the new one');
  for (const receipt of [before, after, again]) {
    t.is(await verdict(anybody, receipt), 'This receipt is genuine and unchanged.');
  }
  t.regex(await verdict(anybody, before.replace(keyOf(before), keyOf(after))), /was changed/);
  const { keys } = (await (await anybody.get('/verify/keys.json')).json()) as {
    readonly keys: readonly { readonly id: string }[];
  };
  t.deepEqual(
    keys.map(({ id }) => id),
    [keyOf(after), keyOf(before)],
    'the newest first',
  );
  await world.stop();
  await world.start();
  t.is(await verdict(world.visitor(), after), 'This receipt is genuine and unchanged.');
});

test('a receipt of another key is not ours, and the private key is nowhere to be read', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session } = await ended(world, console);
  const receipt = await (await visitor.get(`/session/${session}/receipt.json`)).text();
  const { signature: _signature, ...said } = JSON.parse(receipt) as Record<string, unknown>;
  const { privateKey } = generateKeyPairSync('ed25519');
  const forged = sign(null, Buffer.from(JSON.stringify(said)), privateKey).toString('base64url');
  const anybody = world.visitor();
  t.regex(await verdict(anybody, JSON.stringify({ ...said, signature: forged })), /was changed/);
  t.regex(
    await verdict(anybody, JSON.stringify({ ...said, key: 'theirs', signature: forged })),
    /no receipt from here/,
  );
  const { keys } = (await (await anybody.get('/verify/keys.json')).json()) as {
    keys: readonly { id: string; publicKey: string }[];
  };
  t.is(keys.length, 1);
  t.is(keys[0]?.id, said['key'] as string);
  for (const name of readdirSync(world.directory).filter((each) => each.startsWith('handrail.sqlite'))) {
    // How every Ed25519 key in PKCS #8 begins, in base64.
    t.false(readFileSync(join(world.directory, name)).includes('MC4CAQAwBQYDK2Vw'), name);
  }
});

test('nobody keeps anything of another session, of a site that does not offer it, or without end', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const one = await ended(world, console);
  const other = await ended(world, console);
  for (const what of ['transcript.txt', 'receipt', 'receipt.json', 'after']) {
    t.not((await one.visitor.get(`/session/${other.session}/${what}`)).status, 200, what);
    t.not((await world.visitor().get(`/session/${other.session}/${what}`)).status, 200, what);
  }
  const site = '/login/public-sites/default-portal--------';
  const saved = await save(administrator, site, { ...SITE_FIELDS, addresses: '' });
  t.is(saved.status, 303, await saved.text());
  const after = await (await one.visitor.get(`/session/${one.session}/after`)).json();
  t.deepEqual(after, { survey: 'open', transcript: false, receipt: false, recordings: [] });
  for (const what of ['transcript.txt', 'receipt', 'receipt.json']) {
    t.is((await one.visitor.get(`/session/${one.session}/${what}`)).status, 404, what);
  }
  const anybody = world.visitor();
  let last = 200;
  for (let tries = 0; tries < 25 && last !== 429; tries += 1) {
    last = (await anybody.submit('/verify', '/verify', { receipt: 'x' })).status;
  }
  t.is(last, 429);
});
