import { LIMITS } from '../kernel/index.ts';
import type { Person } from '../people/index.ts';
import type { Notice } from './notice.ts';
import { userHref } from './status.ts';

/** Page model of login/users. `page` counts from 1. */
export function usersPage(shown: {
  readonly people: readonly Person[];
  readonly total: number;
  readonly page: number;
  readonly search: string;
  readonly isLocked: (person: Person) => boolean;
  readonly notice: Notice | undefined;
}) {
  const { people, total, page, search } = shown;
  const first = (page - 1) * LIMITS.rowsPerPage + 1;
  const pages = Math.max(1, Math.ceil(total / LIMITS.rowsPerPage));
  return {
    search,
    users: people.map((person) => ({
      href: userHref(person.id),
      name: person.name,
      username: person.username,
      roles: rolesText(person),
      disabled: person.status === 'disabled',
      locked: person.status === 'active' && shown.isLocked(person),
      lastSignInAt: person.lastSignInAt,
    })),
    isEmpty: people.length === 0,
    isSearch: search !== '',
    count: total === 0 ? '' : `${first}–${first + people.length - 1} of ${total}`,
    previous: page > 1 && page <= pages ? pageHref(page - 1, search) : '',
    next: page < pages ? pageHref(page + 1, search) : '',
    notice: shown.notice,
  };
}

function pageHref(page: number, search: string): string {
  return `/login/users?page=${page}${search === '' ? '' : `&search=${encodeURIComponent(search)}`}`;
}

export function rolesText(person: Person): string {
  const roles = [
    person.roles.has('administrator') ? 'Administrator' : '',
    person.roles.has('representative') ? 'Representative' : '',
  ].filter((role) => role !== '');
  return roles.length === 0 ? 'None' : roles.join(', ');
}
