import type { Fault } from '../kernel/index.ts';

/** One field of a form: what stands in it, and a sentence when it needs another look. */
export interface Field {
  readonly value: string;
  readonly problem: string;
}

/** What was typed and what is wrong with it, as the web platform hands it over. */
export interface Typed {
  readonly text: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
  /** The refusal of the whole form; its own field gets its sentence. */
  readonly fault?: Fault;
}

/** A field as it was typed, or with the value that it begins with. */
export function field(name: string, value: string, typed: Typed | undefined): Field {
  return typed === undefined
    ? { value, problem: '' }
    : { value: typed.text[name] ?? '', problem: problemOf(name, typed) };
}

/** A field whose text is never shown again: a password. */
export function secretField(name: string, typed: Typed | undefined): Field {
  return { value: '', problem: typed === undefined ? '' : problemOf(name, typed) };
}

export function ticked(name: string, value: boolean, typed: Typed | undefined): boolean {
  return typed === undefined ? value : typed.text[name] !== undefined;
}

/** The sentence that belongs to this field; '' when there is none. */
export function problemOf(name: string, typed: Typed): string {
  return typed.problems[name] ?? (typed.fault?.field === name ? typed.fault.sentence : '');
}

/**
 * The version that a form was made from. A form that is shown again keeps its own, so that what somebody else saved
 * meanwhile is noticed when it is sent; only who has been shown that goes on from there.
 */
export function revisionShown(stored: number, typed: Typed | undefined): string {
  const sent = typed?.text['revision'] ?? '';
  return typed?.fault?.code !== 'changed-meanwhile' && /^\d{1,9}$/.test(sent) ? sent : String(stored);
}
