import { html, nothing, type TemplateResult } from 'lit-html';
import { languageWords } from '../model/request-words.ts';

/** What an invitation is written in; nothing where there is no choice. `none` is what stands for no choice, where that can be. */
export function languageChoice(how: {
  readonly languages: readonly string[];
  readonly chosen: string | undefined;
  readonly choose: (language: string | undefined) => void;
  readonly none?: string;
}): TemplateResult | typeof nothing {
  const { languages, chosen, none } = how;
  return languages.length < 2
    ? nothing
    : html`<label class="field">
        <span class="label">Language of the invitation</span>
        <select
          class="input"
          @change=${(event: Event) =>
            how.choose((event.currentTarget as HTMLSelectElement).value || undefined)}
        >
          ${none === undefined ? nothing : html`<option value="" ?selected=${chosen === undefined}>${none}</option>`}
          ${languages.map(
            (language) =>
              html`<option value=${language} ?selected=${language === chosen}>
                ${languageWords(language)}
              </option>`,
          )}
        </select>
      </label>`;
}
