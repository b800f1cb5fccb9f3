import type { ButtonProfileId, Instant, QueueId, SupportButtonId } from '../../kernel/index.ts';
import type { ButtonChoices, ListedButton } from '../../protocol/index.ts';
import { lengthWords } from './time-words.ts';

/** *Deploy Support Button*: what may be chosen is asked first. */
export type DeployDialog =
  | { readonly step: 'loading'; readonly problem: string | undefined }
  | {
      readonly step: 'asking';
      readonly choices: ButtonChoices;
      readonly profile: ButtonProfileId | undefined;
      readonly queue: QueueId | undefined;
      readonly lifeMs: number;
      readonly description: string;
      readonly busy: boolean;
      readonly problem: string | undefined;
    };

export type AskingToDeploy = Extract<DeployDialog, { step: 'asking' }>;
type Profile = ButtonChoices['profiles'][number];

/** With the public site's own profile, my first queue, and the longest life there is. */
export function askingToDeploy(choices: ButtonChoices): AskingToDeploy {
  const profile = choices.profile ?? choices.profiles[0]?.id;
  return {
    step: 'asking',
    choices,
    profile,
    queue: choices.queues[0]?.id,
    lifeMs: longest(profileOf(choices, profile)?.lives ?? []),
    description: '',
    busy: false,
    problem: undefined,
  };
}

export function profileOf({ profiles }: ButtonChoices, id: ButtonProfileId | undefined): Profile | undefined {
  return profiles.find((profile) => profile.id === id);
}

/** With another choice; a life that the profile does not let its buttons have becomes the longest of those that it does. */
export function withChoice(
  at: AskingToDeploy,
  choice: Partial<Pick<AskingToDeploy, 'profile' | 'queue' | 'lifeMs' | 'description'>>,
): AskingToDeploy {
  const next = { ...at, ...choice, problem: undefined };
  const lives = profileOf(next.choices, next.profile)?.lives ?? [];
  return lives.includes(next.lifeMs) ? next : { ...next, lifeMs: longest(lives) };
}

/** 0 is without an end. */
function longest(lives: readonly number[]): number {
  return lives.includes(0) ? 0 : Math.max(0, ...lives);
}

export function lifeWords(lifeMs: number): string {
  return lifeMs === 0 ? 'Until it is removed' : lengthWords(lifeMs);
}

/** What is changed of one button in the list. */
export interface EditedButton {
  readonly id: SupportButtonId;
  readonly queue: QueueId | undefined;
  readonly description: string;
  /** undefined: until when it was. */
  readonly lifeMs: number | undefined;
  readonly busy: boolean;
  readonly problem: string | undefined;
}

/** *Support Buttons*: those of my queues. */
export interface ButtonList {
  readonly search: string;
  readonly buttons: readonly ListedButton[];
  /** Of those that were searched for; undefined until it is known. */
  readonly total: number | undefined;
  readonly queues: ButtonChoices['queues'];
  readonly problem: string | undefined;
  readonly editing: EditedButton | undefined;
  readonly removing:
    | { readonly id: SupportButtonId; readonly busy: boolean; readonly problem: string | undefined }
    | undefined;
}

export const NO_BUTTONS: ButtonList = {
  search: '',
  buttons: [],
  total: undefined,
  queues: [],
  problem: undefined,
  editing: undefined,
  removing: undefined,
};

export function editing({ id, queue, description }: ListedButton): EditedButton {
  return { id, queue, description, lifeMs: undefined, busy: false, problem: undefined };
}

/** Where it may lead: to a queue that I manage, or to where it leads. */
export function queuesFor(at: ButtonList, button: ListedButton): ButtonChoices['queues'] {
  const { queue } = button;
  return queue === undefined || at.queues.some(({ id }) => id === queue)
    ? at.queues
    : [{ id: queue, name: button.queueName }, ...at.queues];
}

export function usesWords(uses: number): string {
  return uses === 0 ? 'Not used yet' : uses === 1 ? 'Used for 1 session' : `Used for ${uses} sessions`;
}

export function hasRunOut({ expiresAt }: ListedButton, now: Instant): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}
