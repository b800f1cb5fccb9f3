import { html, nothing, type TemplateResult } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';
import { CUSTOMER, type SessionId } from '../../kernel/index.ts';
import { toolDenied } from '../../protocol/index.ts';
import {
  isDenied,
  mayDeployButton,
  mayTakeOwnership,
  type ConsoleState,
  type Watched,
} from '../model/console-state.ts';
import { elevationWords, requestOutcomeWords, screenStopWords } from '../model/happening-words.ts';
import { isOver, partOf, type OpenSession } from '../model/open-session.ts';
import { pictureLine, pictureNow, statisticsLines, type PictureNow } from '../model/picture.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { viewersChip } from './viewing-banner.ts';

/** Where a picture is attached to the element that shows it. */
export interface Screens {
  attach(session: SessionId, video: HTMLVideoElement | undefined): void;
}

class ShowsPicture extends AsyncDirective {
  #last: { readonly screens: Screens; readonly session: SessionId } | undefined;

  override render(_screens: Screens, _session: SessionId): void {}

  override update(part: ElementPart, [screens, session]: [Screens, SessionId]): void {
    const video = part.element as HTMLVideoElement;
    if (this.#last !== undefined && this.#last.session !== session) {
      this.#last.screens.attach(this.#last.session, undefined);
    }
    this.#last = { screens, session };
    screens.attach(session, video);
  }

  override disconnected(): void {
    this.#last?.screens.attach(this.#last.session, undefined);
  }
}

const showsPicture = directive(ShowsPicture);

/** The customer's screen with its tools. */
export function screenArea(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
  screens: Screens,
): TemplateResult {
  const watched = state.pictures.get(session);
  const on = mayWatch(state, session, open);
  if (isChatOnly(open)) {
    return html`<div class="screen-area">
      ${toolbar(state, console, session, open)}${chatNote(state, session, open)}
    </div>`;
  }
  return html`<div class="screen-area">
    ${toolbar(state, console, session, open)}
    <div class="picture ${state.preferences.pictureSize === 'actual' ? 'actual' : 'fit'} ${on ? 'on' : ''}">
      ${
        on
          ? html`<video
                aria-label="Customer screen"
                autoplay
                muted
                playsinline
                disablepictureinpicture
                .muted=${true}
                @loadedmetadata=${sizeKnown}
                @resize=${sizeKnown}
                ${showsPicture(screens, session)}
              ></video>
              ${watermark(watched?.watermark)} ${pictureOverlay(state, open, watched)}`
          : noPicture(state, session, open)
      }
    </div>
  </div>`;
}

/** There is no screen in it, and no place for one. */
/** Whether there is a picture for me; what was begun to be watched before it was denied goes on. */
function mayWatch(state: ConsoleState, session: SessionId, open: OpenSession): boolean {
  return (
    open.view.screen.state === 'on' &&
    (state.pictures.has(session) || !isDenied(state, session, 'screen-sharing'))
  );
}

export function isChatOnly(open: OpenSession): boolean {
  return open.view.mode === 'chat';
}

function chatNote(state: ConsoleState, session: SessionId, open: OpenSession): TemplateResult {
  const { view } = open;
  const last = view.timeline.findLast(({ event }) => event.type === 'elevation-closed')?.event;
  const mayAsk =
    view.status === 'in-session' &&
    !isOver(open) &&
    state.me?.external === undefined &&
    view.screen.state === 'off';
  const isRefused = isDenied(state, session, 'elevation');
  return html`<p class="chat-note small muted">
    ${
      last?.type === 'elevation-closed'
        ? html`<bdi>${elevationWords(last.outcome, view.customerName)}</bdi>`
        : html`Click-to-chat: you and <bdi>${view.customerName}</bdi> write with each other.`
    }
    ${mayAsk ? (isRefused ? toolDenied('elevation') : 'Press “Elevate” to ask for the screen too. The customer decides.') : nothing}
  </p>`;
}

