import test, { type ExecutionContext } from 'ava';
import type { BrowserContext, Page } from 'playwright-core';
import type { QueueId } from '../../src/kernel/index.ts';
import { addTeam } from '../company.ts';
import { until } from '../running-appliance.ts';
import { World, type Visitor } from '../world.ts';
import { representativeAtDesk, type Somebody } from './browsers.ts';

const TICK_MS = 50;
const NAMES = ['rita', 'bob', 'cleo'] as const;

interface Rep {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A browser of its own for whoever signed in, or came, without one. */
async function browses(
  { browser }: Somebody,
  world: World,
  visitor: Visitor,
  path: string,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
  });
  const pairs = visitor.cookiesFor(path).split('; ');
  await context.addCookies(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return { name, value, url: world.url };
    }),
  );
  const page = await context.newPage();
  await page.goto(`${world.url}${path}`);
  return { context, page };
}

/** Time passes for the appliance as it does for the browsers; a test may hurry it. */
function ticking(world: World): Disposable {
  const ticks = setInterval(() => world.time.advance(TICK_MS), TICK_MS);
  return { [Symbol.dispose]: () => clearInterval(ticks) };
}

/** The appliance's time passes in steps that leave the browsers time to answer it. */
async function pass(world: World, durationMs: number): Promise<void> {
  for (let leftMs = durationMs; leftMs > 0; leftMs -= 5_000) {
    world.time.advance(Math.min(leftMs, 5_000));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

function offerAt({ page }: Rep) {
  return page.getByRole('dialog', { name: 'Session assigned' });
}

/** Who is asked, as soon as exactly one is. */
function asked(reps: readonly Rep[]): Promise<Rep> {
  return until('an offer', async () => {
    const seen = await Promise.all(reps.map((rep) => offerAt(rep).isVisible()));
    return seen.filter(Boolean).length === 1 ? reps[seen.indexOf(true)] : undefined;
  });
}

/** The customer's page says who helps now. */
function helperOf(customer: Page, { name }: Rep): Promise<void> {
  return customer
    .locator('.helper')
    .filter({ hasText: new RegExp(`${name}\\s+is helping you`) })
    .waitFor();
}

async function opensQueue({ page }: Rep, name: string): Promise<void> {
  await page.getByRole('tab', { name: /Queues/ }).click();
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
}

/** The browser is gone, and after a minute it is not waited for any more. */
async function isLost(world: World, { context }: Rep): Promise<void> {
  const ended = () => world.log.lines.filter(({ message }) => message === 'a connection ended').length;
  const before = ended();
  await context.close();
  await until('the appliance notices', () => ended() > before);
  await pass(world, 75_000);
}

test('three representatives, several customers: offer, reject, time-out, overflow, Get Next, share, two lost owners', async (t) => {
  t.timeout(120_000);
  await using world = await World.open();
  using _ticking = ticking(world);
  const administrator = await world.administrator();
  const visitors = await Promise.all(
    NAMES.map((name) => world.person(administrator, name, ['representative'])),
  );
  const queues = new Map<string, QueueId>();
  queues.set('Network', await addTeam(administrator, 'Network', NAMES, {}, queues));
  const laptops = await addTeam(
    administrator,
    'Laptops',
    NAMES,
    {
      algorithm: 'least-busy',
      alertTimeoutMs: '15000',
      waitingRule: 'transfer',
      waitingAfterMs: '60000',
      overflow: 'Network',
    },
    queues,
  );
  await using desk = await representativeAtDesk();
  const reps: Rep[] = [];
  for (const [place, visitor] of visitors.entries()) {
    const rep = await browses(desk, world, visitor, '/console');
    await rep.page.getByRole('table', { name: 'Personal queue' }).waitFor();
    reps.push({ name: `${NAMES[place]} Person`, ...rep });
  }
  const comes = async (customerName: string) => {
    const { session, visitor } = await world.arrival(laptops, { customerName, queueName: 'Laptops' });
    return browses(desk, world, visitor, `/session/${session}`);
  };

  const anna = (await comes('Anna Lindqvist')).page;
  const rejects = await asked(reps);
  await offerAt(rejects).getByText('Anna Lindqvist').waitFor();
  await offerAt(rejects).getByRole('button', { name: 'Reject' }).click();
  await offerAt(rejects).waitFor({ state: 'hidden' });
  const sleeps = await asked(reps);
  t.not(sleeps.name, rejects.name);
  await pass(world, 15_000);
  await offerAt(sleeps).waitFor({ state: 'hidden' });
  const helps = await asked(reps);
  t.false([rejects.name, sleeps.name].includes(helps.name), 'the third');
  await offerAt(helps).getByText('2 have declined').waitFor();
  await offerAt(helps).getByRole('button', { name: 'Accept' }).click();
  await helperOf(anna, helps);

  // Nobody answers for Bert: asked one after the other, then moved on to Network, where nobody is asked.
  await comes('Bert');
  await asked(reps);
  await pass(world, 65_000);
  await opensQueue(sleeps, 'Network');
  const network = sleeps.page.getByRole('table', { name: 'Network' });
  const bert = network.getByRole('row').filter({ hasText: 'Bert' });
  await bert.waitFor();
  const details = sleeps.page.getByRole('complementary', { name: 'Details' });
  await bert.getByRole('button', { name: 'Bert' }).click();
  await details.waitFor();
  await bert.getByRole('button', { name: 'Bert' }).click();
  await details.waitFor({ state: 'hidden' });
  await dragsColumn(t, sleeps.page);
  await opensQueue(sleeps, 'Network');
  await sleeps.page.getByRole('button', { name: 'Get Next' }).click();
  await sleeps.page.getByRole('tab', { name: /Bert/ }).waitFor();

  // Anna's session is shared; its owner's browser goes, and whoever shares it owns it.
  await helps.page.getByRole('button', { name: 'Share' }).first().click();
  const share = helps.page.getByRole('dialog', { name: /Share/ });
  await share.getByText(rejects.name).first().click();
  await share
    .getByRole('button', { name: /Invite|Share/ })
    .last()
    .click();
  await opensQueue(rejects, 'Personal');
  const invitation = rejects.page.getByRole('row').filter({ hasText: 'Anna' });
  await invitation.dblclick();
  await rejects.page.getByRole('tab', { name: /Anna/ }).waitFor();
  await isLost(world, helps);
  await rejects.page.getByRole('button', { name: 'Transfer' }).first().waitFor();
  await helperOf(anna, rejects);

  // Nobody shares it now: it falls back to its queue, and who has not declined is asked.
  await isLost(world, rejects);
  await anna.getByText(`The connection to ${rejects.name} did not come back.`).first().waitFor();
  await opensQueue(sleeps, 'Laptops');
  const again = sleeps.page
    .getByRole('table', { name: 'Laptops' })
    .getByRole('row')
    .filter({ hasText: 'Anna' });
  await again.getByRole('button', { name: 'Accept' }).click();
  await helperOf(anna, sleeps);
  t.deepEqual([...desk.complaints], []);
});

/** A column's new place, and the order of the lines, are there after a reload. */
async function dragsColumn(t: ExecutionContext, page: Page): Promise<void> {
  const headings = () => page.getByRole('columnheader').allInnerTexts();
  await page.getByRole('button', { name: 'Customer', exact: true }).click();
  await page
    .getByRole('columnheader', { name: 'Status' })
    .dragTo(page.getByRole('columnheader', { name: 'Customer' }));
  const before = await headings();
  t.true(before.indexOf('Status') < before.indexOf('Customer'), before.join());
  await page.reload();
  await page.getByRole('columnheader', { name: 'Customer' }).waitFor();
  t.deepEqual(await headings(), before);
  t.is(await page.getByRole('columnheader', { name: 'Customer' }).getAttribute('aria-sort'), 'ascending');
}
