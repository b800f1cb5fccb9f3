import * as v from 'valibot';
import type { SessionId, SupportButtonId } from '../kernel/index.ts';
import { buttonChoicesAnswerSchema, listedButtonsSchema, type ListedButton } from '../protocol/index.ts';
import type { ConsoleState, Dialog } from './model/console-state.ts';
import {
  askingToDeploy,
  editing,
  NO_BUTTONS,
  withChoice,
  type AskingToDeploy,
  type ButtonList,
  type DeployDialog,
  type EditedButton,
} from './model/support-buttons.ts';
import type { Ports } from './ports.ts';
import { sentenceOf } from './sentence-of.ts';

/** Whoever types is not asked about each letter. */
const SEARCH_AFTER_MS = 250;

/** What Support Buttons need of the console that they are a part of. */
interface Desk {
  readonly ports: Pick<Ports, 'link' | 'timers'>;
  state(): ConsoleState;
  change(change: (state: ConsoleState) => ConsoleState): void;
  say(tone: 'info' | 'problem', text: string): void;
}

/** What a representative does with Support Buttons: out of a session, and in the list of their queues. */
export class SupportButtonsOfConsole {
  readonly #desk: Desk;
  /** Answers to an older search are passed over. */
  #searches = 0;
  /** What was typed and is not asked for yet. */
  #typed: Disposable | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  // --- Out of a session -----------------------------------------------------------------------

  async askToDeploy(session: SessionId): Promise<void> {
    this.#open({ kind: 'deploy-button', session, at: { step: 'loading', problem: undefined } });
    try {
      const body = await this.#desk.ports.link.ask({ type: 'button-choices', session });
      const choices = v.parse(buttonChoicesAnswerSchema, body);
      this.#changeDeploy(session, () => askingToDeploy(choices));
    } catch (thrown) {
      this.#changeDeploy(session, () => ({ step: 'loading', problem: sentenceOf(thrown) }));
    }
  }

  choose(choice: Parameters<typeof withChoice>[1]): void {
    const { dialog } = this.#desk.state();
    if (dialog.kind === 'deploy-button') {
      this.#changeAsking(dialog.session, (at) => withChoice(at, choice));
    }
  }

