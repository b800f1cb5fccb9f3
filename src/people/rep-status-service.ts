import { Fault, LIMITS, newId, type Random, type RepStatusId } from '../kernel/index.ts';
import type { Audit } from '../settings/index.ts';
import { allowed, mustHaveNone } from './allowed.ts';
import type { DirectoryChange } from './directory.ts';
import type { RepStatusStore } from './ports.ts';
import { changesOf } from './recorded.ts';
import {
  recordedStatus,
  type RepStatus,
  type RepStatusFields,
  statusProblems,
  statusWithCodeName,
} from './rep-status.ts';
import type { SignedInPrincipal } from './service.ts';

/**
 * What representatives can say of themselves. Each method raises `not-allowed` unless `by` may manage
 * teams, and `not-found` when the status is gone.
 */
export interface RepStatuses {
  /** Raises `not-valid` with a field. */
  add(by: SignedInPrincipal, fields: RepStatusFields): Promise<RepStatus>;
  /** Raises `not-valid` with a field, `changed-meanwhile` when the status is not at `revision`. */
  change(
    by: SignedInPrincipal,
    id: RepStatusId,
    fields: RepStatusFields,
    revision: number,
  ): Promise<RepStatus>;
  /** Raises `not-allowed` for one of the three that every site has. */
  delete(by: SignedInPrincipal, id: RepStatusId): Promise<void>;
}

export function createRepStatuses(ports: {
  readonly store: RepStatusStore;
  readonly audit: Audit;
  readonly random: Random;
  /** Called after a change is on the disk. */
  readonly changed: (change: DirectoryChange) => void;
}): RepStatuses {
  const { store, audit, random, changed } = ports;

  function existing(id: RepStatusId): RepStatus {
    const status = store.find(id);
    if (status === undefined) {
      throw new Fault('not-found', { sentence: 'This status does not exist any more.' });
    }
    return status;
  }

  return {
    async add(byPrincipal, wanted) {
      const by = allowed(byPrincipal, 'manage-teams');
      const status = await audit.write((tx, record) => {
        const others = store.all();
        if (others.length >= LIMITS.statusesPerSite) {
          throw new Fault('too-many', {
            sentence: `There can be ${LIMITS.statusesPerSite} statuses at most. Please delete one that is not needed.`,
          });
        }
        const fields = statusWithCodeName(wanted, others);
        mustHaveNone(statusProblems(fields, undefined, others));
        const added: RepStatus = {
          ...fields,
          id: newId<RepStatusId>(random),
          builtIn: false,
          revision: 1,
        };
        store.add(tx, added);
        record({ type: 'status-added', data: { by, id: added.id, new: recordedStatus(added) } });
        return added;
      });
      changed({ kind: 'statuses' });
      return status;
    },

    async change(byPrincipal, id, wanted, revision) {
      const by = allowed(byPrincipal, 'manage-teams');
      const status = await audit.write((tx, record) => {
        const before = existing(id);
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        const others = store.all().filter((other) => other.id !== id);
        const fields = statusWithCodeName(wanted, others);
        mustHaveNone(statusProblems(fields, before, others));
        const changes = changesOf(recordedStatus(before), recordedStatus(fields));
        if (changes === undefined) {
          return before;
        }
        const after: RepStatus = { ...before, ...fields, revision: before.revision + 1 };
        store.update(tx, after);
        record({ type: 'status-changed', data: { by, id, ...changes } });
        return after;
      });
      changed({ kind: 'statuses' });
      return status;
    },

    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-teams');
      await audit.write((tx, record) => {
        const before = existing(id);
        if (before.builtIn) {
          throw new Fault('not-allowed', { sentence: 'This is a default status and cannot be deleted.' });
        }
        store.remove(tx, id);
        record({ type: 'status-deleted', data: { by, id, old: recordedStatus(before) } });
      });
      changed({ kind: 'statuses' });
    },
  };
}
