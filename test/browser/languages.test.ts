import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { directionOf, LANGUAGES, say, wordsOf, type CustomerWords } from '../../src/languages/index.ts';
import { RunningAppliance, until } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { addRepresentative, claim, makeSessionKey, REPRESENTATIVE, signIn } from './people.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NAMES = { ar: 'ليلى حداد', ja: '山田花子' } as const;
/** What a portal page may weigh with everything that it loads. */
const MOST_BYTES = 150_000;

/** Everybody can use the page as it is now (WCAG 2.2 AA), and no text of it is missing. */
async function isWhole(t: ExecutionContext, page: Page, what: string): Promise<void> {
  // Its words may come before its style sheet.
  await page.waitForLoadState();
  await page.evaluate(AXE);
  const found = await page.evaluate<readonly string[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ passes, violations }) =>
      passes.length < 10 ? ['axe looked at nothing'] :
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
  );
  t.deepEqual(found, [], what);
  await saysAll(t, page, what);
}

/** It is as wide as its window, and no text is missing. */
async function saysAll(t: ExecutionContext, page: Page, what: string): Promise<void> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  t.true(beyond <= 0, `${what} is ${beyond} px too wide`);
  t.notRegex(await page.locator('body').innerText(), /[{}]|undefined|\[object/u, what);
}

/** What came over the network for this page. */
function weight(page: Page): Promise<number> {
  return page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .map((entry) => (entry as PerformanceResourceTiming).transferSize)
      .reduce((sum, bytes) => sum + bytes, 0),
  );
}

async function customerWords(language: string): Promise<CustomerWords> {
  const file = `../../src/languages/customer-page/${language}.ts`;
  return ((await import(file)) as { readonly words: CustomerWords }).words;
}

test('a customer is helped in Arabic, another in Japanese, and every page can be used by everybody', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using rep = await representativeAtDesk();
  await claim(rep.page, appliance);
  await addRepresentative(rep.page, appliance);
  await rep.context.clearCookies();
  await signIn(rep.page, appliance, REPRESENTATIVE);

  for (const language of ['ar', 'ja'] as const) {
    const portal = wordsOf(language);
    const words = await customerWords(language);
    const { key } = await makeSessionKey(rep.page);
    // One looks at it in a wide window, the other on a phone.
    const viewport = language === 'ar' ? { width: 375, height: 740 } : { width: 1440, height: 900 };
    const context = await rep.browser.newContext({ locale: language, viewport });
    const page = await context.newPage();

    await page.goto(appliance.url);
    t.is(await page.locator('html').getAttribute('dir'), directionOf(language));
    const portalBytes = await weight(page);
    t.true(portalBytes > 5_000 && portalBytes < MOST_BYTES, `the portal weighs ${portalBytes} bytes`);
    await page.goto(`${appliance.url}/message`);
    await page.getByRole('button', { name: say(portal, 'message.send') }).click();
    await page.getByText(say(portal, 'message.text-missing')).waitFor();
    await isWhole(t, page, `the message that says too little in ${language}`);
    await page.goto(appliance.url);
    await page.getByLabel(say(portal, 'portal.home.key')).fill('AAAA 2222');
    await page.getByRole('button', { name: say(portal, 'portal.start.join') }).click();
    await page.getByText(say(portal, 'fault.key-refused')).waitFor();
    await isWhole(t, page, `the portal with a wrong key in ${language}`);
    await page.getByLabel(say(portal, 'portal.home.key')).fill(key);
    await page.getByRole('button', { name: say(portal, 'portal.start.join') }).click();
    await page.getByLabel(say(portal, 'portal.start.name')).waitFor();
    await page.getByRole('button', { name: say(portal, 'portal.start.join') }).click();
    await page.getByText(say(portal, 'portal.start.name-missing')).waitFor();
    await isWhole(t, page, `the form without a name in ${language}`);
    const details = page.locator('#details');
    await details.fill('kept');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('Your name').waitFor();
    const isKept = async () => (await details.inputValue()) === 'kept';
    await until('what was typed, after a change of the language', isKept);
    await page.locator(`button[lang=${language}]`).click();
    await page.getByLabel(say(portal, 'portal.start.name')).fill(NAMES[language]);
    await until('what was typed, after the change back', isKept);
    await page.getByRole('button', { name: say(portal, 'portal.start.join') }).click();

    await page.getByRole('heading', { name: say(words, 'customer.waiting.next') }).waitFor();
    const pageBytes = await weight(page);
    t.true(pageBytes < MOST_BYTES, `the customer's page weighs ${pageBytes} bytes`);
    t.log(`${language}: portal ${portalBytes} bytes, customer's page ${pageBytes} bytes over the network`);
    await page.getByRole('textbox', { name: say(words, 'customer.chat.message') }).fill('Hello');
    await page.getByRole('button', { name: say(words, 'customer.chat.send') }).click();
    await isWhole(t, page, `the waiting room in ${language}`);
    await rep.page.getByRole('button', { name: 'Accept' }).first().click();
    await page.getByRole('heading', { name: say(words, 'customer.screen.off') }).waitFor();
    await isWhole(t, page, `the session in ${language}`);
    await rep.page.getByRole('button', { name: 'Request screen' }).first().click();
    const question = page.getByRole('dialog', {
      name: say(words, 'customer.ask.title', { name: REPRESENTATIVE.name }),
    });
    await question.waitFor();
    await page.waitForTimeout(700);
    await isWhole(t, page, `the question in ${language}`);
    await question.getByRole('button', { name: say(words, 'customer.ask.deny') }).click();
    await page.getByText(say(words, 'customer.happened.screen-denied')).waitFor();
    if (language === 'ja') {
      await everyLanguage(t, page, words);
    }
    await page.getByRole('button', { name: say(words, 'customer.end') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(words, 'customer.end') })
      .click();
    await page.getByRole('heading', { name: say(words, 'customer.ended.title') }).waitFor();
    await isWhole(t, page, `the end in ${language}`);
    await context.close();
    await rep.page.getByRole('button', { name: 'Close the tab' }).first().click();
  }
  t.deepEqual(rep.complaints, []);
});

/** The page changes its language while it is used, and the pages after it are in the last one. */
async function everyLanguage(t: ExecutionContext, page: Page, own: CustomerWords): Promise<void> {
  let words = own;
  for (const language of [...LANGUAGES.filter((one) => one !== own.language), own.language]) {
    const remembered = page.waitForResponse((response) => response.url().endsWith('/language'));
    await page.getByRole('combobox', { name: say(words, 'theme.language') }).selectOption(language);
    words = await customerWords(language);
    await page.getByRole('heading', { name: say(words, 'customer.screen.off') }).waitFor();
    t.is((await remembered).status(), 204);
    t.is(await page.locator('html').getAttribute('lang'), language);
    t.is(await page.locator('html').getAttribute('dir'), directionOf(language));
    await saysAll(t, page, `the session in ${language}`);
  }
}
