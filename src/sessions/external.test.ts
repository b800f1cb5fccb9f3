import test from 'ava';
import {
  CUSTOMER,
  instant,
  laterBy,
  LIMITS,
  personalQueue,
  type InvitationId,
  type MessageId,
  type PortalId,
  type QueueId,
  type RepId,
} from '../kernel/index.ts';
import { nextDeadline, REPRESENTATIVE_RECONNECT_MS } from './deadlines.ts';
import { decide } from './decide.ts';
import { EXTERNAL_KEY_MS, externalName } from './external.ts';
import type { Command, SessionFact } from './facts.ts';
import {
  externalOf,
  externalsIn,
  isIn,
  representativesIn,
  type HeldSession,
  type LiveSession,
  type Session,
} from './session.ts';
import { sessionsAt } from './testing/sessions-at.ts';

const now = instant(1_800_000_000_000);
const until = laterBy(now, EXTERNAL_KEY_MS);
const [ada, bob, karl] = ['ada', 'bob', 'karl'].map((name) => ({
  id: name.padEnd(22, '-') as RepId,
  name,
})) as [{ id: RepId; name: string }, { id: RepId; name: string }, { id: RepId; name: string }];
const outsider = { id: karl.id, name: externalName('Karl Vendor'), external: true } as const;
const laptops = 'team:laptops---------------' as QueueId;
const everywhere = new Set([laptops, ...[ada, bob, karl].map(({ id }) => personalQueue(id))]);
const invitation = 'i1' as InvitationId;

const request: Command = {
  kind: 'request',
  customerName: 'Anna',
  details: '',
  portalId: 'p' as PortalId,
  portalName: 'Support',
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
  queue: laptops,
  queueName: 'Laptops',
};
const accept = (by: typeof ada): Command => ({ kind: 'accept', by, from: everywhere });
const invite = (by: typeof ada = ada, id: InvitationId = invitation): Command => ({
  kind: 'invite-external',
  invitation: id,
  name: outsider.name,
  comments: 'Knows the plotter',
  until,
  by,
});
const enter: Command = { kind: 'enter', invitation, who: karl.id, now };
const lost: Command = { kind: 'leave', by: karl.id, how: 'lost' };
const shareWithBob: Command = {
  kind: 'invite',
  invitation: 'i2' as InvitationId,
  by: ada,
  to: personalQueue(bob.id),
  toName: 'bob',
};

const { given, after } = sessionsAt(now);

function factsOf(session: Session, command: Command): readonly SessionFact[] {
  const decision = decide(session, command);
  if ('refused' in decision) {
    throw new Error(`${command.kind} was refused: ${decision.refused}`);
  }
  return decision;
}

function refusal(session: Session, command: Command): string | undefined {
  const decision = decide(session, command);
  return 'refused' in decision ? decision.refused : undefined;
}

const held = given(request, accept(ada));
const invited = after(held, invite());
const entered = after(invited, enter) as HeldSession;

test('only the owner invites from outside', (t) => {
  t.is(refusal(given(request), invite()), 'not-in-session');
  t.is(refusal(held, invite(bob)), 'not-owner');
  t.is(refusal(given(request, accept(ada), shareWithBob, accept(bob)), invite(bob)), 'not-owner');
  t.like(invited, { externalInvitations: [{ id: invitation, name: outsider.name, by: ada, until }] });
});

test('somebody from outside comes in by name, marked in everything that is kept of them', (t) => {
  t.deepEqual(factsOf(invited, enter), [
    { type: 'invitation-closed', invitation, outcome: 'accepted' },
    { type: 'joined', who: outsider, by: ada },
  ]);
  t.true(isIn(entered, karl.id));
  t.deepEqual(externalsIn(entered), [outsider]);
  t.deepEqual(representativesIn(entered), [ada], 'they count as nobody’s representative');
  const [said] = factsOf(entered, {
    kind: 'say',
    messageId: 'm' as MessageId,
    from: outsider,
    text: 'Hello',
  });
  t.like(said, { from: { name: 'Karl Vendor (external)', external: true } });
});

