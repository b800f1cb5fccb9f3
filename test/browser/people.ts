import type { Page } from 'playwright-core';
import type { RunningAppliance } from '../running-appliance.ts';

export const ADMINISTRATOR = { name: 'Ada Admin', username: 'ada', password: 'correct horse battery' };
export const REPRESENTATIVE = { name: 'Rita Rep', username: 'rita', password: 'a rail for every hand' };

/** The first start: the claim link, four answers, and the administrator is signed in. */
export async function claim(
  page: Page,
  appliance: RunningAppliance,
  siteName = 'Northwind Support',
): Promise<void> {
  await page.goto(await appliance.claimUrl());
  await page.getByLabel('Your name').fill(ADMINISTRATOR.name);
  await page.getByLabel('Username').fill(ADMINISTRATOR.username);
  await page.getByLabel('Password').fill(ADMINISTRATOR.password);
  await page.getByLabel('Site name').fill(siteName);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByRole('button', { name: 'Create administrator' }).waitFor({ state: 'detached' });
}

/** The administrator adds somebody who helps customers. */
export async function addRepresentative(
  page: Page,
  appliance: RunningAppliance,
  person: typeof REPRESENTATIVE = REPRESENTATIVE,
): Promise<void> {
  await page.goto(`${appliance.url}/login/users`);
  await page
    .getByRole('link', { name: 'Add user' })
    .or(page.getByRole('button', { name: 'Add user' }))
    .first()
    .click();
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  await page.getByLabel('Username').fill(person.username);
  await page.getByLabel('Password').fill(person.password);
  await page.getByLabel('Representative').check();
  await page.getByRole('button', { name: /^(Save|Add user)$/ }).click();
  await page.getByText(person.name).first().waitFor();
}

export async function signIn(
  page: Page,
  appliance: RunningAppliance,
  person: { readonly username: string; readonly password: string },
  next = '/console',
): Promise<void> {
  await page.goto(`${appliance.url}${next}`);
  await page.getByLabel('Username').fill(person.username);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The representative makes a session key in the console; answers it as it is read aloud. */
export async function makeSessionKey(page: Page): Promise<{ readonly key: string; readonly url: string }> {
  await page.getByRole('button', { name: 'Session Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Generate Session Key' });
  await dialog.getByRole('button', { name: /Generate/ }).click();
  // One symbol of the link is enough to know that the key is there.
  await dialog.getByText(/\?key=[2-9A-Z]/).waitFor();
  const text = await dialog.innerText();
  const key = /\b[2-9A-Z]{4}[\s-][2-9A-Z]{4}\b/.exec(text)?.[0] ?? '';
  const url = /https?:\S+\?key=[2-9A-Z]+/.exec(text)?.[0] ?? '';
  await page.keyboard.press('Escape');
  return { key, url };
}

/** The customer types the key, says who they are, and is in the waiting room. */
export async function joinWithKey(
  page: Page,
  appliance: RunningAppliance,
  key: string,
  name = 'Anna Lindqvist',
  details = 'Outlook asks for the certificate again and again.',
): Promise<void> {
  await page.goto(appliance.url);
  await page.getByLabel('Session key').fill(key);
  await page.getByRole('button', { name: 'Join session' }).click();
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('textbox', { name: 'Describe your problem' }).fill(details);
  await page.getByRole('button', { name: 'Join session' }).click();
  await page.waitForURL('**/session/*');
}

export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}
