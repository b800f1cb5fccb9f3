import type { ParticipantId, RepId } from '../kernel/index.ts';

/** Somebody in a session, with the name that was shown at the time. */
export interface Person {
  readonly id: ParticipantId;
  readonly name: string;
  /** Invited from outside, without an account: never an owner. */
  readonly external?: true;
}

export interface Representative extends Person {
  readonly id: RepId;
}
