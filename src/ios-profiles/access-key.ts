import {
  type Instant,
  type IosProfileId,
  type KeyId,
  laterBy,
  LIMITS,
  type PortalId,
  type RepId,
} from '../kernel/index.ts';

/**
 * What a customer types to be given certain profiles, private ones among them, on one public site.
 * Unlike a session key it begins nothing and is not used up: a device may ask for a file twice, and a
 * person may have a phone and a tablet. It ends with its time, with its downloads, or when whoever made
 * it may not make such keys any more.
 */
export interface AccessKey {
  readonly id: KeyId;
  readonly rep: RepId;
  readonly repName: string;
  /** The only site on which it counts. */
  readonly portal: PortalId;
  /** Those that were chosen and are still there. */
  readonly profiles: readonly IosProfileId[];
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly isRevoked: boolean;
  readonly downloads: number;
}

/**
 * Whether it still gives something, to whoever has it, where keys live for `maximumMs` at most: a maximum
 * that was lowered since counts for keys that are out there.
 */
export function isGood(key: AccessKey, now: Instant, maximumMs: number): boolean {
  return (
    !key.isRevoked &&
    now < key.expiresAt &&
    now < laterBy(key.issuedAt, maximumMs) &&
    key.profiles.length > 0 &&
    key.downloads < LIMITS.downloadsPerIosKey
  );
}

/** What lets one profile be fetched with a key for a short time, without saying the key again. */
export interface DownloadPass {
  readonly key: KeyId;
  readonly profile: IosProfileId;
  readonly portal: PortalId;
  readonly until: number;
}

/** A pass in one line, to be sealed. */
export function passText({ key, profile, portal, until }: DownloadPass): string {
  return [key, profile, portal, until].join(' ');
}

/** undefined when it is for another profile or another site, or its time is over. */
export function readPass(
  text: string,
  wanted: { readonly profile: IosProfileId; readonly portal: PortalId; readonly now: Instant },
): KeyId | undefined {
  const [key = '', profile, portal, until, ...more] = text.split(' ');
  return more.length === 0 &&
    profile === wanted.profile &&
    portal === wanted.portal &&
    wanted.now < Number(until)
    ? (key as KeyId)
    : undefined;
}
