import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim } from './people.ts';

test('a customer chooses an issue; the console shows it, and remembers the order and what its representative said', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using rep = await representativeAtDesk();
  const { page } = rep;
  await claim(page, appliance);
  await page.goto(`${appliance.url}/login/statuses/new`);
  await page.getByLabel('Name', { exact: true }).fill('Lunch');
  await page.getByLabel('Display As').selectOption({ label: 'Away' });
  await page.getByRole('button', { name: 'Add status' }).click();
  await page.goto(`${appliance.url}/console`);
  await page.getByText('Connected', { exact: true }).waitFor();

  const elsewhere = await rep.browser.newContext({ locale: 'en-GB' });
  const customer = await elsewhere.newPage();
  await customer.goto(appliance.url);
  const issues = customer.locator('select[name=issue]');
  await issues.selectOption({ index: 1 });
  const issue = (await issues.locator('option:checked').innerText()).trim();
  await customer.getByRole('button', { name: 'Continue' }).click();
  await customer.getByLabel('Your name').fill('Anna Lindqvist');
  await customer.getByLabel('Company').fill('Contoso');
  await customer.getByRole('button', { name: 'Join session' }).click();
  await customer.waitForURL('**/session/*');
  await customer.getByText('You are next').waitFor();

  await page
    .getByRole('button', { name: /General/ })
    .first()
    .click();
  const table = page.getByRole('table', { name: 'General' });
  const line = table.getByRole('row').filter({ hasText: 'Anna Lindqvist' });
  await line.getByText(issue).waitFor();
  await table.getByRole('button', { name: 'Priority' }).click();
  const priority = () => table.getByRole('columnheader', { name: 'Priority' }).getAttribute('aria-sort');
  t.is(await priority(), 'descending');
  await line.getByRole('button', { name: 'Anna Lindqvist' }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  t.regex(await details.innerText(), /Contoso[\s\S]*Start method\s+Issue[\s\S]*English/);
  await page.getByRole('button', { name: /^Status:/ }).click();
  await page.getByRole('radio', { name: /Lunch/ }).check();
  await page.getByRole('button', { name: /^Status: Lunch/ }).waitFor();

  await page.reload();
  await page.getByRole('button', { name: /^Status: Lunch/ }).waitFor();
  await page
    .getByRole('button', { name: /General/ })
    .first()
    .click();
  await line.waitFor();
  t.is(await priority(), 'descending');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('contoso');
  await page.getByRole('option', { name: /Anna Lindqvist/ }).waitFor();
  // What was searched for is there after a reload, marked: typing begins anew.
  await page.reload();
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.keyboard.press('Control+K');
  await page.getByRole('option', { name: /Anna Lindqvist/ }).waitFor();
  const search = page.getByRole('combobox', { name: 'Search sessions and actions' });
  t.is(await search.inputValue(), 'contoso');
  await page.keyboard.type('nobody at all');
  t.is(await search.inputValue(), 'nobody at all');
  t.deepEqual([...rep.complaints], []);
});
