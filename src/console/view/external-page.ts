import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { unreachable, type SessionId } from '../../kernel/index.ts';
import { customerNameOf, type ConsoleState } from '../model/console-state.ts';
import { externalStage } from '../model/external-stage.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { dialogs } from './dialogs.ts';
import { icon } from './icons.ts';
import { notices } from './notices.ts';
import { panes } from './panes.ts';
import { screenArea, type Screens } from './picture-view.ts';
import { connectionBanner, connectionMark, type Surroundings } from './top-bar.ts';

/** The console of somebody from outside: the one session, and the way out of it. */
export function externalPage(
  state: ConsoleState,
  console: RepresentativeConsole,
  around: Surroundings,
  screens: Screens,
): TemplateResult {
  const stage = externalStage(state);
  const session = state.me?.external;
  const name = state.me?.name ?? '';
  return html`<div class="console at-session external-console">
    <header class="top">
      <a class="skip" href="#work">Skip to the session</a>
      <span class="mark">
        <img src=${around.markUrl} alt="" width="24" height="24" />
        <span class="cut site-name">${state.siteName === '' ? 'Handrail' : state.siteName}</span>
      </span>
      <span class="grow cut muted external-name" title=${name}
        >${name === '' ? nothing : html`You are <bdi class="strong">${name}</bdi>`}</span
      >
      <theme-switch></theme-switch>${stage.kind === 'over' ? nothing : connectionMark(state)}
      ${
        stage.kind === 'in-session'
          ? html`<button class="button end" type="button" @click=${() => console.openDialog('leave')}>
              ${icon('sign-out', 'small')}Leave
            </button>`
          : nothing
      }
    </header>
    <div class="banners">${stage.kind === 'over' ? nothing : connectionBanner(state, console)}</div>
    <main class="external-main" id="work" tabindex="-1">
      ${main(state, console, session, stage, screens)}
    </main>
    ${dialogs(state, console, around)} ${stage.kind === 'over' ? nothing : notices(state, console)}
    <p class="visually-hidden" role="status">${state.announcement}</p>
  </div>`;
}

function main(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId | undefined,
  stage: ReturnType<typeof externalStage>,
  screens: Screens,
): TemplateResult {
  switch (stage.kind) {
    case 'over':
      return html`<div class="empty" role="status">
        <h1>${stage.title}</h1>
        <p class="anywhere"><bdi>${stage.sentence}</bdi></p>
        <p>To come back, ask whoever invited you for another key.</p>
        <p><a class="button" href="/console/external">Type another key</a></p>
      </div>`;
    case 'opening':
      return opening();
    case 'in-session': {
      const open = session === undefined ? undefined : state.sessions.get(session);
      if (open === undefined || session === undefined) {
        return opening();
      }
      const shown = state.preferences.panes === 'shown';
      return html`<section class="session-panel" aria-labelledby="session-title">
        <h1 class="visually-hidden" id="session-title">
          Session with <bdi>${customerNameOf(state, session)}</bdi>
        </h1>
        <div
          class="session ${shown ? 'with-panes' : ''}"
          .style=${`--panes-width:${state.preferences.panesWidthPx}px`}
        >
          ${keyed(
            session,
            html`${screenArea(state, console, session, open, screens)}
            ${shown ? panes(state, console, session, open) : nothing}`,
          )}
        </div>
      </section>`;
    }
    default:
      return unreachable(stage);
  }
}

function opening(): TemplateResult {
  return html`<div class="empty">
    <p class="row"><span class="spinner" aria-hidden="true"></span>Opening the session</p>
  </div>`;
}
