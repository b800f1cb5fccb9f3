import { teamQueue, type Clock, type RepId } from '../../kernel/index.ts';
import type { Directory } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import { pageRoute, render, type Route, type WebContext } from '../../platform/web.ts';
import type { LiveAssignment } from '../index.ts';
import { nowPage, type AskedNow } from '../now-page.ts';
import type { AskedReplay } from '../replay-page.ts';
import { askNowQuery, queryOf } from './forms.ts';
import { replayRoutes } from './replay-pages.ts';
import type { ReplayRuns } from './runs.ts';

export interface SimulationPorts {
  readonly database: Database;
  /** Its file: a replay reads it in a thread of its own. */
  readonly databaseFile: string;
  readonly runs: ReplayRuns<AskedReplay>;
  readonly directory: Directory;
  readonly live: LiveAssignment;
  /** Also of whoever is disabled; undefined for nobody. */
  readonly nameOf: (rep: RepId) => string | undefined;
  readonly clock: Pick<Clock, 'now'>;
  /** An IANA name: whose weeks and hours they are. The appliance's own unless given. */
  readonly timeZone?: string;
}

/** The pages of `/login/simulator`: for administrators, and nothing is changed by any of them. */
export function simulationRoutes(ports: SimulationPorts): readonly Route[] {
  const { directory, live, clock } = ports;
  const nameOf = (rep: RepId) => ports.nameOf(rep) ?? 'Somebody who was deleted';
  const site = () => ({
    teams: directory.teams(),
    issues: directory.issues(),
    skills: directory.skills(),
    nameOf,
  });

  function showProblem(ctx: WebContext, problem: string): void {
    render(ctx, 'simulator/now', nowPage(site(), undefined, undefined, problem), 422);
  }

  return [
    ...replayRoutes({
      ...ports,
      timeZone: ports.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    pageRoute({
      path: '/login/simulator',
      who: 'administrator',
      handle(ctx) {
        const sent = queryOf(ctx, askNowQuery);
        if (sent === undefined) {
          showProblem(ctx, 'That could not be understood. Please choose below.');
          return;
        }
        const team = sent.team === undefined ? directory.teams()[0] : directory.team(sent.team);
        if (team === undefined) {
          if (sent.team === undefined) {
            render(ctx, 'simulator/now', nowPage(site(), undefined, undefined));
          } else {
            showProblem(ctx, 'This team does not exist any more. Please choose another one.');
          }
          return;
        }
        const queue = teamQueue(team.id);
        const waiting = live.waitingIn(queue);
        const session = waiting.find(({ id }) => id === sent.session);
        if (sent.session !== undefined && session === undefined) {
          showProblem(ctx, 'This session does not wait in this queue any more. Please choose again.');
          return;
        }
        const issue = sent.issue === undefined ? undefined : directory.issue(sent.issue);
        if (sent.issue !== undefined && issue === undefined) {
          showProblem(ctx, 'This issue does not exist any more. Please choose another one.');
          return;
        }
        const asked: AskedNow = { team, issue, skills: sent.skills, session };
        const needs = session?.issue?.skills ?? [...new Set([...(issue?.needs ?? []), ...sent.skills])];
        render(
          ctx,
          'simulator/now',
          nowPage(site(), asked, {
            lineUp: live.lineUp({ queue, needs, declinedBy: session?.declinedBy ?? new Set() }),
            absent: directory
              .membersOf(team.id)
              .map(({ rep }) => rep)
              .filter((rep) => !live.isOnDuty(rep)),
            waiting,
            now: clock.now(),
          }),
        );
      },
    }),
  ];
}
