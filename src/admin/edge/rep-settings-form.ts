import * as v from 'valibot';
import { GRANTS } from '../../people/index.ts';
import { GRANT_FIELD, NO_LIMIT } from '../rep-settings.ts';
import { revisionField, timeField } from './forms.ts';

/** Whether the numbers are among those that are offered is for people/ to say. */
export const repSettingsForm = v.pipe(
  v.looseObject({
    revision: revisionField,
    displayNumber: v.pipe(
      v.string(),
      v.trim(),
      v.regex(/^\d{0,7}$/, 'Please give a whole number, or leave it blank.'),
    ),
    sessionLimit: v.pipe(
      v.string('Please choose one of the offered values.'),
      v.regex(/^(none|\d{1,3})$/, 'Please choose one of the offered values.'),
    ),
    idleLimitMs: timeField,
  }),
  v.transform((sent) => ({
    revision: sent.revision,
    settings: {
      displayNumber: sent.displayNumber === '' ? undefined : Number(sent.displayNumber),
      sessionLimit: sent.sessionLimit === NO_LIMIT ? undefined : Number(sent.sessionLimit),
      idleLimitMs: sent.idleLimitMs,
      grants: new Set(GRANTS.filter((grant) => sent[`${GRANT_FIELD}${grant}`] === 'on')),
    },
  })),
);
