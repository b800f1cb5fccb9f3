import {
  Fault,
  type Instant,
  type KeyId,
  LIMITS,
  oneLine,
  type PortalId,
  type RepId,
} from '../../kernel/index.ts';
import { spokenKey } from '../../keys/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import type { GeneratedKey, ListedIosProfile, ListedKey } from '../../protocol/index.ts';
import type { AccessKeys, IosProfiles } from '../index.ts';
import { PAGE } from './present.ts';

/** An access key with what is told of it. */
interface MadeAccessKey {
  readonly id: KeyId;
  readonly rep: { readonly id: RepId; readonly name: string };
  /** As it is read aloud. */
  readonly key: string;
  readonly portal: PortalId;
  /** Where the key can be typed. */
  readonly portalUrl: string;
  /** Leads to the profiles without typing it. */
  readonly url: string;
  readonly expiresAt: Instant;
}

interface Where {
  readonly accessKeys: AccessKeys;
  /**
   * Where customers of that portal begin, without a slash at the end; undefined for one where this
   * representative may not give profiles. `consoleOrigin` is where their own browser reaches us.
   */
  readonly portalUrl: (rep: RepId, portal: PortalId, consoleOrigin: string) => string | undefined;
}

/** The good access key of this representative that was read aloud as `spoken`. Raises `key-refused`, `not-allowed`. */
export function ownAccessKey(
  { accessKeys, portalUrl }: Where,
  rep: MadeAccessKey['rep'],
  spoken: string,
  consoleOrigin: string,
): MadeAccessKey {
  const { key, text } = accessKeys.own(rep.id, spoken);
  const url = portalUrl(rep.id, key.portal, consoleOrigin);
  if (url === undefined) {
    throw new Fault('not-allowed');
  }
  return {
    id: key.id,
    rep: { id: rep.id, name: rep.name },
    key: spokenKey(text),
    portal: key.portal,
    portalUrl: `${url}${PAGE}`,
    url: `${url}${PAGE}?key=${text}`,
    expiresAt: key.expiresAt,
  };
}

/** The console's *Generate Apple iOS Profile Access Key*. */
export function iosProfileHandlers(
  ports: Where & {
    readonly profiles: Pick<IosProfiles, 'all'>;
    /** Whether there is a portal at all where this representative may give profiles. */
    readonly maySend: (rep: RepId) => boolean;
    /** How the key can be sent to the customer. */
    readonly ways: (key: MadeAccessKey, language: string | undefined) => GeneratedKey['ways'];
  },
): Handlers {
  return {
    'list-ios-profiles': ({ principal }): { readonly profiles: readonly ListedIosProfile[] } => {
      if (principal.kind !== 'person' || !ports.maySend(principal.id)) {
        throw new Fault('not-allowed');
      }
      return {
        profiles: ports.profiles.all().map(({ id, name, description, isPublic }) => ({
          id,
          name,
          description: beginningOf(description),
          isPublic,
        })),
      };
    },
    'generate-ios-key': async (
      { principal, origin },
      { portal, profiles, validForMs, language },
    ): Promise<GeneratedKey> => {
      if (principal.kind !== 'person' || ports.portalUrl(principal.id, portal, origin) === undefined) {
        throw new Fault('not-allowed');
      }
      const { text } = await ports.accessKeys.generate(principal, portal, profiles, validForMs);
      const made = ownAccessKey(ports, principal, text, origin);
      const { id, key, url, expiresAt } = made;
      return { id, key, url, expiresAt, ways: ports.ways(made, language) };
    },
    // Whoever may not make them any more still sees those that are out there, and takes them back.
    'list-ios-keys': ({ principal }): { readonly keys: readonly ListedKey[] } => {
      if (principal.kind !== 'person') {
        throw new Fault('not-allowed');
      }
      const names = new Map(ports.profiles.all().map(({ id, name }) => [id, name]));
      return {
        keys: ports.accessKeys.openOf(principal.id).map(({ id, portal, issuedAt, expiresAt, profiles }) => {
          const gives = profiles.flatMap((profile) => names.get(profile) ?? []);
          const named = gives.slice(0, LIMITS.iosProfilesNamed);
          return {
            id,
            portal,
            issuedAt,
            expiresAt,
            gives: { profiles: named, others: gives.length - named.length },
          };
        }),
      };
    },
    'withdraw-ios-key': ({ principal }, { key }) => {
      if (principal.kind !== 'person') {
        throw new Fault('not-allowed');
      }
      return ports.accessKeys.withdraw(principal.id, key);
    },
  };
}

/** In one line, as much as a list shows. */
function beginningOf(description: string): string {
  const letters = Array.from(oneLine(description));
  const most = LIMITS.iosProfileNameCharacters;
  return letters.length <= most
    ? letters.join('')
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
