import test from 'ava';
import type { Page } from 'playwright-core';
import { RunningAppliance, until } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { addRepresentative, claim, REPRESENTATIVE, signIn } from './people.ts';

const PORTAL_BYTES = 150_000;

/** What the network carried for this page, its files among it. */
async function bytesOf(page: Page, url: string): Promise<number> {
  const network = await page.context().newCDPSession(page);
  let bytes = 0;
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  network.on('Network.loadingFinished', (loaded: { readonly encodedDataLength: number }) => {
    bytes += loaded.encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await network.detach();
  return bytes;
}

test('two hosts, two portals: each way in by hand, on a small screen without JavaScript, and a message when nobody is there', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using ada = await representativeAtDesk();
  const { page } = ada;
  const help = appliance.url.replace('localhost', 'help.localhost');
  await claim(page, appliance);
  await addRepresentative(page, appliance);
  await page.getByLabel('Allowed to show on public site').check();
  await page.getByRole('button', { name: 'Save permissions' }).click();
  await page.getByRole('link', { name: 'Support Teams' }).click();
  await page.getByRole('link', { name: 'General' }).click();
  await page.getByLabel('Username').fill(REPRESENTATIVE.username);
  await page.getByRole('button', { name: 'Add member' }).click();
  await page.getByText('The member was added.').waitFor();
  await page.getByRole('link', { name: 'Public Sites' }).click();
  await page.getByRole('link', { name: 'Add public site' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Contoso Help');
  await page.getByLabel('Site Addresses').fill('help.localhost');
  await page.getByLabel('Main colour').fill('#a01030');
  await page.getByRole('button', { name: 'Add public site' }).click();
  await page.getByText('The public site was added.').waitFor();

  // The representative: the portal of the next key is remembered, and its link leads to its host.
  const desk = await ada.browser.newContext({ locale: 'en-GB' });
  const rita = await desk.newPage();
  await signIn(rita, appliance, REPRESENTATIVE);
  await rita.getByText('Connected', { exact: true }).waitFor();
  const dialog = rita.getByRole('dialog', { name: 'Generate Session Key' });
  await rita.getByRole('button', { name: 'Session Key' }).click();
  await dialog.getByLabel('Public portal').selectOption({ label: 'Contoso Help' });
  await dialog.getByRole('button', { name: 'Generate' }).click();
  await dialog.getByText(/\?key=[2-9A-Z]/).waitFor();
  const link = /https?:\S+\?key=[2-9A-Z]+/.exec(await dialog.innerText())?.[0] ?? '';
  t.is(new URL(link).origin, help);
  await rita.keyboard.press('Escape');
  await rita.reload();
  await rita.getByText('Connected', { exact: true }).waitFor();
  await rita.getByRole('button', { name: 'Session Key' }).click();
  t.is(
    (await dialog.getByLabel('Public portal').locator('option:checked').innerText()).trim(),
    'Contoso Help',
  );
  await rita.keyboard.press('Escape');

  // A customer with an old telephone.
  const small = await ada.browser.newContext({
    locale: 'en-GB',
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  const customer = await small.newPage();
  const fits = async () => {
    await customer.waitForLoadState();
    t.true((await customer.locator('html').evaluate((html) => html.scrollWidth)) <= 320, customer.url());
  };
  await customer.goto(help);
  t.regex(await customer.title(), /Contoso Help/);
  await fits();
  const issues = customer.getByLabel('What do you need help with?');
  await issues.selectOption({ index: 1 });
  await customer.getByLabel('In your own words').fill('It does not print.');
  await customer.getByRole('button', { name: 'Continue' }).click();
  await fits();
  await customer.getByLabel('Your name').fill('Anna');
  t.is(
    await customer.getByRole('textbox', { name: 'Describe your problem' }).inputValue(),
    'It does not print.',
  );
  await customer.getByRole('button', { name: 'Join session' }).click();
  await customer.getByRole('heading', { name: 'This page needs JavaScript' }).waitFor();
  t.true(customer.url().startsWith(`${help}/session/`));
  // Nothing is on its way there; that is hidden by a style sheet, which may come after the words.
  await customer.getByText('Opening your session').waitFor({ state: 'hidden' });

  await customer.goto(help);
  await customer.getByRole('link', { name: REPRESENTATIVE.name }).click();
  await fits();
  await customer.getByLabel('Your name').fill('Ben');
  await customer.getByRole('button', { name: 'Join session' }).click();
  await customer.waitForURL('**/session/*');
  // He allows it, as the page says, and loads the page again: that puts him in line.
  await customer.getByRole('heading', { name: 'This page needs JavaScript' }).waitFor();
  const allowing = await ada.browser.newContext({
    locale: 'en-GB',
    storageState: await small.storageState(),
  });
  await (await allowing.newPage()).goto(customer.url());
  const personal = rita.getByRole('table', { name: 'Personal queue' });
  await personal.getByRole('row').filter({ hasText: 'Ben' }).waitFor();

  // By her own choice she is not named any more.
  await rita.getByRole('button', { name: /^Status:/ }).click();
  // The box shows what the appliance says, a moment after the click.
  await rita.getByLabel('Showing on representative list').click();
  await until('the list without her', async () => {
    await customer.goto(help);
    return (await customer.getByRole('link', { name: REPRESENTATIVE.name }).count()) === 0;
  });

  const laptop = await ada.browser.newContext({ locale: 'en-GB' });
  const late = await laptop.newPage();
  t.true((await bytesOf(late, help)) < PORTAL_BYTES);
  const brand = await late.evaluate(() =>
    getComputedStyle(document.querySelector('button') as Element).getPropertyValue('--brand'),
  );
  t.regex(brand, /#a01030/);
  await desk.close();
  await until('the team without anybody', async () => {
    await late.goto(help);
    return late.getByText('Nobody is there now, but you can leave a message').isVisible();
  });
  await late.getByLabel('What do you need help with?').selectOption({ index: 1 });
  await late.getByLabel('In your own words').fill('It does not print.');
  await late.getByRole('button', { name: 'Continue' }).click();
  await late.getByRole('heading', { name: 'Nobody is there right now' }).waitFor();
  t.is(await late.getByLabel('Your message').inputValue(), 'It does not print.');
  await late.getByLabel('Your name').fill('Cleo');
  await late.getByLabel('How we can reach you').fill('cleo@example.com');
  await late.getByRole('button', { name: 'Leave this message' }).click();
  await late.getByRole('heading', { name: 'Your message has arrived' }).waitFor();
  await page.goto(`${appliance.url}/console`);
  const left = page.getByRole('link', { name: /Messages.*1/ });
  await left.waitFor();
  await page.goto(`${appliance.url}/login/messages`);
  await page.getByText('cleo@example.com').waitFor();
  await page.getByRole('button', { name: /Mark as done/ }).click();
  await page.getByText('Nothing is to be done.').waitFor();
  t.deepEqual(ada.complaints, []);
});
