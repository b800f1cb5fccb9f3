import type { Journal } from '../../journal/index.ts';
import type { Clock, RepId } from '../../kernel/index.ts';
import { DUTY_STREAM, dutyStreamOf } from '../duty-facts.ts';

/** How long a start waits for the consoles that were open when the last process went. They try every 10 s at the latest. */
export const BACK_WITHIN_MS = 20_000;

/**
 * Who was on duty when the last process went, and so is about to be back: nobody can be connected in the
 * first seconds after a start. To be made before this process writes down that it has begun.
 */
export class ExpectedBack {
  readonly #untilMs: number;
  readonly #beganAt: number;
  readonly #known = new Map<RepId, boolean>();
  readonly #journal: Pick<Journal, 'stream' | 'version'>;
  readonly #clock: Clock;

  constructor(journal: Pick<Journal, 'stream' | 'version'>, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    this.#untilMs = clock.monotonicMs() + BACK_WITHIN_MS;
    this.#beganAt = this.#last(DUTY_STREAM)?.seq ?? Infinity;
  }

  /** Whoever has been back and left again is not expected any more. */
  has(rep: RepId): boolean {
    return this.#clock.monotonicMs() < this.#untilMs && this.#wasThere(rep);
  }

  forget(rep: RepId): void {
    this.#known.set(rep, false);
  }

  #wasThere(rep: RepId): boolean {
    const known = this.#known.get(rep);
    if (known !== undefined) {
      return known;
    }
    const last = this.#last(dutyStreamOf(rep));
    const wasThere = last !== undefined && last.seq > this.#beganAt && last.type !== 'off-duty';
    this.#known.set(rep, wasThere);
    return wasThere;
  }

  #last(stream: string) {
    return this.#journal.stream(stream, this.#journal.version(stream) - 1)[0];
  }
}
