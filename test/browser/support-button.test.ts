import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim, joinWithKey, makeSessionKey } from './people.ts';

test('a representative deploys a Support Button, the customer accepts and puts it in place, and it is removed again', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using rep = await representativeAtDesk();
  const { page } = rep;
  await claim(page, appliance);
  await page.goto(`${appliance.url}/login/users`);
  await page.getByRole('link', { name: 'Ada Admin' }).click();
  const permissions = page.getByRole('form', { name: 'Permissions' });
  await permissions.getByLabel('Allowed to deploy and manage Support Buttons in personal queue').check();
  await permissions.getByRole('button', { name: 'Save' }).click();
  await page.goto(`${appliance.url}/login/support-buttons/new`);
  await page.getByLabel('Name', { exact: true }).fill('Everybody');
  await page.getByLabel('Title', { exact: true }).fill('Northwind help');
  await page.getByLabel('leads to', { exact: false }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Add profile' }).click();
  await page.goto(`${appliance.url}/login/public-sites/default-portal--------`);
  await page.getByLabel('Default Support Button Profile').selectOption('Everybody');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.goto(`${appliance.url}/console`);
  await page.getByText('Connected', { exact: true }).waitFor();

  const { key } = await makeSessionKey(page);
  const elsewhere = await rep.browser.newContext({ locale: 'en-GB' });
  const customer = await elsewhere.newPage();
  await joinWithKey(customer, appliance, key);
  await page.getByRole('button', { name: 'Accept' }).first().click();

  await page.getByRole('button', { name: 'Support Button', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Deploy Support Button' });
  t.is(
    await dialog
      .getByLabel('Queue')
      .inputValue()
      .then((queue) => queue.startsWith('personal:')),
    true,
  );
  await dialog.getByLabel('Lifetime').selectOption('30 days');
  await dialog.getByLabel('Description').fill('Anna’s laptop');
  await dialog.getByRole('button', { name: 'Deploy' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Asked about the Support Button').waitFor();

  const question = customer.getByRole('dialog');
  await question.getByText('Northwind help').waitFor();
  await question.getByRole('button', { name: 'Accept' }).click();
  const opening = elsewhere.waitForEvent('page');
  await customer.getByRole('link', { name: 'Put it on this device' }).click();
  const button = await opening;
  await button.getByRole('heading', { name: 'Northwind help' }).waitFor();
  t.regex(button.url(), /\/button\/[A-Za-z0-9_-]{32}$/);
  t.is(await button.locator('link[rel=manifest]').count(), 1);
  await button.getByRole('link', { name: 'Shortcut for Windows' }).waitFor();

  // Loaded again, the customer's page still has it.
  await customer.reload();
  await customer.getByRole('link', { name: 'Put it on this device' }).waitFor();

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: 'Support Buttons' }).click();
  const list = page.getByRole('dialog', { name: 'Support Buttons' });
  await list.getByText('Anna’s laptop').waitFor();
  await list.getByLabel('Find by title').fill('nothing like it');
  await list.getByText('None was found.').waitFor();
  await list.getByLabel('Find by title').fill('LAPTOP');
  // The focus stays in the line: into what is edited, and back to where that began.
  const edit = list.getByRole('button', { name: 'Edit Anna’s laptop' });
  await edit.click();
  const description = list.getByLabel('Description', { exact: true });
  await description.and(page.locator(':focus')).waitFor();
  await list.getByRole('button', { name: 'Cancel' }).click();
  await edit.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await description.fill('Till 5, laptop');
  await list.getByRole('button', { name: 'Save' }).click();
  await list.getByRole('button', { name: 'Edit Till 5, laptop' }).and(page.locator(':focus')).waitFor();
  await list.getByLabel('Find by title').fill('till');
  await list.getByText('Till 5').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Remove Support Button Northwind help' }).click();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await customer.getByText('removed the Support Button').waitFor();
  await customer.getByRole('link', { name: 'Put it on this device' }).waitFor({ state: 'detached' });
  await button.reload();
  await button.getByRole('heading', { name: 'This Support Button does not work any more' }).waitFor();
  t.deepEqual([...rep.complaints], []);
});
