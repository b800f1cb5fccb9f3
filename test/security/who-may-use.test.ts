import test from 'ava';
import { SENDERS, type Up } from '../../src/protocol/index.ts';
import type { Permission } from '../../src/people/index.ts';
import { grant } from '../company.ts';
import { everyMessage } from '../every-message.ts';
import { outsider } from '../outsider.ts';
import { keyFrom, World, type Visitor } from '../world.ts';

/**
 * Who may use what, in full (peers.md T6). A route or a message that is not in these tables fails
 * the build: whoever adds one decides here who may use it.
 */
const ROUTES: Readonly<
  Record<
    string,
    | 'anyone'
    | 'signed-in'
    | 'representative'
    | 'administrator'
    | 'customer'
    | 'external'
    | 'claimant'
    | `may ${Permission}`
  >
> = {
  'GET /': 'anyone',
  'POST /join': 'anyone',
  'POST /start': 'anyone',
  'GET /ask': 'anyone',
  'POST /ask': 'anyone',
  'GET /api/start_session.js': 'anyone',
  // By a token of 192 random bits in the address.
  'GET /button/:token': 'anyone',
  'POST /button/:token': 'anyone',
  'GET /button/:token/support.webmanifest': 'anyone',
  'GET /button/:token/:file': 'anyone',
  'GET /login/support-buttons': 'administrator',
  'GET /login/support-buttons/new': 'administrator',
  'POST /login/support-buttons/new': 'administrator',
  'GET /login/support-buttons/:id': 'administrator',
  'POST /login/support-buttons/:id': 'administrator',
  'GET /login/support-buttons/:id/delete': 'administrator',
  'POST /login/support-buttons/:id/delete': 'administrator',
  'POST /login/support-buttons/:id/buttons': 'administrator',
  'POST /login/support-buttons/:id/buttons/:button/remove': 'administrator',
  'GET /login/public-sites/:id/help-button': 'administrator',
  // By a token of 192 random bits in the address, once.
  'GET /hand-over/:token': 'anyone',
  'POST /hand-over/:token': 'anyone',
  // Of the sender's own session alone, whoever and wherever the sender is: test/security/start-link.test.ts.
  'GET /api/start_session': 'anyone',
  'POST /api/start_session': 'anyone',
  'GET /api/start_session.ns': 'anyone',
  'POST /api/start_session.ns': 'anyone',
  'GET /message': 'anyone',
  'POST /message': 'anyone',
  'GET /message/left': 'anyone',
  'GET /login/messages': 'signed-in',
  'POST /login/messages/:id/done': 'signed-in',
  'POST /login/messages/:id/reopen': 'signed-in',
  'GET /login/customer-client': 'administrator',
  'POST /login/customer-client': 'administrator',
  'POST /login/customer-client/:id/pictures/:kind': 'administrator',
  'POST /login/customer-client/:id/pictures/:kind/remove': 'administrator',
  'GET /sites/:id/pictures/:kind': 'anyone',
  'POST /login/customer-client/session-policy': 'administrator',
  'POST /login/users/:id/session-policy': 'administrator',
  'GET /login/session-policies': 'administrator',
  'GET /login/session-policies/simulator': 'administrator',
  'GET /login/session-policies/global': 'administrator',
  'POST /login/session-policies/global': 'administrator',
  'GET /login/session-policies/new': 'administrator',
  'POST /login/session-policies/new': 'administrator',
  'GET /login/session-policies/:id': 'administrator',
  'POST /login/session-policies/:id': 'administrator',
  'GET /login/session-policies/:id/delete': 'administrator',
  'POST /login/session-policies/:id/delete': 'administrator',
  'POST /language': 'anyone',
  'GET /healthz': 'anyone',
  'GET /assets/:name': 'anyone',
  'GET /session/:id': 'customer',
  // Of that session's own customer: leads to the address of a button that they accepted.
  'GET /session/:id/button/:button': 'customer',
  'GET /session/:id/message': 'customer',
  'POST /session/:id/message': 'customer',
  'POST /session/:id/ticket': 'customer',
  'POST /session/:id/language': 'customer',
  'GET /session/:id/worker.js': 'customer',
  'GET /console': 'representative',
  'POST /console/ticket': 'representative',
  'GET /session/:id/survey': 'customer',
  'POST /session/:id/survey': 'customer',
  'GET /session/:id/after': 'customer',
  'GET /session/:id/transcript.txt': 'customer',
  'GET /session/:id/recordings/:recording': 'customer',
  'GET /session/:id/receipt': 'customer',
  'GET /session/:id/receipt.json': 'customer',
  'GET /verify': 'anyone',
  'POST /verify': 'anyone',
  'POST /verify/file': 'anyone',
  'GET /verify/keys.json': 'anyone',
  'GET /console/surveys/:id': 'representative',
  'POST /console/surveys/:id': 'representative',
  'GET /console/surveys/:id/state': 'representative',
  'GET /login/exit-surveys': 'administrator',
  'GET /login/exit-surveys/question': 'administrator',
  'POST /login/exit-surveys/question': 'administrator',
  'POST /login/exit-surveys/move': 'administrator',
  'GET /login/exit-surveys/delete': 'administrator',
  'POST /login/exit-surveys/delete': 'administrator',
  'GET /console/external': 'anyone',
  'POST /console/external': 'anyone',
  'POST /console/external/enter': 'anyone',
  'GET /console/external/:id': 'external',
  'POST /console/external/:id/ticket': 'external',
  'POST /console/external/:id/leave': 'external',
  'GET /login': 'anyone',
  'POST /login': 'anyone',
  'POST /login/sign-out': 'signed-in',
  'GET /login/setup': 'claimant',
  'POST /login/setup': 'claimant',
  'GET /login/account': 'signed-in',
  'POST /login/account': 'signed-in',
  'GET /login/users': 'administrator',
  'GET /login/users/new': 'administrator',
  'POST /login/users/new': 'administrator',
  'GET /login/users/:id': 'administrator',
  'POST /login/users/:id': 'administrator',
  'POST /login/users/:id/permissions': 'administrator',
  'POST /login/users/:id/skills': 'administrator',
  'POST /login/users/:id/password': 'administrator',
  'GET /login/users/:id/disable': 'administrator',
  'POST /login/users/:id/disable': 'administrator',
  'POST /login/users/:id/enable': 'administrator',
  'GET /login/users/:id/delete': 'administrator',
  'POST /login/users/:id/delete': 'administrator',
  'GET /login/teams': 'administrator',
  'GET /login/teams/new': 'administrator',
  'POST /login/teams/new': 'administrator',
  'POST /login/teams/chat-history': 'administrator',
  'GET /login/teams/:id': 'administrator',
  'POST /login/teams/:id': 'administrator',
  'POST /login/teams/:id/members': 'administrator',
  'POST /login/teams/:id/members/:person': 'administrator',
  'POST /login/teams/:id/members/:person/remove': 'administrator',
  'GET /login/teams/:id/delete': 'administrator',
  'POST /login/teams/:id/delete': 'administrator',
  'GET /sites/:id/colours.css': 'anyone',
  'GET /sites/:id/logo': 'anyone',
  'GET /login/public-sites': 'administrator',
  'GET /login/public-sites/new': 'administrator',
  'POST /login/public-sites/new': 'administrator',
  'GET /login/public-sites/:id': 'administrator',
  'POST /login/public-sites/:id': 'administrator',
  'POST /login/public-sites/:id/logo': 'administrator',
  'POST /login/public-sites/:id/logo/remove': 'administrator',
  'GET /login/public-sites/:id/delete': 'administrator',
  'POST /login/public-sites/:id/delete': 'administrator',
  'GET /login/templates': 'may edit-html-templates',
  'GET /login/templates/new': 'may edit-html-templates',
  'POST /login/templates/new': 'may edit-html-templates',
  'POST /login/templates/preview': 'may edit-html-templates',
  'GET /login/templates/:id': 'may edit-html-templates',
  'POST /login/templates/:id': 'may edit-html-templates',
  'GET /login/templates/:id/delete': 'may edit-html-templates',
  'POST /login/templates/:id/delete': 'may edit-html-templates',
  'POST /login/public-sites/:id/template': 'administrator',
  'GET /login/notices': 'may edit-customer-notices',
  'GET /login/notices/new': 'may edit-customer-notices',
  'POST /login/notices/new': 'may edit-customer-notices',
  'GET /login/notices/:id': 'may edit-customer-notices',
  'POST /login/notices/:id': 'may edit-customer-notices',
  'GET /login/notices/:id/delete': 'may edit-customer-notices',
  'POST /login/notices/:id/delete': 'may edit-customer-notices',
  'GET /content/:id': 'anyone',
  'GET /login/file-store': 'may edit-file-store',
  'POST /login/file-store': 'may edit-file-store',
  'GET /login/file-store/:id': 'may edit-file-store',
  'POST /login/file-store/:id': 'may edit-file-store',
  'POST /login/file-store/:id/content': 'may edit-file-store',
  'GET /login/file-store/:id/delete': 'may edit-file-store',
  'POST /login/file-store/:id/delete': 'may edit-file-store',
  'GET /ios-profiles': 'anyone',
  'POST /ios-profiles': 'anyone',
  // A private one with a pass alone, which an access key gives: test/scenarios/ios-profiles.test.ts.
  'GET /ios-profiles/:id': 'anyone',
  'GET /login/ios-profiles': 'may edit-ios-profiles',
  'GET /login/ios-profiles/new': 'may edit-ios-profiles',
  'POST /login/ios-profiles/new': 'may edit-ios-profiles',
  'GET /login/ios-profiles/:id': 'may edit-ios-profiles',
  'POST /login/ios-profiles/:id': 'may edit-ios-profiles',
  'POST /login/ios-profiles/:id/content': 'may edit-ios-profiles',
  'GET /login/ios-profiles/:id/delete': 'may edit-ios-profiles',
  'POST /login/ios-profiles/:id/delete': 'may edit-ios-profiles',
  'GET /login/issues': 'administrator',
  'GET /login/issues/new': 'administrator',
  'POST /login/issues/new': 'administrator',
  'GET /login/issues/:id': 'administrator',
  'POST /login/issues/:id': 'administrator',
  'GET /login/issues/:id/delete': 'administrator',
  'POST /login/issues/:id/delete': 'administrator',
  'GET /login/skills': 'administrator',
  'GET /login/skills/new': 'administrator',
  'POST /login/skills/new': 'administrator',
  'GET /login/skills/:id': 'administrator',
  'POST /login/skills/:id': 'administrator',
  'GET /login/skills/:id/delete': 'administrator',
  'POST /login/skills/:id/delete': 'administrator',
  'POST /login/skills/:id/move': 'administrator',
  'GET /login/statuses': 'administrator',
  'GET /login/statuses/new': 'administrator',
  'POST /login/statuses/new': 'administrator',
  'GET /login/statuses/:id': 'administrator',
  'POST /login/statuses/:id': 'administrator',
  'GET /login/statuses/:id/delete': 'administrator',
  'POST /login/statuses/:id/delete': 'administrator',
  'GET /login/options': 'administrator',
  'POST /login/options': 'administrator',
  'GET /login/api-configuration': 'administrator',
  'POST /login/api-configuration': 'administrator',
  'GET /login/api-configuration/:id': 'administrator',
  'POST /login/api-configuration/:id': 'administrator',
  'POST /login/api-configuration/:id/remove': 'administrator',
  'GET /login/simulator': 'administrator',
  'GET /login/email': 'administrator',
  'POST /login/email': 'administrator',
  'GET /login/email/test': 'administrator',
  'POST /login/email/test': 'administrator',
  'GET /login/simulator/replay': 'administrator',
  'POST /login/simulator/replay': 'administrator',
  'GET /login/simulator/replays/:id': 'administrator',
  'GET /login/reports': 'signed-in',
  'GET /login/reports/surveys': 'signed-in',
  'GET /login/reports/surveys.csv': 'signed-in',
  'GET /login/reports/:id': 'signed-in',
  'GET /login/reports/:id/transcript.txt': 'signed-in',
  'GET /login/reports/:id/recordings/:recording': 'signed-in',
};

