import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { personalQueue, type QueueId, type SessionId } from '../../src/kernel/index.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { Database } from '../../src/platform/database.ts';
import type { ListedButton } from '../../src/protocol/index.ts';
import { BUTTON_ANSWER_MS } from '../../src/sessions/deadlines.ts';
import { company, grant, rowsIn, settle, waitsIn, type Company } from '../company.ts';
import { addProfile, chooseDefault, makeButton } from '../support-buttons.ts';
import { turnOfTheLoop, type PageEnd, type Visitor, type World } from '../world.ts';

const DAY_MS = 24 * 3_600_000;
const PERSONAL = 'may-deploy-personal-support-buttons';
const DEPLOY_TEAM = 'may-deploy-team-support-buttons';
const MANAGE_TEAM = 'may-manage-team-support-buttons';
const CHANGE_PORTAL = 'may-change-support-button-portals';
/** So that she can take the session at all. */
const BASE = ['may-accept-team-sessions'];

interface Site {
  readonly all: Company;
  readonly profile: string;
  readonly mine: QueueId;
  readonly session: SessionId;
  readonly customer: Visitor;
  readonly page: PageEnd;
}

/** Rita, granted `grants`, holds a session whose public site has a default profile. */
async function held(grants: readonly string[]): Promise<Site & AsyncDisposable> {
  const all = await company([
    ['Laptops', {}],
    ['Network', {}],
  ]);
  await grant(all.administrator, 'rita', [...BASE, ...grants]);
  const profile = await addProfile(all);
  await chooseDefault(all, profile);
  const { session, visitor: customer } = await all.world.arrival(all.queue('Laptops'));
  const page = await customer.page(`/session/${session}`);
  await settle(all);
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  const { as } = await all.rita.next('welcome');
  const mine = as.kind === 'representative' ? as.personalQueue : ('' as QueueId);
  return {
    all,
    profile,
    mine,
    session,
    customer,
    page,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await all[Symbol.asyncDispose]();
    },
  };
}

function deploy(
  { all, session, mine }: Site,
  more: Readonly<Record<string, unknown>> = {},
  by: PageEnd = all.rita,
) {
  return by.command({
    type: 'deploy-button',
    session,
    queue: mine,
    lifeMs: 0,
    description: 'Anna’s laptop',
    ...more,
  });
}

/** What the customer is asked now. */
function asked({ page, session }: Site) {
  return page.view(session).buttonOffer;
}

async function answer(site: Site, allow: boolean): Promise<string> {
  const id = asked(site)?.id ?? '';
  mustBeDone(await site.page.command({ type: 'answer-button', session: site.session, button: id, allow }));
  await settle(site.all);
  return id;
}

function mustBeDone(answered: { readonly type: string }): void {
  if (answered.type !== 'done') {
    throw new Error(JSON.stringify(answered));
  }
}

async function listed(console: PageEnd, search = ''): Promise<readonly ListedButton[]> {
  const answered = await console.command({ type: 'list-buttons', search, after: 0 });
  if (answered.type !== 'answer') {
    throw new Error(JSON.stringify(answered));
  }
  return (answered.body as { buttons: readonly ListedButton[] }).buttons;
}

/** Where the customer's own page leads for this button. */
async function addressOf(customer: Visitor, session: SessionId, id: string): Promise<string | undefined> {
  const response = await customer.get(`/session/${session}/button/${id}`);
  return /(\/button\/[A-Za-z0-9_-]{32})$/.exec(response.headers.get('location') ?? '')?.[1];
}

function rowsOnDisk(world: World): readonly { id: string; sealed_token: string | null }[] {
  using database = Database.openToRead({
    file: join(world.directory, 'handrail.sqlite'),
    log: new MemoryLog(),
  });
  return database.all(database.table('support_buttons').select('id', 'sealed_token'));
}

