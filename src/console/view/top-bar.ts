import { initials } from '../../conversation/index.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { unreachable } from '../../kernel/index.ts';
import { connectionTrouble, connectionWords } from '../model/connection.ts';
import { assignmentWords, statusTitle, portalsOf } from '../model/desk.ts';
import { portalsWithProfiles } from '../model/ios-key-dialog.ts';
import type { ConsoleState } from '../model/console-state.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { statusMark } from './status-mark.ts';

/** What the page's frame gave: addresses that only the appliance knows. */
export interface Surroundings {
  readonly markUrl: string;
  /** The id of the form that signs out; its button may be anywhere on the page. */
  readonly signOutForm: string;
}

export function topBar(
  state: ConsoleState,
  console: RepresentativeConsole,
  around: Surroundings,
): TemplateResult {
  return html`<header class="top">
    <a class="skip" href="#work">Skip to the queues and sessions</a>
    <span class="mark">
      <img src=${around.markUrl} alt="" width="24" height="24" />
      <span class="cut site-name">${state.siteName === '' ? 'Handrail' : state.siteName}</span>
    </span>
    ${
      state.desk?.may.generateKeys === false
        ? nothing
        : html`<button
            class="button primary"
            type="button"
            aria-keyshortcuts="Alt+K"
            title="Generate a session key (Alt+K)"
            ?disabled=${state.me === undefined}
            @click=${() => console.keys.open()}
          >
            ${icon('key', 'small')}Session Key
          </button>`
    }
    ${
      state.desk?.may.getNext === true
        ? html`<button
            class="button next-button"
            type="button"
            aria-keyshortcuts="Alt+N"
            title="Take who waits longest in the queues of your teams (Alt+N)"
            aria-busy=${state.gettingNext ? 'true' : 'false'}
            @click=${() => void console.getNext()}
          >
            ${icon('next', 'small')}<span class="next-words">Get Next</span>
          </button>`
        : nothing
    }
    ${startMenu(state, console)}
    <button
      class="search-button"
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      @click=${() => console.openDialog('search')}
    >
      ${icon('search', 'small')}<span class="search-words">Search</span
      ><span class="kbd wide-only" aria-hidden="true">Ctrl K</span>
    </button>
    <theme-switch></theme-switch>${statusMenu(state, console)} ${connectionMark(state)}
    ${personMenu(state, console, around)}
  </header>`;
}

function startMenu(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  return html`<button class="button quiet start-button" type="button" popovertarget="start-menu">
      ${icon('plus', 'small')}Start${icon('down', 'small')}
    </button>
    <div class="menu start-menu" id="start-menu" popover aria-label="Ways to start a session">
      <p class="menu-title">Ways to start a session</p>
      ${
        state.desk?.may.generateKeys === false
          ? nothing
          : html`<button
              type="button"
              popovertarget="start-menu"
              popovertargetaction="hide"
              ?disabled=${state.me === undefined}
              @click=${() => console.keys.open()}
            >
              ${icon('key')}
              <span class="grow"
                ><span class="strong">Generate a session key</span>
                <span class="small muted">Read it to the customer, or send them the link.</span></span
              >
              <span class="kbd" aria-hidden="true">Alt K</span>
            </button>`
      }
      ${
        state.desk?.supportButtons?.list === true
          ? html`<button
              type="button"
              popovertarget="start-menu"
              popovertargetaction="hide"
              @click=${() => void console.supportButtons.show()}
            >
              ${icon('support-button')}
              <span class="grow"
                ><span class="strong">Support Buttons</span>
                <span class="small muted"
                  >Those that lead to you and your teams: who uses them, until when.</span
                ></span
              >
            </button>`
          : nothing
      }
      ${
        portalsWithProfiles(portalsOf(state.desk)).length === 0
          ? nothing
          : html`<button
              type="button"
              popovertarget="start-menu"
              popovertargetaction="hide"
              @click=${() => void console.iosKeys.open()}
            >
              ${icon('device')}
              <span class="grow"
                ><span class="strong">Generate Apple iOS Profile Access Key</span>
                <span class="small muted"
                  >Gives a customer configuration profiles for an iPhone or iPad.</span
                ></span
              >
            </button>`
      }
      <a href="/" target="_blank" rel="noopener">
        ${icon('screen-request')}
        <span class="grow"
          ><span class="strong">Open the public portal</span>
          <span class="small muted"
            >Where the customer types the key, without downloading anything.</span
          ></span
        >
      </a>
    </div>`;
}

