import { html, nothing, type TemplateResult } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';
import { say, type CustomerWords } from '../../languages/index.ts';

/**
 * What a person was about to press when the question came must not answer it. The answer that gives
 * something away cannot be given for this long; and whoever was typing answers nothing with a key
 * until no key has been pressed for as long.
 */
const SETTLE_MS = 600;
/** Questions that came to somebody who was typing → when the last key was pressed. */
const typedAtMs = new WeakMap<HTMLDialogElement, number>();
let lastKeyAtMs = -Infinity;
addEventListener('keydown', () => (lastKeyAtMs = performance.now()), { capture: true });

/** Shows its `<dialog>` over everything; when it goes, the focus returns to where it was. */
class Asked extends AsyncDirective {
  #before: Element | null = null;
  #dialog: HTMLDialogElement | undefined;
  #isShown = false;

  override render(): void {}

  override update(part: ElementPart): void {
    if (this.#isShown) {
      return;
    }
    this.#isShown = true;
    this.#before = document.activeElement;
    const dialog = part.element as HTMLDialogElement;
    this.#dialog = dialog;
    // After the rest of it is rendered, so that its `autofocus` is found.
    queueMicrotask(() => {
      if (dialog.isConnected && !dialog.open) {
        if (performance.now() - lastKeyAtMs < SETTLE_MS) {
          typedAtMs.set(dialog, lastKeyAtMs);
        }
        dialog.showModal();
      }
    });
    setTimeout(() => {
      for (const button of dialog.querySelectorAll<HTMLButtonElement>('button[disabled]')) {
        button.disabled = false;
      }
    }, SETTLE_MS);
  }

  override disconnected(): void {
    this.#isShown = false;
    // Still in the page, and as long as it is open nothing outside it takes the focus.
    this.#dialog?.close();
    if (this.#before instanceof HTMLElement && this.#before.isConnected) {
      this.#before.focus();
    }
  }
}

const asked = directive(Asked);

/** A question. The harmless answer comes first, has the focus, and is what Escape means. */
export function question(
  words: CustomerWords,
  it: {
    readonly title: string;
    readonly text: TemplateResult;
    readonly harmless: { readonly label: string; readonly act: () => void };
    readonly grave?: {
      readonly label: string;
      readonly look: string;
      /** Consent is never given by Enter, which may be meant for something else; the space bar does. */
      readonly isConsent: boolean;
      readonly act: () => void;
    };
  },
): TemplateResult {
  return html`<dialog
    class="dialog"
    aria-labelledby="question-title"
    aria-describedby="question-text"
    ${asked()}
    @keydown=${(event: KeyboardEvent) => {
      if (isStillTyping(event) && event.key !== 'Tab') {
        event.preventDefault();
      }
    }}
    @cancel=${(event: Event) => {
      event.preventDefault();
      if (!typedAtMs.has(event.currentTarget as HTMLDialogElement)) {
        it.harmless.act();
      }
    }}
  >
    <h2 id="question-title" class="anywhere">${it.title}</h2>
    <div id="question-text" class="stack question-text">${it.text}</div>
    <div class="actions">
      <button class="button big" type="button" autofocus @click=${it.harmless.act}>
        ${it.harmless.label}
      </button>
      ${
        it.grave === undefined
          ? nothing
          : html`<button
              class="button big ${it.grave.look}"
              type="button"
              disabled
              aria-description=${it.grave.isConsent ? say(words, 'customer.ask.key') : nothing}
              @keydown=${(event: KeyboardEvent) => {
                if (event.key === 'Enter' && it.grave?.isConsent === true) {
                  event.preventDefault();
                  sayWhichKey(words, event);
                }
              }}
              @click=${it.grave.act}
            >
              ${it.grave.label}
            </button>`
      }
    </div>
    ${it.grave?.isConsent === true ? html`<p class="small muted which-key" role="status"></p>` : nothing}
  </dialog>`;
}

/** Whoever presses Enter on a consent sees what does press it, instead of nothing. */
function sayWhichKey(words: CustomerWords, event: KeyboardEvent): void {
  const sentence = (event.currentTarget as Element).closest('dialog')?.querySelector('.which-key');
  if (sentence) {
    sentence.textContent = say(words, 'customer.ask.wrong-key');
  }
}

/** Whether this key belongs to what was being typed when the question came. */
function isStillTyping(event: KeyboardEvent): boolean {
  const dialog = event.currentTarget as HTMLDialogElement;
  const before = typedAtMs.get(dialog);
  if (before === undefined) {
    return false;
  }
  const now = performance.now();
  if (now - before >= SETTLE_MS) {
    typedAtMs.delete(dialog);
    return false;
  }
  typedAtMs.set(dialog, now);
  return true;
}
