import test from 'ava';
import {
  CUSTOMER,
  instant,
  laterBy,
  personalQueue,
  type InvitationId,
  type KeyId,
  type PortalId,
  type QueueId,
  type RepId,
} from '../kernel/index.ts';
import { nextDeadline, REPRESENTATIVE_RECONNECT_MS, type QueueRule } from './deadlines.ts';
import { decide } from './decide.ts';
import type { Command, FallbackTarget } from './facts.ts';
import type { LiveSession, Session } from './session.ts';
import { sessionsAt } from './testing/sessions-at.ts';

const now = instant(1_800_000_000_000);
const [ada, bob, cleo] = ['ada', 'bob', 'cleo'].map((name) => ({
  id: name.padEnd(22, '-') as RepId,
  name,
})) as [{ id: RepId; name: string }, { id: RepId; name: string }, { id: RepId; name: string }];
const laptops = 'team:laptops---------------' as QueueId;
const network = 'team:network---------------' as QueueId;
const both = new Set([laptops, network]);

const request: Command = {
  kind: 'request',
  customerName: 'Anna',
  details: '',
  portalId: 'p' as PortalId,
  portalName: 'Support',
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
  keyId: 'k' as KeyId,
  queue: laptops,
  queueName: 'Laptops',
};
const accept = (by: typeof ada, from: ReadonlySet<QueueId> = both): Command => ({ kind: 'accept', by, from });
const offer = (to: typeof ada): Command => ({ kind: 'offer', to, until: laterBy(now, 30_000), why: {} });
const transfer = (by: typeof ada, to: QueueId): Command => ({
  kind: 'transfer',
  by,
  to,
  toName: to,
  from: both,
});
const invite = (by: typeof ada, to: QueueId, id = 'i1'): Command => ({
  kind: 'invite',
  by,
  to,
  toName: to,
  invitation: id as InvitationId,
});

const { given, after } = sessionsAt(now);

function refusal(session: Session, command: Command): string | undefined {
  const decision = decide(session, command);
  return 'refused' in decision ? decision.refused : undefined;
}

test('from a team queue only those who may take from it accept', (t) => {
  const waiting = given(request);
  t.is(refusal(waiting, accept(ada, new Set([network]))), 'not-allowed');
  t.like(after(waiting, accept(ada)), { status: 'held', owner: ada });
});

test('an offer is accepted by whom it was made to, even without the right to take by hand', (t) => {
  const offered = given(request, offer(ada));
  t.like(offered, { status: 'offered', to: ada });
  t.is(refusal(offered, accept(bob, new Set())), 'not-allowed');
  t.like(after(offered, accept(ada, new Set())), { status: 'held', owner: ada });
});

test('somebody else may be faster than the one who is asked', (t) => {
  const held = given(request, offer(ada), accept(bob));
  t.like(held, { status: 'held', owner: bob });
  t.is(refusal(held, accept(ada)), 'already-accepted');
});

test('rejected, unanswered or lost: the session waits on and is never offered to the same again', (t) => {
  for (const outcome of ['rejected', 'no-answer', 'lost'] as const) {
    const waiting = given(request, offer(ada), { kind: 'close-offer', to: ada.id, outcome });
    t.is(waiting.status, 'waiting');
    t.is(refusal(waiting, offer(ada)), 'not-waiting');
    t.is(after(waiting, offer(bob)).status, 'offered');
  }
});

test('an overflow keeps who declined, a transfer by hand to another queue forgets it', (t) => {
  const declined = given(request, offer(ada), { kind: 'close-offer', to: ada.id, outcome: 'rejected' });
  const overflowed = after(declined, { kind: 'overflow', to: network, toName: 'Network' });
  t.like(overflowed, { queue: network, overflows: 1 });
  t.is(refusal(overflowed, offer(ada)), 'not-waiting');
  const back = after(overflowed, { kind: 'overflow', to: laptops, toName: 'Laptops' });
  t.like(back, { queue: laptops, overflows: 2 });
  t.is(refusal(back, offer(ada)), 'not-waiting');
  t.is(after(after(back, transfer(bob, network)), offer(ada)).status, 'offered');
  t.is(refusal(after(back, transfer(bob, laptops)), offer(ada)), 'not-waiting');
});

test('only the owner transfers; the session waits again, without the owner and without a screen', (t) => {
  const held = given(request, accept(ada), { kind: 'start-screen', producerId: 'p' });
  t.is(refusal(held, transfer(bob, network)), 'not-owner');
  const decision = decide(held, transfer(ada, network));
  t.deepEqual('refused' in decision ? [] : decision.map(({ type }) => type), [
    'screen-stopped',
    'left',
    'queued',
  ]);
  t.like(after(held, transfer(ada, network)), { status: 'waiting', queue: network, firstQueue: laptops });
});

