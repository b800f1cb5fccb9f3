import { type Clock, type Instant, type RepId, type RepStatusId, type Timers } from '../../kernel/index.ts';
import type { Connection } from '../../platform/socket-server.ts';
import type { Representative, Status } from '../index.ts';

/** What somebody says of themselves. */
export interface Said {
  /** What it counts as. */
  readonly status: Status;
  readonly statusId: RepStatusId;
  readonly statusName: string;
  /** Takes automatic assignments. */
  readonly assignments: boolean;
}

/** A representative who is signed in to a console, as far as the console tells. */
export interface Duty extends Said {
  readonly who: Representative;
  readonly since: Instant;
  readonly locked: boolean;
  /** The last sign of life. */
  readonly activeAt: Instant;
}

/** A reload is not leaving. */
const AWAY_AFTER_MS = 6_000;

interface Post extends Duty {
  readonly connections: Set<Connection>;
  leaving: Disposable | undefined;
}

/** Who is on duty: the consoles that are open, and what their representatives say of themselves. */
export class OnDuty {
  readonly #posts = new Map<RepId, Post>();
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #changed: (rep: RepId) => void;
  #closed = false;

  /** `changed` is called when somebody comes, goes, or is in another state. */
  constructor(ports: {
    readonly clock: Clock;
    readonly timers: Timers;
    readonly changed: (rep: RepId) => void;
  }) {
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#changed = ports.changed;
  }

  /** `said` counts for who was not there yet. */
  arrive(who: Representative, connection: Connection, said: () => Said): void {
    const now = this.#clock.now();
    const post = this.#posts.get(who.id);
    if (post === undefined) {
      this.#posts.set(who.id, {
        who,
        since: now,
        ...said(),
        locked: false,
        activeAt: now,
        connections: new Set([connection]),
        leaving: undefined,
      });
      this.#changed(who.id);
      return;
    }
    post.leaving?.[Symbol.dispose]();
    post.leaving = undefined;
    post.connections.add(connection);
  }

  depart(connection: Connection): void {
    if (connection.principal.kind !== 'person') {
      return;
    }
    const { id } = connection.principal;
    const post = this.#posts.get(id);
    post?.connections.delete(connection);
    if (!this.#closed && post !== undefined && post.connections.size === 0 && post.leaving === undefined) {
      post.leaving = this.#timers.after(AWAY_AFTER_MS, () => this.#gone(id));
    }
  }

  /** At once, without waiting for a console to come back: signed out, disabled. */
  signedOff(id: RepId): void {
    if (this.#posts.get(id)?.connections.size === 0) {
      this.#gone(id);
    }
  }

  say(id: RepId, said: Said): void {
    this.#update(id, said);
  }

  /** `idle` only means that nothing was heard lately: `activeAt` says since when. */
  heard(id: RepId, state: 'active' | 'idle' | 'locked'): void {
    this.#update(id, {
      locked: state === 'locked',
      ...(state === 'active' ? { activeAt: this.#clock.now() } : {}),
    });
  }

  find(id: RepId): Duty | undefined {
    return this.#posts.get(id);
  }

  has(id: RepId): boolean {
    return this.#posts.has(id);
  }

  all(): Iterable<Duty> {
    return this.#posts.values();
  }

  consolesOf(id: RepId): Iterable<Connection> {
    return this.#posts.get(id)?.connections ?? [];
  }

  consoles(): Iterable<Connection> {
    return [...this.#posts.values()].flatMap(({ connections }) => [...connections]);
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    for (const { leaving } of this.#posts.values()) {
      leaving?.[Symbol.dispose]();
    }
  }

  #gone(id: RepId): void {
    this.#posts.get(id)?.leaving?.[Symbol.dispose]();
    this.#posts.delete(id);
    this.#changed(id);
  }

  #update(id: RepId, change: Partial<Duty>): void {
    const post = this.#posts.get(id);
    if (post !== undefined) {
      this.#posts.set(id, { ...post, ...change });
      this.#changed(id);
    }
  }
}
