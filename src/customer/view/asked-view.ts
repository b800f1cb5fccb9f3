import { html, nothing, type TemplateResult } from 'lit-html';
import { msBetween, type Instant } from '../../kernel/index.ts';
import { lengthText, say, type CustomerWords } from '../../languages/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import type { Asked, PageState } from '../model/page-state.ts';
import { focused } from './focused.ts';
import { icon } from './icons.ts';
import { languageMenu } from './language-menu.ts';

/** What the site asks before the queue: one question at a time, refused as easily as accepted. */
export function askedPage(state: PageState, page: CustomerPage, asked: Asked): TemplateResult {
  const { words } = state;
  return html`<main class="ended asked">
    <section class="card ended-card" aria-labelledby="asked-title">
      ${asked.question === 'agreement' ? agreement(state, page, asked) : recording(state, page)}
      <p class="small muted">
        ${say(words, `asked.${asked.question}.time`, { length: leftText(words, state.now, asked.until) })}
      </p>
    </section>
    <div class="row spread wrap small">${languageMenu(state, page)}</div>
  </main>`;
}

/** Within another question: what is accepted by saying yes to that. */
export function agreementToAccept(
  { words, now }: PageState,
  { title, text, until }: Extract<Asked, { question: 'agreement' }>,
): TemplateResult {
  return html`<h3 id="agreement-title" class="anywhere" dir="auto">${title}</h3>
    <div class="agreement" tabindex="0" role="region" aria-labelledby="agreement-title">
      ${paragraphs(text.split('\n'))}
    </div>
    <p>${say(words, 'customer.elevate.agreement')}</p>
    <p class="small muted">
      ${say(words, 'customer.elevate.time', { length: leftText(words, now, until) })}
    </p>`;
}

function agreement(
  state: PageState,
  page: CustomerPage,
  { title, text }: Extract<Asked, { question: 'agreement' }>,
): TemplateResult {
  const { words } = state;
  return html`<h1 id="asked-title" class="anywhere" dir="auto" tabindex="-1" ${focused('agreement')}>
      ${title}
    </h1>
    <div class="agreement" tabindex="0" role="group" aria-labelledby="asked-title">
      ${paragraphs(text.split('\n'))}
    </div>
    <p>${say(words, 'asked.agreement.lead')}</p>
    ${answers(state, {
      refuse: { label: say(words, 'asked.agreement.refuse'), act: () => page.answerAgreement(false) },
      accept: { label: say(words, 'asked.agreement.accept'), act: () => page.answerAgreement(true) },
    })}`;
}

function recording(state: PageState, page: CustomerPage): TemplateResult {
  const { words } = state;
  return html`<h1 id="asked-title" tabindex="-1" ${focused('recording')}>
      ${say(words, 'asked.recording.heading')}
    </h1>
    <p>${say(words, 'asked.recording.text')}</p>
    ${answers(state, {
      refuse: { label: say(words, 'asked.recording.refuse'), act: () => page.answerRecording(false) },
      accept: { label: say(words, 'asked.recording.allow'), act: () => page.answerRecording(true) },
    })}`;
}

interface Answer {
  readonly label: string;
  readonly act: () => void;
}

function answers(
  { answering, ending }: PageState,
  { refuse, accept }: { readonly refuse: Answer; readonly accept: Answer },
): TemplateResult {
  const isOver = answering || ending;
  return html`<div class="actions asked-answers">
    <button class="button big" type="button" ?disabled=${isOver} @click=${refuse.act}>${refuse.label}</button>
    <button class="button big primary" type="button" ?disabled=${isOver} @click=${accept.act}>
      ${icon('circle-check')} ${accept.label}
    </button>
  </div>`;
}

/** The site's own words: each line a paragraph, in whichever direction it is written. */
export function paragraphs(lines: readonly string[]): TemplateResult {
  return html`${lines.map((line) =>
    line.trim() === '' ? nothing : html`<p class="anywhere" dir="auto">${line}</p>`,
  )}`;
}

function leftText(words: CustomerWords, now: Instant, until: Instant): string {
  const leftMs = msBetween(now, until);
  return leftMs < 60_000 ? say(words, 'customer.less-than-a-minute') : lengthText(words.language, leftMs);
}
