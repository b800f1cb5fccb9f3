import { unreachable } from '../../kernel/index.ts';
import type { DownOf } from '../../protocol/index.ts';
import { durationBrief } from './time-words.ts';

/**
 * How old the picture is, and what may be said about it. The age of a frame, when it is shown, is
 *
 *     capture → relay     told by the sender once a second (`sender-delay`)
 *   + relay → this page   half of this leg's round trip (ICE checks, candidate pair statistics)
 *   + receipt → display   measured on this page's own clock for each frame
 *
 * No clock of another machine is compared with this one's. Without the sender's word the sum is a
 * lower bound and is called one. All times are of the page's monotonic clock, in milliseconds.
 */
export interface PictureMeter {
  /** The newest frames, oldest first: at most the last second of them and always the last one. */
  readonly frames: readonly ShownFrame[];
  readonly sender: SenderWord | undefined;
  /** Half the round trip to the relay. */
  readonly relayDelayMs: number | undefined;
  /** Since when somebody can see the picture; a hidden page draws no frames, which says nothing about them. */
  readonly watchedSinceMs: number;
}

export interface ShownFrame {
  readonly shownAtMs: number;
  /** From the receipt of its last packet to the display; undefined where the browser does not say. */
  readonly displayDelayMs: number | undefined;
}

export interface SenderWord {
  readonly delayMs: number;
  readonly limitedBy: DownOf<'sender-delay'>['limitedBy'];
  readonly heardAtMs: number;
}

export function newMeter(nowMs: number): PictureMeter {
  return { frames: [], sender: undefined, relayDelayMs: undefined, watchedSinceMs: nowMs };
}

const WINDOW_MS = 1000;
/** A shared screen at rest repeats its frame about once a second: only a longer silence means something … */
const STILL_AFTER_MS = 1800;
/** … unless it is known that nothing can come. */
const STOPPED_AFTER_MS = 600;
/** The sender speaks once a second: after this long without a word it is not there. */
const SILENT_AFTER_MS = 3500;
/** What a display delay beyond this would mean is a clock error of the browser, not a picture. */
const PLAUSIBLE_MS = 60_000;

export function withFrame(meter: PictureMeter, frame: ShownFrame): PictureMeter {
  const delay = frame.displayDelayMs;
  const plausible = delay !== undefined && delay >= 0 && delay <= PLAUSIBLE_MS ? delay : undefined;
  const since = frame.shownAtMs - WINDOW_MS;
  return {
    ...meter,
    frames: [
      ...meter.frames.filter((other) => other.shownAtMs > since),
      { shownAtMs: frame.shownAtMs, displayDelayMs: plausible },
    ],
  };
}

export function withSenderWord(meter: PictureMeter, word: SenderWord): PictureMeter {
  return { ...meter, sender: word };
}

export function withRelayDelay(meter: PictureMeter, delayMs: number | undefined): PictureMeter {
  return { ...meter, relayDelayMs: delayMs };
}

/** The page became visible again: what was not drawn meanwhile is not held against the picture. */
export function watchedAgain(meter: PictureMeter, nowMs: number): PictureMeter {
  return { ...meter, frames: [], watchedSinceMs: nowMs };
}

export type PictureNow =
  | { readonly state: 'starting'; readonly forMs: number }
  | {
      readonly state: 'moving';
      readonly ageMs: number;
      /** Whether a part of the age is not known, so that it is at least this. */
      readonly atLeast: boolean;
      readonly framesPerSecond: number;
      readonly limitedBy: SenderWord['limitedBy'];
    }
  /** Nothing new is sent because nothing changes: sender and relay are there. */
  | { readonly state: 'still'; readonly forMs: number; readonly limitedBy: SenderWord['limitedBy'] }
  | { readonly state: 'stopped'; readonly forMs: number; readonly why: StopCause };

/** Who does not answer: this page's way to the relay, the customer, or nobody knows which. */
export type StopCause = 'this-page' | 'customer' | 'unknown';

/** What may honestly be said of the picture at this moment. */
export function pictureNow(
  meter: PictureMeter,
  around: {
    readonly nowMs: number;
    /** Whether this page's own way to the appliance stands: the relay's transport, and the connection over which the sender's word comes. */
    readonly transport: boolean;
    readonly customerConnected: boolean;
  },
): PictureNow {
  const last = meter.frames.at(-1);
  if (last === undefined) {
    return { state: 'starting', forMs: around.nowMs - meter.watchedSinceMs };
  }
  const quietForMs = Math.max(0, around.nowMs - last.shownAtMs);
  const limitedBy = meter.sender?.limitedBy ?? 'none';
  const cut = !around.transport || !around.customerConnected;
  if (quietForMs < (cut ? STOPPED_AFTER_MS : STILL_AFTER_MS)) {
    return {
      state: 'moving',
      ageMs: Math.round(frameDelayMs(meter)),
      atLeast:
        meter.sender === undefined || meter.relayDelayMs === undefined || last.displayDelayMs === undefined,
      framesPerSecond: framesPerSecond(meter, around.nowMs),
      limitedBy,
    };
  }
  const cause = stopCause(meter, around);
  return cause === undefined
    ? { state: 'still', forMs: quietForMs, limitedBy }
    : { state: 'stopped', forMs: quietForMs, why: cause };
}

