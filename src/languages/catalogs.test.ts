import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { FAULTS } from '../kernel/index.ts';
import { LANGUAGES } from './language.ts';
import type { Text } from './text.ts';

/** Refusals that no customer ever meets; every other one has a text in every language. */
const ONLY_FOR_STAFF = new Set([
  'sign-in-required',
  'wrong-credentials',
  'already-accepted',
  'not-owner',
  'sessions-open',
  'owner-stays',
  'too-many-invited',
  'too-many-buttons',
  'not-sent',
  'nobody-there',
  'nobody-waiting',
  'request-open',
  'not-sent',
]);

/** Texts that are the same words in a language as in English. */
const THE_SAME = new Set([
  ...['de', 'fr', 'es', 'ar'].map((language) => `${language} customer.ask.unable`),
  'fr customer.chat.label',
  'fr customer.chat.message',
  'fr customer.fact.messages',
]);

type Catalog = Readonly<Record<string, Text>>;
const parts = readdirSync(join(import.meta.dirname, 'en')).toSorted();

async function catalogOf(language: string): Promise<Catalog> {
  const modules = await Promise.all(
    parts.map((part) => import(`./${language}/${part}`) as Promise<Readonly<Record<string, Catalog>>>),
  );
  return Object.assign({}, ...modules.flatMap((module) => Object.values(module))) as Catalog;
}
const all = Object.fromEntries(
  await Promise.all(LANGUAGES.map(async (language) => [language, await catalogOf(language)] as const)),
) as Readonly<Record<string, Catalog>>;
const english = all['en'] ?? {};

function formsOf(text: Text): readonly string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([^}]*)\}/gu)].map(([, name]) => name ?? '').toSorted();
}

test('every language has the same files and the same texts', (t) => {
  t.true(Object.keys(english).length > 50);
  for (const language of LANGUAGES) {
    t.deepEqual(readdirSync(join(import.meta.dirname, language)).toSorted(), parts, language);
    t.deepEqual(Object.keys(all[language] ?? {}).toSorted(), Object.keys(english).toSorted(), language);
  }
});

test('every text has the placeholders of the English one, and nothing else in braces', (t) => {
  for (const language of LANGUAGES) {
    for (const [key, text] of Object.entries(all[language] ?? {})) {
      const wanted = new Set(formsOf(english[key] ?? '').flatMap(namesIn));
      for (const form of formsOf(text)) {
        const found = namesIn(form);
        t.true(
          found.every((name) => wanted.has(name)),
          `${language} ${key}: ${found.join()}`,
        );
        t.notRegex(form.replaceAll(/\{[A-Za-z]+\}/gu, ''), /[{}<>]/u, `${language} ${key}`);
        // A form for one or two may say its number in words.
        const missing = [...wanted].filter((name) => name !== 'count' && !found.includes(name));
        t.deepEqual(missing, [], `${language} ${key}`);
      }
      if (wanted.has('count') && typeof text !== 'string') {
        t.true(text.other.includes('{count}'), `${language} ${key}: other`);
      }
    }
  }
});

test('every way in which a language counts has its form', (t) => {
  for (const language of LANGUAGES) {
    const rules = new Intl.PluralRules(language);
    const needed = new Set(Array.from({ length: 1001 }, (_, count) => rules.select(count)));
    for (const [key, text] of Object.entries(all[language] ?? {})) {
      if (typeof text !== 'string') {
        t.deepEqual(Object.keys(text).toSorted(), [...needed].toSorted(), `${language} ${key}`);
      }
    }
  }
});

test('no text is left in English, empty, or without a letter of its own script', (t) => {
  const script = { ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, ar: /\p{Script=Arabic}/u };
  for (const language of LANGUAGES.filter((one) => one !== 'en')) {
    for (const [key, text] of Object.entries(all[language] ?? {})) {
      for (const form of formsOf(text)) {
        t.true(form.trim() === form && form !== '', `${language} ${key}`);
        const isEnglish = formsOf(english[key] ?? '').includes(form);
        t.is(isEnglish, THE_SAME.has(`${language} ${key}`), `${language} ${key}: ${form}`);
        const isWords = /\p{L}/u.test(form.replaceAll(/\{[A-Za-z]+\}/gu, ''));
        if ((language === 'ja' || language === 'ar') && isWords) {
          t.regex(form, script[language], `${language} ${key}`);
        }
      }
    }
  }
});

test('every refusal that a customer may meet has its text, and the English one is the code’s own', (t) => {
  for (const [code, [, sentence]] of Object.entries(FAULTS)) {
    const text = english[`fault.${code}`];
    if (ONLY_FOR_STAFF.has(code)) {
      t.is(text, undefined, `${code} is said to be for staff only`);
    } else {
      t.is(
        text,
        sentence,
        `${code}: give it a text in src/languages/*/faults.ts, or add it to ONLY_FOR_STAFF`,
      );
    }
  }
});

test('every text is used, and what views ask for is there', (t) => {
  const root = join(import.meta.dirname, '../..');
  const files = (directory: string, ending: string) =>
    readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending) && !/^languages\/[a-z]{2}\/|[.]test[.]ts$/.test(name))
      .map((name) => readFileSync(join(root, directory, name), 'utf8'))
      .join('\n');
  const views = files('views', '.hbs');
  const code = files('src', '.ts');
  for (const [, key] of views.matchAll(/\(?say "([^"]+)"/g)) {
    t.true((key ?? '') in english, `no text is called ${key}`);
  }
  // `${…}` at the end of a key stands for whatever follows.
  const beginnings = [...code.matchAll(/`([a-z]+\.[a-z0-9.-]*)\$\{/g)].map(([, start]) => start ?? '');
  for (const key of Object.keys(english)) {
    const used =
      views.includes(`"${key}"`) ||
      code.includes(`'${key}'`) ||
      beginnings.some((start) => key.startsWith(start));
    t.true(used, `${key} is said nowhere`);
  }
});
