import type { Clock, Random, Timers } from '../kernel/index.ts';
import type { CustomerWords } from '../languages/index.ts';
import type { Link } from '../link/index.ts';
import type { UpOf } from '../protocol/index.ts';
import type { After, PageState } from './model/page-state.ts';
import type { SenderDelay } from './model/sender-delay.ts';
import type { SavedWork } from './model/saved-work.ts';
import type { SharingAbility, Surface } from './model/sharing.ts';

/** What the customer's page needs from the world around it. */
export interface Ports {
  readonly link: Pick<Link, 'ask' | 'tell' | 'wake' | 'start'>;
  readonly screen: Screen;
  readonly sender: PictureSender;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly desk: {
    /** Whether somebody can see the page now. */
    isSeen(): boolean;
    mayNotify(): PageState['mayNotify'];
    askToNotify(): Promise<PageState['mayNotify']>;
    /** A notification of the operating system; only when it was allowed before. `seq`: the place of what happened. */
    notify(title: string, text: string, seq: number): void;
    /** A short sound, where the browser lets this page make one. */
    chime(): void;
    /** Leaves this page for that address. */
    go(address: string): void;
  };
  readonly languages: {
    /** What the portal offers; nothing when it is one language. */
    readonly offered: readonly OfferedLanguage[];
    /** The words of one of them, which the browser will also be spoken to on other pages. Rejects when they cannot be had now. */
    choose(code: string): Promise<CustomerWords>;
  };
  /** What is there for the customer after the end: asked for when the session is over. Rejects when nobody answers. */
  readonly after: { ask(): Promise<After> };
  readonly caller: Caller;
  /** What this browser tab keeps over a reload. */
  readonly memory: { work(): SavedWork; keepWork(work: SavedWork): void };
}

/** The address at which this browser is called while the page is closed. */
export type BrowserAddress = Pick<UpOf<'subscribe-push'>, 'endpoint' | 'p256dh' | 'auth'>;

/** Being called by web push, for this session alone. */
export interface Caller {
  /** Whether this browser knows how; whether it lets this page is only known when it was asked. */
  readonly isPossible: boolean;
  /** What was subscribed for that key before, by this page or one before it. */
  known(key: string): Promise<BrowserAddress | undefined>;
  /** Rejects when the browser, or its push service, does not let this page. */
  subscribe(key: string): Promise<BrowserAddress>;
  /** Ends it, also in the browser. Raises nothing. */
  forget(): Promise<void>;
}

export interface OfferedLanguage {
  readonly code: string;
  /** As those say it who speak it. */
  readonly name: string;
}

export type Choice =
  | { readonly kind: 'chosen'; readonly surface: Surface }
  | {
      readonly kind: 'not-chosen';
      readonly why: 'cancelled' | 'refused-by-system' | 'failed' | 'needs-click';
    };

/** The screen of this computer, as the browser gives it. There is at most one capture, which `end` ends. */
export interface Screen {
  readonly ability: SharingAbility;
  /**
   * Opens the browser's picker. To be called in the click itself: most browsers ask for one. Raises
   * nothing. `onEnded` is called when the browser or the closed window ends the capture, not by `end`.
   */
  choose(onEnded: () => void): Promise<Choice>;
  end(): void;
}

/** The picture's way to the relay. */
export interface PictureSender {
  /**
   * Sends the living capture on a new way; the former way ends when the new one carries it.
   * Raises the appliance's Fault, Unanswered, or whatever the browser raises.
   */
  send(listener: { lost(): void; delay(delay: SenderDelay): void }): Promise<{ readonly producerId: string }>;
  /** Ends the way, also one that is being opened. */
  stop(): void;
  /** Loads what sending needs, so that it begins at once. */
  prepare(): void;
}
