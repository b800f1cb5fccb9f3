/**
 * Receipts: what customers keep of a session, and proof that it is genuine.
 *
 * Owns   the transcript and the signed receipt of a session that has ended, what is signed of it, and
 *        the verdict on a receipt that somebody shows.
 * Never  tells a customer what representatives alone may know: notes, queues, whom was asked. Never
 *        looks anything up by what a receipt says.
 * Seed   "Post-session" (002); G3 of the peers: the customer's receipt
 */
export { endSentence } from './end-sentence.ts';
export type { ReceiptKeys } from './ports.ts';
export { type Receipt, ReceiptDraft } from './receipt.ts';
export { transcriptText } from './transcript.ts';
export { RECEIPT_BYTES, signedText, verdictOn, type Verdict } from './verify.ts';
