import { unreachable } from '../kernel/index.ts';
import type { RoutingAlgorithm, TeamRole } from '../people/index.ts';

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

export function algorithmInWords(algorithm: RoutingAlgorithm): string {
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
