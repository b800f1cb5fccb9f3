import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';

/** Whoever has scrolled this far from the end reads older lines and is left there. */
const NEAR_PX = 48;

/**
 * Keeps a scrolling element at its end, from the beginning and for as long as the reader does not
 * scroll away: when lines are added, and when the element itself becomes lower (a growing text box).
 */
class StickToEnd extends AsyncDirective {
  #box: Element | undefined;
  #atEnd = true;
  readonly #sizes = new ResizeObserver(() => this.#stick());

  override render(): void {}

  override update(part: ElementPart): void {
    if (this.#box !== part.element) {
      this.#leave();
      this.#box = part.element;
      this.#box.addEventListener('scroll', this.#scrolled, { passive: true });
      this.#sizes.observe(this.#box);
    }
    // The children change after this.
    queueMicrotask(() => this.#stick());
  }

  override disconnected(): void {
    this.#leave();
  }

  override reconnected(): void {
    this.#box?.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  #leave(): void {
    this.#box?.removeEventListener('scroll', this.#scrolled);
    this.#sizes.disconnect();
  }

  readonly #scrolled = (): void => {
    const box = this.#box;
    this.#atEnd = box === undefined || box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR_PX;
  };

  #stick(): void {
    if (this.#atEnd && this.#box !== undefined) {
      this.#box.scrollTop = this.#box.scrollHeight;
    }
  }
}

export const stickToEnd = directive(StickToEnd);
