import {
  CUSTOMER,
  Fault,
  faultFrom,
  type Log,
  type NoticeId,
  type QueueId,
  type RepId,
  type SessionId,
  type Timers,
} from '../../kernel/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import { toolDenied } from '../../protocol/index.ts';
import type { QueuedSession, Representative, Sessions, Tools } from '../../sessions/index.ts';
import { type CustomerNotice, type CustomerNotices, isForSite, noticeText, type Sites } from '../index.ts';
import { representativeOf } from './representative.ts';

/** A notice runs out with its day, which nobody tells. */
const LOOK_MS = 60_000;

export interface NoticeChannel extends Disposable {
  readonly handlers: Handlers;
}

/**
 * Customer notices in waiting rooms: whoever waits is shown what is live for their site as soon as it is,
 * and it goes when it is not any more; in another language when the customer reads another. What was shown is in the session's journal, so that a restart
 * begins where it was. Representatives send others by hand.
 */
export function createNoticeChannel(ports: {
  readonly sessions: Pick<Sessions, 'find' | 'live' | 'command' | 'onHappened'>;
  readonly notices: CustomerNotices;
  readonly sites: Pick<Sites, 'find' | 'at'>;
  /** Whether this representative sees who waits there. */
  readonly seesQueue: (rep: RepId, queue: QueueId) => boolean;
  readonly tools: Pick<Tools, 'denied'>;
  readonly timers: Timers;
  readonly log: Log;
}): NoticeChannel {
  const { sessions, notices, sites, seesQueue, tools, timers, log } = ports;
  let nextLook = timers.after(LOOK_MS, look);
  const listening = [
    notices.onChanged(followAll),
    sessions.onHappened((id, facts) => {
      if (facts.some(({ fact }) => fact.type === 'queued' || fact.type === 'language-changed')) {
        follow(id, notices.live());
      }
    }),
  ];
  followAll();

  function look(): void {
    nextLook = timers.after(LOOK_MS, look);
    followAll();
  }

  function followAll(): void {
    const live = notices.live();
    for (const { id } of sessions.live()) {
      follow(id, live);
    }
  }

  /** Whoever waits is shown what is live and not shown yet, and not what is live no more. */
  function follow(id: SessionId, live: readonly CustomerNotice[]): void {
    const session = sessions.find(id);
    if (session === undefined || (session.status !== 'waiting' && session.status !== 'offered')) {
      return;
    }
    for (const notice of session.notices.keys()) {
      if (!live.some((each) => each.id === notice)) {
        inBackground(id, sessions.command(id, { kind: 'withdraw-notice', notice }));
      }
    }
    for (const notice of live) {
      if (isForSite(notice, session.portalId) && (notice.whileWaiting || session.notices.has(notice.id))) {
        inBackground(id, show(session, notice));
      }
    }
  }

  async function show(session: QueuedSession, notice: CustomerNotice, by?: Representative): Promise<void> {
    const site = sites.find(session.portalId) ?? sites.at(undefined);
    const text = noticeText(notice, session.language, site);
    const known = session.notices.get(notice.id);
    if (text !== undefined && (known?.title !== text.title || known.message !== text.message)) {
      await sessions.command(session.id, {
        kind: 'show-notice',
        notice: notice.id,
        ...text,
        ...(by === undefined ? {} : { by }),
      });
    }
  }

  /** Nobody waits for it: whoever was accepted or left meanwhile needs it no more. */
  function inBackground(session: SessionId, work: Promise<void>): void {
    work.catch((thrown: unknown) => {
      const { code, detail } = faultFrom(thrown);
      log[code === 'internal' ? 'error' : 'debug'](
        { session, code, detail },
        'a notice was not shown or not withdrawn',
      );
    });
  }

  /** Those who wait and whom this representative sees. Raises `not-found` for none of theirs. */
  function addressees(
    by: RepId,
    to: { readonly session: SessionId } | { readonly queue: QueueId },
  ): readonly QueuedSession[] {
    if ('queue' in to && !seesQueue(by, to.queue)) {
      throw new Fault('not-found', { sentence: 'This queue does not exist any more.' });
    }
    const found: QueuedSession[] = [];
    for (const session of sessions.live()) {
      if (
        (session.status === 'waiting' || session.status === 'offered') &&
        ('queue' in to
          ? session.queue === to.queue
          : session.id === to.session && seesQueue(by, session.queue))
      ) {
        found.push(session);
      }
    }
    if ('session' in to && found.length === 0) {
      throw new Fault('not-waiting');
    }
    return found;
  }

  function sendable(id: NoticeId): CustomerNotice {
    const notice = notices.live().find((each) => each.id === id);
    if (notice === undefined) {
      throw new Fault('not-found', { sentence: 'This notice is not shown any more.' });
    }
    return notice;
  }

  const handlers: Handlers = {
    async 'send-notice'(connection, { notice: id, to }) {
      const by = representativeOf(connection);
      const notice = sendable(id);
      const found = addressees(by.id, to);
      const allowed = found.filter((session) => !tools.denied(session, by.id).has('customer-notices'));
      if (allowed.length === 0 && found.length > 0) {
        throw new Fault('not-allowed', { sentence: toolDenied('customer-notices') });
      }
      const reached = allowed.filter((session) => isForSite(notice, session.portalId));
      const shown = await Promise.allSettled(reached.map((session) => show(session, notice, by)));
      return { told: shown.filter(({ status }) => status === 'fulfilled').length };
    },
    async 'leave-by-notice'(connection, { session: id, notice }) {
      const { principal } = connection;
      const session = sessions.find(id);
      if (principal.kind !== 'customer' || principal.session !== id || session === undefined) {
        throw new Fault(
          principal.kind === 'customer' && principal.session === id ? 'already-ended' : 'no-such-session',
        );
      }
      if (session.status !== 'waiting' && session.status !== 'offered') {
        throw new Fault(session.status === 'ended' ? 'already-ended' : 'not-waiting');
      }
      await sessions.command(
        id,
        { kind: 'leave-by-notice', notice, by: { id: CUSTOMER, name: session.customerName } },
        (tx) => notices.countLeft(tx, notice),
      );
    },
  };

  return {
    handlers,
    [Symbol.dispose]() {
      nextLook[Symbol.dispose]();
      for (const each of listening) {
        each[Symbol.dispose]();
      }
    },
  };
}
