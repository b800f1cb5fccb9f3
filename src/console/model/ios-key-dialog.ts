import type { IosProfileId } from '../../kernel/index.ts';
import type { ListedIosProfile } from '../../protocol/index.ts';
import type { KeyChoice, KeyDialog, OpenKeys, PortalChoice } from './key-dialog.ts';

/** *Generate Apple iOS Profile Access Key*: the selection, then the key, which is shown, sent and listed as a session key is. */
export type IosKeyDialog =
  | IosSelection
  | Extract<KeyDialog, { step: 'made' }>
  | (OpenKeys & {
      /** To go back to. */
      readonly selection: IosSelection;
    });

export interface IosSelection {
  readonly step: 'selecting';
  readonly choice: KeyChoice;
  /** Undefined until the appliance has told them. */
  readonly profiles: readonly ListedIosProfile[] | undefined;
  readonly chosen: ReadonlySet<IosProfileId>;
  readonly query: string;
  readonly busy: boolean;
  readonly problem: string | undefined;
}

/** Where such keys can be generated; without one, nothing of it is offered. */
export function portalsWithProfiles(portals: readonly PortalChoice[]): readonly PortalChoice[] {
  return portals.filter(({ iosProfiles }) => iosProfiles === true);
}

/** With this profile chosen, or not any more. */
export function toggled(at: IosSelection, id: IosProfileId): IosSelection {
  const chosen = new Set(at.chosen);
  if (!chosen.delete(id)) {
    chosen.add(id);
  }
  return { ...at, chosen, problem: undefined };
}

/** From so many on, profiles are looked for by name. */
export const SEARCH_FROM = 8;

/** Those whose name or description holds every word of the query. */
export function profilesFound({ profiles = [], query }: IosSelection): readonly ListedIosProfile[] {
  const words = plain(query).split(/\s+/u);
  return profiles.filter(({ name, description }) => {
    const text = plain(`${name} ${description}`);
    return words.every((word) => text.includes(word));
  });
}

/** What is chosen of what is there, in its order. */
export function chosenProfiles({ profiles = [], chosen }: IosSelection): readonly IosProfileId[] {
  return profiles.map(({ id }) => id).filter((id) => chosen.has(id));
}

/** "2 profiles are selected." */
export function selectionWords(at: IosSelection): string {
  const count = chosenProfiles(at).length;
  return count === 0
    ? 'No profile is selected yet.'
    : count === 1
      ? '1 profile is selected.'
      : `${count} profiles are selected.`;
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
