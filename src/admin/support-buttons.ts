import { type ButtonProfileId, type Instant, LIMITS, unreachable } from '../kernel/index.ts';
import type { Team } from '../people/index.ts';
import {
  BUTTON_ASKS,
  BUTTON_LIVES_MS,
  type ButtonAsks,
  type ButtonProfile,
  type ButtonProfileFields,
  isAlive,
  type PublicSite,
  type SupportButton,
} from '../portals/index.ts';
import { choice } from './choice.ts';
import { field, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { translatedMeanwhile, translationFields } from './translations.ts';
import { counted, lengthInWords } from './words.ts';

export const BUTTONS_PATH = '/login/support-buttons';

function hrefOf(id: ButtonProfileId): string {
  return `${BUTTONS_PATH}/${id}`;
}

/** What the forms choose from. */
export interface ButtonChoices {
  readonly sites: readonly PublicSite[];
  readonly teams: readonly Team[];
  readonly representatives: readonly { readonly id: string; readonly name: string }[];
}

/** Page model of login/support-buttons. */
export function supportButtonsPage(shown: {
  readonly profiles: readonly {
    readonly profile: ButtonProfile;
    readonly count: { readonly buttons: number; readonly uses: number };
  }[];
  readonly choices: ButtonChoices;
  readonly notice: Notice | undefined;
}) {
  return {
    profiles: shown.profiles.map(({ profile, count }) => ({
      href: hrefOf(profile.id),
      name: profile.name,
      buttonTitle: profile.title,
      site: shown.choices.sites.find(({ id }) => id === profile.portal)?.name ?? 'Deleted',
      leadsTo: leadsToInWords(profile, shown.choices),
      count: String(count.buttons),
      uses: String(count.uses),
    })),
    notice: shown.notice,
  };
}

function profileForm(stored: ButtonProfileFields, choices: ButtonChoices, typed: Typed | undefined) {
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.buttonNameCharacters,
    buttonTitle: field('title', stored.title, typed),
    titleLimit: LIMITS.buttonTitleCharacters,
    titles: translationFields('title', stored.titles, LIMITS.buttonTitleCharacters, typed),
    portal: choice(
      'portal',
      stored.portal,
      choices.sites.map(({ id, name }) => ({ value: id, label: name })),
      typed,
    ),
    asks: choice(
      'asks',
      stored.asks,
      BUTTON_ASKS.map((value) => ({ value, label: asksInWords(value) })),
      typed,
    ),
    queue: choice('queue', stored.queue ?? '', queuesOf(choices), typed),
    lifeMs: choice(
      'lifeMs',
      String(stored.lifeMs),
      BUTTON_LIVES_MS.map((lifeMs) => ({ value: String(lifeMs), label: lifeInWords(lifeMs) })),
      typed,
    ),
  };
}

function queuesOf({ teams, representatives }: ButtonChoices) {
  return [
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })),
    ...representatives.map(({ id, name }) => ({
      value: `personal:${id}`,
      label: `${name} (representative)`,
    })),
  ];
}

function asksInWords(asks: ButtonAsks): string {
  switch (asks) {
    case 'key':
      return 'For a session key';
    case 'either':
      return 'For a session key, or what the problem is';
    case 'straight':
      return 'For the name only, and straight to the queue';
    default:
      return unreachable(asks);
  }
}

function lifeInWords(lifeMs: number): string {
  return lifeMs === 0 ? 'Until they are removed' : lengthInWords(lifeMs);
}

function leadsToInWords({ asks, queue }: ButtonProfileFields, choices: ButtonChoices): string {
  return asks === 'key'
    ? 'Whoever made the key'
    : (queuesOf(choices).find(({ value }) => value === queue)?.label ?? 'A queue that is gone');
}

/** Page model of login/support-button-add. */
export function addButtonProfilePage(choices: ButtonChoices, typed: Typed | undefined) {
  const [site] = choices.sites;
  const begin: ButtonProfileFields = {
    name: '',
    title: '',
    portal: site?.id ?? ('' as ButtonProfileFields['portal']),
    asks: 'either',
    queue: undefined,
    lifeMs: 0,
  };
  return {
    ...profileForm(begin, choices, typed),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/support-button. `made` is the address of a button that was just made: shown once. */
export function editButtonProfilePage(shown: {
  readonly profile: ButtonProfile;
  readonly buttons: readonly SupportButton[];
  /** How many there are; the others are not shown. */
  readonly total: number;
  readonly choices: ButtonChoices;
  readonly now: Instant;
  readonly typed?: Typed | undefined;
  readonly buttonTyped?: Typed | undefined;
  readonly made?: string | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { profile, buttons, choices, now, typed, buttonTyped } = shown;
  const href = hrefOf(profile.id);
  const fault = typed?.fault ?? buttonTyped?.fault;
  return {
    ...profileForm(profile, choices, typed),
    heading: profile.name,
    href,
    revision: revisionShown(profile.revision, typed),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Name', value: profile.name },
            { label: 'Title', value: profile.title },
            ...translatedMeanwhile(profile.titles),
            { label: 'Asks', value: asksInWords(profile.asks) },
            { label: 'Leads to', value: leadsToInWords(profile, choices) },
            { label: 'Live', value: lifeInWords(profile.lifeMs) },
          ]
        : [],
    made: shown.made ?? '',
    description: field('description', '', buttonTyped),
    descriptionLimit: LIMITS.buttonDescriptionCharacters,
    more: shown.total > buttons.length ? `The latest ${buttons.length} of ${shown.total} are shown.` : '',
    buttons: buttons.map((button) => ({
      description: button.description || 'No description',
      leadsTo: button.queue === undefined ? '' : leadsToInWords({ ...profile, queue: button.queue }, choices),
      madeAt: button.madeAt,
      madeBy: button.madeBy,
      uses: counted(button.uses, 'session', 'sessions'),
      lastUsedAt: button.lastUsedAt ?? 0,
      isOver: !isAlive(button, now),
      expiresAt: button.expiresAt ?? 0,
      removeHref: `${href}/buttons/${button.id}/remove`,
    })),
    notice: fault === undefined ? shown.notice : refusal(fault),
  };
}

/** Page model of login/remove for a profile. */
export function removeButtonProfilePage(profile: ButtonProfile, buttons: number, typed: Typed | undefined) {
  return removalPage({
    heading: `Delete the profile ${profile.name}?`,
    sentence: 'Its buttons begin no sessions any more. Sessions that they began go on.',
    facts: [{ label: 'Buttons', value: String(buttons) }],
    href: hrefOf(profile.id),
    typed,
  });
}
