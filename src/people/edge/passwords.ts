import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Fault } from '../../kernel/index.ts';
import type { Passwords } from '../index.ts';

/**
 * argon2id with 19 MiB, 2 passes, 1 lane (OWASP's first choice for servers; docs/decisions/passwords.md).
 * 2 is Argon2id: the package's enum is a const enum, which type stripping cannot read.
 */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';

/**
 * Hashes on libuv's threads, `concurrency` at a time: one core is left to everybody else, and of the
 * threads some to files. At most `waiting` are in line; beyond that whoever asks is refused instead of
 * everybody waiting.
 */
export function createPasswords(
  options: { readonly concurrency?: number; readonly waiting?: number } = {},
): Passwords {
  const concurrency = options.concurrency ?? Math.min(2, Math.max(1, availableParallelism() - 1));
  const limit = options.waiting ?? 100;
  const line: (() => void)[] = [];
  let running = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= concurrency) {
      if (line.length >= limit) {
        throw new Fault('too-many', { detail: 'too many passwords are being checked' });
      }
      await new Promise<void>((resolve) => line.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next === undefined) {
        running -= 1;
      } else {
        // The place goes straight to the next in line.
        next();
      }
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password, COST)),
    // A stored text that is not a hash is a password that nobody has.
    verify: (stored, password) => inTurn(() => verify(stored, password).catch(() => false)),
    isCurrent: (stored) => stored.startsWith(CURRENT),
  };
}
