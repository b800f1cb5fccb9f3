import * as v from 'valibot';
import { unreachable, type PortalId, type QueueId } from '../../kernel/index.ts';
import type { KeyChoice, RememberedChoice } from './key-dialog.ts';
import { COLUMN_IDS, DEFAULT_SORT, wholeOrder, type ColumnId } from './queue-columns.ts';

/** The narrowest and widest that the panes beside the picture may be, in CSS pixels. */
export const PANES_WIDTH_PX = { least: 260, usual: 340, most: 640 } as const;

/** What a sound is about; each can be switched off by itself. */
export const SOUNDS = ['offer', 'waiting', 'invitation', 'overdue', 'chat', 'team-chat'] as const;
export type Sound = (typeof SOUNDS)[number];

const FAVOURITES = 1000;
/** Of what was searched for, this much is remembered. */
export const SEARCH_CHARACTERS = 200;

const PANES = ['chat', 'notes', 'details'] as const;
export type Pane = (typeof PANES)[number];

/**
 * What the console remembers of a representative in this browser. What cannot be read any more
 * (an older page wrote it, or somebody's hand) is passed over field by field.
 */
const preferencesSchema = v.object({
  columns: v.fallback(v.array(v.picklist(COLUMN_IDS)), [...COLUMN_IDS]),
  sort: v.fallback(
    v.object({ column: v.picklist(COLUMN_IDS), direction: v.picklist(['ascending', 'descending']) }),
    DEFAULT_SORT,
  ),
  keyValidForMs: v.fallback(v.optional(v.pipe(v.number(), v.minValue(60_000))), undefined),
  keyPortal: v.fallback(
    v.optional(
      v.pipe(
        v.string(),
        v.transform((text) => text as PortalId),
      ),
    ),
    undefined,
  ),
  keyLanguage: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(35))), undefined),
  sounds: v.fallback(v.boolean(), true),
  /** Sounds that are off one by one. */
  silent: v.fallback(v.array(v.picklist(SOUNDS)), []),
  favourites: v.fallback(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.transform((text) => text as QueueId),
        ),
      ),
      v.maxLength(FAVOURITES),
    ),
    [],
  ),
  /** What was searched for last: the search begins with it, marked, so that typing begins anew. */
  search: v.fallback(v.pipe(v.string(), v.maxLength(SEARCH_CHARACTERS)), ''),
  /** The queues beside which the chat of the team stands. */
  teamChats: v.fallback(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.transform((text) => text as QueueId),
        ),
      ),
      v.maxLength(FAVOURITES),
    ),
    [],
  ),
  systemNotices: v.fallback(v.boolean(), false),
  queueList: v.fallback(v.picklist(['shown', 'hidden']), 'shown'),
  panes: v.fallback(v.picklist(['shown', 'hidden']), 'shown'),
  panesWidthPx: v.fallback(
    v.pipe(v.number(), v.minValue(PANES_WIDTH_PX.least), v.maxValue(PANES_WIDTH_PX.most)),
    PANES_WIDTH_PX.usual,
  ),
  openPanes: v.fallback(v.array(v.picklist(PANES)), ['chat', 'details']),
  pictureSize: v.fallback(v.picklist(['fit', 'actual']), 'fit'),
});
export type Preferences = Readonly<v.InferOutput<typeof preferencesSchema>>;

export const NO_PREFERENCES: Preferences = readPreferences({});

/** Whatever was stored, as preferences; never raises. */
export function readPreferences(stored: unknown): Preferences {
  const read = v.safeParse(preferencesSchema, typeof stored === 'object' && stored !== null ? stored : {});
  const preferences = read.success ? read.output : v.parse(preferencesSchema, {});
  return { ...preferences, columns: [...wholeOrder(preferences.columns)] };
}

export function withColumns(preferences: Preferences, columns: readonly ColumnId[]): Preferences {
  return { ...preferences, columns: [...columns] };
}

/** When this sound is heard, as the settings say it. */
export function soundWords(sound: Sound): string {
  switch (sound) {
    case 'offer':
      return 'A session is assigned to you';
    case 'waiting':
      return 'A customer begins to wait';
    case 'invitation':
      return 'Somebody invites you into a session';
    case 'overdue':
      return 'A customer has waited too long';
    case 'chat':
      return 'A customer writes';
    case 'team-chat':
      return 'A colleague writes in a team chat';
    default:
      return unreachable(sound);
  }
}

export function withSound(preferences: Preferences, sound: Sound, on: boolean): Preferences {
  const silent = preferences.silent.filter((other) => other !== sound);
  return { ...preferences, silent: on ? silent : [...silent, sound] };
}

export function withFavourite(preferences: Preferences, queue: QueueId, favourite: boolean): Preferences {
  const others = preferences.favourites.filter((other) => other !== queue);
  return { ...preferences, favourites: favourite ? [...others, queue].slice(-FAVOURITES) : others };
}

export function withTeamChat(preferences: Preferences, queue: QueueId, open: boolean): Preferences {
  const others = preferences.teamChats.filter((other) => other !== queue);
  return { ...preferences, teamChats: open ? [...others, queue].slice(-FAVOURITES) : others };
}

export function withPane(preferences: Preferences, pane: Pane, open: boolean): Preferences {
  const others = preferences.openPanes.filter((other) => other !== pane);
  return { ...preferences, openPanes: open ? [...others, pane] : others };
}

/** How the last key was made; the dialog opens with it. */
export function rememberedKey({ keyValidForMs, keyPortal, keyLanguage }: Preferences): RememberedChoice {
  return { validForMs: keyValidForMs, portal: keyPortal, language: keyLanguage };
}

export function withKeyChoice(
  preferences: Preferences,
  { validForMs, portal, language }: KeyChoice,
): Preferences {
  return { ...preferences, keyValidForMs: validForMs, keyPortal: portal, keyLanguage: language };
}

/** A width for the panes, kept within what is sensible. */
export function panesWidthPx(wantedPx: number): number {
  return Math.round(Math.min(Math.max(wantedPx, PANES_WIDTH_PX.least), PANES_WIDTH_PX.most));
}
