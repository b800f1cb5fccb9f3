import { CUSTOMER, msBetween, unreachable, type Instant, type ParticipantId } from '../../kernel/index.ts';
import { lengthText, namesText, say, type CustomerWords } from '../../languages/index.ts';
import type { EndReason, SessionView } from '../../protocol/index.ts';
import { endWords } from './happening-words.ts';

/** What kind of end it was, beside the words: nothing that went wrong looks like a success. */
export type EndLook = 'done' | 'nobody-came' | 'refused' | 'left' | 'lost';

export interface Summary {
  readonly look: EndLook;
  readonly sentence: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** What was done, by whom and how long, and whether it was recorded: for the page after the end. */
export function summaryOf(words: CustomerWords, view: SessionView): Summary {
  const ended = view.timeline.findLast(({ event }) => event.type === 'ended');
  const by = ended?.event.type === 'ended' ? ended.event.by?.name : undefined;
  const endedAt = view.endedAt ?? ended?.at;
  const facts: (readonly [string, string])[] = [];
  const helpers = helperNames(view);
  facts.push([
    say(words, 'customer.fact.helped-by'),
    helpers.length === 0 ? say(words, 'customer.fact.helped-by-nobody') : namesText(words.language, helpers),
  ]);
  const from = view.acceptedAt ?? view.startedAt;
  if (from !== undefined && endedAt !== undefined) {
    facts.push([
      say(words, view.acceptedAt === undefined ? 'customer.fact.waited' : 'customer.fact.took'),
      lengthWords(words, msBetween(from, endedAt)),
    ]);
  }
  if (view.acceptedAt !== undefined) {
    facts.push(
      [say(words, 'customer.fact.screen'), screenWords(words, view, endedAt)],
      [say(words, 'customer.fact.recording'), recordingWords(words, view, endedAt)],
    );
  }
  const messages = view.timeline.filter(({ event }) => event.type === 'chat');
  if (messages.length > 0) {
    const own = messages.filter(({ event }) => event.type === 'chat' && event.from.id === CUSTOMER).length;
    facts.push([
      say(words, 'customer.fact.messages'),
      say(words, 'customer.fact.messages-own', { all: messages.length, own }),
    ]);
  }
  const reason = view.endReason ?? 'no-representative';
  return { look: lookOf(reason, helpers.length > 0), sentence: endWords(words, reason, by), facts };
}

function lookOf(reason: EndReason, isHelped: boolean): EndLook {
  switch (reason) {
    case 'left-by-notice':
      return 'done';
    case 'ended-by-customer':
    case 'ended-by-representative':
      return isHelped ? 'done' : 'left';
    case 'customer-left-waiting':
    case 'ended-by-administrator':
      return 'left';
    case 'no-representative':
    case 'customer-never-came':
      return 'nobody-came';
    case 'agreement-refused':
    case 'agreement-not-answered':
      return 'refused';
    case 'customer-lost':
      return 'lost';
    default:
      return unreachable(reason);
  }
}

/** Everybody who was in the session, in the order in which they came. */
function helperNames(view: SessionView): readonly string[] {
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
  return [...names.values()];
}

const MINUTE_MS = 60_000;

function lengthWords(words: CustomerWords, durationMs: number): string {
  return durationMs < MINUTE_MS
    ? say(words, 'customer.less-than-a-minute')
    : lengthText(words.language, durationMs);
}

function screenWords(words: CustomerWords, view: SessionView, endedAt: Instant | undefined): string {
  const sharedMs = totalMs(view, 'screen-started', 'screen-stopped', endedAt);
  return sharedMs === undefined
    ? say(words, 'customer.fact.screen-not')
    : say(words, 'customer.fact.screen-shared', { length: lengthWords(words, sharedMs) });
}

function recordingWords(words: CustomerWords, view: SessionView, endedAt: Instant | undefined): string {
  const recordedMs = totalMs(view, 'recording-started', 'recording-stopped', endedAt);
  return recordedMs === undefined
    ? say(words, 'customer.fact.recording-not')
    : say(words, 'customer.fact.recording-done', { length: lengthWords(words, recordedMs) });
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
