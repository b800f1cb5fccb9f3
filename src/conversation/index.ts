/**
 * Conversation: how people and what they write are put on a page, whichever end shows it.
 *
 * Owns   the pieces of a text with its safe links, initials, the clock of a length of time.
 * Never  draws, sends or keeps anything.
 * Seed   "Accept a session to start support": chat, and who is in it.
 */
export { durationClock } from './duration.ts';
export { initials } from './initials.ts';
export { textParts, type TextPart } from './text-parts.ts';
