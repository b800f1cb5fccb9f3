import type { PortalId, QueueId } from '../kernel/index.ts';
import type { SessionFact } from './facts.ts';
import type { Happened } from './ports.ts';

/** How somebody came: with what they said of themselves, and for whom. */
export interface Arrival {
  readonly portal: PortalId;
  readonly customerName: string;
  readonly details: string;
  /** What they chose from the list of issues, in its words. */
  readonly issue: string | undefined;
  /** Whose queue they came to; undefined for who left while they were still asked something. */
  readonly queue: QueueId | undefined;
}

/** Reads the beginning of a session's history; undefined when it is no session's. */
export function arrivalIn(history: readonly Happened<SessionFact>[]): Arrival | undefined {
  const [first] = history;
  if (first?.fact.type !== 'requested') {
    return undefined;
  }
  const { portalId, customerName, details, issue } = first.fact;
  const queued = history.map(({ fact }) => fact).find((fact) => fact.type === 'queued');
  return { portal: portalId, customerName, details, issue: issue?.description, queue: queued?.queue };
}
