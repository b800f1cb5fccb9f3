import { readFileSync } from 'node:fs';
import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim, joinWithKey, makeSessionKey, say } from './people.ts';

test('a customer answers the survey with the keyboard, keeps the receipt, and anybody can check it', async (t) => {
  await using appliance = await RunningAppliance.start();
  await using ada = await representativeAtDesk();
  await using anna = await representativeAtDesk();
  const { page } = ada;
  const customer = anna.page;
  await claim(page, appliance);
  await page.goto(`${appliance.url}/console`);
  const { key } = await makeSessionKey(page);
  await joinWithKey(customer, appliance, key);
  await page.getByRole('button', { name: 'Accept' }).first().click();
  await customer.getByText('is helping you').first().waitFor();
  await say(customer, 'Hello {{7*7}} <b>there</b>');
  await customer.getByRole('button', { name: 'End session' }).click();
  await customer.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await customer.getByRole('heading', { name: 'The session has ended' }).waitFor();

  await customer.getByRole('link', { name: 'Answer the questions' }).focus();
  await customer.keyboard.press('Enter');
  await customer.getByRole('heading', { name: 'How was your session?' }).waitFor();
  await customer.getByLabel('Is there anything').fill('Kind and quick {{7*7}} <b>');
  await customer.getByRole('button', { name: 'Send answers' }).press('Enter');
  await customer.getByText('Please answer this question.').waitFor();
  t.is(await customer.getByLabel('Is there anything').inputValue(), 'Kind and quick {{7*7}} <b>');
  // What needs an answer has the focus, as soon as the page is drawn.
  await customer.getByRole('radio').first().and(customer.locator(':focus')).waitFor();
  await customer.keyboard.press('Space');
  await customer.keyboard.press('ArrowDown');
  t.true(await customer.getByLabel('Satisfied', { exact: true }).isChecked());
  // Another language, and back: what was chosen and typed stays, where the script of the page has come.
  await customer.waitForLoadState();
  await customer.getByRole('button', { name: 'Deutsch' }).click();
  await customer.getByRole('radio', { name: 'Zufrieden', exact: true, checked: true }).waitFor();
  await customer.getByRole('button', { name: 'English' }).click();
  await customer.getByRole('radio', { name: 'Satisfied', exact: true, checked: true }).focus();
  t.is(await customer.getByLabel('Is there anything').inputValue(), 'Kind and quick {{7*7}} <b>');
  await customer.keyboard.press('Enter');
  await customer.getByText('Your answers have arrived.').waitFor();
  await customer.getByRole('link', { name: 'Back to the session' }).click();
  await customer.getByText('Thank you for your answers.').waitFor();

  const [transcript] = await Promise.all([
    customer.waitForEvent('download'),
    customer.getByRole('link', { name: 'Save the conversation' }).click(),
  ]);
  t.true(readFileSync(await transcript.path(), 'utf8').includes('Hello {{7*7}} <b>there</b>'));
  await customer.getByRole('link', { name: 'Receipt of this session' }).click();
  await customer.getByRole('heading', { name: 'Receipt of your session' }).waitFor();
  const [receipt] = await Promise.all([
    customer.waitForEvent('download'),
    customer.getByRole('link', { name: 'Save the signed receipt' }).click(),
  ]);
  const file = await receipt.path();
  await page.goto(`${appliance.url}/verify`);
  await page.getByLabel('The file of the receipt').setInputFiles(file);
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByText('This receipt is genuine and unchanged.').waitFor();
  await page.getByText('Anna Lindqvist', { exact: true }).waitFor();
  await page.getByLabel('The text of the receipt').fill(readFileSync(file, 'utf8').replace('Anna', 'Hanna'));
  await page.getByRole('button', { name: 'Check the text' }).click();
  await page.getByText('This receipt was changed.').waitFor();
  t.is(await page.getByText('Hanna Lindqvist', { exact: true }).count(), 0);

  await page.goto(`${appliance.url}/login/reports`);
  await page.getByRole('link', { name: 'Anna Lindqvist' }).first().click();
  await page.getByRole('heading', { name: 'Customer Exit Survey' }).waitFor();
  await page.getByText('Kind and quick {{7*7}} <b>').waitFor();
  t.deepEqual(ada.complaints, []);
  t.deepEqual(anna.complaints, []);
});
