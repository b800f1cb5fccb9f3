import test from 'ava';
import { CUSTOMER, type Instant, type RecordingId, type RepId } from '../../kernel/index.ts';
import { words } from '../../languages/customer-page/en.ts';
import { EMPTY_SESSION_VIEW, withEntries, type EndReason, type SessionEntry } from '../../protocol/index.ts';
import { summaryOf } from './summary.ts';

const REP = { id: 'RRRRRRRRRRRRRRRRRRRRRR' as RepId, name: 'Mira' };
const MINUTE = 60_000;

/** Events a minute apart. */
function ended(...events: readonly SessionEntry['event'][]) {
  return summaryOf(
    words,
    withEntries(
      EMPTY_SESSION_VIEW,
      events.map((event, i) => ({ seq: i + 1, at: (i * MINUTE) as Instant, event })),
    ),
  );
}

const requested: SessionEntry['event'] = {
  type: 'requested',
  customerName: 'Anna',
  details: '',
  portalName: 'P',
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
};
const recording = (id: string) => id.padEnd(22, '-') as RecordingId;

test('it says who helped, how long, what was shared and that it was recorded', (t) => {
  const { sentence, facts } = ended(
    requested,
    { type: 'accepted', by: REP },
    { type: 'screen-started', producerId: 'a' },
    { type: 'recording-started', recordingId: recording('r1') },
    { type: 'screen-stopped', reason: 'connection-lost' },
    { type: 'recording-started', recordingId: recording('r2') },
    { type: 'recording-stopped', recordingId: recording('r1'), lengthMs: MINUTE },
    { type: 'screen-started', producerId: 'b' },
    { type: 'screen-stopped', reason: 'session-ended' },
    { type: 'ended', reason: 'ended-by-representative', by: REP },
  );
  t.is(sentence, 'Mira ended the session.');
  t.deepEqual(facts, [
    ['Helped by', 'Mira'],
    ['It took', '8 minutes'],
    ['Your screen', 'Was shared for 3 minutes'],
    ['Recording', 'The shared screen was recorded for 6 minutes'],
  ]);
});

test('without sharing it says that nothing was recorded', (t) => {
  const { sentence, facts } = ended(
    requested,
    { type: 'accepted', by: REP },
    { type: 'ended', reason: 'ended-by-customer', by: { id: CUSTOMER, name: 'Anna' } },
  );
  t.is(sentence, 'You ended the session.');
  t.deepEqual(facts.slice(2), [
    ['Your screen', 'Was not shared'],
    ['Recording', 'Nothing was recorded'],
  ]);
});

test('who left the waiting room was helped by nobody', (t) => {
  const { sentence, facts } = ended(requested, {
    type: 'ended',
    reason: 'customer-left-waiting',
    by: { id: CUSTOMER, name: 'Anna' },
  });
  t.is(sentence, 'You left the waiting room.');
  t.deepEqual(facts, [
    ['Helped by', 'Nobody yet: the session had not been accepted'],
    ['You waited', '1 minute'],
  ]);
});

test('everybody who helped is named, also who had passed it on', (t) => {
  const ravi = { id: 'QQQQQQQQQQQQQQQQQQQQQQ' as RepId, name: 'Ravi' };
  const { facts } = ended(
    requested,
    { type: 'accepted', by: REP },
    { type: 'joined', who: ravi },
    { type: 'left', who: REP, how: 'transferred' },
    { type: 'queued', queueName: 'E-mail', how: 'hand', by: REP },
    { type: 'ended', reason: 'customer-left-waiting', by: { id: CUSTOMER, name: 'Anna' } },
  );
  t.deepEqual(facts[0], ['Helped by', 'Mira, Ravi']);
});

test('nothing looks like a success but help, and a notice that was enough', (t) => {
  const helped = { type: 'accepted', by: REP } as const;
  const lookOf = (reason: EndReason, ...before: readonly SessionEntry['event'][]) =>
    ended(requested, ...before, { type: 'ended', reason }).look;
  t.is(lookOf('ended-by-representative', helped), 'done');
  t.is(lookOf('ended-by-customer', helped), 'done');
  t.is(lookOf('left-by-notice'), 'done');
  t.is(lookOf('no-representative'), 'nobody-came');
  t.is(lookOf('no-representative', helped), 'nobody-came');
  t.is(lookOf('customer-never-came'), 'nobody-came');
  t.is(lookOf('agreement-refused'), 'refused');
  t.is(lookOf('agreement-not-answered'), 'refused');
  t.is(lookOf('customer-left-waiting'), 'left');
  t.is(lookOf('ended-by-administrator'), 'left');
  t.is(lookOf('customer-lost', helped), 'lost');
});