test('a button is deployed with the customer’s consent, leads to the chosen queue, and stands in both conversations and the report', async (t) => {
  await using site = await held([PERSONAL]);
  const { all, session, customer, page, mine } = site;
  mustBeDone(await deploy(site));
  await settle(all);
  t.like(asked(site), { title: 'Get help', byName: 'rita Person' });
  t.deepEqual(rowsOnDisk(all.world), [], 'there is none before the customer agreed');
  t.like(await deploy(site), { type: 'refused', code: 'request-open' });
  const id = await answer(site, true);
  t.deepEqual(page.view(session).buttons, [{ id, title: 'Get help', isNew: true }] as never);
  t.deepEqual(all.rita.view(session).buttons, [{ id, title: 'Get help', isNew: true }] as never);

  const path = (await addressOf(customer, session, id)) ?? '';
  t.is(await addressOf(customer, session, id), path, 'a second look leads to the same button');
  const stranger = all.world.visitor();
  t.is((await stranger.get(`/session/${session}/button/${id}`)).status, 404);
  const begun = await stranger.submit(path, path, { key: '', name: 'Anna again', details: '' });
  t.is(begun.status, 303);
  await settle(all);
  t.like(
    rowsIn(all.rita, mine).find(({ customerName }) => customerName === 'Anna again'),
    {
      startMethod: 'support-button',
    },
  );
  const [button] = await listed(all.rita);
  t.like(button, {
    id,
    title: 'Get help',
    description: 'Anna’s laptop',
    queueName: 'Personal queue',
    madeBy: 'rita Person',
    uses: 1,
    mayManage: true,
  });
  t.true(JSON.stringify(all.world.log.lines).includes('/button/…'));
  const token = path.slice('/button/'.length);
  t.false(JSON.stringify(all.world.log.lines).includes(token));

  await all.rita.command({ type: 'end-session', session });
  const report = await (await all.administrator.get(`/login/reports/${session}`)).text();
  t.regex(report, /asked to put the Support Button “Get help” for “rita Person” on the customer’s device/);
  t.regex(report, /agreed: the Support Button “Get help” was deployed/);
  t.false(report.includes(token));
  t.is(await addressOf(customer, session, id), path, 'the customer gets at it after the end too');
  // Nothing but the clock matters from here on.
  for (let hour = 0; hour < 26; hour += 1) {
    all.world.time.advance(3_600_000);
    await turnOfTheLoop();
  }
  t.is(rowsOnDisk(all.world)[0]?.sealed_token, null, 'after a day it is known to its address alone');
});

test('the customer declines, does not answer, or is asked by somebody who goes: no button is made', async (t) => {
  await using site = await held([PERSONAL]);
  const { all, session, page } = site;
  mustBeDone(await deploy(site));
  await settle(all);
  const declined = await answer(site, false);
  mustBeDone(await page.command({ type: 'answer-button', session, button: declined, allow: true }));
  t.is(asked(site), undefined, 'an answer is given once');

  mustBeDone(await deploy(site));
  await settle(all);
  const late = asked(site)?.id ?? '';
  await all.world.pass(BUTTON_ANSWER_MS);
  t.is(asked(site), undefined);
  mustBeDone(await page.command({ type: 'answer-button', session, button: late, allow: true }));

  mustBeDone(await deploy(site));
  await settle(all);
  const withdrawn = asked(site)?.id ?? '';
  await all.rita.command({ type: 'transfer', session, to: all.queue('Laptops') });
  await settle(all);
  mustBeDone(await page.command({ type: 'answer-button', session, button: withdrawn, allow: true }));
  t.deepEqual(
    page
      .view(session)
      .timeline.flatMap(({ event }) => (event.type === 'button-closed' ? [event.outcome] : [])),
    ['denied', 'no-answer', 'withdrawn'],
  );
  t.deepEqual(rowsOnDisk(all.world), []);
});

test('nothing is deployed without the grant, into a queue of others, from a chat, while somebody waits, or with a profile that is not to be chosen', async (t) => {
  await using site = await held([PERSONAL]);
  const { all, session, mine } = site;
  const other = await addProfile(all, { name: 'Elsewhere' });
  t.like(await deploy(site, { queue: all.queue('Laptops') }), { type: 'refused', code: 'not-allowed' });
  t.like(await deploy(site, { queue: personalQueue('nobody----------------' as never) }), {
    type: 'refused',
    code: 'not-allowed',
  });
  t.like(await deploy(site, { profile: other }), { type: 'refused', code: 'not-allowed' });
  t.like(await deploy(site, { lifeMs: 5 }), { type: 'refused', code: 'not-valid' });
  t.like(await deploy(site, { description: `a\u0007b` }), { type: 'refused', code: 'not-valid' });
  t.like(await deploy(site, { description: 'x'.repeat(121) }), { type: 'refused', code: 'not-valid' });
  t.like(await deploy(site, {}, all.bob), { type: 'refused', code: 'no-such-session' });
  const waiting = await waitsIn(all, all.queue('Laptops'));
  t.is((await deploy({ ...site, session: waiting.session })).type, 'refused');
  const chat = await all.world.arrival(all.queue('Laptops'), { mode: 'chat' });
  await settle(all);
  await all.rita.command({ type: 'accept', session: chat.session });
  t.like(await deploy({ ...site, session: chat.session }), { type: 'refused', code: 'chat-only' });
  await grant(all.administrator, 'rita', BASE);
  t.like(await deploy(site), { type: 'refused', code: 'not-allowed' });
  await settle(all);
  t.deepEqual(all.rita.received.findLast((each) => each.type === 'desk')?.supportButtons, {
    deploy: false,
    list: false,
  });
  t.is(asked(site), undefined);
  await grant(all.administrator, 'rita', [...BASE, DEPLOY_TEAM, CHANGE_PORTAL]);
  t.like(await deploy(site, { queue: mine }), { type: 'refused', code: 'not-allowed' });
  mustBeDone(await deploy(site, { queue: all.queue('Network'), profile: other }));
  t.is(all.bob.view(session).buttonOffer, undefined);
});

