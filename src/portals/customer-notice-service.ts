import {
  type Clock,
  dayAt,
  LIMITS,
  type NoticeId,
  type PortalId,
  type Random,
  type Transaction,
} from '../kernel/index.ts';
import { type AuditedList, changesOf, createAuditedList } from '../people/index.ts';
import type { Audit, AuditEvent, By } from '../settings/index.ts';
import {
  type CustomerNotice,
  type CustomerNoticeFields,
  isForSite,
  isLive,
  noticeProblems,
  recordedNotice,
  withoutSite,
} from './customer-notice.ts';
import type { CustomerNoticeStore } from './ports.ts';
import { DEFAULT_PORTAL } from './site.ts';
import type { Sites } from './site-service.ts';

/** Customer notices, for those who may edit them. */
export interface CustomerNotices extends AuditedList<NoticeId, CustomerNoticeFields, CustomerNotice> {
  /** By name. */
  all(): readonly CustomerNotice[];
  find(id: NoticeId): CustomerNotice | undefined;
  /** Those that are shown to anybody at this moment. From memory. */
  live(): readonly CustomerNotice[];
  /** Those of them that this site shows, or whose customers may be told. */
  liveOn(site: PortalId): readonly CustomerNotice[];
  /** Those that are for this site alone, and go with it. */
  onlyOn(site: PortalId): readonly CustomerNotice[];
  /** Within the write that deletes a site. */
  forgetSite(tx: Transaction, record: (event: AuditEvent) => void, by: By, site: PortalId): void;
  /** One more customer leaves by it; together with whatever else is written there. */
  countLeft(tx: Transaction, id: NoticeId): void;
  /** Calls `listener` after each change that is on the disk. */
  onChanged(listener: () => void): Disposable;
}

export function createCustomerNotices(ports: {
  readonly store: CustomerNoticeStore;
  readonly audit: Audit;
  readonly sites: Pick<Sites, 'find' | 'onChanged'>;
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
  // One that is deleted takes notices along.
  sites.onChanged(changed);

  function live(): readonly CustomerNotice[] {
    const today = dayAt(clock.now(), sites.find(DEFAULT_PORTAL)?.schedule.timeZone ?? 'UTC');
    return known.filter((notice) => isLive(notice, today));
  }
  const list = createAuditedList<NoticeId, CustomerNoticeFields, CustomerNotice>({
    store,
    audit,
    random,
    permission: 'edit-customer-notices',
    event: 'customer-notice',
    noun: 'notice',
    most: LIMITS.customerNotices,
    tooMany: `There can be ${LIMITS.customerNotices} notices at most. Please delete one that is over.`,
    problems: (fields, others) => noticeProblems(fields, others, (site) => sites.find(site) !== undefined),
    entry: (fields, kept, before) => ({ ...fields, ...kept, left: before?.left ?? 0 }),
    recorded: recordedNotice,
    changed,
  });

  return {
    ...list,
    all: () => store.all(),
    find: (id) => store.find(id),
    live,
    liveOn: (site) => live().filter((notice) => isForSite(notice, site)),
    onlyOn: (site) => known.filter((notice) => withoutSite(notice, site) === undefined),
    forgetSite(tx, record, by, site) {
      for (const notice of store.all()) {
        const { id } = notice;
        const rest = withoutSite(notice, site);
        if (rest === undefined) {
          store.remove(tx, id);
          record({ type: 'customer-notice-deleted', data: { by, id, old: recordedNotice(notice) } });
        } else if (rest !== notice) {
          store.update(tx, { ...rest, revision: notice.revision + 1 });
          const changes = changesOf(recordedNotice(notice), recordedNotice(rest));
          record({ type: 'customer-notice-changed', data: { by, id, ...changes } });
        }
      }
    },
    countLeft: (tx, id) => store.countLeft(tx, id),
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
  };
}
