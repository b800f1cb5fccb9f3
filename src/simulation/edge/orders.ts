import type { Instant } from '../../kernel/index.ts';
import type { Comparison } from '../comparison.ts';
import type { Scenario } from '../scenario.ts';

/** What runs.ts tells its thread. */
export interface ReplayOrders {
  /** The database, open in the server that gives the orders. */
  readonly file: string;
  /** The first moments of the days of the week, and the end of the last. */
  readonly days: readonly Instant[];
  readonly now: Instant;
  readonly today: Scenario;
  readonly changed: Scenario;
}

export type ReplayResult =
  | { readonly kind: 'compared'; readonly comparison: Comparison; readonly tookMs: number }
  | { readonly kind: 'too-few'; readonly stays: number }
  | { readonly kind: 'too-many' };

/** What the thread says: how far it is, and once, at the end, the result. */
export type ReplayReport =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'result'; readonly result: ReplayResult };
