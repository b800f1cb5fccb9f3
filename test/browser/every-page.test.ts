import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { directionOf, LANGUAGES, type Language } from '../../src/languages/index.ts';
import { STATES, WRITTEN, type StateName } from '../customer-states.ts';
import type { ServedPage } from '../customer-pages.ts';
import { strangers, textsIn } from '../pages/page-texts.ts';
import { beyond, Gallery, problemsOf, squeezed, type Look } from './gallery.ts';

/** What a customer’s page loads and does not show: said elsewhere, or only when something goes wrong. */
const SAID_ELSEWHERE = /^(?:(?:fault|error|customer\.call|customer\.unanswered)\.|customer\.ask\.wrong-key$)/;
/** Between them each kind of window, appearance and direction; the rest is the same rules again. */
const LOOKS: readonly (Look & { readonly language: Language })[] = [
  { width: 1440, scheme: 'light', language: 'de' },
  { width: 320, height: 640, scheme: 'dark', language: 'ar' },
];
/** What has the focus where the page changed under somebody: the answer that gives nothing away, or what it is about now. */
const FOCUSED: Readonly<Partial<Record<StateName, string>>> = {
  'asked agreement': '#asked-title',
  'asked recording': '#asked-title',
  'asked to elevate': 'dialog .button >> nth=0',
  'asked for the screen': 'dialog .button >> nth=0',
  'asked to end': 'dialog .button >> nth=0',
  'stage ended': '#ended-title',
};
const THE_SAME: Readonly<Partial<Record<Language, readonly string[]>>> = {
  fr: ['Conversation', 'Message', 'minutes'],
};

/** Pages that differ in their words alone are one picture. */
function pictures(pages: readonly ServedPage[], language: Language): readonly ServedPage[] {
  const bySkeleton = new Map<string, ServedPage>();
  for (const page of pages.filter((one) => one.language === language)) {
    const tags = [
      ...page.html.matchAll(
        /<[a-z1-6]+(?:\s+(?:class|type|role|aria-invalid|disabled)(?:="[^"]*")?|\s+[^\s>]+)*>/g,
      ),
    ];
    bySkeleton.set(
      tags.map(([tag]) => tag.replaceAll(/(?:value|href|action|id|content|src|lang)="[^"]*"/g, '')).join(''),
      page,
    );
  }
  return [...bySkeleton.values()];
}

/** The page without its words: states that differ in these alone are one picture. */
function shapeOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .map((it) => `${it.localName} ${it.getAttribute('class') ?? ''} ${it.getAttribute('role') ?? ''}`)
      .join(),
  );
}

async function isWhole(t: ExecutionContext, gallery: Gallery, look: Look & { readonly language: Language }) {
  const page = await gallery.page(look);
  const { language, width, scheme } = look;
  for (const served of pictures(gallery.pages, language)) {
    await gallery.picture(page, served);
    t.deepEqual(await problemsOf(page), [], `${served.name}, ${width} px, ${scheme}, ${language}`);
  }
  const shapes = new Set<string>();
  for (const name of await gallery.openCustomerPage(page)) {
    await gallery.show(page, name, language);
    const what = `${name}, ${width} px, ${scheme}, ${language}`;
    const shape = await shapeOf(page);
    t.deepEqual(shapes.has(shape) ? [] : await problemsOf(page), [], what);
    shapes.add(shape);
    t.deepEqual(await squeezed(page), [], what);
    if (name in FOCUSED) {
      t.true(
        await page.locator(FOCUSED[name] ?? '').evaluate((it) => it === document.activeElement),
        `the focus of ${what}`,
      );
    }
  }
  const moving = await page.evaluate(
    () => document.getAnimations().filter((it) => it.playState === 'running').length,
  );
  t.is(moving, 0, 'nothing moves for those who asked for that');
  await page.context().close();
}

/** A waiting room with everything in it: a usual screen shows all of it, a telephone begins with the place in line. */
async function holdsAllWhoWait(t: ExecutionContext, gallery: Gallery) {
  const name = 'waiting third, with greeting, wait, message on hold and notice';
  const usual = await gallery.page({ width: 1440, scheme: 'light' });
  await gallery.openCustomerPage(usual);
  await gallery.show(usual, name, 'de');
  t.is(
    await usual.locator('.side').evaluate((side) => side.scrollHeight - side.clientHeight),
    0,
    'what there is to read is read without scrolling',
  );
  await usual.context().close();
  const telephone = await gallery.page({ width: 375, height: 812, scheme: 'light' });
  await gallery.openCustomerPage(telephone);
  await gallery.show(telephone, name, 'en');
  const topOf = async (part: string) => (await telephone.locator(part).boundingBox())?.y ?? Infinity;
  const tops: number[] = [];
  for (const part of ['.greeting', '#waiting-title', '.usual-wait', '.alert.notice', '.on-hold', '.notify']) {
    tops.push(await topOf(part));
  }
  t.deepEqual(
    tops,
    tops.toSorted((one, other) => one - other),
  );
  t.true((tops[2] ?? Infinity) < 400, 'the place and the wait are seen at once');
  await telephone.context().close();
}

test('every page of a customer can be used by everybody, is in one language, and fits a small telephone', async (t) => {
  t.timeout(300_000);
  await using gallery = await Gallery.open();
  for (const look of LOOKS) {
    await isWhole(t, gallery, look);
  }

  await holdsAllWhoWait(t, gallery);

  const wide: string[] = [];
  const small = await gallery.page({ width: 320, height: 640, scheme: 'light' });
  for (const served of LANGUAGES.flatMap((language) => pictures(gallery.pages, language))) {
    await gallery.picture(small, served);
    if ((await beyond(small)) > 0) {
      wide.push(`${served.name} in ${served.language}`);
    }
  }
  const names = await gallery.openCustomerPage(small);
  t.deepEqual(names.length, Object.keys(STATES).length);
  const foreign: string[] = [];
  const english = new Map<StateName, readonly string[]>();
  for (const language of ['en', ...LANGUAGES.filter((one) => one !== 'en')] as const) {
    for (const name of names) {
      await gallery.show(small, name, language);
      const what = `${name} in ${language}`;
      if ((await beyond(small)) > 0) {
        wide.push(what);
      }
      const html = await small.content();
      t.true(html.includes(`<html lang="${language}" dir="${directionOf(language)}"`), what);
      t.regex(html, /<title>[^<]*\p{L}[^<]* – Northwind Support<\/title>/u, what);
      const texts = textsIn(html);
      english.set(name, english.get(name) ?? texts);
      for (const text of texts) {
        t.notRegex(text, /undefined|\[object|NaN|[{}]|%[A-Z_]+%|^[a-z]+(?:\.[a-z0-9-]+)+$/u, what);
      }
      const known = [...WRITTEN, ...(THE_SAME[language] ?? [])];
      if (language !== 'en') {
        const found = strangers(texts, english.get(name) ?? [], language, known);
        foreign.push(...found.map((text) => `${what}: ${text}`));
      }
    }
  }
  t.deepEqual(wide, [], 'wider than their window');
  t.deepEqual(foreign, [], 'not in the language of the page');
  const unsaid = (await gallery.unsaid(small)).filter((key) => !SAID_ELSEWHERE.test(key));
  t.deepEqual(
    unsaid,
    [],
    'texts that no state in test/customer-states.ts shows: give the page a state that does',
  );
});
