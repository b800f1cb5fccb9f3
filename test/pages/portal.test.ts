import { join } from 'node:path';
import test from 'ava';
import { instant, type IosProfileId, type IssueId, LIMITS, type TeamId } from '../../src/kernel/index.ts';
import { FakeTime } from '../../src/kernel/testing/fake-time.ts';
import {
  directionOf,
  LANGUAGES,
  say,
  wordsOf,
  type Language,
  type ServerWords,
} from '../../src/languages/index.ts';
import type { Issue } from '../../src/people/index.ts';
import { iosProfilesPage } from '../../src/ios-profiles/edge/present.ts';
import type { IosProfile } from '../../src/ios-profiles/index.ts';
import { Views } from '../../src/platform/web.ts';
import {
  buttonPage,
  homePage,
  joinPage,
  linkPage,
  nobodyPage,
  NOTHING_CHOSEN,
} from '../../src/portals/edge/present.ts';
import {
  DEFAULT_PORTAL,
  newSite,
  type OfferedIssue,
  portalLists,
  type PublicSite,
} from '../../src/portals/index.ts';
import { receiptFacts } from '../../src/receipts/edge/present.ts';
import type { Receipt } from '../../src/receipts/index.ts';
import { answerPage } from '../../src/surveys/edge/present.ts';
import { servedPages, WRITTEN, type ServedPage } from '../customer-pages.ts';
import { strangers, textsIn } from './page-texts.ts';
import {
  isChosen,
  type Question,
  QUESTION_TYPES,
  questionField,
  type QuestionId,
} from '../../src/surveys/index.ts';

const HOSTILE = `"><img src=x onerror=alert(1)>{{7*7}}'`;
const MARKS = { token: () => 'the-token', nonce: () => 'a-nonce' };
const views = Views.load({
  directory: join(import.meta.dirname, '../../views'),
  asset: (name) => `/assets/${name}`,
  clock: new FakeTime(instant(0)),
});

const STANDARD: PublicSite = {
  ...newSite('Europe/Berlin'),
  id: DEFAULT_PORTAL,
  name: HOSTILE,
  logo: undefined,
  revision: 1,
};
const HIDDEN = { shown: false, mode: 'full' } as const;
const KEY_ONLY: PublicSite = {
  ...STANDARD,
  ways: { ...STANDARD.ways, issues: HIDDEN, representatives: HIDDEN },
};
const NO_KEY: PublicSite = {
  ...STANDARD,
  companyCode: true,
  ways: {
    sessionKey: HIDDEN,
    issues: { shown: true, mode: 'chat' },
    representatives: { shown: true, mode: 'chat' },
  },
};
function issue(id: string, description: string): Issue {
  return {
    id: id.padEnd(22, '-') as IssueId,
    description,
    codeName: id,
    team: 'team' as TeamId,
    priority: 'medium',
    needs: [],
    revision: 1,
  };
}
const ISSUES: readonly OfferedIssue[] = [
  { issue: issue('mail', HOSTILE), availability: 'somebody' },
  { issue: issue('print', 'Printing'), availability: 'persistent' },
  { issue: issue('phone', 'Telephone'), availability: 'nobody' },
];
const MANY = Array.from({ length: 1_000 }, (_, index) => ({
  id: String(index).padStart(22, 'm'),
  name: `${'長'.repeat(LIMITS.nameCharacters - 4)}${1_000 + index}`,
}));
const MIRA = { id: 'm'.repeat(22), name: 'Mira Kovač' };
const TYPED = {
  name: HOSTILE,
  company: HOSTILE,
  companyCode: HOSTILE,
  details: HOSTILE,
  reach: HOSTILE,
  message: HOSTILE,
};
const PROBLEMS = { name: 'N.', company: 'C.', companyCode: 'K.', details: 'D.', reach: 'R.', message: 'M.' };
const NOBODY = {
  why: 'nobody',
  text: `${HOSTILE}\n\nAnother line`,
  url: 'https://example.com/help',
  opensAt: '',
  keyHelps: false,
  chosen: NOTHING_CHOSEN,
  about: HOSTILE,
  action: '/message',
  typed: {},
  problems: {},
  problem: '',
} as const;

