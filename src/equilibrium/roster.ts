import { Ranking } from './ranking.ts';

/**
 * What rankings compare, of every representative, by the representative's number: in columns, so
 * that a team reads a few bytes of each.
 */
export class Columns {
  /** 0: free; what other numbers mean is the caller's. */
  standing = new Uint8Array(64);
  sessions = new Int32Array(64);
  since = new Float64Array(64);

  /** Makes room for the representative of that number. */
  reach(number: number): void {
    if (number >= this.standing.length) {
      this.standing = copied(this.standing, new Uint8Array(2 * number));
      this.sessions = copied(this.sessions, new Int32Array(2 * number));
      this.since = copied(this.since, new Float64Array(2 * number));
    }
  }
}

function copied<Column extends Uint8Array | Int32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

/** Of all standings, which count as free and as passed over: the last ones. */
export interface Standings {
  readonly count: number;
  readonly free: number;
  readonly passedOverFrom: number;
}

/** The order in which the free members of a team are asked. */
export interface Order {
  /** In which round each slot is reached; undefined: all in the same. */
  readonly rounds: Uint16Array | undefined;
  /** By round, then fewest sessions, then longest at so many. */
  readonly free: Ranking;
}

/** In a ranking a round outweighs any number of sessions. */
const ROUND_WEIGHT = 2 ** 20;

/**
 * The members of one team in slots; of two slots the lower decides between equals. A change in the
 * columns costs O(1) here until somebody looks (`settle`), then O(log n) an order.
 */
export class Roster {
  /** The number of the representative in each slot. */
  readonly slots: Int32Array;
  /** How many members have each standing. */
  readonly census: Int32Array;
  /** Whose standing is one of the last, by slot. */
  readonly passedOver: Ranking;
  readonly byLoad: Order;
  readonly #orders: Order[];
  readonly #columns: Columns;
  readonly #standings: Standings;
  readonly #standing: Uint8Array;
  readonly #isPending: Uint8Array;
  readonly #pending: Int32Array;
  #pendingCount = 0;

  constructor(columns: Columns, standings: Standings, members: readonly number[]) {
    this.#columns = columns;
    this.#standings = standings;
    this.slots = Int32Array.from(members);
    this.census = new Int32Array(standings.count);
    this.passedOver = new Ranking(members.length);
    this.#standing = new Uint8Array(members.length);
    this.#isPending = new Uint8Array(members.length);
    this.#pending = new Int32Array(members.length);
    this.byLoad = { rounds: undefined, free: new Ranking(members.length) };
    this.#orders = [this.byLoad];
    this.census[0] = members.length;
    for (const slot of members.keys()) {
      this.changed(slot);
    }
  }

  /** The columns say something else of whoever is in this slot. */
  changed(slot: number): void {
    if (this.#isPending[slot] === 0) {
      this.#isPending[slot] = 1;
      this.#pending[this.#pendingCount] = slot;
      this.#pendingCount += 1;
    }
  }

  addOrder(rounds: Uint16Array): Order {
    this.settle();
    const order = { rounds, free: new Ranking(this.slots.length) };
    for (const slot of this.slots.keys()) {
      if (this.#standing[slot] === this.#standings.free) {
        this.#rank(order, slot);
      }
    }
    this.#orders.push(order);
    return order;
  }

  dropOrder(order: Order): void {
    this.#orders.splice(this.#orders.indexOf(order), 1);
  }

  /** Brings all of the above up to the columns. */
  settle(): void {
    const { free, passedOverFrom } = this.#standings;
    for (; this.#pendingCount > 0; this.#pendingCount -= 1) {
      const slot = this.#pending[this.#pendingCount - 1] ?? 0;
      const before = this.#standing[slot] ?? 0;
      const standing = this.#columns.standing[this.slots[slot] ?? 0] ?? 0;
      this.#isPending[slot] = 0;
      this.#standing[slot] = standing;
      this.census[before] = (this.census[before] ?? 0) - 1;
      this.census[standing] = (this.census[standing] ?? 0) + 1;
      if (standing === free) {
        for (const order of this.#orders) {
          this.#rank(order, slot);
        }
      } else {
        for (const order of this.#orders) {
          order.free.empty(slot);
        }
      }
      if (standing >= passedOverFrom) {
        if (before < passedOverFrom) {
          this.passedOver.put(slot, 0, 0);
        }
      } else {
        this.passedOver.empty(slot);
      }
    }
  }

  #rank({ rounds, free }: Order, slot: number): void {
    const number = this.slots[slot] ?? 0;
    const { sessions, since } = this.#columns;
    free.put(slot, (rounds?.[slot] ?? 0) * ROUND_WEIGHT + (sessions[number] ?? 0), since[number] ?? 0);
  }
}
