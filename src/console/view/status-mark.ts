import { html, nothing, type TemplateResult } from 'lit-html';
import { statusTitle, type Status } from '../model/desk.ts';

/** A status by shape, colour and word; one with a name of its own also says what it counts as. */
export function statusMark(status: Status, name: string): TemplateResult {
  const counts = statusTitle(status);
  return html`<span class="status-mark ${status}"
    ><span class="status-shape" aria-hidden="true"></span
    ><span class="status-words-short cut" title=${name}><bdi>${name}</bdi></span
    >${name === counts ? nothing : html`<span class="visually-hidden"> (${counts})</span>`}</span
  >`;
}
