import { html, nothing, type TemplateResult } from 'lit-html';
import { say } from '../../languages/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import type { PageState } from '../model/page-state.ts';
import { icon } from './icons.ts';

/** Each language under its own name, for somebody who cannot read this one. */
export function languageMenu({ words }: PageState, page: CustomerPage): TemplateResult | typeof nothing {
  if (page.languages.length === 0) {
    return nothing;
  }
  return html`<label class="language">
    ${icon('language')}
    <select
      class="input short"
      aria-label=${say(words, 'theme.language')}
      @change=${(event: Event) => void page.speak((event.currentTarget as HTMLSelectElement).value)}
    >
      ${page.languages.map(
        ({ code, name }) =>
          html`<option value=${code} lang=${code} .selected=${code === words.language}>${name}</option>`,
      )}
    </select>
  </label>`;
}
