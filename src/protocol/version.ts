/**
 * Raised with every change of the wire that an older page could misread. A page and an appliance
 * of different versions do not talk: the page reloads. version.test.ts forces the decision.
 */
export const PROTOCOL_VERSION = 8;
