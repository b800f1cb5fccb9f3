import { html, nothing, type TemplateResult } from 'lit-html';

/** One of several, in a list that opens. */
export function selectField<Value extends string>(how: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly values: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value | undefined;
  readonly choose: (value: Value) => void;
  /** Whether the focus begins here. */
  readonly isFirst?: boolean;
}): TemplateResult {
  const { id, hint, chosen } = how;
  return html`<div class="field">
    <label class="label" for=${id}>${how.label}</label>
    <select
      class="input"
      id=${id}
      aria-describedby=${hint === undefined ? nothing : `${id}-hint`}
      ?autofocus=${how.isFirst === true}
      @change=${(event: Event) => how.choose((event.currentTarget as HTMLSelectElement).value as Value)}
    >
      ${how.values.map(
        ({ value, label }) =>
          html`<option value=${value} ?selected=${value === chosen} .selected=${value === chosen}>
            ${label}
          </option>`,
      )}
    </select>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
  </div>`;
}
