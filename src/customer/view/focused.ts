import { directive, Directive, type ElementPart } from 'lit-html/directive.js';

/** Where the page changed under somebody, the focus goes to what it is about now; once for each `what`. */
class Focused extends Directive {
  #last: string | undefined;

  override render(_what: string): void {}

  override update(part: ElementPart, [what]: [string]): void {
    if (this.#last !== what) {
      this.#last = what;
      queueMicrotask(() => (part.element as HTMLElement).focus());
    }
  }
}

export const focused = directive(Focused);
