import type { Copied } from './copied.ts';
import type { KeyId, PortalId } from '../../kernel/index.ts';
import type { GeneratedKey, ListedKey } from '../../protocol/index.ts';
import { NOT_SENT, type Sending } from './sending.ts';
import { lengthWords } from './time-words.ts';

/** The dialog *Generate Session Key*, from the choice to the key. */
export type KeyDialog =
  | {
      readonly step: 'choosing';
      readonly choice: KeyChoice;
      readonly busy: boolean;
      readonly problem: string | undefined;
    }
  | {
      readonly step: 'made';
      readonly choice: KeyChoice;
      readonly key: GeneratedKey;
      readonly copied: Copied;
      readonly sending: Readonly<Record<SentBy, Sending>>;
    }
  | (OpenKeys & {
      /** To go back to. */
      readonly choice: KeyChoice;
    });

/** Keys that are out there, to be taken back. */
export interface OpenKeys {
  readonly step: 'open-keys';
  /** undefined: not told yet. */
  readonly keys: readonly ListedKey[] | undefined;
  /** The one that is being withdrawn. */
  readonly busy: KeyId | undefined;
  readonly problem: string | undefined;
}

export const NOT_TOLD: OpenKeys = { step: 'open-keys', keys: undefined, busy: undefined, problem: undefined };

/** The ways that the appliance sends a key itself. */
export type SentBy = 'mail' | 'sms';

/** "Wi-Fi, VPN and 2 others": what an access key gives. */
export function givenWords({ profiles, others }: NonNullable<ListedKey['gives']>): string {
  const more = others === 0 ? [] : [others === 1 ? '1 other' : `${others} others`];
  const all = [...profiles, ...more];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

/** A key that was just made. */
export function madeKey(choice: KeyChoice, key: GeneratedKey): Extract<KeyDialog, { step: 'made' }> {
  return { step: 'made', choice, key, copied: 'neither', sending: { mail: NOT_SENT, sms: NOT_SENT } };
}

/** The same with what became of sending it that way. */
export function withSending(
  at: Extract<KeyDialog, { step: 'made' }>,
  way: SentBy,
  sending: Sending,
): Extract<KeyDialog, { step: 'made' }> {
  return { ...at, sending: { ...at.sending, [way]: sending } };
}

export interface KeyChoice {
  readonly validForMs: number;
  readonly portal: PortalId;
  /** Of the invitation that goes with the key. */
  readonly language: string | undefined;
}

/** That of the key before, as far as there was one. */
export type RememberedChoice = { readonly [Field in keyof KeyChoice]: KeyChoice[Field] | undefined };

export interface PortalChoice {
  readonly id: PortalId;
  readonly name: string;
  /** The first one is for who understands none of them. */
  readonly languages: readonly string[];
  /** Whether I may generate access keys to iOS profiles there. */
  readonly iosProfiles?: boolean | undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const USUAL_MS = [
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  24 * HOUR_MS,
  72 * HOUR_MS,
  168 * HOUR_MS,
];
const FIRST_CHOICE_MS = HOUR_MS;

/** How long a key may stay valid: the usual lengths up to the site's maximum, and the maximum itself. */
export function validityChoices(maxMs: number): readonly { readonly ms: number; readonly words: string }[] {
  const most = Math.max(MINUTE_MS, maxMs);
  const lengths = [...USUAL_MS.filter((ms) => ms < most), most];
  return lengths.map((ms) => ({ ms, words: lengthWords(ms) }));
}

/**
 * What the dialog opens with: what was chosen the last time as far as it is still allowed,
 * otherwise one hour and the first portal. Undefined when there is no portal to choose.
 */
export function firstChoice(
  remembered: RememberedChoice,
  allowed: { readonly portals: readonly PortalChoice[]; readonly maxMs: number },
): KeyChoice | undefined {
  const portal = allowed.portals.find((choice) => choice.id === remembered.portal) ?? allowed.portals[0];
  if (portal === undefined) {
    return undefined;
  }
  const wanted = remembered.validForMs ?? FIRST_CHOICE_MS;
  const choices = validityChoices(allowed.maxMs);
  const fitting = choices.findLast((choice) => choice.ms <= wanted) ?? choices[0];
  return {
    portal: portal.id,
    validForMs: fitting?.ms ?? allowed.maxMs,
    language: languageAt(portal, remembered.language),
  };
}

/** The wanted language where the portal speaks it, otherwise the portal's first. */
export function languageAt(portal: PortalChoice | undefined, wanted: string | undefined): string | undefined {
  return portal?.languages.find((language) => language === wanted) ?? portal?.languages[0];
}

/** A key in two groups, easy to read aloud: "ABCD EFG". Spaces and hyphens of the key itself are not counted. */
export function inTwoGroups(key: string): readonly [string, string] {
  const plain = key.replaceAll(/[\s-]/gu, '');
  const half = Math.ceil(plain.length / 2);
  return [plain.slice(0, half), plain.slice(half)];
}
