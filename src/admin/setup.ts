import { LIMITS } from '../kernel/index.ts';
import { field, secretField, type Typed } from './field.ts';
import { refusal } from './notice.ts';

/** Page model of login/setup, where the first administrator is made. `claim` is from the claim URL. */
export function setupPage(shown: {
  readonly claim: string;
  readonly siteName: string;
  readonly typed?: Typed;
}) {
  const { claim, typed } = shown;
  return {
    action: `/login/setup?claim=${encodeURIComponent(claim)}`,
    name: field('name', '', typed),
    username: field('username', '', typed),
    password: secretField('password', typed),
    siteName: field('siteName', shown.siteName, typed),
    passwordHint: passwordHint(),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

export function passwordHint(): string {
  return `${LIMITS.passwordCharactersMin} characters or more. Several words are easier to remember and harder to guess.`;
}
