import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { LIMITS, type QueueId, type SessionId } from '../../kernel/index.ts';
import type { ButtonChoices, ListedButton } from '../../protocol/index.ts';
import { fullTime, untilWhen } from '../model/calendar-words.ts';
import { customerNameOf, type ConsoleState, type Dialog } from '../model/console-state.ts';
import type { OpenSession } from '../model/open-session.ts';
import {
  hasRunOut,
  lifeWords,
  profileOf,
  queuesFor,
  usesWords,
  type AskingToDeploy,
  type ButtonList,
  type EditedButton,
} from '../model/support-buttons.ts';
import { durationBrief } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { modal } from './modal.ts';
import { selectField } from './select-field.ts';
import { titledDialog } from './titled-dialog.ts';

function describe(id: string, description: string, change: (text: string) => void): TemplateResult {
  return html`<div class="field">
    <label class="label" for=${id}>Description</label>
    <input
      class="input"
      id=${id}
      autocomplete="off"
      maxlength=${LIMITS.buttonDescriptionCharacters}
      aria-describedby="${id}-hint"
      .value=${description}
      @input=${(event: InputEvent) => change((event.currentTarget as HTMLInputElement).value)}
    />
    <p class="hint" id="${id}-hint">
      Optional: for the list of Support Buttons. The customer does not see it.
    </p>
  </div>`;
}

function queueField(
  id: string,
  queues: ButtonChoices['queues'],
  chosen: QueueId | undefined,
  choose: (queue: QueueId) => void,
): TemplateResult {
  return selectField({
    id,
    label: 'Queue',
    values: queues.map((queue) => ({ value: queue.id, label: queue.name })),
    chosen,
    choose,
  });
}

function lives(values: readonly number[]): { value: string; label: string }[] {
  return values.map((lifeMs) => ({ value: String(lifeMs), label: lifeWords(lifeMs) }));
}

// --- Deploy, remove -------------------------------------------------------------------------

/** A Support Button on the device of this session's customer, who is asked. */
export function deployDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  { session, at }: Extract<Dialog, { kind: 'deploy-button' }>,
): TemplateResult {
  return titledDialog(
    console,
    { id: 'buttons-title', title: 'Deploy Support Button' },
    at.step === 'asking'
      ? asking(console, at, customerNameOf(state, session))
      : at.problem === undefined
        ? html`<p class="row" role="status"><span class="spinner" aria-hidden="true"></span>Loading</p>`
        : html`<p class="error" role="alert">${at.problem}</p>
            <div class="actions">
              <button class="button" type="button" autofocus @click=${() => console.closeDialog()}>
                Close
              </button>
            </div>`,
  );
}

function asking(console: RepresentativeConsole, at: AskingToDeploy, customerName: string): TemplateResult {
  const { supportButtons } = console;
  const { choices } = at;
  const profile = profileOf(choices, at.profile);
  return html`<form
    class="stack"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void supportButtons.deploy();
    }}
  >
    <p class="muted anywhere">
      <bdi>${customerName}</bdi> is asked, and puts it in place. From then on one click leads to the queue
      that you choose here.
    </p>
    ${
      profile === undefined
        ? html`<p class="alert warn" role="alert">
            The public site of this session has no default profile, and you may choose no other one. An
            administrator sets it under Public Sites.
          </p>`
        : html`${selectField({
              id: 'button-profile',
              label: 'Profile',
              values: choices.profiles.map(({ id, name, siteName }) => ({
                value: id,
                label: `${name} (${siteName})`,
              })),
              chosen: at.profile,
              choose: (value) => supportButtons.choose({ profile: value }),
            })}
            <p class="small muted anywhere">
              On the device it is called <strong><bdi>${profile.title}</bdi></strong
              >.
            </p>
            ${queueField('button-queue', choices.queues, at.queue, (queue) => supportButtons.choose({ queue }))}
            ${selectField({
              id: 'button-life',
              label: 'Lifetime',
              values: lives(profile.lives),
              chosen: String(at.lifeMs),
              choose: (value) => supportButtons.choose({ lifeMs: Number(value) }),
            })}
            ${describe('button-description', at.description, (description) =>
              supportButtons.choose({ description }),
            )}`
    }
    ${at.problem === undefined ? nothing : html`<p class="error" role="alert">${at.problem}</p>`}
    <div class="actions">
      <button class="button" type="button" autofocus @click=${() => console.closeDialog()}>Cancel</button>
      <button
        class="button primary"
        type="submit"
        ?disabled=${profile === undefined || at.queue === undefined}
        aria-busy=${at.busy ? 'true' : 'false'}
      >
        Deploy
      </button>
    </div>
  </form>`;
}

