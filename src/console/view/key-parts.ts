import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { PortalId } from '../../kernel/index.ts';
import { fullTime, untilWhen } from '../model/calendar-words.ts';
import type { ConsoleState } from '../model/console-state.ts';
import { copiedWords } from '../model/copied.ts';
import {
  givenWords,
  inTwoGroups,
  type KeyChoice,
  type KeyDialog,
  type OpenKeys,
  type PortalChoice,
  validityChoices,
} from '../model/key-dialog.ts';
import { durationBrief } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { waysToSend } from './key-ways.ts';
import { languageChoice } from './language-choice.ts';
import { selectField } from './select-field.ts';
import { portalsOf } from '../model/desk.ts';

/** How long a key is good, on which portal, and in which language it is sent. */
export function choiceFields(
  state: ConsoleState,
  choice: KeyChoice,
  portals: readonly PortalChoice[],
  how: { readonly hint: string; readonly isFirst: boolean },
  choose: (choice: KeyChoice) => void,
): TemplateResult {
  const languages = portals.find(({ id }) => id === choice.portal)?.languages ?? [];
  return html`${selectField({
    id: 'key-valid-for',
    label: 'Valid for',
    hint: how.hint,
    values: validityChoices(state.me?.keyValidForMsMax ?? choice.validForMs).map(({ ms, words }) => ({
      value: String(ms),
      label: words,
    })),
    chosen: String(choice.validForMs),
    choose: (ms) => choose({ ...choice, validForMs: Number(ms) }),
    isFirst: how.isFirst,
  })}
  ${selectField({
    id: 'key-portal',
    label: 'Public portal',
    values: portals.map(({ id, name }) => ({ value: id, label: name })),
    chosen: choice.portal,
    choose: (portal) => choose({ ...choice, portal }),
  })}
  ${languageChoice({
    languages,
    chosen: choice.language,
    choose: (language) => choose({ ...choice, language }),
  })}`;
}

/** A key that was just made: to be read aloud, copied, sent and taken back. */
export function keyMade(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: Extract<KeyDialog, { step: 'made' }>,
  how: {
    readonly keyLabel: string;
    /** "for one session". */
    readonly goodFor: string;
    readonly withdrawHint: string;
    readonly again: () => void;
  },
): TemplateResult {
  const [first, second] = inTwoGroups(at.key.key);
  const expired = state.now >= at.key.expiresAt;
  const portal = portalsOf(state.desk).find(({ id }) => id === at.choice.portal)?.name ?? '';
  return html`<div class="stack">
    <div class="made-key">
      <output class="the-key" aria-label=${how.keyLabel}>${first} ${second}</output>
      <button class="button" type="button" autofocus @click=${() => void console.keys.copy('key')}>
        ${icon(at.copied === 'key' ? 'check' : 'copy', 'small')}Copy
      </button>
    </div>
    <p class=${expired ? 'error' : 'muted'} title=${fullTime(at.key.expiresAt)}>
      ${
        expired
          ? 'This key is not valid any more. Generate another one.'
          : `Valid until ${untilWhen(at.key.expiresAt, state.now)} (${durationBrief(at.key.expiresAt - state.now)} left), ${how.goodFor} through the portal ${portal}.`
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
              title=${how.withdrawHint}
              @click=${() => void console.keys.withdrawMade()}
            >
              Withdraw
            </button>`
      }
      <button class="button" type="button" @click=${how.again}>Generate another</button>
      <button class="button primary" type="button" @click=${() => console.closeDialog()}>Done</button>
    </div>
  </div>`;
}

/**
 * Keys that are out there. Their texts are kept nowhere, so a key is told by when it was made, for which
 * portal, and by what it gives.
 */
export function openKeys(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: OpenKeys,
  how: {
    /** "with which a customer can begin a session". */
    readonly about: string;
    readonly back: () => void;
  },
): TemplateResult {
  const portalName = (id: PortalId): string =>
    portalsOf(state.desk).find((portal) => portal.id === id)?.name ?? 'another portal';
  return html`<div class="stack">
    <p class="muted">
      Your keys ${how.about}. The keys themselves are kept nowhere; withdraw one that went to the wrong person
      or is not needed.
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
                  ({ id, portal, issuedAt, expiresAt, gives }) =>
                    html`<li class="row spread">
                      <div class="grow anywhere">
                        <p class="strong">Made ${fullTime(issuedAt)}</p>
                        <p class="muted small">
                          For <bdi>${portalName(portal)}</bdi>, valid until ${untilWhen(expiresAt, state.now)}
                        </p>
                        ${
                          gives === undefined
                            ? nothing
                            : html`<p class="muted small">Gives <bdi>${givenWords(gives)}</bdi></p>`
                        }
                      </div>
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
      <button class="button primary" type="button" autofocus @click=${how.back}>Back</button>
    </div>
  </div>`;
}
