import test from 'ava';
import type { NoticeId, PortalId, SessionId } from '../../src/kernel/index.ts';
import { company, type Company } from '../company.ts';
import { revisionIn } from '../html.ts';
import { addSite, atOther } from '../sites.ts';
import { keyFrom, type PageEnd, Visitor } from '../world.ts';

const OUTAGE = {
  name: 'Mail outage',
  'title-en': 'Mail is down {{7*7}}',
  'message-en': 'We know.\n%%TITLE%% <b>Back at noon</b>.',
  'title-de': 'E-Mail gestört',
  'message-de': 'Wir wissen davon.',
  sites: 'all',
  lastDay: '',
  onPortal: 'on',
  whileWaiting: 'on',
  active: 'on',
} as const;

type Fields = Readonly<Record<string, string>>;

async function addNotice({ administrator }: Company, fields: Fields = {}): Promise<NoticeId> {
  const page = '/login/notices/new';
  const added = await administrator.submit(page, page, { ...OUTAGE, ...fields });
  const list = await (await administrator.get('/login/notices')).text();
  const name = fields['name'] ?? OUTAGE.name;
  const id = new RegExp(`href="/login/notices/([A-Za-z0-9_-]{22})"[^>]*><bdi>${name}`).exec(list)?.[1];
  if (id === undefined) {
    throw new Error(`the notice was not added: ${added.status}`);
  }
  return id as NoticeId;
}

async function changeNotice({ administrator }: Company, id: NoticeId, fields: Fields): Promise<void> {
  const page = `/login/notices/${id}`;
  const revision = revisionIn(await (await administrator.get(page)).text());
  const saved = await administrator.submit(page, page, { ...OUTAGE, revision, ...fields });
  if (saved.status !== 303) {
    throw new Error(`the notice was not changed: ${saved.status} ${await saved.text()}`);
  }
}

const titles = (page: PageEnd, session: SessionId) => page.view(session).notices.map(({ title }) => title);
const shows = (page: PageEnd, session: SessionId, expected: readonly string[]) =>
  page.until(() => JSON.stringify(titles(page, session)) === JSON.stringify(expected));

test('a notice is on the portal and in the waiting rooms as soon as it is there, literally, and goes again', async (t) => {
  await using it = await company([]);
  const { world, rita } = it;
  const early = await world.customer(await keyFrom(rita));
  using page = await early.visitor.page(`/session/${early.session}`);
  const id = await addNotice(it);
  await shows(page, early.session, ['Mail is down {{7*7}}']);
  const home = await (await world.visitor().get('/')).text();
  t.regex(home, /Mail is down \{\{7\*7\}\}/);
  t.true(home.includes('%%TITLE%% &lt;b&gt;Back at noon&lt;/b&gt;.'));

  const late = await world.customer(await keyFrom(rita));
  using latePage = await late.visitor.page(`/session/${late.session}`);
  await shows(latePage, late.session, ['Mail is down {{7*7}}']);

  await changeNotice(it, id, { 'title-en': 'Mail is nearly back' });
  await shows(page, early.session, ['Mail is nearly back']);
  const { active: _, ...inactive } = OUTAGE;
  const revision = '2';
  await it.administrator.submit(`/login/notices/${id}`, `/login/notices/${id}`, { ...inactive, revision });
  await shows(page, early.session, []);
  await shows(latePage, late.session, []);
  t.notRegex(await (await world.visitor().get('/')).text(), /Mail is/);
});

test('whoever came for just that leaves by the notice: the end says so, the list counts it, and a restart forgets none of it', async (t) => {
  await using it = await company([]);
  const { world } = it;
  const { visitor, session } = await world.customer(await keyFrom(it.rita));
  const notice = await addNotice(it);
  {
    using page = await visitor.page(`/session/${session}`);
    await shows(page, session, ['Mail is down {{7*7}}']);
  }
  await world.stop();
  await world.start();
  using page = await visitor.at(world.url).page(`/session/${session}`);
  await shows(page, session, ['Mail is down {{7*7}}']);
  const other = 'nobody----------------' as NoticeId;
  t.like(await page.command({ type: 'leave-by-notice', session, notice: other }), { code: 'not-found' });
  t.is((await page.command({ type: 'leave-by-notice', session, notice })).type, 'done');
  await page.until(() => page.view(session).status === 'ended');
  t.is(page.view(session).endReason, 'left-by-notice');
  t.is((await page.command({ type: 'leave-by-notice', session, notice })).type, 'refused');
  const after = await (await visitor.at(world.url).get(`/session/${session}/after`)).json();
  t.like(after, { survey: 'none' });
  const administrator = it.administrator.at(world.url);
  t.regex(await (await administrator.get('/login/notices')).text(), /data-label="Left by it">1</);
  const report = await (await administrator.get(`/login/reports/${session}`)).text();
  t.regex(report, /left by the notice/);
  t.regex(report, /Customer left by a notice/);
  t.true(report.includes('Mail is down {{7*7}}'));
});

test('once somebody helps, nobody leaves by a notice, and no new one is shown', async (t) => {
  await using it = await company([]);
  const { world, rita } = it;
  const { visitor, session } = await world.customer(await keyFrom(rita));
  const notice = await addNotice(it);
  using page = await visitor.page(`/session/${session}`);
  await shows(page, session, ['Mail is down {{7*7}}']);
  await rita.command({ type: 'accept', session });
  t.like(await page.command({ type: 'leave-by-notice', session, notice }), { code: 'not-waiting' });
  t.like(await rita.command({ type: 'send-notice', notice, to: { session } }), { code: 'not-waiting' });
  await addNotice(it, { name: 'Another', 'title-en': 'Another' });
  await page.roundTrip();
  t.deepEqual(titles(page, session), ['Mail is down {{7*7}}']);
});

