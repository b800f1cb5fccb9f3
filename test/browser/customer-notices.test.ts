import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim, joinWithKey, makeSessionKey } from './people.ts';

test('a customer who waits reads a notice the moment it is published, and leaves by it', async (t) => {
  await using appliance = await RunningAppliance.start();
  await using ada = await representativeAtDesk();
  await using anna = await representativeAtDesk();
  await claim(ada.page, appliance);
  await ada.page.goto(`${appliance.url}/console`);
  const { key } = await makeSessionKey(ada.page);
  await joinWithKey(anna.page, appliance, key);
  await anna.page.getByRole('heading', { name: 'You are next' }).waitFor();

  const admin = await ada.context.newPage();
  await admin.goto(`${appliance.url}/login/notices/new`);
  await admin.getByLabel('Name', { exact: true }).fill('Mail outage');
  const english = admin.getByRole('group', { name: 'English' });
  await english.getByLabel('Title').fill('Mail is down');
  await english.getByLabel('Message').fill('We know, and it is back at noon.');
  await admin.getByRole('button', { name: 'Add notice' }).click();

  const notice = anna.page.getByRole('region', { name: 'Mail is down' });
  await notice.getByText('We know, and it is back at noon.').waitFor();
  // Gone from under the finger: the next key pressed leaves nothing.
  const leave = notice.getByRole('button', { name: 'That is what I came for: leave' });
  await leave.focus();
  await admin.getByRole('link', { name: 'Mail outage' }).click();
  await admin.getByRole('checkbox', { name: 'Active' }).uncheck();
  await admin.getByRole('button', { name: 'Save' }).click();
  await notice.waitFor({ state: 'detached' });
  await anna.page.keyboard.press('Enter');
  t.true(await anna.page.getByRole('heading', { name: 'You are next' }).isVisible());
  t.is(await anna.page.locator(':is(.notice, .waiting-text) :focus').count(), 0);
  await admin.getByRole('link', { name: 'Mail outage' }).click();
  await admin.getByRole('checkbox', { name: 'Active' }).check();
  await admin.getByRole('button', { name: 'Save' }).click();
  await notice.getByText('We know, and it is back at noon.').waitFor();
  await leave.click();
  await anna.page.getByText('a notice told you what you had come for').first().waitFor();
  await admin.goto(`${appliance.url}/login/notices`);
  await admin.getByRole('cell', { name: '1', exact: true }).waitFor();
  await anna.page.goto(appliance.url);
  t.true(await anna.page.getByRole('region', { name: 'Notices' }).getByText('Mail is down').isVisible());
  t.deepEqual([...ada.complaints, ...anna.complaints], []);
});
