import { html, type TemplateResult } from 'lit-html';
import { textParts } from '../../conversation/index.ts';

/** What somebody wrote, with addresses as links that open elsewhere and tell the other site nothing. */
export function writtenText(text: string): TemplateResult {
  return html`<bdi class="written"
    >${textParts(text).map((part) =>
      part.kind === 'text'
        ? part.text
        : html`<a
            href=${part.href}
            title="Opens ${part.host}"
            target="_blank"
            rel="noopener noreferrer nofollow"
            >${part.text}</a
          >`,
    )}</bdi
  >`;
}
