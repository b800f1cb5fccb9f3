import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { customerNameOf, type ConsoleState, type Dialog } from '../model/console-state.ts';
import { SOUNDS, soundWords, withSound } from '../model/preferences.ts';
import { found, searchEntries } from '../model/search.ts';
import { SHORTCUT_HELP } from '../model/shortcuts.ts';
import { TAB_NAME_CHARACTERS } from '../model/tabs.ts';
import { unreachable } from '../../kernel/index.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { inviteDialog } from './invite-dialog.ts';
import { iosKeyDialog } from './ios-key-dialog.ts';
import { keyDialog } from './key-dialog.ts';
import { titledDialog } from './titled-dialog.ts';
import { modal } from './modal.ts';
import { buttonListDialog, deployDialog, removeButtonDialog } from './support-buttons-dialog.ts';
import { takeOverDialog } from './take-over-dialog.ts';
import { targetDialog } from './target-dialog.ts';
import type { Surroundings } from './top-bar.ts';

/** The one dialog that is open, if any. One that takes the place of another is opened anew. */
export function dialogs(state: ConsoleState, console: RepresentativeConsole, around: Surroundings): unknown {
  return keyed(state.dialog.kind, dialogOf(state, console, around));
}

function dialogOf(
  state: ConsoleState,
  console: RepresentativeConsole,
  around: Surroundings,
): TemplateResult | typeof nothing {
  const { dialog } = state;
  switch (dialog.kind) {
    case 'none':
      return nothing;
    case 'session-key':
      return keyDialog(state, console, dialog.at);
    case 'ios-key':
      return iosKeyDialog(state, console, dialog.at);
    case 'search':
      return searchDialog(state, console, dialog);
    case 'help':
      return helpDialog(console);
    case 'settings':
      return settingsDialog(state, console);
    case 'end-session':
      return endDialog(state, console, dialog);
    case 'transfer':
    case 'share':
      return targetDialog(state, console, dialog);
    case 'invite-external':
      return inviteDialog(state, console, dialog);
    case 'deploy-button':
      return deployDialog(state, console, dialog);
    case 'remove-button':
      return removeButtonDialog(state, console, dialog);
    case 'support-buttons':
      return buttonListDialog(state, console, dialog);
    case 'leave':
      return leaveDialog(console, around);
    case 'take-over':
      return takeOverDialog(state, console, dialog);
    case 'survey':
      return surveyDialog(console, dialog);
    case 'rename-tab':
      return renameDialog(state, console, dialog);
    default:
      return unreachable(dialog);
  }
}

// --- Search ---------------------------------------------------------------------------------

function searchDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  dialog: Extract<Dialog, { kind: 'search' }>,
): TemplateResult {
  const entries = found(searchEntries(state), dialog.query);
  return html`<dialog
    class="dialog search-dialog"
    aria-label="Search sessions and actions"
    @click=${(event: MouseEvent) => {
      if (event.target === event.currentTarget) {
        console.closeDialog();
      }
    }}
    ${modal(() => console.closeDialog())}
  >
    <div class="search-box">
      ${icon('search')}
      <input
        class="search-input"
        type="text"
        role="combobox"
        aria-label="Search sessions and actions"
        aria-expanded="true"
        aria-controls="search-list"
        aria-autocomplete="list"
        aria-activedescendant=${entries[dialog.at] === undefined ? nothing : `found-${dialog.at}`}
        placeholder="A customer, a session, something to do"
        autocomplete="off"
        spellcheck="false"
        autofocus
        .value=${dialog.query}
        @focus=${(event: FocusEvent) => (event.currentTarget as HTMLInputElement).select()}
        @input=${(event: InputEvent) => console.search((event.currentTarget as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => keyInSearch(event, console)}
      />
    </div>
    <ul class="found" id="search-list" role="listbox" aria-label="Found">
      ${repeat(
        entries,
        (entry) => entry.id,
        (entry, at) =>
          html`<li
            role="option"
            id="found-${at}"
            aria-selected=${at === dialog.at ? 'true' : 'false'}
            @click=${() => console.choose(entry)}
          >
            ${icon(entry.target.kind === 'action' ? 'right' : entry.target.kind === 'queue' ? 'inbox' : entry.target.kind === 'team-chat' ? 'chat' : 'person', 'small')}
            <span class="grow cut"
              ><bdi class="strong">${entry.title}</bdi>
              <span class="muted small"><bdi>${entry.hint}</bdi></span></span
            >
            ${keys(entry.keys)}
          </li>`,
      )}
    </ul>
    ${
      entries.length === 0
        ? html`<p class="empty-found muted" role="status">
            Nothing is called that. Try a part of a customer’s name, or a word like “key”.
          </p>`
        : nothing
    }
  </dialog>`;
}

