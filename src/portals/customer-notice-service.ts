import {
  type Clock,
  Fault,
  LIMITS,
  newId,
  type NoticeId,
  type PortalId,
  type Random,
  type Transaction,
} from '../kernel/index.ts';
import { allowed, changesOf, mustHaveNone, type SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import {
  type CustomerNotice,
  type CustomerNoticeFields,
  isForSite,
  isLive,
  noticeProblems,
  recordedNotice,
} from './customer-notice.ts';
import type { CustomerNoticeStore } from './ports.ts';
import { DEFAULT_PORTAL, type PublicSite } from './site.ts';

/**
 * Customer notices. Each method that changes something raises `not-allowed` unless `by` may manage public
 * sites, and `not-found` when the notice is gone.
 */
export interface CustomerNotices {
  /** By name. */
  all(): readonly CustomerNotice[];
  find(id: NoticeId): CustomerNotice | undefined;
  /** Those that are shown to anybody at this moment. From memory. */
  live(): readonly CustomerNotice[];
  /** Those of them that this site shows, or whose customers may be told. */
  liveOn(site: PortalId): readonly CustomerNotice[];
  /** Raises `not-valid` with a field. */
  add(by: SignedInPrincipal, fields: CustomerNoticeFields): Promise<CustomerNotice>;
  /** Raises `not-valid` with a field, `changed-meanwhile` when the notice is not at `revision`. */
  change(by: SignedInPrincipal, id: NoticeId, fields: CustomerNoticeFields, revision: number): Promise<void>;
  delete(by: SignedInPrincipal, id: NoticeId): Promise<void>;
  /** One more customer leaves by it; together with whatever else is written there. */
  countLeft(tx: Transaction, id: NoticeId): void;
  /** Calls `listener` after each change that is on the disk. */
  onChanged(listener: () => void): Disposable;
}

export function createCustomerNotices(ports: {
  readonly store: CustomerNoticeStore;
  readonly audit: Audit;
  readonly sites: { find(id: PortalId): PublicSite | undefined };
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
}): CustomerNotices {
  const { store, audit, sites, clock, random } = ports;
  const listeners = new Set<() => void>();
  let known = store.all();

  function changed(): void {
    known = store.all();
    for (const listener of listeners) {
      listener();
    }
  }
  function existing(id: NoticeId): CustomerNotice {
    const notice = store.find(id);
    if (notice === undefined) {
      throw new Fault('not-found', { sentence: 'This notice does not exist any more.' });
    }
    return notice;
  }
  function live(): readonly CustomerNotice[] {
    const timeZone = sites.find(DEFAULT_PORTAL)?.schedule.timeZone ?? 'UTC';
    return known.filter((notice) => isLive(notice, clock.now(), timeZone));
  }
  function check(fields: CustomerNoticeFields, others: readonly CustomerNotice[]): void {
    mustHaveNone(noticeProblems(fields, others, (site) => sites.find(site) !== undefined));
  }

  return {
    all: () => store.all(),
    find: (id) => store.find(id),
    live,
    liveOn: (site) => live().filter((notice) => isForSite(notice, site)),
    async add(byPrincipal, fields) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      const notice = await audit.write((tx, record) => {
        const others = store.all();
        if (others.length >= LIMITS.customerNotices) {
          throw new Fault('too-many', {
            sentence: `There can be ${LIMITS.customerNotices} notices at most. Please delete one that is over.`,
          });
        }
        check(fields, others);
        const added: CustomerNotice = { ...fields, id: newId<NoticeId>(random), left: 0, revision: 1 };
        store.add(tx, added);
        record({ type: 'customer-notice-added', data: { by, id: added.id, new: recordedNotice(added) } });
        return added;
      });
      changed();
      return notice;
    },
    async change(byPrincipal, id, fields, revision) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const before = existing(id);
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        check(
          fields,
          store.all().filter((other) => other.id !== id),
        );
        const changes = changesOf(recordedNotice(before), recordedNotice(fields));
        if (changes !== undefined) {
          store.update(tx, { ...fields, id, left: before.left, revision: before.revision + 1 });
          record({ type: 'customer-notice-changed', data: { by, id, ...changes } });
        }
      });
      changed();
    },
    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const before = existing(id);
        store.remove(tx, id);
        record({ type: 'customer-notice-deleted', data: { by, id, old: recordedNotice(before) } });
      });
      changed();
    },
    countLeft: (tx, id) => store.countLeft(tx, id),
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
  };
}
