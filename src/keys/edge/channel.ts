import { Fault, type PortalId, type RepId } from '../../kernel/index.ts';
import type { GeneratedKey } from '../../protocol/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import type { Keys } from '../index.ts';

/** The console's *Generate Session Key*. */
export function keyHandlers(ports: {
  readonly keys: Keys;
  /**
   * Where a customer of that portal begins, without a slash at the end; undefined for one that this
   * representative may not use. `consoleOrigin` is where the representative's own browser reaches us.
   */
  readonly portalUrl: (rep: RepId, portal: PortalId, consoleOrigin: string) => string | undefined;
}): Handlers {
  return {
    'generate-key': async ({ principal, origin }, message): Promise<GeneratedKey> => {
      const url =
        principal.kind === 'person' ? ports.portalUrl(principal.id, message.portal, origin) : undefined;
      if (principal.kind !== 'person' || url === undefined) {
        throw new Fault('not-allowed');
      }
      const key = await ports.keys.generate(principal, message.portal, message.validForMs);
      return { key: key.spoken, url: `${url}/?key=${key.text}`, expiresAt: key.expiresAt };
    },
  };
}