test('whoever is invited comes in by accepting; the owner stays the owner', (t) => {
  const shared = given(request, accept(ada), invite(ada, personalQueue(bob.id)));
  t.is(refusal(shared, accept(cleo, new Set([personalQueue(cleo.id)]))), 'already-accepted');
  const joined = after(shared, accept(bob, new Set([personalQueue(bob.id)])));
  t.like(joined, { status: 'held', owner: ada, invitations: [] });
  t.deepEqual(
    (joined as Extract<Session, { status: 'held' }>).others.map(({ who }) => who),
    [bob],
  );
  t.is(refusal(joined, { kind: 'end', by: bob }), 'not-owner');
  t.is(refusal(joined, transfer(bob, network)), 'not-owner');
  t.is(refusal(joined, { kind: 'leave', by: ada.id, how: 'left' }), 'owner-stays');
  t.like(after(joined, { kind: 'leave', by: bob.id, how: 'left' }), { others: [] });
  t.like(after(joined, { kind: 'remove', by: ada.id, who: bob.id }), { others: [] });
  t.is(refusal(joined, { kind: 'remove', by: bob.id, who: ada.id }), 'not-owner');
});

test('one of a team who does not come does not decline for the others', (t) => {
  const shared = given(request, accept(ada), invite(ada, network));
  const decline = (by: typeof ada): Command => ({
    kind: 'close-invitation',
    by,
    invitation: 'i1' as InvitationId,
    from: both,
  });
  t.is(refusal(shared, decline(bob)), 'not-allowed');
  t.like(after(shared, decline(ada)), { invitations: [] });
});

test('the owner is lost: rule 1 makes the one who shares it the owner, a queue takes it, or it ends', (t) => {
  const shared = given(request, accept(ada), invite(ada, network), accept(bob));
  t.like(after(shared, { kind: 'fall-back', from: ada.id, to: { kind: 'to-rep', rep: bob.id } }), {
    status: 'held',
    owner: bob,
    others: [],
  });
  t.like(
    after(shared, {
      kind: 'fall-back',
      from: ada.id,
      to: { kind: 'to-queue', queue: network, queueName: 'Network' },
    }),
    { status: 'waiting', queue: network },
  );
  t.like(after(shared, { kind: 'fall-back', from: ada.id, to: { kind: 'end' } }), {
    status: 'ended',
    endReason: 'no-representative',
  });
  t.deepEqual(decide(shared, { kind: 'fall-back', from: bob.id, to: { kind: 'end' } }), []);
});

test('who waits where nobody is left goes on, to whoever shares it or to a queue, or it ends; nobody is asked again', (t) => {
  const declined = given(request, offer(ada), { kind: 'close-offer', to: ada.id, outcome: 'rejected' });
  const asked = after(declined, offer(bob));
  const leaves = (to: FallbackTarget, from = laptops): Command => ({ kind: 'fall-back-waiting', from, to });
  const moved = after(asked, leaves({ kind: 'to-queue', queue: network, queueName: 'Network' }));
  t.like(moved, { status: 'waiting', queue: network, firstQueue: laptops });
  t.deepEqual((moved as LiveSession).declinedBy, new Set([ada.id]), 'a fallback is no transfer by hand');
  t.like(after(asked, leaves({ kind: 'end' })), { status: 'ended', endReason: 'no-representative' });
  t.deepEqual(decide(asked, leaves({ kind: 'end' }, network)), [], 'it has left that queue already');
  t.deepEqual(decide(given(request, accept(ada)), leaves({ kind: 'end' })), [], 'somebody was faster');
  const shared = given(
    request,
    accept(ada),
    invite(ada, personalQueue(bob.id)),
    accept(bob, new Set([personalQueue(bob.id)])),
    transfer(ada, network),
  );
  t.like(after(shared, leaves({ kind: 'to-rep', rep: bob.id }, network)), {
    status: 'held',
    owner: bob,
    others: [],
  });
});

test('time closes offers, marks what is overdue, moves it on, and asks for the fallback rules', (t) => {
  const rule = (it: QueueRule) => () => it;
  const none = rule({ kind: 'none' });
  const alert = rule({ kind: 'alert', afterMs: 60_000 });
  const waiting = given(request) as LiveSession;
  t.is(nextDeadline(waiting, none), undefined);
  t.deepEqual(nextDeadline(waiting, alert), {
    at: laterBy(now, 60_000),
    withinMs: 60_000,
    due: { kind: 'command', command: { kind: 'mark-overdue' } },
  });
  t.is(nextDeadline(after(waiting, { kind: 'mark-overdue' }) as LiveSession, alert), undefined);
  t.deepEqual(
    nextDeadline(waiting, rule({ kind: 'overflow', afterMs: 1_000, to: network, toName: 'Network' }))?.due,
    { kind: 'command', command: { kind: 'overflow', to: network, toName: 'Network' } },
  );
  t.deepEqual(nextDeadline(after(waiting, offer(ada)) as LiveSession, alert)?.due, {
    kind: 'command',
    command: { kind: 'close-offer', to: ada.id, outcome: 'no-answer' },
  });
  const lost = given(request, accept(ada), { kind: 'lose', who: ada.id }) as LiveSession;
  t.deepEqual(nextDeadline(lost, none), {
    at: laterBy(now, REPRESENTATIVE_RECONNECT_MS),
    withinMs: REPRESENTATIVE_RECONNECT_MS,
    due: { kind: 'representative-gone', rep: ada.id },
  });
});

test('a customer may leave while somebody is being asked', (t) => {
  const decision = decide(given(request, offer(ada)), { kind: 'end', by: { id: CUSTOMER, name: 'Anna' } });
  t.deepEqual('refused' in decision ? [] : decision.map(({ type }) => type), ['offer-closed', 'ended']);
});
