import { initials } from '../../conversation/index.ts';
import { inOrderAsRead, type Instant, LIMITS, readIn } from '../../kernel/index.ts';
import { type Language, say, type ServerWords } from '../../languages/index.ts';
import { type Issue, issueText } from '../../people/index.ts';
import type { Problems } from '../../platform/web.ts';
import {
  type Availability,
  AVAILABILITIES,
  type ButtonAsks,
  type OfferedIssue,
  type PublicSite,
  representativesNamed,
} from '../index.ts';

/** What a customer has chosen, as the pages carry it along. */
export interface Chosen {
  readonly key: string;
  readonly issue: string;
  readonly representative: string;
}
export const NOTHING_CHOSEN: Chosen = { key: '', issue: '', representative: '' };

/** What the company tells everybody who comes now, in one language. */
export interface ShownNotice {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
}

/** Page model of portal/home. */
export function homePage(shown: {
  readonly site: PublicSite;
  readonly words: ServerWords;
  readonly issues: readonly OfferedIssue[];
  /** All whom the site lists now, and what was asked for of their names. */
  readonly representatives: readonly { readonly id: string; readonly name: string }[];
  readonly soughtName?: string;
  /** What was typed or chosen before, and what is wrong with it. */
  readonly chosen?: Partial<Chosen> & { readonly details?: string };
  readonly keyProblem?: string;
  readonly issueProblem?: string;
  readonly notice?: string;
  readonly notices?: readonly ShownNotice[];
  /** Whether the reader has an iPhone or iPad. */
  readonly isIosDevice?: boolean;
}) {
  const { site, words, issues, representatives, soughtName = '', chosen } = shown;
  const { named, count } = representativesNamed(representatives, soughtName);
  const groups = AVAILABILITIES.map((availability) => ({
    availability,
    issues: issues.filter((each) => each.availability === availability),
  })).filter((group) => group.issues.length > 0);
  const [only] = groups.length === 1 ? groups : [];
  return {
    showKey: site.ways.sessionKey.shown,
    key: chosen?.key ?? '',
    problem: shown.keyProblem ?? '',
    showIssues: site.ways.issues.shown,
    hasIssues: issues.length > 0,
    // One heading over all of them would say nothing that a line below does not.
    issueGroups: groups.map((group) => ({
      label: only === undefined ? inGroup(words, group.availability) : '',
      // They come in the order of their descriptions.
      issues: inOrderAsRead(group.issues, words.language, ({ issue }) => issueText(issue)).map(
        ({ issue }) => ({
          id: issue.id,
          description: readIn(issueText(issue), words.language),
          selected: issue.id === chosen?.issue,
        }),
      ),
    })),
    issuesNote: only === undefined ? '' : inGroup(words, only.availability),
    issueProblem: shown.issueProblem ?? '',
    details: chosen?.details ?? '',
    showRepresentatives: site.ways.representatives.shown,
    representatives: named.map(({ id, name }) => ({
      href: `/ask?representative=${id}`,
      name,
      initials: initials(name),
    })),
    hasRepresentatives: representatives.length > 0,
    findsRepresentatives: count > named.length || (representatives.length > 0 && soughtName !== ''),
    soughtName,
    nameLimit: LIMITS.nameCharacters,
    representativesNote:
      count === 0
        ? say(words, 'ways.representatives-unknown')
        : count > named.length
          ? say(words, 'ways.representatives-some', { shown: named.length, all: count })
          : '',
    offersMessage:
      issues.some(({ availability }) => availability === 'nobody') ||
      (site.ways.representatives.shown && representatives.length === 0),
    notice: shown.notice ?? '',
    notices: shown.notices ?? [],
    showsIos: site.iosProfiles && shown.isIosDevice === true,
    linksIos: site.iosProfiles,
  };
}

function inGroup(words: ServerWords, availability: Availability): string {
  return say(words, `ways.issues-${availability}`);
}

/** Who is behind what the customer has chosen. */
export type Destination =
  | { readonly way: 'sessionKey'; readonly name: string }
  | ({ readonly way: 'issues' } & Pick<Issue, 'description' | 'translations'>)
  | { readonly way: 'representatives'; readonly name: string };

/** Page model of portal/join. */
export function joinPage(shown: {
  readonly site: PublicSite;
  readonly language: Language;
  readonly chosen: Chosen;
  readonly to: Destination;
  readonly availability: Availability;
  readonly text: Readonly<Record<string, string>>;
  readonly problems: Problems;
  readonly problem: string;
  /** Whether what is shared is recorded without asking once more. */
  readonly isRecorded: boolean;
}) {
  const { site, chosen, to, availability, text, problems } = shown;
  return {
    ...chosen,
    isIssue: to.way === 'issues',
    isRepresentative: to.way === 'representatives',
    issueName: to.way === 'issues' ? readIn(issueText(to), shown.language) : '',
    representativeName: to.way === 'issues' ? '' : to.name,
    isChat: site.ways[to.way].mode === 'chat',
    isRecorded: shown.isRecorded,
    isThere: availability === 'somebody',
    // Whoever made the key is waited for, wherever they are.
    isKeyAway: to.way === 'sessionKey' && availability !== 'somebody',
    beginsAtName: beginsAtName(problems),
    name: text['name'] ?? '',
    company: text['company'] ?? '',
    asksCompanyCode: site.companyCode,
    companyCode: text['companyCode'] ?? '',
    companyLimit: LIMITS.companyCharacters,
    details: text['details'] ?? '',
    problems: {
      name: problems['name'] ?? '',
      company: problems['company'] ?? '',
      companyCode: problems['companyCode'] ?? '',
      details: problems['details'] ?? '',
    },
    problem: shown.problem,
  };
}

