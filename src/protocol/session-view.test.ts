import test from 'ava';
import * as fc from 'fast-check';
import {
  CUSTOMER,
  instant,
  type InvitationId,
  type MessageId,
  type QueueId,
  type RecordingId,
  type RepId,
} from '../kernel/index.ts';
import type { SessionEntry, SessionEvent } from './session-event.ts';
import { EMPTY_SESSION_VIEW, isDelivered, withEntries } from './session-view.ts';

const ada = { id: 'ada-------------------' as RepId, name: 'Ada' };
const ben = { id: 'ben-------------------' as RepId, name: 'Ben' };
const anna = { id: CUSTOMER, name: 'Anna' };
const events: readonly SessionEvent[] = [
  {
    type: 'requested',
    customerName: 'Anna',
    details: 'It is broken',
    portalName: 'Support',
    startMethod: 'session-key',
    mode: 'full',
    language: 'en',
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

/** The view after these events, following the first four: Anna waits, writes, and Ada accepts. */
function afterAccept(...more: readonly SessionEvent[]) {
  const all = [...events.slice(0, 4), ...more];
  return withEntries(
    EMPTY_SESSION_VIEW,
    all.map((event, index) => ({ seq: index + 1, at: instant(1000 + index), event })),
  );
}

const invitation = 'i---------------------' as InvitationId;
const invited: SessionEvent = {
  type: 'invited',
  invitation,
  to: 'team:t---------------------' as QueueId,
  toName: 'E-mail',
  by: ada,
};

test('an invitation is open until it is closed, and whoever comes is in the session beside the owner', (t) => {
  t.deepEqual(
    afterAccept(invited).invitations.map(({ toName }) => toName),
    ['E-mail'],
  );
  const joined = afterAccept(
    invited,
    { type: 'invitation-closed', invitation, outcome: 'accepted' },
    { type: 'joined', who: ben },
  );
  t.deepEqual(joined.invitations, []);
  t.deepEqual(joined.others, [ben]);
  t.like(joined.owner, ada);
});

test('after a transfer nobody owns it, it waits again, and invitations are void', (t) => {
  const transferred = afterAccept(
    invited,
    { type: 'left', who: ada, how: 'transferred' },
    { type: 'queued', queueName: 'E-mail', how: 'hand', by: ada },
  );
  t.like(transferred, { status: 'waiting', queueName: 'E-mail', owner: undefined });
  t.deepEqual(transferred.invitations, []);
  t.is(transferred.acceptedAt, instant(1003), 'it was accepted once all the same');
});

test('when the owner is lost, the one who stays owns it, and the lost one is in it no more', (t) => {
  const fallen = afterAccept(
    { type: 'joined', who: ben },
    { type: 'connection-lost', who: ada },
    { type: 'owner-changed', to: ben, how: 'fallback' },
    { type: 'left', who: ada, how: 'lost' },
  );
  t.like(fallen.owner, ben);
  t.deepEqual(fallen.others, []);
  t.is(fallen.lost.size, 0);
});

test('whoever is taken over from stays beside the new owner', (t) => {
  const taken = afterAccept(
    { type: 'joined', who: ben },
    { type: 'owner-changed', to: ben, how: 'taken-over' },
  );
  t.like(taken.owner, ben);
  t.deepEqual(taken.others, [ada]);
});

test('somebody who waits with the customer and accepts owns the session and stands in it once', (t) => {
  const accepted = afterAccept(
    { type: 'joined', who: ben },
    { type: 'left', who: ada, how: 'transferred' },
    { type: 'queued', queueName: 'E-mail', how: 'hand', by: ada },
    { type: 'accepted', by: ben },
  );
  t.like(accepted.owner, ben);
  t.deepEqual(accepted.others, []);
});

test('offers and lateness change nothing of what a page shows but its history', (t) => {
  const before = withEntries(EMPTY_SESSION_VIEW, entries.slice(0, 2));
  const after = withEntries(before, [
    { seq: 3, at: instant(2000), event: { type: 'offered', to: ada, until: instant(32_000) } },
    { seq: 4, at: instant(2001), event: { type: 'offer-closed', to: ada, outcome: 'no-answer' } },
    { seq: 5, at: instant(2002), event: { type: 'overdue' } },
  ]);
  t.deepEqual({ ...after, timeline: [], lastSeq: 0 }, { ...before, timeline: [], lastSeq: 0 });
  t.is(after.timeline.length, 5);
});
