import { type CustomFieldId, LIMITS, type Random } from '../kernel/index.ts';
import { type AuditedList, createAuditedList, type EntryStore, nameKey } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import {
  type CustomField,
  type CustomFieldFields,
  customFieldProblems,
  customFieldWithCodeName,
  recordedCustomField,
} from './custom-field.ts';

/** Which custom fields links may name. Sessions keep what they were told of one that was changed or removed later. */
export interface CustomFields extends AuditedList<CustomFieldId, CustomFieldFields, CustomField> {
  /** By name. */
  all(): readonly CustomField[];
  find(id: CustomFieldId): CustomField | undefined;
}

export function createCustomFields(ports: {
  readonly store: EntryStore<CustomFieldId, CustomField>;
  readonly audit: Audit;
  readonly random: Random;
}): CustomFields {
  const { store } = ports;
  return {
    ...createAuditedList({
      ...ports,
      permission: 'manage-settings',
      event: 'custom-field',
      noun: 'custom field',
      most: LIMITS.customFieldsPerSite,
      tooMany: `There can be ${LIMITS.customFieldsPerSite} custom fields at most. Please remove one that is not needed.`,
      complete: customFieldWithCodeName,
      problems: customFieldProblems,
      entry: (fields, kept) => ({ ...fields, ...kept }),
      recorded: recordedCustomField,
    }),
    all: () => store.all().toSorted((one, other) => (nameKey(one.name) < nameKey(other.name) ? -1 : 1)),
    find: (id) => store.find(id),
  };
}
