import { html, nothing, type TemplateResult } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';

/**
 * What a person was about to press when the question came must not answer it: for this long a key
 * answers nothing, and the answer that gives something away cannot be given at all.
 */
const SETTLE_MS = 600;
const openedAtMs = new WeakMap<Element, number>();

/** Shows its `<dialog>` over everything; when it goes, the focus returns to where it was. */
class Asked extends AsyncDirective {
  #before: Element | null = null;
  #isShown = false;

  override render(): void {}

  override update(part: ElementPart): void {
    if (this.#isShown) {
      return;
    }
    this.#isShown = true;
    this.#before = document.activeElement;
    const dialog = part.element as HTMLDialogElement;
    // After the rest of it is rendered, so that its `autofocus` is found.
    queueMicrotask(() => {
      if (dialog.isConnected && !dialog.open) {
        openedAtMs.set(dialog, performance.now());
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
    if (this.#before instanceof HTMLElement && this.#before.isConnected) {
      this.#before.focus();
    }
  }
}

const asked = directive(Asked);

/** A question. The harmless answer comes first, has the focus, and is what Escape means. */
export function question(it: {
  readonly title: string;
  readonly text: TemplateResult;
  readonly harmless: { readonly label: string; readonly act: () => void };
  readonly grave?: { readonly label: string; readonly look: string; readonly act: () => void };
}): TemplateResult {
  return html`<dialog
    class="dialog"
    aria-labelledby="question-title"
    aria-describedby="question-text"
    ${asked()}
    @cancel=${(event: Event) => {
      event.preventDefault();
      if (isSettled(event)) {
        it.harmless.act();
      }
    }}
  >
    <h2 id="question-title" class="anywhere">${it.title}</h2>
    <div id="question-text" class="stack question-text">${it.text}</div>
    <div class="actions">
      <button
        class="button big"
        type="button"
        autofocus
        @click=${(event: MouseEvent) => {
          // `detail` is 0 when a key was pressed.
          if (event.detail > 0 || isSettled(event)) {
            it.harmless.act();
          }
        }}
      >
        ${it.harmless.label}
      </button>
      ${
        it.grave === undefined
          ? nothing
          : html`<button
              class="button big ${it.grave.look}"
              type="button"
              disabled
              aria-description="Space bar, not Enter"
              @keydown=${(event: KeyboardEvent) => {
                if (event.key === 'Enter') {
                  event.preventDefault();
                }
              }}
              @click=${it.grave.act}
            >
              ${it.grave.label}
            </button>`
      }
    </div>
  </dialog>`;
}

function isSettled(event: Event): boolean {
  const dialog = (event.currentTarget as Element).closest('dialog');
  return performance.now() - ((dialog && openedAtMs.get(dialog)) ?? Infinity) >= SETTLE_MS;
}
