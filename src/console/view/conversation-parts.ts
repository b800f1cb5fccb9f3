import { html, nothing, type TemplateResult } from 'lit-html';
import type { Instant } from '../../kernel/index.ts';
import { dayWords, onSameDay } from '../model/calendar-words.ts';
import { icon } from './icons.ts';

/** Between the lines of two days. */
export function daySeparator(before: Instant | undefined, at: Instant): TemplateResult | typeof nothing {
  return before === undefined || onSameDay(before, at)
    ? nothing
    : html`<li class="happening">${dayWords(at)}</li>`;
}

export function deliveryMark(
  delivery: 'sending' | 'sent' | 'delivered' | { readonly failed: string },
): TemplateResult {
  if (typeof delivery === 'object') {
    return html`<span class="danger-ink">not sent</span>`;
  }
  return html`<span class="delivery">${delivery}</span>`;
}

/** What can be done with a message that was not sent. */
export function notSent(
  problem: string,
  may: { readonly sendAgain: () => void; readonly edit: () => void },
): TemplateResult {
  return html`<div class="not-sent small" role="alert">
    <p>${problem}</p>
    <button type="button" class="button" @click=${may.sendAgain}>${icon('again', 'small')}Send again</button>
    <button type="button" class="button quiet" @click=${may.edit}>Edit</button>
  </div>`;
}

/** A box to write in: Enter sends, Shift and Enter make a new line, and what is too long says so before it is sent. */
export function writeBox(box: {
  /** Of this box alone on the page. */
  readonly id: string;
  readonly label: string;
  readonly button: string;
  readonly icon: 'send' | undefined;
  readonly text: string;
  readonly most: number;
  readonly hint: string;
  readonly rows: number;
  readonly write: (text: string) => void;
  readonly send: () => void;
}): TemplateResult {
  const tooMany = box.text.trim().length - box.most;
  const problem = `too-long-${box.id}`;
  return html`<form
    class="write"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      box.send();
    }}
  >
    <textarea
      class="input"
      rows=${box.rows}
      aria-label=${box.label}
      aria-invalid=${tooMany > 0 ? 'true' : 'false'}
      aria-describedby=${tooMany > 0 ? problem : nothing}
      placeholder=${box.hint}
      autocomplete="off"
      .value=${box.text}
      @input=${(event: InputEvent) => box.write((event.currentTarget as HTMLTextAreaElement).value)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          box.send();
        }
      }}
    ></textarea>
    <button class="button primary" type="submit" ?disabled=${tooMany > 0}>
      ${box.icon === undefined ? nothing : icon(box.icon, 'small')}${box.button}
    </button>
    ${
      tooMany > 0
        ? html`<p class="error" id=${problem} role="alert">
            ${tooMany} ${tooMany === 1 ? 'character' : 'characters'} too many. Please send it in two parts.
          </p>`
        : nothing
    }
  </form>`;
}
