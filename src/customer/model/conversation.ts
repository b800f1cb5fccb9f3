import { CUSTOMER, type Instant } from '../../kernel/index.ts';
import { say, type CustomerWords } from '../../languages/index.ts';
import { isDelivered, type SessionEntry, type SessionView } from '../../protocol/index.ts';
import { textParts, type TextPart } from '../../conversation/index.ts';
import { happeningWords } from './happening-words.ts';
import type { Outgoing } from './outgoing.ts';

export type Delivery = 'sending' | 'sent' | 'delivered' | 'refused';

/** A line of the conversation as the customer sees it. */
export type Line =
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly mine: boolean;
      readonly author: string;
      /** Whether the line says who wrote it: not when the one before is the same person's. */
      readonly isFirst: boolean;
      readonly parts: readonly TextPart[];
      /** Undefined while it has no place in the journal. */
      readonly at: Instant | undefined;
      /** Of the customer's own messages. */
      readonly delivery: Delivery | undefined;
      readonly refusal: string | undefined;
    }
  | { readonly kind: 'happening'; readonly key: string; readonly at: Instant; readonly words: string };

/** Messages of one person within this time stand together. */
const TOGETHER_MS = 120_000;

/** The last `count` lines, and whether there are earlier ones. */
export function conversationLines(
  words: CustomerWords,
  view: SessionView,
  outgoing: readonly Outgoing[],
  count: number,
): { readonly lines: readonly Line[]; readonly hasEarlier: boolean } {
  const entries = view.timeline.slice(-count);
  const lines: Line[] = [];
  let before: SessionEntry | undefined;
  for (const entry of entries) {
    const line = lineOf(words, view, entry, before);
    if (line !== undefined) {
      lines.push(line);
      before = entry;
    }
  }
  for (const one of outgoing) {
    lines.push({
      kind: 'message',
      key: one.messageId,
      mine: true,
      author: view.customerName,
      isFirst: false,
      parts: textParts(one.text),
      at: undefined,
      delivery: one.refusal === undefined ? 'sending' : 'refused',
      refusal: one.refusal,
    });
  }
  return { lines, hasEarlier: entries.length < view.timeline.length };
}

function lineOf(
  words: CustomerWords,
  view: SessionView,
  entry: SessionEntry,
  before: SessionEntry | undefined,
): Line | undefined {
  const { event } = entry;
  if (event.type !== 'chat') {
    const happened = happeningWords(words, event);
    return happened === undefined
      ? undefined
      : { kind: 'happening', key: String(entry.seq), at: entry.at, words: happened };
  }
  const mine = event.from.id === CUSTOMER;
  return {
    kind: 'message',
    key: event.messageId,
    mine,
    author: event.from.name,
    isFirst: !(
      before?.event.type === 'chat' &&
      before.event.from.id === event.from.id &&
      entry.at - before.at < TOGETHER_MS
    ),
    parts: textParts(event.text),
    at: entry.at,
    delivery: mine ? (isDelivered(view, CUSTOMER, entry.seq) ? 'delivered' : 'sent') : undefined,
    refusal: undefined,
  };
}

export function deliveryWords(words: CustomerWords, delivery: Delivery): string {
  return say(words, `customer.delivery.${delivery}`);
}
