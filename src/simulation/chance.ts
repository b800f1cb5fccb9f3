/**
 * A number from 0 up to, not including, 1 that follows from its keys alone. So the same customer is as
 * patient, and the same person answers alike, in a replay with changes and in the one without: what
 * differs between the two is due to the changes.
 */
export function chance(seed: number, ...keys: readonly (string | number)[]): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const key of keys) {
    const text = `${key}|`;
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
  }
  // FNV-1a leaves the upper bits of short texts alike; this spreads them (the end of mulberry32).
  let mixed = (hash + 0x6d2b79f5) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
