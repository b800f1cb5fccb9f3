import { type CustomFieldId, LIMITS } from '../../kernel/index.ts';
import { nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import type { CustomFieldStore } from '../index.ts';

/** Declared custom fields in the table `custom_fields`. */
export function createCustomFieldStore(database: Database): CustomFieldStore {
  const { table } = database;
  return {
    all: () =>
      database
        .all<{
          id: string;
          name: string;
          code_name: string;
        }>(table('custom_fields').select('id', 'name', 'code_name').limit(LIMITS.customFieldsPerSite))
        .map(({ id, name, code_name: codeName }) => ({ id: id as CustomFieldId, name, codeName })),
    add(tx, { id, name, codeName }) {
      database.inside(tx).run(
        table('custom_fields').insert({
          id,
          name,
          name_key: nameKey(name),
          code_name: codeName,
          code_name_key: nameKey(codeName),
        }),
      );
    },
    remove(tx, id) {
      database.inside(tx).run(table('custom_fields').where({ id }).delete());
    },
  };
}
