import test from 'ava';
import type { InvitationId, QueueId, RecordingId } from '../../kernel/index.ts';
import { ANNA, entries, MAJA, RAVI, sample, secondsAfterNoon } from '../testing/samples.ts';
import { endWords, goneWords, happeningWords } from './happening-words.ts';

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

test('each way into a queue is told in its own words', (t) => {
  const said = (['arrival', 'hand', 'waiting-rule', 'fallback'] as const).map((how) =>
    happeningWords({ type: 'queued', queueName: 'E-mail', how, by: MAJA }, reader),
  );
  t.deepEqual(said, [
    'Waiting in E-mail.',
    'You transferred the session to E-mail.',
    'Moved to E-mail by the waiting session rule.',
    'Waiting in E-mail by the fallback rules, because nobody was there any more.',
  ]);
});

test('offers and what came of them are told by name', (t) => {
  t.is(
    happeningWords({ type: 'offered', to: RAVI, until: secondsAfterNoon(30) }, reader),
    'Offered to Ravi Shah.',
  );
  t.is(
    happeningWords(
      { type: 'offered', to: RAVI, until: secondsAfterNoon(30), why: 'first of 2 who could be asked' },
      reader,
    ),
    'Offered to Ravi Shah: first of 2 who could be asked.',
  );
  t.is(
    happeningWords({ type: 'offer-closed', to: RAVI, outcome: 'no-answer' }, reader),
    'Ravi Shah did not answer.',
  );
  t.is(happeningWords({ type: 'offer-closed', to: MAJA, outcome: 'rejected' }, reader), 'You rejected it.');
  t.is(happeningWords({ type: 'offer-closed', to: MAJA, outcome: 'accepted' }, reader), undefined);
});

test('who was invited, joined, left and owns it is told', (t) => {
  const invitation = sample<InvitationId>('I');
  const to = `team:${sample('T')}` as QueueId;
  t.deepEqual(
    [
      happeningWords({ type: 'invited', invitation, to, toName: 'E-mail', by: MAJA }, reader),
      happeningWords({ type: 'invitation-closed', invitation, outcome: 'declined' }, reader),
      happeningWords({ type: 'joined', who: RAVI }, reader),
      happeningWords({ type: 'left', who: RAVI, how: 'removed' }, reader),
      happeningWords({ type: 'owner-changed', to: MAJA, how: 'fallback' }, reader),
    ],
    [
      'You invited E-mail.',
      'The invitation was declined.',
      'Ravi Shah joined the session.',
      'Ravi Shah was removed from the session.',
      'You own the session now.',
    ],
  );
});

test('why a tab closes is told once, with where the customer is now', (t) => {
  const told = (how: 'left' | 'removed' | 'transferred' | 'lost') =>
    goneWords(
      entries([
        { type: 'left', who: MAJA, how },
        { type: 'queued', queueName: 'E-mail', how: 'hand', by: MAJA },
      ]),
      MAJA.id,
      'Anna',
    );
  t.is(told('transferred'), 'Anna was transferred to E-mail.');
  t.is(new Set([told('left'), told('removed'), told('transferred'), told('lost')]).size, 4);
  t.is(goneWords(entries([{ type: 'left', who: RAVI, how: 'left' }]), MAJA.id, 'Anna'), undefined);
});
