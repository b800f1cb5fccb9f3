/**
 * What the sender asks the encoder for. `detail` keeps text sharp and lets frames go; `motion` keeps
 * frames. Left at `detail`, Chromium sends a film at a few frames a second (jitsi-meet 8051); left at
 * `motion`, small text is soft. So it follows what the screen does.
 */
export type ContentHint = 'detail' | 'motion';

export interface HintState {
  readonly hint: ContentHint;
  /** For how many seconds in a row the screen has spoken for the other one. */
  readonly against: number;
}

export const FIRST_HINT: HintState = { hint: 'detail', against: 0 };

const MOVING_FRAMES_PER_SECOND = 12;
const RESTING_FRAMES_PER_SECOND = 6;
const MOVING_FOR_S = 2;
const RESTING_FOR_S = 3;

/** To be asked once a second with the frames that the screen gave in it (a screen at rest gives few). */
export function nextHint(state: HintState, framesPerSecond: number): HintState {
  const speaksAgainst =
    state.hint === 'detail'
      ? framesPerSecond >= MOVING_FRAMES_PER_SECOND
      : framesPerSecond <= RESTING_FRAMES_PER_SECOND;
  if (!speaksAgainst) {
    return { hint: state.hint, against: 0 };
  }
  const against = state.against + 1;
  return against >= (state.hint === 'detail' ? MOVING_FOR_S : RESTING_FOR_S)
    ? { hint: state.hint === 'detail' ? 'motion' : 'detail', against: 0 }
    : { hint: state.hint, against };
}

/** What getStats says at one moment; sums since the sending began. Undefined where the browser does not say. */
export interface SenderFigures {
  readonly roundTripMs: number | undefined;
  readonly encodedFrames: number;
  readonly encodeMs: number;
  readonly sentPackets: number;
  /** Spent by packets between the encoder and the network. */
  readonly pacerMs: number;
  readonly capturedFrames: number | undefined;
  readonly limitedBy: string | undefined;
}

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