function keyInSearch(event: KeyboardEvent, console: RepresentativeConsole): void {
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      event.preventDefault();
      console.stepSearch(event.key === 'ArrowDown' ? 1 : -1);
      requestAnimationFrame(() =>
        document.querySelector('#search-list [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
      );
      return;
    case 'Enter':
      event.preventDefault();
      console.choose();
      return;
    default:
  }
}

function keys(list: readonly string[]): TemplateResult | typeof nothing {
  return list.length === 0
    ? nothing
    : html`<span class="keys">${list.map((key) => html`<kbd class="kbd">${key}</kbd>`)}</span>`;
}

// --- Help and settings ----------------------------------------------------------------------

function helpDialog(console: RepresentativeConsole): TemplateResult {
  return titledDialog(
    console,
    { id: 'help-title', title: 'Keyboard shortcuts', look: 'help-dialog' },
    html`<div class="help-areas">
      ${SHORTCUT_HELP.map(
        ({ area, list }) =>
          html`<section>
            <h3>${area}</h3>
            <dl class="help-list">
              ${list.map(
                ([what, pressed]) =>
                  html`<dt>${what}</dt>
                    <dd>${keys(pressed)}</dd>`,
              )}
            </dl>
          </section>`,
      )}
    </div>`,
  );
}

function settingsDialog(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const { preferences, mayNotify } = state;
  return titledDialog(
    console,
    { id: 'settings-title', title: 'Settings' },
    html`<div class="stack">
      <div class="row spread"><span class="strong">Appearance</span><theme-switch></theme-switch></div>
      <div>
        <label class="check">
          <input
            type="checkbox"
            .checked=${preferences.sounds}
            @change=${(event: Event) => {
              const sounds = (event.currentTarget as HTMLInputElement).checked;
              console.prefer((before) => ({ ...before, sounds }));
            }}
          />
          <span>Sounds</span>
        </label>
        <fieldset class="sound-kinds" ?disabled=${!preferences.sounds}>
          <legend class="hint">A sound when …</legend>
          ${SOUNDS.map(
            (sound) =>
              html`<label class="check">
                <input
                  type="checkbox"
                  .checked=${!preferences.silent.includes(sound)}
                  @change=${(event: Event) => {
                    const on = (event.currentTarget as HTMLInputElement).checked;
                    console.prefer((before) => withSound(before, sound, on));
                  }}
                />
                <span>${soundWords(sound)}</span>
              </label>`,
          )}
        </fieldset>
        <button class="button" type="button" @click=${() => console.tryBell()}>
          ${icon('bell', 'small')}Play the sound
        </button>
      </div>
      <label class="check">
        <input
          type="checkbox"
          .checked=${preferences.systemNotices && mayNotify === 'granted'}
          ?disabled=${mayNotify === 'impossible' || mayNotify === 'denied'}
          @change=${(event: Event) =>
            void console.allowSystemNotices((event.currentTarget as HTMLInputElement).checked)}
        />
        <span>System notifications<br /><span class="hint">${notifyWords(mayNotify)}</span></span>
      </label>
      <p class="hint">These settings are kept in this browser.</p>
    </div>`,
  );
}

function notifyWords(mayNotify: ConsoleState['mayNotify']): string {
  switch (mayNotify) {
    case 'granted':
      return 'While this page is hidden, the system shows who waits and who wrote.';
    case 'default':
      return 'While this page is hidden, the system shows who waits and who wrote. Your browser will ask whether it may.';
    case 'denied':
      return 'The browser forbids them for this site. Allow them in the browser’s settings for this site.';
    case 'impossible':
      return 'This browser has none, or this site is not reached by HTTPS.';
    default:
      return unreachable(mayNotify);
  }
}