const NOBODYS_ID = 'nobody----------------';

test('every route is in the table, with who may use it', async (t) => {
  await using world = await World.open();
  const found = Object.fromEntries(
    world.appliance.routes.map(({ method, path, who }) => [
      `${method} ${path}`,
      typeof who === 'object' ? `may ${who.may}` : who,
    ]),
  );
  t.deepEqual(found, ROUTES);
});

test('everybody else is refused on every route, whatever they send', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const onlyAdministrator = await world.person(administrator, 'olga', ['administrator']);
  const representative = await world.person(administrator, 'rita', ['representative']);
  const granted = await world.person(administrator, 'gerd', ['representative']);
  await grant(administrator, 'gerd', ['may-edit-file-store']);
  t.is((await granted.get('/login/file-store')).status, 200);
  const nobodyInParticular = world.visitor();
  using console = await representative.page('/console');
  const { visitor: customer, session } = await world.customer(await keyFrom(console));
  const { visitor: otherCustomer, session: otherSession } = await world.customer(await keyFrom(console));
  await console.command({ type: 'accept', session });
  const { visitor: external } = await outsider(world, console, session);
  const everybody: Readonly<Record<string, { readonly visitor: Visitor; readonly may: readonly string[] }>> =
    {
      nobody: { visitor: nobodyInParticular, may: ['anyone'] },
      customer: { visitor: customer, may: ['anyone'] },
      'another customer': { visitor: otherCustomer, may: ['anyone'] },
      'somebody from outside': { visitor: external, may: ['anyone'] },
      'an administrator who does not help customers': {
        visitor: onlyAdministrator,
        may: [
          'anyone',
          'signed-in',
          'administrator',
          'may edit-html-templates',
          'may edit-customer-notices',
          'may edit-file-store',
          'may edit-ios-profiles',
        ],
      },
      representative: { visitor: representative, may: ['anyone', 'signed-in', 'representative'] },
      'a representative who may edit the File Store': {
        visitor: granted,
        may: ['anyone', 'signed-in', 'representative', 'may edit-file-store'],
      },
    };
  let refused = 0;
  for (const [name, { visitor, may }] of Object.entries(everybody)) {
    for (const [route, who] of Object.entries(ROUTES)) {
      if (may.includes(who) || who === 'anyone') {
        continue;
      }
      const [method = '', pattern = ''] = route.split(' ');
      const theirs = name === 'another customer' ? session : otherSession;
      const path = pattern
        .replace(':kind', 'banner')
        .replace(':id', /^\/(session|console)/.test(pattern) ? theirs : NOBODYS_ID)
        .replaceAll(/:\w+/g, NOBODYS_ID);
      const response = await visitor.request(path, {
        method,
        headers: {
          Origin: world.url,
          'X-Handrail': '1',
          'Content-Type': path.endsWith('/ticket') ? 'application/json' : 'application/x-www-form-urlencoded',
        },
        ...(method === 'POST' ? { body: path.endsWith('/ticket') ? '{}' : 'username=eve' } : {}),
      });
      const toSignIn =
        response.status === 303 && (response.headers.get('location') ?? '').startsWith('/login');
      t.true(
        [401, 403, 404].includes(response.status) || toSignIn,
        `${name} got ${response.status} for ${method} ${path}`,
      );
      t.notRegex(await response.text(), /<form[^>]*action="\/login\/users/, `${name} saw a page of users`);
      refused += 1;
    }
  }
  t.true(refused > 100, `only ${refused} combinations were tried`);
});

