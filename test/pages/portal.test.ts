import { join } from 'node:path';
import test from 'ava';
import { instant } from '../../src/kernel/index.ts';
import { FakeTime } from '../../src/kernel/testing/fake-time.ts';
import { directionOf, LANGUAGES, wordsOf, type Language } from '../../src/languages/index.ts';
import { Views } from '../../src/platform/web.ts';

const HOSTILE = `"><img src=x onerror=alert(1)>{{7*7}}'`;
const views = Views.load({
  directory: join(import.meta.dirname, '../../views'),
  asset: (name) => `/assets/${name}`,
  clock: new FakeTime(instant(0)),
});

const MODELS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  'portal/home': [
    { key: '', problem: '' },
    { key: HOSTILE, problem: 'This session key is not valid.' },
  ],
  'portal/join': [
    {
      key: '7GK4M2P',
      representativeName: 'Mira Kovač',
      name: '',
      details: '',
      problems: { name: '', details: '' },
      problem: '',
    },
    {
      key: HOSTILE,
      representativeName: HOSTILE,
      name: HOSTILE,
      details: HOSTILE,
      problems: { name: 'Too long.', details: 'Too long as well.' },
      problem: 'Please send it again.',
    },
  ],
  'portal/session': [{ session: 'S'.repeat(22) }],
};

function show(view: string, index: number, language: Language = 'en'): string {
  const page = { siteName: HOSTILE, path: '/', look: { colours: '', logo: '' } };
  const speech = { words: wordsOf(language), offered: LANGUAGES, here: '/' };
  return views.render(view, { ...MODELS[view]?.[index], page }, () => 'the-token', speech);
}

test('every portal view is shown from its page model in every language, and none is without one', (t) => {
  t.deepEqual(
    views.names.filter((name) => name.startsWith('portal/')),
    Object.keys(MODELS),
  );
  for (const [view, models] of Object.entries(MODELS)) {
    for (const index of models.keys()) {
      for (const language of LANGUAGES) {
        const html = show(view, index, language);
        const start = `<!doctype html>\n<html lang="${language}" dir="${directionOf(language)}">`;
        t.is(html.slice(0, start.length), start);
        t.notRegex(html, /undefined|\[object|NaN/, view);
        t.notRegex(
          html.replaceAll(/{{7\*7}}|data-languages="[^"]*"/g, ''),
          /[{}]/,
          `${view} in ${language} has a text that was not filled`,
        );
      }
    }
  }
});

test('what people typed is text, also where it looks like markup or a template', (t) => {
  for (const [view, index] of [
    ['portal/home', 1],
    ['portal/join', 1],
    ['portal/session', 0],
  ] as const) {
    const html = show(view, index);
    t.notRegex(html, /<img src=x/, view);
    t.true(html.includes('{{7*7}}'), view);
    t.notRegex(
      html,
      / on[a-z]+=| style=|<script>|<style>|javascript:/,
      'nothing inline: the content policy would refuse it',
    );
  }
});

test('every form is tied to its sender', (t) => {
  for (const view of ['portal/home', 'portal/join']) {
    const html = show(view, 0);
    const tied = /<form [^>]*method="post"[^>]*>\n<input type="hidden" name="csrf" value="the-token">/g;
    t.is(html.match(tied)?.length, html.match(/<form /g)?.length, view);
  }
});

test('each field has its label, and what is wrong is said beside it with the text kept', (t) => {
  for (const [view, index] of [
    ['portal/home', 0],
    ['portal/home', 1],
    ['portal/join', 0],
    ['portal/join', 1],
  ] as const) {
    const html = show(view, index);
    const fields = [
      ...html.matchAll(/<(?:input|textarea) (?![^>]*type="hidden")[^>]*?\bid="([a-z]+)"[^>]*>/g),
    ];
    t.true(fields.length > 0);
    for (const [field, id] of fields) {
      t.true(html.includes(`for="${id}"`), `${view}: ${id} has no label`);
      for (const described of /aria-describedby="([^"]*)"/.exec(field)?.[1]?.split(' ') ?? []) {
        t.true(html.includes(`id="${described}"`), `${view}: ${described} is not there`);
      }
      t.is(field.includes('aria-invalid="true"'), index === 1, `${view}: ${id}`);
    }
  }
  t.regex(show('portal/home', 1), /id="key-error" role="alert">This session key is not valid\./);
  t.regex(show('portal/join', 1), /<textarea[^>]*>&quot;&gt;&lt;img/);
});

test('the names that people and tests look for are there', (t) => {
  t.regex(show('portal/home', 0), /<label class="label" for="key">Session key<\/label>/);
  t.regex(show('portal/home', 0), /<button [^>]*>Join session<\/button>/);
  const join = show('portal/join', 0);
  t.regex(join, /You are joining <bdi>Mira Kovač<\/bdi>’s session/);
  t.regex(join, /<label [^>]*>Your name<\/label>/);
  t.regex(join, /<label [^>]*>Describe your problem<\/label>/);
  t.regex(join, /<button [^>]*>Join session<\/button>/);
  t.regex(show('portal/session', 0), /<noscript>[\s\S]*JavaScript/);
});

test('a page offers every language of its portal under its own name, and marks its own', (t) => {
  const html = show('portal/home', 0, 'ja');
  for (const language of LANGUAGES) {
    t.regex(html, new RegExp(`<button name="language" value="${language}" lang="${language}"`));
  }
  t.regex(html, /lang="ja" aria-current="true">日本語</);
  t.is(html.match(/aria-current/g)?.length, 1);
  const page = { siteName: 'S', path: '/', look: { colours: '', logo: '' } };
  const one = { words: wordsOf('de'), offered: ['de'], here: '/' } as const;
  const only = views.render('portal/home', { ...MODELS['portal/home']?.[0], page }, () => 't', one);
  t.notRegex(only, /name="language"/, 'one language is no choice');
});