const ALL_KINDS: readonly Question[] = QUESTION_TYPES.map((type) => ({
  id: type.padEnd(22, '-') as QuestionId,
  name: type,
  type,
  reportHeader: HOSTILE,
  required: type !== 'text',
  labels: { en: HOSTILE },
  options: isChosen(type)
    ? [
        { value: HOSTILE, labels: { en: HOSTILE } },
        { value: '2', labels: {} },
      ]
    : [],
}));
const RECEIPT: Receipt = {
  format: 'handrail-receipt-1',
  key: 'k',
  site: HOSTILE,
  session: 's',
  customer: HOSTILE,
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: '2026-11-21T10:20:00.000Z',
  endReason: 'ended-by-representative',
  endedBy: HOSTILE,
  people: [
    { name: HOSTILE, external: false },
    { name: HOSTILE, external: true },
  ],
  tools: { chatMessages: 3, chatMessagesOfCustomer: 1, screenSharedMs: 600_000 },
  files: [{ name: HOSTILE, bytes: 5, sha256: 'f', to: 'customer' }],
  recordings: [
    { startedAt: '2026-11-21T10:00:00.000Z', lengthMs: 5, bytes: 5, sha256: 'f' },
    { startedAt: '2026-11-21T10:00:00.000Z', lengthMs: 5, bytes: 5 },
  ],
};
const SURVEY = {
  isAnswered: false,
  languages: ['en'],
  customerName: HOSTILE,
  action: '/session/s/survey',
  back: '/session/s',
} as const;
const SHOWN_NOTICE = { title: HOSTILE, paragraphs: [HOSTILE], language: 'ar', direction: 'rtl' } as const;

const PROFILE: IosProfile = {
  id: 'profile---------------' as IosProfileId,
  name: HOSTILE,
  description: `${HOSTILE}\n\nAnother line`,
  isPublic: true,
  isSigned: false,
  isEncrypted: false,
  identifier: 'example',
  payloads: [],
  size: 5,
  digest: 'd',
  changedAt: instant(0),
  downloads: 0,
  lastDownloadedAt: undefined,
  revision: 1,
};

/** The first of each view is without anything wrong, the second with all that can be. */
const MODELS: Readonly<
  Record<string, readonly ((words: ServerWords) => Readonly<Record<string, unknown>>)[]>
