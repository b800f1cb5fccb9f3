import { FAULTS } from './faults.ts';

export type FaultCode = keyof typeof FAULTS;

/**
 * A refusal that a person may see. `detail` is for the log only and never leaves the appliance;
 * `field` names the form field it belongs to, `sentence` may be more exact than the code's own; `text`
 * is the key of that sentence among the texts for customers (languages/), who otherwise read the code's own.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly sentence: string;
  readonly text: string | undefined;
  readonly field: string | undefined;
  readonly detail: string | undefined;

  constructor(
    code: FaultCode,
    more: {
      readonly sentence?: string;
      readonly text?: string;
      readonly field?: string;
      readonly detail?: string;
    } = {},
  ) {
    super(more.detail === undefined ? code : `${code}: ${more.detail}`);
    this.code = code;
    this.sentence = more.sentence ?? FAULTS[code][1];
    this.text = more.text;
    this.field = more.field;
    this.detail = more.detail;
  }

  get status(): number {
    return FAULTS[this.code][0];
  }
}

/** Anything thrown, as a fault: what is not one already is `internal`, with its text in `detail`. */
export function faultFrom(thrown: unknown): Fault {
  if (thrown instanceof Fault) {
    return thrown;
  }
  return new Fault('internal', {
    detail: thrown instanceof Error ? thrown.message : String(thrown),
  });
}
