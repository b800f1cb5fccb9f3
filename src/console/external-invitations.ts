import * as v from 'valibot';
import type { SessionId, SessionPolicyId } from '../kernel/index.ts';
import { externalKeySchema, type ExternalKey } from '../protocol/index.ts';
import type { ConsoleState } from './model/console-state.ts';
import {
  chosenProfile,
  type InviteDialog,
  madeExternal,
  NEW_INVITATION,
  tried,
  withField,
} from './model/invite-dialog.ts';
import { withRecipient } from './model/sending.ts';
import type { Ports } from './ports.ts';
import { sendTo } from './send-to.ts';
import { sentenceOf } from './sentence-of.ts';

/** What inviting somebody from outside needs of the console that it is a part of. */
interface Desk {
  readonly ports: Pick<Ports, 'link' | 'desk'>;
  state(): ConsoleState;
  change(change: (state: ConsoleState) => ConsoleState): void;
}

type Asking = Extract<InviteDialog, { step: 'asking' }>;
type Made = Extract<InviteDialog, { step: 'made' }>;

/** *Invite External Representative*: who it is, then the key for them, which is copied and sent. */
export class ExternalInvitations {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  ask(session: SessionId): void {
    this.#desk.change((state) => ({
      ...state,
      dialog: { kind: 'invite-external', session, at: NEW_INVITATION },
    }));
  }

  askAnother(): void {
    this.#become(() => NEW_INVITATION);
  }

  draft(field: 'name' | 'comments', text: string): void {
    this.#become((at) => withField(at, field, text));
  }

  chooseLanguage(language: string | undefined): void {
    this.#changeAsking((at) => ({ ...at, language }));
  }

  chooseProfile(profile: SessionPolicyId): void {
    this.#changeAsking((at) => ({ ...at, profile, problem: undefined }));
  }

  /** Creates the key, once what was typed can be sent. */
  async create(): Promise<void> {
    const { dialog, desk } = this.#desk.state();
    if (dialog.kind !== 'invite-external' || dialog.at.step !== 'asking' || dialog.at.busy) {
      return;
    }
    const { session } = dialog;
    const asking = tried(dialog.at);
    this.#become(() => asking);
    if (!asking.busy) {
      return;
    }
    const { name, comments, language } = asking;
    const profile = chosenProfile(asking, desk?.profiles);
    try {
      const body = await this.#desk.ports.link.ask({
        type: 'invite-external',
        session,
        name,
        comments,
        ...(language === undefined ? {} : { language }),
        ...(profile === undefined ? {} : { profile }),
      });
      const key = v.parse(externalKeySchema, body);
      this.#become(() => madeExternal(name, key, language));
    } catch (thrown) {
      this.#changeAsking((at) => ({ ...at, busy: false, problem: sentenceOf(thrown) }));
    }
  }

  async copy(what: 'key' | 'link'): Promise<void> {
    const made = this.#made();
    if (made === undefined) {
      return;
    }
    const { key } = made;
    const copied = await this.#desk.ports.desk.copy(what === 'key' ? key.key : key.url).then(
      () => what,
      () => 'refused' as const,
    );
    this.#changeMade(key, (at) => ({ ...at, copied }));
  }

  typeRecipient(to: string): void {
    const made = this.#made();
    if (made !== undefined) {
      this.#changeMade(made.key, (at) => ({ ...at, sending: withRecipient(at.sending, to) }));
    }
  }

  /** Sends the key by the appliance, and waits for what the mail server says. */
  async send(): Promise<void> {
    const made = this.#made();
    if (made === undefined) {
      return;
    }
    const { key, language } = made;
    await sendTo(made.sending, {
      missing: 'Please enter their e-mail address.',
      ask: (to) =>
        this.#desk.ports.link.ask({
          type: 'send-external-invitation',
          key: key.key,
          to,
          ...(language === undefined ? {} : { language }),
        }),
      become: (sending) => this.#changeMade(key, (at) => ({ ...at, sending })),
    });
  }

  #made(): Made | undefined {
    const { dialog } = this.#desk.state();
    return dialog.kind === 'invite-external' && dialog.at.step === 'made' ? dialog.at : undefined;
  }

  #become(change: (at: InviteDialog) => InviteDialog): void {
    this.#desk.change((state) =>
      state.dialog.kind === 'invite-external'
        ? { ...state, dialog: { ...state.dialog, at: change(state.dialog.at) } }
        : state,
    );
  }

  #changeAsking(change: (at: Asking) => Asking): void {
    this.#become((at) => (at.step === 'asking' ? change(at) : at));
  }

  /** Only where this key still is: the dialog may be closed, or have another one, by now. */
  #changeMade(key: ExternalKey, change: (at: Made) => Made): void {
    this.#become((at) => (at.step === 'made' && at.key === key ? change(at) : at));
  }
}
