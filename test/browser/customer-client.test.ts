import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim, joinWithKey, makeSessionKey } from './people.ts';

test('a customer reads the agreement, refuses the recording, is greeted in the waiting room, and is not recorded', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using rep = await representativeAtDesk();
  const { page } = rep;
  await claim(page, appliance);
  await page.goto(`${appliance.url}/login/customer-client`);
  await page.getByLabel('Display Customer Agreement Before Full Client Sessions').check();
  await page.locator('#agreement-text').fill('We keep what is said.\n\n<i>{{literally}}</i>');
  await page.getByLabel('Display Session Recording Prompt Before Sessions').check();
  await page.getByLabel('Display Greeting').check();
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.waitForURL('**done=saved');
  await page.goto(`${appliance.url}/console`);
  await page.getByText('Connected', { exact: true }).waitFor();

  const elsewhere = await rep.browser.newContext({ locale: 'en-GB' });
  const customer = await elsewhere.newPage();
  await joinWithKey(customer, appliance, (await makeSessionKey(page)).key);
  await customer.getByRole('heading', { name: 'Customer agreement' }).waitFor();
  t.is(await customer.evaluate(() => document.activeElement?.id), 'asked-title');
  t.deepEqual(await customer.locator('.agreement p').allInnerTexts(), [
    'We keep what is said.',
    '<i>{{literally}}</i>',
  ]);
  await customer.reload();
  await customer.getByRole('button', { name: 'I accept', exact: true }).click();
  await customer.getByRole('heading', { name: 'May your shared screen be recorded?' }).waitFor();
  t.is(await page.getByText('Anna Lindqvist').count(), 0, 'no queue has the session yet');
  await customer.getByRole('button', { name: 'Do not record' }).click();
  await customer.getByText('Welcome, Anna Lindqvist. Thank you for turning to Northwind Support.').waitFor();

  await page.getByRole('button', { name: 'Accept' }).first().click();
  await customer.getByText('The picture is not recorded.').waitFor();
  await page.getByText('did not allow the recording').first().waitFor();

  const second = await elsewhere.newPage();
  await joinWithKey(second, appliance, (await makeSessionKey(page)).key, 'Ben');
  await second.getByRole('button', { name: 'I do not accept' }).click();
  await second.getByText('You did not accept the agreement, so nothing was begun.').first().waitFor();
  t.deepEqual(rep.complaints, []);
});