// --- End and rename -------------------------------------------------------------------------

function endDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  dialog: Extract<Dialog, { kind: 'end-session' }>,
): TemplateResult {
  const open = state.sessions.get(dialog.session);
  return html`<dialog
    class="dialog"
    aria-labelledby="end-title"
    aria-describedby="end-words"
    ${modal(() => console.closeDialog())}
  >
    <h2 id="end-title">End the session with <bdi>${customerNameOf(state, dialog.session)}</bdi>?</h2>
    <p id="end-words" class="muted">
      The customer is told and disconnected.
      ${(open?.view.recordings.size ?? 0) > 0 ? 'The recording is finished. ' : ''}${
        (open?.noteDraft ?? '').trim() === ''
          ? 'Chat, notes and recording are in the report.'
          : 'You have begun a note that is not added yet: it will be lost.'
      }
    </p>
    ${dialog.problem === undefined ? nothing : html`<p class="error" role="alert">${dialog.problem}</p>`}
    <div class="actions">
      <button class="button" type="button" autofocus @click=${() => console.closeDialog()}>Cancel</button>
      <button
        class="button danger primary"
        type="button"
        aria-busy=${dialog.busy ? 'true' : 'false'}
        @click=${() => void console.end(dialog.session)}
      >
        End session
      </button>
    </div>
  </dialog>`;
}

/** Somebody from outside goes for good: their key was good once. */
function leaveDialog(console: RepresentativeConsole, around: Surroundings): TemplateResult {
  return html`<dialog
    class="dialog"
    aria-labelledby="leave-title"
    aria-describedby="leave-words"
    ${modal(() => console.closeDialog())}
  >
    <h2 id="leave-title">Leave the session?</h2>
    <p id="leave-words" class="muted">
      It goes on without you. Your key was good once: to come back you need another one.
    </p>
    <div class="actions">
      <button class="button" type="button" autofocus @click=${() => console.closeDialog()}>Stay</button>
      <button
        class="button danger primary"
        type="submit"
        form=${around.signOutForm}
        @click=${() => console.forget()}
      >
        Leave
      </button>
    </div>
  </dialog>`;
}

function renameDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  dialog: Extract<Dialog, { kind: 'rename-tab' }>,
): TemplateResult {
  return titledDialog(
    console,
    { id: 'rename-title', title: 'Rename the tab' },
    html`<form
      class="stack"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const name = new FormData(event.currentTarget as HTMLFormElement).get('name');
        console.renameTab(dialog.session, typeof name === 'string' ? name : '');
      }}
    >
      <label class="field">
        <span class="label">Name of the tab</span>
        <input
          class="input"
          name="name"
          type="text"
          autocomplete="off"
          autofocus
          maxlength=${TAB_NAME_CHARACTERS}
          value=${dialog.name}
          placeholder=${customerNameOf(state, dialog.session)}
        />
        <span class="hint">Only you see it. Left empty, the tab has the customer’s name.</span>
      </label>
      <div class="actions">
        <button class="button" type="button" @click=${() => console.closeDialog()}>Cancel</button>
        <button class="button primary" type="submit">Rename</button>
      </div>
    </form>`,
  );
}

// --- Exit survey ----------------------------------------------------------------------------

function surveyDialog(
  console: RepresentativeConsole,
  { session, customerName }: Extract<Dialog, { kind: 'survey' }>,
): TemplateResult {
  return titledDialog(
    console,
    { id: 'survey-title', title: 'How was this session?' },
    html`<p class="anywhere">
        There are a few questions about the session with <bdi>${customerName}</bdi>. They open in a page of
        their own.
      </p>
      <div class="actions">
        <button class="button" type="button" @click=${() => console.closeDialog()}>Skip</button>
        <a
          class="button primary"
          href="/console/surveys/${session}"
          target="_blank"
          rel="noopener"
          @click=${() => console.closeDialog()}
          >Answer the questions</a
        >
      </div>`,
  );
}
