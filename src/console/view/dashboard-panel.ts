import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { msBetween, type Instant } from '../../kernel/index.ts';
import type { SupervisedPerson, SupervisedQueue, SupervisedSession } from '../../protocol/index.ts';
import { fullTime } from '../model/calendar-words.ts';
import type { ConsoleState } from '../model/console-state.ts';
import {
  boardsOf,
  longestSession,
  presenceWords,
  sessionWords,
  sparkLine,
  sparkWords,
  type SupervisedTeam,
  type TeamBoard,
} from '../model/dashboard.ts';
import { hasTab } from '../model/tabs.ts';
import { durationBrief } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { statusMark } from './status-mark.ts';

/** Who is below me, team by team: who is there, what they are doing, how long their customers wait. */
export function dashboardPanel(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const boards = boardsOf(state.dashboard);
  return html`<section
    class="board"
    role="tabpanel"
    id="panel-dashboard"
    aria-labelledby="tab-dashboard"
    tabindex="0"
  >
    <h1>Dashboard</h1>
    ${
      boards.length > 0
        ? repeat(
            boards,
            ({ team }) => team.queue,
            (board) => teamBoard(state, console, board),
          )
        : noBoards(state)
    }
  </section>`;
}

function noBoards(state: ConsoleState): TemplateResult {
  if (state.dashboard.known) {
    return html`<div class="empty">
      ${icon('dashboard', 'large')}
      <h2>You supervise nobody</h2>
      <p>A Team Lead sees the members of the team here, a Team Manager its leads and members too.</p>
    </div>`;
  }
  return state.connection.kind === 'connecting' || state.connection.kind === 'up'
    ? html`<div class="empty">
        <p class="row"><span class="spinner" aria-hidden="true"></span>Loading the dashboard</p>
      </div>`
    : html`<div class="empty">
        ${icon('offline', 'large')}
        <h2>The dashboard cannot be shown yet</h2>
        <p>The appliance has not answered. The dashboard appears here as soon as it does.</p>
      </div>`;
}

function teamBoard(
  state: ConsoleState,
  console: RepresentativeConsole,
  { team, queue, present, absent }: TeamBoard,
): TemplateResult {
  const title = `board-${team.queue}`;
  return html`<section class="board-team" aria-labelledby=${title}>
    <header class="board-head">
      <h2 id=${title} class="anywhere"><bdi>${team.name}</bdi></h2>
      <p class="muted small">You are its ${team.role === 'manager' ? 'Team Manager' : 'Team Lead'}</p>
    </header>
    ${numbers(state, team, queue, present, absent)} ${allowance(team)}
    ${
      present.length === 0
        ? html`<p class="muted board-nobody">
            ${absent.length === 0 ? html`<span class="row"><span class="spinner" aria-hidden="true"></span>Loading the people</span>` : 'Nobody of them is signed in to a console now.'}
          </p>`
        : html`<table class="table board-table">
            <caption class="visually-hidden">
              People below you in ${team.name}
            </caption>
            <thead>
              <tr>
                <th scope="col" class="board-person">Person</th>
                <th scope="col" class="board-status">Status</th>
                <th scope="col" class="board-count">Sessions</th>
                <th scope="col" class="board-longest">Longest</th>
                <th scope="col">Who is being helped</th>
              </tr>
            </thead>
            <tbody>
              ${repeat(
                present,
                ({ id }) => id,
                (person) => personRow(state, console, team, person),
              )}
            </tbody>
          </table>`
    }
    ${
      absent.length === 0
        ? nothing
        : html`<details class="board-absent">
            <summary>Not signed in (${absent.length})</summary>
            <ul>
              ${repeat(
                absent,
                ({ id }) => id,
                ({ name, role }) =>
                  html`<li class="anywhere">
                    <bdi>${name}</bdi
                    >${role === 'lead' ? html` <span class="chip">Team Lead</span>` : nothing}
                  </li>`,
              )}
            </ul>
          </details>`
    }
  </section>`;
}

function numbers(
  state: ConsoleState,
  team: SupervisedTeam,
  queue: SupervisedQueue | undefined,
  present: readonly SupervisedPerson[],
  absent: readonly SupervisedPerson[],
): TemplateResult {
  const here = present.filter(({ duty }) => duty !== undefined).length;
  const inSession = present.filter(({ sessions }) => sessions.some(({ status }) => status === 'in-session'));
  const oldest =
    queue?.oldestAt === undefined ? undefined : durationBrief(msBetween(queue.oldestAt, state.now));
  const fact = (name: string, figure: string | number | undefined, look = '') =>
    html`<div class="board-fact ${look}">
      <dt>${name}</dt>
      <dd class="numbers">${figure ?? '–'}</dd>
    </div>`;
  return html`<dl class="board-facts" aria-label="Numbers of ${team.name}">
    ${fact('Waiting', queue?.waiting)} ${fact('Oldest wait', oldest)}
    ${fact('Overdue', queue?.overdue, (queue?.overdue ?? 0) > 0 ? 'late' : '')}
    ${fact('Being offered', queue?.offered)}
    ${fact('Signed in', present.length + absent.length === 0 ? undefined : `${here} of ${present.length + absent.length}`)}
    ${fact('In session', inSession.length)} ${queue === undefined ? nothing : lastHour(queue)}
  </dl>`;
}

const SPARK = { width: 118, height: 26 } as const;

