/**
 * Languages: what customers read, in the language that they read best.
 *
 * Owns   every text that a customer sees, in each language; which language it is for whom; putting
 *        values into a text, counting, and keeping one direction of writing out of the other's way.
 * Never  compiles a text, looks at an inserted value, or speaks to representatives and administrators:
 *        their pages are in English.
 * Seed   "Each support portal can be configured to support your organization's branding and support processes"
 */
export { clockText, fullTimeText, lengthRangeText, lengthText, namesText } from './amounts.ts';
export { chooseLanguage } from './choose-language.ts';
export type { CustomerWords } from './customer-words.ts';
export { END_TEXTS } from './end-texts.ts';
export { faultWords } from './fault-words.ts';
export { directionOf, isLanguage, LANGUAGES, nameOfLanguage, type Language } from './language.ts';
export { later, sayLater } from './later.ts';
export { pieces, piecesByKey, say, sayByKey } from './say.ts';
export type { Texts, Words } from './text.ts';
export { replaceMacros, waitingLines, WAITING_MACROS } from './waiting-macros.ts';
export { untilWhen } from './until-when.ts';
export { wordsOf, type ServerWords } from './words.ts';
