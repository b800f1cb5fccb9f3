import { isVisible, LIMITS, oneLine, readIn, type Translations, translationsOf } from '../kernel/index.ts';
import { LANGUAGES, nameOfLanguage, say, wordsOf } from '../languages/index.ts';
import type { Issue } from '../people/index.ts';
import { type PublicSite, textOn } from '../portals/index.ts';
import { publicSiteHref } from './public-sites.ts';
import { translationFields } from './translations.ts';

const HELP_CORNERS = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const;
const CORNER_WORDS: Readonly<Record<(typeof HELP_CORNERS)[number], string>> = {
  'bottom-right': 'Bottom right',
  'bottom-left': 'Bottom left',
  'top-right': 'Top right',
  'top-left': 'Top left',
};

/** What the administrator chose so far; what is not one of the offered values counts as not chosen. */
export interface WantedHelpButton {
  /** `issue:<code name>` or `rep:<id>`. */
  readonly target: string;
  /** undefined: nothing was asked for yet. */
  readonly text: string | undefined;
  readonly texts: Translations;
  readonly corner: string;
  readonly language: string;
  readonly mode: string;
}

/** Page model of login/help-button: the choices, and the lines to copy when they are made. */
export function helpButtonPage(shown: {
  readonly site: PublicSite;
  readonly origin: string;
  readonly script: { readonly path: string; readonly version: string };
  /** Those that the site offers. */
  readonly issues: readonly Issue[];
  readonly representatives: readonly { readonly id: string; readonly name: string }[];
  readonly wanted: WantedHelpButton;
}) {
  const { site, origin, script, wanted } = shown;
  const targets = [
    ...shown.issues.map(({ codeName, description }) => ({ value: `issue:${codeName}`, label: description })),
    ...shown.representatives.map(({ id, name }) => ({
      value: `rep:${id}`,
      label: `${name} (representative)`,
    })),
  ];
  const target = targets.find(({ value }) => value === wanted.target)?.value ?? targets[0]?.value ?? '';
  const corner = HELP_CORNERS.find((each) => each === wanted.corner) ?? 'bottom-right';
  const language = site.languages.find((each) => each === wanted.language) ?? '';
  const isChat = wanted.mode === 'chat';
  const standard = standardIn('en');
  const text = shortened(wanted.text ?? '') || standard;
  const typed =
    wanted.text === undefined
      ? LANGUAGES.map((each) => [each, standardIn(each)] as const)
      : Object.entries(wanted.texts).map(([each, translated]) => [each, shortened(translated)] as const);
  const texts = translationsOf(text, typed);
  const read = language === '' ? text : readIn({ text, translations: texts }, language);
  const colour = site.mainColour;
  const attributes: readonly (readonly [string, string])[] = [
    ['src', `${origin}${script.path}?v=${script.version}`],
    ['data-text', read],
    ...(language === '' ? textsBySpeech(texts, site) : []),
    ...(target.startsWith('issue:') ? [['data-issue', target.slice('issue:'.length)] as const] : []),
    ...(target.startsWith('rep:') ? [['data-rep', target.slice('rep:'.length)] as const] : []),
    ['data-corner', corner],
    ...(language === '' ? [] : [['data-locale', language] as const]),
    ...(isChat ? [['data-type', 'chat'] as const] : []),
    ...(colour === undefined
      ? []
      : ([
          ['data-colour', colour],
          ['data-ink', textOn(colour)],
        ] as const)),
  ];
  return {
    heading: site.name,
    siteHref: publicSiteHref(site.id),
    href: `${publicSiteHref(site.id)}/help-button`,
    targets: targets.map((each) => ({ ...each, selected: each.value === target })),
    hasTargets: targets.length > 0,
    text,
    texts: translationFields('text', texts, LIMITS.helpTextCharacters, undefined),
    textLimit: LIMITS.helpTextCharacters,
    corners: HELP_CORNERS.map((value) => ({
      value,
      label: CORNER_WORDS[value],
      selected: value === corner,
    })),
    languages: [
      { value: '', label: 'As the browser asks', selected: language === '' },
      ...site.languages.map((code) => ({
        value: code,
        label: nameOfLanguage(code),
        selected: code === language,
      })),
    ],
    modes: [
      { value: '', label: 'As this site says', selected: !isChat },
      { value: 'chat', label: 'Click-to-chat', selected: isChat },
    ],
    program: programLines({
      source: `${origin}${script.path}?v=${script.version}`,
      target,
      isChat,
      language,
    }),
    snippet: `<script async${attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')}></script>`,
    policy: origin,
    // The real thing, from where the administrator is.
    preview: [
      ...attributes.map(([name, value]) => ({
        name,
        value: name === 'src' ? `${script.path}?v=${script.version}` : value,
      })),
      { name: 'data-site', value: origin },
    ],
  };
}

/** Which languages the site speaks, and what the button is called in them. */
function textsBySpeech(texts: Translations, site: PublicSite): readonly (readonly [string, string])[] {
  const spoken = site.languages.flatMap((each) => {
    const text = texts[each];
    return text === undefined ? [] : [[`data-text-${each}`, text] as const];
  });
  return spoken.length === 0 ? [] : [['data-languages', site.languages.join(' ')], ...spoken];
}

function standardIn(language: (typeof LANGUAGES)[number]): string {
  return say(wordsOf(language), 'link.help');
}

function shortened(text: string): string {
  const line = Array.from(oneLine(text)).slice(0, LIMITS.helpTextCharacters).join('');
  return isVisible(line) ? line : '';
}

/** For a page whose own program opens the site, with what it knows of the customer. */
function programLines(start: {
  readonly source: string;
  readonly target: string;
  readonly isChat: boolean;
  readonly language: string;
}): string {
  const [kind, leadsTo] = start.target.startsWith('issue:')
    ? ['issue: { codeName:', start.target.slice('issue:'.length)]
    : ['rep: { id:', start.target.slice('rep:'.length)];
  return [
    `<script src="${escaped(start.source)}"></script>`,
    '<script>',
    "  // In a click: nothing else may open a tab. '#help' is your button.",
    "  document.querySelector('#help').addEventListener('click', () =>",
    '    Handrail.start({',
    `      ${kind} ${literal(leadsTo)} },`,
    ...(start.isChat ? ["      type: 'chat',"] : []),
    ...(start.language === '' ? [] : [`      locale: ${literal(start.language)},`]),
    '      // If you know it, the page is filled in with it:',
    "      // customer: { name: '…', company: '…', details: '…' },",
    "      // custom: { order: '…' },",
    "      // externalKey: '…',",
    '    }),',
    '  );',
    '</script>',
  ].join('\n');
}

/** As text in a script, which no text ends. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll('<', String.raw`\u003c`);
}

/** For an attribute in double quotes. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
