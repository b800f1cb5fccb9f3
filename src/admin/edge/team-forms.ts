import * as v from 'valibot';
import { idPattern, LIMITS, type TeamId } from '../../kernel/index.ts';
import {
  MONITORING,
  ROUTING_ALGORITHMS,
  TEAM_ROLES,
  type TeamFields,
  type WaitingRule,
} from '../../people/index.ts';
import { checkboxField, choiceField, textField } from '../../platform/web.ts';
import { revisionField, timeField } from './forms.ts';

const teamFields = v.object({
  name: textField('Team Name', { max: LIMITS.teamNameCharacters }),
  codeName: textField('Code Name', { min: 0, max: LIMITS.codeNameCharacters }),
  comments: textField('Comments', { min: 0, max: LIMITS.commentsCharacters, lines: true }),
  persistent: checkboxField(),
  algorithm: choiceField('Routing Algorithm', ROUTING_ALGORITHMS),
  alertTimeoutMs: timeField,
  waitingRule: choiceField('overdue sessions', ['none', 'alert', 'transfer']),
  waitingAfterMs: timeField,
  // A list without a choice sends nothing: there may be no other team.
  overflowTeam: v.optional(v.string(), ''),
  monitoring: v.optional(choiceField('what may be monitored', MONITORING), 'disabled'),
  monitorIndicator: checkboxField(),
  takeOver: checkboxField(),
});

function fieldsOf(sent: v.InferOutput<typeof teamFields>): TeamFields {
  const { waitingRule, waitingAfterMs, overflowTeam, ...fields } = sent;
  return { ...fields, waitingRule: ruleOf(waitingRule, waitingAfterMs, overflowTeam) };
}

function ruleOf(kind: WaitingRule['kind'], afterMs: number, to: string): WaitingRule {
  if (kind === 'none') {
    return { kind };
  }
  return kind === 'alert' ? { kind, afterMs } : { kind, afterMs, to: to as TeamId };
}

export const addTeamForm = v.pipe(teamFields, v.transform(fieldsOf));

export const editTeamForm = v.pipe(
  v.object({ ...teamFields.entries, revision: revisionField }),
  v.transform(({ revision, ...sent }) => ({ revision, fields: fieldsOf(sent) })),
);

/** Which team takes the place of one that is deleted; '' when none was chosen. */
export const removeTeamForm = v.object({
  successor: v.pipe(
    v.optional(v.string(), ''),
    v.check((id) => id === '' || idPattern.test(id), 'Please choose one of the teams.'),
    v.transform((id) => (id === '' ? undefined : (id as TeamId))),
  ),
});

const roleField = choiceField('the role', TEAM_ROLES);

export const addMemberForm = v.object({
  username: textField('Username', { max: LIMITS.usernameCharacters }),
  role: roleField,
});

export const changeRoleForm = v.object({ role: roleField, was: roleField });
