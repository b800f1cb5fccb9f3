import type { QueueId, RepId } from '../../kernel/index.ts';
import type { Connection } from '../../platform/socket-server.ts';
import type { SupervisedTeam, Supervisors, TeamPerson } from '../index.ts';

/** Everybody who watches one team from the same height sees the same: what is told them is written once. */
export interface Audience {
  readonly queue: QueueId;
  readonly people: ReadonlyMap<RepId, TeamPerson>;
  readonly connections: Set<Connection>;
}

/** One page that shows the dashboard; a page that begins anew is another one. */
export interface Watching {
  readonly teams: readonly SupervisedTeam[];
  readonly audiences: readonly Audience[];
}

/** Who watches which teams. */
export class Audiences {
  readonly #byKey = new Map<string, Audience>();
  readonly #watching = new Map<Connection, Watching>();
  readonly #supervisors: Supervisors;

  constructor(supervisors: Supervisors) {
    this.#supervisors = supervisors;
  }

  /** In place of what this page watched before. */
  put(connection: Connection, teams: readonly SupervisedTeam[]): Watching {
    this.remove(connection);
    const watching = { teams, audiences: teams.map((team) => this.#audienceOf(team)) };
    for (const audience of watching.audiences) {
      audience.connections.add(connection);
    }
    this.#watching.set(connection, watching);
    return watching;
  }

  remove(connection: Connection): void {
    for (const audience of this.#watching.get(connection)?.audiences ?? []) {
      audience.connections.delete(connection);
    }
    this.#watching.delete(connection);
    for (const [key, { connections }] of this.#byKey) {
      if (connections.size === 0) {
        this.#byKey.delete(key);
      }
    }
  }

  /** Nobody, for a moment: the pages that watched. Who is where may be another now. */
  takeAll(): readonly Connection[] {
    const all = [...this.#watching.keys()];
    this.#watching.clear();
    this.#byKey.clear();
    return all;
  }

  isWatching(connection: Connection, as?: Watching): boolean {
    const watching = this.#watching.get(connection);
    return watching !== undefined && (as === undefined || watching === as);
  }

  get isEmpty(): boolean {
    return this.#watching.size === 0;
  }

  all(): Iterable<Audience> {
    return this.#byKey.values();
  }

  #audienceOf({ queue, role }: SupervisedTeam): Audience {
    const key = `${queue} ${role}`;
    let audience = this.#byKey.get(key);
    if (audience === undefined) {
      const people = this.#supervisors.peopleBelow(queue, role);
      audience = {
        queue,
        people: new Map(people.map((person) => [person.id, person])),
        connections: new Set(),
      };
      this.#byKey.set(key, audience);
    }
    return audience;
  }
}
