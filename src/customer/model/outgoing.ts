import type { MessageId } from '../../kernel/index.ts';
import type { SessionView } from '../../protocol/index.ts';

/** A message that the journal does not have yet, as far as this page knows. */
export interface Outgoing {
  readonly messageId: MessageId;
  readonly text: string;
  /** Why it was not taken; undefined while it is on its way. */
  readonly refusal: string | undefined;
}

/** Without those that have come back as events. */
export function stillOutgoing(outgoing: readonly Outgoing[], view: SessionView): readonly Outgoing[] {
  if (outgoing.length === 0) {
    return outgoing;
  }
  const kept = new Set(
    view.timeline.flatMap(({ event }) => (event.type === 'chat' ? [event.messageId] : [])),
  );
  const still = outgoing.filter(({ messageId }) => !kept.has(messageId));
  return still.length === outgoing.length ? outgoing : still;
}

export function withRefusal(
  outgoing: readonly Outgoing[],
  messageId: MessageId,
  refusal: string | undefined,
): readonly Outgoing[] {
  return outgoing.map((one) => (one.messageId === messageId ? { ...one, refusal } : one));
}
