import { durationWords } from '../../conversation/index.ts';
import { CUSTOMER, msBetween, type Instant, type ParticipantId } from '../../kernel/index.ts';
import type { SessionView } from '../../protocol/index.ts';
import { endWords } from './happening-words.ts';

export interface Summary {
  readonly sentence: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** What was done, by whom and how long, and whether it was recorded: for the page after the end. */
export function summaryOf(view: SessionView): Summary {
  const ended = view.timeline.findLast(({ event }) => event.type === 'ended');
  const by = ended?.event.type === 'ended' ? ended.event.by?.name : undefined;
  const endedAt = view.endedAt ?? ended?.at;
  const facts: (readonly [string, string])[] = [];
  facts.push(['Helped by', helperNames(view) ?? 'Nobody yet: the session had not been accepted']);
  const from = view.acceptedAt ?? view.startedAt;
  if (from !== undefined && endedAt !== undefined) {
    facts.push([
      view.acceptedAt === undefined ? 'You waited' : 'It took',
      durationWords(msBetween(from, endedAt)),
    ]);
  }
  if (view.acceptedAt !== undefined) {
    facts.push(['Your screen', screenWords(view, endedAt)], ['Recording', recordingWords(view, endedAt)]);
  }
  const messages = view.timeline.filter(({ event }) => event.type === 'chat');
  if (messages.length > 0) {
    const own = messages.filter(({ event }) => event.type === 'chat' && event.from.id === CUSTOMER).length;
    facts.push(['Messages', `${messages.length}, ${own} of them yours`]);
  }
  return { sentence: endWords(view.endReason ?? 'no-representative', by), facts };
}

/** Everybody who was in the session, in the order in which they came. */
function helperNames(view: SessionView): string | undefined {
  const names = new Map<ParticipantId, string>();
  for (const { event } of view.timeline) {
    if (event.type === 'accepted') {
      names.set(event.by.id, event.by.name);
    } else if (event.type === 'joined') {
      names.set(event.who.id, event.who.name);
    } else if (event.type === 'owner-changed') {
      names.set(event.to.id, event.to.name);
    }
  }
  return names.size === 0 ? undefined : [...names.values()].join(', ');
}

function screenWords(view: SessionView, endedAt: Instant | undefined): string {
  const sharedMs = totalMs(view, 'screen-started', 'screen-stopped', endedAt);
  return sharedMs === undefined ? 'Was not shared' : `Was shared for ${durationWords(sharedMs)}`;
}

function recordingWords(view: SessionView, endedAt: Instant | undefined): string {
  const recordedMs = totalMs(view, 'recording-started', 'recording-stopped', endedAt);
  return recordedMs === undefined
    ? 'Nothing was recorded'
    : `The shared screen was recorded for ${durationWords(recordedMs)}`;
}

/** How long one of them was going on, several at once counted once; undefined when it never was. */
function totalMs(
  view: SessionView,
  began: 'screen-started' | 'recording-started',
  ended: 'screen-stopped' | 'recording-stopped',
  endedAt: Instant | undefined,
): number | undefined {
  let open = 0;
  let since: Instant | undefined;
  let sum: number | undefined;
  for (const { event, at } of view.timeline) {
    if (event.type === began) {
      open += 1;
      since ??= at;
      sum ??= 0;
    } else if (event.type === ended && open > 0) {
      open -= 1;
      if (open === 0 && since !== undefined) {
        sum = (sum ?? 0) + msBetween(since, at);
        since = undefined;
      }
    }
  }
  return sum !== undefined && since !== undefined && endedAt !== undefined
    ? sum + msBetween(since, endedAt)
    : sum;
}
