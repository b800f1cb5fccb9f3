import type { Clock, Random, RepId, SessionId, Timers } from '../kernel/index.ts';
import type { Link } from '../link/index.ts';
import type { Sound } from './model/preferences.ts';
import type { DownOf } from '../protocol/index.ts';

/** What the console needs from the world around it. */
export interface Ports {
  readonly link: Pick<Link, 'ask' | 'tell' | 'wake' | 'start'>;
  readonly pictures: Pictures;
  /** For somebody from outside: the one session that they were let into. */
  readonly external?: SessionId | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Whether this session asks its representatives how it was, and has not been answered. Rejects when nobody answers. */
  readonly surveys: { isOpen(session: SessionId): Promise<boolean> };
  readonly bell: { ring(sound: Sound | 'offer-ending'): void };
  readonly desk: {
    /** Whether somebody can see the page now. */
    isSeen(): boolean;
    /** A notification of the operating system; only when it was allowed before. */
    notify(title: string, text: string, about: string): void;
    mayNotify(): 'granted' | 'denied' | 'default' | 'impossible';
    askToNotify(): Promise<'granted' | 'denied' | 'default' | 'impossible'>;
    /** Raises when the browser refuses. */
    copy(text: string): Promise<void>;
  };
  readonly memory: {
    /** What this browser keeps for a representative; undefined when there is nothing, or nothing can be kept. */
    preferences(rep: RepId): unknown;
    keepPreferences(rep: RepId, preferences: unknown): void;
    /** What this browser tab keeps over a reload. */
    work(): unknown;
    keepWork(work: unknown): void;
    forgetWork(): void;
  };
}

/** The pictures of all sessions on this page. */
export interface Pictures {
  /** Shows this producer's picture; the same one again changes nothing. */
  watch(session: SessionId, producerId: string): void;
  stop(session: SessionId): void;
  /** Begins again: the relay, or the connection over which it was arranged, is another one now. */
  renew(session: SessionId): void;
  heard(message: DownOf<'sender-delay'>): void;
}