test('a key lets one in, once, within its time, and never after it was withdrawn or the session is over', (t) => {
  t.is(refusal(entered, enter), 'key-refused', 'used');
  t.is(refusal(invited, { ...enter, now: until } as Command), 'key-refused', 'too late');
  t.is(refusal(after(invited, { kind: 'expire-invitation', invitation }), enter), 'key-refused', 'expired');
  const withdrawn = after(invited, { kind: 'close-invitation', by: ada, invitation, from: everywhere });
  t.is(refusal(withdrawn, enter), 'key-refused', 'withdrawn');
  const transferred = after(invited, {
    kind: 'transfer',
    by: ada,
    to: laptops,
    toName: 'Laptops',
    from: everywhere,
  });
  t.is(refusal(transferred, enter), 'key-refused', 'transferred');
  t.is(refusal(after(transferred, accept(bob)), enter), 'key-refused', 'accepted again');
  t.is(refusal(after(invited, { kind: 'end', by: ada }), enter), 'already-ended');
});

test('only the owner withdraws it', (t) => {
  const close = (by: typeof ada): Command => ({ kind: 'close-invitation', by, invitation, from: everywhere });
  t.deepEqual(factsOf(invited, close(bob)), []);
  t.like(factsOf(invited, close(ada))[0], { type: 'invitation-closed', outcome: 'withdrawn' });
});

test('the key runs out after two hours; whoever is in stays', (t) => {
  const deadline = nextDeadline(invited as LiveSession, () => ({ kind: 'none' }));
  t.like(deadline, { at: until, withinMs: EXTERNAL_KEY_MS });
  t.deepEqual(deadline?.due, { kind: 'command', command: { kind: 'expire-invitation', invitation } });
  t.is(
    nextDeadline(entered, () => ({ kind: 'none' })),
    undefined,
  );
  t.deepEqual(factsOf(entered, { kind: 'expire-invitation', invitation }), []);
});

test('so many and no more: in, expected back, and invited count together', (t) => {
  let full: Session = entered;
  for (let count = 1; count < LIMITS.externalsPerSession; count += 1) {
    full = after(full, invite(ada, `i-${count}` as InvitationId));
  }
  t.is(refusal(full, invite(ada, 'last' as InvitationId)), 'too-many-invited');
  t.is(refusal(after(full, lost), invite(ada, 'last' as InvitationId)), 'too-many-invited');
  const removed = after(full, { kind: 'remove', by: ada.id, who: karl.id });
  t.is(refusal(removed, invite(ada, 'last' as InvitationId)), undefined);
});

test('everything but talking, noting and going is refused to somebody from outside', (t) => {
  const forbidden: readonly Command[] = [
    accept(outsider),
    invite(outsider),
    { ...shareWithBob, by: outsider } as Command,
    { kind: 'transfer', by: outsider, to: laptops, toName: 'Laptops', from: everywhere },
    { kind: 'remove', by: karl.id, who: ada.id },
    { kind: 'take-over', by: outsider, of: ada.id },
    { kind: 'join', by: outsider, of: ada.id },
    { kind: 'view', by: outsider, of: ada.id, isTold: false },
    { kind: 'request-screen', by: outsider },
    { kind: 'stop-screen', by: karl.id, reason: 'stopped-by-representative' },
    { kind: 'close-invitation', by: outsider, invitation, from: everywhere },
    { kind: 'end', by: outsider },
  ];
  for (const session of [entered, after(entered, lost)]) {
    for (const command of forbidden) {
      t.is(refusal(session, command), 'not-allowed', command.kind);
      const unmarked = 'by' in command && typeof command.by === 'object' ? { ...command, by: karl } : command;
      t.is(refusal(session, unmarked as Command), 'not-allowed', `${command.kind}, without the mark`);
    }
  }
  t.is(
    refusal(entered, { kind: 'add-note', messageId: 'n' as MessageId, by: outsider, text: 'n' }),
    undefined,
  );
  t.is(refusal(entered, { kind: 'leave', by: karl.id, how: 'left' }), undefined);
});

