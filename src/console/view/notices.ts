import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ConsoleState } from '../model/console-state.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';

/** The messages that come by themselves. */
export function notices(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  return html`<div class="toasts" role="status" aria-label="Notices">
    ${repeat(
      state.notices,
      (notice) => notice.id,
      (notice) =>
        html`<div class="toast">
          ${icon(notice.tone === 'problem' ? 'alert' : 'info')}
          <p class="grow"><bdi>${notice.text}</bdi></p>
          <button
            class="toast-close"
            type="button"
            aria-label="Close this message"
            @click=${() => console.dismiss(notice.id)}
          >
            ${icon('close', 'small')}
          </button>
        </div>`,
    )}
  </div>`;
}
