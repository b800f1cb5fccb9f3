/** What getStats says at one moment; sums since the sending began. Undefined where the browser does not say. */
export interface SenderFigures {
  readonly roundTripMs: number | undefined;
  readonly encodedFrames: number;
  readonly encodeMs: number;
  readonly sentPackets: number;
  /** Spent by packets between the encoder and the network. */
  readonly pacerMs: number;
  readonly sentBytes: number;
  readonly limitedBy: string | undefined;
}

export const NOTHING_SENT: SenderFigures = {
  roundTripMs: undefined,
  encodedFrames: 0,
  encodeMs: 0,
  sentPackets: 0,
  pacerMs: 0,
  sentBytes: 0,
  limitedBy: undefined,
};

export interface SenderDelay {
  readonly delayMs: number;
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other';
}

/**
 * How long the picture takes from capture to relay, from two moments: encoding, waiting to be sent,
 * and half the round trip. Undefined while the round trip is unknown: a guess would be shown as a fact.
 */
export function senderDelay(before: SenderFigures, now: SenderFigures): SenderDelay | undefined {
  if (now.roundTripMs === undefined) {
    return undefined;
  }
  const frames = now.encodedFrames - before.encodedFrames;
  const packets = now.sentPackets - before.sentPackets;
  const encodeMs = frames > 0 ? (now.encodeMs - before.encodeMs) / frames : 0;
  const pacerMs = packets > 0 ? (now.pacerMs - before.pacerMs) / packets : 0;
  return {
    delayMs: Math.min(600_000, Math.max(0, Math.round(now.roundTripMs / 2 + encodeMs + pacerMs))),
    limitedBy: limitation(now.limitedBy),
  };
}

function limitation(reason: string | undefined): SenderDelay['limitedBy'] {
  return reason === 'cpu' || reason === 'bandwidth' || reason === 'other' ? reason : 'none';
}
