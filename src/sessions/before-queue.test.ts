import test from 'ava';
import {
  CUSTOMER,
  instant,
  laterBy,
  personalQueue,
  type PortalId,
  type QueueId,
  type RecordingId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import { CUSTOMER_RECONNECT_MS, nextDeadline, PAGE_WITHIN_MS, RECORDING_ANSWER_MS } from './deadlines.ts';
import { decide } from './decide.ts';
import type { AskedBefore, Command } from './facts.ts';
import { isLive, isOpen, newSession, type Session } from './session.ts';
import { sessionsAt } from './testing/sessions-at.ts';

const now = instant(1_800_000_000_000);
const laptops = 'team:laptops---------------' as QueueId;
const ada = { id: 'ada'.padEnd(22, '-') as RepId, name: 'Ada' };
const agreement = { sha256: 'ab12', timeoutMs: 600_000 };

const request = (before: AskedBefore | undefined, recorded?: false): Command => ({
  kind: 'request',
  customerName: 'Anna',
  details: '',
  portalId: 'p' as PortalId,
  portalName: 'Support',
  startMethod: 'issue',
  mode: 'full',
  language: 'en',
  queue: laptops,
  queueName: 'Laptops',
  ...(before === undefined ? {} : { before }),
  ...(recorded === undefined ? {} : { recorded }),
});
const agree = (answer: 'accepted' | 'refused' | 'no-answer', canQueue = true): Command => ({
  kind: 'answer-agreement',
  answer,
  canQueue,
});
const record = (answer: 'allowed' | 'refused' | 'no-answer', canQueue = true): Command => ({
  kind: 'answer-recording',
  answer,
  canQueue,
});
const accept: Command = { kind: 'accept', by: ada, from: new Set([laptops, personalQueue(ada.id)]) };
const share: Command = { kind: 'start-screen', producerId: 'p1' };
const startRecording: Command = { kind: 'start-recording', recordingId: 'r' as RecordingId, file: 'f' };

function types(session: Session, command: Command): readonly string[] {
  const decision = decide(session, command);
  return 'refused' in decision ? [`refused: ${decision.refused}`] : decision.map(({ type }) => type);
}

const { given, after } = sessionsAt(now);

test('nothing is asked: it is in its queue at once', (t) => {
  t.deepEqual(types(newSession('s' as SessionId), request(undefined)), ['requested', 'queued']);
  t.deepEqual(types(newSession('s' as SessionId), request({ askRecording: false })), ['requested', 'queued']);
});

test('the agreement comes first, then the recording, then the queue; no queue knows of it before', (t) => {
  const asked = given(request({ agreement, askRecording: true }));
  t.like(asked, { status: 'preparing', step: 'agreement', queue: laptops });
  t.false(isLive(asked));
  t.true(isOpen(asked));
  t.deepEqual(types(asked, accept), ['refused: not-in-session']);
  t.deepEqual(types(asked, record('allowed')), [], 'one question at a time');
  const agreed = after(asked, agree('accepted'));
  t.like(agreed, { status: 'preparing', step: 'recording' });
  t.deepEqual(types(agreed, agree('accepted')), [], 'the same answer again changes nothing');
  const queued = after(agreed, record('allowed'));
  t.like(queued, { status: 'waiting', queue: laptops, firstQueue: laptops, queueName: 'Laptops' });
  t.deepEqual(types(queued, agree('refused')), [], 'an answer that comes late');
});

test('an agreement alone, or a recording alone, leads to the queue', (t) => {
  t.deepEqual(types(given(request({ agreement, askRecording: false })), agree('accepted')), [
    'agreement-closed',
    'queued',
  ]);
  t.deepEqual(types(given(request({ askRecording: true })), record('allowed')), [
    'recording-answered',
    'queued',
  ]);
});

test('refused, or not accepted in time, it ends; what was shown is told by its digest', (t) => {
  const asked = given(request({ agreement, askRecording: true }));
  t.deepEqual(decide(asked, agree('refused')), [
    { type: 'agreement-closed', outcome: 'refused', sha256: 'ab12' },
    { type: 'ended', reason: 'agreement-refused', by: { id: CUSTOMER, name: 'Anna' } },
  ]);
  t.deepEqual(decide(asked, agree('no-answer')), [
    { type: 'agreement-closed', outcome: 'no-answer', sha256: 'ab12' },
    { type: 'ended', reason: 'agreement-not-answered' },
  ]);
  t.like(after(asked, agree('refused')), {
    status: 'ended',
    endReason: 'agreement-refused',
    owner: undefined,
  });
});

test('a queue that takes it no more ends it when all is answered', (t) => {
  const decision = decide(given(request({ agreement, askRecording: false })), agree('accepted', false));
  t.like(decision, { 1: { type: 'ended', reason: 'no-representative' } });
});

test('only what is allowed is recorded: neither what the company does not want nor what the customer refused', (t) => {
  const open = { agreement, askRecording: true } as const;
  const begun = (...commands: readonly Command[]) => given(...commands, accept, share);
  t.deepEqual(types(begun(request(undefined)), startRecording), ['recording-started']);
  t.deepEqual(types(begun(request(open), agree('accepted'), record('allowed')), startRecording), [
    'recording-started',
  ]);
  for (const answer of ['refused', 'no-answer'] as const) {
    const session = begun(request(open), agree('accepted'), record(answer));
    t.like(session, { status: 'held', recording: 'refused' });
    t.deepEqual(types(session, startRecording), ['refused: not-allowed']);
  }
  t.deepEqual(types(begun(request(undefined, false)), startRecording), ['refused: not-allowed']);
});

test('each question has its time, and so has a customer who is gone', (t) => {
  const asked = given(request({ agreement, askRecording: true }));
  const rules = () => ({ kind: 'none' }) as const;
  const deadline = (session: Session) => (isOpen(session) ? nextDeadline(session, rules) : undefined);
  t.like(deadline(asked), {
    at: laterBy(now, 600_000),
    due: { kind: 'unanswered', question: 'agreement' },
  });
  const agreed = after(asked, agree('accepted'), laterBy(now, 100_000));
  t.like(deadline(agreed), {
    at: laterBy(now, 100_000 + RECORDING_ANSWER_MS),
    due: { kind: 'unanswered', question: 'recording' },
  });
  t.like(deadline(after(asked, { kind: 'lose', who: CUSTOMER })), {
    at: laterBy(now, CUSTOMER_RECONNECT_MS),
    due: { command: { kind: 'give-up', reason: 'customer-left-waiting' } },
  });
  t.is(deadline(after(after(asked, agree('accepted')), record('refused'))), undefined);
});

test('nothing at all is done before the page is there; then what is asked is asked, with all of its time', (t) => {
  const awaited = (before?: AskedBefore) => ({ ...request(before), pageWithinMs: PAGE_WITHIN_MS }) as Command;
  const come = (canQueue = true): Command => ({ kind: 'come', canQueue });
  const rules = () => ({ kind: 'none' }) as const;
  const plain = given(awaited());
  t.like(plain, { status: 'preparing', step: 'page', queue: laptops });
  t.deepEqual(types(plain, accept), ['refused: not-in-session']);
  t.deepEqual(types(plain, agree('accepted')), []);
  t.deepEqual(types(plain, { kind: 'lose', who: CUSTOMER }), [], 'who has not come is not lost');
  t.deepEqual(types(plain, come()), ['queued']);
  t.like(decide(plain, come(false)), { 0: { type: 'ended', reason: 'no-representative' } });
  t.deepEqual(types(after(plain, come()), come()), [], 'once');
  t.like(isOpen(plain) ? nextDeadline(plain, rules) : undefined, {
    at: laterBy(now, PAGE_WITHIN_MS),
    due: { command: { kind: 'give-up', reason: 'customer-never-came' } },
  });
  const asked = after(given(awaited({ agreement, askRecording: true })), come(), laterBy(now, 50_000));
  t.like(asked, { status: 'preparing', step: 'agreement' });
  t.is(isOpen(asked) ? nextDeadline(asked, rules)?.at : 0, laterBy(now, 650_000));
  t.like(after(asked, agree('accepted')), { step: 'recording' });
});

test('the customer may leave instead of answering', (t) => {
  const asked = given(request({ agreement, askRecording: true }));
  t.like(after(asked, { kind: 'end', by: { id: CUSTOMER, name: 'Anna' } }), {
    status: 'ended',
    endReason: 'customer-left-waiting',
  });
  t.deepEqual(types(asked, { kind: 'end', by: ada }), ['refused: not-in-session']);
});

test('a customer who lost the connection is waited for as long as the site says', (t) => {
  const lost = after(given({ ...request(undefined), reconnectMs: 60_000 } as Command), {
    kind: 'lose',
    who: CUSTOMER,
  });
  t.true(isOpen(lost));
  t.is(isOpen(lost) ? nextDeadline(lost, () => ({ kind: 'none' }))?.at : 0, laterBy(now, 60_000));
});
