/**
 * STUN: tells a browser the address it is seen from, so that two ends can find each other directly.
 *
 * Owns   the STUN message codec, what a datagram is answered with, how often a source is answered.
 * Never  relays anything (the relay is media/), asks for credentials, or decides whether it is on:
 *        the site's peer-to-peer option does, and appliance.ts starts and stops edge/udp.ts by it.
 * Seed   "Peer to Peer Options"
 */
export { answerTo } from './answer.ts';
export type { Source } from './answer.ts';
export { readIpAddress } from './address.ts';