function statusMenu(state: ConsoleState, console: RepresentativeConsole): TemplateResult | typeof nothing {
  const { desk } = state;
  if (desk === undefined) {
    return nothing;
  }
  return html`<button
      class="button quiet status-button"
      type="button"
      popovertarget="status-menu"
      aria-label="Status: ${desk.statusName}. ${assignmentWords(desk)}"
      title=${assignmentWords(desk)}
    >
      ${statusMark(desk.status, desk.statusName)}${desk.assignments ? nothing : icon('bell-off', 'small')}
    </button>
    <div class="menu status-menu" id="status-menu" popover aria-label="Status">
      <fieldset>
        <legend class="menu-title">Status</legend>
        ${desk.statuses.map(
          ({ id, name, displayAs }) =>
            html`<label class="menu-row">
              <input
                type="radio"
                name="status"
                .checked=${live(desk.statusId === id)}
                @change=${() => void console.setStatus(id, desk.assignments)}
              />
              ${statusMark(displayAs, name)}
              ${
                name === statusTitle(displayAs)
                  ? nothing
                  : html`<span class="small muted" aria-hidden="true">${statusTitle(displayAs)}</span>`
              }
            </label>`,
        )}
      </fieldset>
      ${
        desk.may.optOut
          ? html`<label class="menu-row">
              <input
                type="checkbox"
                .checked=${live(desk.assignments)}
                @change=${(event: Event) =>
                  void console.setStatus(desk.statusId, (event.currentTarget as HTMLInputElement).checked)}
              />
              <span>Take automatic assignments</span>
            </label>`
          : nothing
      }
      ${
        desk.publicSite.mayList
          ? html`<label class="menu-row">
              <input
                type="checkbox"
                .checked=${live(desk.publicSite.listed)}
                @change=${(event: Event) =>
                  void console.setListed((event.currentTarget as HTMLInputElement).checked)}
              />
              <span>Showing on representative list</span>
            </label>`
          : nothing
      }
      <p class="small muted status-words" role="status">${assignmentWords(desk)}</p>
    </div>`;
}

/** Whether the appliance answers, in the top bar. */
export function connectionMark(state: ConsoleState): TemplateResult {
  const { connection } = state;
  const words = connectionWords(connection);
  if (connection.kind === 'up') {
    return html`<span class="chip good connection" title="The appliance answers"
      ><span class="dot"></span><span class="connection-words">${words}</span></span
    >`;
  }
  return html`<span class="chip ${connection.kind === 'connecting' ? '' : 'warn'} connection"
    >${connection.kind === 'over' ? icon('offline', 'small') : html`<span class="spinner" aria-hidden="true"></span>`}<span
      class="connection-words"
      >${words}</span
    ></span
  >`;
}

function personMenu(
  state: ConsoleState,
  console: RepresentativeConsole,
  around: Surroundings,
): TemplateResult {
  const name = state.me?.name ?? '';
  return html`<button class="person-button" type="button" popovertarget="person-menu">
      <span class="avatar small" aria-hidden="true">${name === '' ? '…' : initials(name)}</span>
      <span class="cut person-name">${name === '' ? 'You' : name}</span>${icon('down', 'small')}
    </button>
    <div class="menu person-menu" id="person-menu" popover aria-label="You and this page">
      <div class="menu-row appearance"><span>Appearance</span><theme-switch></theme-switch></div>
      ${menuButton('settings', 'Settings', () => console.openDialog('settings'))}
      ${menuButton('keyboard', 'Keyboard shortcuts', () => console.openDialog('help'))}
      <a href="/login/reports">${icon('report')}Reports</a>
      <a href="/login/account">${icon('person')}My account</a>
      <button
        type="submit"
        form=${around.signOutForm}
        @click=${(event: Event) => {
          if (!console.signsOut()) {
            event.preventDefault();
          }
        }}
      >
        ${icon('sign-out')}Sign out
      </button>
    </div>`;
}

function menuButton(drawing: Parameters<typeof icon>[0], words: string, act: () => void): TemplateResult {
  return html`<button type="button" popovertarget="person-menu" popovertargetaction="hide" @click=${act}>
    ${icon(drawing)}${words}
  </button>`;
}

/** What is wrong with the connection, over the whole width; nothing while it stands. */
export function connectionBanner(
  state: ConsoleState,
  console: RepresentativeConsole,
): TemplateResult | typeof nothing {
  const trouble = connectionTrouble(state.connection);
  if (trouble === undefined) {
    return nothing;
  }
  return html`<div class="banner warn" role="alert">
    ${icon('offline')}
    <p class="grow">${trouble.sentence}</p>
    ${cure(trouble.cure, console)}
  </div>`;
}

function cure(
  kind: NonNullable<ReturnType<typeof connectionTrouble>>['cure'],
  console: RepresentativeConsole,
): TemplateResult | typeof nothing {
  switch (kind) {
    case 'try-now':
      return html`<button class="button" type="button" @click=${() => console.tryConnectionNow()}>
        Try now
      </button>`;
    case 'sign-in':
      return html`<a class="button primary" href="/console">Sign in</a>`;
    case 'take-over':
      return html`<button class="button" type="button" @click=${() => console.takeConnectionOver()}>
        Work here
      </button>`;
    case 'none':
      return nothing;
    default:
      return unreachable(kind);
  }
}