> = {
  'portal/button': [
    () =>
      buttonPage({
        title: 'Help',
        asks: 'straight',
        href: '/button/T',
        isThere: true,
        text: {},
        problems: {},
        problem: '',
      }),
    () =>
      buttonPage({
        title: HOSTILE,
        asks: 'either',
        href: '/button/T',
        isThere: false,
        text: { ...TYPED, key: HOSTILE },
        problems: { ...PROBLEMS, key: 'K.' },
        problem: 'Please send it again.',
      }),
  ],
  'portal/button-gone': [() => ({})],
  'portal/hand-over': [() => ({ href: '/hand-over/T' })],
  'portal/hand-over-gone': [() => ({})],
  'portal/home': [
    (words) => homePage({ site: KEY_ONLY, words, issues: [], representatives: [] }),
    (words) =>
      homePage({
        site: STANDARD,
        words,
        issues: ISSUES,
        representatives: [MIRA, { id: 'x'.repeat(22), name: HOSTILE }],
        chosen: { key: HOSTILE, details: HOSTILE },
        keyProblem: 'This session key is not valid.',
        issueProblem: 'Please choose.',
        notice: 'Please look again.',
      }),
    (words) =>
      homePage({
        site: NO_KEY,
        words,
        issues: ISSUES.slice(0, 1),
        representatives: [],
        notices: [SHOWN_NOTICE],
      }),
    (words) => homePage({ site: STANDARD, words, issues: [], representatives: [], keyProblem: 'K.' }),
    (words) => homePage({ site: STANDARD, words, issues: [], representatives: MANY }),
    (words) => homePage({ site: STANDARD, words, issues: [], representatives: MANY, soughtName: HOSTILE }),
    (words) =>
      homePage({
        site: { ...KEY_ONLY, iosProfiles: true },
        words,
        issues: [],
        representatives: [],
        isIosDevice: true,
      }),
  ],
  'portal/ios-gone': [() => ({})],
  'portal/ios-off': [() => ({})],
  'portal/ios-profiles': [
    ({ language }) =>
      iosProfilesPage({
        language,
        isIosDevice: true,
        published: [],
        given: undefined,
        typed: '',
        problem: '',
      }),
    ({ language }) =>
      iosProfilesPage({
        language,
        isIosDevice: false,
        published: [PROFILE],
        given: undefined,
        typed: HOSTILE,
        problem: 'This access key is not valid.',
      }),
    ({ language }) =>
      iosProfilesPage({
        language,
        isIosDevice: true,
        published: [PROFILE],
        given: {
          profiles: [{ ...PROFILE, id: 'private---------------' as IosProfileId }],
          passFor: () => '1.a_b-c',
          until: 'tomorrow',
        },
        typed: '7GK4M2PABC',
        problem: '',
      }),
  ],
  'portal/join': [
    ({ language }) =>
      joinPage({
        language,
        isRecorded: true,
        site: STANDARD,
        chosen: { ...NOTHING_CHOSEN, key: '7GK4M2P' },
        to: { way: 'sessionKey', name: MIRA.name },
        availability: 'somebody',
        text: {},
        problems: {},
        problem: '',
      }),
    ({ language }) =>
      joinPage({
        language,
        isRecorded: true,
        site: NO_KEY,
        chosen: { ...NOTHING_CHOSEN, issue: HOSTILE },
        to: { way: 'issues', description: HOSTILE },
        availability: 'persistent',
        text: TYPED,
        problems: PROBLEMS,
        problem: 'Please send it again.',
      }),
    ({ language }) =>
      joinPage({
        language,
        isRecorded: false,
        site: STANDARD,
        chosen: { ...NOTHING_CHOSEN, representative: MIRA.id },
        to: { way: 'representatives', name: HOSTILE },
        availability: 'persistent',
        text: {},
        problems: {},
        problem: '',
      }),
  ],
  'portal/link': [
    ({ language }) =>
      linkPage({
        language,
        site: STANDARD,
        to: { way: 'sessionKey', name: MIRA.name },
        availability: 'somebody',
        isChat: false,
        isRecorded: true,
        text: {},
        problems: {},
        problem: '',
        carried: { short_key: '7GK4M2P' },
        said: [],
      }),
    ({ language }) =>
      linkPage({
        language,
        site: NO_KEY,
        to: { way: 'issues', description: HOSTILE },
        availability: 'persistent',
        isChat: true,
        isRecorded: true,
        text: TYPED,
        problems: PROBLEMS,
        problem: 'Please send it again.',
        carried: { 'session.custom.order': HOSTILE },
        said: [{ name: HOSTILE, value: HOSTILE }],
      }),
  ],
  'portal/message-left': [() => ({})],
  'portal/nobody': [
    (words) => nobodyPage({ ...NOBODY, words, notices: [SHOWN_NOTICE] }),
    (words) =>
      nobodyPage({
        ...NOBODY,
        words,
        why: 'asked',
        chosen: { issue: HOSTILE, representative: HOSTILE },
        typed: TYPED,
        problems: PROBLEMS,
        problem: 'Too often.',
      }),
    (words) => nobodyPage({ ...NOBODY, words, why: 'closed', opensAt: 'Monday', keyHelps: true }),
  ],
  'portal/receipt': [
    () => ({ back: '/session/s', file: '/session/s/receipt.json', isReady: false, facts: [] }),
    (words) => ({
      back: '/session/s',
      file: '/session/s/receipt.json',
      isReady: true,
      facts: receiptFacts(RECEIPT, words, 'UTC'),
    }),
  ],
  'portal/session': [() => ({ session: 'S'.repeat(22) })],
  'portal/survey': [
    (words) => answerPage({ ...SURVEY, words, questions: ALL_KINDS }),
    (words) =>
      answerPage({
        ...SURVEY,
        words,
        questions: ALL_KINDS,
        typed: Object.fromEntries(ALL_KINDS.map(({ id }) => [questionField(id), HOSTILE])),
        problems: Object.fromEntries(ALL_KINDS.map(({ id }) => [questionField(id), 'survey.missing'])),
        problem: 'Please look again.',
      }),
    (words) =>
      answerPage({
        ...SURVEY,
        words,
        questions: [],
        isAnswered: true,
        goesOn: { url: 'https://www.example.com/thanks', redirectAfterMs: 0 },
      }),
    (words) =>
      answerPage({
        ...SURVEY,
        words,
        questions: [],
        isSkipped: true,
        goesOn: { url: 'https://www.example.com/thanks', redirectAfterMs: 10_000 },
      }),
    (words) => answerPage({ ...SURVEY, words, questions: [], isAnswered: true }),
  ],
  'portal/template': [
    (words) => ({
      ...homePage({ site: KEY_ONLY, words, issues: [], representatives: [] }),
      body: '<main><h1>1</h1></main>',
      addsKeyForm: true,
    }),
    (words) => ({
      ...homePage({
        site: KEY_ONLY,
        words,
        issues: [],
        representatives: [],
        notice: 'N.',
        keyProblem: HOSTILE,
        chosen: { key: HOSTILE },
      }),
      body: '<main><h1>1</h1></main>',
      addsKeyForm: true,
    }),
  ],
  'portal/verify': [
    () => ({
      written: '',
      receiptLimit: 1,
      missing: say(wordsOf('en'), 'verify.paste-missing'),
      fileProblem: '',
      problem: '',
      tone: '',
      verdict: '',
      facts: [],
      keys: [],
    }),
    (words) => ({
      written: HOSTILE,
      receiptLimit: 1,
      missing: '',
      fileProblem: 'F.',
      problem: 'P.',
      tone: 'good',
      verdict: say(words, 'verify.genuine'),
      facts: receiptFacts(RECEIPT, words, 'UTC'),
      keys: [{ id: 'k', publicKey: 'p' }],
    }),
  ],
};

