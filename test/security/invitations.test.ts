import test from 'ava';
import type { DownOf } from '../../src/protocol/index.ts';
import { MailRelay, readMail } from '../mail-relay.ts';
import { OPTIONS, save } from '../sites.ts';
import { SmsGateway } from '../sms-gateway.ts';
import { World, type PageEnd } from '../world.ts';

// eslint-disable-next-line no-template-curly-in-string -- it must appear as it is
const TEMPLATES = '{{7*7}} {{constructor}} {{{{raw}}}} ${7*7} <%= 7*7 %> %SESSION_KEY% %REP_NAME% &<b>';
const BOTH = { ...OPTIONS, clientSideEmails: 'on', serverSideEmails: 'on' };

/** A site whose name and whose rep's name are as bad as its forms let them be, with mail and SMS set up. */
async function hostileSite(world: World, relay: MailRelay, gateway: SmsGateway) {
  const administrator = await world.administrator();
  await save(administrator, '/login/email', {
    server: 'localhost',
    port: String(relay.port),
    encryption: 'starttls',
    username: '',
    password: '',
    from: 'support@northwind.example',
  });
  await save(administrator, '/login/options', {
    ...BOTH,
    siteName: TEMPLATES.slice(0, 80),
    smsGatewayUrl: gateway.url,
  });
  await administrator.submit('/login/users/new', '/login/users/new', {
    name: `"Eve" <eve@evil.example>, ${TEMPLATES.slice(0, 60)}`,
    username: 'eve',
    password: 'eve has a long password',
    representative: 'on',
  });
  const eve = world.visitor();
  await eve.submit('/login', '/login', { username: 'eve', password: 'eve has a long password' });
  return { administrator, eve };
}

async function made(console: PageEnd) {
  const answer = (await console.command({
    type: 'generate-key',
    validForMs: 3_600_000,
    portal: 'default-portal--------',
  })) as DownOf<'answer'>;
  return answer.body as {
    readonly key: string;
    readonly url: string;
    readonly ways: { readonly localMail: { readonly subject: string; readonly body: string } };
  };
}

test.serial(
  'template languages, macros and addresses in names appear literally, in mail, mailto and SMS',
  async (t) => {
    await using world = await World.open();
    await using relay = await MailRelay.open();
    await using gateway = await SmsGateway.open();
    const { eve } = await hostileSite(world, relay, gateway);
    using console = await eve.page('/console');
    const { key, ways } = await made(console);
    t.is(
      (await console.command({ type: 'send-invitation', key, way: 'mail', to: 'anna@example.com' })).type,
      'done',
    );
    t.is(
      (
        await console.command({
          type: 'send-invitation',
          key,
          way: 'sms',
          to: '0701234567',
          command: 'sms'.padEnd(22, '-'),
        })
      ).type,
      'done',
    );
    const raw = relay.arrived[0]?.raw ?? '';
    const { headers, text } = readMail(raw);
    const siteName = TEMPLATES.slice(0, 80).trim();
    t.true(text.includes(siteName));
    t.true(text.includes('"Eve" <eve@evil.example>, {{7*7}}'));
    t.notRegex(text, /\b49\b/);
    t.deepEqual(headers.get('subject'), [`${siteName}: your support session`]);
    t.regex(headers.get('from')?.[0] ?? '', /<support@northwind\.example>$/);
    t.deepEqual(headers.get('to'), ['anna@example.com']);
    t.regex(headers.get('content-type')?.[0] ?? '', /^text\/plain/);
    t.deepEqual(relay.arrived[0]?.to, ['anna@example.com']);
    t.true(ways.localMail.body.includes('"Eve" <eve@evil.example>, {{7*7}}'));
    t.true(gateway.asked[0]?.searchParams.get('text')?.includes('{{7*7}}'));
    t.deepEqual([...(gateway.asked[0]?.searchParams.keys() ?? [])], ['key', 'to', 'text']);
    for (const line of raw.split('\r\n')) {
      t.true(line.length <= 998);
      t.notRegex(line, /[\r\n]/);
    }
  },
);

test.serial('no recipient smuggles a header, a second recipient or a command', async (t) => {
  await using world = await World.open();
  await using relay = await MailRelay.open();
  await using gateway = await SmsGateway.open();
  const { eve } = await hostileSite(world, relay, gateway);
  using console = await eve.page('/console');
  const { key } = await made(console);
  let command = 0;
  const send = (way: string, to: unknown) =>
    console.command({ type: 'send-invitation', command: `c${(command += 1)}`.padEnd(22, '-'), key, way, to });
  for (const to of [
    'anna@example.com\r\nBcc: all@example.com',
    'anna@example.com\nRCPT TO:<all@example.com>',
    'anna@example.com>\r\nRCPT TO:<all@example.com',
    'anna@example.com,all@example.com',
    '"Anna" <anna@example.com>',
    'anna@example.com SIZE=1',
    'anna@example.com\u2028Bcc: all@example.com',
    'anna\u202e@example.com',
    'anna@ex\u00adample.com',
    'anna@example.com\u0000',
    '',
    ' ',
  ]) {
    t.like(await send('mail', to), { type: 'refused', code: 'not-valid' }, JSON.stringify(to));
  }
  for (const to of [
    '0701234567\r\nHost: evil',
    '0701234567&text=x',
    '{message}',
    '٠١٢٣٤٥٦',
    '070\u202e1234567',
    '0701234567,0701234568',
  ]) {
    t.like(await send('sms', to), { type: 'refused', code: 'not-valid' }, JSON.stringify(to));
  }
  for (const to of ['a'.repeat(600), 7, null, ['anna@example.com'], { $ne: 1 }]) {
    t.like(await send('mail', to), { type: 'refused', code: 'bad-request' }, JSON.stringify(to).slice(0, 40));
  }
  t.like(await send('fax', 'x'), { type: 'refused', code: 'bad-request' });
  t.is(relay.arrived.length + gateway.asked.length, 0);
  console.send({
    type: 'send-invitation',
    command: 'big'.padEnd(22, '-'),
    key,
    way: 'mail',
    to: 'a'.repeat(1_000_000),
  } as never);
  t.is(await console.closed, 1009);
});

test.serial('no name with a line break or one that turns the text gets in at the forms either', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  for (const siteName of ['North\r\nBcc: all@example.com', 'North\u202ednuos', 'x'.repeat(200)]) {
    t.is(
      (await save(administrator, '/login/options', { ...BOTH, siteName })).status,
      422,
      JSON.stringify(siteName.slice(0, 40)),
    );
  }
});

test.serial('a customer cannot send invitations', async (t) => {
  await using world = await World.open();
  await using relay = await MailRelay.open();
  await using gateway = await SmsGateway.open();
  const { eve } = await hostileSite(world, relay, gateway);
  using console = await eve.page('/console');
  const { key } = await made(console);
  const { visitor, session } = await world.customer(key);
  using page = await visitor.page(`/session/${session}`);
  for (const way of ['mail', 'sms'] as const) {
    t.like(
      await page.command({
        type: 'send-invitation',
        command: way.padEnd(22, '-'),
        key,
        way,
        to: 'anna@example.com',
      }),
      { type: 'refused', code: 'not-allowed' },
    );
  }
  t.is(relay.arrived.length + gateway.asked.length, 0);
});