test('without an owner nobody from outside stays: transfer, fallback to a queue, the end', (t) => {
  const transferred = factsOf(entered, {
    kind: 'transfer',
    by: ada,
    to: laptops,
    toName: 'Laptops',
    from: everywhere,
  });
  t.deepEqual(
    transferred.map((fact) => (fact.type === 'left' ? `${fact.who.name} ${fact.how}` : fact.type)),
    ['ada transferred', 'Karl Vendor (external) ownerless', 'queued'],
  );
  const fallen = after(entered, {
    kind: 'fall-back',
    from: ada.id,
    to: { kind: 'to-queue', queue: laptops, queueName: 'Laptops' },
  });
  t.like(fallen, { status: 'waiting', others: [], away: [], externalInvitations: [] });
  t.is(after(entered, { kind: 'end', by: ada }).status, 'ended');
  t.is(externalOf(after(entered, { kind: 'end', by: ada }), karl.id), undefined);
});

test('with another owner they stay', (t) => {
  const shared = given(request, accept(ada), invite(), shareWithBob, accept(bob), enter);
  const fallen = after(shared, { kind: 'fall-back', from: ada.id, to: { kind: 'to-rep', rep: bob.id } });
  t.like(fallen, { status: 'held', owner: bob });
  t.deepEqual(externalsIn(fallen as LiveSession), [outsider]);
  t.is(
    refusal(shared, { kind: 'fall-back', from: ada.id, to: { kind: 'to-rep', rep: karl.id } }),
    'not-in-session',
    'never to them',
  );
});

test('lost they have the grace of everybody, and after it the browser that entered may come back', (t) => {
  const gone = after(entered, { kind: 'lose', who: karl.id });
  t.like(nextDeadline(gone as LiveSession, () => ({ kind: 'none' }))?.due, {
    kind: 'representative-gone',
    rep: karl.id,
  });
  t.is(nextDeadline(gone as LiveSession, () => ({ kind: 'none' }))?.withinMs, REPRESENTATIVE_RECONNECT_MS);
  const away = after(gone, lost);
  t.false(isIn(away, karl.id));
  t.is(externalOf(away, karl.id)?.name, outsider.name);
  const back = after(away, { kind: 'come-back', who: karl.id });
  t.deepEqual(externalsIn(back as LiveSession), [outsider]);
  t.deepEqual(factsOf(back, { kind: 'come-back', who: karl.id }), [], 'a second time changes nothing');
});

test('whoever left, was taken out, or lost their owner does not come back', (t) => {
  const back: Command = { kind: 'come-back', who: karl.id };
  t.is(refusal(after(entered, { kind: 'leave', by: karl.id, how: 'left' }), back), 'not-in-session');
  t.is(refusal(after(entered, { kind: 'remove', by: ada.id, who: karl.id }), back), 'not-in-session');
  const awayAndRemoved = after(after(entered, lost), { kind: 'remove', by: ada.id, who: karl.id });
  t.is(refusal(awayAndRemoved, back), 'not-in-session');
  const awayAndOwnerless = after(after(entered, lost), {
    kind: 'transfer',
    by: ada,
    to: laptops,
    toName: 'Laptops',
    from: everywhere,
  });
  t.is(refusal(awayAndOwnerless, back), 'not-in-session');
  t.is(refusal(after(awayAndOwnerless, accept(bob)), back), 'not-in-session');
  t.is(refusal(entered, { kind: 'come-back', who: bob.id }), 'not-in-session', 'and nobody else');
});

test('the customer is no outsider: the end is still theirs', (t) => {
  t.is(after(entered, { kind: 'end', by: { id: CUSTOMER, name: 'Anna' } }).status, 'ended');
});
