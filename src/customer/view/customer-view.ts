import { html, nothing, type TemplateResult } from 'lit-html';
import { initials } from '../../conversation/index.ts';
import { unreachable } from '../../kernel/index.ts';
import { namesText, pieces, say } from '../../languages/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import { buttonTitle, helperName } from '../model/happening-words.ts';
import { connectionWords, inabilityWords, recordedWords } from '../model/page-words.ts';
import {
  askedNow,
  openButtonOffer,
  openElevation,
  openRequest,
  stageOf,
  type PageState,
} from '../model/page-state.ts';
import { agreementToAccept, askedPage } from './asked-view.ts';
import { buttonCards } from './button-cards.ts';
import { conversation } from './conversation-view.ts';
import { icon } from './icons.ts';
import { languageMenu } from './language-menu.ts';
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
  const { words } = state;
  return html`<header class="top site-band">
    <span class="mark"
      ><img class=${isLogo ? 'logo' : nothing} src=${markUrl} alt="" width="32" height="32" /><span
        class="cut"
        dir="auto"
        >${state.siteName}</span
      ></span
    >
    <span class="recorded" role="status"
      >${
        isRecorded
          ? html`<span class="chip danger"
              ><span class="dot live"></span>${say(words, 'customer.recording')}</span
            >`
          : nothing
      }</span
    >
    ${
      stage === 'waiting' || stage === 'asked'
        ? html`<button
            class="button"
            type="button"
            ?disabled=${state.ending}
            @click=${() => (stage === 'waiting' ? page.askToLeave('leave') : page.endSession())}
          >
            ${icon('leave')} ${say(words, 'customer.leave')}
          </button>`
        : stage === 'in-session'
          ? html`<button
              class="button danger"
              type="button"
              ?disabled=${state.ending}
              @click=${() => page.askToEnd(true)}
            >
              ${say(words, 'customer.end')}
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
      : connectionWords(state.words, state.connection);
  return html`<div class="banner-place" role="status">
    ${
      trouble === undefined
        ? nothing
        : html`<div class="banner warn">
            ${icon('offline')}
            <p>${trouble.sentence}</p>
            ${
              trouble.cure === 'wait'
                ? html`<button class="button" type="button" @click=${() => page.tryNow()}>
                    ${say(state.words, 'customer.try-now')}
                  </button>`
                : trouble.cure === 'take-back'
                  ? html`<button class="button" type="button" @click=${() => page.takeBack()}>
                      ${say(state.words, 'customer.go-on-here')}
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
    case 'asked': {
      const asked = askedNow(state);
      return asked === undefined ? openingPage(state, page) : askedPage(state, page, asked);
    }
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
  const title = say(state.words, isWaiting ? 'customer.title.waiting' : 'customer.title.session');
  return html`<main class="session ${isWaiting ? 'waiting' : ''}">
    <h1 class="visually-hidden">${title}</h1>
    <section class="side" aria-label=${title}>
      ${isWaiting ? waitingCard(state, page) : html`${helper(state)} ${buttonCards(state, page)} ${state.view.mode === 'chat' ? nothing : screenCard(state, page)}`}
      <footer class="side-foot">${languageMenu(state, page)} ${themeSwitch(state.words)}</footer>
    </section>
    ${conversation(state, page)}
  </main>`;
}

function helper({ view, now, words }: PageState): TemplateResult {
  const { owner } = view;
  const names = (people: readonly { readonly name: string }[]) =>
    html`<bdi
      >${namesText(
        words.language,
        people.map(({ name }) => name),
      )}</bdi
    >`;
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
            ? say(words, 'customer.helper.away')
            : html`${say(words, 'customer.helper.helping')}${view.acceptedAt === undefined ? nothing : html` · ${timeSince(view.acceptedAt, now)}`}`
        }
      </p>
      ${
        view.others.length === 0
          ? nothing
          : html`<p class="small muted anywhere">
              ${pieces(words, 'customer.helper.also', { names: names(view.others) })}
            </p>`
      }
      ${
        view.viewers.length === 0
          ? nothing
          : html`<p class="small muted anywhere">
              ${pieces(words, 'customer.helper.viewers', { names: names(view.viewers) })}
            </p>`
      }
    </div>
  </div>`;
}

