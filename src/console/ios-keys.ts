import * as v from 'valibot';
import type { IosProfileId } from '../kernel/index.ts';
import { generatedKeySchema, iosProfilesSchema } from '../protocol/index.ts';
import type { ConsoleState } from './model/console-state.ts';
import { chosenProfiles, type IosSelection, portalsWithProfiles, toggled } from './model/ios-key-dialog.ts';
import { firstChoice, type KeyChoice, languageAt, madeKey } from './model/key-dialog.ts';
import { type Preferences, rememberedKey, withKeyChoice } from './model/preferences.ts';
import type { Ports } from './ports.ts';
import { sentenceOf } from './sentence-of.ts';
import { portalsOf } from './model/desk.ts';

/** What selecting profiles needs of the console that it is a part of. */
interface Desk {
  readonly ports: Pick<Ports, 'link'>;
  state(): ConsoleState;
  change(change: (state: ConsoleState) => ConsoleState): void;
  prefer(change: (preferences: Preferences) => Preferences): void;
}

/** *Apple iOS Profile Selection*, up to the access key; from there on it is as with a session key. */
export class IosKeysOfConsole {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Opens the selection and asks which profiles there are. Does nothing where such keys cannot be generated. */
  async open(): Promise<void> {
    const { me, desk, preferences } = this.#desk.state();
    const choice =
      me === undefined
        ? undefined
        : firstChoice(rememberedKey(preferences), {
            portals: portalsWithProfiles(portalsOf(desk)),
            maxMs: me.keyValidForMsMax,
          });
    if (choice === undefined) {
      return;
    }
    const opened: IosSelection = {
      step: 'selecting',
      choice,
      profiles: undefined,
      chosen: new Set(),
      query: '',
      busy: false,
      problem: undefined,
    };
    this.#desk.change((state) => ({ ...state, dialog: { kind: 'ios-key', at: opened } }));
    try {
      const body = await this.#desk.ports.link.ask({ type: 'list-ios-profiles' });
      const { profiles } = v.parse(iosProfilesSchema, body);
      this.#select((at) => ({ ...at, profiles }));
    } catch (thrown) {
      this.#select((at) => ({ ...at, profiles: at.profiles ?? [], problem: sentenceOf(thrown) }));
    }
  }

  /** From the open keys to what was selected before. */
  async back(): Promise<void> {
    const { dialog } = this.#desk.state();
    if (dialog.kind !== 'ios-key' || dialog.at.step !== 'open-keys') {
      return;
    }
    const { selection } = dialog.at;
    if (selection.profiles === undefined) {
      await this.open();
      return;
    }
    this.#desk.change((state) => ({ ...state, dialog: { kind: 'ios-key', at: selection } }));
  }

  choose(wanted: KeyChoice): void {
    const portal = portalsOf(this.#desk.state().desk).find(({ id }) => id === wanted.portal);
    this.#select((at) => ({
      ...at,
      choice: { ...wanted, language: languageAt(portal, wanted.language) },
      problem: undefined,
    }));
  }

  toggle(id: IosProfileId): void {
    this.#select((at) => toggled(at, id));
  }

  search(query: string): void {
    this.#select((at) => ({ ...at, query }));
  }

  async generate(): Promise<void> {
    const { dialog } = this.#desk.state();
    if (dialog.kind !== 'ios-key' || dialog.at.step !== 'selecting' || dialog.at.busy) {
      return;
    }
    const { choice } = dialog.at;
    const profiles = [...chosenProfiles(dialog.at)];
    if (profiles.length === 0) {
      this.#select((at) => ({ ...at, problem: 'Please select at least one profile.' }));
      return;
    }
    this.#select((at) => ({ ...at, busy: true, problem: undefined }));
    try {
      const body = await this.#desk.ports.link.ask({ type: 'generate-ios-key', profiles, ...choice });
      const key = v.parse(generatedKeySchema, body);
      this.#desk.prefer((before) => withKeyChoice(before, choice));
      this.#desk.change((state) =>
        state.dialog.kind === 'ios-key'
          ? { ...state, dialog: { kind: 'ios-key', at: madeKey(choice, key) } }
          : state,
      );
    } catch (thrown) {
      this.#select((at) => ({ ...at, busy: false, problem: sentenceOf(thrown) }));
    }
  }

  #select(change: (at: IosSelection) => IosSelection): void {
    this.#desk.change((state) =>
      state.dialog.kind === 'ios-key' && state.dialog.at.step === 'selecting'
        ? { ...state, dialog: { kind: 'ios-key', at: change(state.dialog.at) } }
        : state,
    );
  }
}
