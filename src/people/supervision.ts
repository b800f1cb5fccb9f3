import type { Team } from './team.ts';

/** What somebody may do with the sessions of one whom they supervise. */
export interface Supervision {
  readonly view: boolean;
  /** Whether whoever is viewed is told. */
  readonly isTold: boolean;
  /** Join, take over, transfer. */
  readonly takeOver: boolean;
}

/**
 * Over all `teams` in which one is above the other; undefined when there is none. What any of them allows
 * is allowed; but as soon as one that allows viewing wants it to be seen, it is.
 */
export function supervisionIn(
  teams: readonly Pick<Team, 'monitoring' | 'monitorIndicator' | 'takeOver'>[],
): Supervision | undefined {
  const viewing = teams.filter(({ monitoring }) => monitoring !== 'disabled');
  return teams.length === 0
    ? undefined
    : {
        view: viewing.length > 0,
        isTold: viewing.some(({ monitorIndicator }) => monitorIndicator),
        takeOver: teams.some(({ takeOver }) => takeOver),
      };
}