test('a representative sends a notice by hand to one who waits, or to a queue: only of their own, and only what is active', async (t) => {
  await using it = await company([['Laptops', {}]]);
  const { world, administrator, rita, ada } = it;
  const { whileWaiting: _, onPortal: __, ...byHand } = OUTAGE;
  await administrator.submit('/login/notices/new', '/login/notices/new', byHand);
  const list = await (await administrator.get('/login/notices')).text();
  t.regex(list, /By hand only/);
  const notice = /href="\/login\/notices\/([A-Za-z0-9_-]{22})"/.exec(list)?.[1] as NoticeId;
  await world.pass(1_000);
  await rita.until((all) => all.some((each) => each.type === 'desk' && each.notices?.[0]?.id === notice));
  const one = await world.customer(await keyFrom(rita));
  const two = await world.customer(await keyFrom(rita));
  using page = await one.visitor.page(`/session/${one.session}`);
  using other = await two.visitor.page(`/session/${two.session}`);
  await page.until(() => page.view(one.session).status === 'waiting');
  t.deepEqual(titles(page, one.session), []);

  const { session } = one;
  t.like(await ada.command({ type: 'send-notice', notice, to: { session } }), { code: 'not-waiting' });
  t.like(await rita.command({ type: 'send-notice', notice, to: { session } }), { body: { told: 1 } });
  await shows(page, session, ['Mail is down {{7*7}}']);
  t.deepEqual(titles(other, two.session), []);

  const welcome = rita.received.find((each) => each.type === 'welcome');
  const queue = welcome?.as.kind === 'representative' ? welcome.as.personalQueue : '';
  t.like(await ada.command({ type: 'send-notice', notice, to: { queue } }), { code: 'not-found' });
  t.like(await rita.command({ type: 'send-notice', notice, to: { queue } }), { body: { told: 2 } });
  await shows(other, two.session, ['Mail is down {{7*7}}']);
  t.like(await rita.command({ type: 'send-notice', notice: 'nobody----------------', to: { queue } }), {
    code: 'not-found',
  });
  const team = it.queue('Laptops');
  t.like(await rita.command({ type: 'send-notice', notice, to: { queue: team } }), { body: { told: 0 } });
});

test('each reads it in their language; a notice of other sites is for nobody here', async (t) => {
  await using it = await company([]);
  const { world, rita } = it;
  await addNotice(it);
  const german = new Visitor(world.url);
  german.keep('handrail_language', 'de', '/');
  t.regex(await (await german.get('/')).text(), /lang="de" dir="ltr">\s*<h2 class="anywhere">E-Mail gestört/);
  const id = await addSite(it, { addresses: 'elsewhere.example' });
  await addNotice(it, { name: 'There', 'title-en': 'Only there', sites: 'selected', [`site-${id}`]: 'on' });
  // The console offers each for whom it is for.
  await world.pass(1_000);
  await rita.until((all) => all.some((each) => each.type === 'desk' && each.notices?.length === 2));
  const desk = rita.received.findLast((each) => each.type === 'desk');
  t.deepEqual(desk?.noticeSites, [id as PortalId]);
  t.deepEqual(
    desk?.notices?.map(({ name, sites }) => ({ name, sites })),
    [
      { name: 'Mail outage', sites: undefined },
      { name: 'There', sites: [0] },
    ],
  );
  t.notRegex(await (await world.visitor().get('/')).text(), /Only there/);
  const { visitor, session } = await world.customer(await keyFrom(rita));
  using page = await visitor.page(`/session/${session}`);
  await shows(page, session, ['Mail is down {{7*7}}']);
});

test('with a public site go the notices that were for it alone, as the question before it says, and those that wait there', async (t) => {
  await using it = await company([]);
  const { world, administrator, rita } = it;
  const site = await addSite(it);
  const here = { sites: 'selected', [`site-${site}`]: 'on' };
  await addNotice(it, { name: 'For both', 'title-en': 'Both', ...here, 'site-default-portal--------': 'on' });
  await addNotice(it, { name: 'There alone', 'title-en': 'There', ...here });
  await addNotice(it, { name: 'Everywhere' });
  const visitor = atOther(it);
  const key = await keyFrom(rita);
  const started = await visitor.submit(`/?key=${key}`, '/start', { key, name: 'Maria', details: '' });
  const session = (started.headers.get('location') ?? '').slice('/session/'.length) as SessionId;
  using page = await visitor.page(`/session/${session}`);
  await page.until(() => titles(page, session).length === 3);

  const question = `/login/public-sites/${site}/delete`;
  const asked = await (await administrator.get(question)).text();
  t.regex(asked, /Customer Notices that go with it<\/dt><dd[^>]*><bdi>There alone<\/bdi>/);
  t.is((await administrator.submit(question, question, {})).status, 303);
  await page.until(() => !titles(page, session).includes('There'));
  const list = await (await administrator.get('/login/notices')).text();
  t.notRegex(list, /There alone/);
  t.regex(list, /Everywhere/);
  const both = /href="(\/login\/notices\/[^"]+)"[^>]*><bdi>For both/.exec(list)?.[1] ?? '';
  const form = await (await administrator.get(both)).text();
  t.false(form.includes(site));
  t.regex(form, /name="site-default-portal--------"[^>]* checked/);
  t.regex(await (await world.visitor().get('/')).text(), /Both/);
});
