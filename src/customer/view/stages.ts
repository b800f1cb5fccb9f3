import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { initials } from '../../conversation/index.ts';
import { unreachable } from '../../kernel/index.ts';
import { pieces, say } from '../../languages/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import {
  connectionWords,
  usualWords,
  waitingAgainWords,
  waitingSince,
  waitingWords,
} from '../model/page-words.ts';
import { afterwards, has, type PageState } from '../model/page-state.ts';
import { messageAddress } from '../model/message-address.ts';
import { summaryOf, type EndLook } from '../model/summary.ts';
import { afterLines, greetingLines, onHoldCount, onHoldLines } from '../model/waiting-texts.ts';
import { paragraphs } from './asked-view.ts';
import { pastConversation } from './conversation-view.ts';
import { buttonCards } from './button-cards.ts';
import { focused } from './focused.ts';
import { icon } from './icons.ts';
import { languageMenu } from './language-menu.ts';
import { noticeCards } from './notice-cards.ts';
import { timeSince } from './time.ts';

/** Before anything of the session is known. */
export function openingPage(state: PageState, page: CustomerPage): TemplateResult {
  const { words } = state;
  return state.connection.kind === 'lost'
    ? html`<main class="empty">
        ${icon('offline', 'large')}
        <div class="stack" role="status">
          <h1>${say(words, 'customer.opening.unreachable')}</h1>
          <p>${say(words, 'customer.opening.unreachable-text')}</p>
        </div>
        <button class="button" type="button" @click=${() => page.tryNow()}>
          ${say(words, 'customer.try-now')}
        </button>
      </main>`
    : html`<main class="empty">
        <h1 class="visually-hidden">${say(words, 'customer.title.session')}</h1>
        <p class="opening" role="status">
          <span class="spinner" aria-hidden="true"></span> ${say(words, 'customer.opening.text')}
        </p>
      </main>`;
}

/** There is no session for this page, or not for this browser. */
export function noPage(state: PageState): TemplateResult {
  const { words } = state;
  return html`<main class="empty">
    ${icon('alert', 'large')}
    <h1>${say(words, 'customer.closed.title')}</h1>
    <p>
      ${connectionWords(words, state.connection)?.sentence ?? nothing} ${say(words, 'customer.closed.text')}
    </p>
    <a class="button" href="/">${say(words, 'error.home')}</a>
  </main>`;
}

/** From what matters most to what matters least, so that a small window begins with the place in line. */
export function waitingCard(state: PageState, page: CustomerPage): TemplateResult {
  const { words } = state;
  const hasPlace = has(state, 'place');
  const { title, sentence } = hasPlace
    ? waitingWords(words, state.position)
    : { title: say(words, 'customer.waiting.room'), sentence: say(words, 'asked.no-place') };
  const again = waitingAgainWords(words, state.view);
  const since = waitingSince(state.view);
  const hasWait = has(state, 'expected-wait');
  const usual = hasWait ? usualWords(words, state.expected) : undefined;
  const nobody =
    state.unattended === undefined ? undefined : say(words, `customer.waiting.nobody-${state.unattended}`);
  const greeting = greetingLines(state);
  return html`<section class="card screen waiting-card" aria-labelledby="waiting-title">
    ${greeting.length === 0 ? nothing : html`<div class="greeting">${paragraphs(greeting)}</div>`}
    <div role="status">
      ${hasPlace ? html`<p class="place" aria-hidden="true">${state.position ?? '…'}</p>` : nothing}
      <h2 id="waiting-title">${title}</h2>
      <p class="muted anywhere">${again === undefined ? nothing : html`<bdi>${again}</bdi>`} ${sentence}</p>
      ${nobody === undefined ? nothing : html`<p class="nobody strong">${nobody}</p>`}
    </div>
    ${usual === undefined ? nothing : html`<p class="usual-wait">${usual}</p>`} ${noticeCards(state, page)}
    ${onHold(state)} ${notifyOffer(state, page)}
    <p class="small muted waiting-text">
      ${say(words, 'customer.waiting.write')}
      ${usual === undefined && hasWait ? say(words, 'customer.waiting.unknown') : nothing}
      ${
        since === undefined
          ? nothing
          : pieces(words, 'customer.waiting.since', { length: timeSince(since, state.now) })
      }
      ${say(words, `customer.waiting.${state.ending ? 'leaving' : state.called === 'yes' ? 'closable' : 'background'}`)}
    </p>
    <p class="waiting-text">
      <button
        class="button quiet"
        type="button"
        ?disabled=${state.ending}
        @click=${() => page.askToLeave('message')}
      >
        ${say(words, 'asked.leave-message')}
      </button>
    </p>
  </section>`;
}

