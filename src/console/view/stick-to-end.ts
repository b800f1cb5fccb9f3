import { directive, Directive, type ElementPart } from 'lit-html/directive.js';

/** Whoever has scrolled this far from the end reads older lines and is left there. */
const NEAR_PX = 48;

/** Keeps a scrolling element at its end as long as the reader is there; at its end at first. */
class StickToEnd extends Directive {
  #first = true;

  override render(): void {}

  override update(part: ElementPart): void {
    const box = part.element;
    // Called before the children change: this is where the reader is now.
    const stick = this.#first || box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR_PX;
    this.#first = false;
    if (stick) {
      queueMicrotask(() => {
        box.scrollTop = box.scrollHeight;
      });
    }
  }
}

export const stickToEnd = directive(StickToEnd);
