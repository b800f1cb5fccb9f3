import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import type { SessionId } from '../../src/kernel/index.ts';
import { company, settle } from '../company.ts';
import { until } from '../running-appliance.ts';
import { addIssue } from '../sites.ts';
import { keyFrom } from '../world.ts';
import { representativeAtDesk } from './browsers.ts';

/** What has the focus, by the name under which it is heard. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const it = document.activeElement as HTMLElement;
    const label =
      'labels' in it ? (it.labels as NodeListOf<HTMLElement> | null)?.[0]?.textContent : undefined;
    return (it.getAttribute('aria-label') ?? label ?? it.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  });
}

/** Whether the focus is where it can be seen: within the window, with a ring around it. */
function isSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const it = document.activeElement as HTMLElement;
    const box = it.getBoundingClientRect();
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
    const hasRing = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
    return (
      hasRing &&
      box.width > 0 &&
      box.top >= 0 &&
      box.bottom <= innerHeight &&
      box.left >= 0 &&
      box.right <= innerWidth
    );
  });
}

/**
 * That the focus comes to rest on what has this name. A page gives it when it is drawn, which may be after it has
 * been loaded: a key that is pressed before goes nowhere.
 */
async function focusIsOn(t: ExecutionContext, page: Page, name: string, why?: string): Promise<void> {
  let now = '';
  await until('the focus', async () => (now = await focused(page)) === name).catch(() => undefined);
  t.is(now, name, why);
}

/** Presses the key that often: what had the focus after each. */
async function walk(
  t: ExecutionContext,
  page: Page,
  steps: number,
  key: 'Tab' | 'Shift+Tab',
): Promise<readonly string[]> {
  const passed: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press(key);
    const name = await focused(page);
    passed.push(name);
    t.true(await isSeen(page), `the focus on “${name}” is seen`);
  }
  return passed;
}

test('a customer comes in, waits, answers and leaves by keyboard alone, and is told what changes', async (t) => {
  t.timeout(120_000);
  await using all = await company([['Printers', {}]]);
  await addIssue(all, 'Printing', 'Printers');
  await using somebody = await representativeAtDesk();
  const { page } = somebody;
  const { world, ada } = all;
  const key = await keyFrom(ada);
  // Somebody is first in the line.
  const first = await world.customer(await keyFrom(ada), 'Ben');

  // The portal: the key has the focus, and everything else comes in the order in which it is read.
  await page.goto(world.url);
  await focusIsOn(t, page, 'Session key');
  t.deepEqual(await walk(t, page, 2, 'Shift+Tab'), ['Northwind', 'Go to the content']);
  t.deepEqual(await walk(t, page, 8, 'Tab'), [
    'Northwind',
    'Session key',
    'Join session',
    'What do you need help with?',
    'In your own words',
    'Continue',
    'AAAda Admin',
    'English',
  ]);
  await page.goto(world.url);
  await focusIsOn(t, page, 'Session key');
  await page.keyboard.press('Enter');
  await page.locator('#key-error').waitFor();
  await focusIsOn(t, page, 'Session key');
  t.is(
    await page
      .locator('#key')
      .getAttribute('aria-describedby')
      .then((ids) => ids?.includes('key-error')),
    true,
  );
  await page.keyboard.type(key);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'You are joining Ada Admin’s session' }).waitFor();
  await focusIsOn(t, page, 'Your name');
  await page.keyboard.press('Enter');
  await page.getByText('Please tell us your name').waitFor();
  await focusIsOn(t, page, 'Your name');
  await page.keyboard.type('Anna');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/session/*');
  const session = page.url().split('/').at(-1) as SessionId;

  // The waiting room: the place is said once, politely, and again only when it changes; clocks are silent.
  await page.getByRole('heading', { name: 'You are number 2 in line' }).waitFor();
  const place = page.locator('[role=status]').filter({ hasText: 'You are number 2 in line' });
  t.is(await place.count(), 1);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const live = (node: Node) => {
      const element = node instanceof Element ? node : node.parentElement;
      const region = element?.closest('[aria-live], [role=status], [role=alert], [role=log]');
      return region instanceof HTMLElement && region.ariaLive !== 'off' ? region : undefined;
    };
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = live(target);
        if (region !== undefined) {
          said.push(region.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '');
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const clock = () => page.locator('.waiting-text .numbers').innerText();
  const before = await clock();
  await until('a second to pass', async () => (await clock()) !== before);
  const said = () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0));
  t.deepEqual(await said(), [], 'a second that passes is not said');
  await ada.command({ type: 'accept', session: first.session });
  await settle(all);
  await page.getByRole('heading', { name: 'You are next' }).waitFor();
  const change = await said();
  t.true(change.length > 0 && change.every((text) => text.includes('You are next')), change.join());

  // Somebody comes while the focus is on what goes away with the waiting.
  const question = page.getByRole('dialog');
  for (const leaving of ['Leave', 'Leave a message instead of waiting']) {
    // A slip costs nobody the place in line: it is asked first, and Escape stays.
    await page.getByRole('button', { name: leaving, exact: true }).focus();
    await page.keyboard.press('Enter');
    await question.getByRole('heading', { name: 'Stop waiting?' }).waitFor();
    await focusIsOn(t, page, 'Stay');
    await page.locator('dialog button[disabled]').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await focusIsOn(t, page, leaving);
  }
  await ada.command({ type: 'accept', session });
  await page.getByRole('button', { name: 'Share my screen' }).waitFor();
  await focusIsOn(t, page, 'Share my screen');

  // A question: the harmless answer has the focus, Tab stays within, Enter does not consent, Escape refuses.
  await ada.command({ type: 'request-screen', session });
  await question.waitFor();
  await focusIsOn(t, page, 'Deny');
  t.true(await isSeen(page));
  await page.locator('dialog button[disabled]').waitFor({ state: 'detached' });
  await page.keyboard.press('Tab');
  await focusIsOn(t, page, 'Allow');
  await page.keyboard.press('Enter');
  await page.getByText('Enter does not answer this question.').waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await focusIsOn(t, page, 'Share my screen', 'back where it was');
  await page.getByText('You did not agree. Nothing was shared.').waitFor();

  // The end: asked first, Escape stays, and the focus goes on to what the page is about then.
  const end = page.getByRole('button', { name: 'End session' });
  await end.focus();
  await page.keyboard.press('Enter');
  await question.waitFor();
  await focusIsOn(t, page, 'Stay');
  // What is still being typed answers nothing.
  await page.locator('dialog button[disabled]').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await focusIsOn(t, page, 'End session');
  await page.keyboard.press('Enter');
  await question.waitFor();
  await page.locator('dialog button[disabled]').waitFor({ state: 'detached' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The session has ended' }).waitFor();
  await focusIsOn(t, page, 'The session has ended');
  t.deepEqual(somebody.complaints, []);
});
