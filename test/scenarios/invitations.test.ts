import test from 'ava';
import type { DownOf } from '../../src/protocol/index.ts';
import { ELSEWHERE } from '../certificates.ts';
import { company, waitsIn } from '../company.ts';
import { configureClient } from '../customer-client.ts';
import { revisionIn } from '../html.ts';
import { MailRelay, readMail, RELAY_USER, SilentMachine } from '../mail-relay.ts';
import { enter, keyForOutsider } from '../outsider.ts';
import { mailBy, OPTIONS, save } from '../sites.ts';
import { SmsGateway } from '../sms-gateway.ts';
import { turnOfTheLoop, World, type PageEnd, type Visitor } from '../world.ts';

const ANNA = 'anna@example.com';

interface Made {
  readonly key: string;
  readonly url: string;
  readonly ways: {
    readonly localMail?: { readonly subject: string; readonly body: string };
    readonly serverMail: boolean;
    readonly sms: boolean;
  };
}

async function make(console: PageEnd, language?: string): Promise<Made> {
  const answer = await console.command({
    type: 'generate-key',
    command: `key-${Math.trunc(performance.now() * 1_000)}`.padEnd(22, '-'),
    validForMs: 3_600_000,
    portal: 'default-portal--------',
    language,
  });
  return (answer as DownOf<'answer'>).body as Made;
}

function send(console: PageEnd, key: string, way: 'mail' | 'sms', to: string, language?: string) {
  return console.command({ type: 'send-invitation', key, way, to, language });
}

