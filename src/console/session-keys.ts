import * as v from 'valibot';
import { Fault, type KeyId } from '../kernel/index.ts';
import { generatedKeySchema, listedKeysSchema } from '../protocol/index.ts';
import type { ConsoleState } from './model/console-state.ts';
import type { IosKeyDialog } from './model/ios-key-dialog.ts';
import {
  firstChoice,
  languageAt,
  madeKey,
  type KeyChoice,
  type KeyDialog,
  NOT_TOLD,
  type OpenKeys,
  type SentBy,
  withSending,
} from './model/key-dialog.ts';
import { type Preferences, rememberedKey, withKeyChoice } from './model/preferences.ts';
import { withRecipient } from './model/sending.ts';
import type { Ports } from './ports.ts';
import { sendTo } from './send-to.ts';
import { sentenceOf } from './sentence-of.ts';
import { portalsOf } from './model/desk.ts';

/** What the keys need of the console that they are a part of. */
interface Desk {
  readonly ports: Pick<Ports, 'link' | 'desk'>;
  state(): ConsoleState;
  change(change: (state: ConsoleState) => ConsoleState): void;
  say(tone: 'info' | 'problem', text: string): void;
  prefer(change: (before: Preferences) => Preferences): void;
}

type MadeKey = Extract<KeyDialog, { step: 'made' }>;

/**
 * *Generate Session Key*: making keys, sending them, and taking them back. An access key to iOS profiles is
 * shown, sent, listed and taken back here too, once it is made (ios-keys.ts).
 */
