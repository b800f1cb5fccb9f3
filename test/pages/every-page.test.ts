import test from 'ava';
import { directionOf, LANGUAGES, type Language } from '../../src/languages/index.ts';
import { servedPages, WRITTEN, type ServedPage } from '../customer-pages.ts';
import { strangers, textsIn } from './page-texts.ts';

/** Words that are the same as in English, or a name: whatever else is the same was not translated. */
const THE_SAME: Readonly<Partial<Record<Language, readonly string[]>>> = { fr: ['Messages'] };
/** Pages of people who have an account, or who help from outside: they are in English. */
const FOR_STAFF = /^(?:GET|POST) \/(?:login|console)(?:\/|$)/;

test('every page of the server that a customer can come to is whole in every language', async (t) => {
  t.timeout(120_000);
  await using all = await servedPages();
  const routes = all.world.appliance.routes
    .filter(({ kind, who }) => kind !== 'file' && kind !== 'json' && ['anyone', 'customer'].includes(who))
    .map(({ method, path }) => `${method} ${path}`)
    // It answers with another page.
    .filter((route) => !FOR_STAFF.test(route) && route !== 'POST /language');
  const seen = new Set(all.pages.map(({ route }) => route));
  t.deepEqual(
    routes.filter((route) => !seen.has(route)),
    [],
    'routes without a page in test/customer-pages.ts: add how a customer comes to theirs',
  );

  const english = new Map<string, ServedPage>();
  for (const page of all.pages.filter(({ language }) => language === 'en')) {
    english.set(page.name + page.route, page);
  }
  const foreign: string[] = [];
  for (const page of all.pages) {
    const { name, language, html, route } = page;
    const what = `${name} in ${language}`;
    t.regex(
      html,
      new RegExp(`^<!doctype html>\\s*<html lang="${language}" dir="${directionOf(language)}">`),
      what,
    );
    t.regex(html, /<title>[^<]*\p{L}[^<]*[-–] Northwind<\/title>/u, what);
    const texts = textsIn(html);
    for (const text of texts) {
      t.notRegex(text, /undefined|\[object|NaN|[{}]|%[A-Z_]+%|^[a-z]+(?:\.[a-z0-9-]+)+$/u, what);
    }
    if (language !== 'en') {
      const original = textsIn(english.get(name + route)?.html ?? '');
      const known = [...WRITTEN, ...(THE_SAME[language] ?? [])];
      foreign.push(...strangers(texts, original, language, known).map((text) => `${what}: ${text}`));
    }
  }
  t.deepEqual(foreign, []);
  t.is(all.pages.length % LANGUAGES.length, 0);
});
