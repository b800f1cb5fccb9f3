import type { PictureStatistics } from '../model/picture.ts';

/** The totals of the last reading, from which rates are made. */
export interface Counters {
  readonly atMs: number;
  readonly bytes: number;
  readonly bufferS: number;
  readonly buffered: number;
}

/** The statistics of a receiving transport (https://www.w3.org/TR/webrtc-stats/), as far as the browser has them. */
export function readStatistics(
  report: RTCStatsReport,
  before: Counters | undefined,
): { readonly statistics: PictureStatistics; readonly counters: Counters | undefined } {
  const entries = new Map<string, Readonly<Record<string, unknown>>>();
  report.forEach((entry: Readonly<Record<string, unknown>>, id) => entries.set(id, entry));
  const all = [...entries.values()];
  const video = all.find((entry) => entry['type'] === 'inbound-rtp' && entry['kind'] === 'video');
  const transport = all.find((entry) => entry['type'] === 'transport');
  const pair =
    entries.get(String(transport?.['selectedCandidatePairId'])) ??
    all.find((entry) => entry['type'] === 'candidate-pair' && entry['nominated'] === true);
  const local = entries.get(String(pair?.['localCandidateId']));
  const codec = entries.get(String(video?.['codecId']));
  const counters = video === undefined ? undefined : countersOf(video);
  const roundTripS = number(pair, 'currentRoundTripTime');
  const jitterS = number(video, 'jitter');
  return {
    counters,
    statistics: {
      widthPx: number(video, 'frameWidth'),
      heightPx: number(video, 'frameHeight'),
      codec: text(codec, 'mimeType')?.replace('video/', ''),
      bitsPerSecond: rate(before, counters),
      roundTripMs: roundTripS === undefined ? undefined : roundTripS * 1000,
      jitterMs: jitterS === undefined ? undefined : jitterS * 1000,
      bufferMs: buffered(before, counters),
      packetsLost: number(video, 'packetsLost'),
      framesDropped: number(video, 'framesDropped'),
      protocol: text(local, 'protocol')?.toUpperCase(),
    },
  };
}

function countersOf(video: Readonly<Record<string, unknown>>): Counters {
  return {
    atMs: number(video, 'timestamp') ?? 0,
    bytes: number(video, 'bytesReceived') ?? 0,
    bufferS: number(video, 'jitterBufferDelay') ?? 0,
    buffered: number(video, 'jitterBufferEmittedCount') ?? 0,
  };
}

function rate(before: Counters | undefined, after: Counters | undefined): number | undefined {
  if (before === undefined || after === undefined || after.atMs <= before.atMs) {
    return undefined;
  }
  return (Math.max(0, after.bytes - before.bytes) * 8 * 1000) / (after.atMs - before.atMs);
}

function buffered(before: Counters | undefined, after: Counters | undefined): number | undefined {
  const frames = (after?.buffered ?? 0) - (before?.buffered ?? 0);
  return before === undefined || after === undefined || frames <= 0
    ? undefined
    : ((after.bufferS - before.bufferS) * 1000) / frames;
}

function number(entry: Readonly<Record<string, unknown>> | undefined, name: string): number | undefined {
  const value = entry?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function text(entry: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined {
  const value = entry?.[name];
  return typeof value === 'string' ? value : undefined;
}
