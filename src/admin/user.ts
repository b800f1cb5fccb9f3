import type { RepId } from '../kernel/index.ts';
import { type Person, personFields } from '../people/index.ts';
import { field, secretField, ticked, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { passwordHint } from './setup.ts';
import { userHref } from './status.ts';
import { rolesText } from './users.ts';

/** Page model of login/user-add. */
export function addUserPage(typed?: Typed) {
  return {
    name: field('name', '', typed),
    username: field('username', '', typed),
    password: secretField('password', typed),
    administrator: ticked('administrator', false, typed),
    representative: ticked('representative', true, typed),
    passwordHint: passwordHint(),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/**
 * Page model of login/user. `typed` is what was sent in the form *Save* and refused, `passwordTyped`
 * the same for *Reset password*. When somebody else saved meanwhile, what is stored now is listed and
 * the form can be sent again over it.
 */
export function editUserPage(shown: {
  readonly person: Person;
  readonly reader: RepId;
  readonly locked: boolean;
  readonly typed?: Typed;
  readonly passwordTyped?: Typed;
  readonly notice?: Notice | undefined;
}) {
  const { person, typed, passwordTyped } = shown;
  const stored = personFields(person);
  const fault = typed?.fault ?? passwordTyped?.fault;
  const href = userHref(person.id);
  return {
    href,
    heading: person.name,
    revision: String(person.revision),
    name: field('name', stored.name, typed),
    username: field('username', stored.username, typed),
    administrator: ticked('administrator', stored.administrator, typed),
    representative: ticked('representative', stored.representative, typed),
    password: secretField('password', passwordTyped),
    passwordHint: passwordHint(),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Name', value: stored.name },
            { label: 'Username', value: stored.username },
            { label: 'Roles', value: rolesText(person) },
          ]
        : [],
    isReader: person.id === shown.reader,
    disabled: person.status === 'disabled',
    disabledAt: person.status === 'disabled' ? person.disabledAt : undefined,
    locked: person.status === 'active' && shown.locked,
    createdAt: person.createdAt,
    lastSignInAt: person.lastSignInAt,
    notice: fault === undefined ? shown.notice : refusal(fault),
  };
}
