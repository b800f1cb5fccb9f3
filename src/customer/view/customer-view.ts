import { html, nothing, type TemplateResult } from 'lit-html';
import { initials } from '../../conversation/index.ts';
import { unreachable } from '../../kernel/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import { connectionWords, inabilityWords } from '../model/page-words.ts';
import { openRequest, stageOf, type PageState } from '../model/page-state.ts';
import { conversation } from './conversation-view.ts';
import { icon } from './icons.ts';
import { question } from './question.ts';
import { screenCard } from './screen-view.ts';
import { endedPage, noPage, openingPage, waitingCard } from './stages.ts';
import { timeSince } from './time.ts';

export interface Around {
  readonly markUrl: string;
  /** Whether it is the site's own logo, of any shape. */
  readonly isLogo: boolean;
}

/** The whole page of a customer. */
export function customerView(state: PageState, page: CustomerPage, around: Around): TemplateResult {
  return html`${topBar(state, page, around)} ${connectionBanner(state, page)} ${body(state, page)}
    ${questions(state, page)}
    <div class="toasts" role="status">
      ${state.toast === undefined ? nothing : html`<p class="toast">${state.toast}</p>`}
    </div>`;
}

function topBar(state: PageState, page: CustomerPage, { markUrl, isLogo }: Around): TemplateResult {
  const stage = stageOf(state);
  const isRecorded = state.view.recordings.size > 0;
  return html`<header class="top site-band">
    <span class="mark"
      ><img class=${isLogo ? 'logo' : nothing} src=${markUrl} alt="" width="32" height="32" /><span
        class="cut"
        >${state.siteName}</span
      ></span
    >
    <span class="recorded" role="status"
      >${
        isRecorded ? html`<span class="chip danger"><span class="dot live"></span>Recording</span>` : nothing
      }</span
    >
    ${
      stage === 'waiting'
        ? html`<button
            class="button"
            type="button"
            ?disabled=${state.ending}
            @click=${() => page.endSession()}
          >
            ${icon('leave')} Leave
          </button>`
        : stage === 'in-session'
          ? html`<button
              class="button danger"
              type="button"
              ?disabled=${state.ending}
              @click=${() => page.askToEnd(true)}
            >
              End session
            </button>`
          : nothing
    }
  </header>`;
}

function connectionBanner(state: PageState, page: CustomerPage): TemplateResult {
  const stage = stageOf(state);
  const trouble =
    stage === 'ended' || stage === 'closed' || stage === 'opening'
      ? undefined
      : connectionWords(state.connection);
  return html`<div class="banner-place" role="status">
    ${
      trouble === undefined
        ? nothing
        : html`<div class="banner warn">
            ${icon('offline')}
            <p>${trouble.sentence}</p>
            ${
              trouble.cure === 'wait'
                ? html`<button class="button" type="button" @click=${() => page.tryNow()}>Try now</button>`
                : trouble.cure === 'take-back'
                  ? html`<button class="button" type="button" @click=${() => page.takeBack()}>
                      Go on here
                    </button>`
                  : nothing
            }
          </div>`
    }
  </div>`;
}

function body(state: PageState, page: CustomerPage): TemplateResult {
  const stage = stageOf(state);
  switch (stage) {
    case 'opening':
      return openingPage(state, page);
    case 'closed':
      return noPage(state);
    case 'waiting':
    case 'in-session':
      return sessionPage(state, page, stage);
    case 'ended':
      return endedPage(state, page);
    default:
      return unreachable(stage);
  }
}

/** One template for both, so that whoever is writing when the session is accepted writes on. */
function sessionPage(state: PageState, page: CustomerPage, stage: 'waiting' | 'in-session'): TemplateResult {
  const isWaiting = stage === 'waiting';
  const title = isWaiting ? 'Waiting room' : 'Support session';
  return html`<main class="session ${isWaiting ? 'waiting' : ''}">
    <h1 class="visually-hidden">${title}</h1>
    <section class="side" aria-label=${title}>
      ${isWaiting ? waitingCard(state, page) : html`${helper(state)} ${screenCard(state, page)}`}
      <footer class="side-foot"><theme-switch></theme-switch></footer>
    </section>
    ${conversation(state, page)}
  </main>`;
}

function helper({ view, now }: PageState): TemplateResult {
  const { owner } = view;
  if (owner === undefined) {
    return html``;
  }
  const isAway = view.lost.has(owner.id);
  return html`<div class="person helper">
    <span class="avatar" aria-hidden="true">${initials(owner.name)}</span>
    <div>
      <strong><bdi>${owner.name}</bdi></strong>
      <p class="small muted">
        ${
          isAway
            ? 'has lost the connection. The session waits; nothing is lost.'
            : html`is helping
              you${view.acceptedAt === undefined ? nothing : html` · ${timeSince(view.acceptedAt, now)}`}`
        }
      </p>
      ${
        view.others.length === 0
          ? nothing
          : html`<p class="small muted anywhere">
              Also here: <bdi>${view.others.map(({ name }) => name).join(', ')}</bdi>
            </p>`
      }
      ${
        view.viewers.length === 0
          ? nothing
          : html`<p class="small muted anywhere">
              Looking on: <bdi>${view.viewers.map(({ name }) => name).join(', ')}</bdi>
            </p>`
      }
    </div>
  </div>`;
}

function questions(state: PageState, page: CustomerPage): TemplateResult | typeof nothing {
  const request = openRequest(state);
  if (request !== undefined) {
    const title = `${request.byName} asks to see your screen`;
    if (state.ability !== 'possible') {
      const { title: inability, sentence } = inabilityWords(state.ability);
      return question({
        title,
        text: html`<p>${inability}. ${sentence}</p>`,
        harmless: { label: 'Answer that it is not possible', act: () => page.denyScreen() },
      });
    }
    return question({
      title,
      text: html`<p>
          If you allow it, your browser asks what to show: the whole screen or one window.
          <bdi>${request.byName}</bdi> sees what you choose and cannot click or type; colleagues who help or
          supervise may see it too. The picture is recorded.
        </p>
        <p class="muted">Close anything private first. You can stop at any moment.</p>`,
      harmless: { label: 'Deny', act: () => page.denyScreen() },
      grave: { label: 'Allow', look: 'primary', isConsent: true, act: () => page.allowScreen() },
    });
  }
  if (state.askingToEnd) {
    const helperName = state.view.owner?.name ?? 'your representative';
    return question({
      title: 'End the session?',
      text: html`<p>
        The chat with <bdi>${helperName}</bdi> closes, and nothing is shared any more. To be helped again you
        need a new session key.
      </p>`,
      harmless: { label: 'Stay', act: () => page.askToEnd(false) },
      grave: {
        label: 'End session',
        look: 'danger primary',
        isConsent: false,
        act: () => page.endSession(),
      },
    });
  }
  return nothing;
}