function stopCause(
  meter: PictureMeter,
  around: { readonly nowMs: number; readonly transport: boolean; readonly customerConnected: boolean },
): StopCause | undefined {
  if (!around.transport) {
    return 'this-page';
  }
  if (!around.customerConnected) {
    return 'customer';
  }
  if (meter.sender === undefined) {
    return 'unknown';
  }
  return around.nowMs - meter.sender.heardAtMs > SILENT_AFTER_MS ? 'customer' : undefined;
}

/** The middle one of the last second's, so that one late frame does not make the figure jump. */
function frameDelayMs(meter: PictureMeter): number {
  const delays = meter.frames
    .flatMap((frame) => (frame.displayDelayMs === undefined ? [] : [frame.displayDelayMs]))
    .toSorted((one, other) => one - other);
  const middle = delays[Math.floor(delays.length / 2)] ?? 0;
  return middle + (meter.relayDelayMs ?? 0) + (meter.sender?.delayMs ?? 0);
}

function framesPerSecond(meter: PictureMeter, nowMs: number): number {
  return meter.frames.filter((frame) => frame.shownAtMs > nowMs - WINDOW_MS).length;
}

/** The line on the picture: "Picture 180 ms old · relayed · 24 fps · the customer's connection is slow". */
export function pictureLine(now: PictureNow): string {
  switch (now.state) {
    case 'starting':
      return now.forMs < STILL_AFTER_MS
        ? 'The picture is on its way'
        : `The picture is on its way, for ${durationBrief(now.forMs)} now`;
    case 'moving':
      return joined([
        `Picture ${now.atLeast ? 'at least ' : ''}${now.ageMs} ms old`,
        'relayed',
        `${now.framesPerSecond} fps`,
        limitWords(now.limitedBy),
      ]);
    case 'still':
      return joined([
        `Picture still: nothing has changed for ${durationBrief(now.forMs)}`,
        'relayed',
        limitWords(now.limitedBy),
      ]);
    case 'stopped':
      return joined([`Picture stopped ${durationBrief(now.forMs)} ago`, stopWords(now.why)]);
    default:
      return unreachable(now);
  }
}

/** Why the picture is worse than it could be; empty when it is not. */
function limitWords(limitedBy: SenderWord['limitedBy']): string {
  switch (limitedBy) {
    case 'none':
      return '';
    case 'cpu':
      return 'reduced: the customer’s computer is busy';
    case 'bandwidth':
      return 'reduced: the customer’s connection is slow';
    case 'other':
      return 'reduced by the customer’s browser';
    default:
      return unreachable(limitedBy);
  }
}

function stopWords(why: StopCause): string {
  switch (why) {
    case 'this-page':
      return 'your connection to the relay is being renewed';
    case 'customer':
      return 'the customer’s page does not answer';
    case 'unknown':
      return 'waiting for the customer’s page';
    default:
      return unreachable(why);
  }
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** What *Statistics* shows; whatever the browser does not tell is undefined. */
export interface PictureStatistics {
  readonly widthPx: number | undefined;
  readonly heightPx: number | undefined;
  readonly codec: string | undefined;
  readonly bitsPerSecond: number | undefined;
  readonly roundTripMs: number | undefined;
  readonly jitterMs: number | undefined;
  readonly bufferMs: number | undefined;
  readonly packetsLost: number | undefined;
  readonly framesDropped: number | undefined;
  readonly protocol: string | undefined;
}

/** The statistics as lines of a name and a figure with its unit. */
export function statisticsLines(
  statistics: PictureStatistics,
  meter: PictureMeter,
): readonly (readonly [name: string, figure: string])[] {
  const size =
    statistics.widthPx === undefined || statistics.heightPx === undefined
      ? undefined
      : `${statistics.widthPx} × ${statistics.heightPx}`;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Picture', size],
    ['Codec', statistics.codec],
    ['Data rate', rateWords(statistics.bitsPerSecond)],
    ['Customer to relay', milliseconds(meter.sender?.delayMs)],
    ['Round trip to relay', milliseconds(statistics.roundTripMs)],
    ['Way to relay', statistics.protocol],
    ['Jitter', milliseconds(statistics.jitterMs)],
    ['Waiting in buffer', milliseconds(statistics.bufferMs)],
    ['Packets lost', statistics.packetsLost?.toString()],
    ['Frames dropped', statistics.framesDropped?.toString()],
  ];
  return lines.map(([name, figure]) => [name, figure ?? 'not known']);
}

function milliseconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${Math.round(ms)} ms`;
}

function rateWords(bitsPerSecond: number | undefined): string | undefined {
  if (bitsPerSecond === undefined) {
    return undefined;
  }
  return bitsPerSecond < 1_000_000
    ? `${Math.round(bitsPerSecond / 1000)} kbit/s`
    : `${(bitsPerSecond / 1_000_000).toFixed(1)} Mbit/s`;
}
