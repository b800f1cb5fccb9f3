import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runInThisContext } from 'node:vm';
import Handlebars from 'handlebars';
import type { Clock } from '../../kernel/index.ts';
import { instant } from '../../kernel/index.ts';
import {
  directionOf,
  nameOfLanguage,
  piecesByKey,
  wordsOf,
  type Language,
  type ServerWords,
} from '../../languages/index.ts';
import { absoluteTime, byteCount, durationText, isoTime, relativeTime } from './time-text.ts';

/** How a page speaks to its reader. */
export interface Speech {
  readonly words: ServerWords;
  /** What the reader may choose from. */
  readonly offered: readonly Language[];
  /** The page's own address, to come back to after a choice. */
  readonly here: string;
}

/** The hidden fields of forms. */
export interface FormMarks {
  /** Ties the form to whoever it was given to. */
  readonly token: () => string;
  /** Another one each time: tells a form that is sent again from one that is filled in again. */
  readonly nonce: () => string;
}

const ENGLISH: Speech = { words: wordsOf('en'), offered: ['en'], here: '/' };

/**
 * The view engine. Views are the package's own files, compiled once when the appliance starts; users'
 * text only ever arrives as data and is escaped (nothing else in the product compiles a template).
 *
 * Every view is a partial of every other under its path: a layout is used as
 * `{{#> layouts/admin title="Users"}} … {{/layouts/admin}}` and shows its content by `{{> @partial-block}}`.
 * A name that the page model lacks is an error, in `{{#if}}` as well: a model names every field it may show.
 *
 * Helpers: `{{asset "console.js"}}` the hashed address of a file in dist/; `{{csrf}}` the hidden field
 * that every form needs; `{{once}}` the one that a form needs which begins something, so that it is begun once;
 * `{{time at}}` an instant as an absolute `<time>`; `{{ago at}}` the same,
 * relative with the absolute time on hover; `{{duration ms}}`, `{{bytes n}}`; `(eq a b)` for `#if`.
 * `page` is what createWeb adds to each model.
 *
 * For customers: `{{say "portal.join.heading" name=(bdi representativeName)}}` a text of languages/ in the
 * reader's language, with its values (text, numbers, or the markup of `(bdi …)` and `(strong …)`); `{{lang}}` and
 * `{{dir}}` of the page; `{{here}}` its address; `{{words}}` the file that
 * the customer's page loads its texts from, `{{wordsFiles}}` those that may be chosen, as JSON; `{{#each (languages)}}` what may be chosen: code, name, current.
 */
export class Views {
  readonly #templates = new Map<string, Handlebars.TemplateDelegate>();
  readonly #names: readonly string[];

  private constructor(templates: ReadonlyMap<string, Handlebars.TemplateDelegate>) {
    this.#templates = new Map(templates);
    this.#names = [...templates.keys()].toSorted();
  }

  /** Reads and compiles every `.hbs` under `directory`. Raises when one does not parse. */
  static load(options: {
    readonly directory: string;
    readonly asset: (name: string) => string;
    readonly clock: Pick<Clock, 'now'>;
  }): Views {
    const handlebars = Handlebars.create();
    Object.assign(handlebars, { JavaScriptCompiler: StrictCompiler });
    const helpers = helpersOf(options);
    handlebars.registerHelper(helpers);
    const templates = new Map<string, Handlebars.TemplateDelegate>();
    for (const entry of readdirSync(options.directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.hbs')) {
        continue;
      }
      const file = join(entry.parentPath, entry.name);
      const name = relative(options.directory, file).slice(0, -'.hbs'.length).split('\\').join('/');
      const compiled = handlebars.precompile(readFileSync(file, 'utf8'), {
        strict: true,
        knownHelpersOnly: true,
        knownHelpers: Object.fromEntries(Object.keys(helpers).map((helper) => [helper, true])) as never,
      }) as string;
      // The compiled text comes from our own file; running it under that name gives stack traces that say which.
      const template = handlebars.template(runInThisContext(`(${compiled})`, { filename: file }) as never);
      templates.set(name, template);
      handlebars.registerPartial(name, template);
    }
    return new Views(templates);
  }

