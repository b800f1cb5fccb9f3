import { type CustomFieldId, Fault, LIMITS, newId, type Random } from '../kernel/index.ts';
import { allowed, mustHaveNone, nameKey, type SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import {
  type CustomField,
  type CustomFieldFields,
  customFieldProblems,
  customFieldWithCodeName,
  tooManyCustomFields,
} from './custom-field.ts';
import type { CustomFieldStore } from './ports.ts';

/** Which custom fields links may name. Sessions keep what they were told of one that was removed later. */
export interface CustomFields {
  /** By name. */
  all(): readonly CustomField[];
  /** Raises `not-allowed`, `too-many`, `not-valid` with a field. */
  add(by: SignedInPrincipal, fields: CustomFieldFields): Promise<void>;
  /** Raises `not-allowed`, `not-found`. */
  remove(by: SignedInPrincipal, id: CustomFieldId): Promise<void>;
}

export function createCustomFields(ports: {
  readonly store: CustomFieldStore;
  readonly audit: Audit;
  readonly random: Random;
}): CustomFields {
  const { store, audit, random } = ports;
  return {
    all: () => store.all().toSorted((one, other) => (nameKey(one.name) < nameKey(other.name) ? -1 : 1)),
    async add(byPrincipal, wanted) {
      const by = allowed(byPrincipal, 'manage-settings');
      await audit.write((tx, record) => {
        const others = store.all();
        if (others.length >= LIMITS.customFieldsPerSite) {
          throw new Fault('too-many', { sentence: tooManyCustomFields() });
        }
        const fields = customFieldWithCodeName(wanted, others);
        mustHaveNone(customFieldProblems(fields, others));
        const added: CustomField = { ...fields, id: newId<CustomFieldId>(random) };
        store.add(tx, added);
        record({ type: 'custom-field-added', data: { by, id: added.id, new: { ...fields } } });
      });
    },
    async remove(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-settings');
      await audit.write((tx, record) => {
        const before = store.all().find((each) => each.id === id);
        if (before === undefined) {
          throw new Fault('not-found', { sentence: 'This custom field does not exist any more.' });
        }
        store.remove(tx, id);
        const { name, codeName } = before;
        record({ type: 'custom-field-removed', data: { by, id, old: { name, codeName } } });
      });
    },
  };
}