  /** Asks the customer; their answer stands in the conversation. */
  async deploy(): Promise<void> {
    const { dialog } = this.#desk.state();
    if (dialog.kind !== 'deploy-button' || dialog.at.step !== 'asking' || dialog.at.busy) {
      return;
    }
    const { session, at } = dialog;
    const { profile, queue, lifeMs, description } = at;
    if (profile === undefined || queue === undefined) {
      return;
    }
    this.#changeAsking(session, (before) => ({ ...before, busy: true, problem: undefined }));
    try {
      await this.#desk.ports.link.ask({
        type: 'deploy-button',
        session,
        profile,
        queue,
        lifeMs,
        description,
      });
      this.#close('deploy-button');
    } catch (thrown) {
      this.#changeAsking(session, (before) => ({ ...before, busy: false, problem: sentenceOf(thrown) }));
    }
  }

  askToRemove(session: SessionId, id: SupportButtonId, title: string): void {
    this.#open({ kind: 'remove-button', session, id, title, busy: false, problem: undefined });
  }

  async remove(): Promise<void> {
    const { dialog } = this.#desk.state();
    if (dialog.kind !== 'remove-button' || dialog.busy) {
      return;
    }
    const { session, id: button } = dialog;
    const become = (busy: boolean, problem: string | undefined) =>
      this.#desk.change((state) =>
        state.dialog.kind === 'remove-button' && state.dialog.id === button
          ? { ...state, dialog: { ...state.dialog, busy, problem } }
          : state,
      );
    become(true, undefined);
    try {
      await this.#desk.ports.link.ask({ type: 'remove-button', session, button });
      this.#close('remove-button');
    } catch (thrown) {
      become(false, sentenceOf(thrown));
    }
  }

  // --- The list -------------------------------------------------------------------------------

  async show(): Promise<void> {
    this.#open({ kind: 'support-buttons', at: NO_BUTTONS });
    await Promise.all([this.#load('', []), this.#learnQueues()]);
  }

  async #learnQueues(): Promise<void> {
    try {
      const { queues } = v.parse(
        buttonChoicesAnswerSchema,
        await this.#desk.ports.link.ask({ type: 'button-choices' }),
      );
      this.#changeList((at) => ({ ...at, queues }));
    } catch (thrown) {
      this.#changeList((at) => ({ ...at, problem: sentenceOf(thrown) }));
    }
  }

  /** Asks when nothing was typed for a moment; what is asked already is passed over from now on. */
  search(search: string): void {
    this.#changeList((at) => ({ ...at, search, editing: undefined, removing: undefined }));
    this.#overtake();
    this.#typed = this.#desk.ports.timers.after(SEARCH_AFTER_MS, () => void this.#load(search, []));
  }

  async showMore(): Promise<void> {
    const at = this.#list();
    if (at !== undefined) {
      // Of what was typed a moment ago nothing is shown yet that there could be more of.
      await this.#load(at.search, this.#typed === undefined ? at.buttons : []);
    }
  }

  #overtake(): void {
    this.#searches += 1;
    this.#typed?.[Symbol.dispose]();
    this.#typed = undefined;
  }

  async #load(search: string, before: readonly ListedButton[]): Promise<void> {
    this.#overtake();
    if (this.#list() === undefined) {
      return;
    }
    const mine = this.#searches;
    try {
      const body = await this.#desk.ports.link.ask({ type: 'list-buttons', search, after: before.length });
      const { buttons, total } = v.parse(listedButtonsSchema, body);
      if (mine === this.#searches) {
        this.#changeList((at) => ({ ...at, buttons: [...before, ...buttons], total, problem: undefined }));
      }
    } catch (thrown) {
      if (mine === this.#searches) {
        this.#changeList((at) => ({ ...at, problem: sentenceOf(thrown) }));
      }
    }
  }

  edit(button: ListedButton): void {
    this.#changeList((at) => ({ ...at, editing: editing(button), removing: undefined }));
  }

  stopEditing(): void {
    this.#changeList((at) => ({ ...at, editing: undefined }));
  }

  draft(change: Partial<Pick<EditedButton, 'queue' | 'description' | 'lifeMs'>>): void {
    this.#changeEdited((edited) => ({ ...edited, ...change, problem: undefined }));
  }

  async save(): Promise<void> {
    const edited = this.#list()?.editing;
    if (edited?.queue === undefined || edited.busy) {
      return;
    }
    const { id: button, queue, description, lifeMs } = edited;
    this.#changeEdited((before) => ({ ...before, busy: true, problem: undefined }));
    try {
      await this.#desk.ports.link.ask({
        type: 'change-button',
        button,
        queue,
        description,
        ...(lifeMs === undefined ? {} : { lifeMs }),
      });
      this.stopEditing();
      await this.#load(this.#list()?.search ?? '', []);
    } catch (thrown) {
      this.#changeEdited((before) => ({ ...before, busy: false, problem: sentenceOf(thrown) }));
    }
  }

  /** Whether this one is to be removed is asked in its place; undefined: none. */
  askInList(id: SupportButtonId | undefined): void {
    this.#changeList((at) => ({
      ...at,
      editing: undefined,
      removing: id === undefined ? undefined : { id, busy: false, problem: undefined },
    }));
  }

  async removeInList(): Promise<void> {
    const removing = this.#list()?.removing;
    if (removing === undefined || removing.busy) {
      return;
    }
    const { id: button } = removing;
    const become = (busy: boolean, problem: string | undefined) =>
      this.#changeList((at) =>
        at.removing?.id === button ? { ...at, removing: { id: button, busy, problem } } : at,
      );
    become(true, undefined);
    try {
      await this.#desk.ports.link.ask({ type: 'remove-button', button });
      this.#changeList((at) => ({
        ...at,
        removing: undefined,
        buttons: at.buttons.filter(({ id }) => id !== button),
        total: at.total === undefined ? undefined : at.total - 1,
      }));
      this.#desk.say('info', 'The Support Button was removed. It begins no sessions any more.');
    } catch (thrown) {
      become(false, sentenceOf(thrown));
    }
  }

  // --- Within -------------------------------------------------------------------------------

  #open(dialog: Dialog): void {
    this.#desk.change((state) => ({ ...state, dialog }));
  }

  #close(kind: Dialog['kind']): void {
    this.#desk.change((state) =>
      state.dialog.kind === kind ? { ...state, dialog: { kind: 'none' } } : state,
    );
  }

  #changeDeploy(session: SessionId, change: (at: DeployDialog) => DeployDialog): void {
    this.#desk.change((state) =>
      state.dialog.kind === 'deploy-button' && state.dialog.session === session
        ? { ...state, dialog: { ...state.dialog, at: change(state.dialog.at) } }
        : state,
    );
  }

  #changeAsking(session: SessionId, change: (at: AskingToDeploy) => DeployDialog): void {
    this.#changeDeploy(session, (at) => (at.step === 'asking' ? change(at) : at));
  }

  #list(): ButtonList | undefined {
    const { dialog } = this.#desk.state();
    return dialog.kind === 'support-buttons' ? dialog.at : undefined;
  }

  #changeList(change: (at: ButtonList) => ButtonList): void {
    this.#desk.change((state) =>
      state.dialog.kind === 'support-buttons'
        ? { ...state, dialog: { ...state.dialog, at: change(state.dialog.at) } }
        : state,
    );
  }

  #changeEdited(change: (edited: EditedButton) => EditedButton): void {
    this.#changeList((at) => (at.editing === undefined ? at : { ...at, editing: change(at.editing) }));
  }
}
