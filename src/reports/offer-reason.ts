import * as v from 'valibot';
import { msBetween, unreachable, type Instant } from '../kernel/index.ts';

/** The part of equilibrium's reasons that the report tells. The journal keeps them whole, and for ever. */
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
  matched: v.fallback(v.array(v.string()), []),
  declined: v.fallback(v.number(), 0),
});

/** Why somebody was asked at `at`, in words; empty when the reasons cannot be read (any more). */
export function offerReasonText(why: unknown, at: Instant): string {
  const read = v.safeParse(reasonSchema, why);
  if (!read.success) {
    return '';
  }
  const { candidates, first, matched, declined } = read.output;
  const [chosen] = first;
  const words = [
    candidates === 1 ? 'the only one who could be asked' : `first of ${candidates} who could be asked`,
  ];
  if (chosen !== undefined) {
    const minutes = Math.max(0, Math.floor(msBetween(chosen.since as Instant, at) / 60_000));
    words.push(
      ...(matched.length === 0 ? [] : [preferenceText(chosen.preference)]),
      `in ${chosen.sessions} ${chosen.sessions === 1 ? 'session' : 'sessions'} for ${minutes} min`,
    );
  }
  if (declined > 0) {
    words.push(`${declined} had declined`);
  }
  return words.join(', ');
}

function preferenceText(preference: 'more-preferred' | 'less-preferred' | 'anybody'): string {
  switch (preference) {
    case 'more-preferred':
      return 'skilled in it';
    case 'less-preferred':
      return 'somewhat skilled in it';
    case 'anybody':
      return 'without the skills';
    default:
      return unreachable(preference);
  }
}