test('without a default profile nothing is deployed unless another one may be chosen, and one that is deleted meanwhile is not made', async (t) => {
  await using site = await held([PERSONAL, CHANGE_PORTAL]);
  const { all, session, page, profile } = site;
  await chooseDefault(all, '');
  const refused = await deploy(site);
  t.like(refused, { type: 'refused', code: 'not-valid' });
  t.regex(JSON.stringify(refused), /no default profile/);
  const choices = await all.rita.command({ type: 'button-choices', session });
  t.like(choices.type === 'answer' ? choices.body : {}, {
    profiles: [{ id: profile, name: 'Front desk' }],
    queues: [{ name: 'Personal queue' }],
  });
  mustBeDone(await deploy(site, { profile }));
  await settle(all);
  const id = asked(site)?.id;
  const at = `/login/support-buttons/${profile}`;
  t.is((await all.administrator.submit(`${at}/delete`, `${at}/delete`, {})).status, 303);
  mustBeDone(await page.command({ type: 'answer-button', session, button: id, allow: true }));
  await settle(all);
  t.is(page.view(session).timeline.at(-1)?.event.type, 'button-closed');
  t.deepEqual(page.view(session).buttons, []);
});

test('only the customer who was asked accepts, and a button of theirs is removed by who manages its queue', async (t) => {
  await using site = await held([PERSONAL]);
  const { all, session, customer, page } = site;
  mustBeDone(await deploy(site));
  await settle(all);
  const id = asked(site)?.id ?? '';
  const stranger = await all.world.arrival(all.queue('Laptops'));
  using strange = await stranger.visitor.page(`/session/${stranger.session}`);
  for (const claimed of [session, stranger.session]) {
    await strange.command({ type: 'answer-button', session: claimed, button: id, allow: true });
  }
  t.is((await all.rita.command({ type: 'answer-button', session, button: id, allow: true })).type, 'refused');
  t.deepEqual(rowsOnDisk(all.world), []);
  await answer(site, true);
  const path = (await addressOf(customer, session, id)) ?? '';
  t.is((await stranger.visitor.get(`/session/${stranger.session}/button/${id}`)).status, 404);

  // Bob is in the session too, and manages team queues only.
  await grant(all.administrator, 'bob', [...BASE, MANAGE_TEAM]);
  await all.rita.command({ type: 'share', session, to: all.queue('Laptops') });
  await settle(all);
  mustBeDone(await all.bob.command({ type: 'accept', session }));
  t.like(await all.bob.command({ type: 'remove-button', session, button: id }), {
    type: 'refused',
    code: 'not-allowed',
  });
  t.like(await all.bob.command({ type: 'remove-button', button: id }), {
    type: 'refused',
    code: 'not-found',
  });
  t.deepEqual(await listed(all.bob), []);
  t.like(await all.rita.command({ type: 'remove-button', session, button: 'nobody----------------' }), {
    type: 'refused',
    code: 'not-found',
  });
  mustBeDone(await all.rita.command({ type: 'remove-button', session, button: id }));
  await settle(all);
  t.deepEqual(page.view(session).buttons, []);
  t.like(page.view(session).timeline.at(-1)?.event, { type: 'button-removed', title: 'Get help' });
  t.is((await customer.get(path)).status, 404);
  t.is((await customer.get(`/session/${session}/button/${id}`)).status, 404);
});

