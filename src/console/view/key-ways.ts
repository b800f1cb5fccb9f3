import { html, nothing, type TemplateResult } from 'lit-html';
import { unreachable } from '../../kernel/index.ts';
import { mailtoAddress, type KeyDialog, type Sending, type SentBy } from '../model/key-dialog.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';

type Made = Extract<KeyDialog, { step: 'made' }>;

const WORDS = {
  mail: {
    title: 'Email (server)',
    label: 'Customer’s e-mail address',
    hint: 'The site’s own invitation is sent, from the site’s address.',
    placeholder: 'anna@example.com',
  },
  sms: {
    title: 'SMS',
    label: 'Customer’s phone number',
    hint: 'With the country code. The customer gets the link.',
    placeholder: '+46 70 123 45 67',
  },
} as const;

/** How the key goes to the customer: what the administrator switched on, and nothing when that is nothing. */
export function waysToSend(console: RepresentativeConsole, at: Made): TemplateResult | typeof nothing {
  const { localMail, serverMail, sms } = at.key.ways;
  return localMail === undefined && !serverMail && !sms
    ? nothing
    : html`<section class="key-ways" aria-labelledby="key-ways-title">
        <h3 id="key-ways-title">Send it to the customer</h3>
        ${
          localMail === undefined
            ? nothing
            : html`<div class="key-way">
                <a
                  class="button"
                  href=${mailtoAddress(localMail, at.key.url)}
                  aria-describedby="key-local-hint"
                  >${icon('mail', 'small')}Email (local)</a
                >
                <p class="hint" id="key-local-hint">
                  Opens your mail program. You can change the text there.
                </p>
              </div>`
        }
        ${serverMail ? sendForm(console, at, 'mail') : nothing}
        ${sms ? sendForm(console, at, 'sms') : nothing}
      </section>`;
}

function sendForm(console: RepresentativeConsole, at: Made, way: SentBy): TemplateResult {
  const sending = at.sending[way];
  const words = WORDS[way];
  const busy = sending.state === 'busy';
  const problem = sending.state === 'open' ? sending.problem : undefined;
  const id = `key-${way}`;
  return html`<form
    class="key-way"
    aria-labelledby="${id}-title"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void console.sendKey(way);
    }}
  >
    <h4 id="${id}-title">${icon(way, 'small')}${words.title}</h4>
    <div class="key-to">
      <label class="field grow">
        <span class="label">${words.label}</span>
        <input
          class="input"
          type=${way === 'mail' ? 'email' : 'tel'}
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          maxlength="320"
          placeholder=${words.placeholder}
          aria-describedby="${id}-said"
          aria-invalid=${problem === undefined ? 'false' : 'true'}
          ?readonly=${busy}
          .value=${sending.to}
          @input=${(event: InputEvent) =>
            console.typeRecipient(way, (event.currentTarget as HTMLInputElement).value)}
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
    <p id="${id}-said" class="key-said" role="status">${said(sending, words.hint)}</p>
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