/** Where there is something to mend, that has the focus; otherwise the first field. */
function beginsAtName(problems: Problems): boolean {
  return Object.keys(problems).length === 0 || problems['name'] !== undefined;
}

/** Page model of portal/link: what a link of another web site or a program begins, before it begins. */
export function linkPage(
  shown: Omit<Parameters<typeof joinPage>[0], 'chosen'> & {
    /** Whether the link asks for a chat, whatever the site begins otherwise. */
    readonly isChat: boolean;
    /** What is sent along unseen, by parameter. */
    readonly carried: Readonly<Record<string, string>>;
    /** Custom fields: the customer sees what is said of them. */
    readonly said: readonly { readonly name: string; readonly value: string }[];
  },
) {
  const model = joinPage({ ...shown, chosen: NOTHING_CHOSEN });
  return {
    ...model,
    isChat: model.isChat || shown.isChat,
    asksCompanyCode: model.asksCompanyCode || model.companyCode !== '',
    carried: Object.entries(shown.carried).map(([name, value]) => ({ name, value })),
    said: shown.said,
  };
}

/** Page model of portal/button: what a Support Button asks before its session begins. */
export function buttonPage(shown: {
  readonly title: string;
  readonly asks: ButtonAsks;
  readonly href: string;
  readonly isThere: boolean;
  readonly text: Readonly<Record<string, string>>;
  readonly problems: Problems;
  readonly problem: string;
}) {
  const { asks, text, problems, href } = shown;
  return {
    heading: shown.title,
    href,
    isThere: shown.isThere,
    asksKey: asks !== 'straight',
    isKeyOptional: asks === 'either',
    asksDetails: asks === 'either',
    beginsAtName: beginsAtName(problems),
    key: text['key'] ?? '',
    name: text['name'] ?? '',
    details: text['details'] ?? '',
    problems: {
      key: problems['key'] ?? '',
      name: problems['name'] ?? '',
      details: problems['details'] ?? '',
    },
    problem: shown.problem,
    shortcuts: {
      windows: `${href}/support.url`,
      mac: `${href}/support.webloc`,
      linux: `${href}/support.desktop`,
    },
  };
}

/** Page model of portal/nobody: why nobody helps now, what the company says to that, and a message to leave. */
export function nobodyPage(shown: {
  readonly why: 'closed' | 'nobody' | 'asked';
  /** Whose message it is, where the host says otherwise. */
  readonly site?: string;
  readonly words: ServerWords;
  /** What the company says; '' for nothing. */
  readonly text: string;
  readonly url: string;
  /** When the site opens again, in words; '' when it is open or nobody knows. */
  readonly opensAt: string;
  /** Whether a session key opens the site all the same. */
  readonly keyHelps: boolean;
  /** What was typed there and cannot be used, with the sentence that says so. */
  readonly refusedKey?: { readonly typed: string; readonly sentence: string };
  readonly chosen: Pick<Chosen, 'issue' | 'representative'>;
  /** What the customer had chosen, in words; '' for nothing. */
  readonly about: string;
  /** Where the message is sent to. */
  readonly action: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: Problems;
  readonly problem: string;
  readonly notices?: readonly ShownNotice[];
}) {
  const { why, typed, problems } = shown;
  return {
    site: shown.site ?? '',
    isClosed: why === 'closed',
    isNobody: why === 'nobody',
    isAsked: why === 'asked',
    paragraphs: shown.text.split(/\n+/).filter((line) => line.trim() !== ''),
    url: shown.url,
    opensAt: shown.opensAt,
    keyHelps: shown.keyHelps,
    key: shown.refusedKey?.typed ?? '',
    keyProblem: shown.refusedKey?.sentence ?? '',
    issue: shown.chosen.issue,
    representative: shown.chosen.representative,
    about: shown.about,
    action: shown.action,
    name: typed['name'] ?? '',
    reach: typed['reach'] ?? '',
    reachLimit: LIMITS.reachCharacters,
    message: typed['message'] ?? typed['details'] ?? '',
    messageLimit: LIMITS.leftMessageCharacters,
    problems: {
      name: problems['name'] ?? '',
      reach: problems['reach'] ?? '',
      message: problems['message'] ?? '',
    },
    notices: shown.notices ?? [],
    problem: shown.problem,
  };
}

/** A moment on the site's own clocks, in the reader's words. */
export function momentInWords(at: Instant, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    numberingSystem: 'latn',
  }).format(at);
}
