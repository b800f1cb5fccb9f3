import { html, nothing, type TemplateResult } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, Directive, type ElementPart } from 'lit-html/directive.js';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { TextPart } from '../../conversation/index.ts';
import { LIMITS, type MessageId } from '../../kernel/index.ts';
import { pieces, say, type CustomerWords } from '../../languages/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import { conversationLines, deliveryWords, type Line } from '../model/conversation.ts';
import { has, type PageState } from '../model/page-state.ts';
import { icon } from './icons.ts';
import { timeOfDay } from './time.ts';

/** What is longer than this, a problem described at length, is read as a text and not as a heading. */
const LONG_CHARACTERS = 160;

/** The chat: what was said and what happened, and where to write. */
export function conversation(state: PageState, page: CustomerPage): TemplateResult {
  const { words } = state;
  return html`<section class="conversation" aria-label=${say(words, 'customer.chat.label')}>
    ${banner(state)}
    <div
      class="lines-box"
      tabindex="0"
      role="log"
      aria-label=${say(words, 'customer.chat.lines')}
      ${keptAtEnd()}
    >
      ${lines(state, page)}
    </div>
    <p class="typing small muted" role="status">
      ${
        state.typing === undefined
          ? nothing
          : html`<span class="cut"
              >${pieces(words, 'customer.chat.typing', {
                name: html`<bdi>${state.typing.name}</bdi>`,
              })}</span
            >`
      }
    </p>
    ${composer(state, page)}
  </section>`;
}

/** *Chat Window Banner*; its room is kept while it is loaded. */
function banner({ says, siteName }: PageState): TemplateResult | typeof nothing {
  const image = says?.banner;
  return image === undefined
    ? nothing
    : html`<p class="chat-banner">
        <img
          src=${image.address}
          alt=${image.alt === '' ? siteName : image.alt}
          width=${image.width}
          height=${image.height}
        />
      </p>`;
}

/** After the end: to be read again, not to be written in. */
export function pastConversation(state: PageState, page: CustomerPage): TemplateResult | typeof nothing {
  return state.view.timeline.length === 0
    ? nothing
    : html`<details class="past">
        <summary>${say(state.words, 'customer.chat.past')}</summary>
        ${lines(state, page)}
      </details>`;
}

function lines(state: PageState, page: CustomerPage): unknown {
  // Not drawn again each second only because a clock goes on.
  const { words, view, outgoing, linesShown } = state;
  return guard([words, view.timeline, view.deliveredTo, outgoing, linesShown], () => {
    const { lines: shown, hasEarlier } = conversationLines(words, view, outgoing, linesShown);
    return html`${
        hasEarlier
          ? html`<p class="earlier">
              <button class="button quiet" type="button" @click=${() => page.showEarlier()}>
                ${say(words, 'customer.chat.earlier')}
              </button>
            </p>`
          : nothing
      }
      <ol class="lines">
        ${repeat(
          shown,
          (line) => line.key,
          (line) =>
            line.kind === 'happening'
              ? html`<li class="happening ${line.words.length > LONG_CHARACTERS ? 'long' : ''}">
                  <span class="anywhere">${line.words}</span> ${timeOfDay(words, line.at)}
                </li>`
              : message(words, line, page),
        )}
      </ol>`;
  });
}

function message(
  words: CustomerWords,
  line: Extract<Line, { kind: 'message' }>,
  page: CustomerPage,
): TemplateResult {
  return html`<li class="message ${line.mine ? 'mine' : 'theirs'} ${line.isFirst ? 'first' : ''}">
    <p class=${line.isFirst && !line.mine ? 'author' : 'visually-hidden'}>
      <bdi>${line.mine ? say(words, 'customer.chat.you') : line.author}</bdi>
    </p>
    <div class="bubble"><bdi class="text">${line.parts.map((one) => part(words, one))}</bdi></div>
    <p class="under">
      ${line.at === undefined ? nothing : timeOfDay(words, line.at)}
      ${
        line.delivery === undefined
          ? nothing
          : html`<span class="delivery ${line.delivery}"
              >${icon(line.delivery === 'refused' ? 'alert' : line.delivery, 'small')}
              ${deliveryWords(words, line.delivery)}</span
            >`
      }
    </p>
    ${
      line.refusal === undefined
        ? nothing
        : html`<p class="refusal">
            <span class="error">${line.refusal}</span>
            <button class="button" type="button" @click=${() => page.sayAgain(line.key as MessageId)}>
              ${say(words, 'customer.chat.send-again')}
            </button>
            <button class="button quiet" type="button" @click=${() => page.forget(line.key as MessageId)}>
              ${say(words, 'customer.chat.delete')}
            </button>
          </p>`
    }
  </li>`;
}

