import { Mailbox } from '../../kernel/index.ts';
import type { StunServer } from './udp.ts';

type Health = { readonly ok: true } | { readonly ok: false; readonly why: string } | { readonly ok: 'off' };

/** STUN as the site's peer-to-peer option says: answering, or with its port closed. */
export interface StunSwitch extends AsyncDisposable {
  /** Raises StunPortError when the port cannot be opened; it then stays off and `health` says why. */
  set(on: boolean): Promise<void>;
  health(): Health;
  /** The port in use; undefined while it is off. */
  readonly port: number | undefined;
}

export function createStunSwitch(start: () => Promise<StunServer>): StunSwitch {
  const orders = new Mailbox();
  let server: StunServer | undefined;
  let problem: string | undefined;

  async function set(on: boolean): Promise<void> {
    problem = undefined;
    if (!on) {
      await server?.close();
      server = undefined;
    } else if (server === undefined) {
      try {
        server = await start();
      } catch (thrown) {
        problem = (thrown as Error).message;
        throw thrown;
      }
    }
  }

  return {
    set: (on) => orders.post(() => set(on)),
    health() {
      if (problem !== undefined) {
        return { ok: false, why: problem };
      }
      if (server === undefined) {
        return { ok: 'off' };
      }
      const health = server.health();
      return health.ok ? { ok: true } : { ok: false, why: health.reason };
    },
    get port() {
      return server?.port;
    },
    [Symbol.asyncDispose]: () => orders.post(() => set(false)),
  };
}
