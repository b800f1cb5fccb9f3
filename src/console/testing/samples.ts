import {
  CUSTOMER,
  instant,
  type Instant,
  type MessageId,
  type PortalId,
  type QueueId,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import type { QueueRow, SessionEntry, SessionEvent } from '../../protocol/index.ts';

export const NOON = instant(Date.UTC(2026, 10, 21, 12));
export const MAJA = { id: 'MajaMajaMajaMajaMajaMa' as RepId, name: 'Maja Karlsson' };
export const ANNA = { id: CUSTOMER, name: 'Anna Lindqvist' };
export const PERSONAL = `personal:${MAJA.id}` as QueueId;
export const RAVI = { id: 'RaviRaviRaviRaviRaviRa' as RepId, name: 'Ravi Shah' };
export const KARL = {
  id: 'KarlKarlKarlKarlKarlKa' as RepId,
  name: 'Karl Vendor (external)',
  external: true,
} as const;
export const TEAM = 'team:TeamTeamTeamTeamTeamTe' as QueueId;
export const PORTAL = 'PortalPortalPortalPort' as PortalId;

/** An id that says which one it is: "S1" becomes 22 characters. */
export function sample<Id extends string>(name: string): Id {
  return name.padEnd(22, '-') as Id;
}

export function secondsAfterNoon(seconds: number): Instant {
  return instant(NOON + seconds * 1000);
}

export function row(name: string, more: Partial<QueueRow> = {}): QueueRow {
  return {
    session: sample<SessionId>(name),
    queue: PERSONAL,
    status: 'waiting',
    isOffered: false,
    isOverdue: false,
    customerName: `Customer ${name}`,
    details: '',
    portal: PORTAL,
    portalName: 'Default',
    startMethod: 'session-key',
    mode: 'full',
    language: 'en',
    queuedAt: NOON,
    startedAt: NOON,
    connected: true,
    ...more,
  };
}

/** Entries of one session at places 1, 2, 3 …, a second apart. */
export function entries(events: readonly SessionEvent[], from = 1): readonly SessionEntry[] {
  return events.map((event, at) => ({ seq: from + at, at: secondsAfterNoon(from + at), event }));
}

/** How a session begins until Maja has accepted it: three entries. */
export const ACCEPTED: readonly SessionEvent[] = [
  {
    type: 'requested',
    customerName: ANNA.name,
    details: 'It prints blank pages.',
    portalName: 'Default',
    startMethod: 'session-key',
    mode: 'full',
    language: 'en',
  },
  { type: 'queued', queueName: 'Personal queue', how: 'arrival' },
  { type: 'accepted', by: MAJA },
];

export function chat(
  from: typeof MAJA | typeof ANNA | typeof KARL,
  text: string,
  message: string,
): SessionEvent {
  return { type: 'chat', messageId: sample<MessageId>(message), from, text };
}
