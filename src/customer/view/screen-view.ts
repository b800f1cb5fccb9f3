import { html, nothing, type TemplateResult } from 'lit-html';
import { unreachable } from '../../kernel/index.ts';
import { pieces, say, type CustomerWords } from '../../languages/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import { helperName } from '../model/happening-words.ts';
import {
  alsoSeeing,
  inabilityWords,
  noticeWords,
  onTheWayWords,
  recordedWords,
  seenText,
} from '../model/page-words.ts';
import type { PageState } from '../model/page-state.ts';
import type { Sharing, SharingAbility } from '../model/sharing.ts';
import { icon } from './icons.ts';

/** What of the screen is shared now, and the one thing to do about it. */
export function screenCard(state: PageState, page: CustomerPage): TemplateResult {
  const { sharing, words } = state;
  const name = html`<bdi>${helperName(words, state.view.owner?.name)}</bdi>`;
  switch (sharing.state) {
    case 'off':
      if (!state.mayShare) {
        return deniedCard(words, name);
      }
      return state.ability === 'possible'
        ? offerCard(state, sharing, name, page)
        : impossibleCard(words, state.ability, name);
    case 'choosing':
      return html`<section class="card screen" aria-labelledby="screen-title">
        <div role="status">
          <h2 id="screen-title">
            <span class="spinner" aria-hidden="true"></span> ${say(words, 'customer.screen.choosing')}
          </h2>
          <p class="muted">
            ${pieces(words, 'customer.screen.choosing-text', {
              share: html`<strong>${say(words, 'customer.screen.choosing-share')}</strong>`,
            })}
            ${sharing.afterReload ? say(words, 'customer.screen.choosing-again') : nothing}
          </p>
        </div>
      </section>`;
    case 'on':
      return onCard(words, sharing, name, alsoSeeing(words, state.view), page);
    case 'again':
      return html`<section class="card attention screen" aria-labelledby="screen-title">
        <div role="status">
          <h2 id="screen-title">${say(words, 'customer.screen.again')}</h2>
          <p class="muted">${say(words, 'customer.screen.again-text')}</p>
        </div>
        <button class="button primary big wide" type="button" @click=${() => page.shareScreen()}>
          ${icon('share')} ${say(words, 'customer.screen.again-share')}
        </button>
        <button class="button quiet wide" type="button" @click=${() => page.stopSharing()}>
          ${say(words, 'customer.screen.again-not')}
        </button>
      </section>`;
    default:
      return unreachable(sharing);
  }
}

function offerCard(
  { words, view }: PageState,
  { notice }: Extract<Sharing, { state: 'off' }>,
  name: TemplateResult,
  page: CustomerPage,
): TemplateResult {
  return html`<section class="card screen" aria-labelledby="screen-title">
    <div>
      <h2 id="screen-title">${say(words, 'customer.screen.off')}</h2>
      <div class="notice" role="status">
        ${notice === undefined ? nothing : html`<p class="alert">${noticeWords(words, notice)}</p>`}
      </div>
      <p class="muted" id="share-hint">
        ${pieces(words, 'customer.screen.off-text', { name })} ${recordedWords(words, view)}
      </p>
    </div>
    <button
      class="button primary big wide"
      type="button"
      aria-describedby="share-hint"
      @click=${() => page.shareScreen()}
    >
      ${icon('share')} ${say(words, 'customer.screen.share')}
    </button>
  </section>`;
}

function deniedCard(words: CustomerWords, name: TemplateResult): TemplateResult {
  return html`<section class="card screen" aria-labelledby="screen-title">
    <h2 id="screen-title">${say(words, 'customer.screen.off')}</h2>
    <p class="muted">
      ${say(words, 'customer.screen.denied')} ${pieces(words, 'customer.screen.chat', { name })}
    </p>
  </section>`;
}

function impossibleCard(
  words: CustomerWords,
  ability: Exclude<SharingAbility, 'possible'>,
  name: TemplateResult,
): TemplateResult {
  const { title, sentence } = inabilityWords(words, ability);
  return html`<section class="card screen" aria-labelledby="screen-title">
    <h2 id="screen-title">${icon('phone')} ${title}</h2>
    <p class="muted">${sentence} ${pieces(words, 'customer.screen.chat', { name })}</p>
  </section>`;
}

function onCard(
  words: CustomerWords,
  sharing: Extract<Sharing, { state: 'on' }>,
  name: TemplateResult,
  alsoSeen: string | undefined,
  page: CustomerPage,
): TemplateResult {
  const onTheWay = onTheWayWords(words, sharing);
  return html`<section class="card screen shared" aria-labelledby="screen-title">
    <div role="status">
      ${
        onTheWay === undefined
          ? html`<h2 id="screen-title" class="danger-ink">
                <span class="dot live"></span
                ><span class="anywhere">${pieces(words, seenText(sharing.surface), { name })}</span>
              </h2>
              ${alsoSeen === undefined ? nothing : html`<p class="anywhere">${alsoSeen}</p>`}
              <p class="muted">${say(words, 'customer.screen.nobody-else')}</p>`
          : html`<h2 id="screen-title">
                <span class="spinner" aria-hidden="true"></span> ${say(words, 'customer.screen.shared')}
              </h2>
              <p class="muted">${onTheWay}</p>`
      }
    </div>
    <button class="button danger primary big wide" type="button" @click=${() => page.stopSharing()}>
      ${icon('stop')} ${say(words, 'customer.screen.stop')}
    </button>
  </section>`;
}
