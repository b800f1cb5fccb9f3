import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { NoticeId } from '../../kernel/index.ts';
import type { QueueRow } from '../../protocol/index.ts';
import type { ConsoleState } from '../model/console-state.ts';
import { noticesFor } from '../model/desk.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';

/** In the details of somebody who waits: a customer notice for them, or for everybody who waits in that queue. */
export function sendNotice(
  state: ConsoleState,
  console: RepresentativeConsole,
  row: QueueRow,
): TemplateResult | typeof nothing {
  const notices = noticesFor(state.desk, row);
  if (notices.length === 0) {
    return nothing;
  }
  let choice: HTMLSelectElement | undefined;
  const send = (to: { readonly session: QueueRow['session'] } | { readonly queue: QueueRow['queue'] }) => {
    if (choice !== undefined) {
      void console.sendNotice(choice.value as NoticeId, to);
    }
  };
  return html`<div class="stack send-notice">
    <label class="field">
      <span class="label">Customer notice</span>
      <select class="input" ${ref((element) => (choice = element as HTMLSelectElement | undefined))}>
        ${notices.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select>
    </label>
    <div class="row wrap">
      <button class="button" type="button" @click=${() => send({ session: row.session })}>
        ${icon('bell', 'small')}Send notice
      </button>
      <button class="button" type="button" @click=${() => send({ queue: row.queue })}>
        Send to all who wait here
      </button>
    </div>
  </div>`;
}
