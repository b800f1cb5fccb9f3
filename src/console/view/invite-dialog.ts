import { copiedWords } from '../model/copied.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { LIMITS } from '../../kernel/index.ts';
import { fullTime, untilWhen } from '../model/calendar-words.ts';
import { customerNameOf, type ConsoleState, type Dialog } from '../model/console-state.ts';
import type { Desk } from '../model/desk.ts';
import { chosenProfile, invitationLanguages, type InviteDialog } from '../model/invite-dialog.ts';
import { durationBrief } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { waysToInvite } from './key-ways.ts';
import { languageChoice } from './language-choice.ts';
import { selectField } from './select-field.ts';
import { titledDialog } from './titled-dialog.ts';
import { portalsOf } from '../model/desk.ts';

/** Somebody without an account into this session: who it is, then the key and the link for them. */
export function inviteDialog(
  state: ConsoleState,
  console: RepresentativeConsole,
  { session, at }: Extract<Dialog, { kind: 'invite-external' }>,
): TemplateResult {
  return titledDialog(
    console,
    { id: 'invite-title', title: 'Invite External Representative' },
    at.step === 'asking'
      ? asking(state, console, at, customerNameOf(state, session))
      : made(state, console, at),
  );
}

function asking(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: Extract<InviteDialog, { step: 'asking' }>,
  customerName: string,
): TemplateResult {
  return html`<form
    class="stack"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void console.invitations.create();
    }}
  >
    <p class="muted anywhere">
      Somebody without an account comes in with a key. They see the chat, the notes and the screen of
      <bdi>${customerName}</bdi>, and can write, as far as the session policies allow it. They never own the
      session, and are out when it has no owner.
    </p>
    <div class="field">
      <label class="label" for="invite-name">Name</label>
      <input
        class="input"
        id="invite-name"
        autocomplete="off"
        maxlength=${2 * LIMITS.externalNameCharacters}
        autofocus
        required
        aria-invalid=${at.problems.name === undefined ? 'false' : 'true'}
        aria-describedby=${at.problems.name === undefined ? 'invite-name-hint' : 'invite-name-problem'}
        .value=${at.name}
        @input=${(event: InputEvent) =>
          console.invitations.draft('name', (event.currentTarget as HTMLInputElement).value)}
      />
      ${problem('invite-name-problem', at.problems.name)}
      <p class="hint" id="invite-name-hint">
        The customer and the report see it, with “(external)” behind it.
      </p>
    </div>
    ${profileField(console, at, state.desk?.profiles ?? [])}
    <div class="field">
      <label class="label" for="invite-comments">Comments</label>
      <textarea
        class="input"
        id="invite-comments"
        rows="2"
        aria-invalid=${at.problems.comments === undefined ? 'false' : 'true'}
        aria-describedby=${at.problems.comments === undefined ? 'invite-comments-hint' : 'invite-comments-problem'}
        .value=${at.comments}
        @input=${(event: InputEvent) =>
          console.invitations.draft('comments', (event.currentTarget as HTMLTextAreaElement).value)}
      ></textarea>
      ${problem('invite-comments-problem', at.problems.comments)}
      <p class="hint" id="invite-comments-hint">
        Optional: for the report and the representatives. Neither the customer nor who is invited sees them.
      </p>
    </div>
    ${languageChoice({
      languages: invitationLanguages(portalsOf(state.desk)),
      chosen: at.language,
      choose: (language) => console.invitations.chooseLanguage(language),
      none: 'The first of the session’s site',
    })}
    ${at.problem === undefined ? nothing : html`<p class="error" role="alert">${at.problem}</p>`}
    <div class="actions">
      <button class="button" type="button" @click=${() => console.closeDialog()}>Cancel</button>
      <button class="button primary" type="submit" aria-busy=${at.busy ? 'true' : 'false'}>Create Key</button>
    </div>
  </form>`;
}

/** What they may do, where administrators have made profiles for that. */
function profileField(
  console: RepresentativeConsole,
  at: Extract<InviteDialog, { step: 'asking' }>,
  profiles: NonNullable<Desk['profiles']>,
): TemplateResult | typeof nothing {
  const chosen = chosenProfile(at, profiles);
  return chosen === undefined
    ? nothing
    : selectField({
        id: 'invite-profile',
        label: 'Security Profile',
        hint: 'What they may do, as your administrator has set it up.',
        values: profiles.map(({ id, name }) => ({ value: id, label: name })),
        chosen,
        choose: (profile) => console.invitations.chooseProfile(profile),
      });
}

function problem(id: string, sentence: string | undefined): TemplateResult | typeof nothing {
  return sentence === undefined ? nothing : html`<p class="error" id=${id} role="alert">${sentence}</p>`;
}

function made(
  state: ConsoleState,
  console: RepresentativeConsole,
  at: Extract<InviteDialog, { step: 'made' }>,
): TemplateResult {
  const { key, url, until } = at.key;
  const expired = state.now >= until;
  return html`<div class="stack">
    <p class="anywhere">
      For <strong><bdi>${at.name}</bdi></strong
      >. It is shown only here and now.
    </p>
    <div class="made-key">
      <output class="the-key long-key" aria-label="Session key">${key.replaceAll('-', ' ')}</output>
      <button class="button" type="button" autofocus @click=${() => void console.invitations.copy('key')}>
        ${icon(at.copied === 'key' ? 'check' : 'copy', 'small')}Copy
      </button>
    </div>
    <p class=${expired ? 'error' : 'muted'} title=${fullTime(until)}>
      ${
        expired
          ? 'This key is not valid any more. Create another one.'
          : `Lets one person in until ${untilWhen(until, state.now)} (${durationBrief(until - state.now)} left), or until the session ends.`
      }
    </p>
    <div class="made-link">
      <p class="field grow">
        <span class="label" id="invite-link">Link for who is invited</span>
        <span class="key-link anywhere" aria-describedby="invite-link">${url}</span>
      </p>
      <button class="button" type="button" @click=${() => void console.invitations.copy('link')}>
        ${icon(at.copied === 'link' ? 'check' : 'copy', 'small')}Copy link
      </button>
    </div>
    <p class="small copied" role="status">${copiedWords(at.copied)}</p>
    ${expired ? nothing : waysToInvite(console, at)}
    <div class="actions">
      <button class="button" type="button" @click=${() => console.invitations.askAnother()}>
        Invite another
      </button>
      <button class="button primary" type="button" @click=${() => console.closeDialog()}>Done</button>
    </div>
  </div>`;
}
