import { html, nothing, type TemplateResult } from 'lit-html';
import { unreachable } from '../../kernel/index.ts';
import type { ConsoleState } from '../model/console-state.ts';
import type { KeyDialog } from '../model/key-dialog.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { titledDialog } from './titled-dialog.ts';
import { choiceFields, keyMade, openKeys } from './key-parts.ts';
import { portalsOf } from '../model/desk.ts';

/** *Generate Session Key*. */
export function keyDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: KeyDialog,
): TemplateResult {
  return titledDialog(
    console,
    {
      id: 'key-title',
      title: at.step === 'open-keys' ? 'Open session keys' : 'Generate Session Key',
      look: 'key-dialog',
    },
    stepOf(state, console, at),
  );
}

function stepOf(state: ConsoleState, console: RepresentativeConsole, at: KeyDialog): TemplateResult {
  switch (at.step) {
    case 'choosing':
      return keyChoice(state, console, at);
    case 'made':
      return keyMade(state, console, at, {
        keyLabel: 'Session key',
        goodFor: 'for one session',
        withdrawHint: 'Nobody can begin a session with it then',
        again: () => console.keys.choose(at.choice),
      });
    case 'open-keys':
      return openKeys(state, console, at, {
        about: 'with which a customer can begin a session',
        back: () => console.keys.choose(at.choice),
      });
    default:
      return unreachable(at);
  }
}

function keyChoice(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: Extract<KeyDialog, { step: 'choosing' }>,
): TemplateResult {
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
    ${choiceFields(
      state,
      at.choice,
      portalsOf(state.desk),
      { hint: 'To start a session. A running one does not end with it.', isFirst: true },
      (choice) => console.keys.choose(choice),
    )}
    ${at.problem === undefined ? nothing : html`<p class="error" role="alert">${at.problem}</p>`}
    <div class="actions">
      <button class="button quiet" type="button" @click=${() => void console.keys.list()}>Open keys…</button>
      <button class="button" type="button" @click=${() => console.closeDialog()}>Cancel</button>
      <button class="button primary" type="submit" aria-busy=${at.busy ? 'true' : 'false'}>Generate</button>
    </div>
  </form>`;
}
