import { randomBytes, randomInt } from 'node:crypto';
import type { Random } from '../kernel/index.ts';

/** The operating system's generator: good for keys, tickets and cookies. */
export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  // randomInt is uniform: it draws again instead of taking a remainder.
  below: (limit) => randomInt(limit),
};
