import type { Clock, Random, Timers } from '../kernel/index.ts';

/** Where a page's connection is: absolute, or relative to the page. */
export interface Place {
  /** Answers `POST {}` with `{ ticket }`. */
  readonly ticketUrl: string;
  /** `http:` and `https:` stand for `ws:` and `wss:`; `?ticket=` is added. */
  readonly socketUrl: string;
  /** What a browser would send by itself (Cookie, Origin), for where there is none. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type TicketResult =
  | { readonly kind: 'ticket'; readonly ticket: string }
  /** Not reached, or busy: worth trying again. */
  | { readonly kind: 'try-again' }
  /** The cookie behind this page is not accepted any more. */
  | { readonly kind: 'signed-out' }
  /** What this page is about does not exist (any more). */
  | { readonly kind: 'gone' }
  /** The page is of another version than the appliance. */
  | { readonly kind: 'outdated' };

export interface SocketListener {
  opened(): void;
  message(text: string): void;
  /** Called once, also when it never opened; nothing is called after it. */
  closed(code: number): void;
}

export interface LinkSocket {
  send(text: string): void;
  close(): void;
}

/** What a link needs from the world. */
export interface LinkPorts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Raises nothing: each way to fail is a result. Gives up by itself within 15 s. */
  getTicket(): Promise<TicketResult>;
  open(ticket: string, listener: SocketListener): LinkSocket;
  /** Loads the page anew; false when that was done a moment ago and changed nothing. */
  reload(): boolean;
}
