import test from 'ava';
import { CUSTOMER, newId, type MessageId, type RecordingId, type RepId } from '../kernel/index.ts';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import type { EndReason, ScreenStopReason } from '../protocol/index.ts';
import type { SessionFact } from '../sessions/index.ts';
import { endText, told } from './event-text.ts';

const random = new SeededRandom(3);
const anna = { id: newId<RepId>(random), name: 'Anna Berg' };

function sentence(fact: SessionFact): string {
  const { who, what } = told(fact, 'Maria');
  return who === '' ? what : `${who} ${what}`;
}

function said(text: string): SessionFact {
  return { type: 'chat', messageId: newId<MessageId>(random), from: { id: CUSTOMER, name: 'Maria' }, text };
}

for (const [outcome, expected] of [
  ['allowed', 'Maria agreed to share the screen'],
  ['denied', 'Maria refused to share the screen'],
  ['no-answer', 'Maria did not answer whether to share the screen'],
  ['withdrawn', 'The question whether to share the screen was withdrawn'],
] as const) {
  test(`the answer "${outcome}" is told as one of its own`, (t) => {
    t.is(sentence({ type: 'screen-request-closed', outcome }), expected);
  });
}

test('every reason why sharing stopped has its own words', (t) => {
  const reasons: readonly ScreenStopReason[] = [
    'stopped-by-customer',
    'stopped-by-representative',
    'source-ended',
    'connection-lost',
    'relay-lost',
    'appliance-restarted',
    'session-ended',
  ];
  const texts = reasons.map((reason) => sentence({ type: 'screen-stopped', reason }));
  t.is(new Set(texts).size, reasons.length);
  t.is(texts[0], 'Maria stopped sharing the screen');
});

test('every end has its own words, with the person where there was one', (t) => {
  const reasons: readonly EndReason[] = [
    'ended-by-customer',
    'ended-by-representative',
    'customer-left-waiting',
    'customer-lost',
    'no-representative',
    'ended-by-administrator',
  ];
  t.is(new Set(reasons.map(endText)).size, reasons.length);
  t.is(
    sentence({ type: 'ended', reason: 'ended-by-representative', by: anna }),
    'Anna Berg ended the session',
  );
  t.is(
    sentence({ type: 'ended', reason: 'customer-left-waiting', by: { id: CUSTOMER, name: 'Maria' } }),
    'Maria left while waiting',
  );
  t.is(
    sentence({ type: 'ended', reason: 'customer-lost' }),
    'The session ended: connection to the customer was lost',
  );
});

test('a problem of a recording is told with its end', (t) => {
  const fact = {
    type: 'recording-stopped',
    recordingId: newId<RecordingId>(random),
    lengthMs: 0,
    bytes: 0,
  } as const;
  t.is(sentence(fact), 'Recording was finished');
  t.is(
    sentence({ ...fact, problem: 'The disk is full.' }),
    'Recording was finished with a problem: The disk is full.',
  );
});

test('what somebody wrote is quoted on one line and cut when it is long', (t) => {
  t.is(told(said('one\n  two\tthree'), 'Maria').quote, 'one two three');
  const long = told(said('ü'.repeat(4_000)), 'Maria').quote;
  t.is(long, `${'ü'.repeat(119)}…`);
});

test('a quote is never cut within a character', (t) => {
  const quote = told(said('🙂'.repeat(1_000)), 'Maria').quote;
  t.is(quote, `${'🙂'.repeat(119)}…`);
  const family = '👩‍👩‍👧‍👦';
  const families = told(said(family.repeat(300)), 'Maria').quote;
  t.true(families.endsWith(`${family}…`));
  t.is(families.replaceAll(family, ''), '…');
});
