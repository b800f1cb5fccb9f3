import { Fault, type Instant, type PortalId, type Principal, type RepId } from '../../kernel/index.ts';
import type { GeneratedKey, ListedKey } from '../../protocol/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import { spokenKey, type Keys } from '../index.ts';

/** A key with what is told of it. */
export interface MadeKey {
  readonly rep: { readonly id: RepId; readonly name: string };
  /** As it is read aloud. */
  readonly key: string;
  readonly portal: PortalId;
  /** Where a customer of that portal begins. */
  readonly portalUrl: string;
  /** Leads to the representative without typing the key. */
  readonly url: string;
  readonly expiresAt: Instant;
}

interface Where {
  /**
   * Where a customer of that portal begins, without a slash at the end; undefined for one that this
   * representative may not use. `consoleOrigin` is where the representative's own browser reaches us.
   */
  readonly portalUrl: (rep: RepId, portal: PortalId, consoleOrigin: string) => string | undefined;
}

interface May {
  /** *Allowed to generate session keys*. */
  readonly mayGenerate: (rep: RepId) => boolean;
}

/** The open key of this representative that was read aloud as `spoken`. Raises `key-refused`, `not-allowed`. */
export function ownKey(
  ports: Where & May & { readonly keys: Keys },
  rep: MadeKey['rep'],
  spoken: string,
  consoleOrigin: string,
): MadeKey {
  mustMayGenerate(ports, rep.id);
  const { key, text } = ports.keys.own(rep.id, spoken);
  return madeKey(ports, rep, { ...key, text }, consoleOrigin);
}

/** Raises `not-allowed` for a portal that this representative may not use. */
function madeKey(
  { portalUrl }: Where,
  rep: MadeKey['rep'],
  key: { readonly text: string; readonly portal: PortalId; readonly expiresAt: Instant },
  consoleOrigin: string,
): MadeKey {
  const url = portalUrl(rep.id, key.portal, consoleOrigin);
  if (url === undefined) {
    throw new Fault('not-allowed');
  }
  return {
    rep: { id: rep.id, name: rep.name },
    key: spokenKey(key.text),
    portal: key.portal,
    portalUrl: url,
    url: `${url}/?key=${key.text}`,
    expiresAt: key.expiresAt,
  };
}

/** The console's *Generate Session Key*. */
export function keyHandlers(
  ports: Where &
    May & {
      readonly keys: Keys;
      /** How the key can be sent to the customer. */
      readonly ways: (key: MadeKey, language: string | undefined) => GeneratedKey['ways'];
    },
): Handlers {
  const { keys } = ports;
  return {
    'generate-key': async (
      { principal, origin },
      { portal, validForMs, language },
    ): Promise<GeneratedKey> => {
      const rep = representative(principal);
      mustMayGenerate(ports, rep.id);
      if (ports.portalUrl(rep.id, portal, origin) === undefined) {
        throw new Fault('not-allowed');
      }
      const { id, text, expiresAt } = await keys.generate(rep, portal, validForMs);
      const made = madeKey(ports, rep, { text, portal, expiresAt }, origin);
      return { id, key: made.key, url: made.url, expiresAt, ways: ports.ways(made, language) };
    },
    'list-keys': ({ principal }): { readonly keys: readonly ListedKey[] } => ({
      keys: keys
        .openOf(representative(principal).id)
        .map(({ id, portal, issuedAt, expiresAt }) => ({ id, portal, issuedAt, expiresAt })),
    }),
    'withdraw-key': ({ principal }, { key }) => keys.withdraw(representative(principal).id, key),
  };
}

function representative(principal: Principal): Extract<Principal, { kind: 'person' }> {
  if (principal.kind !== 'person') {
    throw new Fault('not-allowed');
  }
  return principal;
}

function mustMayGenerate({ mayGenerate }: May, rep: RepId): void {
  if (!mayGenerate(rep)) {
    throw new Fault('not-allowed', { sentence: 'Your account is not allowed to generate session keys.' });
  }
}
