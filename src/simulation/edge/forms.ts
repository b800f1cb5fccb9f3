import * as v from 'valibot';
import type { SkillId } from '../../equilibrium/index.ts';
import { idPattern, type IssueId, type SessionId, type TeamId } from '../../kernel/index.ts';
import type { WebContext } from '../../platform/web.ts';
import { SKILL_FIELD } from '../now-page.ts';
import { TEAM_FIELD } from '../replay-form.ts';

/** More names than that are in no form of ours. */
const FIELDS = 400;

const idField = v.pipe(
  v.optional(v.string(), ''),
  v.check((id) => id === '' || idPattern.test(id)),
);

/** What the page "Who would get it now" is asked for by its address. */
export const askNowQuery = v.pipe(
  v.looseObject({ team: idField, issue: idField, session: idField }),
  v.transform((sent) => ({
    team: sent.team === '' ? undefined : (sent.team as TeamId),
    issue: sent.issue === '' ? undefined : (sent.issue as IssueId),
    session: sent.session === '' ? undefined : (sent.session as SessionId),
    skills: tickedSkills(sent),
  })),
);

/** Which week of which teams is to be replayed, by the address; `again`: as in that replay. */
export const chooseQuery = v.pipe(
  v.looseObject({ week: v.optional(v.string(), ''), skillsOf: v.optional(v.string(), ''), again: idField }),
  v.transform((sent) => ({
    week: sent.week,
    skillsOf: sent.skillsOf,
    again: sent.again,
    teams: tickedIds(sent, TEAM_FIELD) as readonly TeamId[],
  })),
);

/** The form of the changes; what its other fields say is read by `readChanges`. */
export const changesForm = v.looseObject({ week: v.string(), teams: v.string(), skillsOf: v.string() });

/** The fields of an address, each name once; undefined when it is none that a form of ours has made. */
export function queryOf<Values>(
  ctx: WebContext,
  schema: v.GenericSchema<unknown, Values>,
): Values | undefined {
  const given = [...new URLSearchParams(ctx.querystring)];
  const fields = Object.fromEntries(given);
  if (given.length > FIELDS || Object.keys(fields).length !== given.length) {
    return undefined;
  }
  const result = v.safeParse(schema, fields);
  return result.success ? result.output : undefined;
}

function tickedSkills(fields: Readonly<Record<string, unknown>>): ReadonlySet<SkillId> {
  return new Set(tickedIds(fields, SKILL_FIELD) as readonly SkillId[]);
}

/** The ids behind the names of checkboxes that begin so. */
function tickedIds(fields: Readonly<Record<string, unknown>>, prefix: string): readonly string[] {
  return Object.keys(fields)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter((id) => idPattern.test(id));
}
