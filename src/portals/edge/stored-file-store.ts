import { instant, LIMITS, type StoredFileId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { FileKind, StoredFile, StoredFileStore } from '../index.ts';

interface StoredFileRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly type: string;
  readonly size: number;
  readonly digest: string;
  readonly changed_at: number;
  readonly revision: number;
}

/** Files in the table `stored_files`, their bytes in `stored_file_bytes`. */
export function createStoredFileStore(database: Database): StoredFileStore {
  const { table } = database;
  return {
    all: () =>
      database
        .all<StoredFileRow>(table('stored_files').orderBy('name').orderBy('id').limit(LIMITS.storedFiles))
        .map(fileOf),
    find(id) {
      const row = database.first<StoredFileRow>(table('stored_files').where({ id }));
      return row === undefined ? undefined : fileOf(row);
    },
    bytes: (id) =>
      database.first<{ bytes: Uint8Array }>(table('stored_file_bytes').where({ file_id: id }))?.bytes,
    add(tx, file, bytes) {
      const inside = database.inside(tx);
      inside.run(table('stored_files').insert(rowOf(file)));
      inside.run(table('stored_file_bytes').insert({ file_id: file.id, bytes: Buffer.from(bytes) }));
    },
    update(tx, file, bytes) {
      const inside = database.inside(tx);
      const { id, ...values } = rowOf(file);
      inside.run(table('stored_files').where({ id }).update(values));
      if (bytes !== undefined) {
        inside.run(
          table('stored_file_bytes')
            .where({ file_id: id })
            .update({ bytes: Buffer.from(bytes) }),
        );
      }
    },
    remove(tx, id) {
      database.inside(tx).run(table('stored_files').where({ id }).delete());
    },
  };
}

function fileOf(row: StoredFileRow): StoredFile {
  return {
    id: row.id as StoredFileId,
    name: row.name,
    kind: row.kind as FileKind,
    type: row.type,
    size: row.size,
    digest: row.digest,
    changedAt: instant(row.changed_at),
    revision: row.revision,
  };
}

function rowOf({ changedAt, ...file }: StoredFile): StoredFileRow {
  return { ...file, changed_at: changedAt };
}
