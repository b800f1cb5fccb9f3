import test from 'ava';
import type { MessageId } from '../../kernel/index.ts';
import {
  ACCEPTED,
  ANNA,
  chat,
  entries,
  KARL,
  MAJA,
  NOON,
  sample,
  secondsAfterNoon,
} from '../testing/samples.ts';
import {
  conversation,
  lookedAt,
  NEW_SESSION,
  notesOf,
  takenBack,
  unacknowledged,
  unreadCount,
  whoTypes,
  withEvents,
  withOutgoing,
  withProgress,
  withTyping,
} from './open-session.ts';

const accepted = withEvents(NEW_SESSION, entries(ACCEPTED), true);
const M1 = sample<MessageId>('M1');
const outgoing = { kind: 'chat' as const, messageId: M1, text: 'Hello Anna', at: NOON };
const texts = (open: typeof accepted) =>
  conversation(open, MAJA.id).map((line) =>
    line.kind === 'message' ? `${line.mine ? 'me' : 'they'}: ${line.text}` : line.text,
  );

test('the conversation opens with what the customer wrote on the portal', (t) => {
  t.deepEqual(texts(accepted), [
    'they: It prints blank pages.',
    'Waiting in Personal queue.',
    'You accepted the session.',
  ]);
});

test('a message goes from sending to sent to delivered, and is shown once all the way', (t) => {
  const state = (open: typeof accepted) => {
    const mine = conversation(open, MAJA.id).filter((line) => line.kind === 'message' && line.mine);
    return mine.map((line) => (line.kind === 'message' ? line.delivery : undefined));
  };
  const sending = withOutgoing({ ...accepted, chatDraft: 'Hello Anna' }, outgoing);
  t.is(sending.chatDraft, '');
  t.deepEqual(state(sending), ['sending']);
  t.deepEqual(state(withProgress(sending, M1, 'sent')), ['sent']);
  const kept = withEvents(sending, entries([chat(MAJA, 'Hello Anna', 'M1')], 4), true);
  t.deepEqual(state(kept), ['sent']);
  const delivered = withEvents(kept, entries([{ type: 'chat-delivered', to: ANNA.id, upTo: 4 }], 5), true);
  t.deepEqual(state(delivered), ['delivered']);
});

test('the answer that comes after the message itself changes nothing', (t) => {
  const kept = withEvents(
    withOutgoing(accepted, outgoing),
    entries([chat(MAJA, 'Hello Anna', 'M1')], 4),
    true,
  );
  t.deepEqual(withProgress(kept, M1, 'sent').outgoing, []);
});

test('a message that was not sent goes back in front of what was typed since', (t) => {
  const failed = withProgress(withOutgoing(accepted, outgoing), M1, { failed: 'No.' });
  const back = takenBack({ ...failed, chatDraft: 'more' }, M1);
  t.is(back.chatDraft, 'Hello Anna\nmore');
  t.deepEqual(back.outgoing, []);
});

test('the customer’s messages are unread until somebody looks', (t) => {
  const two = withEvents(
    accepted,
    entries([chat(ANNA, 'One', 'C1'), chat(MAJA, 'Mine', 'M9'), chat(ANNA, 'Two', 'C2')], 4),
    false,
  );
  t.is(unreadCount(two, MAJA.id), 2);
  t.is(unreadCount(lookedAt(two), MAJA.id), 0);
  t.is(unreadCount(withEvents(lookedAt(two), entries([chat(ANNA, 'Three', 'C3')], 7), false), MAJA.id), 1);
});

test('whoever shares the session is heard like the customer, and stops typing with their own message', (t) => {
  const typing = withTyping(accepted, KARL.name, NOON);
  const theirs = withEvents(typing, entries([chat(ANNA, 'One', 'C1')], 4), false);
  t.is(whoTypes(theirs, NOON), KARL.name, 'somebody else wrote');
  const his = withEvents(theirs, entries([chat(KARL, 'Two', 'K1')], 5), false);
  t.is(whoTypes(his, NOON), undefined);
  t.is(unreadCount(his, MAJA.id), 2);
  t.is(unreadCount(his, KARL.id), 1);
});

test('what arrives in front of the person is read', (t) => {
  t.is(unreadCount(withEvents(accepted, entries([chat(ANNA, 'One', 'C1')], 4), true), MAJA.id), 0);
});

test('a replay after a reconnect doubles nothing', (t) => {
  const once = withEvents(accepted, entries([chat(ANNA, 'One', 'C1')], 4), false);
  t.is(withEvents(once, entries([...ACCEPTED, chat(ANNA, 'One', 'C1')]), false), once);
});

test('only what the appliance does not know yet is acknowledged', (t) => {
  t.is(unacknowledged(accepted.view, MAJA.id), undefined);
  const wrote = withEvents(accepted, entries([chat(ANNA, 'One', 'C1')], 4), true);
  t.is(unacknowledged(wrote.view, MAJA.id), 4);
  const told = withEvents(wrote, entries([{ type: 'chat-delivered', to: MAJA.id, upTo: 4 }], 5), true);
  t.is(unacknowledged(told.view, MAJA.id), undefined);
});

test('typing is shown for four seconds, or until the message is there', (t) => {
  const typing = withTyping(accepted, ANNA.name, NOON);
  t.is(whoTypes(typing, secondsAfterNoon(3.9)), ANNA.name);
  t.is(whoTypes(typing, secondsAfterNoon(4)), undefined);
  t.is(whoTypes(withEvents(typing, entries([chat(ANNA, 'One', 'C1')], 4), true), NOON), undefined);
});

test('notes are no part of the conversation and keep their order, those on the way last', (t) => {
  const noted = withEvents(
    accepted,
    entries([{ type: 'note', messageId: sample<MessageId>('N1'), by: MAJA, text: 'First' }], 4),
    true,
  );
  const both = withOutgoing(noted, { ...outgoing, kind: 'note', text: 'Second' });
  t.deepEqual(
    notesOf(both).map(
      ({ text, delivery }) => `${text} ${typeof delivery === 'string' ? delivery : 'failed'}`,
    ),
    ['First delivered', 'Second sending'],
  );
  t.deepEqual(texts(both), texts(accepted));
});
