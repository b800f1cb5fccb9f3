import { hash } from 'node:crypto';
import type { Digest } from '../index.ts';

/** SHA-256 in hex. */
export const sha256: Digest = (text) => hash('sha256', text);

export function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
