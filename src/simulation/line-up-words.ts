import type { Considered, LineUp, SkillId } from '../equilibrium/index.ts';
import { msBetween, unreachable, type Instant } from '../kernel/index.ts';
import { lengthOf } from './words.ts';

type PassedOver = LineUp['unavailable'][number];

/** Why somebody cannot be asked now, as a sentence about them. */
export function passedOverInWords({ candidate, because }: PassedOver, now: Instant): string {
  switch (because) {
    case 'logged-off':
      return 'Not logged in to the console';
    case 'opted-out':
      return 'Does not take automatic assignments';
    case 'busy':
      return 'Status is Busy';
    case 'away':
      return 'Status is Away';
    case 'locked':
      return 'The computer is locked';
    case 'idle':
      return `Idle for ${lengthOf(msBetween(candidate.activeAt, now))}, the limit is ${lengthOf(candidate.idleLimitMs)}`;
    case 'too-many-sessions':
      return `In ${counted(candidate.sessions, 'session')}, more than ${candidate.sessionLimit ?? 0}`;
    case 'being-asked':
      return 'Is being asked for another session';
    default:
      return unreachable(because);
  }
}

/** How well somebody matches what is needed. */
export function matchInWords({ preference }: Considered): string {
  switch (preference) {
    case 'more-preferred':
      return 'More Preferred';
    case 'less-preferred':
      return 'Less Preferred';
    case 'anybody':
      return 'Without the skills';
    default:
      return unreachable(preference);
  }
}

/** What somebody was found by, and what of the needs was given up for it. */
export function matchedSkills(
  { levels }: Pick<LineUp, 'levels'>,
  { peeled }: Considered,
): { readonly matched: readonly SkillId[]; readonly dropped: readonly SkillId[] } {
  const matched = levels[peeled] ?? [];
  return { matched, dropped: (levels[0] ?? []).filter((skill) => !matched.includes(skill)) };
}

/** What decides between two who follow each other: the first thing in which they differ. */
export function whyBefore(one: Considered, next: Considered | undefined): string {
  if (next === undefined) {
    return '';
  }
  if (one.peeled !== next.peeled || one.preference !== next.preference) {
    return 'better match';
  }
  if (one.sessions !== next.sessions) {
    return 'fewer sessions';
  }
  return one.since === next.since ? 'equal: a fixed order decides' : 'in as many for longer';
}

export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