test('a customer keeps to the own session', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const one = await world.customer(await keyFrom(console));
  const other = await world.customer(await keyFrom(console));
  t.is((await one.visitor.get(`/session/${one.session}`)).status, 200);
  t.not((await one.visitor.get(`/session/${other.session}`)).status, 200);
  using page = await one.visitor.page(`/session/${one.session}`);
  for (const message of [
    { type: 'say', session: other.session, messageId: 'm'.padEnd(22, '-'), text: 'x' },
    { type: 'end-session', session: other.session },
    { type: 'stop-screen', session: other.session, reason: 'asked' },
    { type: 'answer-screen', session: other.session, allow: true },
    { type: 'answer-agreement', session: other.session, accept: true },
    { type: 'answer-recording', session: other.session, allow: true },
    { type: 'unsubscribe-push', session: other.session },
    { type: 'media-open', session: other.session },
  ] as const) {
    t.is((await page.command(message)).type, 'refused', message.type);
  }
});

test('every message is refused to whoever may not send it', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session } = await world.customer(await keyFrom(console));
  using page = await visitor.page(`/session/${session}`);
  await console.command({ type: 'accept', session });
  const { page: external } = await outsider(world, console, session);
  using _external = external;
  const all = everyMessage(session);
  t.deepEqual(Object.keys(all).sort(), Object.keys(SENDERS).sort());
  for (const [type, fields] of Object.entries(all)) {
    const senders: readonly string[] = SENDERS[type as Up['type']];
    for (const [kind, end] of [
      ['customer', page],
      ['representative', console],
      ['external', external],
    ] as const) {
      if (!senders.includes(kind)) {
        const before = end.received.length;
        end.send({ type, command: `${type}-${kind}`.padEnd(22, '-').slice(0, 22), ...fields } as Up);
        const refusal = await end.until((received) =>
          received.slice(before).find((each) => each.type === 'refused'),
        );
        t.like(refusal, { type: 'refused', code: 'not-allowed' }, `${kind}: ${type}`);
      }
    }
  }
});
