import { field, type Typed } from './field.ts';

/** A field in which one of several is chosen. */
export interface ChoiceField {
  readonly problem: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[];
}

/** The choice as it was sent, or as it begins: `value`. */
export function choice(
  name: string,
  value: string,
  choices: readonly { readonly value: string; readonly label: string }[],
  typed: Typed | undefined,
): ChoiceField {
  const shown = field(name, value, typed);
  return {
    problem: shown.problem,
    choices: choices.map((each) => ({ ...each, selected: each.value === shown.value })),
  };
}