/** Said anew each time that it is told, with what was known then; what changes in between is not read out. */
function onHold(state: PageState): TemplateResult {
  const count = onHoldCount(state);
  return html`<div class="on-hold-place" role="status">
    ${
      count === 0
        ? nothing
        : guard([count, state.words], () =>
            keyed(
              count,
              html`<div class="on-hold">
                <p class="small muted">${say(state.words, 'asked.on-hold')}</p>
                ${paragraphs(onHoldLines(state))}
              </div>`,
            ),
          )
    }
  </div>`;
}

/** What the page promises is what it has: only who is called may close it. The button stays one, and keeps the focus. */
function notifyOffer(state: PageState, page: CustomerPage): TemplateResult | typeof nothing {
  const { mayNotify, called, words } = state;
  if (mayNotify === 'denied' || mayNotify === 'impossible') {
    return nothing;
  }
  const isOn = called === 'yes' || (called === 'impossible' && mayNotify === 'granted');
  return html`<div class="stack notify">
    ${
      isOn && called === 'impossible'
        ? nothing
        : html`<button
            class="button ${isOn ? 'quiet' : 'wide'}"
            type="button"
            aria-describedby="notify-hint"
            aria-disabled=${called === 'asking'}
            @click=${() => void (isOn ? page.doNotCallMe() : page.askToNotify())}
          >
            ${icon('bell')} ${say(words, isOn ? 'customer.waiting.call-not' : 'customer.waiting.notify')}
          </button>`
    }
    <p class="small muted" id="notify-hint" role="status">${notifyWords(state)}</p>
  </div>`;
}

function notifyWords({ mayNotify, called, words }: PageState): unknown {
  switch (called) {
    case 'yes':
      return say(words, 'customer.waiting.called');
    case 'asking':
      return say(words, 'customer.waiting.notify-asking');
    case 'failed':
      return say(words, 'customer.waiting.not-called');
    case 'no':
      return html`${mayNotify === 'default' ? say(words, 'customer.waiting.notify-hint') : nothing}
      ${say(words, 'customer.waiting.notify-more')}`;
    case 'impossible':
      return say(
        words,
        mayNotify === 'default' ? 'customer.waiting.notify-hint' : 'customer.waiting.notify-on',
      );
    default:
      return unreachable(called);
  }
}

/** What the site says afterwards, and where to go on; by itself only while it can be stopped. */
function afterPart(state: PageState, page: CustomerPage): TemplateResult | typeof nothing {
  const after = afterwards(state);
  if (after === undefined) {
    return nothing;
  }
  const { words, goesOnAt, now } = state;
  return html`<div class="stack after">
    ${paragraphs(afterLines(state))}
    ${
      after.url === ''
        ? nothing
        : html`<p>
            <a class="button" href=${after.url} rel="noopener noreferrer"
              >${say(words, 'asked.after.go', { host: after.host })}</a
            >
          </p>`
    }
    ${
      goesOnAt === undefined
        ? nothing
        : html`<p class="small muted row wrap">
            <span role="status">${say(words, 'asked.after.soon')}</span>
            <span aria-hidden="true" class="numbers"
              >${say(words, 'asked.after.seconds', {
                seconds: Math.ceil(Math.max(0, goesOnAt - now) / 1_000),
              })}</span
            >
            <button class="button" type="button" @click=${() => page.stay()}>
              ${say(words, 'asked.after.stay')}
            </button>
          </p>`
    }
  </div>`;
}

