import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import type { Page } from 'playwright-core';
import type { SessionId } from '../../src/kernel/index.ts';
import type { QueueRow } from '../../src/protocol/index.ts';
import { company, rowsIn, settle } from '../company.ts';
import { MailRelay, readMail } from '../mail-relay.ts';
import { addIssue, addSite, idOfAda, mailBy } from '../sites.ts';
import type { PageEnd } from '../world.ts';
import { beyond } from './gallery.ts';
import { representativeAtDesk } from './browsers.ts';

const DEFAULT = 'default-portal--------';

/** A web site of somebody else: what it shows at which path. */
async function elsewhere(pages: Readonly<Record<string, string>>) {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><title>Shop</title>${pages[request.url ?? '/'] ?? ''}</html>`,
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

async function keyAt(
  console: PageEnd,
  portal: string,
): Promise<{ readonly key: string; readonly url: string }> {
  const answer = await console.command({ type: 'generate-key', validForMs: 3_600_000, portal });
  return (answer as unknown as { readonly body: { readonly key: string; readonly url: string } }).body;
}

test('on two hosts each way in leads a small telephone without JavaScript into the right queue of the right portal', async (t) => {
  t.timeout(120_000);
  await using relay = await MailRelay.open();
  await using all = await company([['Printers', {}]]);
  await using somebody = await representativeAtDesk();
  const { world, administrator, ada, rita } = all;
  const { origin } = new URL(world.url);
  const help = origin.replace('localhost', 'help.localhost');
  const contoso = await addSite(all, { addresses: 'help.localhost' });
  const issue = await addIssue(all, 'It does not print', 'Printers', 'print');
  const rep = await idOfAda(all);
  await mailBy(administrator, relay);
  const { as } = await ada.next('welcome');
  const personal = as.kind === 'representative' ? as.personalQueue : all.queue('Printers');

  const shop = {
    '/post': (host: string) =>
      `<h1>Shop</h1><form method="post" action="${host}/api/start_session"><input type="hidden" name="issue_menu" value="1"><input type="hidden" name="codeName" value="print"><input type="hidden" name="customer.name" value="POST at ${host}"><button>Get help</button></form>`,
    '/script': (host: string) =>
      `<h1>Shop</h1><script src="${host}/api/start_session.js"></script><button onclick="Handrail.start({ type: 'chat', issue: { codeName: 'print' }, customer: { name: 'Script at ${host}' } })">Get help</button>`,
  };

  for (const [host, portal, name] of [
    [origin, DEFAULT, 'Northwind'],
    [help, contoso, 'Contoso Help'],
  ] as const) {
    await using other = await elsewhere({ '/post': shop['/post'](host), '/script': shop['/script'](host) });
    const profile = await administrator.submit('/login/support-buttons/new', '/login/support-buttons/new', {
      name: `Desk at ${name}`,
      title: 'Get help',
      portal,
      asks: 'straight',
      queue: all.queue('Printers'),
      lifeMs: '0',
    });
    const profilePage = (profile.headers.get('location') ?? '').replace(/\?.*/, '');
    const made = await administrator.submit(profilePage, `${profilePage}/buttons`, { description: 'Till' });
    const button = /id="made" value="([^"]*\/button\/[A-Za-z0-9_-]{32})"/.exec(await made.text())?.[1] ?? '';
    t.is(new URL(button).origin, host);
    const mailed = await keyAt(ada, portal);
    await ada.command({ type: 'send-invitation', key: mailed.key, way: 'mail', to: 'anna@example.com' });
    const link = /https?:\S+\?key=[2-9A-Z]+/.exec(readMail(relay.arrived.at(-1)?.raw ?? '').text)?.[0] ?? '';
    t.is(new URL(link).origin, host);

    const old = await somebody.browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
    });
    const page = await old.newPage();
    const fits = async () => {
      await page.waitForLoadState();
      t.true((await beyondWithoutScript(page)) <= 0, page.url());
    };
    const join = async (who: string) => {
      await fits();
      await page.getByLabel('Your name').fill(who);
      await page.getByRole('button', { name: 'Join session' }).click();
    };
    const ways: Readonly<
      Record<string, { readonly go: (who: string) => Promise<unknown>; readonly row: Partial<QueueRow> }>
    > = {
      'key that is typed': {
        async go(who) {
          const { key } = await keyAt(ada, portal);
          await page.goto(host);
          t.true((await page.title()).endsWith(name));
          await fits();
          await page.getByLabel('Session key').fill(key);
          await page.getByRole('button', { name: 'Join session' }).click();
          await join(who);
        },
        row: { startMethod: 'session-key', queue: personal },
      },
      'unique URL': {
        async go(who) {
          await page.goto((await keyAt(ada, portal)).url);
          await join(who);
        },
        row: { startMethod: 'session-key', queue: personal },
      },
      'link in a mail': {
        async go(who) {
          await page.goto(link);
          await join(who);
        },
        row: { startMethod: 'session-key', queue: personal },
      },
      issue: {
        async go(who) {
          await page.goto(host);
          await page.getByLabel('What do you need help with?').selectOption(issue);
          await page.getByRole('button', { name: 'Continue' }).click();
          await join(who);
        },
        row: { startMethod: 'issue', queue: all.queue('Printers'), issue: 'It does not print' },
      },
      representative: {
        async go(who) {
          await page.goto(host);
          await page.locator(`a[href*="${rep}"]`).click();
          await join(who);
        },
        row: { startMethod: 'representative', queue: personal },
      },
      'GET of another site': {
        async go(who) {
          await page.goto(`${host}/api/start_session?issue_menu=1&codeName=print`);
          await join(who);
        },
        row: { startMethod: 'link', queue: all.queue('Printers') },
      },
      POST: {
        async go() {
          await page.goto(`${other.url}/post`);
          await page.getByRole('button', { name: 'Get help' }).click();
        },
        row: { startMethod: 'link', queue: all.queue('Printers') },
      },
      'Support Button': {
        async go(who) {
          await page.goto(button);
          await join(who);
        },
        row: { startMethod: 'support-button', queue: all.queue('Printers') },
      },
    };
    for (const [way, { go, row }] of Object.entries(ways)) {
      const who = way === 'POST' ? `POST at ${host}` : `${way} at ${name}`;
      await go(who);
      await page.waitForURL(`${host}/session/*`);
      await page.getByRole('heading', { name: 'This page needs JavaScript' }).waitFor();
      await fits();
      // As soon as it is allowed, the same browser is put in line.
      const session = page.url().split('/').at(-1) as SessionId;
      const allowing = world.visitor();
      for (const cookie of await old.cookies(page.url())) {
        allowing.keep(cookie.name, cookie.value, cookie.path);
      }
      await allowing.come(session);
      await settle(all);
      const found = [ada, rita]
        .flatMap((end) => rowsIn(end, row.queue ?? personal))
        .find(({ customerName }) => customerName === who);
      t.like(found, { ...row, portalName: name, mode: 'full' }, `${way} at ${host}`);
    }
    await old.close();

    // A script of the appliance on the other site’s page: a chat, until its customer agrees to more.
    const modern = await somebody.browser.newContext({ locale: 'en-GB' });
    const shopping = await modern.newPage();
    await shopping.goto(`${other.url}/script`);
    const opening = modern.waitForEvent('page');
    await shopping.getByRole('button', { name: 'Get help' }).click();
    const customer = await opening;
    await customer.getByRole('button', { name: 'Join session' }).click();
    await customer.waitForURL(`${host}/session/*`);
    await customer.getByRole('heading', { name: 'You are' }).first().waitFor();
    await settle(all);
    const session = customer.url().split('/').at(-1) as SessionId;
    t.like(
      rowsIn(rita, all.queue('Printers')).find((row) => row.session === session),
      { mode: 'chat', portalName: name, customerName: `Script at ${host}` },
    );
    await rita.command({ type: 'accept', session });
    await customer.getByText('is helping you').waitFor();
    t.is(await customer.getByRole('button', { name: 'Share my screen' }).count(), 0);
    await rita.command({ type: 'elevate', session });
    await customer.getByRole('dialog').getByRole('button', { name: 'Allow' }).click();
    await customer.getByRole('button', { name: 'Share my screen' }).waitFor();
    t.true((await beyond(customer)) <= 0);
    await modern.close();
  }
  t.deepEqual(somebody.complaints, []);
});

/** What of the page lies beyond its window; its own scripts are off, the test's are not. */
function beyondWithoutScript(page: Page): Promise<number> {
  return page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
}
