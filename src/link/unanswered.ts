import { unreachable } from '../kernel/index.ts';

/** `no-answer`: in time; `connection-lost`: it may or may not have been carried out; `over`: the link has ended; `full`: never sent. */
export type UnansweredWhy = 'no-answer' | 'connection-lost' | 'over' | 'full';

/** Nobody answered a command. A refusal by the appliance is a Fault instead. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly why: UnansweredWhy;
  readonly sentence: string;

  constructor(why: UnansweredWhy) {
    super(why);
    this.why = why;
    this.sentence = sentenceFor(why);
  }
}

function sentenceFor(why: UnansweredWhy): string {
  switch (why) {
    case 'no-answer':
      return 'The appliance did not answer in time. Please try again.';
    case 'connection-lost':
      return 'The connection was lost in the middle of this. Please look whether it was done, and try again if not.';
    case 'over':
      return 'This page is not connected any more.';
    case 'full':
      return 'Too much is waiting for the connection to return. Please wait for it and try again.';
    default:
      return unreachable(why);
  }
}