/** *Remove Support Button*: a question, as it cannot be taken back. */
export function removeButtonDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  { session, title, busy, problem }: Extract<Dialog, { kind: 'remove-button' }>,
): TemplateResult {
  return html`<dialog
    class="dialog"
    aria-labelledby="remove-title"
    aria-describedby="remove-words"
    ${modal(() => console.closeDialog())}
  >
    <h2 id="remove-title" class="anywhere">Remove the Support Button “<bdi>${title}</bdi>”?</h2>
    <p id="remove-words" class="muted anywhere">
      It begins no sessions any more, on whichever devices it stands, and
      <bdi>${customerNameOf(state, session)}</bdi> is told so. This session goes on.
    </p>
    ${problem === undefined ? nothing : html`<p class="error" role="alert">${problem}</p>`}
    <div class="actions">
      <button class="button" type="button" autofocus @click=${() => console.closeDialog()}>No</button>
      <button
        class="button danger primary"
        type="button"
        aria-busy=${busy ? 'true' : 'false'}
        @click=${() => void console.supportButtons.remove()}
      >
        Yes, remove it
      </button>
    </div>
  </dialog>`;
}

/** Those on the customer's device, with what can be done about them. */
export function buttonsOfSession(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult | typeof nothing {
  const { buttons, status } = open.view;
  const mayRemove =
    status === 'in-session' && state.desk?.supportButtons?.list === true && !state.viewing.has(session);
  return buttons.length === 0
    ? nothing
    : html`<h3 class="small">Support Buttons</h3>
        <ul class="people" aria-label="Support Buttons">
          ${repeat(
            buttons,
            ({ id }) => id,
            ({ id, title, isNew }) =>
              html`<li class="wide">
                <span class="grow anywhere"><bdi>${title}</bdi></span>
                <span class="chip">${isNew ? 'Deployed' : 'Began it'}</span>
                ${
                  mayRemove
                    ? html`<button
                        class="button"
                        type="button"
                        aria-label="Remove Support Button ${title}"
                        @click=${() => console.supportButtons.askToRemove(session, id, title)}
                      >
                        Remove
                      </button>`
                    : nothing
                }
              </li>`,
          )}
        </ul>`;
}

// --- The list -------------------------------------------------------------------------------

/** *Manage Support Buttons*: those of my queues. */
export function buttonListDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  { at }: Extract<Dialog, { kind: 'support-buttons' }>,
): TemplateResult {
  return titledDialog(
    console,
    { id: 'buttons-title', title: 'Support Buttons', look: 'buttons-dialog' },
    html`<div class="stack">
      <p class="muted">Those that lead to you, and to your teams as far as you may see them.</p>
      <label class="field">
        <span class="label">Find by title, description, or who deployed it</span>
        <input
          class="input"
          type="search"
          autocomplete="off"
          spellcheck="false"
          autofocus
          maxlength=${LIMITS.buttonDescriptionCharacters}
          .value=${at.search}
          @input=${(event: InputEvent) =>
            console.supportButtons.search((event.currentTarget as HTMLInputElement).value)}
        />
      </label>
      ${at.problem === undefined ? nothing : html`<p class="error" role="alert">${at.problem}</p>`}
      <p class="small muted" role="status">${countWords(at)}</p>
      <ul class="button-list">
        ${repeat(
          at.buttons,
          ({ id }) => id,
          (button) => html`<li>${line(state, console, at, button)}</li>`,
        )}
      </ul>
      ${
        at.total !== undefined && at.buttons.length < at.total
          ? html`<button class="button" type="button" @click=${() => void console.supportButtons.showMore()}>
              Show more
            </button>`
          : nothing
      }
    </div>`,
  );
}

