import { html, type TemplateResult } from 'lit-html';
import type { FactLine } from '../model/request-words.ts';

/** The lines of a list of facts; what others wrote keeps its direction and wraps. */
export function factLines(lines: readonly FactLine[]): readonly TemplateResult[] {
  return lines.map(
    ({ term, text, foreign }) =>
      html`<dt class="anywhere"><bdi>${term}</bdi></dt>
        <dd class="anywhere">${foreign ? html`<bdi>${text}</bdi>` : text}</dd>`,
  );
}
