import { LIMITS, type RepStatusId } from '../kernel/index.ts';
import { DISPLAYED_AS, type RepStatus, type RepStatusFields } from '../people/index.ts';
import { choice } from './choice.ts';
import { field, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { displayedAsInWords } from './words.ts';

function statusHref(id: RepStatusId): string {
  return `/login/statuses/${id}`;
}

/** Page model of login/rep-statuses. */
export function statusesPage(shown: {
  readonly statuses: readonly RepStatus[];
  readonly notice: Notice | undefined;
}) {
  return {
    statuses: shown.statuses.map((status) => ({
      href: statusHref(status.id),
      name: status.name,
      codeName: status.codeName,
      displayAs: displayedAsInWords(status.displayAs),
      tone: toneOf(status.displayAs),
      builtIn: status.builtIn,
    })),
    notice: shown.notice,
  };
}

function toneOf(displayAs: RepStatus['displayAs']): string {
  return displayAs === 'available' ? 'good' : displayAs === 'busy' ? 'danger' : 'warn';
}

function statusForm(stored: RepStatusFields, isFixed: boolean, typed: Typed | undefined) {
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.statusNameCharacters,
    codeName: field('codeName', stored.codeName, typed),
    codeNameLimit: LIMITS.codeNameCharacters,
    displayAs: choice(
      'displayAs',
      stored.displayAs,
      DISPLAYED_AS.filter((value) => !isFixed || value === stored.displayAs).map((value) => ({
        value,
        label: displayedAsInWords(value),
      })),
      typed,
    ),
    displayAsHint: isFixed
      ? 'This is a default status: it is always displayed as what it is.'
      : 'Only representatives who are available are asked to take sessions.',
  };
}

/** Page model of login/rep-status-add. */
export function addStatusPage(typed: Typed | undefined) {
  return {
    ...statusForm({ name: '', codeName: '', displayAs: 'away' }, false, typed),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/rep-status. */
export function editStatusPage(shown: {
  readonly status: RepStatus;
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { status, typed } = shown;
  return {
    ...statusForm(status, status.builtIn, typed),
    href: statusHref(status.id),
    heading: status.name,
    revision: revisionShown(status.revision, typed),
    builtIn: status.builtIn,
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Name', value: status.name },
            { label: 'Code Name', value: status.codeName },
            { label: 'Display As', value: displayedAsInWords(status.displayAs) },
          ]
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** Page model of login/remove for a status. */
export function removeStatusPage(status: RepStatus, typed: Typed | undefined) {
  return removalPage({
    heading: `Delete the status ${status.name}?`,
    sentence: 'Representatives cannot choose it any more.',
    facts: [{ label: 'Display As', value: displayedAsInWords(status.displayAs) }],
    href: statusHref(status.id),
    inTheWay: status.builtIn ? 'This is a default status and cannot be deleted.' : '',
    typed,
  });
}
