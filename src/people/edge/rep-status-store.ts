import { LIMITS, type RepStatusId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import { nameKey, type RepStatus, type RepStatusStore } from '../index.ts';

interface RepStatusRow {
  readonly id: string;
  readonly name: string;
  readonly code_name: string;
  readonly display_as: string;
  readonly built_in: number;
  readonly revision: number;
}

/** What representatives can say of themselves, in the table `rep_statuses`. */
export function createRepStatusStore(database: Database): RepStatusStore {
  const { table } = database;
  return {
    find(id) {
      const row = database.first<RepStatusRow>(table('rep_statuses').where({ id }));
      return row === undefined ? undefined : statusOf(row);
    },
    all: () => database.all<RepStatusRow>(table('rep_statuses').limit(LIMITS.statusesPerSite)).map(statusOf),
    add(tx, status) {
      database.inside(tx).run(table('rep_statuses').insert(rowOf(status)));
    },
    update(tx, status) {
      const { id, ...values } = rowOf(status);
      database.inside(tx).run(table('rep_statuses').where({ id }).update(values));
    },
    remove(tx, id) {
      database.inside(tx).run(table('rep_statuses').where({ id }).delete());
    },
  };
}

function statusOf(row: RepStatusRow): RepStatus {
  return {
    id: row.id as RepStatusId,
    name: row.name,
    codeName: row.code_name,
    displayAs: row.display_as as RepStatus['displayAs'],
    builtIn: row.built_in === 1,
    revision: row.revision,
  };
}

function rowOf(
  status: RepStatus,
): RepStatusRow & { readonly name_key: string; readonly code_name_key: string } {
  return {
    id: status.id,
    name: status.name,
    name_key: nameKey(status.name),
    code_name: status.codeName,
    code_name_key: nameKey(status.codeName),
    display_as: status.displayAs,
    built_in: status.builtIn ? 1 : 0,
    revision: status.revision,
  };
}
