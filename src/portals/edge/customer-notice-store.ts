import { type Day, LIMITS, type NoticeId, type PortalId } from '../../kernel/index.ts';
import { nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import type { CustomerNotice, CustomerNoticeFields, CustomerNoticeStore } from '../index.ts';

interface NoticeRow {
  readonly id: string;
  readonly name: string;
  readonly sites: string;
  readonly texts: string;
  readonly last_day: string | null;
  readonly on_portal: number;
  readonly while_waiting: number;
  readonly active: number;
  readonly left_count: number;
  readonly revision: number;
}

/** Notices in the table `customer_notices`. */
export function createCustomerNoticeStore(database: Database): CustomerNoticeStore {
  const { table } = database;
  return {
    all: () =>
      database
        .all<NoticeRow>(table('customer_notices').orderBy('name_key').limit(LIMITS.customerNotices))
        .map(noticeOf),
    find(id) {
      const row = database.first<NoticeRow>(table('customer_notices').where({ id }));
      return row === undefined ? undefined : noticeOf(row);
    },
    add(tx, notice) {
      database.inside(tx).run(table('customer_notices').insert(rowOf(notice)));
    },
    update(tx, notice) {
      const { id, left_count: _, ...values } = rowOf(notice);
      database.inside(tx).run(table('customer_notices').where({ id }).update(values));
    },
    remove(tx, id) {
      database.inside(tx).run(table('customer_notices').where({ id }).delete());
    },
    countLeft(tx, id) {
      database.inside(tx).run(table('customer_notices').where({ id }).increment('left_count', 1));
    },
  };
}

function noticeOf(row: NoticeRow): CustomerNotice {
  return {
    id: row.id as NoticeId,
    name: row.name,
    sites: row.sites === 'all' ? 'all' : (JSON.parse(row.sites) as readonly PortalId[]),
    texts: JSON.parse(row.texts) as CustomerNoticeFields['texts'],
    lastDay: (row.last_day ?? undefined) as Day | undefined,
    onPortal: row.on_portal === 1,
    whileWaiting: row.while_waiting === 1,
    active: row.active === 1,
    left: row.left_count,
    revision: row.revision,
  };
}

function rowOf(notice: CustomerNotice): NoticeRow & { readonly name_key: string } {
  return {
    id: notice.id,
    name: notice.name,
    name_key: nameKey(notice.name),
    sites: notice.sites === 'all' ? 'all' : JSON.stringify(notice.sites),
    texts: JSON.stringify(notice.texts),
    last_day: notice.lastDay ?? null,
    on_portal: notice.onPortal ? 1 : 0,
    while_waiting: notice.whileWaiting ? 1 : 0,
    active: notice.active ? 1 : 0,
    left_count: notice.left,
    revision: notice.revision,
  };
}
