import test from 'ava';
import { MAJA, row } from '../testing/samples.ts';
import { pageTitle, queueAnnouncement } from './announcements.ts';
import { NO_QUEUES, withQueues } from './queues.ts';

const snapshot = (...names: string[]) =>
  withQueues(NO_QUEUES, {
    type: 'queues',
    reset: true,
    queues: [],
    rows: names.map((name) => row(name)),
    gone: [],
  });

test('who comes and who goes is said, with how many wait', (t) => {
  t.is(
    queueAnnouncement(snapshot(), snapshot('A'), MAJA.id),
    'Customer A is waiting in Personal queue. 1 waiting.',
  );
  t.is(
    queueAnnouncement(snapshot('A'), snapshot(), MAJA.id),
    'Customer A is not waiting any more. Nobody is waiting.',
  );
});

test('several at once are counted instead of listed', (t) => {
  t.is(
    queueAnnouncement(snapshot(), snapshot('A', 'B', 'C'), MAJA.id),
    '3 customers are waiting. 3 waiting.',
  );
});

test('opening the page and changes of no consequence say nothing', (t) => {
  t.is(queueAnnouncement(NO_QUEUES, snapshot('A'), MAJA.id), undefined);
  t.is(queueAnnouncement(snapshot('A'), snapshot('A'), MAJA.id), undefined);
});

test('the browser tab counts what asks for attention', (t) => {
  t.is(pageTitle(2), '(2) Support – Console');
  t.is(pageTitle(0), 'Support – Console');
});
