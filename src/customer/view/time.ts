import { html, type TemplateResult } from 'lit-html';
import { durationClock } from '../../conversation/index.ts';
import { msBetween, type Instant } from '../../kernel/index.ts';
import { clockText, fullTimeText, type CustomerWords } from '../../languages/index.ts';

/** The time of day; the whole date on hover. */
export function timeOfDay({ language }: CustomerWords, at: Instant): TemplateResult {
  return html`<time
    datetime=${new Date(at).toISOString()}
    title=${fullTimeText(language, navigator.languages, at)}
    >${clockText(language, navigator.languages, at)}</time
  >`;
}

/** How long since, ticking. Silent for a screen reader, which would read each second. */
export function timeSince(from: Instant, now: Instant): TemplateResult {
  return html`<span class="numbers" aria-live="off">${durationClock(msBetween(from, now))}</span>`;
}
