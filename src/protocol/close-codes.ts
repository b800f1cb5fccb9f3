/**
 * Why the appliance closes a WebSocket (RFC 6455 §7.4 for those below 4000). A page comes back by itself after each of them but
 * `replaced` (or two pages would push each other out for ever), `reload` and `signedOut`.
 */
export const CLOSE = {
  goingAway: 1001,
  unsupportedData: 1003,
  invalidText: 1007,
  policy: 1008,
  tooLarge: 1009,
  tooSlow: 4008,
  /** Another page of the same person took the last allowed place. */
  replaced: 4009,
  /** The page is of another version: it reloads. */
  reload: 4026,
  /** The sign-in or the session behind this connection is over. */
  signedOut: 4001,
} as const;
