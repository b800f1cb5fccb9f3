import { Ranking } from './ranking.ts';
import { WHY_LISTED } from './why.ts';

/** What rankings compare, of every representative, by the representative's number: a few bytes each, side by side. */
export class Rows {
  #cells = new Float64Array(64 * CELLS);

  /** Makes room for the representative of that number. */
  reach(number: number): void {
    if ((number + 1) * CELLS > this.#cells.length) {
      const cells = new Float64Array(2 * number * CELLS);
      cells.set(this.#cells);
      this.#cells = cells;
    }
  }

  /** What the numbers mean is the caller's; `Standings` says which of them count here. */
  standing(number: number): number {
    return this.#cells[number * CELLS] ?? 0;
  }

  sessions(number: number): number {
    return this.#cells[number * CELLS + 1] ?? 0;
  }

  since(number: number): number {
    return this.#cells[number * CELLS + 2] ?? 0;
  }

  put(number: number, standing: number, sessions: number, since: number): void {
    this.#cells[number * CELLS] = standing;
    this.#cells[number * CELLS + 1] = sessions;
    this.#cells[number * CELLS + 2] = since;
  }
}

/** A power of two, so that no row lies across two cache lines. */
const CELLS = 4;

/** Of all standings, which is free, and from which on one is passed over. */
export interface Standings {
  readonly count: number;
  readonly free: number;
  readonly passedOverFrom: number;
}

/** In which round each slot is reached; undefined: all in the same. */
export type Rounds = Uint16Array | undefined;

/** A team as it is now; lists are cut at `WHY_LISTED`. Valid until the next look at any roster. */
export interface Look {
  /** How many members have each standing. */
  readonly census: Readonly<Int32Array>;
  /** The slots of the free ones, by round, then fewest sessions, then longest at so many, then slot. */
  readonly first: readonly number[];
  /** The slots of those passed over, in their order. */
  readonly passedOver: readonly number[];
}

/** The members of one team in slots; of two slots the lower decides between equals. */
export interface Roster {
  /** The number of the representative in each slot. */
  readonly slots: Int32Array;
  /** `isLeftOut` takes a number. */
  look(rounds: Rounds, isLeftOut?: (number: number) => boolean): Look;
  /** Nobody will look by these rounds again. */
  forget(rounds: Rounds): void;
}

/** In a ranking a round outweighs any number of sessions. */
const ROUND_WEIGHT = 2 ** 20;

/** Looks at every member each time and has nothing to keep: the fastest for a team of some dozens. */
export class ScannedRoster implements Roster {
  readonly slots: Int32Array;
  readonly #rows: Rows;
  readonly #standings: Standings;
  readonly #census: Int32Array;
  /** The keys of the first ones, while looking. */
  readonly #majors = new Float64Array(WHY_LISTED);
  readonly #minors = new Float64Array(WHY_LISTED);

  constructor(rows: Rows, standings: Standings, members: readonly number[]) {
    this.slots = Int32Array.from(members);
    this.#rows = rows;
    this.#standings = standings;
    this.#census = new Int32Array(standings.count);
  }

  forget(): void {}

