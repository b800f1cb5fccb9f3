import test from 'ava';
import { instant, laterBy, type SessionId } from '../../kernel/index.ts';
import { words } from '../../languages/customer-page/en.ts';
import type { SessionEvent } from '../../protocol/index.ts';
import { askedNow, newPage, stageOf, titleOf, withHappened, type PageState } from './page-state.ts';
import { greetingLines, onHoldCount, onHoldLines } from './waiting-texts.ts';

const begun = instant(1_800_000_000_000);
const agreement = { sha256: 'ab', timeoutMs: 600_000 };
const recording = { timeoutMs: 300_000 };
const REQUESTED = {
  type: 'requested',
  customerName: 'Anna {{x}}',
  details: '',
  portalName: 'P',
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
} as const;

function page(...events: readonly SessionEvent[]): PageState {
  const fresh = newPage({
    session: 'SSSSSSSSSSSSSSSSSSSSSS' as SessionId,
    siteName: 'Northwind',
    words,
    now: begun,
    ability: 'possible',
    mayNotify: 'impossible',
    outgoing: [],
  });
  const entries = [REQUESTED, ...events].map((event, i) => ({
    seq: i + 1,
    at: laterBy(begun, i * 1_000),
    event,
  }));
  return {
    ...withHappened(fresh, entries, true),
    says: { agreement: { title: 'Terms', text: 'T' } },
  };
}

test('the agreement, then the recording, each with its time; then the waiting room', (t) => {
  const asked = page({ type: 'preparing', agreement, recording });
  t.is(stageOf(asked), 'asked');
  t.deepEqual(askedNow(asked), {
    question: 'agreement',
    title: 'Terms',
    text: 'T',
    until: laterBy(begun, 601_000),
  });
  t.is(stageOf({ ...asked, says: undefined }), 'opening', 'nobody can agree to a text that is not there yet');
  const agreed = page(
    { type: 'preparing', agreement, recording },
    { type: 'agreement-closed', outcome: 'accepted', sha256: 'ab' },
  );
  t.deepEqual(askedNow(agreed), { question: 'recording', until: laterBy(begun, 302_000) });
  t.regex(titleOf(agreed), /^A question before we begin/);
  const waiting = page(
    { type: 'preparing', recording },
    { type: 'recording-answered', answer: 'refused' },
    { type: 'queued', queueName: 'Q', how: 'arrival' },
  );
  t.is(stageOf(waiting), 'waiting');
  t.is(askedNow(waiting), undefined);
  t.is(waiting.view.recording, 'refused');
});

test('the on-hold message is told each time that its interval has passed, with what is known then', (t) => {
  const queued = page({ type: 'queued', queueName: 'Q', how: 'arrival' });
  const says = {
    greeting: 'Hello %CUSTOMER_NAME%\n%SITE_NAME%',
    onHold: { text: 'Place %POSITION%\nWait %EXPECTED_WAIT%', everyMs: 60_000 },
  };
  const at = (ms: number): PageState => ({ ...queued, says, now: laterBy(begun, 1_000 + ms) });
  t.deepEqual(
    [0, 59_999, 60_000, 119_999, 120_000].map((ms) => onHoldCount(at(ms))),
    [0, 0, 1, 1, 2],
  );
  t.deepEqual(greetingLines(at(0)), ['Hello Anna {{x}}', 'Northwind']);
  t.deepEqual(onHoldLines(at(60_000)), []);
  const known = { ...at(60_000), position: 3, expected: { fromMs: 60_000, toMs: 120_000 } };
  t.deepEqual(onHoldLines(known), ['Place 3', 'Wait 1–2 minutes']);
  t.is(onHoldCount({ ...known, says: {} }), 0);
});
