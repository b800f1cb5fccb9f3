/** How many items a chunk holds before it is split in two. */
const CHUNK_LENGTH = 64;

/**
 * Items in order, found, added and removed in O(log n) comparisons: sorted chunks in a sorted list.
 * `compare` is 0 for the same item only, and must give the same answer for as long as both are in
 * the set.
 */
export class OrderedSet<Item> {
  readonly #compare: (one: Item, other: Item) => number;
  /** None is empty. */
  readonly #chunks: Item[][] = [];
  #size = 0;

  constructor(compare: (one: Item, other: Item) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#size;
  }

  get first(): Item | undefined {
    return this.#chunks[0]?.[0];
  }

  /** The first item, in order, that `suits`. */
  find(suits: (item: Item) => boolean): Item | undefined {
    for (const chunk of this.#chunks) {
      for (const item of chunk) {
        if (suits(item)) {
          return item;
        }
      }
    }
    return undefined;
  }

  *[Symbol.iterator](): IterableIterator<Item> {
    for (const chunk of this.#chunks) {
      yield* chunk;
    }
  }

  /** Nothing happens when it is there already. */
  add(item: Item): void {
    const last = this.#chunks.at(-1)?.at(-1);
    // Mostly what is added comes last and what is deleted is the first: neither has to be searched for.
    const isLast = last === undefined || this.#compare(last, item) < 0;
    const at = isLast ? Math.max(0, this.#chunks.length - 1) : this.#chunkFor(item);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([item]);
      this.#size += 1;
      return;
    }
    const place = isLast ? chunk.length : this.#placeIn(chunk, item);
    const there = chunk[place];
    if (there !== undefined && this.#compare(there, item) === 0) {
      return;
    }
    chunk.splice(place, 0, item);
    this.#size += 1;
    if (chunk.length > CHUNK_LENGTH) {
      this.#chunks.splice(at + 1, 0, chunk.splice(CHUNK_LENGTH / 2));
    }
  }

  /** Whether it was there. */
  delete(item: Item): boolean {
    const isFirst = this.first === item;
    const at = isFirst ? 0 : this.#chunkFor(item);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      return false;
    }
    const place = isFirst ? 0 : this.#placeIn(chunk, item);
    const there = chunk[place];
    if (there === undefined || this.#compare(there, item) !== 0) {
      return false;
    }
    chunk.splice(place, 1);
    this.#size -= 1;
    const next = this.#chunks[at + 1];
    if (chunk.length === 0) {
      this.#chunks.splice(at, 1);
    } else if (next !== undefined && chunk.length + next.length < CHUNK_LENGTH / 2) {
      chunk.push(...next);
      this.#chunks.splice(at + 1, 1);
    }
    return true;
  }

  /** The first chunk that does not end before `item`. */
  #chunkFor(item: Item): number {
    let from = 0;
    let to = this.#chunks.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const last = this.#chunks[middle]?.at(-1);
      if (last !== undefined && this.#compare(last, item) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The first place in `chunk` that is not before `item`. */
  #placeIn(chunk: readonly Item[], item: Item): number {
    let from = 0;
    let to = chunk.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const there = chunk[middle];
      if (there !== undefined && this.#compare(there, item) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