export class SessionKeysOfConsole {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  open(): void {
    const { me, desk, preferences, dialog } = this.#desk.state();
    if (me === undefined || desk === undefined || dialog.kind === 'session-key') {
      return;
    }
    if (!desk.may.generateKeys) {
      this.#desk.say('problem', 'Your account is not allowed to generate session keys.');
      return;
    }
    const choice = firstChoice(rememberedKey(preferences), {
      portals: portalsOf(desk),
      maxMs: me.keyValidForMsMax,
    });
    if (choice === undefined) {
      this.#desk.say('problem', 'There is no public portal yet. An administrator has to make one first.');
      return;
    }
    this.#desk.change((state) => ({
      ...state,
      dialog: { kind: 'session-key', at: choosing(choice) },
    }));
  }

  choose(wanted: KeyChoice): void {
    const portal = portalsOf(this.#desk.state().desk).find(({ id }) => id === wanted.portal);
    this.#show(choosing({ ...wanted, language: languageAt(portal, wanted.language) }));
  }

  async generate(): Promise<void> {
    const at = this.#at('choosing');
    if (at === undefined || at.busy) {
      return;
    }
    const { choice } = at;
    this.#show({ ...at, busy: true, problem: undefined });
    try {
      const body = await this.#desk.ports.link.ask({ type: 'generate-key', ...choice });
      const key = v.parse(generatedKeySchema, body);
      this.#desk.prefer((before) => withKeyChoice(before, choice));
      this.#show(madeKey(choice, key));
    } catch (thrown) {
      this.#show({ step: 'choosing', choice, busy: false, problem: sentenceOf(thrown) });
    }
  }

  async copy(what: 'key' | 'link'): Promise<void> {
    const at = this.#made();
    if (at === undefined) {
      return;
    }
    const { key } = at;
    const copied = await this.#desk.ports.desk.copy(what === 'key' ? key.key : key.url).then(
      () => what,
      () => 'refused' as const,
    );
    this.#changeMade(key.key, (now) => ({ ...now, copied }));
  }

  // --- Sending ------------------------------------------------------------------------------

  typeRecipient(way: SentBy, to: string): void {
    const at = this.#made();
    if (at !== undefined) {
      this.#changeMade(at.key.key, (now) => withSending(now, way, withRecipient(now.sending[way], to)));
    }
  }

  /** Sends the key by the appliance, and waits for what the server that takes it says. */
  async send(way: SentBy): Promise<void> {
    const at = this.#made();
    if (at === undefined) {
      return;
    }
    const isForProfiles = this.#desk.state().dialog.kind === 'ios-key';
    const { key } = at.key;
    const { language } = at.choice;
    await sendTo(at.sending[way], {
      missing:
        way === 'mail'
          ? 'Please enter the customer’s e-mail address.'
          : 'Please enter the customer’s phone number.',
      ask: (to) =>
        this.#desk.ports.link.ask({
          type: 'send-invitation',
          key,
          way,
          to,
          ...(language === undefined ? {} : { language }),
          ...(isForProfiles ? { invitedTo: 'ios-profiles' as const } : {}),
        }),
      become: (sending) => this.#changeMade(key, (now) => withSending(now, way, sending)),
    });
  }

  // --- Taking back --------------------------------------------------------------------------

  /** Shows my keys of the kind that the dialog is about, as far as they are good now. */
  async list(): Promise<void> {
    const { dialog } = this.#desk.state();
    if (dialog.kind === 'session-key' && dialog.at.step === 'choosing') {
      const at: KeyDialog = { ...NOT_TOLD, choice: dialog.at.choice };
      this.#desk.change((state) => ({ ...state, dialog: { kind: 'session-key', at } }));
    } else if (dialog.kind === 'ios-key' && dialog.at.step === 'selecting' && !dialog.at.busy) {
      const at: IosKeyDialog = { ...NOT_TOLD, selection: { ...dialog.at, problem: undefined } };
      this.#desk.change((state) => ({ ...state, dialog: { kind: 'ios-key', at } }));
    } else {
      return;
    }
    const { kind } = dialog;
    try {
      const type = kind === 'ios-key' ? 'list-ios-keys' : 'list-keys';
      const { keys } = v.parse(listedKeysSchema, await this.#desk.ports.link.ask({ type }));
      this.#changeOpen(kind, () => ({ keys }));
    } catch (thrown) {
      this.#changeOpen(kind, () => ({ problem: sentenceOf(thrown) }));
    }
  }

  /** One of the list. A key that is not open any more goes from it all the same, with the reason. */
  async withdraw(key: KeyId): Promise<void> {
    const { dialog } = this.#desk.state();
    if (
      (dialog.kind !== 'session-key' && dialog.kind !== 'ios-key') ||
      dialog.at.step !== 'open-keys' ||
      dialog.at.busy !== undefined
    ) {
      return;
    }
    const { kind } = dialog;
    this.#changeOpen(kind, () => ({ busy: key, problem: undefined }));
    const without = (problem: string | undefined, gone: boolean): void =>
      this.#changeOpen(kind, ({ keys }) => ({
        busy: undefined,
        problem,
        keys: gone ? keys?.filter(({ id }) => id !== key) : keys,
      }));
    try {
      await this.#desk.ports.link.ask({
        type: kind === 'ios-key' ? 'withdraw-ios-key' : 'withdraw-key',
        key,
      });
      without(undefined, true);
    } catch (thrown) {
      without(sentenceOf(thrown), thrown instanceof Fault && thrown.code === 'not-found');
    }
  }

  /** The key that was just made: it went to the wrong one, or is not needed. */
  async withdrawMade(): Promise<void> {
    const at = this.#made();
    if (at === undefined) {
      return;
    }
    const isForProfiles = this.#desk.state().dialog.kind === 'ios-key';
    const { id } = at.key;
    try {
      await this.#desk.ports.link.ask(
        isForProfiles ? { type: 'withdraw-ios-key', key: id } : { type: 'withdraw-key', key: id },
      );
      if (this.#made()?.key.id === id) {
        if (isForProfiles) {
          this.#desk.change((state) => ({ ...state, dialog: { kind: 'none' } }));
        } else {
          this.#show(choosing(at.choice));
        }
      }
      this.#desk.say(
        'info',
        isForProfiles
          ? 'The access key is withdrawn: nobody gets profiles with it.'
          : 'The session key is withdrawn: nobody can begin a session with it.',
      );
    } catch (thrown) {
      this.#desk.say('problem', sentenceOf(thrown));
    }
  }

  // --- The dialog ---------------------------------------------------------------------------

  #at<Step extends KeyDialog['step']>(step: Step): Extract<KeyDialog, { step: Step }> | undefined {
    const { dialog } = this.#desk.state();
    return dialog.kind === 'session-key' && dialog.at.step === step
      ? (dialog.at as Extract<KeyDialog, { step: Step }>)
      : undefined;
  }

  /** The key in the dialog that is open, of whichever kind. */
  #made(): MadeKey | undefined {
    const { dialog } = this.#desk.state();
    return (dialog.kind === 'session-key' || dialog.kind === 'ios-key') && dialog.at.step === 'made'
      ? dialog.at
      : undefined;
  }

  /** Only where this key still is: the dialog may be closed, or have another one, by now. */
  #changeMade(key: string, change: (at: MadeKey) => MadeKey): void {
    this.#desk.change((state) => {
      const { dialog } = state;
      return (dialog.kind === 'session-key' || dialog.kind === 'ios-key') &&
        dialog.at.step === 'made' &&
        dialog.at.key.key === key
        ? { ...state, dialog: { kind: dialog.kind, at: change(dialog.at) } }
        : state;
    });
  }

  #show(at: KeyDialog): void {
    this.#desk.change((state) =>
      state.dialog.kind === 'session-key' ? { ...state, dialog: { kind: 'session-key', at } } : state,
    );
  }

  /** Only where keys of that kind are still listed. */
  #changeOpen(kind: 'session-key' | 'ios-key', change: (at: OpenKeys) => Partial<OpenKeys>): void {
    this.#desk.change((state) => {
      const { dialog } = state;
      return (dialog.kind === 'session-key' || dialog.kind === 'ios-key') &&
        dialog.kind === kind &&
        dialog.at.step === 'open-keys'
        ? // Of either kind it stays what it was, but for the list.
          { ...state, dialog: { ...dialog, at: { ...dialog.at, ...change(dialog.at) } } as typeof dialog }
        : state;
    });
  }
}

function choosing(choice: KeyChoice): KeyDialog {
  return { step: 'choosing', choice, busy: false, problem: undefined };
}
