import * as v from 'valibot';
import type { SkillId } from '../../equilibrium/index.ts';
import { idPattern, type IssueId, type SessionId, type TeamId } from '../../kernel/index.ts';
import type { WebContext } from '../../platform/web.ts';
import { SKILL_FIELD } from '../now-page.ts';

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
  return new Set(
    Object.keys(fields)
      .filter((name) => name.startsWith(SKILL_FIELD))
      .map((name) => name.slice(SKILL_FIELD.length))
      .filter((id) => idPattern.test(id)) as SkillId[],
  );
}
