import type { ParticipantId, RepId } from '../kernel/index.ts';

/** Somebody in a session, with the name that was shown at the time. */
export interface Person {
  readonly id: ParticipantId;
  readonly name: string;
}

export interface Representative {
  readonly id: RepId;
  readonly name: string;
}
