import * as v from 'valibot';
import { LIMITS } from '../../kernel/index.ts';
import { DISPLAYED_AS } from '../../people/index.ts';
import { choiceField, textField } from '../../platform/web.ts';
import { revisionField } from './forms.ts';

export const addStatusForm = v.object({
  name: textField('Name', { max: LIMITS.statusNameCharacters }),
  codeName: textField('Code Name', { min: 0, max: LIMITS.codeNameCharacters }),
  displayAs: choiceField('Display As', DISPLAYED_AS),
});

export const editStatusForm = v.pipe(
  v.object({ ...addStatusForm.entries, revision: revisionField }),
  v.transform(({ revision, ...fields }) => ({ revision, fields })),
);
