import { html, type TemplateResult } from 'lit-html';
import { statusTitle, type Status } from '../model/desk.ts';

/** A status by shape, colour and word. */
export function statusMark(status: Status): TemplateResult {
  return html`<span class="status-mark ${status}"
    ><span class="status-shape" aria-hidden="true"></span
    ><span class="status-words-short">${statusTitle(status)}</span></span
  >`;
}
