import type { RtpCapabilities } from './rtc.ts';

export const MEDIA_LIMITS = {
  /** Pages that send or watch in one session, the customer's included. */
  transportsPerSession: 16,
  /** The sender is asked not to exceed this; screen text at 1080p needs about a tenth of it. */
  pictureBitsPerSecond: 8_000_000,
  /** How long a page whose transport broke has to send its picture again before sharing counts as stopped. */
  returnMs: 6_000,
  /** The same for a page whose socket is gone while its picture still arrives. */
  lingerMs: 15_000,
  /** ICE consent: how long a silent peer's transport lives. */
  iceConsentSeconds: 10,
} as const;

/**
 * VP8 alone: the one codec that every browser both sends and shows, that WebM keeps as it came and
 * that needs no licence or hardware (docs/decisions/relay.md). One codec in the relay means that a
 * viewer can never be shown nothing for want of the sender's.
 */
export const PICTURE_CODEC = {
  kind: 'video',
  mimeType: 'video/VP8',
  clockRate: 90_000,
  preferredPayloadType: 96,
} as const;

/** What the recorder understands: no retransmission stream (lost packets are sent again as they were) and no header extensions. */
export const RECORDER_CAPABILITIES: RtpCapabilities = {
  codecs: [
    {
      kind: 'video',
      mimeType: PICTURE_CODEC.mimeType,
      preferredPayloadType: PICTURE_CODEC.preferredPayloadType,
      clockRate: PICTURE_CODEC.clockRate,
      rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
    },
  ],
  headerExtensions: [],
};

const FORGIVEN_AFTER_MS = 60_000;
const LONGEST_DELAY_MS = 10_000;

/**
 * How long to wait before the relay is started again: not at all after the first death, then
 * doubling while it keeps dying. Deaths (monotonic milliseconds) of more than a minute ago are forgiven.
 */
export function restartDelayMs(deathsAtMs: readonly number[], nowMs: number): number {
  const recent = deathsAtMs.filter((at) => nowMs - at < FORGIVEN_AFTER_MS).length;
  return recent <= 1 ? 0 : Math.min(LONGEST_DELAY_MS, 250 * 2 ** (recent - 2));
}
