import {
  type Clock,
  Fault,
  laterBy,
  type LeftMessageId,
  LIMITS,
  newId,
  type PortalId,
  type Random,
  type RepId,
  type Transaction,
} from '../kernel/index.ts';
import type { Directory, Person, SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import { type LeftMessage, maySeeMessage, type MessageReader } from './left-message.ts';
import type { LeftMessageStore } from './ports.ts';

/** Messages that are done are kept so long. */
const DONE_KEPT_MS = 90 * 24 * 3_600_000;

/** From so many on an administrator is told. */
const CROWDED_FROM = Math.floor(LIMITS.openMessagesPerSite * 0.8);

/** Messages of customers who found nobody. */
export interface LeftMessages {
  /**
   * Keeps it; when this returns it is on the disk. `source` is the network it comes from. Raises
   * `too-many` for a source that leaves many, and when no more can be kept. `alongside` writes what must be true
   * together with it.
   */
  leave(
    message: Omit<LeftMessage, 'id' | 'leftAt' | 'done'>,
    source: string,
    alongside?: (tx: Transaction) => void,
  ): Promise<void>;
  /** Those that this person may see: what is to be done first, each the oldest first, then the done ones, the latest first. */
  of(reader: SignedInPrincipal): readonly LeftMessage[];
  /** How many of them are to be done. */
  openFor(rep: RepId): number;
  /** Somebody has seen to it, or has not after all. Idempotent. Raises `not-found` for who may not see it. */
  mark(by: SignedInPrincipal, id: LeftMessageId, isDone: boolean): Promise<void>;
  /** Sites whose customers may soon leave none any more, because so many wait to be seen to. */
  crowded(): readonly { readonly siteName: string; readonly open: number }[];
  /** Forgets those that have been done for long. */
  sweep(): Promise<void>;
  /** Calls `listener` after each change that is on the disk. */
  onChanged(listener: () => void): Disposable;
}

export function createLeftMessages(ports: {
  readonly store: LeftMessageStore;
  readonly audit: Audit;
  readonly people: { find(id: RepId): Person | undefined };
  readonly directory: Pick<Directory, 'teamsOf' | 'portalsOf' | 'onChanged'>;
  /** Counts what one source leaves; false when it was too much. */
  readonly sources: { take(source: string): boolean };
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
}): LeftMessages {
  const { store, audit, people, directory, sources, clock, random } = ports;
  const listeners = new Set<() => void>();
  let kept = store.all();
  /** Asked for each desk at each change of any: counted anew only when something of it may be different. */
  const open = new Map<RepId, number>();
  directory.onChanged(() => open.clear());

  function changed(): void {
    kept = store.all();
    open.clear();
    for (const listener of listeners) {
      listener();
    }
  }
  function openAt(site: PortalId): number {
    return kept.filter((message) => message.site === site && message.done === undefined).length;
  }
  function readerOf({ id, roles }: Pick<Person, 'id' | 'roles'>): MessageReader {
    return {
      id,
      roles,
      teams: new Set(directory.teamsOf(id).map(({ team }) => team)),
      portals: directory.portalsOf(id),
    };
  }

  return {
    async leave(message, source, alongside = () => undefined) {
      if (!sources.take(source)) {
        throw new Fault('too-many', { text: 'message.too-many' });
      }
      await audit.write((tx, record) => {
        if (openAt(message.site) >= LIMITS.openMessagesPerSite) {
          throw new Fault('too-many', { text: 'message.full' });
        }
        if (store.count() >= LIMITS.leftMessages && !store.removeOldestDone(tx)) {
          throw new Fault('too-many', { text: 'message.full' });
        }
        const id = newId<LeftMessageId>(random);
        alongside(tx);
        store.add(tx, { ...message, id, leftAt: clock.now(), done: undefined });
        // Not what it says: the journal keeps for ever.
        record({ type: 'message-left', data: { by: 'appliance', id, site: message.site } });
      });
      changed();
    },
    of(principal) {
      const reader = readerOf(principal);
      return kept.filter((message) => maySeeMessage(reader, message)).toSorted(byUrgency);
    },
    openFor(rep) {
      const person = people.find(rep);
      const reader = person === undefined || open.has(rep) ? undefined : readerOf(person);
      if (reader !== undefined) {
        const mine = kept.filter(
          ({ done, ...message }) => done === undefined && maySeeMessage(reader, message),
        );
        open.set(rep, mine.length);
      }
      return open.get(rep) ?? 0;
    },
    async mark({ id: rep, name, roles }, id, isDone) {
      const reader = readerOf({ id: rep, roles });
      await audit.write((tx, record) => {
        const message = store.find(id);
        if (message === undefined || !maySeeMessage(reader, message)) {
          throw new Fault('not-found', { sentence: 'This message does not exist any more.' });
        }
        if ((message.done !== undefined) !== isDone) {
          store.mark(tx, id, isDone ? { at: clock.now(), by: name } : undefined);
          record({ type: isDone ? 'message-done' : 'message-reopened', data: { by: { id: rep, name }, id } });
        }
      });
      changed();
    },
    crowded() {
      const sites = Map.groupBy(
        kept.filter(({ done }) => done === undefined),
        ({ site }) => site,
      );
      return [...sites.values()]
        .filter(({ length }) => length >= CROWDED_FROM)
        .map((messages) => ({ siteName: messages.at(-1)?.siteName ?? '', open: messages.length }));
    },
    async sweep() {
      await audit.write((tx) => store.forgetDone(tx, laterBy(clock.now(), -DONE_KEPT_MS)));
      changed();
    },
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
  };
}

function byUrgency(one: LeftMessage, other: LeftMessage): number {
  if (one.done === undefined || other.done === undefined) {
    return one.done === other.done ? one.leftAt - other.leftAt : one.done === undefined ? -1 : 1;
  }
  return other.done.at - one.done.at;
}
