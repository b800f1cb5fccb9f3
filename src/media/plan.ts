import type { RtpCapabilities } from './rtc.ts';

export const MEDIA_LIMITS = {
  /** Pages that send or watch in one session, the customer's included. */
  transportsPerSession: 16,
  /** The sender is asked not to exceed this; screen text at 1080p needs about a tenth of it. */
  pictureBitsPerSecond: 8_000_000,
  /** How long a page whose socket or transport broke has to send its picture again before sharing counts as stopped. */
  returnMs: 6_000,
  /** ICE consent: how long a silent peer's transport lives. */
  iceConsentSeconds: 10,
} as const;

/** What a picture may be coded in. */
export type PictureCodec = 'VP9' | 'VP8';

/**
 * VP9, in which moving text moves where it stands still in VP8 at the same bit rate, and VP8 for a
 * browser that cannot send VP9. Browsers show both, WebM keeps both as they came
 * (docs/decisions/relay.md).
 */
export const PICTURE_CODECS = [
  {
    kind: 'video',
    mimeType: 'video/VP9',
    clockRate: 90_000,
    preferredPayloadType: 98,
    parameters: { 'profile-id': 0 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, preferredPayloadType: 96 },
] as const;

/** What the recorder understands: no retransmission stream (lost packets are sent again as they were) and no header extensions. */
export const RECORDER_CAPABILITIES: RtpCapabilities = {
  codecs: PICTURE_CODECS.map((codec) => ({
    ...codec,
    rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
  })),
  headerExtensions: [],
};

/** The codec of that name in RTP parameters; undefined for one that is not relayed. */
export function pictureCodec(mimeType: string): PictureCodec | undefined {
  switch (mimeType.toLowerCase()) {
    case 'video/vp9':
      return 'VP9';
    case 'video/vp8':
      return 'VP8';
    default:
      return undefined;
  }
}

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
