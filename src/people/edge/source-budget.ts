import type { Clock } from '../../kernel/index.ts';
import { SourceLimit } from '../../platform/web.ts';
import { type SourceBudget, WRONG_PER_SOURCE } from '../index.ts';

/** Wrong passwords a source, as token buckets in memory. */
export function createSourceBudget(clock: Pick<Clock, 'monotonicMs'>): SourceBudget {
  const limit = new SourceLimit({ ...WRONG_PER_SOURCE, clock });
  return {
    take: (source) => limit.take(source),
    giveBack: (source) => limit.giveBack(source),
  };
}
