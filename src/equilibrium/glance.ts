/**
 * What is worth knowing of a team before looking at it, by the team's number: all of it fits into a
 * processor's nearest memory, and the teams do not.
 */
export class Glance {
  #free = new Int32Array(64);
  #oldestAt = new Float64Array(64).fill(Infinity);

  /** Makes room for the team of that number. */
  reach(number: number): void {
    if (number >= this.#free.length) {
      const free = new Int32Array(2 * number);
      const oldestAt = new Float64Array(2 * number).fill(Infinity);
      free.set(this.#free);
      oldestAt.set(this.#oldestAt);
      this.#free = free;
      this.#oldestAt = oldestAt;
    }
  }

  /** How many members are free. */
  free(number: number): number {
    return this.#free[number] ?? 0;
  }

  putFree(number: number, free: number): void {
    this.#free[number] = free;
  }

  /** When the oldest entered of those who wait there and may be assigned; Infinity: nobody does. */
  oldestAt(number: number): number {
    return this.#oldestAt[number] ?? Infinity;
  }

  putOldestAt(number: number, at: number): void {
    this.#oldestAt[number] = at;
  }
}
