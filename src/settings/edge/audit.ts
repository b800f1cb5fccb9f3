import type { Clock, Instant, Transaction } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Audit, AuditEvent } from '../index.ts';

/** The stream of the journal that has every change of a plain table. */
const AUDIT_STREAM = 'audit';

/** What is needed of the journal. */
interface AuditJournal {
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
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
}): Audit {
  const { journal, database, clock } = ports;
  const latest = database.table('journal').max('version as version').where({ stream: AUDIT_STREAM });
  return {
    write: (work) =>
      journal.write((tx, append) => {
        const inside = database.inside(tx);
        return work(tx, (event) => {
          const version = inside.first<{ version: number | null }>(latest)?.version ?? 0;
          append(AUDIT_STREAM, version, [event], clock.now());
        });
      }),
  };
}
