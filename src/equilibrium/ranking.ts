/**
 * Slots from 0 up, each empty or holding a key of two numbers, kept as a tournament: the slot with the
 * lowest key is known at once, and changing a slot costs O(log n). Of equal keys the lower slot's wins.
 */
export class Ranking {
  readonly #firstLeaf: number;
  /** Which slot wins below each node of a binary tree: node 1 is the root, `#firstLeaf` + slot a leaf. */
  readonly #winners: Int32Array;
  /** Infinity: empty. */
  readonly #major: Float64Array;
  readonly #minor: Float64Array;
  /** A heap of nodes, used again by every walk. */
  readonly #ahead: Int32Array;

  constructor(slots: number) {
    this.#firstLeaf = 2 ** Math.ceil(Math.log2(Math.max(2, slots)));
    this.#major = new Float64Array(this.#firstLeaf).fill(Infinity);
    this.#minor = new Float64Array(this.#firstLeaf);
    this.#ahead = new Int32Array(this.#firstLeaf);
    this.#winners = new Int32Array(2 * this.#firstLeaf);
    for (let node = 2 * this.#firstLeaf - 1; node > 0; node -= 1) {
      this.#winners[node] = node < this.#firstLeaf ? this.#winnerBelow(node) : node - this.#firstLeaf;
    }
  }

  put(slot: number, major: number, minor: number): void {
    this.#major[slot] = major;
    this.#minor[slot] = minor;
    for (let node = (this.#firstLeaf + slot) >>> 1; node > 0; node >>>= 1) {
      const winner = this.#winnerBelow(node);
      if (winner !== slot && winner === this.#winners[node]) {
        // Neither the old key of the slot nor the new one counts from here up.
        return;
      }
      this.#winners[node] = winner;
    }
  }

  empty(slot: number): void {
    if (this.#major[slot] !== Infinity) {
      this.put(slot, Infinity, 0);
    }
  }

  /** Visits the slots that hold something, lowest key first, until `isEnough`, which must not walk. */
  walk(isEnough: (slot: number) => boolean): void {
    const winners = this.#winners;
    let node = 1;
    let length = 0;
    for (;;) {
      const slot = winners[node] ?? 0;
      if (this.#major[slot] === Infinity || isEnough(slot)) {
        return;
      }
      // Everything below this node but the slot itself is still ahead.
      while (node < this.#firstLeaf) {
        const left = 2 * node;
        const isLeft = winners[left] === slot;
        length = this.#push(isLeft ? left + 1 : left, length);
        node = isLeft ? left : left + 1;
      }
      if (length === 0) {
        return;
      }
      node = this.#ahead[0] ?? 1;
      length = this.#pop(length);
    }
  }

  #winnerBelow(node: number): number {
    const left = this.#winners[2 * node] ?? 0;
    const right = this.#winners[2 * node + 1] ?? 0;
    return this.#isBefore(right, left) ? right : left;
  }

  #isBefore(one: number, other: number): boolean {
    const oneMajor = this.#major[one] ?? Infinity;
    const otherMajor = this.#major[other] ?? Infinity;
    if (oneMajor !== otherMajor) {
      return oneMajor < otherMajor;
    }
    const oneMinor = this.#minor[one] ?? 0;
    const otherMinor = this.#minor[other] ?? 0;
    return oneMinor === otherMinor ? one < other : oneMinor < otherMinor;
  }

  /** Adds a node to the heap, by its winner, unless nothing is below it; the new length. */
  #push(node: number, length: number): number {
    const [heap, winners] = [this.#ahead, this.#winners];
    const winner = winners[node] ?? 0;
    if (this.#major[winner] === Infinity) {
      return length;
    }
    let place = length;
    while (place > 0) {
      const above = (place - 1) >>> 1;
      const there = heap[above] ?? 0;
      if (this.#isBefore(winners[there] ?? 0, winner)) {
        break;
      }
      heap[place] = there;
      place = above;
    }
    heap[place] = node;
    return length + 1;
  }

  /** Takes the first node off the heap; the new length. */
  #pop(length: number): number {
    const [heap, winners] = [this.#ahead, this.#winners];
    const end = length - 1;
    const last = heap[end] ?? 0;
    const winner = winners[last] ?? 0;
    let place = 0;
    for (let below = 1; below < end; below = 2 * place + 1) {
      if (
        below + 1 < end &&
        this.#isBefore(winners[heap[below + 1] ?? 0] ?? 0, winners[heap[below] ?? 0] ?? 0)
      ) {
        below += 1;
      }
      const there = heap[below] ?? 0;
      if (this.#isBefore(winner, winners[there] ?? 0)) {
        break;
      }
      heap[place] = there;
      place = below;
    }
    heap[place] = last;
    return end;
  }
}
