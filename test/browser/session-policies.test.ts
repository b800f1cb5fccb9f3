import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim, joinWithKey, makeSessionKey, say } from './people.ts';

test('what a session policy denies is offered no more in the console that is open, and the simulator says which policy it is', async (t) => {
  await using appliance = await RunningAppliance.start();
  await using ada = await representativeAtDesk();
  await using anna = await representativeAtDesk();
  await claim(ada.page, appliance);
  await ada.page.goto(`${appliance.url}/console`);
  const { key } = await makeSessionKey(ada.page);
  await joinWithKey(anna.page, appliance, key);
  await ada.page.getByRole('button', { name: 'Accept' }).first().click();
  const request = ada.page.getByRole('button', { name: 'Request screen' });
  await request.waitFor();
  await say(ada.page, 'Hello Anna.');

  const admin = await ada.context.newPage();
  await admin.goto(`${appliance.url}/login/session-policies`);
  await admin.getByRole('link', { name: 'Global Default' }).click();
  await admin.getByLabel('Screen Sharing').selectOption({ label: 'Denied' });
  await admin.getByLabel('Chat', { exact: true }).selectOption({ label: 'Denied' });
  await admin.getByRole('button', { name: 'Save' }).click();
  await request.waitFor({ state: 'detached' });
  const { page } = ada;
  await page.getByText('Your administrator does not allow you to see the customer’s screen').waitFor();
  await page.getByText('Your administrator does not allow you to write in the chat').waitFor();
  t.is(await page.getByRole('textbox', { name: 'Message' }).count(), 0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('screen');
  t.is(await page.getByRole('option', { name: 'Request screen' }).count(), 0, 'nor by the search');
  await page.keyboard.press('Escape');
  await anna.page.getByText('In this session no screen is shared.').waitFor();
  t.is(await anna.page.getByRole('button', { name: 'Share my screen' }).count(), 0);

  await admin.goto(`${appliance.url}/login/session-policies/simulator`);
  await admin.getByLabel('Representative').selectOption({ label: 'Ada Admin' });
  await admin.getByRole('button', { name: 'Show' }).click();
  const chat = admin
    .getByRole('row')
    .filter({ has: admin.getByRole('rowheader', { name: 'Chat', exact: true }) });
  await chat.waitFor();
  t.deepEqual((await chat.getByRole('cell').allInnerTexts()).slice(0, 2), ['Denied', 'Global Default']);

  await admin.goto(`${appliance.url}/login/session-policies/global`);
  await admin.getByLabel('Chat', { exact: true }).selectOption({ label: 'Allowed' });
  await admin.getByRole('button', { name: 'Save' }).click();
  await say(page, 'Here I am again.');
  await anna.page.getByText('Here I am again.').first().waitFor();
  t.deepEqual([...ada.complaints, ...anna.complaints], []);
});
