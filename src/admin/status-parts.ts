import { LIMITS } from '../kernel/index.ts';
import type { LeftMessages } from '../portals/index.ts';
import type { StatusFacts } from './status.ts';

type Part = StatusFacts['parts'][number];

const NAMES: Readonly<Record<string, string>> = {
  database: 'Database',
  relay: 'Screen relay',
  stun: 'STUN',
};

/** What *Status* lists, as people know it; what is switched off on purpose is left out. */
export function statusParts(now: {
  /** As GET /healthz has them. */
  readonly health: Readonly<Record<string, Part['state'] | { readonly ok: 'off' }>>;
  /** undefined before the first call: an appliance without a way to the internet is as well as one with it. */
  readonly webPush: Part['state'] | undefined;
  readonly crowded: ReturnType<LeftMessages['crowded']>;
}): readonly Part[] {
  return [
    ...Object.entries(now.health).flatMap(([name, state]) =>
      state.ok === 'off' ? [] : [{ name: NAMES[name] ?? name, state }],
    ),
    ...(now.webPush === undefined ? [] : [{ name: 'Web push', state: now.webPush }]),
    ...now.crowded.map(({ siteName, open }) => ({
      name: `Messages of ${siteName}`,
      state: {
        ok: false as const,
        why: `${open} wait to be seen to; with ${LIMITS.openMessagesPerSite} customers can leave none any more.`,
      },
    })),
  ];
}
