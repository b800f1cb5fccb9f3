import { type Brand, Fault, newId, type Random, type Transaction } from '../kernel/index.ts';
import type { Audit, AuditEvent, By } from '../settings/index.ts';
import { allowed, mustHaveNone } from './allowed.ts';
import type { Permission } from './can.ts';
import { changesOf, type Recorded } from './recorded.ts';
import type { SignedInPrincipal } from './service.ts';

/** What the entries of a list are kept in. Methods that take a Transaction write in it; the others read what is on the disk. */
export interface EntryStore<Id extends Brand<string, string>, Entry> {
  find(id: Id): Entry | undefined;
  all(): readonly Entry[];
  add(tx: Transaction, entry: Entry): void;
  update(tx: Transaction, entry: Entry): void;
  remove(tx: Transaction, id: Id): void;
}

/** How each change of a list that administrators keep is made: each raises `not-allowed` first. */
export interface AuditedList<Id extends Brand<string, string>, Fields, Entry> {
  /** Raises `too-many`, `not-valid` with a field. What is there already, the same in all, is not added again. */
  add(by: SignedInPrincipal, fields: Fields): Promise<Entry>;
  /** As `add`, within a write of another who has asked whether it is allowed. */
  addInside(tx: Transaction, record: (event: AuditEvent) => void, by: By, fields: Fields): Entry;
  /**
   * Raises `not-found`, `not-valid` with a field, `changed-meanwhile` when the entry is not at `revision`, unless it is
   * as it is asked for: a form that is pressed twice is sent twice.
   */
  change(by: SignedInPrincipal, id: Id, fields: Fields, revision: number): Promise<Entry>;
  /** Raises `not-found`. What was deleted before is gone already, and nothing is written down again. */
  delete(by: SignedInPrincipal, id: Id): Promise<void>;
}

export function createAuditedList<
  Id extends Brand<string, string>,
  Fields,
  Entry extends Fields & { readonly id: Id; readonly revision: number },
>(list: {
  readonly store: EntryStore<Id, Entry>;
  readonly audit: Audit;
  readonly random: Random;
  readonly permission: Permission;
  /** The events are `<event>-added`, `<event>-changed` and `<event>-deleted`. */
  readonly event: string;
  /** What an entry is called in a sentence: "This template does not exist any more." */
  readonly noun: string;
  readonly most: number;
  readonly tooMany: string;
  /** As they are kept, where something is filled in that was left empty. */
  readonly complete?: (fields: Fields, others: readonly Entry[]) => Fields;
  /** By field. `before` is the entry that is changed. */
  readonly problems: (
    fields: Fields,
    others: readonly Entry[],
    before: Entry | undefined,
  ) => Readonly<Record<string, string>>;
  /** The whole entry; `before` is the one that is changed. */
  readonly entry: (
    fields: Fields,
    kept: { readonly id: Id; readonly revision: number },
    before: Entry | undefined,
  ) => Entry;
  readonly recorded: (fields: Fields) => Recorded;
  /** Raises what stands against it. */
  readonly mayDelete?: (entry: Entry) => void;
  /** Called after a change is on the disk. */
  readonly changed?: (id: Id) => void;
}): AuditedList<Id, Fields, Entry> {
  const { store, audit, permission, event, recorded } = list;
  const complete = list.complete ?? ((fields: Fields) => fields);

  function existing(id: Id): Entry {
    const entry = store.find(id);
    if (entry === undefined) {
      throw new Fault('not-found', { sentence: `This ${list.noun} does not exist any more.` });
    }
    return entry;
  }
  /** The very same: names are unique, so it is a form that was pressed twice. */
  function alreadyAdded(wanted: Fields): Entry | undefined {
    const all = store.all();
    return all.find((entry) => {
      const fields = complete(
        wanted,
        all.filter(({ id }) => id !== entry.id),
      );
      return changesOf(recorded(entry), recorded(fields)) === undefined;
    });
  }
  function addInside(tx: Transaction, record: (event: AuditEvent) => void, by: By, wanted: Fields): Entry {
    const others = store.all();
    if (others.length >= list.most) {
      throw new Fault('too-many', { sentence: list.tooMany });
    }
    const fields = complete(wanted, others);
    mustHaveNone(list.problems(fields, others, undefined));
    const added = list.entry(fields, { id: newId<Id>(list.random), revision: 1 }, undefined);
    store.add(tx, added);
    record({ type: `${event}-added`, data: { by, id: added.id, new: recorded(added) } });
    return added;
  }

  return {
    addInside,
    async add(byPrincipal, fields) {
      const by = allowed(byPrincipal, permission);
      const added = await audit.write(
        (tx, record) => alreadyAdded(fields) ?? addInside(tx, record, by, fields),
      );
      list.changed?.(added.id);
      return added;
    },
    async change(byPrincipal, id, wanted, revision) {
      const by = allowed(byPrincipal, permission);
      const entry = await audit.write((tx, record) => {
        const before = existing(id);
        const others = store.all().filter((other) => other.id !== id);
        const fields = complete(wanted, others);
        const changes = changesOf(recorded(before), recorded(fields));
        if (before.revision !== revision && changes !== undefined) {
          throw new Fault('changed-meanwhile');
        }
        mustHaveNone(list.problems(fields, others, before));
        if (changes === undefined) {
          return before;
        }
        const after = list.entry(fields, { id, revision: before.revision + 1 }, before);
        store.update(tx, after);
        record({ type: `${event}-changed`, data: { by, id, ...changes } });
        return after;
      });
      list.changed?.(id);
      return entry;
    },
    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, permission);
      await audit.write((tx, record) => {
        if (store.find(id) === undefined && audit.happened(`${event}-deleted`, 'id', id)) {
          return;
        }
        const before = existing(id);
        list.mayDelete?.(before);
        store.remove(tx, id);
        record({ type: `${event}-deleted`, data: { by, id, old: recorded(before) } });
      });
      list.changed?.(id);
    },
  };
}
