import test from 'ava';
import { CUSTOMER, type Instant, type MessageId, type RepId, type SessionId } from '../../kernel/index.ts';
import { words } from '../../languages/customer-page/en.ts';
import type { SessionEntry } from '../../protocol/index.ts';
import {
  newPage,
  openRequest,
  stageOf,
  titleOf,
  toAcknowledge,
  withHappened,
  type PageState,
} from './page-state.ts';

const REP = { id: 'RRRRRRRRRRRRRRRRRRRRRR' as RepId, name: 'Mira' };
const ANNA = { id: CUSTOMER, name: 'Anna' };

function page(more: Partial<PageState> = {}): PageState {
  const fresh = newPage({
    session: 'SSSSSSSSSSSSSSSSSSSSSS' as SessionId,
    siteName: 'Northwind',
    words,
    now: 0 as Instant,
    ability: 'possible',
    mayNotify: 'impossible',
    outgoing: [],
  });
  return { ...fresh, ...more };
}

function id(text: string): MessageId {
  return text.padEnd(22, '-') as MessageId;
}

function entries(from: number, ...events: readonly SessionEntry['event'][]): readonly SessionEntry[] {
  return events.map((event, i) => ({ seq: from + i, at: (from + i) as Instant, event }));
}

const BEGUN = entries(
  1,
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
);
const ACCEPTED = entries(3, { type: 'accepted', by: REP });
const inSession = withHappened(withHappened(page(), BEGUN, true), ACCEPTED, true);

test('the page goes from opening over waiting and the session to the end', (t) => {
  t.is(stageOf(page()), 'opening');
  t.is(stageOf(withHappened(page(), BEGUN, true)), 'waiting');
  t.is(stageOf(inSession), 'in-session');
  const ended = withHappened(
    inSession,
    entries(4, { type: 'ended', reason: 'ended-by-representative', by: REP }),
    true,
  );
  t.is(stageOf(ended), 'ended');
  t.is(
    stageOf({ ...ended, connection: { kind: 'over', why: 'signed-out' } }),
    'ended',
    'the end stays to be read when the appliance hangs up',
  );
});

test('a page that is not connected any more does not look like a session', (t) => {
  t.is(stageOf({ ...inSession, connection: { kind: 'over', why: 'gone' } }), 'closed');
  t.is(stageOf({ ...page(), connection: { kind: 'over', why: 'gone' } }), 'closed');
  t.is(stageOf({ ...inSession, connection: { kind: 'over', why: 'replaced' } }), 'in-session');
  t.is(stageOf({ ...inSession, connection: { kind: 'lost' } }), 'in-session');
});

test('messages that nobody has looked at are counted in the title, and only the other side’s', (t) => {
  const news = entries(
    4,
    { type: 'chat', messageId: id('a'), from: REP, text: 'Hello' },
    { type: 'chat', messageId: id('b'), from: ANNA, text: 'Hello' },
    { type: 'chat', messageId: id('c'), from: REP, text: 'Are you there?' },
  );
  const unseen = withHappened(inSession, news, false);
  t.is(titleOf(unseen), '(2) Mira – Northwind');
  t.is(withHappened(unseen, news, false).unread, 2, 'a replay counts nothing twice');
  t.is(withHappened(inSession, news, true).unread, 0);
  t.is(withHappened(page(), [...BEGUN, ...ACCEPTED, ...news], false).unread, 0, 'history is not news');
});

test('the title says the place in line, a question and the end', (t) => {
  const waiting = withHappened(page(), BEGUN, true);
  t.is(titleOf({ ...waiting, position: 1 }), 'You are next – Northwind');
  t.is(titleOf({ ...waiting, position: 3 }), 'Place 3 in line – Northwind');
  const asked = withHappened(inSession, entries(4, { type: 'screen-requested', by: REP }), true);
  t.is(titleOf(asked), 'Mira asks you – Northwind');
});

test('after a transfer the page is the waiting room again, with its place in line, until somebody comes', (t) => {
  const other = { id: 'QQQQQQQQQQQQQQQQQQQQQQ' as RepId, name: 'Ravi' };
  const passedOn = withHappened(
    { ...inSession, position: 2 },
    entries(
      4,
      { type: 'left', who: REP, how: 'transferred' },
      { type: 'queued', queueName: 'E-mail', how: 'hand', by: REP },
    ),
    true,
  );
  t.is(stageOf(passedOn), 'waiting');
  t.is(titleOf(passedOn), 'Place 2 in line – Northwind');
  t.is(titleOf({ ...passedOn, position: undefined }), 'Waiting room – Northwind', 'no place is made up');
  const again = withHappened(passedOn, entries(6, { type: 'accepted', by: other }), true);
  t.is(titleOf(again), 'Ravi – Northwind');
  t.is(again.position, undefined);
});

test('a message is outgoing until it comes back from the journal', (t) => {
  const outgoing = [{ messageId: id('mine'), text: 'Hello', refusal: undefined }];
  const sent = withHappened(
    { ...inSession, outgoing },
    entries(4, { type: 'chat', messageId: id('mine'), from: ANNA, text: 'Hello' }),
    true,
  );
  t.deepEqual(sent.outgoing, []);
  t.is(sent.view.timeline.length, 4);
});

test('what the representative wrote is acknowledged once', (t) => {
  t.is(toAcknowledge(inSession.view, 0), undefined, 'nothing was said');
  const said = withHappened(
    inSession,
    entries(4, { type: 'chat', messageId: id('a'), from: REP, text: 'Hello' }),
    true,
  );
  t.is(toAcknowledge(said.view, 0), 4);
  t.is(toAcknowledge(said.view, 4), undefined, 'said on this connection');
  const known = withHappened(said, entries(5, { type: 'chat-delivered', to: CUSTOMER, upTo: 4 }), true);
  t.is(toAcknowledge(known.view, 0), undefined, 'the journal has it');
});

test('the question for the screen is open until it is answered, also on a page loaded anew', (t) => {
  const asked = withHappened(inSession, entries(4, { type: 'screen-requested', by: REP }), true);
  t.deepEqual(openRequest(asked), { byName: 'Mira' });
  t.is(
    openRequest({ ...asked, sharing: { state: 'choosing', answering: true, afterReload: false } }),
    undefined,
    'the browser asks now',
  );
  const closed = withHappened(
    asked,
    entries(5, { type: 'screen-request-closed', outcome: 'no-answer' }),
    true,
  );
  t.is(openRequest(closed), undefined);
});

test('a session that ended meanwhile is not asked to end', (t) => {
  const ended = withHappened(
    { ...inSession, askingToEnd: true },
    entries(4, { type: 'ended', reason: 'ended-by-representative', by: REP }),
    true,
  );
  t.false(ended.askingToEnd);
});
