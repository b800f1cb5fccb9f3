import {
  laterBy,
  unreachable,
  type Instant,
  type KeyId,
  type PortalId,
  type Random,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';

/**
 * What a customer types to be led to the right representative. It routes and proves nothing
 * (seed 000 "Generate a session key"): consent and policy apply all the same.
 */
export interface SessionKey {
  readonly id: KeyId;
  readonly rep: RepId;
  readonly repName: string;
  /** The portal of the link that was handed out; the key itself works on every portal (behaviour.md §1.2). */
  readonly portal: PortalId;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly state:
    | { readonly kind: 'open' }
    | { readonly kind: 'used'; readonly session: SessionId }
    | { readonly kind: 'revoked' };
}

/** Digits and capitals without 0 O 1 I L: nothing that is read aloud or in a small font is mistaken. */
export const KEY_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** 31^8 ≈ 8.5 × 10¹¹ keys; guesses.test.ts shows what that means against a botnet. */
export const KEY_LENGTH = 8;

/**
 * Of an access key to iOS profiles. Each kind of key has a length of its own, so that one that was typed
 * in the wrong place is known by its shape, and no other kind has to be looked up.
 */
export const PROFILE_KEY_LENGTH = 10;

/** A fresh key's text, without separators. */
export function generateKeyText(random: Random, length = KEY_LENGTH): string {
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text += KEY_ALPHABET[random.below(KEY_ALPHABET.length)];
  }
  return text;
}

/** For reading aloud: groups of four. */
export function spokenKey(text: string): string {
  return text.match(/.{1,4}/g)?.join('-') ?? '';
}

/** What was typed, as a key's text; undefined when it cannot be one. Case, width, spaces, hyphens and other punctuation do not matter. */
export function typedKey(typed: string, length = KEY_LENGTH): string | undefined {
  if (typed.length > 64) {
    return undefined;
  }
  // Full-width as Japanese keyboards type it, with the sign after a link that a mail program took along, or in quotation marks.
  const text = typed
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{Cf}\u2212<>]/gu, '')
    .toUpperCase();
  return text.length === length && Array.from(text).every((symbol) => KEY_ALPHABET.includes(symbol))
    ? text
    : undefined;
}

/** Whether what was typed has the shape of a session key; it need not be one. */
export function isSessionKey(typed: string): boolean {
  return typedKey(typed) !== undefined;
}

/**
 * Whether a session may be started with it now, where keys live for `maximumMs` at most: a maximum that was
 * lowered since counts for keys that are out there. Expiry limits starting, never a session that runs.
 */
export function isOpen(key: SessionKey, now: Instant, maximumMs: number): boolean {
  switch (key.state.kind) {
    case 'open':
      return now < key.expiresAt && now < laterBy(key.issuedAt, maximumMs);
    case 'used':
    case 'revoked':
      return false;
    default:
      return unreachable(key.state);
  }
}

/** The validity that was asked for, within the site's Maximum Session Key Timeout. */
export function expiryOf(now: Instant, validForMs: number, maximumMs: number): Instant {
  return laterBy(now, Math.min(Math.max(validForMs, 60_000), maximumMs));
}
