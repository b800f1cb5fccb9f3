import { type RepId, unreachable } from '../kernel/index.ts';
import type { Notice } from './notice.ts';
import { userHref } from './status.ts';

/** What is asked about once more before it is done. */
export type Confirmed = 'disable' | 'delete';

/** Page model of login/confirm: who, what it means, and the way back first. */
export function confirmPage(
  what: Confirmed,
  person: { readonly id: RepId; readonly name: string; readonly username: string },
  notice?: Notice,
) {
  return {
    ...wordsOf(what, person.name),
    name: person.name,
    username: person.username,
    action: `${userHref(person.id)}/${what}`,
    back: userHref(person.id),
    notice,
  };
}

function wordsOf(what: Confirmed, name: string) {
  switch (what) {
    case 'disable':
      return {
        heading: `Disable ${name}?`,
        sentence:
          'The user is signed out everywhere at once and cannot sign in until somebody enables the account again. Nothing is lost.',
        button: 'Disable',
      };
    case 'delete':
      return {
        heading: `Delete ${name}?`,
        sentence:
          'The user is signed out everywhere at once and the account is gone for good. Reports keep the name. To keep somebody out for a while, disable the account instead.',
        button: 'Delete',
      };
    default:
      return unreachable(what);
  }
}
