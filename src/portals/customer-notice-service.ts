import {
  type Clock,
  dayAt,
  LIMITS,
  type NoticeId,
  type PortalId,
  type Random,
  type Transaction,
} from '../kernel/index.ts';
import { type AuditedList, createAuditedList } from '../people/index.ts';
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

/** Customer notices, for those who may manage public sites. */
export interface CustomerNotices extends AuditedList<NoticeId, CustomerNoticeFields, CustomerNotice> {
  /** By name. */
  all(): readonly CustomerNotice[];
  find(id: NoticeId): CustomerNotice | undefined;
  /** Those that are shown to anybody at this moment. From memory. */
  live(): readonly CustomerNotice[];
  /** Those of them that this site shows, or whose customers may be told. */
  liveOn(site: PortalId): readonly CustomerNotice[];
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
  function live(): readonly CustomerNotice[] {
    const today = dayAt(clock.now(), sites.find(DEFAULT_PORTAL)?.schedule.timeZone ?? 'UTC');
    return known.filter((notice) => isLive(notice, today));
  }
  const list = createAuditedList<NoticeId, CustomerNoticeFields, CustomerNotice>({
    store,
    audit,
    random,
    permission: 'manage-public-sites',
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
    countLeft: (tx, id) => store.countLeft(tx, id),
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
  };
}
