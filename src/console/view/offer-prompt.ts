import { html, nothing, type TemplateResult } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';
import { initials } from '../../conversation/index.ts';
import { msBetween } from '../../kernel/index.ts';
import type { ConsoleState } from '../model/console-state.ts';
import { countdown } from '../model/offer.ts';
import { broughtFacts, modePrefix } from '../model/request-words.ts';
import { durationBrief } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { factLines } from './fact-lines.ts';
import { writtenText } from './written-text.ts';

/**
 * Shows its element above everything, a modal dialog too, and leaves the focus where somebody types:
 * therefore a popover, where a dialog would take it.
 */
class AboveEverything extends AsyncDirective {
  #over: Element | null = null;

  override render(_drawnAt: unknown): void {}

  override update(part: ElementPart): void {
    const element = part.element as HTMLElement;
    queueMicrotask(() => {
      if (!element.isConnected) {
        return;
      }
      const over = document.querySelector('dialog:modal');
      const isShown = element.matches(':popover-open');
      // A modal dialog that opened since then covers it.
      if (isShown && over !== this.#over && over !== null) {
        element.hidePopover();
      }
      if (!element.matches(':popover-open')) {
        element.showPopover();
      }
      this.#over = over;
    });
  }
}

const aboveEverything = directive(AboveEverything);

/** What Equilibrium asks, with the time that is left for an answer. */
export function offerPrompt(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const open = state.offer;
  return html`<p class="visually-hidden" role="alert">
      ${
        open === undefined
          ? nothing
          : `Session assigned: ${open.offer.request?.customerName ?? open.offer.queueName}. Alt A accepts.`
      }
    </p>
    ${open === undefined ? nothing : prompt(state, console, open)}`;
}

function prompt(
  state: ConsoleState,
  console: RepresentativeConsole,
  { offer, answering }: NonNullable<ConsoleState['offer']>,
): TemplateResult {
  const { leftS, wholeS, isEnding } = countdown(offer, state.now);
  const { request } = offer;
  return html`<div
    class="dialog offer ${isEnding ? 'ending' : ''}"
    role="dialog"
    popover="manual"
    aria-labelledby="offer-title"
    aria-describedby="offer-about"
    ${aboveEverything(state.dialog)}
  >
    <div class="row spread">
      <h2 id="offer-title">Session assigned</h2>
      <span class="chip ${isEnding ? 'danger' : 'warn'} numbers">${leftS} s left</span>
    </div>
    <progress class="offer-time" aria-label="Time to answer" max=${wholeS} .value=${leftS}></progress>
    <div id="offer-about" class="offer-about">
      ${
        request === undefined
          ? html`<p class="strong anywhere"><bdi>${offer.queueName}</bdi></p>`
          : html`<div class="person">
                <span class="avatar" aria-hidden="true">${initials(request.customerName)}</span>
                <div>
                  <strong class="anywhere"
                    >${modePrefix(request.mode)} <bdi>${request.customerName}</bdi></strong
                  >
                  <p class="small muted">
                    <bdi>${offer.queueName}</bdi> · waiting
                    ${durationBrief(msBetween(request.queuedAt, state.now))}
                  </p>
                </div>
              </div>
              <dl class="facts small">${factLines(broughtFacts(request))}</dl>
              ${
                request.details === ''
                  ? nothing
                  : html`<div class="said anywhere small">${writtenText(request.details)}</div>`
              }`
      }
      <p class="small muted anywhere"><bdi>${offer.why}</bdi></p>
    </div>
    <div class="actions">
      <button
        class="button big"
        type="button"
        ?disabled=${answering !== 'nothing'}
        aria-busy=${answering === 'reject' ? 'true' : 'false'}
        @click=${(event: MouseEvent) => answer(event, console, false)}
      >
        Reject
      </button>
      <button
        class="button big primary"
        type="button"
        aria-keyshortcuts="Alt+A"
        ?disabled=${answering !== 'nothing'}
        aria-busy=${answering === 'accept' ? 'true' : 'false'}
        @click=${(event: MouseEvent) => answer(event, console, true)}
      >
        Accept<span class="kbd" aria-hidden="true">Alt A</span>
      </button>
    </div>
  </div>`;
}

/** `detail` is 0 when a key was pressed. */
function answer(event: MouseEvent, console: RepresentativeConsole, accept: boolean): void {
  void console.answerOffer(accept, event.detail > 0 ? 'pointer' : 'key');
}
