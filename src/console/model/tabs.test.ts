import test from 'ava';
import * as fc from 'fast-check';
import type { SessionId } from '../../kernel/index.ts';
import { sample } from '../testing/samples.ts';
import {
  activated,
  closed,
  hasTab,
  movedBy,
  movedTo,
  NO_TABS,
  openedAsBefore,
  renamed,
  sessionInFront,
  tabAt,
  type Tabs,
} from './tabs.ts';

const [A, B, C] = ['A', 'B', 'C'].map((name) => sample<SessionId>(name)) as [SessionId, SessionId, SessionId];
const three = [A, B, C].reduce((tabs, session) => openedAsBefore(tabs, NO_TABS, session), NO_TABS);
const order = (tabs: Tabs) => tabs.list.map(({ session }) => session[0]).join('');

test('tabs open at the end, once each, and do not push themselves in front', (t) => {
  t.is(order(three), 'ABC');
  t.is(three.active, 'queues');
  t.is(openedAsBefore(three, NO_TABS, B), three);
});

test('when the tab in front is closed its right neighbour comes there, then the left one, then the queues', (t) => {
  const atB = closed(activated(three, B), B);
  t.is(atB.active, C);
  const atC = closed(atB, C);
  t.is(atC.active, A);
  t.is(closed(atC, A).active, 'queues');
});

test('closing a tab behind leaves the one in front', (t) => {
  t.is(closed(activated(three, A), C).active, A);
});

test('places count from one, and one is the queues', (t) => {
  t.deepEqual(
    [1, 2, 4, 5].map((place) => tabAt(three, place)),
    ['queues', A, C, undefined],
  );
});

test('a tab moves as far as there is room', (t) => {
  t.is(order(movedBy(three, A, 1)), 'BAC');
  t.is(order(movedBy(three, A, -1)), 'ABC');
  t.is(order(movedTo(three, C, 0)), 'CAB');
  t.is(order(movedTo(three, A, 9)), 'BCA');
});

test('an empty name gives the customer’s name back', (t) => {
  const named = renamed(three, A, '  Printer  ');
  t.is(named.list[0]?.name, 'Printer');
  t.is(renamed(named, A, ' ').list[0]?.name, undefined);
});

test('after a reload tabs come back to their places and names in whatever order their sessions arrive', (t) => {
  const before = activated(renamed(movedTo(three, C, 0), A, 'Printer'), A);
  fc.assert(
    fc.property(fc.shuffledSubarray([A, B, C], { minLength: 3 }), (arriving) => {
      const after = arriving.reduce((tabs, session) => openedAsBefore(tabs, before, session), NO_TABS);
      t.deepEqual(after, before);
    }),
  );
});

test('a session that had no tab before the reload comes after those that had', (t) => {
  const before = openedAsBefore(openedAsBefore(NO_TABS, NO_TABS, B), NO_TABS, A);
  const after = [C, A, B].reduce((tabs, session) => openedAsBefore(tabs, before, session), NO_TABS);
  t.is(order(after), 'BAC');
});

test('whatever is done, the tab in front exists and no session has two', (t) => {
  const session = fc.constantFrom(A, B, C);
  const step = fc.oneof(
    session.map((which) => (tabs: Tabs) => openedAsBefore(tabs, three, which)),
    session.map((which) => (tabs: Tabs) => closed(tabs, which)),
    session.map((which) => (tabs: Tabs) => activated(tabs, which)),
    fc.tuple(session, fc.integer({ min: -3, max: 3 })).map(
      ([which, by]) =>
        (tabs: Tabs) =>
          movedBy(tabs, which, by),
    ),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const tabs = steps.reduce((now, each) => each(now), NO_TABS);
      const front = sessionInFront(tabs);
      t.true(front === undefined || hasTab(tabs, front));
      t.is(new Set(tabs.list.map((tab) => tab.session)).size, tabs.list.length);
    }),
  );
});
