import test from 'ava';
import type { Page } from 'playwright-core';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { addRepresentative, claim, joinWithKey, makeSessionKey, say, signIn } from './people.ts';

const BEN = { name: 'Ben Lead', username: 'ben', password: 'a rail for every hand' };
const MIA = { name: 'Mia Member', username: 'mia', password: 'another rail for hands' };

async function addTeam(page: Page, appliance: RunningAppliance): Promise<void> {
  await page.goto(`${appliance.url}/login/teams/new`);
  await page.getByLabel('Team Name').fill('Laptops');
  await page.getByRole('radio', { name: 'Only Representative Console' }).check();
  await page.getByRole('checkbox', { name: 'Enable Session Transfer and Take Over' }).check();
  await page.getByRole('button', { name: /^(Add team|Save)$/ }).click();
  for (const [{ username }, role] of [
    [BEN, 'lead'],
    [MIA, 'member'],
  ] as const) {
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add member' }) });
    await form.getByLabel('Username').fill(username);
    await form.locator('select').selectOption(role);
    await form.getByRole('button', { name: 'Add member' }).click();
    await page.getByText(username, { exact: true }).first().waitFor();
  }
}

test('a lead looks on at a member’s session, takes it over, and the customer’s page says so', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using ben = await representativeAtDesk();
  await claim(ben.page, appliance);
  await addRepresentative(ben.page, appliance, BEN);
  await addRepresentative(ben.page, appliance, MIA);
  await addTeam(ben.page, appliance);
  await ben.context.clearCookies();
  await signIn(ben.page, appliance, BEN);
  await using mia = await representativeAtDesk();
  await signIn(mia.page, appliance, MIA);
  await mia.page.getByRole('table', { name: 'Personal queue' }).waitFor();
  t.is(await mia.page.getByRole('tab', { name: 'Dashboard' }).count(), 0, 'a member supervises nobody');

  const { key } = await makeSessionKey(mia.page);
  await using customer = await representativeAtDesk();
  await joinWithKey(customer.page, appliance, key);
  await mia.page.getByRole('button', { name: 'Accept' }).first().click();
  await say(mia.page, 'Which program shows the message?');

  await ben.page
    .getByRole('navigation', { name: 'Queues' })
    .getByRole('button', { name: 'Dashboard' })
    .click();
  const people = ben.page.getByRole('table', { name: 'People below you in Laptops' });
  await people.getByRole('row', { name: /Mia Member Available.*Anna Lindqvist/s }).waitFor();
  await people.getByRole('button', { name: 'View the session with Anna Lindqvist' }).click();
  await ben.page.getByText('Which program shows the message?').waitFor();
  t.is(await ben.page.getByRole('textbox', { name: 'Message' }).count(), 0, 'whoever looks on cannot write');
  await mia.page.getByText('Ben Lead is viewing').first().waitFor();
  await customer.page.getByText('Looking on: Ben Lead').waitFor();

  await ben.page.getByRole('button', { name: 'Take over', exact: true }).click();
  await ben.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
  await customer.page.getByText('Ben Lead is helping you now.').waitFor();
  await customer.page.locator('.helper strong').getByText('Ben Lead').waitFor();
  await say(ben.page, 'I know this one.');
  await customer.page.getByText('I know this one.').first().waitFor();
  await mia.page.getByText('You are still in it, and may leave it.').waitFor();
  await mia.page.getByRole('button', { name: 'Leave', exact: true }).click();
  await mia.page.getByRole('tab', { name: /Anna Lindqvist/ }).waitFor({ state: 'detached' });
  t.deepEqual([...ben.complaints, ...mia.complaints, ...customer.complaints], []);
});
