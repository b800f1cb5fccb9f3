import { html, type TemplateResult } from 'lit-html';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { modal } from './modal.ts';

/** A dialog that begins with its name, which `id` is of, and a button that closes it. */
export function titledDialog(
  console: RepresentativeConsole,
  { id, title, look = '' }: { readonly id: string; readonly title: string; readonly look?: string },
  content: TemplateResult,
): TemplateResult {
  return html`<dialog class="dialog ${look}" aria-labelledby=${id} ${modal(() => console.closeDialog())}>
    <header class="row spread dialog-head">
      <h2 id=${id} class="anywhere">${title}</h2>
      <button
        class="button quiet square"
        type="button"
        aria-label="Close"
        @click=${() => console.closeDialog()}
      >
        ${icon('close')}
      </button>
    </header>
    ${content}
  </dialog>`;
}
