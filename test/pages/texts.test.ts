import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';

const root = join(import.meta.dirname, '../..');

/** Attributes that people read or hear. */
const READ = /\s(?:title|alt|placeholder|aria-label|aria-description|aria-roledescription)="([^"]*)"/gu;
const LETTERS = /\p{L}{2,}/u;

/** What of this markup, without its expressions, would be read by people. */
function literalTexts(markup: string): readonly string[] {
  const attributes = [...markup.matchAll(READ)].map(([, text]) => text ?? '');
  const between = markup
    .replaceAll(/<!--[\s\S]*?-->|<(?:script|style|svg)[\s\S]*?<\/(?:script|style|svg)>/gu, '')
    .split(/<[^>]*>/u)
    .map((text) => text.replaceAll(/&[a-z]+;/gu, '').trim());
  return [...attributes, ...between].filter((text) => LETTERS.test(text));
}

/** The literal pieces of every html`…` of a file, each template joined; templates within expressions count for themselves. */
function templatesOf(code: string): readonly string[] {
  const found: string[] = [];
  /** From just behind a backtick to behind its end. */
  function template(from: number, isHtml: boolean): number {
    let text = '';
    let at = from;
    while (at < code.length && code[at] !== '`') {
      if (code[at] === '\\') {
        at += 2;
      } else if (code.startsWith('${', at)) {
        at = expression(at + 2);
        text += ' ';
      } else {
        text += code[at];
        at += 1;
      }
    }
    if (isHtml) {
      found.push(text);
    }
    return at + 1;
  }
  /** From behind `${` to behind its `}`. */
  function expression(from: number): number {
    let depth = 1;
    let at = from;
    while (at < code.length && depth > 0) {
      const step = plain(at);
      depth += step.braces;
      at = step.to;
    }
    return at;
  }
  /** One step through code: to where, and how many braces it opened or closed. */
  function plain(at: number): { readonly to: number; readonly braces: number } {
    const sign = code[at] ?? '';
    if (sign === '`') {
      return { to: template(at + 1, code.slice(0, at).endsWith('html')), braces: 0 };
    }
    if (sign === "'" || sign === '"') {
      const end = new RegExp(`(?:[^\\\\${sign}\\n]|\\\\.)*${sign}`, 'uy');
      end.lastIndex = at + 1;
      return { to: end.test(code) ? end.lastIndex : at + 1, braces: 0 };
    }
    if (code.startsWith('//', at)) {
      const end = code.indexOf('\n', at);
      return { to: end === -1 ? code.length : end, braces: 0 };
    }
    if (code.startsWith('/*', at)) {
      return { to: code.indexOf('*/', at) + 2, braces: 0 };
    }
    return { to: at + 1, braces: sign === '{' ? 1 : sign === '}' ? -1 : 0 };
  }
  for (let at = 0; at < code.length;) {
    at = plain(at).to;
  }
  return found;
}

test('the reader of templates finds what a person would read', (t) => {
  t.deepEqual(
    literalTexts('<p class="no">Yes <b title="Also this">&nbsp;…</b></p><svg><path d="M0 v"/></svg>'),
    ['Also this', 'Yes'],
  );
  const code =
    'const a = html`<p>@{say(`x@{1}`)} One @{b ? html`<i>Two</i>` : "Three"}</p>`; // html`<p>Four</p>`'.replaceAll(
      '@',
      '$',
    );
  t.deepEqual(templatesOf(code).flatMap(literalTexts), ['Two', 'One']);
});

test('no page for customers has a text of its own: all of them are in the catalogs', (t) => {
  const views = [
    ...readdirSync(join(root, 'views/portal')).map((name) => `views/portal/${name}`),
    'views/layouts/portal.hbs',
    'views/layouts/door.hbs',
    'views/error/error.hbs',
    'views/partials/language-menu.hbs',
    'views/partials/survey-questions.hbs',
    'views/partials/receipt-facts.hbs',
    'views/partials/theme-switch.hbs',
  ];
  for (const view of views) {
    // What stands in quotes within an expression is a name, or a text's key.
    const markup = readFileSync(join(root, view), 'utf8').replaceAll(/\{\{[\s\S]*?\}\}/gu, ' ');
    t.deepEqual(literalTexts(markup), [], view);
  }
  const files = readdirSync(join(root, 'src/customer/view')).filter((name) => !name.endsWith('.test.ts'));
  t.true(files.length > 5);
  for (const name of files) {
    const code = readFileSync(join(root, 'src/customer/view', name), 'utf8');
    t.deepEqual(templatesOf(code).flatMap(literalTexts), [], name);
  }
});