test('the button that began a session is known in it, and can be removed there', async (t) => {
  await using site = await held([MANAGE_TEAM]);
  const { all, profile } = site;
  const path = await makeButton(all, profile);
  const visitor = all.world.visitor();
  const begun = await visitor.submit(path, path, { key: '', name: 'Cleo', details: '' });
  const session = /\/session\/(.+)$/.exec(begun.headers.get('location') ?? '')?.[1] as SessionId;
  await settle(all);
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  const [button] = all.rita.view(session).buttons;
  t.like(button, { title: 'Get help', isNew: false });
  mustBeDone(await all.rita.command({ type: 'remove-button', session, button: button?.id }));
  t.is((await visitor.get(path)).status, 404);
});

test('representatives see, search, change and remove the buttons of their queues alone', async (t) => {
  await using site = await held([PERSONAL, DEPLOY_TEAM]);
  const { all, mine, profile } = site;
  for (const [queue, description] of [
    [mine, 'Anna’s laptop'],
    [all.queue('Network'), 'Till 5'],
  ] as const) {
    mustBeDone(await deploy(site, { queue, description }));
    await settle(all);
    await answer(site, true);
  }
  await makeButton(all, profile);
  const names = (found: readonly ListedButton[]) => found.map(({ description }) => description).toSorted();
  t.deepEqual(names(await listed(all.rita)), ['Anna’s laptop', 'Till 4', 'Till 5']);
  t.deepEqual(names(await listed(all.rita, 'tILL')), ['Till 4', 'Till 5']);
  t.deepEqual(names(await listed(all.rita, 'Ada Adm')), ['Till 4'], 'who made it');
  t.deepEqual(names(await listed(all.rita, '%')), []);
  t.is((await listed(all.rita, 'get HELP')).length, 3, 'its title');
  t.deepEqual(await listed(all.bob), []);
  const [laptop, till] = ['Anna’s laptop', 'Till 5'];
  const find = async (name: string | undefined) =>
    (await listed(all.rita)).find(({ description }) => description === name);
  t.like(await find(till), { mayManage: false, queueName: 'Network' });
  const change = { queue: mine, description: 'Mine now' };
  t.like(await all.rita.command({ type: 'change-button', button: (await find(till))?.id, ...change }), {
    type: 'refused',
    code: 'not-allowed',
  });
  const id = (await find(laptop))?.id;
  t.like(
    await all.rita.command({ type: 'change-button', button: id, ...change, queue: all.queue('Network') }),
    {
      type: 'refused',
      code: 'not-allowed',
    },
  );
  mustBeDone(await all.rita.command({ type: 'change-button', button: id, ...change, lifeMs: DAY_MS }));
  t.like(await find('Mine now'), { queueName: 'Personal queue', expiresAt: all.world.time.now() + DAY_MS });
  t.like(await all.rita.command({ type: 'remove-button', button: (await find(till))?.id }), {
    type: 'refused',
    code: 'not-allowed',
  });
  mustBeDone(await all.rita.command({ type: 'remove-button', button: id }));
  t.deepEqual(names(await listed(all.rita)), ['Till 4', 'Till 5']);
  await grant(all.administrator, 'rita', [...BASE, MANAGE_TEAM]);
  mustBeDone(await all.rita.command({ type: 'remove-button', button: (await find(till))?.id }));
});

/** After a kill, from the side of the customer whose page comes back and says its answer again. */
async function killedWhileDeploying(t: ExecutionContext, site: Site, button: string, step: string) {
  await using world = await site.all.world.killed();
  const customer = site.customer.at(world.url);
  using page = await customer.page(`/session/${site.session}`);
  const again = await page.command({ type: 'answer-button', session: site.session, button, allow: true });
  t.is(again.type, 'done', step);
  await page.until(() => page.view(site.session).buttons.length === 1);
  t.deepEqual(
    rowsOnDisk(world).map(({ id }) => id),
    [button],
    `${step}: one button`,
  );
  const path = (await addressOf(customer, site.session, button)) ?? '';
  t.is((await customer.get(path)).status, 200, `${step}: its address`);
}

test('kill -9 while a button is deployed: it is neither lost nor doubled', async (t) => {
  await using site = await held([PERSONAL]);
  const { all, page, session } = site;
  mustBeDone(await deploy(site));
  await settle(all);
  const button = asked(site)?.id ?? '';
  await killedWhileDeploying(t, site, button, 'asked');
  const answered = page.command({ type: 'answer-button', session, button, allow: true });
  for (let turn = 0; turn < 3; turn += 1) {
    await killedWhileDeploying(t, site, button, `${turn} turns into the answer`);
    await new Promise(setImmediate);
  }
  mustBeDone(await answered);
  await killedWhileDeploying(t, site, button, 'answered');
});