/** How many waited, minute by minute: as far back as it is known, at most an hour. */
function lastHour({ longest }: SupervisedQueue): TemplateResult {
  const words = sparkWords(longest);
  const minutes = Math.min(60, longest.length);
  return html`<div class="board-fact board-hour" title=${words}>
    <dt>Queue, ${minutes >= 60 ? 'last hour' : `last ${minutes} min`}</dt>
    <dd>
      <svg
        class="spark"
        role="img"
        aria-label=${words}
        viewBox="-2 -2 ${SPARK.width + 4} ${SPARK.height + 4}"
        preserveAspectRatio="none"
      >
        ${svg`<polyline points=${sparkLine(longest, SPARK)} vector-effect="non-scaling-stroke" />`}
      </svg>
      <span class="small muted numbers" aria-hidden="true">most ${Math.max(0, ...longest)}</span>
    </dd>
  </div>`;
}

/** What the team does not allow, and where that is decided: buttons that are missing are no riddle. */
function allowance({ view, takeOver }: SupervisedTeam): TemplateResult | typeof nothing {
  if (view && takeOver) {
    return nothing;
  }
  const what =
    !view && !takeOver
      ? 'Viewing sessions, taking them over and transferring them are'
      : view
        ? 'Joining, taking over and transferring sessions is'
        : 'Viewing sessions is';
  return html`<p class="small muted board-allowance">
    ${what} switched off for this team. An administrator decides it under Support Teams, Dashboard Settings.
  </p>`;
}

function personRow(
  state: ConsoleState,
  console: RepresentativeConsole,
  team: SupervisedTeam,
  person: SupervisedPerson,
): TemplateResult {
  const presence = presenceWords(person, state.now);
  const more = person.sessionCount - person.sessions.length;
  return html`<tr>
    <th scope="row" class="board-person anywhere">
      <bdi>${person.name}</bdi>
      ${person.role === 'lead' ? html`<span class="chip">Team Lead</span>` : nothing}
    </th>
    <td class="board-status">
      ${person.duty === undefined ? html`<span class="muted">Not signed in</span>` : statusMark(person.duty.status, person.duty.statusName)}
      ${presence === '' || person.duty === undefined ? nothing : html`<p class="small muted">${presence}</p>`}
    </td>
    <td class="board-count numbers">
      <span class="board-label" aria-hidden="true">Sessions </span>${person.sessionCount}
    </td>
    <td class="board-longest numbers">
      <span class="board-label" aria-hidden="true">Longest </span>${longestSession(person, state.now) ?? '–'}
    </td>
    <td class="board-sessions">
      ${
        person.sessions.length === 0
          ? html`<span class="muted">Nobody</span>`
          : html`<ul>
              ${repeat(
                person.sessions,
                ({ session }) => session,
                (session) => sessionLine(state, console, team, session),
              )}
              ${more > 0 ? html`<li class="small muted">${more} more</li>` : nothing}
            </ul>`
      }
    </td>
  </tr>`;
}

function sessionLine(
  state: ConsoleState,
  console: RepresentativeConsole,
  team: SupervisedTeam,
  session: SupervisedSession,
): TemplateResult {
  const words = sessionWords(session);
  return html`<li class="board-session">
    <div class="board-session-words">
      <span class="strong anywhere"><bdi>${session.customerName}</bdi></span>
      ${sinceWords(session, state.now)}
      ${words === '' ? nothing : html`<span class="small muted anywhere"><bdi>${words}</bdi></span>`}
    </div>
    ${sessionActions(state, console, team, session)}
  </li>`;
}

function sinceWords({ since, status }: SupervisedSession, now: Instant): TemplateResult {
  return html`<time
    class="small numbers ${status === 'waiting' ? 'warn-ink' : 'muted'}"
    title=${fullTime(since)}
    >${durationBrief(msBetween(since, now))}</time
  >`;
}

/** What I may do with it. A session of which somebody else is the owner is theirs: it is shown where they stand. */
function sessionActions(
  state: ConsoleState,
  console: RepresentativeConsole,
  team: SupervisedTeam,
  { session, customerName, status, ownerName }: SupervisedSession,
): TemplateResult | typeof nothing {
  const { supervising } = console;
  const isViewed = state.viewing.has(session);
  const isMine = hasTab(state.tabs, session) && !isViewed;
  const act = (words: string, name: string, work: () => void) =>
    html`<button class="button quiet" type="button" aria-label="${name}" @click=${work}>${words}</button>`;
  if (isMine) {
    return html`<div class="board-actions">
      ${act('Open', `Open the session with ${customerName}`, () => console.activate(session))}
    </div>`;
  }
  if (ownerName !== undefined) {
    return nothing;
  }
  return html`<div class="board-actions" role="group" aria-label="Session with ${customerName}">
    ${
      status === 'in-session' && team.view
        ? act('View', `View the session with ${customerName}`, () => void supervising.view(session))
        : nothing
    }
    ${
      status === 'in-session' && team.takeOver
        ? html`${act('Join', `Join the session with ${customerName}`, () => void supervising.join(session))}
          ${act('Take over', `Take over the session with ${customerName}`, () =>
            supervising.askToTakeOver(session),
          )}`
        : nothing
    }
    ${
      team.takeOver
        ? act('Transfer', `Transfer the session with ${customerName}`, () =>
            console.askForTarget('transfer', session),
          )
        : nothing
    }
  </div>`;
}
