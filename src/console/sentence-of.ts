import { Fault } from '../kernel/index.ts';
import { Unanswered } from '../link/index.ts';

/** What to tell the person about a command that was not carried out. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Fault || thrown instanceof Unanswered
    ? thrown.sentence
    : 'Something went wrong on this page. Please try again.';
}
