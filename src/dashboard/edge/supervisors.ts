import { teamOfQueue, teamQueue } from '../../kernel/index.ts';
import type { Directory } from '../../people/index.ts';
import type { Supervisors } from '../index.ts';

/** Who is above whom, from the directory: as it is on the disk, and in memory. */
export function supervisorsOf(directory: Directory): Supervisors {
  return {
    teamsOf: (rep) =>
      directory.supervisedTeams(rep).flatMap(({ team, role }) =>
        role === 'member'
          ? []
          : [
              {
                queue: teamQueue(team.id),
                name: team.name,
                role,
                view: team.monitoring !== 'disabled',
                isTold: team.monitorIndicator,
                takeOver: team.takeOver,
              },
            ],
      ),
    peopleBelow(queue, role) {
      const team = teamOfQueue(queue);
      return (team === undefined ? [] : directory.peopleBelow(team, role)).flatMap(
        ({ person: { id, name }, role: theirs }) =>
          theirs === 'manager' ? [] : [{ id, name, role: theirs }],
      );
    },
    over: (rep, owner) => directory.supervision(rep, owner),
    onChanged: (listener) => directory.onChanged(listener),
  };
}
