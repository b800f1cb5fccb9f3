import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { say } from '../../languages/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import { buttonTitle } from '../model/happening-words.ts';
import { newButtons, type PageState } from '../model/page-state.ts';

/** Each Support Button that was accepted, until it is removed; one that was opened takes a line. Putting it in place is a page of its own. */
export function buttonCards(state: PageState, page: CustomerPage): TemplateResult {
  const { words, session, openedButtons } = state;
  return html`<div class="notices" role="status">
    ${repeat(
      newButtons(state),
      ({ id }) => id,
      ({ id, ...button }) => {
        const isOpened = openedButtons.has(id);
        return html`<section
          class=${isOpened ? 'row wrap small' : 'alert info notice'}
          aria-labelledby="button-${id}"
        >
          <p class="small muted anywhere"><bdi>${buttonTitle(words, button)}</bdi></p>
          <h2 class=${isOpened ? 'visually-hidden' : 'anywhere'} id="button-${id}">
            ${say(words, 'customer.button.ready')}
          </h2>
          <p ?hidden=${isOpened}>${say(words, 'customer.button.ready-text')}</p>
          <a
            class=${isOpened ? '' : 'button primary'}
            href="/session/${session}/button/${id}"
            target="_blank"
            rel="noopener"
            aria-describedby="button-${id}"
            @click=${() => page.openedButton(id)}
            >${say(words, 'customer.button.open')}</a
          >
        </section>`;
      },
    )}
  </div>`;
}
