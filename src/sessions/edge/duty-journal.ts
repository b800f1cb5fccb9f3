import type { Journal } from '../../journal/index.ts';
import type { Clock, Instant, Log, RepId, Timers } from '../../kernel/index.ts';
import {
  attendanceOf,
  DUTY_BEGUN,
  DUTY_STREAM,
  dutyStreamOf,
  type Attendance,
  type DutyFact,
} from '../duty-facts.ts';
import type { Floor } from '../index.ts';
import type { OnDuty } from './on-duty.ts';

/** What changes to and fro within this time is written as it is at its end. */
const WRITE_AFTER_MS = 1_000;
/** Whoever has become idle is noticed so often. */
const LOOK_MS = 15_000;

/**
 * Writes who is on duty, and as what, into the journal: changes only, many at once. What a crash
 * leaves unwritten is a second's worth, and the next start says by itself that nobody is on duty yet.
 */
export class DutyJournal {
  readonly #written = new Map<RepId, Attendance>();
  readonly #changed = new Map<RepId, Instant>();
  readonly #journal: Pick<Journal, 'write' | 'version'>;
  readonly #duty: OnDuty;
  readonly #floor: Floor;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #log: Log;
  #due: Disposable | undefined;
  #look: Disposable;

  constructor(ports: {
    readonly journal: Pick<Journal, 'write' | 'version'>;
    readonly duty: OnDuty;
    readonly floor: Floor;
    readonly clock: Clock;
    readonly timers: Timers;
    readonly log: Log;
  }) {
    this.#journal = ports.journal;
    this.#duty = ports.duty;
    this.#floor = ports.floor;
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#log = ports.log;
    this.#append(
      [{ stream: DUTY_STREAM, type: DUTY_BEGUN, data: {}, at: ports.clock.now() }],
      () => undefined,
    );
    this.#look = ports.timers.after(LOOK_MS, () => this.#lookAround());
  }

  /** Somebody has come, gone, or is in another state. */
  changed(rep: RepId): void {
    if (!this.#changed.has(rep)) {
      this.#changed.set(rep, this.#clock.now());
    }
    this.#due ??= this.#timers.after(WRITE_AFTER_MS, () => this.#write());
  }

  [Symbol.dispose](): void {
    this.#due?.[Symbol.dispose]();
    this.#look[Symbol.dispose]();
  }

  #lookAround(): void {
    this.#look = this.#timers.after(LOOK_MS, () => this.#lookAround());
    for (const rep of [...this.#written.keys(), ...[...this.#duty.all()].map(({ who }) => who.id)]) {
      if (this.#attendance(rep) !== this.#written.get(rep)) {
        this.changed(rep);
      }
    }
  }

  #attendance(rep: RepId): Attendance | undefined {
    const duty = this.#duty.find(rep);
    const person = this.#floor.representative(rep);
    return duty === undefined || person === undefined
      ? undefined
      : attendanceOf(duty, person, this.#clock.now());
  }

  #write(): void {
    this.#due = undefined;
    const entries: { stream: string; type: string; data: object; at: Instant }[] = [];
    const before = new Map<RepId, Attendance | undefined>();
    for (const [rep, at] of this.#changed) {
      const now = this.#attendance(rep);
      const was = this.#written.get(rep);
      if (now === was) {
        continue;
      }
      const { type, ...data } = this.#factOf(rep, was, now);
      entries.push({ stream: dutyStreamOf(rep), type, data, at });
      before.set(rep, was);
      this.#note(rep, now);
    }
    this.#changed.clear();
    if (entries.length > 0) {
      // Written again at the next look.
      this.#append(entries, () => before.forEach((was, rep) => this.#note(rep, was)));
    }
  }

  #note(rep: RepId, attendance: Attendance | undefined): void {
    if (attendance === undefined) {
      this.#written.delete(rep);
    } else {
      this.#written.set(rep, attendance);
    }
  }

  #factOf(rep: RepId, was: Attendance | undefined, now: Attendance | undefined): DutyFact {
    const who = this.#duty.find(rep)?.who;
    if (now === undefined || who === undefined) {
      return { type: 'off-duty' };
    }
    return was === undefined ? { type: 'on-duty', who, as: now } : { type: 'duty-changed', as: now };
  }

  #append(
    entries: readonly {
      readonly stream: string;
      readonly type: string;
      readonly data: object;
      readonly at: Instant;
    }[],
    undo: () => void,
  ): void {
    this.#journal
      .write((_tx, append) => {
        for (const { stream, type, data, at } of entries) {
          append(stream, this.#journal.version(stream), [{ type, data }], at);
        }
      })
      .catch((thrown: unknown) => {
        undo();
        this.#log.warn({ err: String(thrown) }, 'Who is on duty could not be written down');
      });
  }
}
