import { type Clock, type Instant, LIMITS, type Transaction } from '../../kernel/index.ts';
import type { Audit, AuditEvent } from '../index.ts';

/** The stream of the journal that has every change of a plain table. */
const AUDIT_STREAM = 'audit';

/** What is needed of the journal. */
interface AuditJournal {
  version(stream: string): number;
  stream(stream: string, afterVersion: number): readonly { readonly type: string; readonly data: unknown }[];
  write<T>(
    work: (
      tx: Transaction,
      append: (
        stream: string,
        expectedVersion: number,
        events: readonly { readonly type: string; readonly data: AuditEvent['data'] }[],
        at: Instant,
      ) => unknown,
    ) => T,
  ): Promise<T>;
}

/** Writes plain tables together with the journal's stream `audit`. */
export function createAudit(ports: {
  readonly journal: AuditJournal;
  readonly clock: Pick<Clock, 'now'>;
}): Audit {
  const { journal, clock } = ports;
  return {
    write: (work) =>
      journal.write((tx, append) => {
        return work(tx, (event) => {
          append(AUDIT_STREAM, journal.version(AUDIT_STREAM), [event], clock.now());
        });
      }),
    happened: (type, field, value) =>
      journal
        .stream(AUDIT_STREAM, Math.max(0, journal.version(AUDIT_STREAM) - LIMITS.auditLookBack))
        .some((entry) => entry.type === type && (entry.data as AuditEvent['data'])[field] === value),
  };
}
