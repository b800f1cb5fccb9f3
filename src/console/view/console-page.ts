import { html, type TemplateResult } from 'lit-html';
import type { ConsoleState } from '../model/console-state.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { sessionInFront } from '../model/tabs.ts';
import { dashboardPanel } from './dashboard-panel.ts';
import { dialogs } from './dialogs.ts';
import type { Screens } from './picture-view.ts';
import { offerPrompt } from './offer-prompt.ts';
import { notices } from './notices.ts';
import { queueList } from './queue-list.ts';
import { queuePanel } from './queue-table.ts';
import { sessionPanel } from './session-panel.ts';
import { tabStrip } from './tab-strip.ts';
import { connectionBanner, topBar, type Surroundings } from './top-bar.ts';

/** The whole console for one state. */
export function consolePage(
  state: ConsoleState,
  console: RepresentativeConsole,
  around: Surroundings,
  screens: Screens,
): TemplateResult {
  const session = sessionInFront(state.tabs);
  return html`<div
    class="console ${state.preferences.queueList === 'hidden' ? 'narrow-queues' : ''} ${
      session === undefined ? 'at-queues' : 'at-session'
    }"
  >
    ${topBar(state, console, around)}
    <div class="banners">${connectionBanner(state, console)}</div>
    <div class="work">
      ${queueList(state, console)}
      <main class="main" id="work" tabindex="-1">
        ${tabStrip(state, console)}
        ${
          session !== undefined
            ? sessionPanel(state, console, session, screens)
            : state.tabs.active === 'dashboard'
              ? dashboardPanel(state, console)
              : queuePanel(state, console)
        }
      </main>
    </div>
    ${dialogs(state, console, around)} ${offerPrompt(state, console)} ${notices(state, console)}
    <p class="visually-hidden" role="status">${state.announcement}</p>
  </div>`;
}