/** Everything that the appliance wrote anywhere. */
async function written(world: World, administrator: Visitor): Promise<string> {
  const { readdirSync, readFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const files = readdirSync(world.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  const pages = await Promise.all(
    ['/login', '/login/email', '/login/options', '/login/reports'].map(async (path) =>
      (await administrator.get(path)).text(),
    ),
  );
  return [...files, ...pages, JSON.stringify(world.log.lines)].join('\n');
}

test.serial('a rep is offered what the administrator switched on, and nothing else', async (t) => {
  await using world = await World.open();
  await using relay = await MailRelay.open();
  await using gateway = await SmsGateway.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const first = await make(console);
  t.like(first.ways, { serverMail: false, sms: false });
  t.is(first.ways.localMail?.subject, 'Northwind: your support session');
  t.true(first.ways.localMail?.body.includes(first.url));

  await mailBy(administrator, relay);
  t.deepEqual((await make(console)).ways, { serverMail: true, sms: false });

  await save(administrator, '/login/options', { ...OPTIONS, smsGatewayUrl: gateway.url });
  const third = await make(console);
  t.deepEqual(third.ways, { serverMail: false, sms: true });
  t.like(await send(console, third.key, 'mail', ANNA), { type: 'refused', code: 'not-allowed' });

  await save(administrator, '/login/options', {
    ...OPTIONS,
    clientSideEmails: 'on',
    smsGatewayRemoved: 'on',
  });
  const last = await make(console);
  t.like(last.ways, { serverMail: false, sms: false });
  t.truthy(last.ways.localMail);
  t.like(await send(console, last.key, 'sms', '+46701234567'), { type: 'refused', code: 'not-allowed' });
  t.is(relay.arrived.length + gateway.asked.length, 0);
});

test.serial(
  'server-side email: signed in over STARTTLS, plain text, from the site, to one recipient',
  async (t) => {
    await using world = await World.open();
    await using relay = await MailRelay.open();
    const administrator = await world.administrator();
    await mailBy(administrator, relay);
    using console = await administrator.page('/console');
    const { key, url } = await make(console);
    t.is(
      (await send(console, key.toLowerCase().replace('-', ' '), 'mail', ' Anna@Bücher.example ')).type,
      'done',
    );
    t.is(relay.arrived.length, 1);
    const [mail] = relay.arrived;
    t.like(mail, {
      from: 'support@northwind.example',
      // As this relay shows what it was told in ASCII.
      to: ['Anna@bücher.example'],
      secure: true,
      user: RELAY_USER.user,
    });
    const { headers, text } = readMail(mail?.raw ?? '');
    t.deepEqual(headers.get('from'), ['Northwind <support@northwind.example>']);
    t.deepEqual(headers.get('to'), ['Anna@xn--bcher-kva.example']);
    t.deepEqual(headers.get('subject'), ['Northwind: your support session']);
    t.deepEqual(headers.get('auto-submitted'), ['auto-generated']);
    t.regex(headers.get('message-id')?.[0] ?? '', /^<[0-9a-f-]{36}@northwind\.example>$/);
    t.is(Date.parse(headers.get('date')?.[0] ?? ''), Math.floor(world.time.now() / 1_000) * 1_000);
    t.regex(headers.get('content-type')?.[0] ?? '', /^text\/plain; charset=utf-8/);
    t.deepEqual(
      [...headers.keys()].toSorted(),
      [
        'auto-submitted',
        'content-transfer-encoding',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ].filter((name) => headers.has(name)),
    );
    t.false(headers.has('bcc'));
    t.true(text.includes(`Ada Admin of Northwind`));
    t.true(text.includes(`\n${url}\n`));
    t.true(text.includes(key));
  },
);

test.serial('the invitation speaks the language that the rep chose, if the site speaks it', async (t) => {
  await using world = await World.open();
  await using relay = await MailRelay.open();
  const administrator = await world.administrator();
  await mailBy(administrator, relay);
  await save(administrator, '/login/options', { ...OPTIONS, clientSideEmails: 'on', serverSideEmails: 'on' });
  using console = await administrator.page('/console');
  const { publicSite } = await console.next('desk');
  t.deepEqual(
    publicSite.portals.map(({ languages }) => languages),
    [['en', 'de', 'fr', 'es', 'ja', 'ar']],
  );
  const { key, ways } = await make(console, 'ar');
  t.is(ways.localMail?.subject, 'Northwind: جلسة الدعم الخاصة بك');
  for (const [language, subject] of [
    ['ja', 'Northwind：サポートセッションのご案内'],
    ['de', 'Northwind: Ihre Support-Sitzung'],
    ['tlh', 'Northwind: your support session'],
    [undefined, 'Northwind: your support session'],
  ] as const) {
    t.is((await send(console, key, 'mail', ANNA, language)).type, 'done');
    t.deepEqual(readMail(relay.arrived.at(-1)?.raw ?? '').headers.get('subject'), [subject]);
  }
  t.is((await send(console, key, 'mail', ANNA, '../../etc')).type, 'refused');
});

test.serial(
  'each site sends its own words from its own address; what is put back is the default again',
  async (t) => {
    await using world = await World.open();
    await using relay = await MailRelay.open();
    await using gateway = await SmsGateway.open();
    const administrator = await world.administrator();
    await mailBy(administrator, relay);
    await save(administrator, '/login/options', {
      ...OPTIONS,
      serverSideEmails: 'on',
      clientSideEmails: 'on',
      smsGatewayUrl: gateway.url,
    });
    const page = '/login/customer-client?site=default-portal--------&language=de';
    const words = {
      site: 'default-portal--------',
      language: 'de',
      'invitation-from': 'Hilfe@Bücher.example',
      'invitation-subject': '%SITE_NAME% {{7*7}} für Sie',
      'invitation-body':
        'Hallo!\n%SESSION_KEY_URL% oder %SESSION_KEY% auf %PORTAL_URL%\n%UNKNOWN% {{REP_NAME}}\nGrüße, %REP_NAME%',
      'invitation-sms': 'Hier: %SESSION_KEY_URL%',
    };
    async function saveTexts(fields: Readonly<Record<string, string>>): Promise<Response> {
      const html = await (await administrator.get(page)).text();
      const revision = revisionIn(html);
      return administrator.submit(page, '/login/customer-client', { revision, ...fields });
    }
    const shown = await (await administrator.get(page)).text();
    for (const text of [
      'Invitation Email',
      'From Address',
      'Subject',
      'Body',
      '%REP_NAME%',
      '%EXPIRES%',
      'Ihre Support-Sitzung',
    ]) {
      t.true(shown.includes(text), text);
    }
    for (const [wrong, problem] of [
      [{ 'invitation-from': 'a@example.com, b@example.com' }, 'Please enter one e-mail address'],
      [{ 'invitation-from': 'a@example.com\r\nBcc: b@example.com' }, 'cannot be shown'],
      [{ 'invitation-subject': 'one\r\ntwo' }, 'cannot be shown'],
      [{ 'invitation-body': 'x'.repeat(2_001) }, '2000 characters'],
    ] as const) {
      const refused = await saveTexts({ ...words, ...wrong });
      t.is(refused.status, 422, JSON.stringify(wrong).slice(0, 60));
      t.true((await refused.text()).includes(problem), problem);
    }
    t.is((await saveTexts(words)).status, 303);

    using console = await administrator.page('/console');
    const { key, url, ways } = await make(console, 'de');
    t.is((await send(console, key, 'mail', ANNA, 'de')).type, 'done');
    const [mail] = relay.arrived;
    t.is(mail?.from, 'Hilfe@bücher.example', 'as this relay shows what it was told in ASCII');
    const { headers, text } = readMail(mail?.raw ?? '');
    t.deepEqual(headers.get('from'), ['Northwind <Hilfe@xn--bcher-kva.example>']);
    t.deepEqual(headers.get('subject'), ['Northwind {{7*7}} für Sie']);
    t.is(
      text.trimEnd(),
      `Hallo!\n${url} oder ${key} auf ${new URL(url).origin}\n%UNKNOWN% {{REP_NAME}}\nGrüße, Ada Admin`,
    );
    t.is(ways.localMail?.body, text.trimEnd());
    t.is((await send(console, key, 'sms', '0701234567', 'de')).type, 'done');
    t.is(gateway.asked[0]?.searchParams.get('text'), `Hier: ${url}`);

    t.is((await send(console, key, 'mail', ANNA, 'fr')).type, 'done');
    t.like(relay.arrived[1], { from: 'Hilfe@bücher.example' }, 'the address is the same in every language');
    t.regex(readMail(relay.arrived[1]?.raw ?? '').text, /^Bonjour,/);

    t.is((await saveTexts({ ...words, 'invitation-from': '', 'invitation-body': '' })).status, 303);
    t.is((await send(console, key, 'mail', ANNA, 'de')).type, 'done');
    t.is(relay.arrived[2]?.from, 'support@northwind.example');
    t.regex(readMail(relay.arrived[2]?.raw ?? '').text, /^Guten Tag,/);
  },
);

test.serial(
  'who is invited from outside gets the link by mail too: from whoever made the key, while it is open',
  async (t) => {
    await using all = await company([['Laptops', {}]]);
    await using relay = await MailRelay.open();
    await mailBy(all.administrator, relay);
    await save(all.administrator, '/login/options', {
      ...OPTIONS,
      clientSideEmails: 'on',
      serverSideEmails: 'on',
    });
    const { session } = await waitsIn(all, all.queue('Laptops'));
    await all.rita.command({ type: 'accept', session });
    const invited = await keyForOutsider(all.rita, session, 'Karl {{7*7}} %SESSION_KEY%');
    t.true(invited.ways.serverMail);
    t.true(invited.ways.localMail?.body.includes(invited.url));
    const send = (from: PageEnd, key: string, to: string) =>
      from.command({ type: 'send-external-invitation', key, to });
    t.is((await send(all.rita, invited.key, 'karl@vendor.example')).type, 'done');
    const [mail] = relay.arrived;
    t.deepEqual(mail?.to, ['karl@vendor.example']);
    const { headers, text } = readMail(mail?.raw ?? '');
    t.deepEqual(headers.get('subject'), ['Northwind: please come into a support session']);
    for (const part of [
      'rita Person of Northwind',
      'Karl {{7*7}} %SESSION_KEY% (external)',
      invited.url,
      invited.key,
    ]) {
      t.true(text.includes(part), part);
    }
    t.false(text.includes('Anna'), 'nothing of the customer');
    await configureClient(all.administrator, {
      'external-subject': 'Come to %SITE_NAME%, %GUEST_NAME% {{7*7}}',
      'external-body': '%REP_NAME%: %SESSION_KEY_URL% %SESSION_KEY% <b>%PORTAL_URL%</b>',
      'invitation-from': 'outside@northwind.example',
    });
    await t.throwsAsync(configureClient(all.administrator, { 'external-body': 'Call us.' }), {
      message: /422/,
    });
    t.is((await send(all.rita, invited.key, 'karl@vendor.example')).type, 'done');
    const own = readMail(relay.arrived[1]?.raw ?? '');
    t.is(relay.arrived[1]?.from, 'outside@northwind.example');
    t.deepEqual(own.headers.get('subject'), [
      'Come to Northwind, Karl {{7*7}} %SESSION_KEY% (external) {{7*7}}',
    ]);
    t.is(own.text.trimEnd(), `rita Person: ${invited.url} ${invited.key} <b>%PORTAL_URL%</b>`);
    const german = await all.rita.command({
      type: 'send-external-invitation',
      key: invited.key,
      to: 'karl@vendor.example',
      language: 'de',
    });
    t.is(german.type, 'done');
    t.regex(readMail(relay.arrived[2]?.raw ?? '').text, /^Guten Tag,/);
    await configureClient(all.administrator, {});
    t.is((await send(all.rita, invited.key, 'karl@vendor.example')).type, 'done');
    t.regex(readMail(relay.arrived[3]?.raw ?? '').text, /^Hello,/, 'the default is back');
    for (const [from, key, to, code] of [
      [all.bob, invited.key, 'karl@vendor.example', 'key-refused'],
      [all.ada, invited.key, 'karl@vendor.example', 'key-refused'],
      [all.rita, 'ABCD-EFGH-2345', 'karl@vendor.example', 'key-refused'],
      [all.rita, invited.key, 'karl@vendor.example, eve@example.com', 'not-valid'],
    ] as const) {
      t.like(await send(from, key, to), { type: 'refused', code });
    }
    await enter(all.world.visitor(), invited);
    t.like(await send(all.rita, invited.key, 'karl@vendor.example'), {
      type: 'refused',
      code: 'key-refused',
    });
    await save(all.administrator, '/login/options', OPTIONS);
    const second = await keyForOutsider(all.rita, session, 'Kim');
    t.deepEqual(second.ways, { serverMail: false });
    t.like(await send(all.rita, second.key, 'kim@vendor.example'), { type: 'refused', code: 'not-allowed' });
    t.is(relay.arrived.length, 4);
  },
);

test.serial('TLS from the first byte, and no encryption, as the administrator chose', async (t) => {
  for (const encryption of ['tls', 'none'] as const) {
    await using world = await World.open();
    await using relay = await MailRelay.open({ encryption });
    const administrator = await world.administrator();
    await mailBy(administrator, relay, { encryption });
    using console = await administrator.page('/console');
    const { key } = await make(console);
    t.is((await send(console, key, 'mail', ANNA)).type, 'done', encryption);
    t.like(relay.arrived[0], { secure: encryption === 'tls', user: RELAY_USER.user });
  }
});

test.serial('what the relay says no to is told to the rep, word for word', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  await using unknown = await MailRelay.open({
    refusals: { recipient: () => ({ code: 550, text: '5.1.1 No such user here' }) },
  });
  await mailBy(administrator, unknown);
  const { key } = await make(console);
  t.deepEqual(pick(await send(console, key, 'mail', ANNA)), {
    code: 'not-sent',
    sentence: 'The mail server refused the recipient. It said: 550 5.1.1 No such user here',
  });
  t.is(unknown.tries, 1);
  t.notRegex(JSON.stringify(world.log.lines), /No such user|anna@example/);
  t.deepEqual(
    world.log.lines.filter(({ message }) => message.includes('its server')).map(({ message }) => message),
    ['A message was not taken by its server'],
  );

  await using spam = await MailRelay.open({
    refusals: { message: () => ({ code: 554, text: '5.7.1 Rejected\r\n as spam' }) },
  });
  await mailBy(administrator, spam);
  t.regex(
    pick(await send(console, key, 'mail', ANNA)).sentence,
    /^The mail server refused the message\. It said: 554 /,
  );

  await mailBy(administrator, spam, { password: 'wrong' });
  t.regex(
    pick(await send(console, key, 'mail', ANNA)).sentence,
    /^The mail server refused the appliance’s user name or password\. It said: 535 5\.7\.8 .*Email Configuration\.$/,
  );
});

test.serial(
  'a temporary refusal is tried once more after three seconds; the rep waits for the real answer',
  async (t) => {
    await using world = await World.open();
    await using relay = await MailRelay.open({
      refusals: {
        recipient: (attempt) =>
          attempt === 1 ? { code: 451, text: '4.7.1 Greylisted, come back' } : undefined,
      },
    });
    const administrator = await world.administrator();
    await mailBy(administrator, relay);
    using console = await administrator.page('/console');
    const { key } = await make(console);
    const answered = send(console, key, 'mail', ANNA);
    await secondTry(world, 1);
    t.is((await answered).type, 'done');
    t.is(relay.arrived.length, 1);
  },
);

test.serial(
  'no encryption where it is required, another’s certificate, an untrusted one: nothing is sent',
  async (t) => {
    await using world = await World.open();
    const administrator = await world.administrator();
    using console = await administrator.page('/console');
    const { key } = await make(console);

    await using clear = await MailRelay.open({ encryption: 'none' });
    await mailBy(administrator, clear);
    t.regex(
      pick(await send(console, key, 'mail', ANNA)).sentence,
      /offers no encryption by STARTTLS, so nothing was sent/,
    );

    for (const encryption of ['tls', 'starttls'] as const) {
      await using other = await MailRelay.open({ encryption, certificate: ELSEWHERE });
      await mailBy(administrator, other, { encryption });
      t.regex(
        pick(await send(console, key, 'mail', ANNA)).sentence,
        /could not prove who it is \(its certificate is for another name\), so nothing was sent/,
        encryption,
      );
      t.is(other.arrived.length, 0);
    }
    t.is(clear.arrived.length, 0);
  },
);

test.serial('nobody there, something else there, an endless answer: each is said, and ends', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { key } = await make(console);
  const gone = await SilentMachine.open();
  await gone[Symbol.asyncDispose]();
  await using web = await SilentMachine.open('HTTP/1.1 400 Bad Request\r\n\r\n');
  await using endless = await SilentMachine.open(Buffer.alloc(64 * 1024, 'x'));
  let tries = 0;
  for (const [machine, sentence] of [
    [gone, /cannot be reached \(the connection was refused\)/],
    [web, /The mail server does not take messages now\. It said: HTTP|broke off/],
    [endless, /broke off|does not take/],
  ] as const) {
    await mailBy(administrator, machine);
    const answered = send(console, key, 'mail', ANNA);
    await secondTry(world, (tries += 1));
    t.regex(pick(await answered).sentence, sentence);
  }
});