function show(
  view: string,
  index: number,
  language: Language = 'en',
  look = { colours: '', logo: '' },
): string {
  const page = { siteName: HOSTILE, path: '/', isRefusal: false, manifest: '', iosProfiles: false, look };
  const speech = { words: wordsOf(language), offered: LANGUAGES, here: '/' };
  const model = MODELS[view]?.[index]?.(speech.words);
  return views.render(view, { ...model, page }, MARKS, speech);
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
    ['portal/button', 1],
    ['portal/home', 1],
    ['portal/ios-profiles', 1],
    ['portal/ios-profiles', 2],
    ['portal/join', 1],
    ['portal/link', 1],
    ['portal/nobody', 0],
    ['portal/nobody', 1],
    ['portal/survey', 1],
    ['portal/session', 0],
  ] as const) {
    const html = show(view, index, 'en', { colours: '/sites/x/colours.css', logo: '/sites/x/logo' });
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
  for (const [view, index] of [
    ['portal/home', 0],
    ['portal/home', 1],
    ['portal/ios-profiles', 0],
    ['portal/join', 0],
    ['portal/nobody', 2],
    ['portal/survey', 0],
  ] as const) {
    const html = show(view, index);
    const tied = /<form [^>]*method="post"[^>]*>\n<input type="hidden" name="csrf" value="the-token">/g;
    t.is(html.match(tied)?.length, html.match(/<form /g)?.length, view);
  }
});

