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
    const at = Math.min(this.#chunkFor(item), this.#chunks.length - 1);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([item]);
      this.#size += 1;
      return;
    }
    const place = this.#placeIn(chunk, item);
    const there = chunk[place];
    if (there !== undefined && this.#compare(there, item) === 0) {
      return;
    }
    chunk.push(item);
    chunk.copyWithin(place + 1, place, chunk.length - 1);
    chunk[place] = item;
    this.#size += 1;
    if (chunk.length > CHUNK_LENGTH) {
      this.#chunks.splice(at + 1, 0, chunk.splice(CHUNK_LENGTH / 2));
    }
  }

  /** Whether it was there. */
  delete(item: Item): boolean {
    const at = this.#chunkFor(item);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      return false;
    }
    const place = this.#placeIn(chunk, item);
    const there = chunk[place];
    if (there === undefined || this.#compare(there, item) !== 0) {
      return false;
    }
    chunk.copyWithin(place, place + 1);
    chunk.pop();
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