test.serial('a relay that hangs stalls neither the console nor SMS, and is given up', async (t) => {
  await using world = await World.open();
  await using hanging = await SilentMachine.open();
  await using gateway = await SmsGateway.open();
  const administrator = await world.administrator();
  await mailBy(administrator, hanging);
  await save(administrator, '/login/options', {
    ...OPTIONS,
    serverSideEmails: 'on',
    smsGatewayUrl: gateway.url,
  });
  using console = await administrator.page('/console');
  const { key } = await make(console);
  const answered = send(console, key, 'mail', ANNA);
  await until(() => hanging.sockets.size === 1);
  t.is((await send(console, key, 'sms', '+46701234567')).type, 'done');
  t.is((await make(console)).ways.sms, true);
  world.time.advance(20_000);
  t.is(pick(await answered).sentence, 'The mail server did not answer in time. Please try again later.');
  await until(() => hanging.sockets.size === 0);
});

test.serial(
  'a message that went out whole and was not answered is not called unsent, and not sent twice',
  async (t) => {
    await using world = await World.open();
    let isWhole = false;
    await using relay = await SilentMachine.open('220 relay.test\r\n', (said) => {
      isWhole ||= said.endsWith('\r\n.\r\n');
      const command = said.slice(0, 4).toUpperCase();
      return command === 'EHLO' || command === 'MAIL' || command === 'RCPT'
        ? '250 OK\r\n'
        : command === 'DATA'
          ? '354 Go on\r\n'
          : '';
    });
    const administrator = await world.administrator();
    await mailBy(administrator, relay, { encryption: 'none', username: '', password: '' });
    using console = await administrator.page('/console');
    const { key } = await make(console);
    const answered = send(console, key, 'mail', ANNA);
    await until(() => isWhole);
    for (const socket of relay.sockets) {
      socket.destroy();
    }
    t.regex(pick(await answered).sentence, /may have arrived: please ask before you send it again/);
    t.is(relay.sockets.size, 0);
  },
);

