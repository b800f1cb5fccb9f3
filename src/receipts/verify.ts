import * as v from 'valibot';
import { canonical, type Json, namesTwice } from './canonical.ts';
import { type Receipt, type SignedReceipt, signedSchema } from './receipt.ts';

/** Longer than any receipt of ours is. */
export const RECEIPT_BYTES = 256 * 1024;

/** Whether one of our keys made this signature; undefined for a key that is not ours. */
export type Check = (key: string, signed: string, signature: string) => boolean | undefined;

export type Verdict =
  | { readonly kind: 'genuine'; readonly receipt: Receipt }
  /** It says that it is from here, and somebody changed it. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'not-ours' };

/** What is signed of a receipt. */
export function signedText(receipt: Receipt): string {
  return canonical(receipt as Json);
}

/**
 * What is to be made of a text that somebody says is a receipt. Nothing is looked up by what stands in
 * it but the key.
 */
export function verdictOn(written: string, check: Check): Verdict {
  let parsed: unknown;
  try {
    parsed = JSON.parse(written.replace(/^\ufeff/, ''));
  } catch {
    return { kind: 'not-ours' };
  }
  const key = v.safeParse(v.looseObject({ key: v.string() }), parsed);
  if (!key.success || check(key.output.key, '', '') === undefined) {
    return { kind: 'not-ours' };
  }
  const read = v.safeParse(signedSchema, parsed);
  if (!read.success || namesTwice(written, parsed)) {
    return { kind: 'changed' };
  }
  const { signature, ...receipt }: SignedReceipt = read.output;
  return check(receipt.key, signedText(receipt), signature) === true
    ? { kind: 'genuine', receipt }
    : { kind: 'changed' };
}
