import test from 'ava';
import { AUTHORITY_FILE } from '../certificates.ts';
import { MailRelay, readMail, RELAY_USER } from '../mail-relay.ts';
import { RunningAppliance } from '../running-appliance.ts';
import { SmsGateway } from '../sms-gateway.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim } from './people.ts';

/** With an authority that is trusted as the README says. */
test('an administrator sets up mail and SMS, and sends a key by each way that is then offered', async (t) => {
  await using appliance = await RunningAppliance.start({ NODE_EXTRA_CA_CERTS: AUTHORITY_FILE });
  await using relay = await MailRelay.open({
    refusals: {
      recipient: (attempt) => (attempt === 2 ? { code: 550, text: '5.1.1 No such user' } : undefined),
    },
  });
  await using gateway = await SmsGateway.open();
  await using ada = await representativeAtDesk();
  const { page } = ada;
  await claim(page, appliance);

  await page.goto(`${appliance.url}/login`);
  await page.getByRole('link', { name: 'Email Configuration' }).click();
  await page.getByLabel('SMTP Server').fill('localhost');
  await page.getByLabel('Port').fill(String(relay.port));
  await page.getByLabel('User name').fill(RELAY_USER.user);
  await page.getByLabel('Password').fill(RELAY_USER.password);
  await page.getByLabel('From Address').fill('support@northwind.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('A password is stored and not shown').waitFor();
  await page.getByLabel('Send to').fill('me@example.com');
  await page.getByRole('button', { name: 'Send a test mail' }).click();
  await page.getByText('It said: 250 Queued as 4711').waitFor();

  await page.getByRole('link', { name: 'Options' }).click();
  await page.getByLabel('Enable server-side emails for support invitations').check();
  await page.getByLabel('SMS Gateway URL').fill(gateway.url);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`An address at localhost:${gateway.port} is stored`).waitFor();

  await page.goto(`${appliance.url}/console`);
  await page.getByRole('button', { name: 'Session Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Generate Session Key' });
  await dialog.getByLabel('Language of the invitation').selectOption({ label: 'German' });
  await dialog.getByRole('button', { name: 'Generate' }).click();
  const url = (await dialog.getByRole('link', { name: /key=/ }).getAttribute('href')) ?? '';

  const local = await dialog.getByRole('link', { name: 'Email (local)' }).getAttribute('href');
  t.true(decodeURIComponent(local ?? '').includes(url));
  const mail = dialog.getByRole('form', { name: 'Email (server)' });
  await mail.getByLabel('Customer’s e-mail address').fill('nobody@example.com');
  await mail.getByLabel('Customer’s e-mail address').press('Enter');
  await mail.getByText('The mail server refused the recipient. It said: 550 5.1.1 No such user').waitFor();
  t.is(await mail.getByLabel('Customer’s e-mail address').inputValue(), 'nobody@example.com');
  await mail.getByLabel('Customer’s e-mail address').fill('anna@example.com');
  await mail.getByRole('button', { name: 'Send' }).click();
  await mail.getByText('Sent to anna@example.com.').waitFor();
  const { headers, text } = readMail(relay.arrived.at(-1)?.raw ?? '');
  t.deepEqual(headers.get('subject'), ['Northwind Support: Ihre Support-Sitzung']);
  t.true(text.includes(url));

  const sms = dialog.getByRole('form', { name: 'SMS' });
  await sms.getByLabel('Customer’s phone number').fill('+46 70 123 45 67');
  await sms.getByRole('button', { name: 'Send' }).click();
  await sms.getByText('Sent to +46 70 123 45 67.').waitFor();
  t.true(gateway.asked[0]?.searchParams.get('text')?.includes(url));
  t.notRegex(appliance.output, /anna@example|nobody@example|0?701234567|70 123|g4teway/);
  t.deepEqual(ada.complaints, []);
});