function toolbar(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult {
  const { screen } = open.view;
  const over = isOver(open);
  const isViewed = state.viewing.has(session);
  const isMine = state.me !== undefined && partOf(open.view, state.me.id) === 'owner';
  const busy = state.busyScreens.has(session) ? 'true' : 'false';
  const fit = state.preferences.pictureSize === 'fit';
  const isExternal = state.me?.external !== undefined;
  return html`<div class="tools" role="group" aria-label="Tools of the session">
    ${
      over ||
      isExternal ||
      isViewed ||
      open.view.status === 'waiting' ||
      (screen.state === 'off' && isDenied(state, session, isChatOnly(open) ? 'elevation' : 'screen-sharing'))
        ? nothing
        : open.view.mode === 'chat' && screen.state === 'off'
          ? html`<button
              class="button primary"
              type="button"
              aria-busy=${busy}
              title="Ask the customer whether this chat may go on with the screen"
              @click=${() => void console.elevate(session)}
            >
              ${icon('screen-request', 'small')}<span>Elevate</span>
            </button>`
          : screen.state === 'off'
            ? html`<button
                class="button primary"
                type="button"
                aria-busy=${busy}
                @click=${() => void console.requestScreen(session)}
              >
                ${icon('screen-request', 'small')}<span>Request screen</span>
              </button>`
            : screen.state === 'asked' || screen.state === 'elevating'
              ? html`<span class="chip info asked" role="status"
                  ><span class="spinner" aria-hidden="true"></span>Waiting for the customer’s answer</span
                >`
              : html`<button
                  class="button"
                  type="button"
                  aria-busy=${busy}
                  title="Stop the screen sharing"
                  @click=${() => void console.stopScreen(session)}
                >
                  ${icon('screen-stop', 'small')}<span>Stop</span>
                </button>`
    }
    ${
      open.view.recordings.size > 0
        ? html`<span class="chip danger" title="The shared screen is being recorded"
            ><span class="dot live"></span>Recording</span
          >`
        : nothing
    }
    ${isViewed ? nothing : viewersChip(open)}
    <span class="grow"></span>
    ${over || isExternal || isViewed ? nothing : deployTool(state, console, session, open)}
    ${
      mayWatch(state, session, open)
        ? html`<button
              class="button quiet tool"
              type="button"
              aria-pressed=${fit ? 'false' : 'true'}
              title="Show every pixel of the customer’s screen in its own size"
              @click=${() =>
                console.prefer((before) => ({
                  ...before,
                  pictureSize: before.pictureSize === 'fit' ? 'actual' : 'fit',
                }))}
            >
              ${icon(fit ? 'actual-size' : 'fit', 'small')}<span>Actual size</span>
            </button>
            <button
              class="button quiet tool"
              type="button"
              aria-pressed=${state.statistics ? 'true' : 'false'}
              title="Figures about the picture"
              @click=${() => console.toggleStatistics()}
            >
              ${icon('statistics', 'small')}<span>Statistics</span>
            </button>
            <button
              class="button quiet tool"
              type="button"
              title="Full screen; Esc leads back"
              @click=${(event: Event) => toggleFullScreen(event.currentTarget as Element)}
            >
              ${icon('fullscreen', 'small')}<span>Full screen</span>
            </button>`
        : nothing
    }
    ${
      isChatOnly(open)
        ? nothing
        : html`<button
            class="button quiet tool panes-toggle"
            type="button"
            title="Chat, notes and details"
            aria-expanded=${state.preferences.panes === 'shown' ? 'true' : 'false'}
            @click=${() =>
              console.prefer((before) => ({
                ...before,
                panes: before.panes === 'shown' ? 'hidden' : 'shown',
              }))}
          >
            ${icon(state.preferences.panes === 'shown' ? 'panes-hide' : 'panes-show', 'small')}<span
              >Panes</span
            >
          </button>`
    }
    ${
      over || isExternal || isViewed
        ? nothing
        : isMine
          ? html`<button
                class="button quiet tool people-tool"
                type="button"
                title="Give the session to a team or a representative"
                @click=${() => console.askForTarget('transfer', session)}
              >
                ${icon('transfer', 'small')}<span>Transfer</span>
              </button>
              <button
                class="button quiet tool people-tool"
                type="button"
                title="Invite a representative, or anybody of a team"
                @click=${() => console.askForTarget('share', session)}
              >
                ${icon('share', 'small')}<span>Share</span>
              </button>
              <button
                class="button danger end"
                type="button"
                title="End session"
                @click=${() => console.askToEnd(session)}
              >
                ${icon('end', 'small')}<span>End session</span>
              </button>`
          : html`${
                mayTakeOwnership(state, session)
                  ? html`<button
                      class="button quiet tool people-tool"
                      type="button"
                      title="Own the session from now on; its owner stays in it"
                      @click=${() => console.supervising.askToTakeOver(session)}
                    >
                      ${icon('take-over', 'small')}<span>Take ownership</span>
                    </button>`
                  : nothing
              }<button
                class="button end"
                type="button"
                title="Leave the session; it goes on without you"
                @click=${() => void console.leaveSession(session)}
              >
                ${icon('sign-out', 'small')}<span>Leave</span>
              </button>`
    }
  </div>`;
}

/** *Deploy Support Button*; while the customer is asked, that in its place. */
function deployTool(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult | typeof nothing {
  if (open.view.buttonOffer !== undefined) {
    return html`<span
      class="button quiet tool people-tool asked"
      role="status"
      title="The customer is asked whether a Support Button is put on their device"
      ><span class="spinner" aria-hidden="true"></span
      ><span><span class="visually-hidden">Asked about the </span>Support Button</span></span
    >`;
  }
  return mayDeployButton(state, session, open)
    ? html`<button
        class="button quiet tool people-tool"
        type="button"
        title="Deploy a Support Button on the customer’s device"
        @click=${() => void console.supportButtons.askToDeploy(session)}
      >
        ${icon('support-button', 'small')}<span>Support Button</span>
      </button>`
    : nothing;
}

function toggleFullScreen(button: Element): void {
  const area = button.closest('.screen-area');
  if (document.fullscreenElement === area) {
    void document.exitFullscreen();
  } else {
    // Refused without a gesture or by policy: the picture then stays where it is.
    area?.requestFullscreen().catch(() => undefined);
  }
}

/** The site's mark lies over the picture alone, not over what is beside it. */
function sizeKnown({ currentTarget }: Event): void {
  const video = currentTarget as HTMLVideoElement;
  if (video.videoWidth > 0) {
    video.parentElement?.style.setProperty('--picture-width', String(video.videoWidth));
    video.parentElement?.style.setProperty('--picture-height', String(video.videoHeight));
  }
}

function watermark(drawn: Watched['watermark']): TemplateResult | typeof nothing {
  return drawn === undefined
    ? nothing
    : html`<div class="watermark at-${drawn.place} opacity-${drawn.opacityPercent}" aria-hidden="true">
        ${
          drawn.image === ''
            ? html`<span dir="auto">${drawn.text}</span>`
            : html`<img src=${drawn.image} alt=${drawn.text} />`
        }
      </div>`;
}

function pictureOverlay(
  state: ConsoleState,
  open: OpenSession,
  watched: Watched | undefined,
): TemplateResult {
  const now: PictureNow | undefined =
    watched === undefined
      ? undefined
      : pictureNow(watched.meter, {
          nowMs: watched.atMs,
          transport: watched.transport === 'connected' && state.connection.kind === 'up',
          customerConnected: !open.view.lost.has(CUSTOMER),
        });
  const line =
    now === undefined || (now.state === 'starting' && watched?.transport === 'broken')
      ? 'The way to the picture is being made again'
      : pictureLine(now);
  return html`<p class="age numbers ${now?.state ?? 'starting'}">
      ${now?.state === 'stopped' ? icon('alert', 'small') : nothing}${line}
    </p>
    ${
      state.statistics && watched?.statistics !== undefined
        ? html`<dl class="statistics numbers" aria-label="Statistics">
            ${statisticsLines(watched.statistics, watched.meter).map(
              ([name, figure]) =>
                html`<dt>${name}</dt>
                  <dd>${figure}</dd>`,
            )}
          </dl>`
        : nothing
    }`;
}

/** What stands where no picture is, and what to do about it. */
function noPicture(state: ConsoleState, session: SessionId, open: OpenSession): TemplateResult {
  const { view } = open;
  if (isOver(open)) {
    return html`<div class="no-picture">
      ${icon('screen-off', 'large')}
      <p>The session is over. What was shared is in its report.</p>
    </div>`;
  }
  if (view.status === 'waiting') {
    return html`<div class="no-picture">
      ${icon('screen-off', 'large')}
      <p><bdi>${view.customerName}</bdi> waits for somebody.</p>
      <p class="dim">Whoever accepts the session can ask for the screen.</p>
    </div>`;
  }
  if (view.screen.state === 'asked') {
    return html`<div class="no-picture">
      <span class="spinner" aria-hidden="true"></span>
      <p><bdi>${view.customerName}</bdi> is being asked to share the screen.</p>
      <p class="dim">The browser there asks which screen or window to show.</p>
    </div>`;
  }
  if (isDenied(state, session, 'screen-sharing')) {
    return html`<div class="no-picture">
      ${icon('screen-off', 'large')}
      <p>${toolDenied('screen-sharing')}</p>
      ${
        view.screen.state === 'on' ? html`<p class="dim">Somebody else in this session sees it.</p>` : nothing
      }
    </div>`;
  }
  const last = view.timeline.findLast(
    ({ event }) => event.type === 'screen-request-closed' || event.type === 'screen-stopped',
  )?.event;
  const why =
    last?.type === 'screen-request-closed' && last.outcome !== 'allowed'
      ? requestOutcomeWords(last.outcome, view.customerName)
      : last?.type === 'screen-stopped'
        ? screenStopWords(last.reason, view.customerName)
        : undefined;
  return html`<div class="no-picture">
    ${icon('screen-off', 'large')}
    ${
      why === undefined
        ? html`<p><bdi>${view.customerName}</bdi> is not sharing a screen.</p>`
        : html`<p><bdi>${why}</bdi></p>`
    }
    <p class="dim">
      ${
        view.lost.size > 0
          ? 'Their page is not connected. It returns by itself; you can go on writing.'
          : state.viewing.has(session)
            ? 'When it is shared, you see it here.'
            : state.me?.external !== undefined
              ? 'The representatives in this session can ask for it. The customer decides.'
              : 'Press “Request screen” to ask for it. The customer decides.'
      }
    </p>
  </div>`;
}