test.serial(
  'SMS: one GET with number and message in their places; nothing of it is kept anywhere',
  async (t) => {
    await using world = await World.open();
    // Says again what it was told, while it takes the first message and refuses the second.
    await using gateway = await SmsGateway.open((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'https://gateway.test');
      response
        .writeHead(gateway.asked.length === 1 ? 200 : 402, { 'Content-Type': 'text/plain' })
        .end(`${searchParams.get('to')} ${searchParams.get('text')}`);
    });
    const administrator = await world.administrator();
    await save(administrator, '/login/options', { ...OPTIONS, smsGatewayUrl: gateway.url });
    using console = await administrator.page('/console');
    const { key, url } = await make(console);
    t.is((await send(console, key, 'sms', '+46 (70) 123-45 67')).type, 'done');
    t.is(gateway.asked.length, 1);
    const { searchParams, pathname } = gateway.asked[0] ?? new URL('https://x');
    t.is(pathname, '/send');
    t.is(searchParams.get('key'), 'g4teway-s3cret');
    t.is(searchParams.get('to'), '+46701234567');
    t.regex(searchParams.get('text') ?? '', /^Ada Admin \(Northwind\) invites you to a support session: /);
    t.true(searchParams.get('text')?.includes(url));
    t.regex(pick(await send(console, key, 'sms', '+46701234567')).sentence, /402.*\+46701234567/);
    const all = await written(world, administrator);
    for (const secret of ['701234567', 'invites you', 'g4teway-s3cret', url]) {
      t.false(all.includes(secret), secret);
    }
    t.true(all.includes(`localhost:${gateway.port}`), 'the host of the gateway is shown to administrators');
  },
);

