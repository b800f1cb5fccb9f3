import * as v from 'valibot';
import {
  idPattern,
  instant,
  LIMITS,
  type Instant,
  type RepId,
  type SessionId,
  parseDay,
  type Day,
} from '../kernel/index.ts';

/** What the list is narrowed to; whatever is undefined does not narrow it. */
export interface ReportFilter {
  readonly from: Day | undefined;
  /** This day is still within. */
  readonly to: Day | undefined;
  readonly representative: RepId | undefined;
  /** Part of the customer's name. */
  readonly customer: string | undefined;
}

export const NO_FILTER: ReportFilter = {
  from: undefined,
  to: undefined,
  representative: undefined,
  customer: undefined,
};

/** A session's place in the list, which is in the order of their starts. */
export interface Place {
  readonly startedAt: Instant;
  readonly session: SessionId;
}

/** Which rows are shown: from the newest, or those next to a place, on its older or its newer side. */
export type Position =
  | { readonly kind: 'newest' }
  | { readonly kind: 'older-than'; readonly place: Place }
  | { readonly kind: 'newer-than'; readonly place: Place };

/** The names that the list's address may have; others mean nothing. */
export const FILTER_FIELDS = ['from', 'to', 'representative', 'customer'] as const;
export const POSITION_FIELDS = ['older', 'newer'] as const;

export type AskedFor =
  | { readonly ok: true; readonly filter: ReportFilter; readonly position: Position }
  /** A sentence for each field that was wrong; under `position` for what no field shows. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/**
 * What the address asks for. Only the fields above are read, each in one shape; `offered` are the
 * representatives that the viewer can choose.
 */
export function askedFor(fields: Readonly<Record<string, string>>, offered: ReadonlySet<RepId>): AskedFor {
  const result = v.safeParse(schemaFor(offered), fields);
  if (!result.success) {
    const problems: Record<string, string> = {};
    for (const issue of result.issues) {
      const field = v.getDotPath(issue) ?? '';
      problems[POSITION_FIELDS.some((name) => name === field) ? 'position' : field] ??= issue.message;
    }
    return { ok: false, problems };
  }
  const { older, newer, ...filter } = result.output;
  return { ok: true, filter, position: positionOf(older, newer) };
}

function positionOf(older: Place | undefined, newer: Place | undefined): Position {
  if (older !== undefined) {
    return { kind: 'older-than', place: older };
  }
  return newer === undefined ? { kind: 'newest' } : { kind: 'newer-than', place: newer };
}

function schemaFor(offered: ReadonlySet<RepId>) {
  const dayField = field(parseDay, 'Please choose a day, such as 2026-11-21.');
  const placeField = field(placeFrom, 'This page of the list does not exist. Please begin with the newest.');
  return v.pipe(
    v.object({
      from: dayField,
      to: dayField,
      representative: field(
        (text) => (offered.has(text as RepId) ? (text as RepId) : undefined),
        'Please choose one of the representatives in the list.',
      ),
      customer: field(
        (text) => (Array.from(text).length <= LIMITS.nameCharacters ? text.normalize('NFC') : undefined),
        `A name has ${LIMITS.nameCharacters} characters at most: part of it is enough.`,
      ),
      older: placeField,
      newer: placeField,
    }),
    v.forward(
      v.partialCheck(
        [['from'], ['to']],
        ({ from, to }) => from === undefined || to === undefined || from <= to,
        'This day is before the first one: nothing can lie between them.',
      ),
      ['to'],
    ),
  );
}

/** A field that is left empty is sent all the same; what `parse` does not know gets the sentence. */
function field<Value>(parse: (text: string) => Value | undefined, sentence: string) {
  return v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.rawTransform(({ dataset, addIssue, NEVER }): Value | undefined => {
      if (dataset.value === '') {
        return undefined;
      }
      const value = parse(dataset.value);
      if (value === undefined) {
        addIssue({ message: sentence });
        return NEVER;
      }
      return value;
    }),
  );
}

/** A place as the address of another page carries it. */
export function placeText(place: Place): string {
  return `${place.startedAt}.${place.session}`;
}

function placeFrom(text: string): Place | undefined {
  const [, startedAt = '', session = ''] = /^([0-9]{1,15})[.](.*)$/s.exec(text) ?? [];
  return idPattern.test(session)
    ? { startedAt: instant(Number(startedAt)), session: session as SessionId }
    : undefined;
}

/** Names are compared in the same Unicode form and without regard to upper and lower case. */
export function isNamed(name: string, part: string): boolean {
  return folded(name).includes(folded(part));
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
