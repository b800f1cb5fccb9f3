import { personalQueue, type QueueId, type RepId } from '../kernel/index.ts';
import type { ButtonProfile } from './support-button.ts';

/** What one representative is granted of Support Buttons, with the queues of their teams. */
export interface ButtonRights {
  readonly rep: RepId;
  /** *Deploy and Manage Support Buttons in Personal Queue*. */
  readonly personal: boolean;
  /** *Deploy Team Support Buttons*. */
  readonly deployInTeams: boolean;
  /** *Manage Team Support Buttons*. */
  readonly manageInTeams: boolean;
  /** *Change Public Portals Associated With Support Buttons*. */
  readonly changeProfile: boolean;
  readonly teams: readonly QueueId[];
}

/** Where a button that they deploy may lead: their personal queue first. */
export function deployQueues(rights: ButtonRights): readonly QueueId[] {
  return [...own(rights), ...(rights.deployInTeams ? rights.teams : [])];
}

/** Whose buttons they are shown. */
export function seenQueues(rights: ButtonRights): readonly QueueId[] {
  return [...own(rights), ...(rights.deployInTeams || rights.manageInTeams ? rights.teams : [])];
}

/** Whose buttons they may change and remove, and to where they may move them. */
export function managedQueues(rights: ButtonRights): readonly QueueId[] {
  return [...own(rights), ...(rights.manageInTeams ? rights.teams : [])];
}

function own({ rep, personal }: ButtonRights): readonly QueueId[] {
  return personal ? [personalQueue(rep)] : [];
}

/** Where a button leads without a key: its own queue, or else that of its profile. */
export function leadsTo(
  button: { readonly queue: QueueId | undefined },
  profile: Pick<ButtonProfile, 'queue'>,
): QueueId | undefined {
  return button.queue ?? profile.queue;
}

/** How long buttons of this profile may be made to live: not longer than it says. 0: until they are removed. */
export function offeredLives(lives: readonly number[], { lifeMs }: Pick<ButtonProfile, 'lifeMs'>): number[] {
  return lives.filter((each) => lifeMs === 0 || (each !== 0 && each <= lifeMs));
}