test.serial('a gateway that refuses, redirects, hangs up or has another’s certificate is said', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { key } = await make(console);
  async function said(gateway: SmsGateway): Promise<string> {
    await save(administrator, '/login/options', { ...OPTIONS, smsGatewayUrl: gateway.url });
    return pick(await send(console, key, 'sms', '+46701234567')).sentence;
  }
  await using target = await SmsGateway.open();
  await using refusing = await SmsGateway.open((_, response) => {
    response.writeHead(402, { 'Content-Type': 'text/plain' }).end('No credit\u202e\r\nleft');
  });
  t.is(
    await said(refusing),
    'The SMS gateway did not take the message. It said: 402 Payment Required No credit left',
  );
  await using page = await SmsGateway.open((_, response) => {
    response.writeHead(401, { 'Content-Type': 'text/html' }).end('<h1>x</h1>'.repeat(100_000));
  });
  t.is(await said(page), 'The SMS gateway did not take the message. It said: 401 Unauthorized');
  await using endless = await SmsGateway.open((_, response) => {
    response.writeHead(500, { 'Content-Type': 'text/plain' });
    const pour = () => {
      let goesOn = true;
      while (goesOn) {
        goesOn = !response.destroyed && response.write('x'.repeat(16 * 1024));
      }
    };
    response.on('drain', pour);
    pour();
  });
  const end = await said(endless);
  t.regex(end, /It said: 500 Internal Server Error x+…$/);
  t.true(end.length < 400);
  await using elsewhere = await SmsGateway.open((_, response) => {
    response.writeHead(302, { Location: target.url }).end();
  });
  t.regex(await said(elsewhere), /302 Found \(a redirect, which is not followed\)$/);
  await using rude = await SmsGateway.open((request) => void request.socket.destroy());
  t.regex(await said(rude), /may have arrived/);
  await using impostor = await SmsGateway.open(undefined, ELSEWHERE);
  t.regex(await said(impostor), /its certificate is for another name/);
  t.is(target.asked.length + impostor.asked.length, 0);
  t.is(rude.asked.length, 1);
});