  /** Every view by name, for the test that renders them all. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** Raises when there is no such view, or when the model lacks a name that the view shows. */
  render(
    name: string,
    model: Readonly<Record<string, unknown>>,
    formMarks: FormMarks,
    speech: Speech = ENGLISH,
  ): string {
    const template = this.#templates.get(name);
    if (template === undefined) {
      throw new Error(`there is no view ${name}`);
    }
    return template(model, { data: { formMarks, speech } });
  }
}

/** What is overridden of Handlebars' code generator, which its types do not describe. */
interface Compiler {
  compiler: unknown;
  resolvePath(type: string, parts: readonly string[], from: number, falsy?: boolean, strict?: boolean): void;
}
const base = (Handlebars as unknown as { JavaScriptCompiler: { prototype: Compiler } }).JavaScriptCompiler
  .prototype;

/** Handlebars' `strict` lets `{{#if mispelt}}` and `{{> partial field=mispelt}}` pass as false; this does not. */
function StrictCompiler(): void {
  // Handlebars calls it with `new`; all there is to it is its prototype.
}
StrictCompiler.prototype = Object.assign(Object.create(base) as Compiler, {
  compiler: StrictCompiler,
  resolvePath(
    this: Compiler,
    type: string,
    parts: readonly string[],
    from: number,
    falsy?: boolean,
    strict?: boolean,
  ): void {
    const named = type === 'context' && parts.length > from;
    base.resolvePath.call(this, type, parts, from, falsy, named || strict);
  },
});

/** One language is no choice. */
function menuOf({ words, offered }: Speech) {
  return offered.length < 2
    ? []
    : offered.map((code) => ({
        code,
        name: nameOfLanguage(code),
        current: code === words.language,
      }));
}

function helpersOf(options: {
  readonly asset: (name: string) => string;
  readonly clock: Pick<Clock, 'now'>;
}) {
  const safe = (html: string) => new Handlebars.SafeString(html);
  const escape = (text: unknown) => Handlebars.escapeExpression(text as string);
  const wordsFile = (language: Language) => options.asset(`words-${language}.js`);
  const marksOf = (from: Handlebars.HelperOptions) =>
    (from.data as { readonly formMarks: FormMarks }).formMarks;
  const speechOf = (from: Handlebars.HelperOptions) => (from.data as { readonly speech: Speech }).speech;
  return {
    asset: (name: string) => options.asset(name),
    csrf: (from: Handlebars.HelperOptions) => {
      return safe(`<input type="hidden" name="csrf" value="${escape(marksOf(from).token())}">`);
    },
    once: (from: Handlebars.HelperOptions) =>
      safe(`<input type="hidden" name="once" value="${escape(marksOf(from).nonce())}">`),
    time: (at: number) => safe(`<time datetime="${isoTime(at)}">${absoluteTime(at)}</time>`),
    ago: (at: number) =>
      safe(
        `<time datetime="${isoTime(at)}" title="${absoluteTime(at)}">${relativeTime(instant(at), options.clock.now())}</time>`,
      ),
    say: (key: string, from: Handlebars.HelperOptions) => {
      const parts = piecesByKey<object>(speechOf(from).words, key, from.hash as Record<string, string>);
      return parts.every((part) => typeof part === 'string')
        ? parts.join('')
        : safe(parts.map(escape).join(''));
    },
    bdi: (text: unknown) => safe(`<bdi>${escape(text)}</bdi>`),
    strong: (text: unknown) => safe(`<strong>${escape(text)}</strong>`),
    lang: (from: Handlebars.HelperOptions) => speechOf(from).words.language,
    dir: (from: Handlebars.HelperOptions) => directionOf(speechOf(from).words.language),
    words: (from: Handlebars.HelperOptions) => wordsFile(speechOf(from).words.language),
    wordsFiles: (from: Handlebars.HelperOptions) =>
      JSON.stringify(menuOf(speechOf(from)).map(({ code, name }) => ({ code, name, file: wordsFile(code) }))),
    here: (from: Handlebars.HelperOptions) => speechOf(from).here,
    languages: (from: Handlebars.HelperOptions) => menuOf(speechOf(from)),
    duration: (durationMs: number) => durationText(durationMs),
    bytes: (count: number) => byteCount(count),
    eq: (left: unknown, right: unknown) => left === right,
  };
}
