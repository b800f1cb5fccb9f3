import test from 'ava';
import { CUSTOMER, type Instant, type MessageId, type RepId } from '../../kernel/index.ts';
import { words } from '../../languages/customer-page/en.ts';
import { EMPTY_SESSION_VIEW, withEntries, type SessionEntry } from '../../protocol/index.ts';
import { conversationLines, type Line } from './conversation.ts';

const REP = { id: 'RRRRRRRRRRRRRRRRRRRRRR' as RepId, name: 'Mira' };
const ANNA = { id: CUSTOMER, name: 'Anna' };

function chat(seq: number, from: typeof REP | typeof ANNA, text: string, atMs = seq * 1000): SessionEntry {
  const messageId = `m${seq}`.padEnd(22, '-') as MessageId;
  return { seq, at: atMs as Instant, event: { type: 'chat', messageId, from, text } };
}

function lines(entries: readonly SessionEntry[], count = 100): readonly Line[] {
  return conversationLines(words, withEntries(EMPTY_SESSION_VIEW, entries), [], count).lines;
}

test('what one person writes in a row stands together, until a while has passed or something else happened', (t) => {
  const shown = lines([
    chat(1, REP, 'one'),
    chat(2, REP, 'two'),
    chat(3, ANNA, 'three'),
    chat(4, REP, 'four', 10_000),
    chat(5, REP, 'five', 200_000),
    { seq: 6, at: 201_000 as Instant, event: { type: 'screen-requested', by: REP } },
    chat(7, REP, 'six', 202_000),
  ]);
  t.deepEqual(
    shown.map((line) => (line.kind === 'message' ? line.isFirst : line.words)),
    [true, false, true, true, true, 'Mira asked to see your screen.', true],
  );
});

test('an own message is sent when the journal has it and delivered when the other page has it', (t) => {
  const view = withEntries(EMPTY_SESSION_VIEW, [
    chat(1, ANNA, 'first'),
    chat(2, ANNA, 'second'),
    { seq: 3, at: 3000 as Instant, event: { type: 'chat-delivered', to: REP.id, upTo: 1 } },
  ]);
  const outgoing = [
    { messageId: 'x'.padEnd(22, '-') as MessageId, text: 'third', refusal: undefined },
    { messageId: 'y'.padEnd(22, '-') as MessageId, text: 'fourth', refusal: 'Too long.' },
  ];
  t.deepEqual(
    conversationLines(words, view, outgoing, 100).lines.map(
      (line) => line.kind === 'message' && line.delivery,
    ),
    ['delivered', 'sent', 'sending', 'refused'],
  );
});

test('notes and deliveries are no lines of the customer’s', (t) => {
  const entries: readonly SessionEntry[] = [
    { seq: 1, at: 1 as Instant, event: { type: 'queued', queueName: 'Mira', how: 'arrival' } },
    { seq: 2, at: 2 as Instant, event: { type: 'chat-delivered', to: CUSTOMER, upTo: 1 } },
  ];
  t.deepEqual(lines(entries), []);
});

test('a long conversation shows its end first', (t) => {
  const many = Array.from({ length: 30 }, (_, i) => chat(i + 1, REP, `message ${i}`));
  const view = withEntries(EMPTY_SESSION_VIEW, many);
  const { lines: shown, hasEarlier } = conversationLines(words, view, [], 10);
  t.is(shown.length, 10);
  t.true(hasEarlier);
  t.false(conversationLines(words, view, [], 30).hasEarlier);
});
