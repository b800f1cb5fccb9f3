import { createHash } from 'node:crypto';
import type { Clock, Log, PortalId, Timers } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Sealing } from '../../platform/sealing.ts';
import type { Sessions } from '../../sessions/index.ts';
import { createPushes, type Pushes } from '../index.ts';
import { Looks } from './channel.ts';
import { openPushKeys } from './keys.ts';
import { createPushSender } from './sender.ts';
import { createSubscriptionStore } from './store.ts';

/** Web push on one database. */
export async function openPush(world: {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly sessions: Sessions;
  readonly isOn: (site: PortalId) => boolean;
  readonly head: () => number;
  /** Push services beside those of the browsers' makers. */
  readonly named: readonly string[];
  readonly trusted: readonly string[] | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}): Promise<{ readonly pushes: Pushes; readonly looks: Looks }> {
  const { database, sealing, sessions, isOn, head, named, trusted, clock, timers, log } = world;
  const keys = await openPushKeys({ database, sealing, clock });
  const looks = new Looks();
  const pushes = createPushes({
    sessions,
    store: createSubscriptionStore({ database, sealing, clock }),
    sender: createPushSender({ keys, named, trusted }),
    isOn,
    isLookedAt: (session) => looks.isLookedAt(session),
    head,
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    clock,
    timers,
    log,
  });
  return { pushes, looks };
}
