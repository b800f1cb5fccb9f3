/**
 * What the sender asks the encoder for. `detail` keeps text sharp and lets frames go, to about half
 * of a film's; `motion` keeps the frames and wants more of the line. So `motion` is for a picture that
 * moves all the time over a line that carries it (docs/decisions/customer-picture.md has the figures).
 */
export type ContentHint = 'detail' | 'motion';

export interface HintState {
  readonly hint: ContentHint;
  /** For how many seconds in a row the picture has spoken for the other one. */
  readonly against: number;
}

export const FIRST_HINT: HintState = { hint: 'detail', against: 0 };

/** Scrolling text sends 50 to 90 kB/s in detail, a film 200 and more. */
const FILM_BYTES_PER_SECOND = 160_000;
const REST_BYTES_PER_SECOND = 60_000;
const FOR_S = 3;

/** To be asked once a second with what was sent in it. `isLimited`: the computer or the line is at its end. */
export function nextHint(state: HintState, bytesPerSecond: number, isLimited: boolean): HintState {
  const speaksAgainst =
    state.hint === 'detail'
      ? bytesPerSecond >= FILM_BYTES_PER_SECOND && !isLimited
      : bytesPerSecond <= REST_BYTES_PER_SECOND || isLimited;
  if (!speaksAgainst) {
    return { hint: state.hint, against: 0 };
  }
  const against = state.against + 1;
  return against < FOR_S
    ? { hint: state.hint, against }
    : { hint: state.hint === 'detail' ? 'motion' : 'detail', against: 0 };
}
