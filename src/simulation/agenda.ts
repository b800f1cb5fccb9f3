interface Item {
  readonly atMs: number;
  /** Of two at the same moment the one that was noted first. */
  readonly order: number;
  readonly what: () => void;
}

/** What is to happen, earliest first: a binary heap. */
export class Agenda {
  readonly #heap: Item[] = [];
  #noted = 0;

  /** Infinity when nothing is. */
  get nextAtMs(): number {
    return this.#heap[0]?.atMs ?? Infinity;
  }

  at(atMs: number, what: () => void): void {
    if (atMs === Infinity) {
      return;
    }
    const heap = this.#heap;
    const item = { atMs, order: this.#noted, what };
    this.#noted += 1;
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >>> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, item)) {
        break;
      }
      heap[place] = parent;
      place = above;
    }
    heap[place] = item;
  }

  /** Takes the first and does it. */
  doNext(): void {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) {
      return;
    }
    if (heap.length > 0) {
      this.#sink(last);
    }
    first.what();
  }

  #sink(item: Item): void {
    const heap = this.#heap;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [one, other] = [heap[left], heap[left + 1]];
      if (one === undefined) {
        break;
      }
      const isRight = other !== undefined && isBefore(other, one);
      const child = isRight ? other : one;
      if (isBefore(item, child)) {
        break;
      }
      heap[place] = child;
      place = isRight ? left + 1 : left;
    }
    heap[place] = item;
  }
}

function isBefore(one: Item, other: Item): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}
