import * as v from 'valibot';
import { msBetween, unreachable, type Instant } from '../kernel/index.ts';

/** The part of equilibrium's reasons that reports and consoles tell. The journal keeps them whole, and for ever. */
const reasonSchema = v.object({
  candidates: v.number(),
  first: v.fallback(
    v.array(
      v.object({
        sessions: v.number(),
        since: v.number(),
        preference: v.picklist(['more-preferred', 'less-preferred', 'anybody']),
      }),
    ),
    [],
  ),
  needed: v.fallback(v.array(v.string()), []),
  matched: v.fallback(v.array(v.string()), []),
  /** By id; offers of long ago do not name them. */
  skillNames: v.fallback(v.record(v.string(), v.string()), {}),
  declined: v.fallback(v.number(), 0),
});

/** Why somebody was asked at `at`, in words; empty when the reasons cannot be read (any more). */
export function offerReasonText(why: unknown, at: Instant): string {
  const read = v.safeParse(reasonSchema, why);
  if (!read.success) {
    return '';
  }
  const { candidates, first, needed, matched, skillNames, declined } = read.output;
  const [chosen] = first;
  const words = [
    candidates === 1 ? 'the only one who could be asked' : `first of ${candidates} who could be asked`,
  ];
  if (chosen !== undefined) {
    const minutes = Math.max(0, Math.floor(msBetween(chosen.since as Instant, at) / 60_000));
    words.push(
      ...skillsText(
        chosen.preference,
        named(needed, skillNames),
        named(matched, skillNames),
        matched.length > 0,
      ),
      `in ${chosen.sessions} ${chosen.sessions === 1 ? 'session' : 'sessions'} for ${minutes} min`,
    );
  }
  if (declined > 0) {
    words.push(`${declined} had declined`);
  }
  return words.join(', ');
}

type Preference = 'more-preferred' | 'less-preferred' | 'anybody';

/** What was needed and what of it decided; nothing where skills did not count. */
function skillsText(
  preference: Preference,
  needed: string,
  matched: string,
  didMatch: boolean,
): readonly string[] {
  if (needed === '' && !didMatch) {
    return [];
  }
  const words = preferenceText(didMatch ? preference : 'anybody', matched === '' ? 'it' : matched);
  return [needed === '' || needed === matched ? words : `${words} (needed: ${needed})`];
}

function named(skills: readonly string[], names: Readonly<Record<string, string>>): string {
  return skills
    .map((skill) => names[skill] ?? '')
    .filter((name) => name !== '')
    .join(', ');
}

function preferenceText(preference: Preference, what: string): string {
  switch (preference) {
    case 'more-preferred':
      return `skilled in ${what}`;
    case 'less-preferred':
      return `somewhat skilled in ${what}`;
    case 'anybody':
      return 'without the skills';
    default:
      return unreachable(preference);
  }
}
