import type { Person } from '../people/index.ts';
import { secretField, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { passwordHint } from './setup.ts';
import { rolesText } from './users.ts';

/** Page model of login/account: the reader's own account. */
export function accountPage(shown: {
  readonly person: Person;
  readonly typed?: Typed;
  readonly notice?: Notice | undefined;
}) {
  const { person, typed } = shown;
  return {
    name: person.name,
    username: person.username,
    roles: rolesText(person),
    currentPassword: secretField('currentPassword', typed),
    newPassword: secretField('newPassword', typed),
    passwordHint: passwordHint(),
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}
