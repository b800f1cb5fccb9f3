import { html, type TemplateResult } from 'lit-html';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';

/** What a dialog begins with: its name, which `aria-labelledby` finds by `id`, and a button that closes it. */
export function dialogHead(title: string, id: string, console: RepresentativeConsole): TemplateResult {
  return html`<header class="row spread dialog-head">
    <h2 id=${id} class="anywhere">${title}</h2>
    <button
      class="button quiet square"
      type="button"
      aria-label="Close"
      @click=${() => console.closeDialog()}
    >
      ${icon('close')}
    </button>
  </header>`;
}
