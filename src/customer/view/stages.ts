import { html, nothing, type TemplateResult } from 'lit-html';
import { directive, Directive, type ElementPart } from 'lit-html/directive.js';
import { initials } from '../../conversation/index.ts';
import { unreachable } from '../../kernel/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import { connectionWords, waitingAgainWords, waitingSince, waitingWords } from '../model/page-words.ts';
import type { PageState } from '../model/page-state.ts';
import { summaryOf } from '../model/summary.ts';
import { pastConversation } from './conversation-view.ts';
import { icon } from './icons.ts';
import { timeSince } from './time.ts';

/** Before anything of the session is known. */
export function openingPage(state: PageState, page: CustomerPage): TemplateResult {
  return state.connection.kind === 'lost'
    ? html`<main class="empty" role="status">
        ${icon('offline', 'large')}
        <h1>The support site cannot be reached</h1>
        <p>This page keeps trying by itself. If it lasts, check your network, or call your representative.</p>
        <button class="button" type="button" @click=${() => page.tryNow()}>Try now</button>
      </main>`
    : html`<main class="empty" role="status">
        <p class="opening"><span class="spinner" aria-hidden="true"></span> Opening your session …</p>
      </main>`;
}

/** There is no session for this page, or not for this browser. */
export function noPage(state: PageState): TemplateResult {
  return html`<main class="empty">
    ${icon('alert', 'large')}
    <h1>This page is not connected to a session</h1>
    <p>
      ${connectionWords(state.connection)?.sentence ?? nothing} The session may have ended, or it was opened
      in another browser. Nothing is shared.
    </p>
    <a class="button" href="/">Go to the start page</a>
  </main>`;
}

export function waitingCard(state: PageState, page: CustomerPage): TemplateResult {
  const { title, sentence } = waitingWords(state.position);
  const again = waitingAgainWords(state.view);
  const since = waitingSince(state.view);
  return html`<section class="card screen waiting-card" aria-labelledby="waiting-title">
    <div role="status">
      <p class="place" aria-hidden="true">${state.position ?? '…'}</p>
      <h2 id="waiting-title">${title}</h2>
      <p class="muted anywhere">${again === undefined ? nothing : html`<bdi>${again}</bdi>`} ${sentence}</p>
    </div>
    ${notifyOffer(state, page)}
    <p class="small muted waiting-text">
      You can write already; it is read when your session is accepted. We cannot say how long that takes.
      ${since === undefined ? nothing : html`You have been waiting for ${timeSince(since, state.now)}.`}
      ${state.ending ? 'Leaving …' : 'This page may stay in the background; do not close it.'}
    </p>
  </section>`;
}

function notifyOffer({ mayNotify }: PageState, page: CustomerPage): TemplateResult | typeof nothing {
  switch (mayNotify) {
    case 'default':
      return html`<div class="stack notify">
        <button
          class="button wide"
          type="button"
          aria-describedby="notify-hint"
          @click=${() => void page.askToNotify()}
        >
          ${icon('bell')} Notify me
        </button>
        <p class="small muted" id="notify-hint">
          Your browser asks whether this site may show you a message.
        </p>
      </div>`;
    case 'granted':
      return html`<p class="small muted">
        ${icon('bell', 'small')} You will be notified when somebody is there for you.
      </p>`;
    case 'denied':
    case 'impossible':
      return nothing;
    default:
      return unreachable(mayNotify);
  }
}

/** What was done, by whom, how long, and whether it was recorded. Nothing here can be pressed by mistake. */
export function endedPage(state: PageState, page: CustomerPage): TemplateResult {
  const { sentence, facts } = summaryOf(state.view);
  const helperName = state.view.owner?.name;
  return html`<main class="ended">
    <section class="card ended-card" aria-labelledby="ended-title">
      <div role="status">
        <div class="row">
          ${
            helperName === undefined
              ? icon('circle-check', 'large')
              : html`<span class="avatar large" aria-hidden="true">${initials(helperName)}</span>`
          }
          <div class="grow">
            <h1 id="ended-title" tabindex="-1" ${focused()}>The session has ended</h1>
            <p class="muted anywhere">${sentence}</p>
          </div>
        </div>
      </div>
      <dl class="facts">
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd><bdi>${value}</bdi></dd>`,
        )}
      </dl>
      <p class="safe">${icon('shield')} Nothing is shared any more. You can close this page.</p>
    </section>
    ${pastConversation(state, page)}
    <p class="small"><a href="/">Go to the start page</a></p>
  </main>`;
}

/** Where the page changed under somebody, the focus goes to what it is about now; once. */
class Focused extends Directive {
  #done = false;

  override render(): void {}

  override update(part: ElementPart): void {
    if (!this.#done) {
      this.#done = true;
      queueMicrotask(() => (part.element as HTMLElement).focus());
    }
  }
}

const focused = directive(Focused);
