import { html, nothing, type TemplateResult } from 'lit-html';
import { unreachable } from '../../kernel/index.ts';
import type { CustomerPage } from '../customer-page.ts';
import { inabilityWords, noticeWords, onTheWayWords, surfaceWords } from '../model/page-words.ts';
import type { PageState } from '../model/page-state.ts';
import type { Sharing, SharingAbility } from '../model/sharing.ts';
import { icon } from './icons.ts';

/** What of the screen is shared now, and the one thing to do about it. */
export function screenCard(state: PageState, page: CustomerPage): TemplateResult {
  const { sharing } = state;
  const helperName = state.view.owner?.name ?? 'Your representative';
  switch (sharing.state) {
    case 'off':
      return state.ability === 'possible'
        ? offerCard(sharing, helperName, page)
        : impossibleCard(state.ability, helperName);
    case 'choosing':
      return html`<section class="card screen" aria-labelledby="screen-title">
        <div role="status">
          <h2 id="screen-title"><span class="spinner" aria-hidden="true"></span> Choose what to show</h2>
          <p class="muted">
            Your browser asks in a window of its own: choose the whole screen or one window, then press
            <strong>Share</strong> there.
            ${
              sharing.afterReload
                ? 'Loading the page again ended the sharing; that is why it asks once more.'
                : nothing
            }
          </p>
        </div>
      </section>`;
    case 'on':
      return onCard(sharing, helperName, page);
    case 'again':
      return html`<section class="card attention screen" aria-labelledby="screen-title">
        <div role="status">
          <h2 id="screen-title">Your screen is not shared any more</h2>
          <p class="muted">Loading the page again ended it. To go on, choose the screen once more.</p>
        </div>
        <button class="button primary big wide" type="button" @click=${() => page.shareScreen()}>
          ${icon('share')} Share my screen again
        </button>
        <button class="button quiet wide" type="button" @click=${() => page.stopSharing()}>
          Do not share
        </button>
      </section>`;
    default:
      return unreachable(sharing);
  }
}

function offerCard(
  { notice }: Extract<Sharing, { state: 'off' }>,
  helperName: string,
  page: CustomerPage,
): TemplateResult {
  return html`<section class="card screen" aria-labelledby="screen-title">
    <div>
      <h2 id="screen-title">Your screen is not shared</h2>
      <div class="notice" role="status">
        ${notice === undefined ? nothing : html`<p class="alert">${noticeWords(notice)}</p>`}
      </div>
      <p class="muted" id="share-hint">
        When you share, your browser asks what to show: the whole screen or one window.
        <bdi>${helperName}</bdi>
        sees only that and cannot click or type. The picture is recorded. You can stop at any moment.
      </p>
    </div>
    <button
      class="button primary big wide"
      type="button"
      aria-describedby="share-hint"
      @click=${() => page.shareScreen()}
    >
      ${icon('share')} Share my screen
    </button>
  </section>`;
}

function impossibleCard(ability: Exclude<SharingAbility, 'possible'>, helperName: string): TemplateResult {
  const { title, sentence } = inabilityWords(ability);
  return html`<section class="card screen" aria-labelledby="screen-title">
    <h2 id="screen-title">${icon('phone')} ${title}</h2>
    <p class="muted">${sentence} You can go on with <bdi>${helperName}</bdi> in the chat.</p>
  </section>`;
}

function onCard(
  sharing: Extract<Sharing, { state: 'on' }>,
  helperName: string,
  page: CustomerPage,
): TemplateResult {
  const onTheWay = onTheWayWords(sharing);
  return html`<section class="card screen shared" aria-labelledby="screen-title">
    <div role="status">
      ${
        onTheWay === undefined
          ? html`<h2 id="screen-title" class="danger-ink">
                <span class="dot live"></span
                ><span class="anywhere"><bdi>${helperName}</bdi> sees ${surfaceWords(sharing.surface)}</span>
              </h2>
              <p class="muted">Nobody but you can click or type here.</p>`
          : html`<h2 id="screen-title">
                <span class="spinner" aria-hidden="true"></span> Your screen is shared
              </h2>
              <p class="muted">${onTheWay}</p>`
      }
    </div>
    <button class="button danger primary big wide" type="button" @click=${() => page.stopSharing()}>
      ${icon('stop')} Stop sharing
    </button>
  </section>`;
}
