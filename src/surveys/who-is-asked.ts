import type { RepId } from '../kernel/index.ts';
import type { SurveyedSession } from './ports.ts';

/**
 * Ends after which a customer is not asked: they went because of a customer notice, or never came in
 * since they did not accept the agreement.
 */
const NOT_ASKED_AFTER: ReadonlySet<string> = new Set([
  'left-by-notice',
  'agreement-refused',
  'agreement-not-answered',
  'customer-never-came',
]);

/** Whether the customer of this session may be asked how it was. */
export function asksCustomer({ endReason }: Pick<SurveyedSession, 'endReason'>): boolean {
  return endReason !== undefined && !NOT_ASKED_AFTER.has(endReason);
}

/** Whether this representative may be asked how it was: whoever took part in it and has an account. */
export function asksRepresentative(
  { endReason, tookPart }: Pick<SurveyedSession, 'endReason' | 'tookPart'>,
  rep: RepId,
): boolean {
  return endReason !== undefined && tookPart.has(rep);
}
