import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim } from './people.ts';

const PROFILE = join(import.meta.dirname, '../ios-profiles/signed.mobileconfig');
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

test('a private profile goes from the administrator’s page by the console’s key to an iPhone, without a script there', async (t) => {
  await using appliance = await RunningAppliance.start();
  await using ada = await representativeAtDesk();
  const { page } = ada;
  await claim(page, appliance);

  await page.goto(`${appliance.url}/login/ios-profiles/new`);
  await page.setInputFiles('#file', PROFILE);
  await page.getByLabel('Name', { exact: true }).fill('Wi-Fi of the office');
  await page.getByLabel('Description', { exact: true }).fill('Joins our network.');
  await page.getByRole('button', { name: 'Add profile' }).click();
  await page.getByText('The profile was added.').waitFor();
  await page.goto(`${appliance.url}/console`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const item = page.getByRole('button', { name: /Generate Apple iOS Profile Access Key/ });
  t.is(await item.count(), 0, 'no site shows profiles yet');

  await page.goto(`${appliance.url}/login/public-sites/default-portal--------`);
  await page.getByLabel('iOS Configuration Profiles Link Enabled').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await page.goto(`${appliance.url}/console`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await item.click();
  const selection = page.getByRole('dialog', { name: 'Apple iOS Profile Selection' });
  await selection.getByRole('checkbox', { name: /Wi-Fi of the office/ }).waitFor();
  await selection.getByRole('button', { name: 'Generate Access Key' }).click();
  await selection.getByText('Please select at least one profile.').waitFor();
  await selection.getByRole('checkbox', { name: /Wi-Fi of the office/ }).check();
  await selection.getByText('1 profile is selected.').waitFor();
  await selection.getByRole('button', { name: 'Generate Access Key' }).click();
  const generated = page.getByRole('dialog', { name: 'Access Key Generated' });
  await generated.getByRole('link', { name: 'Email (local)' }).waitFor();
  const link = await generated.getByText(/\/ios-profiles\?key=/).innerText();
  t.deepEqual(ada.complaints, []);

  const phone = await ada.browser.newContext({
    userAgent: IPHONE,
    viewport: { width: 320, height: 640 },
    javaScriptEnabled: false,
  });
  const theirs = await phone.newPage();
  await theirs.goto(appliance.url);
  await theirs.getByRole('link', { name: 'Go to the profiles' }).click();
  await theirs.getByText('There is no profile for everybody at the moment.').waitFor();
  await theirs.goto(link);
  const [download] = await Promise.all([
    theirs.waitForEvent('download'),
    theirs.getByRole('link', { name: 'Download Wi-Fi of the office' }).click(),
  ]);
  t.is(download.suggestedFilename(), 'Wi-Fi of the office.mobileconfig');
  t.deepEqual(readFileSync(await download.path()), readFileSync(PROFILE));
  await phone.close();

  await generated.getByRole('button', { name: 'Generate another' }).click();
  await selection.getByRole('button', { name: 'Open keys…' }).click();
  const open = page.getByRole('dialog', { name: 'Open access keys' });
  await open.getByText('Gives Wi-Fi of the office').waitFor();
  await open.getByRole('button', { name: 'Withdraw' }).click();
  await open.getByText('You have no open keys.').waitFor();
  await open.getByRole('button', { name: 'Back' }).click();
  await selection.getByRole('checkbox', { name: /Wi-Fi of the office/ }).check();
  await selection.getByRole('button', { name: 'Generate Access Key' }).click();
  await generated.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('The access key is withdrawn').waitFor();
  t.deepEqual(ada.complaints, []);
});
