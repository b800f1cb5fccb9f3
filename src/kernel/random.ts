/** The only source of chance. Real ones are cryptographic; tests give a seeded one. */
export interface Random {
  bytes(count: number): Uint8Array;
  /** A uniform whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
}
