import { hasHiddenCharacter, isVisible, LIMITS, type TemplateId } from '../kernel/index.ts';
import { isLanguage, LANGUAGES } from '../languages/index.ts';
import { nameKey } from '../people/index.ts';

export interface HtmlTemplateFields {
  /** Unique. */
  readonly name: string;
  /** The body of the portal page, with macros. */
  readonly html: string;
}

/** A portal page as an administrator wrote it. It is never compiled: macros are replaced, once. */
export interface HtmlTemplate extends HtmlTemplateFields {
  readonly id: TemplateId;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** What a template can say, with what stands in its place. */
export const MACROS = {
  SITE_NAME: 'The name of the public site',
  LOGO: 'Its logo and name, as a link to the portal',
  TITLE: 'The heading above the session key, in the customer’s language',
  LEAD: 'The sentence below that heading',
  NOTICES: 'Customer notices that are shown on the portal',
  IOS_PROFILES: 'For an iPhone or iPad: the way to its profiles, where the public site has that enabled',
  SESSION_KEY_FORM: 'The form for the session key',
  ISSUE_FORM: 'The list of issues, with its heading',
  REPRESENTATIVES: 'The representatives who are there, with their heading',
  LEAVE_MESSAGE: 'The link to leave a message, where nobody is there',
  NEXT_STEPS: 'What happens next, in three steps',
  IOS_LINK: 'For everybody: the link to the profiles for iPhones and iPads, where that is enabled',
  FOOTER: 'The sentence at the end of the page',
  LANGUAGES: 'The choice of the language',
  APPEARANCE: 'The switch between light and dark',
  LANGUAGE_CODE: 'The code of the customer’s language, such as en',
} as const satisfies Readonly<Record<string, string>>;
export type Macro = keyof typeof MACROS;

/** The page that sites have without a template of their own, written as one. */
export const DEFAULT_TEMPLATE = `<header class="portal-top site-band">
%%LOGO%%
</header>
<main id="main" class="portal-main">
%%NOTICES%%
%%IOS_PROFILES%%
<div class="portal-ask">
<div class="portal-words">
<h1>%%TITLE%%</h1>
<p class="portal-lead">%%LEAD%%</p>
</div>
%%SESSION_KEY_FORM%%
</div>
%%ISSUE_FORM%%
%%REPRESENTATIVES%%
%%LEAVE_MESSAGE%%
%%NEXT_STEPS%%
</main>
<footer class="portal-foot small">
<p>%%FOOTER%%</p>
%%IOS_LINK%%
%%LANGUAGES%%
%%APPEARANCE%%
</footer>
`;

/** Text for some languages only: `%%ONLY:de,fr%%…%%END%%`, or `%%ONLY:else%%…%%END%%` for those that no other part names. */
const PARTS = /%%ONLY:([a-z, ]{1,60})%%([^]*?)%%END%%/g;
const MACRO = /%%([A-Z_]{1,40})%%/g;

/**
 * The page: in one pass, so that a value is never looked at again, whatever is in it. What is no macro
 * stays as it is written.
 */
export function replaceMacros(
  html: string,
  values: Readonly<Record<Macro, string>>,
  language: string,
): string {
  const named = new Set([...html.matchAll(PARTS)].flatMap(([, languages = '']) => namesIn(languages)));
  return html
    .replaceAll(PARTS, (_, languages: string, text: string) => {
      const names = namesIn(languages);
      return names.includes(language) || (names.includes('else') && !named.has(language)) ? text : '';
    })
    .replaceAll(MACRO, (written, name: string) => (isMacro(name) ? values[name] : written));
}

function namesIn(languages: string): readonly string[] {
  return languages.split(',').map((name) => name.trim());
}

function isMacro(name: string): name is Macro {
  return Object.hasOwn(MACROS, name);
}

export function usesMacro(html: string, macro: Macro): boolean {
  return html.includes(`%%${macro}%%`);
}

/** Whether the page leads an iPhone or iPad to its profiles. */
export function showsIosProfiles(html: string): boolean {
  return usesMacro(html, 'IOS_PROFILES');
}

/** Whether the page needs a key form added to it, so that whoever has a key gets in. */
export function addsKeyForm(html: string): boolean {
  return !usesMacro(html, 'SESSION_KEY_FORM');
}

/**
 * Elements that are refused: browsers would run, load or follow what is in them, or would not show it here
 * (the page's policy allows no style within). An element begins with `<` and its name and with nothing
 * else, so none is missed.
 */
const REFUSED =
  /<\/?(script|style|meta|base|iframe|frame|frameset|object|embed|applet|portal|template|noscript|plaintext|html|head|body|title)(?![a-z0-9-])/i;
/** A macro for the name of an element would make any. */
const MACRO_AS_ELEMENT = /<\/?%%/;
/** Where browsers begin to read a tag or a comment, and one that all of them read to the same end: nothing in it looks like another. */
const TAG_BEGINS = /<(?=[a-z/!?])/gi;
const WHOLE_TAG =
  /<(?:[a-z][^\s<>"'/=]*(?:\s+[^\s<>"'/=]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s<>"']+))?)*\s*\/?>|\/[a-z][^\s<>"'/=]*\s*>|!--[^<>]*-->)/iy;

/** What the macros stand for, as far as it matters where: some are plain text, all others are elements. */
const PLAIN: readonly Macro[] = ['SITE_NAME', 'TITLE', 'LEAD', 'FOOTER', 'LANGUAGE_CODE'];
const KINDS = Object.fromEntries(
  Object.keys(MACROS).map((name) => [name, PLAIN.some((plain) => plain === name) ? 'text' : '<p></p>']),
) as Readonly<Record<Macro, string>>;

/**
 * The first tag, in any language, of which browsers would guess the end. A part of the page within a tag is one: behind an
 * address that is open, it would be a piece of that address.
 */
function unfinishedTag(html: string): string | undefined {
  for (const language of LANGUAGES) {
    const page = replaceMacros(html, KINDS, language);
    for (const { index } of page.matchAll(TAG_BEGINS)) {
      WHOLE_TAG.lastIndex = index;
      if (!WHOLE_TAG.test(page)) {
        return Array.from(page.slice(index, index + 200))
          .slice(0, 40)
          .join('');
      }
    }
  }
  return undefined;
}

/** A sentence for each field that cannot stay as it is. `others` are the templates beside this one. */
export function templateProblems(
  { name, html }: HtmlTemplateFields,
  others: readonly HtmlTemplate[],
): Readonly<Record<string, string>> {
  if (!isVisible(name) || Array.from(name).length > LIMITS.templateNameCharacters) {
    return { name: `Please give a name of 1 to ${LIMITS.templateNameCharacters} characters.` };
  }
  if (others.some((other) => nameKey(other.name) === nameKey(name))) {
    return { name: 'Another template has this name. Please choose another one.' };
  }
  if (!isVisible(html)) {
    return { html: 'Please write the page, or reset it to the default.' };
  }
  if (Array.from(html).length > LIMITS.templateCharacters) {
    return { html: `A template can have ${LIMITS.templateCharacters} characters at most.` };
  }
  const refused = REFUSED.exec(html)?.[1]?.toLowerCase();
  if (refused !== undefined) {
    return {
      html:
        refused === 'style'
          ? 'Styles cannot stand in the template. Put them into a .css file, upload it to the File Store, and write <link rel="stylesheet" href="…">.'
          : `<${refused}> cannot be used here: templates have no scripts and nothing of other pages, and they are only the inside of the page.`,
    };
  }
  if (MACRO_AS_ELEMENT.test(html)) {
    return { html: 'No macro can stand directly behind “<”.' };
  }
  if (hasHiddenCharacter(html)) {
    return { html: 'This contains a character that cannot be shown.' };
  }
  const unfinished = unfinishedTag(html);
  return unfinished === undefined
    ? {}
    : {
        html: `“${unfinished}…”: this is not closed, or has more in it than plain text. Within “<…>” only macros of plain text can stand; for a “<” or “>” that is shown, write &lt; or &gt;.`,
      };
}

/** What works, but probably not as it is meant. */
export function templateWarnings(html: string): readonly string[] {
  const warnings: string[] = [];
  const withoutParts = html.replaceAll(PARTS, '$2');
  const unknown = new Set(
    [...withoutParts.matchAll(/%%([A-Za-z_:, ]{1,60})%%/g)]
      .map(([written, name = '']) => (isMacro(name) ? '' : written))
      .filter((written) => written !== ''),
  );
  for (const written of [...unknown].slice(0, 10)) {
    warnings.push(`${written} is no macro: customers see it as it is written.`);
  }
  for (const name of new Set([...html.matchAll(PARTS)].flatMap(([, languages = '']) => namesIn(languages)))) {
    if (name !== 'else' && !isLanguage(name)) {
      warnings.push(`“${name}” is no language that is spoken here.`);
    }
  }
  if (addsKeyForm(html)) {
    warnings.push(
      '%%SESSION_KEY_FORM%% is missing: the form is added at the end of the page, so that whoever has a key gets in.',
    );
  }
  for (const macro of ['ISSUE_FORM', 'REPRESENTATIVES', 'NOTICES', 'LANGUAGES'] as const) {
    if (!usesMacro(html, macro)) {
      warnings.push(`%%${macro}%% is missing: customers do not find that on this page.`);
    }
  }
  if (!/<main[\s>]/i.test(html) || !/<h1[\s>]/i.test(html)) {
    warnings.push('The page has no <main> or no <h1>: people who hear the page find their way by them.');
  }
  if (/\son[a-z]+\s*=/i.test(html) || /javascript:/i.test(html)) {
    warnings.push(
      'Handlers such as onclick and javascript: addresses do nothing here: browsers are told to run none.',
    );
  }
  if (/\sstyle\s*=/i.test(html)) {
    warnings.push('style="…" does nothing here: use classes, and a style sheet of the File Store.');
  }
  if (/\s(?:src|srcset)\s*=\s*["']?\s*(?:https?:)?\/\//i.test(html)) {
    warnings.push('Images of other servers are not loaded: upload them to the File Store.');
  }
  return warnings;
}
