import type { Clock } from '../kernel/index.ts';
import { jsonRoute, type Route } from './web.ts';

export type PartHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: string }
  | { readonly ok: 'off' };

export interface Health {
  readonly status: 'ok' | 'down';
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly parts: Readonly<Record<string, PartHealth>>;
}

/** How every part is now. A part that is switched off on purpose is `off` and takes nothing down. */
export function createHealth(ports: {
  readonly version: string;
  readonly clock: Clock;
  readonly parts: Readonly<Record<string, () => PartHealth>>;
}): () => Health {
  const startedMs = ports.clock.monotonicMs();
  return () => {
    const parts = Object.fromEntries(Object.entries(ports.parts).map(([name, look]) => [name, look()]));
    return {
      status: Object.values(parts).every(({ ok }) => ok !== false) ? 'ok' : 'down',
      version: ports.version,
      uptimeSeconds: Math.floor((ports.clock.monotonicMs() - startedMs) / 1000),
      parts,
    };
  };
}

/** `GET /healthz` for whatever watches the appliance: 200 when every part works, 503 otherwise. */
export function healthRoutes(health: () => Health): readonly Route[] {
  return [
    jsonRoute({
      method: 'GET',
      path: '/healthz',
      who: 'anyone',
      handle(ctx) {
        const now = health();
        ctx.status = now.status === 'ok' ? 200 : 503;
        const { database, relay, stun } = now.parts;
        return { status: now.status, version: now.version, uptime: now.uptimeSeconds, database, relay, stun };
      },
    }),
  ];
}
