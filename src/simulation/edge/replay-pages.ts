import { Fault, LIMITS, parseDay, type Clock, type RepId, type TeamId } from '../../kernel/index.ts';
import { nameKey, type Directory } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import { formRoute, pageRoute, redirect, render, type Route, type WebContext } from '../../platform/web.ts';
import {
  changesForm as changesModel,
  chooseForm,
  daysOf,
  mondaysUntil,
  readChanges,
  weekInWords,
  type ChosenWeek,
  type Member,
} from '../replay-form.ts';
import { replayPage, type AskedReplay, type ReplayState } from '../replay-page.ts';
import { changed, scenarioOf } from '../scenario.ts';
import { changesForm, chooseQuery, queryOf } from './forms.ts';
import type { ReplayId, ReplayRuns, Run } from './runs.ts';
import { weeksWithSessions } from './week-store.ts';

const REPLAY = '/login/simulator/replay';
const REPLAYS = '/login/simulator/replays';
/** A page that shows how far a replay is looks again by itself. */
const LOOK_AGAIN_SECONDS = 1;

type Fields = Readonly<Record<string, string>>;

/** What was chosen, as it was said. */
interface Choice {
  readonly week: string;
  readonly teams: readonly string[];
  readonly skillsOf: string;
}

/** Choosing a week, changing something about it, and what came of it. */
export function replayRoutes(ports: {
  readonly database: Database;
  readonly databaseFile: string;
  readonly runs: ReplayRuns<AskedReplay>;
  readonly directory: Directory;
  readonly clock: Pick<Clock, 'now'>;
  readonly timeZone: string;
}): readonly Route[] {
  const { directory, runs, clock, timeZone } = ports;
  const site = () => ({ teams: directory.teams(), skills: directory.skills(), timeZone });

  /** The weeks that have sessions. */
  function weeks() {
    const mondays = mondaysUntil(clock.now(), timeZone);
    const spans = mondays.map((monday) => {
      const days = daysOf(monday, timeZone);
      return { monday, from: days[0] ?? clock.now(), to: days.at(-1) ?? clock.now() };
    });
    const found = weeksWithSessions(ports.database, spans);
    return spans
      .filter((_, index) => found[index])
      .map(({ monday, to }) => ({ monday, isNow: to > clock.now() }));
  }

  function members(teams: readonly { readonly id: TeamId }[]): readonly Member[] {
    const inTeams = new Set(teams.flatMap(({ id }) => directory.membersOf(id).map(({ rep }) => rep)));
    return byName(directory.representatives().filter(({ id }) => inTeams.has(id)));
  }

  function readChoice({
    week,
    teams: ids,
    skillsOf: id,
  }: Choice): { readonly chosen: ChosenWeek } | { readonly problems: Fields } {
    const problems: Record<string, string> = {};
    const monday = parseDay(week);
    if (monday === undefined || !mondaysUntil(clock.now(), timeZone).includes(monday)) {
      problems['week'] = 'Please choose one of the weeks.';
    }
    const teams = directory.teams().filter((team) => ids.includes(team.id));
    const people = members(teams);
    if (teams.length === 0 || teams.length !== ids.length) {
      problems['teams'] = 'Please choose one team at least.';
    } else if (teams.length > LIMITS.replayTeams) {
      problems['teams'] = `Please choose ${LIMITS.replayTeams} teams at most.`;
    } else if (people.length > LIMITS.replayPeople) {
      problems['teams'] =
        `These teams have ${people.length} representatives together. A replay takes ${LIMITS.replayPeople} at most.`;
    }
    const skillsOf = people.find((each) => each.id === id);
    if (id !== '' && skillsOf === undefined && problems['teams'] === undefined) {
      problems['skillsOf'] = 'This representative is in none of the teams. Please choose another one.';
    }
    if (monday === undefined || Object.keys(problems).length > 0) {
      return { problems };
    }
    const morePreferred = skillsOf === undefined ? new Set<never>() : directory.skillsOf(skillsOf.id);
    return { chosen: { monday, teams, members: people, skillsOf, morePreferred } };
  }

  function show(
    ctx: WebContext,
    choice: Choice,
    more: {
      readonly chosen?: ChosenWeek;
      readonly typed?: { readonly text: Fields; readonly problems: Fields };
      readonly problems?: Fields;
      readonly problem?: string;
      readonly status?: number;
    },
  ): void {
    render(
      ctx,
      'simulator/replay',
      {
        problem: more.problem ?? '',
        choose: chooseForm({
          weeks: weeks(),
          teams: directory.teams(),
          representatives: byName(directory.representatives()),
          monday: choice.week,
          chosen: new Set(choice.teams as readonly TeamId[]),
          skillsOf: choice.skillsOf,
          problems: more.problems ?? {},
        }),
        change: more.chosen === undefined ? false : changesModel(site(), more.chosen, more.typed),
      },
      more.status ?? 200,
    );
  }

  /** Raises `not-found`. */
  function addressed(ctx: WebContext): Run<AskedReplay> {
    const run = runs.find((ctx.params['id'] ?? '') as ReplayId);
    if (run === undefined) {
      throw new Fault('not-found', {
        sentence: 'This replay is not kept any more. Please run it again from the Equilibrium Simulator.',
      });
    }
    return run;
  }

  return [
    pageRoute({
      path: REPLAY,
      who: 'administrator',
      handle(ctx) {
        const sent = queryOf(ctx, chooseQuery);
        if (sent === undefined) {
          show(ctx, NOTHING, { problem: 'That could not be understood. Please choose below.', status: 422 });
          return;
        }
        const before = sent.again === '' ? undefined : runs.find(sent.again as ReplayId);
        const choice = before === undefined ? sent : choiceOf(before.asked.fields);
        if (choice.week === '' && choice.teams.length === 0) {
          const teams = directory.teams().map(({ id }) => id as string);
          // A week that is over, if there is one.
          const week = weeks().find(({ isNow }) => !isNow) ?? weeks()[0];
          show(
            ctx,
            { ...NOTHING, week: week?.monday ?? '', teams: teams.length > LIMITS.replayTeams ? [] : teams },
            {},
          );
          return;
        }
        const read = readChoice(choice);
        if ('problems' in read) {
          show(ctx, choice, { problems: read.problems, status: 422 });
        } else {
          show(ctx, choice, {
            chosen: read.chosen,
            ...(before === undefined ? {} : { typed: { text: before.asked.fields, problems: {} } }),
          });
        }
      },
    }),
    formRoute({
      path: REPLAY,
      who: 'administrator',
      form: changesForm,
      handle(ctx, sent) {
        const choice = choiceOf(sent.text);
        const read = readChoice(choice);
        if ('problems' in read) {
          show(ctx, choice, { problems: read.problems, status: 422 });
          return;
        }
        const { chosen } = read;
        if (!sent.ok) {
          show(ctx, choice, {
            chosen,
            typed: { text: sent.text, problems: sent.problems },
            problem: sent.fault.sentence,
            status: sent.fault.status,
          });
          return;
        }
        const changes = readChanges(site(), chosen, sent.text);
        if (!changes.ok) {
          show(ctx, choice, {
            chosen,
            typed: { text: sent.text, problems: changes.problems },
            problem: 'Nothing was replayed yet. Please look at the marked fields.',
            status: 422,
          });
          return;
        }
        const today = scenarioOf(directory, chosen.teams);
        const days = daysOf(chosen.monday, timeZone);
        const asked: AskedReplay = {
          week: weekInWords(chosen.monday),
          teams: chosen.teams.map(({ name }) => name),
          changes: changes.words,
          fields: sent.text,
          days,
        };
        try {
          const id = runs.start(asked, {
            file: ports.databaseFile,
            days,
            now: clock.now(),
            today,
            changed: changed(today, changes.changes),
          });
          redirect(ctx, `${REPLAYS}/${id}`);
        } catch (thrown) {
          if (!(thrown instanceof Fault)) {
            throw thrown;
          }
          show(ctx, choice, {
            chosen,
            typed: { text: sent.text, problems: {} },
            problem: thrown.sentence,
            status: thrown.status,
          });
        }
      },
    }),
    pageRoute({
      path: `${REPLAYS}/:id`,
      who: 'administrator',
      handle(ctx) {
        const run = addressed(ctx);
        const state = stateOf(run);
        if (state.kind === 'running') {
          ctx.set('Refresh', String(LOOK_AGAIN_SECONDS));
        }
        render(
          ctx,
          'simulator/replayed',
          replayPage(run.asked, state, `${REPLAY}?again=${run.id}`, timeZone),
        );
      },
    }),
  ];
}

const NOTHING: Choice = { week: '', teams: [], skillsOf: '' };

function choiceOf(fields: Fields): Choice {
  return {
    week: fields['week'] ?? '',
    teams: (fields['teams'] ?? '').split(' ').filter((id) => id !== ''),
    skillsOf: fields['skillsOf'] ?? '',
  };
}

function stateOf({ state }: Run<AskedReplay>): ReplayState {
  return state.kind === 'done' ? state.result : state;
}

function byName(people: readonly { readonly id: RepId; readonly name: string }[]): readonly Member[] {
  return people
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => (nameKey(one.name) < nameKey(other.name) ? -1 : 1));
}
