import { unreachable, type Instant } from '../../kernel/index.ts';
import { lengthRangeText, namesText, say, type CustomerWords } from '../../languages/index.ts';
import type { LinkEnd, LinkStatus } from '../../link/index.ts';
import type { DownOf, SessionView } from '../../protocol/index.ts';
import { helperName } from './happening-words.ts';
import type { Sharing, SharingAbility, SharingNotice, Surface } from './sharing.ts';

/** The place in line, in words and without a promise. */
export function waitingWords(
  words: CustomerWords,
  position: number | undefined,
): {
  readonly title: string;
  readonly sentence: string;
} {
  if (position === undefined) {
    return {
      title: say(words, 'customer.waiting.room'),
      sentence: say(words, 'customer.waiting.room-text'),
    };
  }
  return position === 1
    ? { title: say(words, 'customer.waiting.next'), sentence: say(words, 'customer.waiting.next-text') }
    : {
        title: say(words, 'customer.waiting.place', { place: position }),
        sentence: say(words, 'customer.waiting.ahead', { count: position - 1 }),
      };
}

/** How long others have waited there lately; undefined when nobody can say. */
export function usualWords(
  words: CustomerWords,
  expected: DownOf<'waiting'>['expected'],
): string | undefined {
  if (expected === undefined) {
    return undefined;
  }
  const { fromMs, toMs } = expected;
  return fromMs === 0
    ? say(words, 'customer.waiting.usual-below', { length: lengthRangeText(words.language, toMs, toMs) })
    : say(words, 'customer.waiting.usual', { length: lengthRangeText(words.language, fromMs, toMs) });
}

/** Why somebody waits who was being helped, or waited elsewhere; undefined for an ordinary arrival. */
export function waitingAgainWords(
  words: CustomerWords,
  view: Pick<SessionView, 'timeline'>,
): string | undefined {
  const queued = view.timeline.findLast(({ event }) => event.type === 'queued')?.event;
  if (queued?.type !== 'queued') {
    return undefined;
  }
  const { how } = queued;
  switch (how) {
    case 'arrival':
      return undefined;
    case 'hand':
      return say(words, 'customer.waiting.passed-on', { name: helperName(words, queued.by?.name) });
    case 'waiting-rule':
      return say(words, 'customer.waiting.moved');
    case 'fallback': {
      if (!wasHelpedBefore(view)) {
        return say(words, 'customer.waiting.left-alone');
      }
      const left = view.timeline.findLast(({ event }) => event.type === 'left')?.event;
      return left?.type === 'left' && left.how === 'lost'
        ? say(words, 'customer.waiting.lost', left.who)
        : say(words, 'customer.waiting.again');
    }
    default:
      return unreachable(how);
  }
}

/** Whether the wait came after help; otherwise after another wait. */
function wasHelpedBefore({ timeline }: Pick<SessionView, 'timeline'>): boolean {
  const now = timeline.findLastIndex(({ event }) => event.type === 'queued');
  const since = timeline.slice(0, now).findLastIndex(({ event }) => event.type === 'queued');
  return timeline
    .slice(since + 1, now)
    .some(({ event }) => event.type === 'accepted' || event.type === 'owner-changed');
}

/** Since when the customer waits: since the session came into the line where it is. */
export function waitingSince(view: Pick<SessionView, 'timeline' | 'startedAt'>): Instant | undefined {
  return view.timeline.findLast(({ event }) => event.type === 'queued')?.at ?? view.startedAt;
}

/** The text that says what somebody looks at: "{name} sees your whole screen". */
export function seenText(surface: Surface) {
  return `customer.screen.seen-${surface ?? 'chosen'}` as const;
}

/** Who sees the shared screen beside whoever helps; undefined for nobody. */
export function alsoSeeing(
  words: CustomerWords,
  view: Pick<SessionView, 'others' | 'viewers'>,
): string | undefined {
  const names = [...view.others, ...view.viewers].map(({ name }) => name);
  return names.length === 0
    ? undefined
    : say(words, 'customer.screen.seen-too', { names: namesText(words.language, names) });
}

/** Whether and how well the picture reaches the other side; undefined while there is nothing to worry about. */
export function onTheWayWords(
  words: CustomerWords,
  sharing: Extract<Sharing, { state: 'on' }>,
): string | undefined {
  if (sharing.producerId !== undefined) {
    return undefined;
  }
  if (sharing.failures === 0) {
    return say(words, sharing.attempt === 1 ? 'customer.screen.on-its-way' : 'customer.screen.sent-again');
  }
  return say(words, sharing.failures < 4 ? 'customer.screen.interrupted' : 'customer.screen.not-through');
}

/** Whether what is shared is recorded: said before anything is. */
export function recordedWords(words: CustomerWords, { recording }: Pick<SessionView, 'recording'>): string {
  return say(words, recording === 'on' ? 'asked.recorded' : 'asked.not-recorded');
}

/** Why there is no button to share with. */
export function inabilityWords(
  words: CustomerWords,
  ability: Exclude<SharingAbility, 'possible'>,
): {
  readonly title: string;
  readonly sentence: string;
} {
  return {
    title: say(words, `customer.unable.${ability}`),
    sentence: say(words, `customer.unable.${ability}-text`),
  };
}

export function noticeWords(words: CustomerWords, notice: SharingNotice): string {
  return say(words, `customer.notice.${notice}`);
}

/** What a break of the connection means; undefined while there is nothing to say. */
export function connectionWords(
  words: CustomerWords,
  status: LinkStatus,
): { readonly sentence: string; readonly cure: 'wait' | 'take-back' | 'none' } | undefined {
  switch (status.kind) {
    case 'connecting':
    case 'up':
      return undefined;
    case 'lost':
      return { sentence: say(words, 'customer.connection.lost'), cure: 'wait' };
    case 'over':
      return overWords(words, status.why);
    default:
      return unreachable(status);
  }
}

function overWords(words: CustomerWords, why: LinkEnd): ReturnType<typeof connectionWords> {
  switch (why) {
    case 'replaced':
      return { sentence: say(words, 'customer.connection.replaced'), cure: 'take-back' };
    case 'outdated':
    case 'reloading':
      return { sentence: say(words, `customer.connection.${why}`), cure: 'none' };
    case 'signed-out':
    case 'gone':
    case 'stopped':
      return { sentence: say(words, 'customer.connection.over'), cure: 'none' };
    default:
      return unreachable(why);
  }
}
