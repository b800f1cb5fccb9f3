import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { RepId, SessionId } from '../../kernel/index.ts';
import { fullTime, timeOfDay } from '../model/calendar-words.ts';
import type { ConsoleState } from '../model/console-state.ts';
import { isOver, partOf, type OpenSession } from '../model/open-session.ts';
import type { RepresentativeConsole } from '../representative-console.ts';

/** A name that needs a line of its own beside a button. */
const LONG_NAME = 22;

function isLong(name: string): boolean {
  return name.length > LONG_NAME;
}

/** Who is in the session beside the customer: the owner first, then the others as they came, then who was invited. */
export function peopleList(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult | typeof nothing {
  const { view } = open;
  const { me } = state;
  if (me === undefined || (view.owner === undefined && view.others.length === 0)) {
    return nothing;
  }
  const isMine = partOf(view, me.id) === 'owner' && !isOver(open);
  const said = (id: string, name: string) => (id === me.id ? `${name} (you)` : name);
  const isAway = (id: RepId) => view.lost.has(id);
  const removal = (id: string, name: string) =>
    isMine
      ? html`<button
          class="button"
          type="button"
          aria-label="Remove ${name}"
          @click=${() => void console.removeParticipant(session, id as RepId)}
        >
          Remove
        </button>`
      : nothing;
  return html`<h3 class="small">In this session</h3>
    <ul class="people" aria-label="In this session">
      ${
        view.owner === undefined
          ? html`<li class="muted small">Nobody owns it now: it waits in ${view.queueName}.</li>`
          : html`<li>
              <span class="grow cut" title=${view.owner.name}
                ><bdi>${said(view.owner.id, view.owner.name)}</bdi></span
              >
              ${isAway(view.owner.id) ? html`<span class="chip warn">Not connected</span>` : nothing}
              <span class="chip info">Owner</span>
            </li>`
      }
      ${repeat(
        view.others,
        ({ id }) => id,
        ({ id, name }) =>
          html`<li class=${isLong(name) ? 'wide' : ''}>
            <span class="grow anywhere"><bdi>${said(id, name)}</bdi></span>
            ${isAway(id as RepId) ? html`<span class="chip warn">Not connected</span>` : nothing}
            ${removal(id, name)}
          </li>`,
      )}
      ${repeat(
        view.away,
        ({ id }) => id,
        ({ id, name }) =>
          html`<li class="wide">
            <span class="grow anywhere"><bdi>${name}</bdi></span>
            <span class="chip warn">Lost, may return</span>
            ${removal(id, name)}
          </li>`,
      )}
      ${repeat(
        view.viewers,
        ({ id }) => id,
        ({ id, name }) =>
          html`<li>
            <span class="grow cut" title=${name}><bdi>${said(id, name)}</bdi></span>
            <span class="chip warn">Viewing</span>
          </li>`,
      )}
      ${repeat(
        view.invitations,
        ({ id }) => id,
        ({ id, toName, until }) =>
          html`<li class=${until === undefined ? '' : 'wide'}>
            <span class="grow anywhere"><bdi>${toName}</bdi></span>
            <span
              class="chip"
              title=${until === undefined ? nothing : `The key is good until ${fullTime(until)}`}
              >${until === undefined ? 'Invited' : `Key until ${timeOfDay(until)}`}</span
            >
            ${
              isMine
                ? html`<button
                    class="button"
                    type="button"
                    aria-label="Withdraw the invitation of ${toName}"
                    @click=${() => void console.closeInvitation(session, id)}
                  >
                    Withdraw
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
}
