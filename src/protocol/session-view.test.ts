import test from 'ava';
import * as fc from 'fast-check';
import { CUSTOMER, instant, type MessageId, type RecordingId, type RepId } from '../kernel/index.ts';
import type { SessionEntry, SessionEvent } from './session-event.ts';
import { EMPTY_SESSION_VIEW, isDelivered, withEntries } from './session-view.ts';

const ada = { id: 'ada-------------------' as RepId, name: 'Ada' };
const anna = { id: CUSTOMER, name: 'Anna' };
const events: readonly SessionEvent[] = [
  {
    type: 'requested',
    customerName: 'Anna',
    details: 'It is broken',
    portalName: 'Support',
    startMethod: 'session-key',
  },
  { type: 'queued', queueName: 'Personal queue', how: 'arrival' },
  { type: 'chat', messageId: 'm' as MessageId, from: anna, text: 'Hello' },
  { type: 'accepted', by: ada },
  { type: 'chat-delivered', to: ada.id, upTo: 3 },
  { type: 'screen-requested', by: ada },
  { type: 'screen-request-closed', outcome: 'allowed' },
  { type: 'screen-started', producerId: 'p' },
  { type: 'recording-started', recordingId: 'r' as RecordingId },
  { type: 'connection-lost', who: anna },
  { type: 'connection-returned', who: anna },
  { type: 'recording-stopped', recordingId: 'r' as RecordingId, lengthMs: 1 },
  { type: 'screen-stopped', reason: 'stopped-by-customer' },
  { type: 'ended', reason: 'ended-by-customer', by: anna },
];
const entries: readonly SessionEntry[] = events.map((event, index) => ({
  seq: index + 1,
  at: instant(1000 + index),
  event,
}));

test('the view follows from the entries', (t) => {
  t.like(withEntries(EMPTY_SESSION_VIEW, entries.slice(0, 2)), { status: 'waiting', customerName: 'Anna' });
  const sharing = withEntries(EMPTY_SESSION_VIEW, entries.slice(0, 10));
  t.like(sharing, { status: 'in-session', owner: ada, screen: { state: 'on', producerId: 'p' } });
  t.is(sharing.recordings.size, 1);
  t.true(sharing.lost.has(CUSTOMER));
  t.true(isDelivered(sharing, CUSTOMER, 3));
  t.false(isDelivered(sharing, ada.id, 3));
  const ended = withEntries(sharing, entries);
  t.like(ended, { status: 'ended', endReason: 'ended-by-customer', screen: { state: 'off' } });
  t.is(ended.timeline.length, events.length - 1);
});

test('however the entries arrive again after breaks, the view is the same', (t) => {
  const whole = withEntries(EMPTY_SESSION_VIEW, entries);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(entries.length), fc.nat(entries.length))), (windows) => {
      let view = EMPTY_SESSION_VIEW;
      for (const [overlap, upTo] of windows) {
        const from = Math.max(0, view.lastSeq - overlap);
        view = withEntries(view, entries.slice(from, Math.max(from, upTo)));
      }
      t.deepEqual(withEntries(view, entries), whole);
    }),
  );
});
