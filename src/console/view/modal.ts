import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, PartType, type ElementPart, type PartInfo } from 'lit-html/directive.js';

/** What can take the focus. */
const WORKS = 'a[href], button:enabled, input:enabled, select:enabled';

/**
 * Opens its `<dialog>` as a modal one, says when it is to be closed (Esc, or the browser's own
 * way back), and gives the focus back to where it was when the dialog goes.
 */
class Modal extends AsyncDirective {
  #before: Element | null = null;
  #dialog: HTMLDialogElement | undefined;
  #open = false;
  #close: () => void = () => undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) {
      throw new Error('modal() belongs on a <dialog>');
    }
  }

  override render(_close: () => void): void {}

  override update(part: ElementPart, [close]: [() => void]): void {
    this.#close = close;
    const dialog = part.element as HTMLDialogElement;
    if (this.#open) {
      keepFocus(dialog);
      return;
    }
    this.#open = true;
    this.#dialog = dialog;
    this.#before = document.activeElement;
    dialog.addEventListener('close', () => {
      // Told late: a dialog that is gone closes nothing, there may be another one by now.
      if (this.#open) {
        this.#close();
      }
    });
    dialog.addEventListener('keydown', (event) => {
      // At once: the browser's own closing is told a moment later, when the next key may be there.
      if (event.key === 'Escape' && !event.defaultPrevented) {
        event.preventDefault();
        this.#close();
      }
    });
    // Once the rest of the dialog is rendered, so that its `autofocus` is found.
    queueMicrotask(() => {
      if (dialog.isConnected && !dialog.open) {
        dialog.showModal();
      }
    });
  }

  override disconnected(): void {
    this.#open = false;
    // Still in the page, and as long as it is open nothing outside it takes the focus.
    this.#dialog?.close();
    const before = this.#before;
    if (before instanceof HTMLElement && before.isConnected) {
      before.focus();
    }
  }
}

/** The next step of a dialog, or of one line of its list, takes the focus when what had it goes with the step before. */
function keepFocus(dialog: HTMLDialogElement): void {
  const had = document.activeElement;
  if (had === null || !dialog.contains(had)) {
    return;
  }
  const line = had.closest('li');
  queueMicrotask(() => {
    if (!had.isConnected) {
      const next = line?.isConnected === true ? line.querySelector<HTMLElement>(WORKS) : undefined;
      (next ?? dialog.querySelector<HTMLElement>('[autofocus]'))?.focus();
    }
  });
}

export const modal = directive(Modal);
