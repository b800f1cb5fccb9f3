import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { directionOf, isLanguage, say } from '../../languages/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import type { PageState } from '../model/page-state.ts';

/** What the company tells whoever waits; read out when it comes, without taking anything from under the fingers. */
export function noticeCards(state: PageState, page: CustomerPage): TemplateResult {
  const { words } = state;
  return html`<div class="notices" role="status">
    ${repeat(
      state.view.notices,
      ({ id }) => id,
      ({ id, title, message, language }) =>
        html`<section class="alert info notice" aria-labelledby="notice-${id}">
          <p class="small muted">${say(words, 'customer.waiting.notice')}</p>
          <div lang=${language} dir=${isLanguage(language) ? directionOf(language) : 'auto'}>
            <h2 class="anywhere" id="notice-${id}">${title}</h2>
            ${message
              .split(/\n+/u)
              .filter((line) => line.trim() !== '')
              .map((line) => html`<p class="anywhere">${line}</p>`)}
          </div>
          <button
            class="button"
            type="button"
            ?disabled=${state.ending}
            @click=${() => page.leaveByNotice(id)}
          >
            ${say(words, 'customer.waiting.notice-leave')}
          </button>
        </section>`,
    )}
  </div>`;
}
