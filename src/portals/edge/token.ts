import { createHash } from 'node:crypto';
import type { Random } from '../../kernel/index.ts';

const TOKEN_BYTES = 24;
/** For addresses that have one. */
export const TOKEN = /^[A-Za-z0-9_-]{32}$/;

/** What opens something to whoever has its address: 192 random bits. */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url');
}

/** What is kept of it, from which it cannot be found. */
export function digestOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
