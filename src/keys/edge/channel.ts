import { Fault, type PortalId } from '../../kernel/index.ts';
import type { GeneratedKey } from '../../protocol/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import type { Keys } from '../index.ts';

/** The console's *Generate Session Key*. */
export function keyHandlers(ports: {
  readonly keys: Keys;
  /**
   * Where a customer of that portal begins, without a slash at the end; undefined for no portal of
   * ours. `consoleOrigin` is where the representative's own browser reaches us.
   */
  readonly portalUrl: (portal: PortalId, consoleOrigin: string) => string | undefined;
}): Handlers {
  return {
    'generate-key': async ({ principal, origin }, message): Promise<GeneratedKey> => {
      const url = ports.portalUrl(message.portal, origin);
      if (principal.kind !== 'person' || url === undefined) {
        throw new Fault('not-allowed');
      }
      const key = await ports.keys.generate(principal, message.portal, message.validForMs);
      return { key: key.spoken, url: `${url}/?key=${key.text}`, expiresAt: key.expiresAt };
    },
  };
}
