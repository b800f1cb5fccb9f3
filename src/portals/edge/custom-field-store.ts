import { type CustomFieldId, LIMITS, type Translations } from '../../kernel/index.ts';
import { type EntryStore, nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import type { CustomField } from '../index.ts';

interface FieldRow {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly names: string;
  readonly code_name: string;
  readonly revision: number;
}

/** Declared custom fields in the table `custom_fields`. */
export function createCustomFieldStore(database: Database): EntryStore<CustomFieldId, CustomField> {
  const { table } = database;
  return {
    all: () => database.all<FieldRow>(table('custom_fields').limit(LIMITS.customFieldsPerSite)).map(fieldOf),
    find(id) {
      const row = database.first<FieldRow>(table('custom_fields').where({ id }));
      return row === undefined ? undefined : fieldOf(row);
    },
    add(tx, field) {
      database.inside(tx).run(table('custom_fields').insert(rowOf(field)));
    },
    update(tx, field) {
      const { id, ...values } = rowOf(field);
      database.inside(tx).run(table('custom_fields').where({ id }).update(values));
    },
    remove(tx, id) {
      database.inside(tx).run(table('custom_fields').where({ id }).delete());
    },
  };
}

function fieldOf(row: FieldRow): CustomField {
  return {
    id: row.id as CustomFieldId,
    name: row.name,
    names: JSON.parse(row.names) as Translations,
    codeName: row.code_name,
    revision: row.revision,
  };
}

function rowOf(field: CustomField): FieldRow & { readonly name_key: string; readonly code_name_key: string } {
  return {
    id: field.id,
    name: field.name,
    name_key: nameKey(field.name),
    names: JSON.stringify(field.names ?? {}),
    code_name: field.codeName,
    code_name_key: nameKey(field.codeName),
    revision: field.revision,
  };
}
