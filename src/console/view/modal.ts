import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, PartType, type ElementPart, type PartInfo } from 'lit-html/directive.js';

/** Opens its `<dialog>` as a modal one, and gives the focus back to where it was when the dialog goes. */
class Modal extends AsyncDirective {
  #before: Element | null = null;
  #open = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) {
      throw new Error('modal() belongs on a <dialog>');
    }
  }

  override render(): void {}

  override update(part: ElementPart): void {
    const dialog = part.element as HTMLDialogElement;
    if (this.#open) {
      return;
    }
    this.#open = true;
    this.#before = document.activeElement;
    // Once the rest of the dialog is rendered, so that its `autofocus` is found.
    queueMicrotask(() => {
      if (dialog.isConnected && !dialog.open) {
        dialog.showModal();
      }
    });
  }

  override disconnected(): void {
    this.#open = false;
    const before = this.#before;
    if (before instanceof HTMLElement && before.isConnected) {
      before.focus();
    }
  }
}

export const modal = directive(Modal);
