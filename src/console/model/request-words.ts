import { type Priority, priorityInWords, unreachable } from '../../kernel/index.ts';
import type { SessionMode, SessionView, StartMethod } from '../../protocol/index.ts';

/** What a customer brought, as a queue's row, an offer and a session each know it. */
export interface Brought {
  readonly startMethod: StartMethod;
  readonly mode: SessionMode;
  readonly portalName?: string;
  readonly issue?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly company?: string | undefined;
  readonly companyCode?: string | undefined;
  readonly externalKey?: string | undefined;
  readonly custom?: Readonly<Record<string, string>> | undefined;
  readonly language?: string;
}

/** The same of an open session. */
export function broughtTo({ request }: SessionView): Brought | undefined {
  return request === undefined
    ? undefined
    : { ...request, issue: request.issue?.description, priority: request.issue?.priority };
}

/** A line of a list of facts. */
export interface FactLine {
  readonly term: string;
  readonly text: string;
  /** Written by somebody else than the product. */
  readonly foreign: boolean;
}

/** How somebody came, after their name: "came about “I cannot sign in”". */
export function cameWords({
  startMethod,
  issue,
}: Pick<Brought, 'startMethod'> & { readonly issue?: { readonly description: string } | undefined }): string {
  const about = issue === undefined ? '' : ` about “${issue.description}”`;
  switch (startMethod) {
    case 'session-key':
      return `came with a session key${about}`;
    case 'representative':
      return `chose a representative${about}`;
    case 'issue':
      return `came${about}`;
    case 'support-button':
      return `came with a Support Button${about}`;
    case 'link':
      return `came by a link${about}`;
    default:
      return unreachable(startMethod);
  }
}

export function startMethodWords({ startMethod, mode }: Pick<Brought, 'startMethod' | 'mode'>): string {
  const method = methodWords(startMethod);
  return mode === 'chat' ? `${method}, click-to-chat` : method;
}

function methodWords(method: StartMethod): string {
  switch (method) {
    case 'session-key':
      return 'Session key';
    case 'representative':
      return 'Representative';
    case 'issue':
      return 'Issue';
    case 'support-button':
      return 'Support Button';
    case 'link':
      return 'Link';
    default:
      return unreachable(method);
  }
}

/** What stands before a customer's name so that an unusual session is told apart at a glance. */
export function modePrefix(mode: SessionMode): string {
  switch (mode) {
    case 'full':
      return '';
    case 'chat':
      return '[Chat]';
    default:
      return unreachable(mode);
  }
}

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** "German"; the code itself when nobody has a name for it. */
export function languageWords(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

/** All of it that is known, the most telling first. */
export function broughtFacts(brought: Brought): readonly FactLine[] {
  const { issue, priority, company, companyCode, externalKey, portalName, language } = brought;
  const own = (term: string, text: string): FactLine => ({ term, text, foreign: false });
  const foreign = (term: string, text: string | undefined): readonly FactLine[] =>
    text === undefined || text === '' ? [] : [{ term, text, foreign: true }];
  return [
    ...foreign('Issue', issue),
    ...(priority === undefined ? [] : [own('Priority', priorityInWords(priority))]),
    ...foreign('Company', company),
    ...foreign('Company code', companyCode),
    ...foreign('External key', externalKey),
    ...foreign('Portal', portalName),
    own('Start method', startMethodWords(brought)),
    ...(language === undefined ? [] : [own('Language', languageWords(language))]),
    ...Object.entries(brought.custom ?? {}).flatMap(([name, value]) => foreign(name, value)),
  ];
}
