import type { AuditEvent } from '../settings/index.ts';

/** What the audit keeps of something: plain values by name, never a secret. */
export type Recorded = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The names whose values differ, with the old and the new ones; undefined when none does. */
export function changesOf(
  before: Recorded,
  after: Recorded,
): Pick<AuditEvent['data'], 'old' | 'new'> | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  if (names.length === 0) {
    return undefined;
  }
  const pick = (from: Recorded) => Object.fromEntries(names.map((name) => [name, from[name] ?? '']));
  return { old: pick(before), new: pick(after) };
}