const END_SIGNS = {
  done: 'circle-check',
  'nobody-came': 'nobody',
  refused: 'file-x',
  left: 'leave',
  lost: 'offline',
} as const satisfies Record<EndLook, Parameters<typeof icon>[0]>;

/** What was done, by whom, how long, and whether it was recorded. Nothing here can be pressed by mistake. */
export function endedPage(state: PageState, page: CustomerPage): TemplateResult {
  const { words } = state;
  const { look, sentence, facts } = summaryOf(words, state.view);
  const helperName = state.view.owner?.name;
  return html`<main class="ended">
    <section class="card ended-card" aria-labelledby="ended-title">
      <div role="status">
        <div class="row">
          ${
            helperName === undefined
              ? html`<span class="end-sign ${look}">${icon(END_SIGNS[look], 'large')}</span>`
              : html`<span class="avatar large" aria-hidden="true">${initials(helperName)}</span>`
          }
          <div class="grow">
            <h1 id="ended-title" tabindex="-1" ${focused('ended')}>${say(words, 'customer.ended.title')}</h1>
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
      ${
        state.view.endReason === 'no-representative'
          ? html`<p>
              <a class="button" href="${messageAddress(state.session)}?nobody=1"
                >${say(words, 'customer.ended.leave-message')}</a
              >
            </p>`
          : nothing
      }
      ${afterPart(state, page)}
      <p class="safe">${icon('shield')} ${say(words, 'customer.ended.safe')}</p>
    </section>
    ${buttonCards(state, page)} ${surveyCard(state)} ${keepsakes(state)} ${pastConversation(state, page)}
    <div class="row spread wrap small">
      <a href="/">${say(words, 'error.home')}</a> ${languageMenu(state, page)}
    </div>
  </main>`;
}

/** What the public site lets its customers keep. */
function keepsakes({ words, session, after }: PageState): TemplateResult | typeof nothing {
  const { transcript = false, receipt = false, recordings = [] } = after ?? {};
  return !transcript && !receipt && recordings.length === 0
    ? nothing
    : html`<p class="row wrap">
        ${
          transcript
            ? html`<a class="button" href="/session/${session}/transcript.txt" download
                >${say(words, 'customer.after.transcript')}</a
              >`
            : nothing
        }
        ${
          receipt
            ? html`<a class="button" href="/session/${session}/receipt"
                >${say(words, 'customer.after.receipt')}</a
              >`
            : nothing
        }
        ${recordings.map(
          (recording, index) =>
            html`<a class="button" href="/session/${session}/recordings/${recording}" download
              >${
                recordings.length === 1
                  ? say(words, 'customer.after.recording')
                  : say(words, 'customer.after.recording-part', { number: index + 1 })
              }</a
            >`,
        )}
      </p>`;
}

/** The exit survey is a page of its own, so that a reload or a lost network loses nothing of it. */
function surveyCard({ words, session, after }: PageState): TemplateResult | typeof nothing {
  const survey = after?.survey ?? 'none';
  switch (survey) {
    case 'none':
      return nothing;
    case 'open':
      return html`<section class="card survey-card" aria-labelledby="survey-title">
        <div class="grow">
          <h2 id="survey-title">${say(words, 'customer.after.survey')}</h2>
          <p class="muted">${say(words, 'customer.after.survey-text')}</p>
        </div>
        <a class="button primary" href="/session/${session}/survey"
          >${say(words, 'customer.after.survey-open')}</a
        >
      </section>`;
    case 'answered':
      return html`<p class="muted" role="status">${say(words, 'customer.after.survey-thanks')}</p>`;
    default:
      return unreachable(survey);
  }
}
