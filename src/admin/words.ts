import { unreachable } from '../kernel/index.ts';
import type { RepStatus, SkillLevel, Team, TeamRole } from '../people/index.ts';
import type { Language } from '../languages/index.ts';
import type { Mode, Way } from '../portals/index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** In the largest unit that leaves no remainder: "90 seconds", "5 minutes", "1 day". */
export function lengthInWords(durationMs: number): string {
  const [unit, unitMs] = (
    [
      ['day', DAY_MS],
      ['hour', HOUR_MS],
      ['minute', MINUTE_MS],
    ] as const
  ).find(([, ms]) => durationMs % ms === 0) ?? ['second', SECOND_MS];
  const count = Math.round(durationMs / unitMs);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export function teamRoleInWords(role: TeamRole): string {
  switch (role) {
    case 'member':
      return 'Team Member';
    case 'lead':
      return 'Team Lead';
    case 'manager':
      return 'Team Manager';
    default:
      return unreachable(role);
  }
}

export function algorithmInWords(algorithm: Team['algorithm']): string {
  switch (algorithm) {
    case 'none':
      return 'None';
    case 'least-busy':
      return 'Least Busy';
    case 'skills-match-least-busy':
      return 'Skills Match, Least Busy';
    default:
      return unreachable(algorithm);
  }
}

export function monitoringInWords(monitoring: Team['monitoring']): string {
  switch (monitoring) {
    case 'disabled':
      return 'Disabled';
    case 'representative-console':
      return 'Only Representative Console';
    default:
      return unreachable(monitoring);
  }
}

export function levelInWords(level: SkillLevel): string {
  switch (level) {
    case 'more-preferred':
      return 'More Preferred';
    case 'less-preferred':
      return 'Less Preferred';
    case 'ignored':
      return 'Ignored';
    default:
      return unreachable(level);
  }
}

export function displayedAsInWords(displayAs: RepStatus['displayAs']): string {
  switch (displayAs) {
    case 'available':
      return 'Available';
    case 'busy':
      return 'Busy';
    case 'away':
      return 'Away';
    default:
      return unreachable(displayAs);
  }
}

/** "1 issue", "3 issues". */
export function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

export function languageInWords(language: Language): string {
  switch (language) {
    case 'en':
      return 'English';
    case 'de':
      return 'German';
    case 'fr':
      return 'French';
    case 'es':
      return 'Spanish';
    case 'ja':
      return 'Japanese';
    case 'ar':
      return 'Arabic';
    default:
      return unreachable(language);
  }
}

export function wayInWords(way: Way): string {
  switch (way) {
    case 'sessionKey':
      return 'Session Key';
    case 'issues':
      return 'Issue Submission';
    case 'representatives':
      return 'Representatives';
    default:
      return unreachable(way);
  }
}

export function modeInWords(mode: Mode): string {
  switch (mode) {
    case 'full':
      return 'Full support session';
    case 'chat':
      return 'Click-to-chat';
    default:
      return unreachable(mode);
  }
}

export function sizeInWords(bytes: number): string {
  return bytes < 1_024
    ? counted(bytes, 'byte', 'bytes')
    : bytes < 1_024 * 1_024
      ? `${Math.ceil(bytes / 1_024)} kB`
      : `${Math.round((bytes / 1_024 / 1_024) * 10) / 10} MB`;
}
