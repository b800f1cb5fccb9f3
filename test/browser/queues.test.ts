import test from 'ava';
import type { Page } from 'playwright-core';
import { RunningAppliance } from '../running-appliance.ts';
import { customerAt, representativeAtDesk, VirtualScreen } from './browsers.ts';
import {
  ADMINISTRATOR,
  addRepresentative,
  claim,
  joinWithKey,
  makeSessionKey,
  say,
  signIn,
} from './people.ts';

const RITA = { name: 'Rita Rep', username: 'rita', password: 'a rail for every hand' };
const BOB = { name: 'Bob Rep', username: 'bob', password: 'another rail for hands' };

async function addTeam(
  page: Page,
  appliance: RunningAppliance,
  name: string,
  algorithm: string,
): Promise<void> {
  await page.goto(`${appliance.url}/login/teams/new`);
  await page.getByLabel('Team Name').fill(name);
  await page.getByRole('radio', { name: algorithm, exact: true }).check();
  await page.getByRole('button', { name: /^(Add team|Save)$/ }).click();
  for (const { username } of [RITA, BOB]) {
    await page
      .getByRole('combobox', { name: 'Username' })
      .or(page.getByRole('textbox', { name: 'Username' }))
      .fill(username);
    await page.getByRole('button', { name: 'Add member' }).click();
    await page.getByText(username, { exact: true }).first().waitFor();
  }
}

test('two representatives and a team: a key, transfer, offer, reject, share', async (t) => {
  t.timeout(180_000);
  await using appliance = await RunningAppliance.start();
  await using screen = await VirtualScreen.open();
  await using rita = await representativeAtDesk();
  await claim(rita.page, appliance);
  await addRepresentative(rita.page, appliance, RITA);
  await addRepresentative(rita.page, appliance, BOB);
  await addTeam(rita.page, appliance, 'Laptops', 'Least Busy');
  await rita.context.clearCookies();
  await signIn(rita.page, appliance, RITA);
  await using bob = await representativeAtDesk();
  await signIn(bob.page, appliance, BOB);
  await rita.page.getByRole('table', { name: 'Personal queue' }).waitFor();
  await bob.page.getByRole('table', { name: 'Personal queue' }).waitFor();

  const { key } = await makeSessionKey(rita.page);
  await using customer = await customerAt(screen);
  await joinWithKey(customer.page, appliance, key);
  await rita.page.getByRole('button', { name: 'Accept' }).first().click();
  await say(rita.page, 'My colleague knows more about this.');
  await customer.page.getByText('My colleague knows more about this.').first().waitFor();

  // To the team: Equilibrium asks Bob, who is in no session; he rejects, Rita is asked and accepts.
  await rita.page.getByRole('button', { name: 'Transfer' }).first().click();
  const transfer = rita.page.getByRole('dialog', { name: /Transfer/ });
  await transfer.getByText('Laptops').first().click();
  await transfer.getByRole('button', { name: 'Transfer' }).click();
  const offered = (page: Page) => page.getByRole('dialog', { name: 'Session assigned' });
  await Promise.race([offered(bob.page).waitFor(), offered(rita.page).waitFor()]);
  const [first, second] = (await offered(bob.page).isVisible())
    ? [bob.page, rita.page]
    : [rita.page, bob.page];
  await offered(first).getByRole('button', { name: 'Reject' }).click();
  await offered(second).getByRole('button', { name: 'Accept' }).click();
  await customer.page
    .getByText(second === bob.page ? BOB.name : RITA.name)
    .first()
    .waitFor();

  // Shared: the other comes in and writes to the customer.
  await second.getByRole('button', { name: 'Share' }).first().click();
  const share = second.getByRole('dialog', { name: /Share/ });
  await share
    .getByText(first === bob.page ? BOB.name : RITA.name)
    .first()
    .click();
  await share
    .getByRole('button', { name: /Invite|Share/ })
    .last()
    .click();
  await second.keyboard.press('Escape');
  await first.getByRole('tab', { name: /Queues/ }).click();
  await first.getByRole('button', { name: 'Accept' }).first().click();
  await say(first, 'I am here as well.');
  await customer.page.getByText('I am here as well.').first().waitFor();
  t.pass();
  t.deepEqual([...rita.complaints, ...bob.complaints, ...customer.complaints], []);
});

test('Get Next takes who has waited longest in a team queue', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using screen = await VirtualScreen.open();
  await using rep = await representativeAtDesk();
  await claim(rep.page, appliance);
  await rep.page.goto(`${appliance.url}/console`);
  const { key } = await makeSessionKey(rep.page);
  await using customer = await customerAt(screen);
  await joinWithKey(customer.page, appliance, key);
  await rep.page.getByRole('button', { name: 'Accept' }).first().click();
  await rep.page.getByRole('button', { name: 'Transfer' }).first().click();
  const transfer = rep.page.getByRole('dialog', { name: /Transfer/ });
  await transfer.getByText('General').first().click();
  await transfer.getByRole('button', { name: 'Transfer' }).click();
  await rep.page.getByRole('button', { name: 'Get Next' }).click();
  await customer.page.getByText(ADMINISTRATOR.name).first().waitFor();
  await say(rep.page, 'Here we are again.');
  await customer.page.getByText('Here we are again.').first().waitFor();
  t.deepEqual([...rep.complaints, ...customer.complaints], []);
});
