/**
 * Keys: what a customer types or follows to be led to the right representative.
 *
 * Owns   session keys: their alphabet, their validity, using one up, and what guessing costs.
 * Never  proves who somebody is, or limits a session that has started.
 * Seed   "Generate a session key"
 */
export { Guesses, slowed } from './guesses.ts';
export { Keys } from './service.ts';
export type { KeyStore } from './ports.ts';
export {
  expiryOf,
  generateKeyText,
  isSessionKey,
  PROFILE_KEY_LENGTH,
  spokenKey,
  typedKey,
  type SessionKey,
} from './session-key.ts';
