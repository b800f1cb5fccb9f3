import test from 'ava';
import { RunningAppliance, until } from '../running-appliance.ts';
import { colourOf, customerAt, representativeAtDesk, VirtualScreen } from './browsers.ts';
import { claim, joinWithKey, makeSessionKey, say } from './people.ts';

const KARL = 'Karl Vendor (external)';

test('somebody from outside joins by the link, sees the shared screen and nothing else, and is out with the owner', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using screen = await VirtualScreen.open();
  screen.paint('#2040c0');
  await using ada = await representativeAtDesk();
  await claim(ada.page, appliance);
  await ada.page.goto(`${appliance.url}/console`);
  const { key } = await makeSessionKey(ada.page);
  await using customer = await customerAt(screen);
  await joinWithKey(customer.page, appliance, key);
  await ada.page.getByRole('button', { name: 'Accept' }).first().click();
  await ada.page.getByRole('button', { name: 'Request screen' }).click();
  await customer.page.getByRole('button', { name: 'Allow' }).click();
  await say(ada.page, 'A colleague of the manufacturer comes.');

  await ada.page.getByRole('button', { name: 'Share', exact: true }).first().click();
  await ada.page.getByRole('button', { name: 'Invite External Representative' }).click();
  const invite = ada.page.getByRole('dialog', { name: 'Invite External Representative' });
  await invite.getByRole('button', { name: 'Create Key' }).click();
  await invite.getByText('Please give a name').waitFor();
  await invite.getByLabel('Name', { exact: true }).fill('Karl Vendor');
  await invite.getByLabel('Comments').fill('Knows the plotter');
  await invite.getByRole('button', { name: 'Create Key' }).click();
  await invite.getByRole('button', { name: 'Copy link' }).click();
  await invite.getByText('The link is copied.').waitFor();
  const url = await ada.page.evaluate(() => navigator.clipboard.readText());
  t.regex(url, /\/console\/external\?key=[2-9A-Z]{12}$/);
  await invite.getByRole('button', { name: 'Done' }).click();

  await using karl = await representativeAtDesk();
  await karl.page.goto(url);
  await karl.page.getByText(KARL).waitFor();
  t.is(await karl.page.getByText('Anna Lindqvist').count(), 0, 'nothing of the customer yet');
  await karl.page.getByRole('button', { name: 'Join session' }).click();
  await karl.page.getByText('A colleague of the manufacturer comes.').first().waitFor();
  const blue = await until('the customer’s blue screen', async () => {
    const colour = await colourOf(karl.page, 'Customer screen');
    return colour !== undefined && colour[2] > 130 && colour[0] < 90 && colour;
  });
  t.truthy(blue);
  await say(karl.page, 'Hello from outside.');
  await customer.page.getByText('Hello from outside.').first().waitFor();
  await customer.page.getByText(`Also seen by ${KARL}`).waitFor();

  // The rest of a console is not there, and not to be had.
  for (const name of [
    'Session Key',
    'Get Next',
    'Transfer',
    'Share',
    'End session',
    'Stop',
    'Request screen',
    'Search',
  ]) {
    t.is(await karl.page.getByRole('button', { name, exact: true }).count(), 0, name);
  }
  await karl.page.keyboard.press('Alt+k');
  await karl.page.keyboard.press('Control+k');
  t.is(await karl.page.getByRole('dialog').count(), 0);
  for (const path of ['/console', '/login/reports', '/login']) {
    const answer = await karl.page.request.get(`${appliance.url}${path}`, { maxRedirects: 0 });
    t.true(path === '/login' ? (await answer.text()).includes('Sign in') : answer.status() === 303, path);
  }

  // The entered browser may reload; the picture comes back.
  await karl.page.reload();
  await until('the picture after a reload', () => colourOf(karl.page, 'Customer screen'));

  // Ada passes the session on: without an owner nobody from outside stays.
  await ada.page.getByRole('button', { name: 'Transfer', exact: true }).first().click();
  const transfer = ada.page.getByRole('dialog', { name: /Transfer/ });
  await transfer.getByText('General').first().click();
  await transfer.getByRole('button', { name: 'Transfer' }).click();
  await karl.page.getByRole('heading', { name: 'Your invitation is over' }).waitFor();
  t.is(
    await karl.page.getByText('Hello from outside.').count(),
    0,
    'nothing of the session stays on the page',
  );
  await karl.page.goto(url);
  await karl.page.getByText('This key is not valid').waitFor();
  t.deepEqual([...ada.complaints, ...karl.complaints, ...customer.complaints], []);
});
