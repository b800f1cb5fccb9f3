import test from 'ava';
import {
  CUSTOMER,
  instant,
  LIMITS,
  personalQueue,
  type InvitationId,
  type KeyId,
  type MessageId,
  type PortalId,
  type QueueId,
  type RepId,
} from '../kernel/index.ts';
import { decide, ownQueueOnly } from './decide.ts';
import type { Command, SessionFact } from './facts.ts';
import { isIn, isViewing, type Session } from './session.ts';
import { sessionsAt } from './testing/sessions-at.ts';

const mia = { id: 'mia-------------------' as RepId, name: 'Mia Member' };
const ben = { id: 'ben-------------------' as RepId, name: 'Ben Lead' };
const meg = { id: 'meg-------------------' as RepId, name: 'Meg Manager' };
const TEAM = 'team:laptops---------------' as QueueId;

/** Mia helps Anna. */
const HELD: readonly Command[] = [
  {
    kind: 'request',
    customerName: 'Anna',
    details: '',
    portalId: 'p' as PortalId,
    portalName: 'Support',
    startMethod: 'session-key',
    mode: 'full',
    language: 'en',
    keyId: 'k' as KeyId,
    queue: personalQueue(mia.id),
    queueName: 'Personal queue',
  },
  { kind: 'accept', by: mia, from: ownQueueOnly(mia.id) },
];
const view = (by: typeof ben, isTold = true): Command => ({ kind: 'view', by, of: mia.id, isTold });
const join = (by: typeof ben): Command => ({ kind: 'join', by, of: mia.id });
const takeOver = (by: typeof ben, of = mia.id): Command => ({ kind: 'take-over', by, of });

const at = sessionsAt(instant(1));
const given = (...commands: readonly Command[]) => at.given(...HELD, ...commands);

function types(session: Session, command: Command): readonly string[] | string {
  const decision = decide(session, command);
  return 'refused' in decision
    ? decision.refused
    : (decision as readonly SessionFact[]).map(({ type }) => type);
}

test('whoever views is not in the session, may say and note nothing in it, and is not told twice', (t) => {
  const session = given(view(ben));
  t.true(isViewing(session, ben.id));
  t.false(isIn(session, ben.id));
  t.deepEqual(types(session, view(ben)), []);
  const message = { messageId: 'm' as MessageId, text: 'x' };
  t.is(types(session, { kind: 'say', from: ben, ...message }), 'not-in-session');
  t.is(types(session, { kind: 'add-note', by: ben, ...message }), 'not-in-session');
  t.is(types(session, { kind: 'request-screen', by: ben }), 'not-in-session');
  t.is(types(session, { kind: 'stop-screen', by: ben.id, reason: 'source-ended' }), 'not-in-session');
  t.is(types(session, { kind: 'end', by: ben }), 'not-in-session');
});

test('a look that was silent begins anew when people are to be told of it, and never turns silent', (t) => {
  const silent = given(view(ben, false));
  t.deepEqual(types(silent, view(ben, true)), ['viewing-ended', 'viewing-started']);
  t.deepEqual(types(given(view(ben, true)), view(ben, false)), []);
});

test('looking on ends when it is stopped, when the page is lost, and before the session moves or ends', (t) => {
  const session = given(view(ben), view(meg));
  t.deepEqual(types(session, { kind: 'stop-viewing', who: ben.id }), ['viewing-ended']);
  t.deepEqual(types(session, { kind: 'lose', who: ben.id }), ['viewing-ended']);
  t.deepEqual(types(session, { kind: 'return', who: ben.id }), []);
  t.deepEqual(types(session, { kind: 'end', by: mia }), ['viewing-ended', 'viewing-ended', 'ended']);
  t.deepEqual(
    types(session, {
      kind: 'transfer',
      by: mia,
      to: TEAM,
      toName: 'Laptops',
      from: ownQueueOnly(mia.id),
    }),
    ['viewing-ended', 'viewing-ended', 'left', 'queued'],
  );
  t.deepEqual(
    types(session, {
      kind: 'fall-back',
      from: mia.id,
      to: { kind: 'to-queue', queue: TEAM, queueName: 'Laptops' },
    }),
    ['viewing-ended', 'viewing-ended', 'left', 'queued'],
  );
  t.deepEqual(types(session, { kind: 'give-up', reason: 'customer-lost' }), [
    'viewing-ended',
    'viewing-ended',
    'ended',
  ]);
});

