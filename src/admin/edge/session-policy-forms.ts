import * as v from 'valibot';
import { idPattern, LIMITS, type SessionPolicyId } from '../../kernel/index.ts';
import { checkboxField, choiceField, textField } from '../../platform/web.ts';
import {
  AVAILABLE_TO,
  definitionsFrom,
  PERMISSIONS,
  whole,
  type SessionPolicyFields,
  type WholeDefinitions,
} from '../../policies/index.ts';
import { revisionField } from './forms.ts';

/** '' leaves it open. */
const openFields = Object.fromEntries(
  PERMISSIONS.map(({ name, label, choices }) => [
    name,
    v.optional(choiceField(label, ['', ...choices.map(({ value }) => value)]), ''),
  ]),
);

const definedFields = Object.fromEntries(
  PERMISSIONS.map(({ name, label, choices }) => {
    const [first, ...others] = choices.map(({ value }) => value);
    return [name, choiceField(label, [first ?? '', ...others])];
  }),
);

const policyFields = v.looseObject({
  name: textField('Display Name', { max: LIMITS.policyNameCharacters }),
  codeName: textField('Code Name', { min: 0, max: LIMITS.codeNameCharacters }),
  description: textField('Description', { min: 0, max: LIMITS.policyDescriptionCharacters }),
  users: checkboxField(),
  portals: checkboxField(),
  invites: checkboxField(),
  ...openFields,
});

function fieldsOf(sent: v.InferOutput<typeof policyFields>): SessionPolicyFields {
  const { name, codeName, description } = sent;
  return {
    name,
    codeName,
    description,
    availableTo: new Set(AVAILABLE_TO.filter((each) => sent[each])),
    permissions: definitionsFrom(sent),
  };
}

export const addPolicyForm = v.pipe(policyFields, v.transform(fieldsOf));

export const editPolicyForm = v.pipe(
  v.looseObject({ ...policyFields.entries, revision: revisionField }),
  v.transform((sent) => ({
    fields: fieldsOf(sent as unknown as v.InferOutput<typeof policyFields>),
    revision: sent.revision,
  })),
);

export const globalPolicyForm = v.pipe(
  v.looseObject({ ...definedFields, revision: revisionField }),
  v.transform((sent): { readonly permissions: WholeDefinitions; readonly revision: number } => ({
    permissions: whole(({ name }) => String((sent as Record<string, unknown>)[name])),
    revision: sent.revision,
  })),
);

const policyField = v.pipe(
  v.optional(v.string(), ''),
  v.check((id) => id === '' || idPattern.test(id), 'Please choose one of the session policies.'),
  v.transform((id) => (id === '' ? undefined : (id as SessionPolicyId))),
);

/** Which policy a public site or a user has. */
export const choosePolicyFields = { policy: policyField, before: policyField };
