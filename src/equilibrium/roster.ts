import { Ranking } from './ranking.ts';
import { WHY_LISTED } from './why.ts';

/** In one number: of two loads the lower has fewer sessions, or as few for longer. */
export function loadOf(sessions: number, since: number): number {
  return Math.min(sessions, MOST_SESSIONS) * SESSION_WEIGHT + since;
}

export function sessionsIn(load: number): number {
  return Math.floor(load / SESSION_WEIGHT);
}

export function sinceIn(load: number): number {
  return load % SESSION_WEIGHT;
}

/** More than any instant until the year 2248, so that a load is a whole number below 2^53. */
const SESSION_WEIGHT = 2 ** 43;
const MOST_SESSIONS = 1_023;

/**
 * What rosters compare: a number for every representative by the representative's number. A load, if
 * free; otherwise the standing, below 0. They are so few bytes that they stay close to the processor.
 */
export class Standings {
  /** How many different ones there are, free included. */
  readonly kinds: number;
  /** This one and those below it are passed over. */
  readonly passedOverFrom: number;
  #standings = new Float64Array(64);

  constructor(kinds: number, passedOverFrom: number) {
    this.kinds = kinds;
    this.passedOverFrom = passedOverFrom;
  }

  /** Makes room for the representative of that number. */
  reach(number: number): void {
    if (number >= this.#standings.length) {
      const standings = new Float64Array(2 * number);
      standings.set(this.#standings);
      this.#standings = standings;
    }
  }

  of(number: number): number {
    return this.#standings[number] ?? 0;
  }

  put(number: number, standing: number): void {
    this.#standings[number] = standing;
  }
}

/** In which round each slot is reached; undefined: all in the same. */
export type Rounds = Uint16Array | undefined;

/** A team as it is now; lists are cut at `WHY_LISTED`. Valid until the next look at any roster. */
export interface Look {
  /** How many members are free, and then how many have each standing: of -1, of -2 and so on. */
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

/** Looks at every member each time and has nothing to keep: the fastest for a team of some dozens. */
export class ScannedRoster implements Roster {
  readonly slots: Int32Array;
  readonly #standings: Standings;
  readonly #census: Int32Array;
  /** The keys of the first ones, while looking. */
  readonly #rounds = new Float64Array(WHY_LISTED);
  readonly #loads = new Float64Array(WHY_LISTED);

  constructor(standings: Standings, members: readonly number[]) {
    this.slots = Int32Array.from(members);
    this.#standings = standings;
    this.#census = new Int32Array(standings.kinds);
  }

  forget(): void {}

  look(rounds: Rounds, isLeftOut?: (number: number) => boolean): Look {
    const { slots } = this;
    const standings = this.#standings;
    const { passedOverFrom } = standings;
    const census = this.#census.fill(0);
    const first: number[] = [];
    const passedOver: number[] = [];
    for (let slot = 0; slot < slots.length; slot += 1) {
      const number = slots[slot] ?? 0;
      const standing = standings.of(number);
      if (standing < 0) {
        census[-standing] = (census[-standing] ?? 0) + 1;
        if (standing <= passedOverFrom && passedOver.length < WHY_LISTED) {
          passedOver.push(slot);
        }
        continue;
      }
      census[0] = (census[0] ?? 0) + 1;
      const round = rounds === undefined ? 0 : (rounds[slot] ?? 0);
      const place = this.#placeAmong(first.length, round, standing);
      if (place < WHY_LISTED && isLeftOut?.(number) !== true) {
        this.#insert(first, place, slot, round, standing);
      }
    }
    return { census, first, passedOver };
  }

  /** After all that come before it or are equal: those have lower slots. */
  #placeAmong(count: number, round: number, load: number): number {
    let place = count;
    for (; place > 0; place -= 1) {
      const before = this.#rounds[place - 1] ?? 0;
      if (round > before || (round === before && load >= (this.#loads[place - 1] ?? 0))) {
        break;
      }
    }
    return place;
  }

  /** Everything from `place` on moves up by one; the last falls off a full list. */
  #insert(first: number[], place: number, slot: number, round: number, load: number): void {
    const [roundsOf, loads] = [this.#rounds, this.#loads];
    for (let other = Math.min(first.length, WHY_LISTED - 1); other > place; other -= 1) {
      first[other] = first[other - 1] ?? 0;
      roundsOf[other] = roundsOf[other - 1] ?? 0;
      loads[other] = loads[other - 1] ?? 0;
    }
    first[place] = slot;
    roundsOf[place] = round;
    loads[place] = load;
  }
}

/** Keeps its orders: a change costs O(1) until the next look, and then O(log n) in each of them. */
export class RankedRoster implements Roster {
  readonly slots: Int32Array;
  readonly #standings: Standings;
  readonly #census: Int32Array;
  readonly #passedOver: Ranking;
  readonly #orders = new Map<Rounds, Ranking>();
  /** Each slot's standing, as the above have it. */
  readonly #known: Float64Array;
  readonly #isPending: Uint8Array;
  readonly #pending: Int32Array;
  #pendingCount = 0;

  constructor(standings: Standings, members: readonly number[]) {
    this.slots = Int32Array.from(members);
    this.#standings = standings;
    this.#census = new Int32Array(standings.kinds);
    this.#census[0] = members.length;
    this.#passedOver = new Ranking(members.length);
    this.#known = new Float64Array(members.length);
    this.#isPending = new Uint8Array(members.length);
    this.#pending = new Int32Array(members.length);
    for (const slot of members.keys()) {
      this.changed(slot);
    }
  }

  /** To be told whenever the standing of whoever is in this slot has changed. */
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
      for (const [slot, standing] of this.#known.entries()) {
        if (standing >= 0) {
          order.put(slot, rounds?.[slot] ?? 0, standing);
        }
      }
      this.#orders.set(rounds, order);
    }
    return order;
  }

  #settle(): void {
    const { passedOverFrom } = this.#standings;
    for (; this.#pendingCount > 0; this.#pendingCount -= 1) {
      const slot = this.#pending[this.#pendingCount - 1] ?? 0;
      const before = this.#known[slot] ?? 0;
      const standing = this.#standings.of(this.slots[slot] ?? 0);
      this.#isPending[slot] = 0;
      this.#known[slot] = standing;
      this.#count(before, -1);
      this.#count(standing, 1);
      for (const [rounds, order] of this.#orders) {
        if (standing >= 0) {
          order.put(slot, rounds?.[slot] ?? 0, standing);
        } else {
          order.empty(slot);
        }
      }
      if (standing > passedOverFrom) {
        this.#passedOver.empty(slot);
      } else if (before > passedOverFrom) {
        this.#passedOver.put(slot, 0, 0);
      }
    }
  }

  #count(standing: number, more: number): void {
    const kind = standing < 0 ? -standing : 0;
    this.#census[kind] = (this.#census[kind] ?? 0) + more;
  }
}
