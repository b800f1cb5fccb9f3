import { Fault, LIMITS, type Random, type RepStatusId } from '../kernel/index.ts';
import type { Audit } from '../settings/index.ts';
import { type AuditedList, createAuditedList } from './audited-list.ts';
import type { DirectoryChange } from './directory.ts';
import type { RepStatusStore } from './ports.ts';
import {
  recordedStatus,
  type RepStatus,
  type RepStatusFields,
  statusProblems,
  statusWithCodeName,
} from './rep-status.ts';

/**
 * What representatives can say of themselves, for those who may manage teams. To delete one of the three
 * that every site has raises `not-allowed`.
 */
export type RepStatuses = AuditedList<RepStatusId, RepStatusFields, RepStatus>;

export function createRepStatuses(ports: {
  readonly store: RepStatusStore;
  readonly audit: Audit;
  readonly random: Random;
  /** Called after a change is on the disk. */
  readonly changed: (change: DirectoryChange) => void;
}): RepStatuses {
  const { store, audit, random, changed } = ports;

  return createAuditedList<RepStatusId, RepStatusFields, RepStatus>({
    store,
    audit,
    random,
    permission: 'manage-teams',
    event: 'status',
    noun: 'status',
    most: LIMITS.statusesPerSite,
    tooMany: `There can be ${LIMITS.statusesPerSite} statuses at most. Please delete one that is not needed.`,
    complete: statusWithCodeName,
    problems: (fields, others, before) => statusProblems(fields, before, others),
    entry: (fields, kept, before) => ({ builtIn: before?.builtIn ?? false, ...fields, ...kept }),
    recorded: recordedStatus,
    mayDelete({ builtIn }) {
      if (builtIn) {
        throw new Fault('not-allowed', { sentence: 'This is a default status and cannot be deleted.' });
      }
    },
    changed: () => changed({ kind: 'statuses' }),
  });
}
