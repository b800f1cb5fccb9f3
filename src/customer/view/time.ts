import { html, type TemplateResult } from 'lit-html';
import { durationClock } from '../../conversation/index.ts';
import { msBetween, type Instant } from '../../kernel/index.ts';

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** The time of day; the whole date on hover. */
export function timeOfDay(at: Instant): TemplateResult {
  const date = new Date(at);
  return html`<time datetime=${date.toISOString()} title=${FULL.format(date)}>${CLOCK.format(date)}</time>`;
}

/** How long since, ticking. Silent for a screen reader, which would read each second. */
export function timeSince(from: Instant, now: Instant): TemplateResult {
  return html`<span class="numbers" aria-live="off">${durationClock(msBetween(from, now))}</span>`;
}
