import test from 'ava';
import type { Page } from 'playwright-core';
import { addIssue } from '../sites.ts';
import { company, settle, waitsIn } from '../company.ts';
import { fill } from '../furnished.ts';
import { keyFrom, type Visitor, type World } from '../world.ts';
import { representativeAtDesk, type Somebody } from './browsers.ts';
import { say } from './people.ts';

const RUNS = `<img src=x onerror="document.title='run'">`;
/** What runs, what expands, what turns around, and what never ends. */
const MARKUP = `${RUNS}{{7*7}}%%TITLE%%`;
const OTHER_WAY = 'מרים (שרה)!';
const ENDLESS = 'W'.repeat(100);
const ALL = `${MARKUP} ${OTHER_WAY} ${'W'.repeat(200)} 👩‍🔧\n<script>document.title='run'</script>`;

/** A page of its own for whoever is signed in, or came, without a browser. */
async function browses({ browser }: Somebody, world: World, visitor: Visitor, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await context.addCookies(
    visitor
      .cookiesFor(path)
      .split('; ')
      .flatMap((pair) => {
        const [name = '', value = ''] = pair.split('=');
        return name === '' ? [] : [{ name, value, url: world.url }];
      }),
  );
  const page = await context.newPage();
  await page.goto(`${world.url}${path}`);
  return page;
}

/** What is wrong with a page that shows these texts. */
function lookedAt(): readonly string[] {
  const faults: string[] = [];
  if (document.title === 'run') {
    faults.push('a script ran');
  }
  for (const { tagName } of document.querySelectorAll('img[src="x"], script:not([src]), [onerror]')) {
    faults.push(`<${tagName}> of somebody's text`);
  }
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) {
    faults.push(`${wide} pixels wider than the window of ${innerWidth}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const own = text.textContent ?? '';
    let element = text.parentElement;
    const isHeardOnly = element?.closest('.visually-hidden') !== null;
    // Sentences of our own hold a name between isolates.
    const loose = own.replaceAll(/\u2068[^\u2069]*\u2069/gu, '');
    if (!/[\u0590-\u05ff]/.test(loose) || isHeardOnly || element?.getClientRects().length === 0) {
      continue;
    }
    while (
      element !== null &&
      element.dir === '' &&
      getComputedStyle(element).display === 'inline' &&
      !/isolate|plaintext/.test(getComputedStyle(element).unicodeBidi)
    ) {
      element = element.parentElement;
    }
    const isApart =
      element !== null &&
      (element.dir !== '' ||
        getComputedStyle(element).display === 'inline' ||
        getComputedStyle(element).unicodeBidi === 'plaintext' ||
        element.textContent?.trim() === own.trim());
    if (!isApart) {
      faults.push(`turns the text around it: ${element?.textContent?.trim().slice(0, 80)}`);
    }
  }
  return faults;
}

test('what people and administrators write is text on every screen, in its own place and direction', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { world, administrator, rita } = all;
  await fill(administrator, '/login/options', '/login/options', { siteName: `${RUNS}${OTHER_WAY}` });
  await fill(administrator, '/login/notices/new', '/login/notices/new', {
    name: MARKUP.slice(0, 64),
    'title-en': `${MARKUP} ${OTHER_WAY}`,
    'message-en': ALL,
    onPortal: 'on',
    whileWaiting: 'on',
    active: 'on',
  });
  await addIssue(all, 'Screen', 'Laptops');
  const issues = '/login/issues/new';
  const team = all.queue('Laptops').slice('team:'.length);
  for (const description of [`${MARKUP} ${OTHER_WAY}`, ENDLESS]) {
    await fill(administrator, issues, issues, { description, team });
  }
  const users = await (await administrator.get('/login/users')).text();
  const hrefOfRita = /href="(\/login\/users\/[^"]{22})"[^>]*>(?:(?!<\/a>).)*rita/s.exec(users)?.[1] ?? '';
  await fill(administrator, hrefOfRita, hrefOfRita, { name: `${MARKUP}${OTHER_WAY}` });

  // Three who wait, and one who is being helped.
  await waitsIn(all, all.queue('Laptops'), `${MARKUP}${OTHER_WAY}`);
  await waitsIn(all, all.queue('Laptops'), ENDLESS);
  await waitsIn(all, all.queue('Laptops'), OTHER_WAY);
  const key = await keyFrom(rita);
  const visitor = world.visitor();
  await fill(visitor, `/?key=${key}`, '/start', {
    name: `${MARKUP}${OTHER_WAY}`,
    details: ALL,
    company: ENDLESS,
  });
  await settle(all);
  const { as } = await rita.next('welcome');
  const mine = as.kind === 'representative' ? as.personalQueue : undefined;
  const session = rita.received
    .flatMap((message) => (message.type === 'queues' ? message.rows : []))
    .find(({ queue }) => queue === mine)?.session;
  if (session === undefined) {
    throw new Error('nobody waits for Rita');
  }
  const place = `/session/${session}`;
  await using desk = await representativeAtDesk();
  async function look(page: Page, where: string, widths: readonly number[] = [1440, 375]): Promise<void> {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      t.deepEqual(await page.evaluate(lookedAt), [], `${where} at ${width}`);
      if (process.env['SHOTS'] !== undefined) {
        await page.screenshot({
          path: `${process.env['SHOTS']}/${where.replaceAll(/\W+/g, '-')}-${width}.png`,
        });
      }
    }
  }
  const customer = await browses(desk, world, visitor, place);
  await customer.getByText('%%TITLE%%').first().waitFor();
  await look(customer, 'the waiting room');
  const console = await browses(desk, world, all.visitors.rita, '/console');
  await console.getByRole('button', { name: 'Accept' }).first().waitFor();
  await look(console, 'the queue', [1440, 900]);
  await console.getByRole('button', { name: 'Accept' }).first().click();
  await customer.getByText('is helping you').first().waitFor();
  await say(customer, ALL);
  await say(customer, OTHER_WAY);
  await say(console, ALL);
  await customer.getByText(OTHER_WAY, { exact: true }).first().waitFor();
  await console.getByText(OTHER_WAY, { exact: true }).first().waitFor();
  await look(customer, 'the conversation');
  await look(console, 'the session', [1440, 900]);
  await rita.command({ type: 'add-note', session, messageId: 'n'.padEnd(22, '-'), text: ALL });
  await rita.command({ type: 'end-session', session });
  await customer.getByRole('heading', { name: 'The session has ended' }).waitFor();
  await look(customer, 'the end');
  for (const page of [
    `${place}/survey`,
    `${place}/receipt`,
    '/',
    `/?key=${await keyFrom(rita)}`,
    '/message',
  ]) {
    await customer.goto(`${world.url}${page}`);
    await look(customer, page.replace(/[?].*/, '').replace(session, 'id'));
  }
  const office = await browses(desk, world, administrator, `/login/reports/${session}`);
  for (const page of [
    `reports/${session}`,
    'reports',
    'teams',
    'issues',
    'users',
    'notices',
    'public-sites',
    'options',
  ]) {
    await office.goto(`${world.url}/login/${page}`);
    await look(office, page.replace(session, 'id'));
  }
  t.deepEqual(desk.complaints, []);
});
