import { LIMITS, type RepStatusId } from '../kernel/index.ts';
import { nameKey, nameProblems, withCodeName } from './code-name.ts';
import type { Recorded } from './recorded.ts';

/** What a status is displayed as, and what Equilibrium makes of it: only who is available is asked. */
export const DISPLAYED_AS = ['available', 'busy', 'away'] as const;
export type DisplayedAs = (typeof DISPLAYED_AS)[number];

/** What an administrator says about a status. */
export interface RepStatusFields {
  readonly name: string;
  /** For programs. Blank: made from the name. */
  readonly codeName: string;
  readonly displayAs: DisplayedAs;
}

/** Something that representatives can say of themselves, such as "Lunch". */
export interface RepStatus extends RepStatusFields {
  readonly id: RepStatusId;
  /** One of the three that every site has: never deleted, and always displayed as what it is. */
  readonly builtIn: boolean;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** As they are offered: available, busy, away; of each the one that every site has, then the others by name. */
export function statusesInOrder(statuses: readonly RepStatus[]): readonly RepStatus[] {
  return statuses.toSorted(
    (one, other) =>
      DISPLAYED_AS.indexOf(one.displayAs) - DISPLAYED_AS.indexOf(other.displayAs) ||
      Number(other.builtIn) - Number(one.builtIn) ||
      (nameKey(one.name) < nameKey(other.name) ? -1 : 1),
  );
}

/** The same with a Code Name where it was left blank. `others` are the statuses beside this one. */
export function statusWithCodeName(
  fields: RepStatusFields,
  others: readonly RepStatusFields[],
): RepStatusFields {
  return withCodeName(fields, { name: fields.name, fallback: 'status' }, others);
}

/** A sentence for each field that cannot stay as it is. `before` is undefined for a new status. */
export function statusProblems(
  fields: RepStatusFields,
  before: RepStatus | undefined,
  others: readonly RepStatus[],
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {
    ...nameProblems(fields, others, { noun: 'status', most: LIMITS.statusNameCharacters }),
  };
  if (before?.builtIn === true && before.displayAs !== fields.displayAs) {
    problems['displayAs'] = 'This is a default status: it is always displayed as what it is.';
  }
  return problems;
}

/** What the audit keeps of a status. */
export function recordedStatus({ name, codeName, displayAs }: RepStatusFields): Recorded {
  return { name, codeName, displayAs };
}
