import test from 'ava';
import { type Instant, type RepId } from '../../kernel/index.ts';
import { say } from '../../languages/index.ts';
import { words } from '../../languages/customer-page/en.ts';
import { EMPTY_SESSION_VIEW, withEntries, type SessionEvent } from '../../protocol/index.ts';
import {
  alsoSeeing,
  connectionWords,
  noticeWords,
  onTheWayWords,
  seenText,
  usualWords,
  waitingAgainWords,
  waitingSince,
  waitingWords,
} from './page-words.ts';

const MIRA = { id: 'RRRRRRRRRRRRRRRRRRRRRR' as RepId, name: 'Mira' };

/** Anna's session with Mira a second after it began, then these, a second apart. */
function waiting(...events: readonly SessionEvent[]) {
  const all: readonly SessionEvent[] = [
    {
      type: 'requested',
      customerName: 'Anna',
      details: '',
      portalName: 'P',
      startMethod: 'session-key',
      mode: 'full',
      language: 'en',
    },
    { type: 'queued', queueName: 'Mira', how: 'arrival' },
    { type: 'accepted', by: MIRA },
    ...events,
  ];
  return withEntries(
    EMPTY_SESSION_VIEW,
    all.map((event, at) => ({ seq: at + 1, at: (at * 1000) as Instant, event })),
  );
}

test('the place in line is exact and promises nothing', (t) => {
  t.deepEqual(waitingWords(words, undefined).title, 'You are in the waiting room');
  t.deepEqual(waitingWords(words, 1), { title: 'You are next', sentence: 'There is nobody ahead of you.' });
  t.deepEqual(waitingWords(words, 2), {
    title: 'You are number 2 in line',
    sentence: 'One person is ahead of you.',
  });
  t.deepEqual(waitingWords(words, 5), {
    title: 'You are number 5 in line',
    sentence: '4 people are ahead of you.',
  });
});

test('how long a wait usually is, is said as a range, and not at all when nobody can say', (t) => {
  const minutes = (from: number, to: number) =>
    usualWords(words, { fromMs: from * 60_000, toMs: to * 60_000 });
  t.is(usualWords(words, undefined), undefined);
  t.is(minutes(2, 5), 'The wait is usually 2–5 minutes.');
  t.is(minutes(3, 3), 'The wait is usually 3 minutes.');
  t.is(minutes(0, 1), 'The wait is usually less than 1 minute.');
  t.is(minutes(60, 180), 'The wait is usually 1–3 hours.');
});

test('what is being looked at is named', (t) => {
  t.deepEqual(
    (['monitor', 'window', 'browser', undefined] as const).map((surface) =>
      say(words, seenText(surface), { name: 'Mira' }),
    ),
    [
      'Mira sees your whole screen',
      'Mira sees one window of your screen',
      'Mira sees one tab of your browser',
      'Mira sees what you chose to share',
    ],
  );
});

test('a picture that does not arrive is never called seen', (t) => {
  const on = { state: 'on', surface: 'monitor', attempt: 1, failures: 0, producerId: undefined } as const;
  t.is(onTheWayWords(words, { ...on, producerId: 'p' }), undefined);
  const said = [on, { ...on, attempt: 2 }, { ...on, failures: 1 }, { ...on, failures: 9 }].map((sharing) =>
    onTheWayWords(words, sharing),
  );
  t.true(said.every((sentence) => sentence !== undefined && sentence.length > 10));
  t.is(new Set(said).size, 4);
});

test('a lost connection says that nothing is lost with it, and each end says what can be done', (t) => {
  t.is(connectionWords(words, { kind: 'up' }), undefined);
  t.is(connectionWords(words, { kind: 'connecting' }), undefined);
  t.regex(connectionWords(words, { kind: 'lost' })?.sentence ?? '', /comes back by itself/);
  t.is(connectionWords(words, { kind: 'over', why: 'replaced' })?.cure, 'take-back');
  for (const why of ['stopped', 'signed-out', 'gone', 'outdated', 'reloading'] as const) {
    t.is(connectionWords(words, { kind: 'over', why })?.cure, 'none');
  }
});

test('every reason for not sharing is a sentence of its own', (t) => {
  const said = (
    [
      'cancelled',
      'refused-by-system',
      'failed',
      'stopped-by-representative',
      'not-permitted',
      'transferred',
      'taken-over',
    ] as const
  ).map((notice) => noticeWords(words, notice));
  t.is(new Set(said).size, said.length);
});

test('who waits again is told why, truthfully, and for how long in this line', (t) => {
  t.is(waitingAgainWords(words, waiting()), undefined);
  const passedOn = waiting(
    { type: 'left', who: MIRA, how: 'transferred' },
    { type: 'queued', queueName: 'E-mail', how: 'hand', by: MIRA },
  );
  t.is(waitingAgainWords(words, passedOn), 'Mira passed your session on, and somebody else will help you.');
  t.is(waitingSince(passedOn), 4000 as Instant);
  const fallen = waiting(
    { type: 'left', who: MIRA, how: 'lost' },
    { type: 'queued', queueName: 'E-mail', how: 'fallback' },
  );
  t.is(
    waitingAgainWords(words, fallen),
    'The connection to Mira did not come back. Another representative will help you.',
  );
  const leftAlone = waiting(
    { type: 'left', who: MIRA, how: 'lost' },
    { type: 'queued', queueName: 'E-mail', how: 'fallback' },
    { type: 'queued', queueName: 'Night', how: 'fallback' },
  );
  t.is(
    waitingAgainWords(words, leftAlone),
    'You wait in another line now: nobody is left in the one where you were.',
    'Mira is no reason any more',
  );
  const moved = waiting({ type: 'queued', queueName: 'E-mail', how: 'waiting-rule' });
  t.is(waitingAgainWords(words, moved), 'You were moved to another line, where somebody else can help you.');
});

test('everybody who sees the screen is named to the one whose screen it is', (t) => {
  const people = (...names: string[]) =>
    names.map((name, at) => ({ id: `p${at}`.padEnd(22, '-') as RepId, name }));
  t.is(alsoSeeing(words, { others: [], viewers: [] }), undefined);
  t.is(
    alsoSeeing(words, { others: people('Karl Vendor (external)'), viewers: [] }),
    'Also seen by Karl Vendor (external)',
  );
  t.is(
    alsoSeeing(words, { others: people('Bob', 'Karl Vendor (external)'), viewers: people('Meg') }),
    'Also seen by Bob, Karl Vendor (external), Meg',
  );
});
