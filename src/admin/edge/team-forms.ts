import * as v from 'valibot';
import { idPattern, LIMITS, type PortalId, type TeamId } from '../../kernel/index.ts';
import {
  MONITORING,
  ROUTING_ALGORITHMS,
  TEAM_ROLES,
  type TeamFields,
  type WaitingRule,
} from '../../people/index.ts';
import { checkboxField, choiceField, textField } from '../../platform/web.ts';
import { DEFAULT_PORTAL } from '../../portals/index.ts';
import { PORTAL_FIELD } from '../team.ts';
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
  portalAccess: v.optional(choiceField('Portal Access', ['all', 'selected']), 'all'),
});

/** The public sites whose checkboxes are ticked, among whatever else the form has. */
const tickedPortals = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((sent) => ({
    portals: Object.keys(sent)
      .filter((name) => name.startsWith(PORTAL_FIELD))
      .map((name) => name.slice(PORTAL_FIELD.length))
      .filter((id) => idPattern.test(id) && id !== DEFAULT_PORTAL) as PortalId[],
  })),
);

function fieldsOf(sent: v.InferOutput<typeof teamFields> & v.InferOutput<typeof tickedPortals>): TeamFields {
  const { waitingRule, waitingAfterMs, overflowTeam, portalAccess, portals, ...fields } = sent;
  return {
    ...fields,
    waitingRule: ruleOf(waitingRule, waitingAfterMs, overflowTeam),
    portalAccess: portalAccess === 'all' ? 'all' : portals,
  };
}

function ruleOf(kind: WaitingRule['kind'], afterMs: number, to: string): WaitingRule {
  if (kind === 'none') {
    return { kind };
  }
  return kind === 'alert' ? { kind, afterMs } : { kind, afterMs, to: to as TeamId };
}

export const addTeamForm = v.pipe(v.intersect([teamFields, tickedPortals]), v.transform(fieldsOf));

export const editTeamForm = v.pipe(
  v.intersect([v.object({ ...teamFields.entries, revision: revisionField }), tickedPortals]),
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
