import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim } from './people.ts';

/** A page of another origin with a policy as strict as they come, and `body` in it. */
async function otherSite(body: () => string, scriptsFrom: string) {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', `default-src 'none'; script-src ${scriptsFrom}`);
    response.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>${body()}</html>`);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

test('a help button on a page of another origin leads into a chat, which is elevated when its customer agrees', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using rep = await representativeAtDesk();
  const { page } = rep;
  await claim(page, appliance);
  await page.goto(`${appliance.url}/login/public-sites/default-portal--------/help-button`);
  await page.getByLabel('Text', { exact: true }).fill('Need help?');
  await page.getByLabel('Starts').selectOption('chat');
  await page.getByRole('button', { name: 'Make the lines' }).click();
  await page.getByRole('button', { name: 'Need help?' }).waitFor();
  const snippet = await page.getByLabel('Put this anywhere').inputValue();
  await page.goto(`${appliance.url}/console`);
  await page.getByText('Connected', { exact: true }).waitFor();

  await using shop = await otherSite(() => snippet, appliance.url);
  const elsewhere = await rep.browser.newContext({ locale: 'en-GB' });
  const shopping = await elsewhere.newPage();
  const complaints: string[] = [];
  shopping.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) {
      complaints.push(message.text());
    }
  });
  shopping.on('pageerror', (problem) => complaints.push(problem.message));
  await shopping.goto(shop.url);
  t.regex(
    await shopping.evaluate(
      "BG.setSite(new URL(document.scripts[0].src).host); Handrail.addressOf({ type: BG.START_TYPE.CHAT, issue: { codeName: 'a&b' }, customer: { name: 'Ä' }, custom: { order: 7 } })",
    ),
    /^http:\/\/localhost:\d+\/api\/start_session\?issue_menu=1&codeName=a%26b&c2cjs=1&customer\.name=%C3%84&session\.custom\.order=7$/,
  );
  // Whoever knows more of them than the id says it all the same in one way.
  t.is(
    await shopping.evaluate(
      "[{ rep: { id: 'r1', name: 'Ada' } }, { issue: { id: 'i1', codeName: 'mail' } }, { rep: { name: 'Ada' } }].map((to) => new URL(Handrail.addressOf(to)).search).join(' ')",
    ),
    '?id=r1 ?id=i1&issue_menu=1 ?name=Ada',
  );
  const opening = elsewhere.waitForEvent('page');
  await shopping.getByRole('button', { name: 'Need help?' }).click();
  const customer = await opening;
  t.is(await customer.evaluate('opener'), null);
  await customer.getByLabel('Your name').fill('Anna Lindqvist');
  await customer.getByRole('button', { name: 'Join session' }).click();
  await customer.waitForURL('**/session/*');
  // In line as soon as the page is there.
  await customer.getByText('You are next').waitFor();
  t.deepEqual(complaints, []);

  await page.getByRole('button', { name: 'Get Next' }).click();
  await page.getByRole('button', { name: 'Elevate' }).waitFor();
  t.is(await page.getByRole('button', { name: 'Request screen' }).count(), 0);
  await customer.getByText('is helping you').waitFor();
  t.is(await customer.getByRole('button', { name: 'Share my screen' }).count(), 0);
  await page.getByRole('button', { name: 'Elevate' }).click();
  await customer.getByRole('dialog').getByRole('button', { name: 'Allow' }).click();
  await customer.getByRole('button', { name: 'Share my screen' }).waitFor();
  await page.getByRole('button', { name: 'Request screen' }).waitFor();
  t.deepEqual([...rep.complaints], []);
});
