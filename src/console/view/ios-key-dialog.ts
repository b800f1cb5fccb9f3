import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { live } from 'lit-html/directives/live.js';
import { unreachable } from '../../kernel/index.ts';
import type { ConsoleState } from '../model/console-state.ts';
import {
  type IosKeyDialog,
  type IosSelection,
  portalsWithProfiles,
  profilesFound,
  SEARCH_FROM,
  selectionWords,
} from '../model/ios-key-dialog.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { titledDialog } from './titled-dialog.ts';
import { choiceFields, keyMade, openKeys } from './key-parts.ts';
import { portalsOf } from '../model/desk.ts';

/** *Apple iOS Profile Selection*, then *Access Key Generated*; or the keys that are out there. */
export function iosKeyDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: IosKeyDialog,
): TemplateResult {
  return titledDialog(
    console,
    {
      id: 'ios-key-title',
      title: TITLES[at.step],
      look: 'key-dialog',
    },
    stepOf(state, console, at),
  );
}

const TITLES: Readonly<Record<IosKeyDialog['step'], string>> = {
  selecting: 'Apple iOS Profile Selection',
  made: 'Access Key Generated',
  'open-keys': 'Open access keys',
};

function stepOf(state: ConsoleState, console: RepresentativeConsole, at: IosKeyDialog): TemplateResult {
  switch (at.step) {
    case 'selecting':
      return selection(state, console, at);
    case 'made':
      return keyMade(state, console, at, {
        keyLabel: 'Access key',
        goodFor: 'as often as needed',
        withdrawHint: 'Nobody gets profiles with it then',
        again: () => void console.iosKeys.open(),
      });
    case 'open-keys':
      return openKeys(state, console, at, {
        about: 'with which a customer gets profiles',
        back: () => void console.iosKeys.back(),
      });
    default:
      return unreachable(at);
  }
}

function selection(state: ConsoleState, console: RepresentativeConsole, at: IosSelection): TemplateResult {
  return html`<form
    class="stack"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void console.iosKeys.generate();
    }}
  >
    <p class="muted">With the key, a customer gets these profiles on an iPhone or iPad, private ones too.</p>
    ${profileList(console, at)}
    ${choiceFields(
      state,
      at.choice,
      portalsWithProfiles(portalsOf(state.desk)),
      { hint: 'To download the profiles. Installed ones stay.', isFirst: false },
      (choice) => console.iosKeys.choose(choice),
    )}
    ${at.problem === undefined ? nothing : html`<p class="error" role="alert">${at.problem}</p>`}
    <div class="actions">
      <button class="button quiet" type="button" @click=${() => void console.keys.list()}>Open keys…</button>
      <button class="button" type="button" @click=${() => console.closeDialog()}>Cancel</button>
      <button class="button primary" type="submit" aria-busy=${at.busy ? 'true' : 'false'}>
        Generate Access Key
      </button>
    </div>
  </form>`;
}

function profileList(console: RepresentativeConsole, at: IosSelection): TemplateResult {
  const { profiles } = at;
  if (profiles === undefined) {
    return html`<p class="muted" role="status">
      <span class="spinner" aria-hidden="true"></span> Looking for profiles …
    </p>`;
  }
  if (profiles.length === 0) {
    return html`<p class="alert info" role="status">
      There are no profiles yet. An administrator uploads them under Public Portals, Apple iOS.
    </p>`;
  }
  const shown = profilesFound(at);
  return html`${
      profiles.length < SEARCH_FROM
        ? nothing
        : html`<label class="field">
            <span class="label">Find a profile</span>
            <input
              class="input"
              type="search"
              autocomplete="off"
              spellcheck="false"
              autofocus
              .value=${at.query}
              @input=${(event: InputEvent) =>
                console.iosKeys.search((event.currentTarget as HTMLInputElement).value)}
              @keydown=${(event: KeyboardEvent) => {
                // To look for one is not to be done.
                if (event.key === 'Enter') {
                  event.preventDefault();
                }
              }}
            />
          </label>`
    }
    <fieldset class="targets">
      <legend class="visually-hidden">Profiles</legend>
      ${repeat(
        shown,
        ({ id }) => id,
        ({ id, name, description, isPublic }) =>
          html`<label class="target ios-choice">
            <input
              type="checkbox"
              .checked=${live(at.chosen.has(id))}
              @change=${() => console.iosKeys.toggle(id)}
            />
            <span class="grow"
              ><bdi class="strong anywhere">${name}</bdi> ${
                description === ''
                  ? nothing
                  : html`<span class="small muted"><bdi class="anywhere">${description}</bdi></span>`
              }</span
            >
            <span class="chip ${isPublic ? 'good' : ''}">${isPublic ? 'Public' : 'Private'}</span>
          </label>`,
      )}
      ${shown.length === 0 ? html`<p class="muted">No profile is called that.</p>` : nothing}
    </fieldset>
    <p class="small muted" role="status">${selectionWords(at)}</p>`;
}
