import { html, nothing, type TemplateResult } from 'lit-html';
import { customerNameOf, type ConsoleState, type Dialog } from '../model/console-state.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { modal } from './modal.ts';

/** Whether a session of somebody below me is to be mine, and what that means for the two in it. */
export function takeOverDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  { session, ownerName, busy, problem }: Extract<Dialog, { kind: 'take-over' }>,
): TemplateResult {
  const name = customerNameOf(state, session);
  return html`<dialog
    class="dialog"
    aria-labelledby="take-over-title"
    aria-describedby="take-over-words"
    ${modal(() => console.closeDialog())}
  >
    <h2 id="take-over-title" class="anywhere">Take over the session with <bdi>${name}</bdi>?</h2>
    <p id="take-over-words" class="muted anywhere">
      You own it from then on, and <bdi>${name}</bdi> is told that you are helping now.
      <bdi>${ownerName}</bdi> stays in the session and may leave it.
    </p>
    ${problem === undefined ? nothing : html`<p class="error" role="alert">${problem}</p>`}
    <div class="actions">
      <button class="button" type="button" autofocus @click=${() => console.closeDialog()}>Cancel</button>
      <button
        class="button primary"
        type="button"
        aria-busy=${busy ? 'true' : 'false'}
        @click=${() => void console.supervising.takeOver(session)}
      >
        Take over
      </button>
    </div>
  </dialog>`;
}
