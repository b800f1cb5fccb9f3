import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';

/** Whoever has scrolled this far from the end reads older lines and is left there. */
const NEAR_PX = 48;

/**
 * Keeps a scrolling element at its end, from the beginning and for as long as the reader does not
 * scroll away: when lines are added, and when the element itself becomes lower (a growing text box).
 * `first` is what stands at its beginning: when that is another one, older lines came above, and what
 * the reader reads stays where it is.
 */
class StickToEnd extends AsyncDirective {
  #box: Element | undefined;
  #atEnd = true;
  /** Where it stood when that was last looked at. */
  #topPx = 0;
  #first: unknown;
  readonly #sizes = new ResizeObserver(() => this.#stick());

  override render(_first?: unknown): void {}

  override update(part: ElementPart, [first]: [first?: unknown]): void {
    if (this.#box !== part.element) {
      this.#leave();
      this.#box = part.element;
      this.#box.addEventListener('scroll', this.#scrolled, { passive: true });
      this.#sizes.observe(this.#box);
    }
    const came = this.#first !== undefined && this.#first !== first;
    this.#first = first;
    this.#look();
    const { scrollHeight, scrollTop } = part.element;
    // The children change after this.
    queueMicrotask(() => {
      if (came && !this.#atEnd) {
        part.element.scrollTop = part.element.scrollHeight - (scrollHeight - scrollTop);
        this.#topPx = part.element.scrollTop;
      }
      this.#stick();
    });
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
    this.#topPx = box?.scrollTop ?? 0;
  };

  /** The reader may have scrolled up without this having been told yet: others hear of it first, and draw. */
  #look(): void {
    if (this.#box !== undefined && this.#box.scrollTop < this.#topPx) {
      this.#scrolled();
    }
  }

  #stick(): void {
    this.#look();
    if (this.#atEnd && this.#box !== undefined) {
      this.#box.scrollTop = this.#box.scrollHeight;
      this.#topPx = this.#box.scrollTop;
    }
  }
}

export const stickToEnd = directive(StickToEnd);