function countWords({ total, search }: ButtonList): string {
  if (total === undefined) {
    return 'Loading';
  }
  if (total === 0) {
    return search.trim() === '' ? 'There is none yet.' : 'None was found.';
  }
  return total === 1 ? '1 Support Button' : `${total} Support Buttons`;
}

function line(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: ButtonList,
  button: ListedButton,
): TemplateResult {
  const { supportButtons } = console;
  const edited = at.editing?.id === button.id ? at.editing : undefined;
  const removing = at.removing?.id === button.id ? at.removing : undefined;
  const { now } = state;
  const name = button.description === '' ? button.title : button.description;
  return html`<div class="row spread wrap">
      <p class="anywhere grow">
        <strong><bdi>${name}</bdi></strong>
        ${hasRunOut(button, now) ? html`<span class="chip warn">Run out</span>` : nothing}
      </p>
      ${
        button.mayManage && edited === undefined && removing === undefined
          ? html`<span class="row">
              <button
                class="button"
                type="button"
                aria-label="Edit ${name}"
                @click=${() => supportButtons.edit(button)}
              >
                Edit
              </button>
              <button
                class="button"
                type="button"
                aria-label="Remove ${name}"
                @click=${() => supportButtons.askInList(button.id)}
              >
                Remove
              </button>
            </span>`
          : nothing
      }
    </div>
    <p class="small muted anywhere">
      <bdi>${button.title}</bdi> · <bdi>${button.queueName}</bdi> · <bdi>${button.siteName}</bdi>
    </p>
    <p class="small muted anywhere">
      Deployed by <bdi>${button.madeBy}</bdi>
      <time title=${fullTime(button.madeAt)}>${durationBrief(now - button.madeAt)} ago</time> ·
      ${usesWords(button.uses)}${
        button.lastUsedAt === undefined
          ? nothing
          : html`, last
              <time title=${fullTime(button.lastUsedAt)}>${durationBrief(now - button.lastUsedAt)} ago</time>`
      }
      ·
      ${
        button.expiresAt === undefined
          ? 'no end'
          : html`${hasRunOut(button, now) ? 'ran out' : 'until'}
              <time title=${fullTime(button.expiresAt)}>${untilWhen(button.expiresAt, now)}</time>`
      }
    </p>
    ${edited === undefined ? nothing : editForm(console, at, button, edited)}
    ${
      removing === undefined
        ? nothing
        : html`<div class="stack" role="group" aria-label="Remove it?">
            <p>Remove it? It begins no sessions any more, on whichever devices it stands.</p>
            ${removing.problem === undefined ? nothing : html`<p class="error" role="alert">${removing.problem}</p>`}
            <div class="actions">
              <button class="button" type="button" @click=${() => supportButtons.askInList(undefined)}>
                No
              </button>
              <button
                class="button danger primary"
                type="button"
                aria-busy=${removing.busy ? 'true' : 'false'}
                @click=${() => void supportButtons.removeInList()}
              >
                Yes, remove it
              </button>
            </div>
          </div>`
    }`;
}

function editForm(
  console: RepresentativeConsole,
  at: ButtonList,
  button: ListedButton,
  edited: EditedButton,
): TemplateResult {
  const { supportButtons } = console;
  const keep = 'keep';
  return html`<form
    class="stack"
    novalidate
    aria-label="Edit the Support Button"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void supportButtons.save();
    }}
  >
    ${describe('edit-description', edited.description, (description) => supportButtons.draft({ description }))}
    ${queueField('edit-queue', queuesFor(at, button), edited.queue, (queue) => supportButtons.draft({ queue }))}
    ${selectField({
      id: 'edit-life',
      label: 'Lifetime from now on',
      values: [{ value: keep, label: 'As it is' }, ...lives(button.lives)],
      chosen: edited.lifeMs === undefined ? keep : String(edited.lifeMs),
      choose: (value) => supportButtons.draft({ lifeMs: value === keep ? undefined : Number(value) }),
    })}
    ${edited.problem === undefined ? nothing : html`<p class="error" role="alert">${edited.problem}</p>`}
    <div class="actions">
      <button class="button" type="button" @click=${() => supportButtons.stopEditing()}>Cancel</button>
      <button class="button primary" type="submit" aria-busy=${edited.busy ? 'true' : 'false'}>Save</button>
    </div>
  </form>`;
}
