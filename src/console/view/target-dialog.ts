import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { customerNameOf, isDenied, type ConsoleState, type Dialog } from '../model/console-state.ts';
import type { RepId, SessionId } from '../../kernel/index.ts';
import { toolDenied } from '../../protocol/index.ts';
import { supervisedSession } from '../model/dashboard.ts';
import { targetsOf, type Target } from '../model/desk.ts';
import type { OpenSession } from '../model/open-session.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { titledDialog } from './titled-dialog.ts';
import { statusMark } from './status-mark.ts';

/** More are found by their names. */
const SHOWN_TARGETS = 60;

type TargetDialog = Extract<Dialog, { kind: 'transfer' | 'share' }>;

/** Whom to give a session to, or whom to invite into it: teams and representatives, found by name. */
export function targetDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  dialog: TargetDialog,
): TemplateResult {
  const open = state.sessions.get(dialog.session);
  const isTransfer = dialog.kind === 'transfer';
  const below = isTransfer ? ownerBelow(state, dialog.session, open) : undefined;
  const without = [
    ...(state.me === undefined ? [] : [state.me.id]),
    ...(isTransfer ? [] : (open?.view.others.map(({ id }) => id) ?? [])),
    ...(below === undefined ? [] : [below.id]),
  ];
  const invited = new Set(isTransfer ? [] : open?.view.invitations.map(({ to }) => to));
  const targets = targetsOf(state.desk, dialog.kind, dialog.query, without).filter(
    ({ queue }) => !invited.has(queue),
  );
  const name = customerNameOf(state, dialog.session);
  return titledDialog(
    console,
    {
      id: 'target-title',
      title: isTransfer ? 'Transfer the session' : 'Share the session',
      look: 'target-dialog',
    },
    html`<form
      class="stack"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void console.confirmTarget();
      }}
    >
      <p class="muted anywhere">
        ${
          isTransfer
            ? html`<bdi>${name}</bdi> waits there until somebody accepts.
                ${whoLeaves(state, dialog.session, below)}`
            : html`Whoever comes sees the chat and the screen of <bdi>${name}</bdi>. You stay the owner.`
        }
      </p>
      ${isTransfer ? nothing : invitations(console, dialog, open)}
      <label class="field">
        <span class="label">Find a team or a representative</span>
        <input
          class="input"
          type="search"
          autocomplete="off"
          spellcheck="false"
          autofocus
          .value=${dialog.query}
          @input=${(event: InputEvent) => console.searchTarget((event.currentTarget as HTMLInputElement).value)}
        />
      </label>
      ${targetList(console, dialog, targets)}
      ${
        !isTransfer && state.desk?.may.inviteExternal === true
          ? isDenied(state, dialog.session, 'external-invitations')
            ? html`<p class="small muted">${toolDenied('external-invitations')}</p>`
            : html`<button
                class="button"
                type="button"
                @click=${() => console.invitations.ask(dialog.session)}
              >
                ${icon('person', 'small')}Invite External Representative
              </button>`
          : nothing
      }
      ${dialog.problem === undefined ? nothing : html`<p class="error" role="alert">${dialog.problem}</p>`}
      <div class="actions">
        <button class="button" type="button" @click=${() => console.closeDialog()}>
          ${isTransfer ? 'Cancel' : 'Done'}
        </button>
        <button
          class="button primary"
          type="submit"
          ?disabled=${!targets.some(({ queue }) => queue === dialog.chosen)}
          aria-busy=${dialog.busy ? 'true' : 'false'}
        >
          ${isTransfer ? 'Transfer' : 'Invite'}
        </button>
      </div>
    </form>`,
  );
}

/** Whose session I transfer in their place; undefined when it is my own. */
function ownerBelow(
  state: ConsoleState,
  session: SessionId,
  open: OpenSession | undefined,
): { readonly id: RepId; readonly name: string } | undefined {
  const owner = open?.view.owner ?? supervisedSession(state.dashboard, session)?.person;
  return owner?.id === state.me?.id ? undefined : owner;
}

/** What a transfer ends; one that waits is in nobody's hands. */
function whoLeaves(
  state: ConsoleState,
  session: SessionId,
  below: ReturnType<typeof ownerBelow>,
): TemplateResult | typeof nothing {
  if (below === undefined) {
    return html`You leave the session, and the screen is not shared any more.`;
  }
  const isWaiting = supervisedSession(state.dashboard, session)?.session.status === 'waiting';
  return isWaiting
    ? nothing
    : html`<bdi>${below.name}</bdi> leaves the session, and the screen is not shared any more.`;
}

function targetList(
  console: RepresentativeConsole,
  dialog: TargetDialog,
  targets: readonly Target[],
): TemplateResult {
  if (targets.length === 0) {
    return html`<p class="empty-found muted" role="status">
      ${dialog.query.trim() === '' ? 'There is nobody else yet.' : 'No team and nobody has that name.'}
    </p>`;
  }
  return html`<fieldset class="targets">
    <legend class="visually-hidden">${dialog.kind === 'transfer' ? 'Transfer to' : 'Whom to invite'}</legend>
    ${repeat(
      targets.slice(0, SHOWN_TARGETS),
      (target) => target.queue,
      (target) =>
        html`<label class="target">
          <input
            type="radio"
            name="target"
            .checked=${dialog.chosen === target.queue}
            @change=${() => console.chooseTarget(target.queue)}
          />
          ${icon(target.kind === 'team' ? 'queues' : 'person', 'small')}
          <span class="grow cut" title=${target.name}><bdi>${target.name}</bdi></span>
          <span class="small muted target-hint"
            >${target.status === undefined ? target.hint : statusMark(target.status, target.hint)}</span
          >
        </label>`,
    )}
    ${
      targets.length > SHOWN_TARGETS
        ? html`<p class="small muted">
            ${targets.length - SHOWN_TARGETS} more. Type a part of the name to find them.
          </p>`
        : nothing
    }
  </fieldset>`;
}

function invitations(
  console: RepresentativeConsole,
  dialog: TargetDialog,
  open: OpenSession | undefined,
): TemplateResult | typeof nothing {
  const pending = open?.view.invitations ?? [];
  return html`<div role="status">
    ${
      pending.length === 0
        ? nothing
        : html`<p class="label">Invited, not answered yet</p>
            <ul class="people">
              ${repeat(
                pending,
                ({ id }) => id,
                ({ id, toName }) =>
                  html`<li>
                    <span class="grow anywhere"><bdi>${toName}</bdi></span>
                    <button
                      class="button"
                      type="button"
                      aria-label="Withdraw the invitation of ${toName}"
                      @click=${() => void console.closeInvitation(dialog.session, id)}
                    >
                      Withdraw
                    </button>
                  </li>`,
              )}
            </ul>`
    }
  </div>`;
}
