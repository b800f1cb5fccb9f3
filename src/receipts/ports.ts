import type { Receipt } from './receipt.ts';
import type { Check } from './verify.ts';

/** The appliance's own keys. */
export interface ReceiptKeys {
  /** Signs with the newest one; `make` is given its id. */
  sign(
    make: (key: string) => Receipt | undefined,
  ): { readonly receipt: Receipt; readonly signature: string } | undefined;
  /** With whichever of them made it. */
  readonly check: Check;
  /** For everybody: SPKI in base64, the newest first. */
  published(): readonly { readonly id: string; readonly publicKey: string }[];
}
