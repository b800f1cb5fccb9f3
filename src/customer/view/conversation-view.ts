import { html, nothing, type TemplateResult } from 'lit-html';
import { directive, Directive, type ElementPart } from 'lit-html/directive.js';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { TextPart } from '../../conversation/index.ts';
import { LIMITS, type MessageId } from '../../kernel/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import { conversationLines, deliveryWords, type Line } from '../model/conversation.ts';
import type { PageState } from '../model/page-state.ts';
import { icon } from './icons.ts';
import { timeOfDay } from './time.ts';

/** The chat: what was said and what happened, and where to write. */
export function conversation(state: PageState, page: CustomerPage): TemplateResult {
  return html`<section class="conversation" aria-label="Conversation">
    <div class="lines-box" tabindex="0" role="region" aria-label="Conversation so far" ${keptAtEnd()}>
      ${lines(state, page)}
    </div>
    <p class="typing small muted" role="status">
      ${
        state.typing === undefined
          ? nothing
          : html`<span class="cut"><bdi>${state.typing.name}</bdi> is writing …</span>`
      }
    </p>
    ${composer(state, page)}
  </section>`;
}

/** After the end: to be read again, not to be written in. */
export function pastConversation(state: PageState, page: CustomerPage): TemplateResult | typeof nothing {
  return state.view.timeline.length === 0
    ? nothing
    : html`<details class="past">
        <summary>What was said and done</summary>
        ${lines(state, page)}
      </details>`;
}

function lines(state: PageState, page: CustomerPage): unknown {
  // Not drawn again each second only because a clock goes on.
  return guard([state.view.timeline, state.view.deliveredTo, state.outgoing, state.linesShown], () => {
    const { lines: shown, hasEarlier } = conversationLines(state.view, state.outgoing, state.linesShown);
    return html`${
        hasEarlier
          ? html`<p class="earlier">
              <button class="button quiet" type="button" @click=${() => page.showEarlier()}>
                Show earlier lines
              </button>
            </p>`
          : nothing
      }
      <ol class="lines" role="log" aria-label="What was said">
        ${repeat(
          shown,
          (line) => line.key,
          (line) =>
            line.kind === 'happening'
              ? html`<li class="happening">
                  <span class="anywhere">${line.words}</span> ${timeOfDay(line.at)}
                </li>`
              : message(line, page),
        )}
      </ol>`;
  });
}

function message(line: Extract<Line, { kind: 'message' }>, page: CustomerPage): TemplateResult {
  return html`<li class="message ${line.mine ? 'mine' : 'theirs'} ${line.isFirst ? 'first' : ''}">
    <p class=${line.isFirst && !line.mine ? 'author' : 'visually-hidden'}>
      <bdi>${line.mine ? 'You' : line.author}</bdi>
    </p>
    <div class="bubble"><bdi class="text">${line.parts.map(part)}</bdi></div>
    <p class="under">
      ${line.at === undefined ? nothing : timeOfDay(line.at)}
      ${
        line.delivery === undefined
          ? nothing
          : html`<span class="delivery ${line.delivery}"
              >${icon(line.delivery === 'refused' ? 'alert' : line.delivery, 'small')}
              ${deliveryWords(line.delivery)}</span
            >`
      }
    </p>
    ${
      line.refusal === undefined
        ? nothing
        : html`<p class="refusal">
            <span class="error">${line.refusal}</span>
            <button class="button" type="button" @click=${() => page.sayAgain(line.key as MessageId)}>
              Send again
            </button>
            <button class="button quiet" type="button" @click=${() => page.forget(line.key as MessageId)}>
              Delete
            </button>
          </p>`
    }
  </li>`;
}

function part(one: TextPart): unknown {
  return one.kind === 'text'
    ? one.text
    : html`<a
        href=${one.href}
        title="Opens ${one.host} in a new tab"
        target="_blank"
        rel="noopener noreferrer nofollow"
        >${one.text}</a
      >`;
}

function composer(state: PageState, page: CustomerPage): TemplateResult {
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
      aria-label="Message"
      placeholder="Write a message"
      maxlength=${LIMITS.chatCharacters}
      enterkeyhint="send"
      dir="auto"
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
    <button class="button primary" ?disabled=${state.ending}>${icon('send')} <span>Send</span></button>
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

/** Keeps a scrolling box at its end as long as the reader is there. */
class KeptAtEnd extends Directive {
  #isFirst = true;

  override render(): void {}

  override update(part: ElementPart): void {
    // Called before the lines change: this is where the reader is now.
    const isNear = this.#isFirst || toEnd(scrollerOf(part.element)) < NEAR_END_PX;
    this.#isFirst = false;
    if (isNear) {
      queueMicrotask(() => {
        const scroller = scrollerOf(part.element);
        scroller.scrollTop = scroller.scrollHeight;
      });
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