function part(words: CustomerWords, one: TextPart): unknown {
  return one.kind === 'text'
    ? one.text
    : html`<a
        href=${one.href}
        title=${say(words, 'customer.chat.link', { host: one.host })}
        target="_blank"
        rel="noopener noreferrer nofollow"
        >${one.text}</a
      >`;
}

function composer(state: PageState, page: CustomerPage): TemplateResult {
  const { words } = state;
  return html`<form
    class="composer"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const box = (event.currentTarget as HTMLFormElement).querySelector('textarea');
      if (box !== null) {
        page.say(box.value);
        box.value = '';
        box.focus();
      }
    }}
  >
    <textarea
      class="input"
      rows="1"
      aria-label=${say(words, 'customer.chat.message')}
      placeholder=${say(words, 'customer.chat.placeholder')}
      maxlength=${LIMITS.chatCharacters}
      spellcheck=${has(state, 'spell-check') ? 'true' : 'false'}
      enterkeyhint="send"
      ${drafted(page.draft)}
      @input=${(event: InputEvent) => page.draftChanged((event.currentTarget as HTMLTextAreaElement).value)}
      @keydown=${(event: KeyboardEvent) => {
        // While an input method composes, Enter belongs to it.
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
        }
      }}
    ></textarea>
    <button class="button primary" ?disabled=${state.ending}>
      ${icon('send')} <span>${say(words, 'customer.chat.send')}</span>
    </button>
  </form>`;
}

/** Puts the draft into its box once; from then on the box is its owner. */
class Drafted extends Directive {
  #done = false;

  override render(_draft: string): void {}

  override update(part: ElementPart, [draft]: [string]): void {
    if (!this.#done) {
      this.#done = true;
      (part.element as HTMLTextAreaElement).value = draft;
    }
  }
}

const drafted = directive(Drafted);

/** Whoever has scrolled this far from the end reads older lines and is left there. */
const NEAR_END_PX = 64;

/**
 * Keeps a scrolling box at its end as long as the reader is there: when lines are added, and when the
 * box itself becomes lower (a keyboard on the glass, a telephone that is turned).
 */
class KeptAtEnd extends AsyncDirective {
  #box: Element | undefined;
  /** A page that scrolls as a whole begins at its top, where the screen is shared. */
  #isAtEnd: boolean | undefined;
  readonly #sizes = new ResizeObserver(() => this.#stay());

  override render(): void {}

  override update(part: ElementPart): void {
    if (this.#box !== part.element) {
      this.#leave();
      this.#box = part.element;
      addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
      this.#sizes.observe(this.#box);
    }
    // The lines change after this.
    queueMicrotask(() => this.#stay());
  }

  override disconnected(): void {
    this.#leave();
    this.#box = undefined;
  }

  #leave(): void {
    removeEventListener('scroll', this.#scrolled, { capture: true });
    this.#sizes.disconnect();
  }

  readonly #scrolled = (event: Event): void => {
    const scroller = this.#box === undefined ? undefined : scrollerOf(this.#box);
    if (scroller !== undefined && (event.target === scroller || event.target === document)) {
      this.#isAtEnd = toEnd(scroller) < NEAR_END_PX;
    }
  };

  #stay(): void {
    if (this.#box !== undefined && this.#box.isConnected) {
      const scroller = scrollerOf(this.#box);
      this.#isAtEnd ??= scroller === this.#box;
      if (this.#isAtEnd) {
        scroller.scrollTop = scroller.scrollHeight;
      }
    }
  }
}

/** In a low window the page scrolls instead of the box. */
function scrollerOf(box: Element): Element {
  const isItself = getComputedStyle(box).overflowY === 'auto';
  return isItself ? box : (document.scrollingElement ?? box);
}

function toEnd(scroller: Element): number {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
}

const keptAtEnd = directive(KeptAtEnd);