test('each field has its label, and what is wrong is said beside it with the text kept', (t) => {
  for (const [view, index] of [
    ['portal/home', 0],
    ['portal/home', 1],
    ['portal/ios-profiles', 0],
    ['portal/ios-profiles', 1],
    ['portal/join', 0],
    ['portal/join', 1],
    ['portal/button', 0],
    ['portal/button', 1],
    ['portal/link', 0],
    ['portal/link', 1],
    ['portal/nobody', 0],
    ['portal/nobody', 1],
  ] as const) {
    const html = show(view, index);
    const fields = [
      ...html.matchAll(/<(?:input|textarea|select) (?![^>]*type="hidden")[^>]*?\bid="([A-Za-z]+)"[^>]*>/g),
    ];
    t.true(fields.length > 0);
    for (const [field, id] of fields) {
      t.true(html.includes(`for="${id}"`), `${view}: ${id} has no label`);
      for (const described of /aria-describedby="([^"]*)"/.exec(field)?.[1]?.split(' ') ?? []) {
        t.true(html.includes(`id="${described}"`), `${view}: ${described} is not there`);
      }
      // What is written beside an issue is looked at when its own page is sent.
      const isWrong = index === 1 && !(view === 'portal/home' && id === 'details');
      t.is(field.includes('aria-invalid="true"'), isWrong, `${view}: ${id}`);
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

test('issues are grouped by what a customer would find, and not where all are alike', (t) => {
  const html = show('portal/home', 1);
  t.deepEqual(
    [...html.matchAll(/<optgroup label="([^"]+)">\s*<option value="([a-z]+)/g)].map(([, label, id]) => [
      label,
      id,
    ]),
    [
      ['Somebody is there now', 'mail'],
      ['Nobody is there now, but you can wait in line', 'print'],
      ['Nobody is there now, but you can leave a message', 'phone'],
    ],
  );
  t.regex(html, /<a href="\/message">Leave a message instead<\/a>/);
  const alike = show('portal/home', 2);
  t.notRegex(alike, /<optgroup/);
  t.regex(alike, /<p class="hint" id="issue-note">Somebody is there now<\/p>/);
  t.notRegex(alike, /id="key"/);
  t.regex(alike, /No representative is there at the moment\./);
});

test('a page offers every language of its portal under its own name, and marks its own', (t) => {
  const html = show('portal/home', 0, 'ja');
  for (const language of LANGUAGES) {
    t.regex(html, new RegExp(`<button name="language" value="${language}" lang="${language}"`));
  }
  t.regex(html, /lang="ja" aria-current="true">日本語</);
  t.is(html.match(/aria-current/g)?.length, 1);
  const page = {
    siteName: 'S',
    path: '/',
    isRefusal: false,
    manifest: '',
    iosProfiles: false,
    look: { colours: '', logo: '' },
  };
  const one = { words: wordsOf('de'), offered: ['de'], here: '/' } as const;
  const only = views.render('portal/home', { ...MODELS['portal/home']?.[0]?.(one.words), page }, MARKS, one);
  t.notRegex(only, /name="language"/, 'one language is no choice');
});

/** Words that are the same as in English, or a name: whatever else is the same was not translated. */
const THE_SAME: Readonly<Partial<Record<Language, readonly string[]>>> = { fr: ['Messages'] };
/** Pages of people who have an account, or who help from outside: they are in English. */
const FOR_STAFF = /^(?:GET|POST) \/(?:login|console)(?:\/|$)/;

test('every page of the server that a customer can come to is whole in every language', async (t) => {
  t.timeout(120_000);
  await using all = await servedPages();
  const routes = all.world.appliance.routes
    .filter(({ kind, who }) => kind !== 'file' && kind !== 'json' && (who === 'anyone' || who === 'customer'))
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

const PAGE = {
  siteName: 'Northwind',
  path: '/',
  isRefusal: false,
  manifest: '',
  iosProfiles: false,
  look: { colours: '', logo: '' },
};

test('a thousand representatives with the longest names leave the page light, and weigh what administrators are told', (t) => {
  const words = wordsOf('en');
  const bytesOf = (representatives: typeof MANY) =>
    Buffer.byteLength(
      views.render(
        'portal/home',
        { ...homePage({ site: STANDARD, words, issues: [], representatives }), page: PAGE },
        MARKS,
      ),
    );
  const [none, all] = [bytesOf([]), bytesOf(MANY)];
  const weighed = portalLists(STANDARD, [], [], MANY).find(({ macro }) => macro === 'REPRESENTATIVES');
  t.is(weighed?.name, `${LIMITS.representativesListed} representatives`);
  const size = weighed?.size ?? 0;
  t.true(Math.abs(all - none - size) < 2_000, `${all - none} bytes are weighed as ${size}`);
  t.true(all < LIMITS.portalPageBytes / 2);
  t.log(
    `one adds ${Math.round((all - none) / LIMITS.representativesListed)} bytes; all of them ${all - none}`,
  );
});
