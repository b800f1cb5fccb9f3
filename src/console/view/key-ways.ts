import { html, nothing, type TemplateResult } from 'lit-html';
import { unreachable } from '../../kernel/index.ts';
import type { InviteDialog } from '../model/invite-dialog.ts';
import type { KeyDialog, SentBy } from '../model/key-dialog.ts';
import { mailtoAddress, type Sending } from '../model/sending.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';

type MadeKey = Extract<KeyDialog, { step: 'made' }>;
type MadeInvitation = Extract<InviteDialog, { step: 'made' }>;

const TITLES = { mail: 'Email (server)', sms: 'SMS' } as const;
const PLACEHOLDERS = { mail: 'anna@example.com', sms: '+46 70 123 45 67' } as const;

/** How a session key goes to the customer: what the administrator switched on, and nothing when that is nothing. */
export function waysToSend(console: RepresentativeConsole, at: MadeKey): TemplateResult | typeof nothing {
  const { localMail, serverMail, sms } = at.key.ways;
  const form = (way: SentBy, label: string, hint: string) =>
    sendForm({
      way,
      label,
      hint,
      sending: at.sending[way],
      type: (to) => console.keys.typeRecipient(way, to),
      send: () => void console.keys.send(way),
    });
  return section('Send it to the customer', [
    localMail === undefined ? nothing : localForm(localMail, at.key.url),
    serverMail
      ? form(
          'mail',
          'Customer’s e-mail address',
          'The site’s own invitation is sent, from the site’s address.',
        )
      : nothing,
    sms
      ? form('sms', 'Customer’s phone number', 'With the country code. The customer gets the link.')
      : nothing,
  ]);
}

/** The same for the key of somebody from outside. */
export function waysToInvite(
  console: RepresentativeConsole,
  at: MadeInvitation,
): TemplateResult | typeof nothing {
  const { localMail, serverMail } = at.key.ways;
  return section('Send it', [
    localMail === undefined ? nothing : localForm(localMail, at.key.url),
    serverMail
      ? sendForm({
          way: 'mail',
          label: 'Their e-mail address',
          hint: 'The site’s own invitation is sent, from the site’s address.',
          sending: at.sending,
          type: (to) => console.invitations.typeRecipient(to),
          send: () => void console.invitations.send(),
        })
      : nothing,
  ]);
}

function section(
  title: string,
  ways: readonly (TemplateResult | typeof nothing)[],
): TemplateResult | typeof nothing {
  return ways.every((way) => way === nothing)
    ? nothing
    : html`<section class="key-ways" aria-labelledby="key-ways-title">
        <h3 id="key-ways-title">${title}</h3>
        ${ways}
      </section>`;
}

function localForm(mail: { readonly subject: string; readonly body: string }, link: string): TemplateResult {
  return html`<div class="key-way">
    <a class="button" href=${mailtoAddress(mail, link)} aria-describedby="key-local-hint"
      >${icon('mail', 'small')}Email (local)</a
    >
    <p class="hint" id="key-local-hint">Opens your mail program. You can change the text there.</p>
  </div>`;
}

function sendForm(how: {
  readonly way: SentBy;
  readonly label: string;
  readonly hint: string;
  readonly sending: Sending;
  readonly type: (to: string) => void;
  readonly send: () => void;
}): TemplateResult {
  const { way, sending } = how;
  const busy = sending.state === 'busy';
  const problem = sending.state === 'open' ? sending.problem : undefined;
  const id = `key-${way}`;
  return html`<form
    class="key-way"
    aria-labelledby="${id}-title"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      how.send();
    }}
  >
    <h4 id="${id}-title">${icon(way, 'small')}${TITLES[way]}</h4>
    <div class="key-to">
      <label class="field grow">
        <span class="label">${how.label}</span>
        <input
          class="input"
          type=${way === 'mail' ? 'email' : 'tel'}
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          maxlength="320"
          placeholder=${PLACEHOLDERS[way]}
          aria-describedby="${id}-said"
          aria-invalid=${problem === undefined ? 'false' : 'true'}
          ?readonly=${busy}
          .value=${sending.to}
          @input=${(event: InputEvent) => how.type((event.currentTarget as HTMLInputElement).value)}
        />
      </label>
      <button
        class="button"
        type="submit"
        aria-busy=${busy ? 'true' : 'false'}
        aria-describedby="${id}-title"
      >
        ${busy ? 'Sending…' : 'Send'}
      </button>
    </div>
    <p id="${id}-said" class="key-said" role="status">${said(sending, how.hint)}</p>
  </form>`;
}

/** What became of it, in the place of the hint, so that nothing moves. */
function said(sending: Sending, hint: string): TemplateResult {
  switch (sending.state) {
    case 'open':
      return sending.problem === undefined
        ? html`<span class="hint">${hint}</span>`
        : html`<span class="error">${sending.problem}</span>`;
    case 'busy':
      return html`<span class="hint">Sending… It can take a minute.</span>`;
    case 'sent':
      return html`<span class="key-sent"
        >${icon('check', 'small')}<span>Sent to <bdi class="anywhere">${sending.sentTo}</bdi>.</span></span
      >`;
    default:
      return unreachable(sending);
  }
}
