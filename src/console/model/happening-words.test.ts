import test from 'ava';
import type { RecordingId } from '../../kernel/index.ts';
import { ANNA, MAJA, sample } from '../testing/samples.ts';
import { endWords, happeningWords } from './happening-words.ts';

const reader = { me: MAJA.id, customerName: ANNA.name };

test('what I did is said to me as “You”, what others did by their names', (t) => {
  t.is(happeningWords({ type: 'accepted', by: MAJA }, reader), 'You accepted the session.');
  t.is(
    happeningWords({ type: 'accepted', by: { ...MAJA, id: sample('Other'), name: 'Ravi' } }, reader),
    'Ravi accepted the session.',
  );
});

test('denied, unanswered and taken back are three different things', (t) => {
  const said = (['denied', 'no-answer', 'withdrawn'] as const).map((outcome) =>
    happeningWords({ type: 'screen-request-closed', outcome }, reader),
  );
  t.is(new Set(said).size, 3);
});

test('a recording that had a problem says which', (t) => {
  const stopped = {
    type: 'recording-stopped' as const,
    recordingId: sample<RecordingId>('R'),
    lengthMs: 65_000,
  };
  t.is(happeningWords(stopped, reader), 'Recording stopped after 1:05.');
  t.is(
    happeningWords({ ...stopped, problem: 'the disk is full.' }, reader),
    'Recording stopped after 1:05: the disk is full.',
  );
});

test('an end by somebody unknown is still a sentence', (t) => {
  t.is(endWords('ended-by-customer', undefined), 'The customer ended the session.');
  t.is(endWords('ended-by-representative', 'You'), 'You ended the session.');
});
