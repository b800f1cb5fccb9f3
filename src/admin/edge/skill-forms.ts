import * as v from 'valibot';
import { idPattern, LIMITS, PRIORITIES, type TeamId } from '../../kernel/index.ts';
import { type IssueFields, type SkillFields, type SkillId } from '../../people/index.ts';
import { choiceField, textField } from '../../platform/web.ts';
import { SKILL_FIELD } from '../skill-ticks.ts';
import { revisionField } from './forms.ts';
import { translationEntries, translationsIn } from './translation-schema.ts';

const codeNameField = textField('Code Name', { min: 0, max: LIMITS.codeNameCharacters });

/** The skills whose checkboxes are ticked, among whatever else a form has. */
function tickedSkills(fields: Readonly<Record<string, unknown>>): readonly SkillId[] {
  return Object.keys(fields)
    .filter((name) => name.startsWith(SKILL_FIELD))
    .map((name) => name.slice(SKILL_FIELD.length))
    .filter((id) => idPattern.test(id)) as SkillId[];
}

const issueFields = v.looseObject({
  description: textField('Description', { max: LIMITS.issueCharacters }),
  ...translationEntries('description', { max: LIMITS.issueCharacters }),
  codeName: codeNameField,
  // Whether there is such a team is for people/ to say.
  team: v.optional(v.string(), ''),
  priority: choiceField('Priority', PRIORITIES),
});

function issueOf(sent: v.InferOutput<typeof issueFields>): IssueFields {
  const { description, codeName, team, priority } = sent;
  return {
    description,
    translations: translationsIn(sent, 'description', description),
    codeName,
    team: team as TeamId,
    priority,
    needs: tickedSkills(sent),
  };
}

export const addIssueForm = v.pipe(issueFields, v.transform(issueOf));

export const editIssueForm = v.pipe(
  v.looseObject({ ...issueFields.entries, revision: revisionField }),
  v.transform((sent) => ({ revision: sent.revision, fields: issueOf(sent) })),
);

const skillFields = v.object({
  name: textField('Display Name', { max: LIMITS.skillNameCharacters }),
  codeName: codeNameField,
  parent: v.pipe(
    v.optional(v.string(), ''),
    v.transform((id) => (id === '' ? undefined : (id as SkillId))),
  ),
});

export const addSkillForm: v.GenericSchema<unknown, SkillFields> = skillFields;

export const editSkillForm = v.pipe(
  v.object({ ...skillFields.entries, revision: revisionField }),
  v.transform(({ revision, ...fields }) => ({ revision, fields })),
);

export const moveSkillForm = v.object({ direction: choiceField('the direction', ['up', 'down']) });

/** In which skills somebody is More Preferred. */
export const knownSkillsForm = v.pipe(
  v.looseObject({ revision: revisionField }),
  v.transform((sent) => ({ revision: sent.revision, skills: tickedSkills(sent) })),
);
