import test from 'ava';
import {
  CUSTOMER,
  instant,
  laterBy,
  LIMITS,
  personalQueue,
  type KeyId,
  type MessageId,
  type NoticeId,
  type PortalId,
  type RecordingId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import { CUSTOMER_RECONNECT_MS, nextDeadline as deadlineOf, SCREEN_ANSWER_MS } from './deadlines.ts';
import { decide, ownQueueOnly } from './decide.ts';
import { evolve } from './evolve.ts';
import { factFrom, type Command, type SessionFact } from './facts.ts';
import { newSession, type Session } from './session.ts';
import { sessionsAt } from './testing/sessions-at.ts';

const now = instant(1_800_000_000_000);
const ada = { id: 'ada-------------------' as RepId, name: 'Ada' };
const bob = { id: 'bob-------------------' as RepId, name: 'Bob' };
const customer = { id: CUSTOMER, name: 'Anna' };
const request: Command = {
  kind: 'request',
  customerName: 'Anna',
  details: 'It is broken',
  portalId: 'p' as PortalId,
  portalName: 'Support',
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
  keyId: 'k' as KeyId,
  queue: personalQueue(ada.id),
  queueName: 'Personal queue',
};

function accept(by: typeof ada): Command {
  return { kind: 'accept', by, from: ownQueueOnly(by.id) };
}

/** The next deadline of a session in a queue without a rule, as the command that it asks for. */
function nextDeadline(session: never) {
  const deadline = deadlineOf(session, () => ({ kind: 'none' }));
  return deadline?.due.kind === 'command'
    ? { at: deadline.at, withinMs: deadline.withinMs, command: deadline.due.command }
    : undefined;
}

const { given, after } = sessionsAt(now);

function types(decision: ReturnType<typeof decide>): readonly string[] | string {
  return 'refused' in decision
    ? decision.refused
    : (decision as readonly SessionFact[]).map(({ type }) => type);
}

const say = (from: typeof customer | typeof ada, messageId: string): Command => ({
  kind: 'say',
  messageId: messageId as MessageId,
  from,
  text: 'Hello',
});

test('a requested session waits in the queue that its key leads to', (t) => {
  const session = given(request);
  t.like(session, { status: 'waiting', queue: personalQueue(ada.id), queuedAt: now, customerName: 'Anna' });
});

test('a request that was kept before sessions had a mode and a language is still read', (t) => {
  const { mode: _, language: __, kind: ___, ...kept } = request as Extract<Command, { kind: 'request' }>;
  const fact = factFrom('requested', kept);
  t.like(evolve(newSession('s' as SessionId), fact, now), {
    mode: 'full',
    language: 'en',
    startMethod: 'session-key',
  });
  t.like(factFrom('requested', { ...kept, mode: 'chat', language: 'ja' }), { mode: 'chat', language: 'ja' });
});

test('what was asked for is still known when the session is over', (t) => {
  const asked = {
    company: 'Contoso',
    externalKey: 'CASE-7',
    custom: { tier: 'gold' },
    mode: 'chat',
  } as const;
  const over = given({ ...request, ...asked } as Command, { kind: 'give-up', reason: 'customer-lost' });
  t.like(over, { ...asked, status: 'ended', language: 'en' });
});

test('only the representative whose queue it is may accept', (t) => {
  const waiting = given(request);
  t.is(types(decide(waiting, accept(bob))), 'not-allowed');
  t.like(after(waiting, accept(ada)), { status: 'held', owner: ada });
});

test('the first accept wins, the same one twice changes nothing', (t) => {
  const held = given(request, accept(ada));
  t.is(types(decide(held, accept(bob))), 'already-accepted');
  t.deepEqual(types(decide(held, accept(ada))), []);
});

test('the customer may write while waiting; the representative not before accepting', (t) => {
  const waiting = given(request);
  t.deepEqual(types(decide(waiting, say(customer, 'm1'))), ['chat']);
  t.is(types(decide(waiting, say(ada, 'm1'))), 'not-in-session');
});

test('a message that comes twice is kept once', (t) => {
  const session = given(request, say(customer, 'm1'));
  t.deepEqual(types(decide(session, say(customer, 'm1'))), []);
  t.deepEqual(types(decide(session, say(customer, 'm2'))), ['chat']);
});

test('somebody else can neither write nor note nor end', (t) => {
  const held = given(request, accept(ada));
  t.is(types(decide(held, say(bob, 'm1'))), 'not-in-session');
  t.is(types(decide(held, { kind: 'end', by: bob })), 'not-in-session');
  t.is(
    types(decide(held, { kind: 'add-note', by: bob, messageId: 'n' as MessageId, text: 'x' })),
    'not-in-session',
  );
});

test('a request for the screen is answered, withdrawn or runs out, and only one is open', (t) => {
  const asked = given(request, accept(ada), { kind: 'request-screen', by: ada });
  t.is(types(decide(asked, { kind: 'request-screen', by: ada })), 'request-open');
  const outcomes = (
    [
      { kind: 'answer-screen', allow: true },
      { kind: 'answer-screen', allow: false },
      { kind: 'expire-screen-request' },
      { kind: 'stop-screen', by: ada.id, reason: 'stopped-by-representative' },
    ] as const
  ).map((command) => decide(asked, command));
  t.deepEqual(outcomes, [
    [{ type: 'screen-request-closed', outcome: 'allowed' }],
    [{ type: 'screen-request-closed', outcome: 'denied' }],
    [{ type: 'screen-request-closed', outcome: 'no-answer' }],
    [{ type: 'screen-request-closed', outcome: 'withdrawn' }],
  ]);
});

test('a screen that starts again replaces the former', (t) => {
  const sharing = given(request, accept(ada), { kind: 'start-screen', producerId: 'p1' });
  t.deepEqual(types(decide(sharing, { kind: 'start-screen', producerId: 'p2' })), [
    'screen-stopped',
    'screen-started',
  ]);
  t.is(types(decide(sharing, { kind: 'request-screen', by: ada })), 'already-sharing');
});

test('a recording may be finished after its session has ended', (t) => {
  const recordingId = 'r' as RecordingId;
  const ended = given(
    request,
    accept(ada),
    { kind: 'start-screen', producerId: 'p1' },
    { kind: 'start-recording', recordingId, file: 'f' },
    { kind: 'end', by: ada },
  );
  t.like(ended, { status: 'ended', endReason: 'ended-by-representative' });
  t.is(ended.status === 'ended' && ended.openRecordings.size, 1);
  const done = after(ended, { kind: 'stop-recording', recordingId, lengthMs: 5, bytes: 7 });
  t.is(done.status === 'ended' && done.openRecordings.size, 0);
  t.deepEqual(types(decide(done, { kind: 'stop-recording', recordingId, lengthMs: 5, bytes: 7 })), []);
});

test('the end closes the screen first, and nothing happens after it', (t) => {
  const sharing = given(request, accept(ada), { kind: 'start-screen', producerId: 'p1' });
  t.deepEqual(types(decide(sharing, { kind: 'end', by: customer })), ['screen-stopped', 'ended']);
  const ended = after(sharing, { kind: 'end', by: customer });
  for (const command of [
    say(customer, 'm'),
    accept(ada),
    { kind: 'end', by: ada },
    { kind: 'start-screen', producerId: 'p' },
  ] as const) {
    t.is(types(decide(ended, command)), 'already-ended', command.kind);
  }
});

test('a customer who leaves while waiting ends the session', (t) => {
  t.deepEqual(decide(given(request), { kind: 'end', by: customer }), [
    { type: 'ended', reason: 'customer-left-waiting', by: customer },
  ]);
});

test('deliveries only go forward', (t) => {
  const session = given(request, accept(ada), { kind: 'deliver', to: ada.id, upTo: 5 });
  t.deepEqual(types(decide(session, { kind: 'deliver', to: ada.id, upTo: 5 })), []);
  t.deepEqual(types(decide(session, { kind: 'deliver', to: ada.id, upTo: 6 })), ['chat-delivered']);
  t.deepEqual(types(decide(session, { kind: 'deliver', to: bob.id, upTo: 9 })), []);
});

test('a lost customer is waited for, then given up; a request for the screen runs out before', (t) => {
  const held = given(request, accept(ada));
  t.is(nextDeadline(held as never), undefined);
  const asked = after(held, { kind: 'request-screen', by: ada });
  t.deepEqual(nextDeadline(asked as never), {
    at: laterBy(now, SCREEN_ANSWER_MS),
    withinMs: SCREEN_ANSWER_MS,
    command: { kind: 'expire-screen-request' },
  });
  const lost = after(held, { kind: 'lose', who: CUSTOMER });
  t.deepEqual(nextDeadline(lost as never), {
    at: laterBy(now, CUSTOMER_RECONNECT_MS),
    withinMs: CUSTOMER_RECONNECT_MS,
    command: { kind: 'give-up', reason: 'customer-lost' },
  });
  t.is(nextDeadline(after(lost, { kind: 'return', who: CUSTOMER }) as never), undefined);
  t.deepEqual(nextDeadline(after(given(request), { kind: 'lose', who: CUSTOMER }) as never)?.command, {
    kind: 'give-up',
    reason: 'customer-left-waiting',
  });
});

test('a full session takes no more words, and still lets everything end', (t) => {
  let session = given(
    request,
    accept(ada),
    { kind: 'start-screen', producerId: 'p' },
    { kind: 'start-recording', recordingId: 'r' as RecordingId, file: 'f' },
  );
  const full = { ...session, version: LIMITS.eventsPerSession - 200 } as Session;
  for (const command of [
    say(customer, 'one more'),
    { kind: 'add-note', messageId: 'n' as MessageId, by: ada, text: 'x' },
    { kind: 'start-screen', producerId: 'q' },
    { kind: 'start-recording', recordingId: 'q' as RecordingId, file: 'f' },
  ] as const) {
    t.is(types(decide(full, command)), 'session-full', command.kind);
  }
  session = full;
  for (let count = 0; count < LIMITS.eventsPerSession && session.status === 'held'; count += 1) {
    for (const who of [CUSTOMER, ada.id]) {
      session = session.status === 'held' ? after(session, { kind: 'lose', who }) : session;
      session = session.status === 'held' ? after(session, { kind: 'return', who }) : session;
    }
  }
  t.like(session, { status: 'ended', endReason: 'customer-lost' });
  const ended = after(session, {
    kind: 'stop-recording',
    recordingId: 'r' as RecordingId,
    lengthMs: 1,
    bytes: 1,
  });
  t.true(ended.version <= LIMITS.eventsPerSession, String(ended.version));
});

test('a notice is shown to whoever waits, once for what it says; by it alone the end is without a survey', (t) => {
  const notice = 'n' as NoticeId;
  const show = { kind: 'show-notice', notice, title: 'Down', message: 'We know.', language: 'en' } as const;
  const leave: Command = { kind: 'leave-by-notice', notice, by: customer };
  t.is(types(decide(given(request), leave)), 'not-found');
  const shown = given(request, show);
  t.deepEqual(types(decide(shown, show)), []);
  t.deepEqual(types(decide(shown, { ...show, message: 'Fixed.' })), ['notice-shown']);
  t.like(after(shown, leave), { status: 'ended', endReason: 'left-by-notice', owner: undefined });
  t.deepEqual(decide(shown, leave), [
    { type: 'ended', reason: 'left-by-notice', by: customer, notice: { id: notice, title: 'Down' } },
  ]);
  const withdrawn = after(shown, { kind: 'withdraw-notice', notice });
  t.is(types(decide(withdrawn, leave)), 'not-found');
  t.deepEqual(types(decide(withdrawn, { kind: 'withdraw-notice', notice })), []);
  t.deepEqual(types(decide(withdrawn, show)), ['notice-shown']);
  const held = after(shown, accept(ada));
  t.is(types(decide(held, leave)), 'not-waiting');
  t.is(types(decide(held, { ...show, title: 'Other' })), 'not-waiting');
  // Back in a queue it still holds.
  t.deepEqual(types(decide(after(held, { kind: 'withdraw-notice', notice }), show)), 'not-waiting');
});
