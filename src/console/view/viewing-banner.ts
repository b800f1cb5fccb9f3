import { html, nothing, type TemplateResult } from 'lit-html';
import type { SessionId } from '../../kernel/index.ts';
import type { ConsoleState } from '../model/console-state.ts';
import { supervisedSession } from '../model/dashboard.ts';
import type { OpenSession } from '../model/open-session.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';

/** Over a session in which I am not: whose it is, who knows that I look on, and the ways in and out. */
export function viewingBanner(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  { view }: OpenSession,
): TemplateResult {
  const { supervising } = console;
  const isTold = view.viewers.some(({ id }) => id === state.me?.id);
  const queue = supervisedSession(state.dashboard, session)?.person.queue;
  const mayTakeOver = state.dashboard.teams.some((team) => team.queue === queue && team.takeOver);
  return html`<div class="banner info viewing-banner" role="status">
    ${icon('view')}
    <p class="grow">
      <strong
        >You are
        viewing${view.owner === undefined ? '' : html` <bdi>${view.owner.name}</bdi>’s session`}.</strong
      >
      ${
        isTold
          ? 'Everybody in it sees that you do. You cannot write or change anything.'
          : 'Nobody in it is told. You cannot write or change anything.'
      }
    </p>
    ${
      mayTakeOver
        ? html`<button class="button" type="button" @click=${() => void supervising.join(session)}>
              Join
            </button>
            <button class="button" type="button" @click=${() => supervising.askToTakeOver(session)}>
              Take over
            </button>`
        : nothing
    }
    <button class="button" type="button" @click=${() => void supervising.stopViewing(session)}>
      Stop viewing
    </button>
  </div>`;
}

/** Who looks on, for the people in the session; they are told as long as it lasts. */
export function viewersChip({ view }: OpenSession): TemplateResult | typeof nothing {
  const names = view.viewers.map(({ name }) => name).join(', ');
  return names === ''
    ? nothing
    : html`<span
        class="chip warn viewers"
        title="${names} ${view.viewers.length === 1 ? 'is' : 'are'} viewing this session"
        >${icon('view', 'small')}<span class="cut"><bdi>${names}</bdi></span>
        <span>${view.viewers.length === 1 ? 'is' : 'are'} viewing</span></span
      >`;
}
