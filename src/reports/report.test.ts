import test from 'ava';
import {
  CUSTOMER,
  instant,
  laterBy,
  newId,
  type Instant,
  type KeyId,
  type MessageId,
  type PortalId,
  type QueueId,
  type RecordingId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import type { Happened, SessionFact } from '../sessions/index.ts';
import { ReportDraft, ROWS_PER_PART, type PagesWanted, type Report } from './report.ts';

const random = new SeededRandom(11);
const start = instant(Date.UTC(2026, 10, 21, 12));
const session = newId<SessionId>(random);
const anna = { id: newId<RepId>(random), name: 'Anna Berg' };
const maria = { id: CUSTOMER, name: 'Maria Müller' };
const first = newId<RecordingId>(random);
const second = newId<RecordingId>(random);

const requested: SessionFact = {
  type: 'requested',
  customerName: maria.name,
  details: 'The printer\nprints nothing.',
  portalId: newId<PortalId>(random),
  portalName: 'Help desk',
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
  keyId: newId<KeyId>(random),
};
const queued: SessionFact = {
  type: 'queued',
  queue: `personal:${anna.id}` as QueueId,
  queueName: 'Personal queue of Anna Berg',
  how: 'arrival',
};
const accepted: SessionFact = { type: 'accepted', by: anna };

function chat(from: typeof anna | typeof maria, text: string): SessionFact {
  return { type: 'chat', messageId: newId<MessageId>(random), from, text };
}

function seconds(count: number): Instant {
  return laterBy(start, count * 1000);
}

/** The report of what happened at those seconds after the start; the n-th fact has place n in the journal. */
function reportOf(
  facts: readonly (readonly [second: number, fact: SessionFact])[],
  now = seconds(3_600),
  wanted: Partial<PagesWanted> = {},
): Report {
  const draft = new ReportDraft(session, { events: 1, transcript: 1, notes: 1, ...wanted });
  facts.forEach(([second, fact], index) => {
    draft.add({ seq: index + 1, at: seconds(second), fact } satisfies Happened<SessionFact>);
  });
  const report = draft.report(now);
  if (report === undefined) {
    throw new Error('there is no report');
  }
  return report;
}

test('of a session that never was there is no report', (t) => {
  t.is(new ReportDraft(session, { events: 1, transcript: 1, notes: 1 }).report(start), undefined);
});

test('a session that waits has waited until now and was not accepted', (t) => {
  const report = reportOf(
    [
      [0, requested],
      [0, queued],
    ],
    seconds(90),
  );
  t.is(report.status, 'waiting');
  t.is(report.waitingMs, 90_000);
  t.is(report.inSessionMs, undefined);
  t.is(report.acceptedAt, undefined);
  t.deepEqual(report.representatives, []);
  t.is(report.queueName, 'Personal queue of Anna Berg');
  t.is(report.details, 'The printer\nprints nothing.');
});

test('waiting ends with the acceptance, being in session with the end', (t) => {
  const report = reportOf([
    [0, requested],
    [0, queued],
    [75, accepted],
    [200, { type: 'ended', reason: 'ended-by-customer', by: maria }],
  ]);
  t.is(report.status, 'ended');
  t.is(report.waitingMs, 75_000);
  t.is(report.inSessionMs, 125_000);
  t.is(report.acceptedAt, seconds(75));
  t.is(report.endedAt, seconds(200));
  t.is(report.endReason, 'ended-by-customer');
  t.deepEqual(report.representatives, [anna]);
});

test('time runs in each queue, the total is kept, and going to and fro between two is counted', (t) => {
  const moved = (queue: string, how: 'waiting-rule' | 'hand') =>
    ({ ...queued, queue: `team:${queue}` as QueueId, how }) as SessionFact;
  const report = reportOf([
    [0, requested],
    [0, moved('a', 'hand')],
    [60, moved('b', 'waiting-rule')],
    [120, moved('a', 'waiting-rule')],
    [180, moved('b', 'waiting-rule')],
    [190, accepted],
    [290, moved('c', 'hand')],
    [300, accepted],
    [400, { type: 'ended', reason: 'ended-by-customer', by: maria }],
  ]);
  t.is(report.waitingMs, 200_000);
  t.deepEqual(report.moves, { queues: 5, overflows: 3, bounces: 2 });
});

test('a customer who leaves while waiting was never in session', (t) => {
  const report = reportOf([
    [0, requested],
    [0, queued],
    [30, { type: 'ended', reason: 'customer-left-waiting', by: maria }],
  ]);
  t.is(report.waitingMs, 30_000);
  t.is(report.inSessionMs, undefined);
});

test('every event is told in order, with its time since the start', (t) => {
  const report = reportOf([
    [0, requested],
    [0, queued],
    [5, accepted],
    [6, { type: 'screen-requested', by: anna }],
    [9, { type: 'screen-request-closed', outcome: 'allowed' }],
    [9, { type: 'screen-started', producerId: 'p1' }],
    [10, { type: 'connection-lost', who: maria }],
    [12, { type: 'connection-returned', who: maria }],
    [20, { type: 'screen-stopped', reason: 'session-ended' }],
    [20, { type: 'ended', reason: 'ended-by-representative', by: anna }],
  ]);
  t.deepEqual(
    report.events.lines.map((line) => [line.sinceStartMs / 1000, `${line.who} ${line.what}`.trim()]),
    [
      [0, 'Maria Müller asked for help with a session key on the portal “Help desk”'],
      [0, 'The session was put into the queue “Personal queue of Anna Berg”'],
      [5, 'Anna Berg accepted the session'],
      [6, 'Anna Berg asked to see the screen'],
      [9, 'Maria Müller agreed to share the screen'],
      [9, 'Maria Müller began to share the screen'],
      [10, 'Maria Müller lost the connection'],
      [12, 'Maria Müller was connected again'],
      [20, 'Sharing ended with the session'],
      [20, 'Anna Berg ended the session'],
    ],
  );
});

test('a message is delivered when the other side has it, not when its own side has', (t) => {
  const { transcript } = reportOf([
    [0, requested],
    [0, queued],
    [1, accepted],
    [2, chat(maria, 'Hello')],
    [3, { type: 'chat-delivered', to: CUSTOMER, upTo: 4 }],
    [4, { type: 'chat-delivered', to: anna.id, upTo: 4 }],
    [5, chat(anna, 'Good day')],
    [6, chat(anna, 'How can I help?')],
    [7, { type: 'chat-delivered', to: CUSTOMER, upTo: 7 }],
    [9, { type: 'chat-delivered', to: CUSTOMER, upTo: 8 }],
    [10, chat(anna, 'Are you there?')],
  ]);
  t.deepEqual(
    transcript.lines.map(({ text, from, deliveredAt }) => [text, from.name, deliveredAt]),
    [
      ['Hello', 'Maria Müller', seconds(4)],
      ['Good day', 'Anna Berg', seconds(7)],
      ['How can I help?', 'Anna Berg', seconds(9)],
      ['Are you there?', 'Anna Berg', undefined],
    ],
  );
});

test('deliveries are told with the messages and not as events', (t) => {
  const { events } = reportOf([
    [0, requested],
    [0, queued],
    [2, chat(maria, 'Hello')],
    [4, { type: 'chat-delivered', to: anna.id, upTo: 3 }],
  ]);
  t.deepEqual(
    events.lines.map(({ kind }) => kind),
    ['life', 'life', 'chat'],
  );
});

test('notes are kept with who wrote them', (t) => {
  const { notes } = reportOf([
    [0, requested],
    [0, queued],
    [1, accepted],
    [8, { type: 'note', messageId: newId<MessageId>(random), by: anna, text: 'Toner was empty.' }],
  ]);
  t.deepEqual(
    notes.lines.map(({ by, text, sinceStartMs }) => [by.name, text, sinceStartMs]),
    [['Anna Berg', 'Toner was empty.', 8_000]],
  );
});

test('a recording that is not finished runs; a finished one has its length, size and digest', (t) => {
  const { recordings } = reportOf([
    [0, requested],
    [0, queued],
    [1, accepted],
    [2, { type: 'screen-started', producerId: 'p1' }],
    [3, { type: 'recording-started', recordingId: first, file: 'a/b.webm' }],
    [
      13,
      {
        type: 'recording-stopped',
        recordingId: first,
        lengthMs: 9_900,
        bytes: 1_200,
        sha256: 'ab'.repeat(32),
      },
    ],
    [14, { type: 'recording-started', recordingId: second, file: 'a/c.webm' }],
  ]);
  t.deepEqual(recordings, [
    {
      state: 'finished',
      id: first,
      startedAt: seconds(3),
      lengthMs: 9_900,
      bytes: 1_200,
      sha256: 'ab'.repeat(32),
      problem: undefined,
    },
    { state: 'running', id: second, startedAt: seconds(14) },
  ]);
});

test('a moment is found in the recording that ran then, and nowhere when none did', (t) => {
  const { transcript } = reportOf([
    [0, requested],
    [0, queued],
    [1, accepted],
    [2, chat(maria, 'before')],
    [3, { type: 'recording-started', recordingId: first, file: 'a/b.webm' }],
    [5, chat(maria, 'during the first')],
    [13, { type: 'recording-stopped', recordingId: first, lengthMs: 9_900, bytes: 1_200 }],
    [14, chat(maria, 'between')],
    [15, { type: 'recording-started', recordingId: second, file: 'a/c.webm' }],
    [20, chat(maria, 'during the second')],
  ]);
  t.deepEqual(
    transcript.lines.map(({ text, played }) => [text, played]),
    [
      ['before', undefined],
      ['during the first', { recording: first, offsetMs: 2_000 }],
      ['between', undefined],
      ['during the second', { recording: second, offsetMs: 5_000 }],
    ],
  );
});

test('a recording that is finished after the session has ended still belongs to it', (t) => {
  const report = reportOf([
    [0, requested],
    [0, queued],
    [1, accepted],
    [3, { type: 'recording-started', recordingId: first, file: 'a/b.webm' }],
    [9, { type: 'ended', reason: 'customer-lost' }],
    [
      11,
      {
        type: 'recording-stopped',
        recordingId: first,
        lengthMs: 6_000,
        bytes: 80,
        problem: 'The recorder stopped early.',
      },
    ],
  ]);
  t.is(report.endedAt, seconds(9));
  t.like(report.recordings[0], { state: 'finished', problem: 'The recorder stopped early.' });
  t.is(
    report.events.lines.at(-1)?.what,
    'Recording was finished with a problem: The recorder stopped early.',
  );
});

test('a long conversation comes in pages, each line on one of them', (t) => {
  const count = 2 * ROWS_PER_PART + 1;
  const facts: [number, SessionFact][] = [
    [0, requested],
    [0, queued],
  ];
  for (let index = 1; index <= count; index += 1) {
    facts.push([index, chat(maria, `message ${index}`)]);
  }
  const parts = [1, 2, 3].map((page) => reportOf(facts, undefined, { transcript: page }).transcript);
  t.deepEqual(
    parts.flatMap(({ lines }) => lines.map(({ text }) => text)),
    Array.from({ length: count }, (_, index) => `message ${index + 1}`),
  );
  t.deepEqual(
    parts.map(({ lines, page, pages, total }) => [lines.length, page, pages, total]),
    [
      [ROWS_PER_PART, 1, 3, count],
      [ROWS_PER_PART, 2, 3, count],
      [1, 3, 3, count],
    ],
  );
});

test('a page beyond the end is the last one, and one before the beginning the first', (t) => {
  const facts: [number, SessionFact][] = [
    [0, requested],
    ...Array.from({ length: 2 * ROWS_PER_PART }, (_, index): [number, SessionFact] => [
      index,
      chat(maria, `message ${index + 1}`),
    ]),
  ];
  const beyond = reportOf(facts, undefined, { transcript: 99 }).transcript;
  t.is(beyond.page, 2);
  t.is(beyond.lines[0]?.text, `message ${ROWS_PER_PART + 1}`);
  t.is(beyond.lines.length, ROWS_PER_PART);
  const before = reportOf(facts, undefined, { transcript: 0 }).transcript;
  t.is(before.page, 1);
  t.is(before.lines[0]?.text, 'message 1');
});

test('a message on a later page is delivered all the same', (t) => {
  const facts: [number, SessionFact][] = [
    [0, requested],
    ...Array.from({ length: ROWS_PER_PART + 1 }, (_, index): [number, SessionFact] => [
      index,
      chat(maria, `message ${index + 1}`),
    ]),
    [900, { type: 'chat-delivered', to: anna.id, upTo: 10_000 }],
  ];
  t.is(reportOf(facts, undefined, { transcript: 2 }).transcript.lines[0]?.deliveredAt, seconds(900));
});

test('a clock that was set back makes no time negative', (t) => {
  const report = reportOf([
    [100, requested],
    [100, queued],
    [40, accepted],
    [50, chat(maria, 'Hello')],
    [30, { type: 'ended', reason: 'ended-by-customer', by: maria }],
  ]);
  t.is(report.waitingMs, 0);
  t.is(report.inSessionMs, 0);
  t.true(report.events.lines.every(({ sinceStartMs }) => sinceStartMs >= 0));
});

test('everybody who was in the session is named, and after a transfer it waits again', (t) => {
  const ravi = { id: newId<RepId>(random), name: 'Ravi' };
  const transferred: readonly (readonly [number, SessionFact])[] = [
    [0, requested],
    [0, queued],
    [10, accepted],
    [20, { type: 'joined', who: ravi }],
    [30, { type: 'left', who: anna, how: 'transferred' }],
    [30, { ...queued, queueName: 'E-mail', how: 'hand', by: anna } as SessionFact],
  ];
  const waiting = reportOf(transferred);
  t.deepEqual(
    waiting.representatives.map(({ name }) => name),
    ['Anna Berg', 'Ravi'],
  );
  t.like(waiting, { status: 'waiting', queueName: 'E-mail', waitingMs: 3_580_000 });
  const again = reportOf([...transferred, [60, { type: 'accepted', by: ravi }]]);
  t.like(again, { status: 'in-session', acceptedAt: seconds(10) });
});