  look(rounds: Rounds, isLeftOut?: (number: number) => boolean): Look {
    const { slots } = this;
    const rows = this.#rows;
    const census = this.#census.fill(0);
    const { free, passedOverFrom } = this.#standings;
    const first: number[] = [];
    const passedOver: number[] = [];
    const majors = this.#majors;
    const minors = this.#minors;
    for (let slot = 0; slot < slots.length; slot += 1) {
      const number = slots[slot] ?? 0;
      const standing = rows.standing(number);
      census[standing] = (census[standing] ?? 0) + 1;
      if (standing === free) {
        const major = (rounds === undefined ? 0 : (rounds[slot] ?? 0) * ROUND_WEIGHT) + rows.sessions(number);
        const minor = rows.since(number);
        let place = first.length;
        for (; place > 0; place -= 1) {
          const before = majors[place - 1] ?? 0;
          if (major > before || (major === before && minor >= (minors[place - 1] ?? 0))) {
            break;
          }
        }
        if (place < WHY_LISTED && isLeftOut?.(number) !== true) {
          // Everything from `place` on moves up by one; the last falls off a full list.
          for (let other = Math.min(first.length, WHY_LISTED - 1); other > place; other -= 1) {
            first[other] = first[other - 1] ?? 0;
            majors[other] = majors[other - 1] ?? 0;
            minors[other] = minors[other - 1] ?? 0;
          }
          first[place] = slot;
          majors[place] = major;
          minors[place] = minor;
        }
      } else if (standing >= passedOverFrom && passedOver.length < WHY_LISTED) {
        passedOver.push(slot);
      }
    }
    return { census, first, passedOver };
  }
}

/** Keeps its orders: a change costs O(1) until the next look, and then O(log n) in each of them. */
export class RankedRoster implements Roster {
  readonly slots: Int32Array;
  readonly #rows: Rows;
  readonly #standings: Standings;
  readonly #census: Int32Array;
  readonly #passedOver: Ranking;
  readonly #orders = new Map<Rounds, Ranking>();
  /** Each slot's standing, as the above have it. */
  readonly #standing: Uint8Array;
  readonly #isPending: Uint8Array;
  readonly #pending: Int32Array;
  #pendingCount = 0;

  constructor(rows: Rows, standings: Standings, members: readonly number[]) {
    this.slots = Int32Array.from(members);
    this.#rows = rows;
    this.#standings = standings;
    this.#census = new Int32Array(standings.count);
    this.#passedOver = new Ranking(members.length);
    this.#standing = new Uint8Array(members.length).fill(standings.free);
    this.#census[standings.free] = members.length;
    this.#isPending = new Uint8Array(members.length);
    this.#pending = new Int32Array(members.length);
    for (const slot of members.keys()) {
      this.changed(slot);
    }
  }

  /** To be told whenever the row of whoever is in this slot has changed. */
  changed(slot: number): void {
    if (this.#isPending[slot] === 0) {
      this.#isPending[slot] = 1;
      this.#pending[this.#pendingCount] = slot;
      this.#pendingCount += 1;
    }
  }

  forget(rounds: Rounds): void {
    this.#orders.delete(rounds);
  }

  look(rounds: Rounds, isLeftOut?: (number: number) => boolean): Look {
    this.#settle();
    const first: number[] = [];
    this.#order(rounds).walk((slot) => {
      if (isLeftOut?.(this.slots[slot] ?? 0) !== true) {
        first.push(slot);
      }
      return first.length === WHY_LISTED;
    });
    const passedOver: number[] = [];
    this.#passedOver.walk((slot) => passedOver.push(slot) === WHY_LISTED);
    return { census: this.#census, first, passedOver };
  }

  #order(rounds: Rounds): Ranking {
    let order = this.#orders.get(rounds);
    if (order === undefined) {
      order = new Ranking(this.slots.length);
      for (const slot of this.slots.keys()) {
        if (this.#standing[slot] === this.#standings.free) {
          this.#rank(order, rounds, slot);
        }
      }
      this.#orders.set(rounds, order);
    }
    return order;
  }

  #settle(): void {
    const { free, passedOverFrom } = this.#standings;
    for (; this.#pendingCount > 0; this.#pendingCount -= 1) {
      const slot = this.#pending[this.#pendingCount - 1] ?? 0;
      const before = this.#standing[slot] ?? 0;
      const standing = this.#rows.standing(this.slots[slot] ?? 0);
      this.#isPending[slot] = 0;
      this.#standing[slot] = standing;
      this.#census[before] = (this.#census[before] ?? 0) - 1;
      this.#census[standing] = (this.#census[standing] ?? 0) + 1;
      for (const [rounds, order] of this.#orders) {
        if (standing === free) {
          this.#rank(order, rounds, slot);
        } else {
          order.empty(slot);
        }
      }
      if (standing < passedOverFrom) {
        this.#passedOver.empty(slot);
      } else if (before < passedOverFrom) {
        this.#passedOver.put(slot, 0, 0);
      }
    }
  }

  #rank(order: Ranking, rounds: Rounds, slot: number): void {
    const number = this.slots[slot] ?? 0;
    const round = rounds?.[slot] ?? 0;
    order.put(slot, round * ROUND_WEIGHT + this.#rows.sessions(number), this.#rows.since(number));
  }
}
