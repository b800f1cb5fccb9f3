import * as v from 'valibot';
import { hasHiddenCharacter, LIMITS, utf8ByteLength } from '../kernel/index.ts';
import { isLanguage, type Language, later } from '../languages/index.ts';
import { type CustomField, EXTERNAL_KEY } from './custom-field.ts';
import { startForm } from './start-form.ts';

/** Whom or what a link leads to, as it says so. What that is, is found out anew each time. */
export type LinkTarget =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'representative'; readonly by: 'id' | 'name'; readonly value: string }
  | { readonly kind: 'issue'; readonly by: 'id' | 'codeName'; readonly value: string };

/** By parameter: keys of languages/, or what `later` made of them. */
type Said = Readonly<Record<string, string>>;

/** What a link to `/api/start_session` says (behaviour.md §1.3, §16.3). */
export interface ReadLink {
  /** undefined when `wrong` says why. */
  readonly target: LinkTarget | undefined;
  readonly language: Language | undefined;
  /** Asks for a chat where the site would begin a full session. */
  readonly isChat: boolean;
  readonly externalKey: string | undefined;
  /** By code name; empty ones are left out. */
  readonly custom: Readonly<Record<string, string>>;
  /** What only whoever made the link can mend. */
  readonly wrong: Said;
  /** What the customer says, and what the customer can mend. */
  readonly customer:
    | { readonly ok: true; readonly values: v.InferOutput<typeof startForm>; readonly problems: Said }
    | { readonly ok: false; readonly problems: Said };
}

/** How links call the fields of the start form. */
export const CUSTOMER_PARAMETERS = {
  name: 'customer.name',
  company: 'customer.company',
  companyCode: 'customer.company_code',
  details: 'customer.details',
} as const;
const CUSTOM = 'session.custom.';
const HIDDEN_CHARACTER = 'portal.start.hidden-character';

type Fields = Readonly<Record<string, string>>;

/** What a site adds beside (`utm_source` and the like) is passed over; what looks like ours and is not known is wrong. */
export function readLink(
  fields: Fields,
  known: { readonly customFields: readonly CustomField[]; readonly languages: readonly Language[] },
): ReadLink {
  const wrong: Record<string, string> = {};
  const target = targetIn(fields, wrong);
  for (const name of Object.keys(fields)) {
    const isKnown = Object.values<string>(CUSTOMER_PARAMETERS).includes(name);
    if (name.startsWith('customer.') && !isKnown) {
      wrong[name] = later('link.unknown', { name });
    }
  }
  const language = languageIn(fields['locale'] ?? '', known.languages, wrong);
  const { externalKey, custom } = customIn(fields, known.customFields, wrong);
  return {
    target,
    language,
    isChat: fields['c2cjs'] === '1',
    externalKey,
    custom,
    wrong,
    customer: customerIn(fields),
  };
}

function targetIn(fields: Fields, wrong: Record<string, string>): LinkTarget | undefined {
  const given = (name: string) => (fields[name] ?? '').trim();
  const [key, id, name, codeName] = [given('short_key'), given('id'), given('name'), given('codeName')];
  const wantsIssue = given('issue_menu') === '1';
  const found: LinkTarget[] = [];
  if (key !== '') {
    found.push({ kind: 'key', key });
  }
  if (id !== '') {
    found.push({ kind: wantsIssue ? 'issue' : 'representative', by: 'id', value: id });
  }
  if (codeName !== '') {
    found.push({ kind: 'issue', by: 'codeName', value: codeName });
  }
  if (name !== '') {
    found.push({ kind: 'representative', by: 'name', value: name });
  }
  const [target, another] = found;
  if (target === undefined || another !== undefined || (codeName !== '' && !wantsIssue)) {
    wrong['short_key'] = target === undefined ? 'link.nothing' : 'link.two';
    return undefined;
  }
  return target;
}

/** `de`, `de-AT` and `de_AT` are all German. */
function languageIn(
  locale: string,
  offered: readonly Language[],
  wrong: Record<string, string>,
): Language | undefined {
  if (locale === '') {
    return undefined;
  }
  const [code = ''] = locale.toLowerCase().split(/[-_]/, 1);
  if (isLanguage(code) && offered.includes(code)) {
    return code;
  }
  wrong['locale'] = later('link.locale', { name: Array.from(locale).slice(0, 20).join('') });
  return undefined;
}

function customIn(
  fields: Fields,
  declared: readonly CustomField[],
  wrong: Record<string, string>,
): Pick<ReadLink, 'externalKey' | 'custom'> {
  const custom: Record<string, string> = {};
  const asCustom = `${CUSTOM}${EXTERNAL_KEY}`;
  let bytes = 0;
  function kept(name: string): string {
    const text = (fields[name] ?? '').normalize('NFC').trim();
    bytes += utf8ByteLength(text);
    if (Array.from(text).length > LIMITS.customFieldCharacters) {
      wrong[name] = later('ways.too-long', { count: LIMITS.customFieldCharacters });
    } else if (hasHiddenCharacter(text)) {
      wrong[name] = HIDDEN_CHARACTER;
    }
    return text;
  }
  const externalKey = kept(EXTERNAL_KEY) || kept(asCustom);
  for (const name of Object.keys(fields)) {
    if (!name.startsWith(CUSTOM) || name === asCustom) {
      continue;
    }
    const codeName = name.slice(CUSTOM.length);
    if (!declared.some((field) => field.codeName === codeName)) {
      wrong[name] = later('link.unknown', { name });
      continue;
    }
    const text = kept(name);
    if (text !== '') {
      custom[codeName] = text;
    }
  }
  if (bytes > LIMITS.customFieldsBytes) {
    wrong['session.custom'] = later('link.too-much', { bytes: LIMITS.customFieldsBytes });
  }
  return { externalKey: externalKey === '' ? undefined : externalKey, custom };
}

function customerIn(fields: Fields): ReadLink['customer'] {
  const entries = Object.entries(CUSTOMER_PARAMETERS);
  const result = v.safeParse(
    startForm,
    Object.fromEntries(entries.map(([field, parameter]) => [field, fields[parameter]])),
  );
  if (result.success) {
    return { ok: true, values: result.output, problems: {} };
  }
  const problems: Record<string, string> = {};
  for (const issue of result.issues) {
    const field = v.getDotPath(issue) as keyof typeof CUSTOMER_PARAMETERS;
    problems[CUSTOMER_PARAMETERS[field]] ??= issue.message;
  }
  return { ok: false, problems };
}