test('only so many look on at once', (t) => {
  const viewers = Array.from({ length: LIMITS.viewersPerSession }, (_, at) => ({
    id: `viewer-${at}`.padEnd(22, '-') as RepId,
    name: `Viewer ${at}`,
  }));
  const full = given(...viewers.map((each) => view(each)));
  t.is(types(full, view(ben)), 'too-many');
  t.deepEqual(types(given(...viewers.slice(1).map((each) => view(each))), view(ben)), ['viewing-started']);
});

test('whoever joins looks on no more, and an invitation of theirs is answered by it', (t) => {
  const invited: Command = {
    kind: 'invite',
    invitation: 'i' as InvitationId,
    to: personalQueue(ben.id),
    toName: ben.name,
    by: mia,
  };
  const session = given(view(ben), invited);
  t.deepEqual(types(session, join(ben)), ['viewing-ended', 'invitation-closed', 'joined']);
  const joined = given(view(ben), invited, join(ben));
  t.like(joined, { owner: mia, viewers: [], invitations: [] });
  t.true(isIn(joined, ben.id));
  t.deepEqual(types(joined, join(ben)), []);
  t.deepEqual(types(joined, view(ben)), []);
});

test('whoever takes over owns it, the former owner stays beside them and may leave', (t) => {
  const taken = given(view(ben), takeOver(ben));
  t.like(taken, { status: 'held', owner: ben, viewers: [] });
  t.true(isIn(taken, mia.id));
  t.deepEqual(types(taken, { kind: 'leave', by: mia.id, how: 'left' }), ['left']);
  t.deepEqual(types(taken, takeOver(ben)), [], 'a second time changes nothing');
  t.deepEqual(types(given(join(ben)), takeOver(ben)), ['owner-changed']);
  t.deepEqual(types(given(), takeOver(ben)), ['joined', 'owner-changed']);
});

test('a session that has another owner by now is left alone', (t) => {
  const taken = given(takeOver(meg));
  for (const command of [takeOver(ben), join(ben), view(ben)]) {
    t.is(types(taken, command), 'changed-meanwhile', command.kind);
  }
  const waits = given({
    kind: 'transfer',
    by: mia,
    to: TEAM,
    toName: 'Laptops',
    from: ownQueueOnly(mia.id),
  });
  for (const command of [takeOver(ben), join(ben), view(ben)]) {
    t.is(types(waits, command), 'changed-meanwhile', command.kind);
  }
  t.deepEqual(types(waits, { kind: 'stop-viewing', who: ben.id }), []);
});

test('a supervisor transfers in the place of the owner, and of no other', (t) => {
  const transfer: Command = {
    kind: 'transfer',
    by: ben,
    of: mia.id,
    to: TEAM,
    toName: 'Laptops',
    from: ownQueueOnly(ben.id),
  };
  t.deepEqual(types(given(), transfer), ['left', 'queued']);
  t.is(types(given(takeOver(meg)), transfer), 'not-owner');
  t.is(types(given(), { ...transfer, of: meg.id }), 'not-owner');
  t.is(types(given(), { ...transfer, to: personalQueue(mia.id) }), 'not-allowed', 'to who has it already');
  t.like(decide(given(), transfer), [
    { type: 'left', who: mia, how: 'transferred' },
    { type: 'queued', queue: TEAM, how: 'hand', by: ben },
  ]);
});

test('a customer whose page is lost ends no view', (t) => {
  t.deepEqual(types(given(view(ben)), { kind: 'lose', who: CUSTOMER }), ['connection-lost']);
});
