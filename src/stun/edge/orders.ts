import type { SourceRate } from '../source-limit.ts';

/** What udp.ts tells its thread. */
export interface ThreadOrders {
  readonly port: number;
  readonly addresses: readonly string[];
  readonly perSource: SourceRate;
  /** One number for each of COUNTS, in shared memory: written here only, read by the appliance. */
  readonly counts: Float64Array;
}

/** What the thread says once, before it answers anything. */
export type ThreadReport =
  | { readonly kind: 'bound'; readonly port: number; readonly addresses: readonly string[] }
  | {
      readonly kind: 'refused';
      readonly port: number;
      readonly address: string;
      /** The system's name for it, as EADDRINUSE. */
      readonly code: string;
    };

/** Places in ThreadOrders.counts. Every datagram received ends in one of the other three. */
export const COUNTS = { received: 0, answered: 1, ignored: 2, limited: 3 } as const;
