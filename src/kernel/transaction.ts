declare const transaction: unique symbol;

/**
 * An open database transaction, seen from a room: something to hand from one port to another so
 * that several stores write together. Only `edge/` can look inside. It is valid until the
 * synchronous function that received it returns.
 */
export interface Transaction {
  readonly [transaction]: true;
}
