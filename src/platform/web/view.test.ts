import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'ava';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { Views } from './view.ts';

function views(files: Readonly<Record<string, string>>): Views {
  const directory = mkdtempSync(join(tmpdir(), 'handrail-views-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  try {
    return Views.load({ directory, asset: (name) => `/assets/${name}`, clock: new FakeTime() });
  } finally {
    rmSync(directory, { recursive: true });
  }
}
const noToken = { token: () => 'token', nonce: () => 'nonce' };
/** Handlebars throws what only inherits from Error. */
const HANDLEBARS_ERROR = { any: true } as const;

test('a layout wraps a view, and both see the same model', (t) => {
  const all = views({
    'layouts/plain.hbs': '<title>{{title}} {{page.siteName}}</title><main>{{> @partial-block}}</main>',
    'a/b.hbs': '{{#> layouts/plain title="T"}}<p>{{name}}</p>{{/layouts/plain}}',
  });
  t.is(
    all.render('a/b', { name: 'N', page: { siteName: 'S' } }, noToken),
    '<title>T S</title><main><p>N</p></main>',
  );
  t.deepEqual(all.names, ['a/b', 'layouts/plain']);
});

test('a name that the model lacks is an error, and so is a view that does not exist', (t) => {
  const all = views({
    'a.hbs': '{{mispelt}}',
    'b.hbs': '{{#if mispelt}}x{{/if}}',
    'c.hbs': '{{toString}}{{constructor.name}}',
  });
  t.throws(() => all.render('a', {}, noToken), HANDLEBARS_ERROR);
  t.throws(() => all.render('b', {}, noToken), HANDLEBARS_ERROR);
  t.throws(() => all.render('c', {}, noToken), HANDLEBARS_ERROR, 'nothing of a prototype is reached');
  t.throws(() => all.render('toString', {}, noToken));
});

test('a view that does not parse, or that calls an unknown helper, stops the start', (t) => {
  t.throws(() => views({ 'a.hbs': '{{#if x}}' }), HANDLEBARS_ERROR);
  t.throws(() => views({ 'a.hbs': '{{unknown "x"}}' }), HANDLEBARS_ERROR);
});

test('text is escaped and never compiled (T5)', (t) => {
  const all = views({ 'a.hbs': '<p title="{{text}}">{{text}}</p>' });
  for (const text of [
    '{{7*7}}',
    '{{constructor}}',
    '{{#with "s" as |x|}}',
    '{{lookup this "constructor"}}',
    '{{{{raw}}}}',
    '<%= 7*7 %>',
    '"><script>x</script>',
    "' onmouseover='x",
  ]) {
    const html = all.render('a', { text }, noToken);
    t.notRegex(html, /<script|49/);
    const escaped = /<p title="([^"]*)">([^<]*)<\/p>/.exec(html);
    t.is(escaped?.[1], escaped?.[2]);
    const back = (escaped?.[1] ?? '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&#x3D;', '=')
      .replaceAll('&#x60;', '`')
      .replaceAll('&amp;', '&');
    t.is(back, text);
  }
});

test('the helpers write addresses, tokens, times and sizes', (t) => {
  const at = Date.UTC(2026, 10, 21, 11);
  const all = views({
    'a.hbs':
      '{{asset "x.js"}} {{csrf}} {{ago at}} {{duration at}} {{bytes size}} {{#if (eq a "1")}}one{{else}}other{{/if}}',
    'b.hbs': '{{time at}}',
  });
  const html = all.render('a', { at, size: 2_000, a: '1' }, { ...noToken, token: () => '"token"' });
  t.regex(html, /^\/assets\/x\.js <input type="hidden" name="csrf" value="&quot;token&quot;"> /);
  t.regex(html, /<time datetime="2026-11-21T11:00:00.000Z" title="2\d Nov 2026, [^"]+">1 h ago<\/time>/);
  t.regex(html, /2\.0 kB one$/);
  t.regex(all.render('b', { at }, noToken), /^<time datetime="2026-11-21T11:00:00.000Z">2\d Nov 2026/);
});
