import test from 'ava';
import {
  instant,
  LIMITS,
  personalQueue,
  type ButtonProfileId,
  type PortalId,
  type QueueId,
  type RepId,
  type SupportButtonId,
} from '../kernel/index.ts';
import { BUTTON_ANSWER_MS, nextDeadline } from './deadlines.ts';
import { decide, ownQueueOnly } from './decide.ts';
import type { Command } from './facts.ts';
import type { HeldSession, Session } from './session.ts';
import { sessionsAt } from './testing/sessions-at.ts';

const mia = { id: 'mia-------------------' as RepId, name: 'Mia' };
const ben = { id: 'ben-------------------' as RepId, name: 'Ben' };
const B1 = 'b1' as SupportButtonId;
const NOW = instant(1_000);

const request: Command = {
  kind: 'request',
  customerName: 'Anna',
  details: '',
  portalId: 'p' as PortalId,
  portalName: 'Support',
  startMethod: 'support-button',
  mode: 'full',
  language: 'en',
  queue: personalQueue(mia.id),
  queueName: 'Personal queue',
  button: { id: 'b0' as SupportButtonId, title: 'Old' },
};
const accept: Command = { kind: 'accept', by: mia, from: ownQueueOnly(mia.id) };
const allow: Command = { kind: 'answer-button', id: B1, allow: true };

function offer(id: SupportButtonId = B1, by = mia): Command {
  return {
    kind: 'offer-button',
    id,
    title: 'Help',
    profile: 'profile' as ButtonProfileId,
    queue: personalQueue(mia.id),
    queueName: 'Mia',
    lifeMs: 0,
    description: '',
    by,
  };
}

const { given } = sessionsAt(NOW);

function what(session: Session, command: Command): readonly string[] | string {
  const decision = decide(session, command);
  return 'refused' in decision
    ? decision.refused
    : decision.map((fact) => (fact.type === 'button-closed' ? `${fact.type} ${fact.outcome}` : fact.type));
}

test('a Support Button is asked for by who is in the session, in a full one, one at a time', (t) => {
  const held = given(request, accept);
  t.deepEqual(what(held, offer()), ['button-offered']);
  t.is(what(given(request), offer()), 'not-in-session');
  t.is(what(held, offer(B1, ben)), 'not-in-session');
  t.is(what(given({ ...request, mode: 'chat' }, accept), offer()), 'chat-only');
  t.is(what(given(request, accept, offer()), offer('b2' as SupportButtonId)), 'request-open');
  const many = Array.from({ length: LIMITS.buttonsPerSession - 1 }, (_, at) => `m${at}` as SupportButtonId);
  const full = given(
    request,
    accept,
    ...many.flatMap((id): Command[] => [offer(id), { kind: 'answer-button', id, allow: true }]),
  );
  t.is(what(full, offer()), 'too-many-buttons');
});

test('it is answered once, by its id, and only consent makes it one of the customer’s', (t) => {
  const asked = given(request, accept, offer());
  t.deepEqual(what(asked, { kind: 'answer-button', id: 'other' as SupportButtonId, allow: true }), []);
  t.deepEqual(what(asked, { kind: 'answer-button', id: B1, allow: false }), ['button-closed denied']);
  const agreed = given(request, accept, offer(), allow) as HeldSession;
  t.deepEqual(agreed.buttons, [
    { id: 'b0', title: 'Old' },
    { id: 'b1', title: 'Help' },
  ] as never);
  t.deepEqual(what(agreed, allow), []);
  const denied = given(request, accept, offer(), { ...allow, allow: false } as Command) as HeldSession;
  t.is(denied.buttons.length, 1);
});

test('the question runs out, and ends with the end, with a transfer and with who is lost', (t) => {
  const asked = given(request, accept, offer()) as HeldSession;
  t.like(
    nextDeadline(asked, () => ({ kind: 'none' })),
    {
      at: instant(1_000 + BUTTON_ANSWER_MS),
      due: { kind: 'command', command: { kind: 'close-button', outcome: 'no-answer' } },
    },
  );
  const to = { to: 'team:t' as QueueId, toName: 'T' };
  t.deepEqual(what(asked, { kind: 'transfer', by: mia, from: new Set(), ...to }), [
    'button-closed withdrawn',
    'left',
    'queued',
  ]);
  t.deepEqual(
    what(asked, { kind: 'fall-back', from: mia.id, to: { kind: 'to-queue', queue: to.to, queueName: 'T' } }),
    ['button-closed withdrawn', 'left', 'queued'],
  );
  t.deepEqual(what(asked, { kind: 'end', by: mia }), ['button-closed withdrawn', 'ended']);
  t.is(
    nextDeadline(given(request, accept, offer(), allow) as HeldSession, () => ({ kind: 'none' })),
    undefined,
  );
});

test('only a button of this session’s customer is removed in it, by who is in it', (t) => {
  const agreed = given(request, accept, offer(), allow);
  const remove = (id: SupportButtonId, by = mia): Command => ({ kind: 'remove-button', id, by });
  t.deepEqual(what(agreed, remove(B1)), ['button-removed']);
  t.is(what(agreed, remove(B1, ben)), 'not-in-session');
  t.is(what(agreed, remove('b9' as SupportButtonId)), 'not-found');
  t.is(what(given(request, accept, offer(), allow, remove(B1)), remove(B1)), 'not-found');
  t.deepEqual(what(agreed, remove('b0' as SupportButtonId)), ['button-removed'], 'the one that began it');
});