test.serial('only one’s own open key can be sent', async (t) => {
  await using world = await World.open();
  await using relay = await MailRelay.open();
  const administrator = await world.administrator();
  await mailBy(administrator, relay);
  const rita = await world.person(administrator, 'rita', ['representative']);
  using hers = await rita.page('/console');
  using mine = await administrator.page('/console');
  const { key } = await make(hers);
  for (const wrong of [key, 'ABCD-2345', 'x', '%SESSION_KEY%', "' or 1=1"]) {
    t.like(await send(mine, wrong, 'mail', ANNA), { type: 'refused', code: 'key-refused' }, wrong);
  }
  await world.customer(key);
  t.like(await send(hers, key, 'mail', ANNA), { type: 'refused', code: 'key-refused' });
  t.is(relay.arrived.length, 0);
});

test.serial('ten at once, two a minute: then the rep is told to wait; another one is not', async (t) => {
  await using world = await World.open();
  await using gateway = await SmsGateway.open();
  const administrator = await world.administrator();
  await save(administrator, '/login/options', { ...OPTIONS, smsGatewayUrl: gateway.url });
  const rita = await world.person(administrator, 'rita', ['representative']);
  using mine = await administrator.page('/console');
  using hers = await rita.page('/console');
  const [one, other] = [await make(mine), await make(hers)];
  for (let sent = 0; sent < 10; sent += 1) {
    t.is((await send(mine, one.key, 'sms', '0701234567')).type, 'done');
    t.like(await send(mine, one.key, 'sms', 'not a number'), { code: 'not-valid' }, 'a slip costs nothing');
  }
  t.like(await send(mine, one.key, 'sms', '0701234567'), { type: 'refused', code: 'too-many' });
  t.is((await send(hers, other.key, 'sms', '0701234567')).type, 'done');
  await world.pass(30_000);
  t.is((await send(mine, one.key, 'sms', '0701234567')).type, 'done');
  t.is(gateway.asked.length, 12);
});

test.serial('closing does not wait for a relay that hangs, and says so to whoever waits', async (t) => {
  await using world = await World.open();
  await using hanging = await SilentMachine.open();
  const administrator = await world.administrator();
  await mailBy(administrator, hanging);
  using console = await administrator.page('/console');
  const { key } = await make(console);
  void send(console, key, 'mail', ANNA).catch(() => undefined);
  await until(() => hanging.sockets.size === 1);
  // The time that passes meanwhile is less than an attempt may take.
  await world.stop();
  await until(() => hanging.sockets.size === 0);
  t.pass();
  await world.start();
});

function pick(answer: { readonly type: string }): { readonly code: string; readonly sentence: string } {
  const { code, sentence } = answer as DownOf<'refused'>;
  return { code, sentence };
}

async function until(look: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + 30_000;
  while (!look()) {
    if (performance.now() > deadlineMs) {
      throw new Error('it did not come to that');
    }
    await turnOfTheLoop();
  }
}

/** Waits until so many messages in all were refused for now, and lets the pause before the next try pass. */
async function secondTry(world: World, times: number): Promise<void> {
  await until(
    () => world.log.lines.filter(({ message }) => message.includes('is tried once more')).length === times,
  );
  world.time.advance(3_000);
}
