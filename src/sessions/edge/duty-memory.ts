import type { RepId, RepStatusId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { DutyMemory, Status } from '../index.ts';

interface Row {
  readonly sign_in: string;
  readonly status_id: RepStatusId;
  readonly displayed_as: Status;
  readonly assignments: number;
}

/** What representatives said of themselves last, in the table `duty_statuses`. */
export function createDutyMemory(database: Database): DutyMemory {
  const table = () => database.table('duty_statuses');
  return {
    find(rep: RepId) {
      const row = database.first<Row>(table().where({ rep_id: rep }).first());
      return row === undefined
        ? undefined
        : {
            signIn: row.sign_in,
            statusId: row.status_id,
            status: row.displayed_as,
            assignments: row.assignments !== 0,
          };
    },
    keep: (rep, { signIn, statusId, status, assignments }) =>
      database.write((_tx, writer) => {
        writer.run(
          table()
            .insert({
              rep_id: rep,
              sign_in: signIn,
              status_id: statusId,
              displayed_as: status,
              assignments: assignments ? 1 : 0,
            })
            .onConflict('rep_id')
            .merge(),
        );
      }),
  };
}
