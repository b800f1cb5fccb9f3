import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { type PortalId, unreachable } from '../../kernel/index.ts';
import { fullTime, untilWhen } from '../model/calendar-words.ts';
import type { ConsoleState } from '../model/console-state.ts';
import { copiedWords } from '../model/copied.ts';
import { inTwoGroups, type KeyDialog, validityChoices } from '../model/key-dialog.ts';
import { languageWords } from '../model/request-words.ts';
import { durationBrief } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { dialogHead } from './dialog-head.ts';
import { icon } from './icons.ts';
import { waysToSend } from './key-ways.ts';
import { modal } from './modal.ts';

/** *Generate Session Key*. */
export function keyDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: KeyDialog,
): TemplateResult {
  return html`<dialog
    class="dialog key-dialog"
    aria-labelledby="key-title"
    ${modal(() => console.closeDialog())}
  >
    ${dialogHead(at.step === 'open-keys' ? 'Open session keys' : 'Generate Session Key', 'key-title', console)}
    ${stepOf(state, console, at)}
  </dialog>`;
}

function stepOf(state: ConsoleState, console: RepresentativeConsole, at: KeyDialog): TemplateResult {
  switch (at.step) {
    case 'choosing':
      return keyChoice(state, console, at);
    case 'made':
      return keyMade(state, console, at);
    case 'open-keys':
      return openKeys(state, console, at);
    default:
      return unreachable(at);
  }
}

function keyChoice(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: Extract<KeyDialog, { step: 'choosing' }>,
): TemplateResult {
  const portals = state.me?.portals ?? [];
  const languages = portals.find(({ id }) => id === at.choice.portal)?.languages ?? [];
  return html`<form
    class="stack"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void console.keys.generate();
    }}
    @keydown=${(event: KeyboardEvent) => {
      // A list of choices keeps Enter for itself; here it means to go on, as in any other field.
      if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) {
        event.preventDefault();
        void console.keys.generate();
      }
    }}
  >
    <p class="muted">
      The customer types the key on the portal, or opens its link, and appears in your Personal queue.
    </p>
    <label class="field">
      <span class="label">Valid for</span>
      <select
        class="input"
        autofocus
        .value=${String(at.choice.validForMs)}
        @change=${(event: Event) =>
          console.keys.choose({
            ...at.choice,
            validForMs: Number((event.currentTarget as HTMLSelectElement).value),
          })}
      >
        ${validityChoices(state.me?.keyValidForMsMax ?? at.choice.validForMs).map(
          ({ ms, words }) =>
            html`<option value=${ms} ?selected=${ms === at.choice.validForMs}>${words}</option>`,
        )}
      </select>
      <span class="hint">To start a session. A running one does not end with it.</span>
    </label>
    <label class="field">
      <span class="label">Public portal</span>
      <select
        class="input"
        @change=${(event: Event) =>
          console.keys.choose({
            ...at.choice,
            portal: (event.currentTarget as HTMLSelectElement).value as PortalId,
          })}
      >
        ${portals.map(
          (portal) =>
            html`<option value=${portal.id} ?selected=${portal.id === at.choice.portal}>
              ${portal.name}
            </option>`,
        )}
      </select>
    </label>
    ${
      languages.length < 2
        ? nothing
        : html`<label class="field">
            <span class="label">Language of the invitation</span>
            <select
              class="input"
              @change=${(event: Event) =>
                console.keys.choose({
                  ...at.choice,
                  language: (event.currentTarget as HTMLSelectElement).value,
                })}
            >
              ${languages.map(
                (language) =>
                  html`<option value=${language} ?selected=${language === at.choice.language}>
                    ${languageWords(language)}
                  </option>`,
              )}
            </select>
          </label>`
    }
    ${at.problem === undefined ? nothing : html`<p class="error" role="alert">${at.problem}</p>`}
    <div class="actions">
      <button class="button quiet" type="button" @click=${() => void console.keys.list()}>Open keys…</button>
      <button class="button" type="button" @click=${() => console.closeDialog()}>Cancel</button>
      <button class="button primary" type="submit" aria-busy=${at.busy ? 'true' : 'false'}>Generate</button>
    </div>
  </form>`;
}

