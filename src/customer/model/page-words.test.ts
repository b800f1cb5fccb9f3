import test from 'ava';
import { type Instant, type RepId } from '../../kernel/index.ts';
import { EMPTY_SESSION_VIEW, withEntries, type SessionEvent } from '../../protocol/index.ts';
import {
  connectionWords,
  noticeWords,
  onTheWayWords,
  surfaceWords,
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
  t.deepEqual(waitingWords(undefined).title, 'You are in the waiting room');
  t.deepEqual(waitingWords(1), { title: 'You are next', sentence: 'There is nobody ahead of you.' });
  t.deepEqual(waitingWords(2), {
    title: 'You are number 2 in line',
    sentence: 'One person is ahead of you.',
  });
  t.deepEqual(waitingWords(5), { title: 'You are number 5 in line', sentence: '4 people are ahead of you.' });
});

test('what is being looked at is named', (t) => {
  t.deepEqual((['monitor', 'window', 'browser', undefined] as const).map(surfaceWords), [
    'your whole screen',
    'one window of your screen',
    'one tab of your browser',
    'what you chose to share',
  ]);
});

test('a picture that does not arrive is never called seen', (t) => {
  const on = { state: 'on', surface: 'monitor', attempt: 1, failures: 0, producerId: undefined } as const;
  t.is(onTheWayWords({ ...on, producerId: 'p' }), undefined);
  const words = [on, { ...on, attempt: 2 }, { ...on, failures: 1 }, { ...on, failures: 9 }].map(
    onTheWayWords,
  );
  t.true(words.every((sentence) => sentence !== undefined && sentence.length > 10));
  t.is(new Set(words).size, 4);
});

test('a lost connection says that nothing is lost with it, and each end says what can be done', (t) => {
  t.is(connectionWords({ kind: 'up' }), undefined);
  t.is(connectionWords({ kind: 'connecting' }), undefined);
  t.regex(connectionWords({ kind: 'lost' })?.sentence ?? '', /comes back by itself/);
  t.is(connectionWords({ kind: 'over', why: 'replaced' })?.cure, 'take-back');
  for (const why of ['stopped', 'signed-out', 'gone', 'outdated', 'reloading'] as const) {
    t.is(connectionWords({ kind: 'over', why })?.cure, 'none');
  }
});

test('every reason for not sharing is a sentence of its own', (t) => {
  const words = (
    [
      'cancelled',
      'refused-by-system',
      'failed',
      'stopped-by-representative',
      'transferred',
      'taken-over',
    ] as const
  ).map(noticeWords);
  t.is(new Set(words).size, words.length);
});

test('who waits again is told why, truthfully, and for how long in this line', (t) => {
  t.is(waitingAgainWords(waiting()), undefined);
  const passedOn = waiting(
    { type: 'left', who: MIRA, how: 'transferred' },
    { type: 'queued', queueName: 'E-mail', how: 'hand', by: MIRA },
  );
  t.is(waitingAgainWords(passedOn), 'Mira passed your session on, and somebody else will help you.');
  t.is(waitingSince(passedOn), 4000 as Instant);
  const fallen = waiting(
    { type: 'left', who: MIRA, how: 'lost' },
    { type: 'queued', queueName: 'E-mail', how: 'fallback' },
  );
  t.is(
    waitingAgainWords(fallen),
    'The connection to Mira did not come back. Another representative will help you.',
  );
  const moved = waiting({ type: 'queued', queueName: 'E-mail', how: 'waiting-rule' });
  t.is(waitingAgainWords(moved), 'You were moved to another line, where somebody else can help you.');
});