function questions(state: PageState, page: CustomerPage): TemplateResult | typeof nothing {
  const { words } = state;
  const elevation = openElevation(state);
  if (elevation !== undefined) {
    return question(words, {
      title: say(words, 'customer.elevate.title', { name: elevation.byName }),
      text: html`<p>${say(words, 'customer.elevate.text')}</p>
        ${elevation.agreement === undefined ? nothing : agreementToAccept(state, elevation.agreement)}`,
      harmless: { label: say(words, 'customer.elevate.deny'), act: () => page.answerElevation(false) },
      grave: {
        label: say(
          words,
          elevation.agreement === undefined ? 'customer.ask.allow' : 'asked.agreement.accept',
        ),
        look: 'primary',
        isConsent: true,
        act: () => page.answerElevation(true),
      },
    });
  }
  const request = openRequest(state);
  if (request !== undefined) {
    const name = html`<bdi>${request.byName}</bdi>`;
    const title = say(words, 'customer.ask.title', { name: request.byName });
    if (state.ability !== 'possible') {
      const { title: what, sentence: why } = inabilityWords(words, state.ability);
      return question(words, {
        title,
        text: html`<p>${say(words, 'customer.ask.unable', { what, why })}</p>`,
        harmless: { label: say(words, 'customer.ask.answer-unable'), act: () => page.denyScreen() },
      });
    }
    return question(words, {
      title,
      text: html`<p>${pieces(words, 'customer.ask.text', { name })} ${recordedWords(words, state.view)}</p>
        <p class="muted">${say(words, 'customer.ask.private')}</p>`,
      harmless: { label: say(words, 'customer.ask.deny'), act: () => page.denyScreen() },
      grave: {
        label: say(words, 'customer.ask.allow'),
        look: 'primary',
        isConsent: true,
        act: () => page.allowScreen(),
      },
    });
  }
  const offer = openButtonOffer(state);
  if (offer !== undefined) {
    return question(words, {
      title: say(words, 'customer.button.title', { name: offer.byName }),
      text: html`<p>
        ${pieces(words, 'customer.button.text', { title: html`<bdi>${buttonTitle(words, offer)}</bdi>` })}
      </p>`,
      harmless: { label: say(words, 'customer.button.deny'), act: () => page.answerButton(false) },
      grave: {
        label: say(words, 'customer.button.allow'),
        look: 'primary',
        isConsent: true,
        act: () => page.answerButton(true),
      },
    });
  }
  if (state.askingToEnd) {
    const name = html`<bdi>${helperName(words, state.view.owner?.name)}</bdi>`;
    return question(words, {
      title: say(words, 'customer.end.title'),
      text: html`<p>${pieces(words, 'customer.end.text', { name })}</p>`,
      harmless: { label: say(words, 'customer.end.stay'), act: () => page.askToEnd(false) },
      grave: {
        label: say(words, 'customer.end'),
        look: 'danger primary',
        isConsent: false,
        act: () => page.endSession(),
      },
    });
  }
  const { askingToLeave } = state;
  if (askingToLeave !== undefined) {
    const leavesMessage = askingToLeave === 'message';
    return question(words, {
      title: say(words, 'customer.leave.title'),
      text: html`<p>${say(words, 'customer.leave.text')}</p>`,
      harmless: { label: say(words, 'customer.end.stay'), act: () => page.askToLeave(undefined) },
      grave: {
        label: say(words, leavesMessage ? 'customer.ended.leave-message' : 'customer.leave'),
        look: 'danger primary',
        isConsent: false,
        act: () => (leavesMessage ? void page.leaveMessage() : page.endSession()),
      },
    });
  }
  return nothing;
}

function themeSwitch(words: PageState['words']): TemplateResult {
  return html`<theme-switch
    data-group=${say(words, 'theme.group')}
    data-light=${say(words, 'theme.light')}
    data-system=${say(words, 'theme.system')}
    data-dark=${say(words, 'theme.dark')}
  ></theme-switch>`;
}