function keyMade(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: Extract<KeyDialog, { step: 'made' }>,
): TemplateResult {
  const [first, second] = inTwoGroups(at.key.key);
  const expired = state.now >= at.key.expiresAt;
  const portal = state.me?.portals.find(({ id }) => id === at.choice.portal)?.name ?? '';
  return html`<div class="stack">
    <div class="made-key">
      <output class="the-key" aria-label="Session key">${first} ${second}</output>
      <button class="button" type="button" autofocus @click=${() => void console.keys.copy('key')}>
        ${icon(at.copied === 'key' ? 'check' : 'copy', 'small')}Copy
      </button>
    </div>
    <p class=${expired ? 'error' : 'muted'} title=${fullTime(at.key.expiresAt)}>
      ${
        expired
          ? 'This key is not valid any more. Generate another one.'
          : `Valid until ${untilWhen(at.key.expiresAt, state.now)} (${durationBrief(at.key.expiresAt - state.now)} left), for one session through the portal ${portal}.`
      }
    </p>
    <div class="made-link">
      <p class="field grow">
        <span class="label" id="key-link">Link for the customer</span>
        <a class="key-link" aria-describedby="key-link" href=${at.key.url} target="_blank" rel="noopener"
          >${at.key.url}</a
        >
      </p>
      <button class="button" type="button" @click=${() => void console.keys.copy('link')}>
        ${icon(at.copied === 'link' ? 'check' : 'copy', 'small')}Get link
      </button>
    </div>
    <p class="small copied" role="status">${copiedWords(at.copied)}</p>
    ${expired ? nothing : waysToSend(console, at)}
    <div class="actions">
      ${
        expired
          ? nothing
          : html`<button
              class="button quiet danger"
              type="button"
              title="Nobody can begin a session with it then"
              @click=${() => void console.keys.withdrawMade()}
            >
              Withdraw
            </button>`
      }
      <button class="button" type="button" @click=${() => console.keys.choose(at.choice)}>
        Generate another
      </button>
      <button class="button primary" type="button" @click=${() => console.closeDialog()}>Done</button>
    </div>
  </div>`;
}

/** Keys that are out there. Their texts are kept nowhere, so a key is told by when it was made and for which portal. */
function openKeys(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: Extract<KeyDialog, { step: 'open-keys' }>,
): TemplateResult {
  const portalName = (id: PortalId): string =>
    state.me?.portals.find((portal) => portal.id === id)?.name ?? 'another portal';
  return html`<div class="stack">
    <p class="muted">
      Your keys with which a customer can begin a session. The keys themselves are kept nowhere; withdraw one
      that went to the wrong person or is not needed.
    </p>
    <div aria-live="polite">
      ${
        at.keys === undefined
          ? at.problem === undefined
            ? html`<p class="row"><span class="spinner" aria-hidden="true"></span>Loading your keys</p>`
            : nothing
          : at.keys.length === 0
            ? html`<p>You have no open keys.</p>`
            : html`<ul class="open-keys">
                ${repeat(
                  at.keys,
                  ({ id }) => id,
                  ({ id, portal, issuedAt, expiresAt }) =>
                    html`<li class="row spread">
                      <span class="grow anywhere">
                        <span class="strong">Made ${fullTime(issuedAt)}</span>
                        <span class="muted small block">
                          For <bdi>${portalName(portal)}</bdi>, valid until ${untilWhen(expiresAt, state.now)}
                        </span>
                      </span>
                      <button
                        class="button"
                        type="button"
                        aria-busy=${at.busy === id ? 'true' : 'false'}
                        ?disabled=${at.busy !== undefined && at.busy !== id}
                        @click=${() => void console.keys.withdraw(id)}
                      >
                        Withdraw
                      </button>
                    </li>`,
                )}
              </ul>`
      }
    </div>
    ${at.problem === undefined ? nothing : html`<p class="error" role="alert">${at.problem}</p>`}
    <div class="actions">
      <button class="button primary" type="button" autofocus @click=${() => console.keys.choose(at.choice)}>
        Back
      </button>
    </div>
  </div>`;
}
