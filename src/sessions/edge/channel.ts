import {
  CUSTOMER,
  Fault,
  faultFrom,
  LIMITS,
  Mailbox,
  ownerOfPersonalQueue,
  personalQueue,
  type Clock,
  type Log,
  type ParticipantId,
  type PortalId,
  type Principal,
  type QueueId,
  type RepId,
  type SessionId,
  type Timers,
} from '../../kernel/index.ts';
import { inOrder } from '../../queues/index.ts';
import {
  CLOSE,
  PROTOCOL_VERSION,
  write,
  type Down,
  type QueueRow,
  type SessionEntry,
  type Welcome,
} from '../../protocol/index.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import {
  isIn,
  type Command,
  type Happened,
  type Known,
  type LiveSession,
  type Person,
  type Representative,
  type Session,
  type SessionFact,
  type Sessions,
} from '../index.ts';
import { partsOf } from './parts.ts';
import { Presence } from './presence.ts';
import { present, presentRow } from './present.ts';

/** Queue changes are collected this long, so that a burst is one frame a page. */
const QUEUE_FRAME_MS = 50;
const PERSONAL_QUEUE_NAME = 'Personal queue';
/** What time does to a session is tried again so much later when the disk does not take it. */
const AGAIN_MS = 10_000;
/** As many as fit a frame when each is as long as it may be. */
const ROWS_PER_FRAME = 16;

/** A page that shows a session. */
interface Watch {
  readonly connection: Connection;
  /** False while it is still being told what happened before: what happens now comes after that. */
  isCurrent: boolean;
}

export interface SessionChannel {
  readonly handlers: Handlers;
  /** To be called when a connection is gone. */
  closed(connection: Connection): void;
  /** The pages of one session, for what is told but not kept. */
  toSession(
    session: SessionId,
    message: Parameters<Connection['send']>[0],
    audience?: Principal['kind'],
  ): void;
  [Symbol.dispose](): void;
}

/** Sessions over the wire: who is told what, and which messages become which commands. */
export function createSessionChannel(ports: {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly siteName: () => string;
  readonly portals: () => readonly { readonly id: PortalId; readonly name: string }[];
  readonly keyValidForMsMax: () => number;
  /** The journal's last place now. */
  readonly head: () => number;
}): SessionChannel {
  const { sessions, log } = ports;
  /** Who watches a session: its customer's pages and its representatives' pages. */
  const watchers = new Map<SessionId, Map<Connection, Watch>>();
  const watchedBy = new Map<Connection, Set<SessionId>>();
  /** What a page still has to read of the past, one thing after another, as fast as its network takes it. */
  const reading = new Map<Connection, Mailbox>();
  const consoles = new Map<RepId, Set<Connection>>();
  /** Waiting customers and running sessions by queue. */
  const queues = new Map<QueueId, Map<SessionId, LiveSession>>();
  const queueOf = new Map<SessionId, QueueId>();
  const changedRows = new Map<RepId, Map<SessionId, QueueRow | undefined>>();
  let queueFrame: Disposable | undefined;
  /** Every waiting customer's place, as it was told last; queues where places may have changed. */
  const places = new Map<SessionId, number>();
  const changedPlaces = new Set<QueueId>();
  let placesTurn: NodeJS.Immediate | undefined;

  const presence = new Presence({
    clock: ports.clock,
    timers: ports.timers,
    command: (session, command) => void carryOutQuietly(session, command),
  });

  for (const session of sessions.live()) {
    place(session);
    presence.resume(session, session.status === 'held' ? [CUSTOMER, session.owner.id] : [CUSTOMER]);
    if (session.status === 'held' && session.screen.state === 'on') {
      // The picture went with the process that relayed it; a customer's page that still has it sends it again.
      void carryOutQuietly(session.id, { kind: 'stop-screen', reason: 'appliance-restarted' });
    }
  }
  const listening = sessions.onHappened(happened);

  /** For what no page waits for: a refusal here means that it is not needed any more. */
  async function carryOutQuietly(session: SessionId, command: Command): Promise<void> {
    try {
      await sessions.command(session, command);
    } catch (thrown) {
      const fault = faultFrom(thrown);
      log[fault.code === 'internal' ? 'error' : 'debug'](
        { session, command: command.kind, code: fault.code, detail: fault.detail },
        'a command of the appliance itself was not carried out',
      );
      if (fault.code === 'database-busy') {
        ports.timers.after(AGAIN_MS, () => void carryOutQuietly(session, command));
      }
    }
  }

  function happened(id: SessionId, facts: readonly Happened<SessionFact>[], after: Session): void {
    const live = after.status === 'waiting' || after.status === 'held' ? after : undefined;
    for (const { connection, isCurrent } of watchers.get(id)?.values() ?? []) {
      if (isCurrent) {
        for (const message of messagesOf(connection, id, facts)) {
          connection.send(message);
        }
      }
    }
    if (facts.some(({ fact }) => fact.type === 'accepted') && after.status === 'held') {
      for (const console of consoles.get(after.owner.id) ?? []) {
        catchUp(console, id, 0, watch(id, console));
      }
      presence.expect(id, after.owner.id);
    }
    if (facts.some(({ fact }) => fact.type === 'requested')) {
      // A browser may start a session and never open its page.
      presence.expect(id, CUSTOMER);
    }
    presence.changed(id, live);
    if (live === undefined) {
      remove(id);
      presence.forget(id);
      for (const connection of watchers.get(id)?.keys() ?? []) {
        watchedBy.get(connection)?.delete(id);
      }
      watchers.delete(id);
    } else {
      place(live);
    }
  }

  /** Puts the session where it is now, and tells the consoles and the customers that it concerns. */
  function place(session: LiveSession): void {
    if (queueOf.get(session.id) !== session.queue) {
      remove(session.id);
      queueOf.set(session.id, session.queue);
    }
    const inside = queues.get(session.queue) ?? new Map<SessionId, LiveSession>();
    const before = inside.get(session.id);
    queues.set(session.queue, inside.set(session.id, session));
    rowChanged(session.queue, session.id, session);
    if (before?.status !== session.status || before.queuedAt !== session.queuedAt) {
      placesChanged(session.queue);
    }
  }

  function remove(id: SessionId): void {
    const queue = queueOf.get(id);
    if (queue === undefined) {
      return;
    }
    queueOf.delete(id);
    places.delete(id);
    const inside = queues.get(queue);
    inside?.delete(id);
    if (inside?.size === 0) {
      queues.delete(queue);
    }
    rowChanged(queue, id, undefined);
    placesChanged(queue);
  }

  function rowChanged(queue: QueueId, id: SessionId, session: LiveSession | undefined): void {
    const rep = ownerOfPersonalQueue(queue);
    if (rep === undefined || !consoles.has(rep)) {
      return;
    }
    const rows = changedRows.get(rep) ?? new Map<SessionId, QueueRow | undefined>();
    changedRows.set(
      rep,
      rows.set(
        id,
        session === undefined ? undefined : presentRow(session, presence.isConnected(id, CUSTOMER)),
      ),
    );
    queueFrame ??= ports.timers.after(QUEUE_FRAME_MS, sendRows);
  }

  function sendRows(): void {
    queueFrame = undefined;
    for (const [rep, rows] of changedRows) {
      for (const part of partsOf([...rows], LIMITS.frameBytes, LIMITS.eventsPerFrame)) {
        const frame = write({
          type: 'queues',
          reset: false,
          queues: [],
          rows: part.map(([, row]) => row).filter((row) => row !== undefined),
          gone: part.filter(([, row]) => row === undefined).map(([id]) => id),
        });
        for (const console of consoles.get(rep) ?? []) {
          console.sendFrame(frame);
        }
      }
    }
    changedRows.clear();
  }

  /** Once for all that happens in this turn of the loop: everybody's place may change with each of it. */
  function placesChanged(queue: QueueId): void {
    changedPlaces.add(queue);
    placesTurn ??= setImmediate(tellPlaces);
  }

  function tellPlaces(): void {
    placesTurn = undefined;
    for (const queue of changedPlaces) {
      const waiting = [...(queues.get(queue)?.values() ?? [])].filter(({ status }) => status === 'waiting');
      const line = inOrder(waiting.map(({ id, queuedAt }) => ({ session: id, queuedAt })));
      for (const [index, { session }] of line.entries()) {
        if (places.get(session) !== index + 1) {
          places.set(session, index + 1);
          toSession(session, { type: 'waiting', session, position: index + 1 }, 'customer');
        }
      }
    }
    changedPlaces.clear();
  }

  function toSession(
    session: SessionId,
    message: Parameters<Connection['send']>[0],
    audience?: Principal['kind'],
  ): void {
    const frame = write(message);
    for (const connection of watchers.get(session)?.keys() ?? []) {
      if (audience === undefined || connection.principal.kind === audience) {
        connection.sendFrame(frame);
      }
    }
  }

  function watch(session: SessionId, connection: Connection): Watch {
    const begun: Watch = { connection, isCurrent: false };
    watchers.set(session, (watchers.get(session) ?? new Map<Connection, Watch>()).set(connection, begun));
    watchedBy.set(connection, (watchedBy.get(connection) ?? new Set()).add(session));
    presence.connected(session, participantOf(connection.principal));
    return begun;
  }

  /** The facts as this page may know them, in messages that each fit a frame. */
  function* messagesOf(
    connection: Connection,
    session: SessionId,
    facts: readonly Happened<SessionFact>[],
  ): IterableIterator<Down> {
    const entries = facts
      .map((each) => present(each, connection.principal.kind))
      .filter((entry): entry is SessionEntry => entry !== undefined);
    for (const part of partsOf(entries, LIMITS.frameBytes, LIMITS.eventsPerFrame)) {
      yield { type: 'events', session, entries: [...part] };
    }
  }

  /**
   * Tells the page what it does not show yet, from the journal, and lets it be `current` from where
   * the journal ends: nothing is lost or overtaken, however long the past is and however slow the page.
   */
  function catchUp(connection: Connection, session: SessionId, afterSeq: number, watch?: Watch): void {
    readLater(connection, async () => {
      for (let after = afterSeq; reading.has(connection);) {
        const facts = sessions.page(session, after, LIMITS.eventsPerFrame);
        const last = facts.at(-1);
        if (last === undefined) {
          if (watch !== undefined) {
            watch.isCurrent = true;
          }
          return;
        }
        for (const message of messagesOf(connection, session, facts)) {
          await sent(connection, message);
        }
        after = last.seq;
      }
    });
  }

  /** The whole queue, part by part; what changes meanwhile is told as always. */
  function showQueue(connection: Connection, queue: QueueId): void {
    readLater(connection, async () => {
      const ids = [...(queues.get(queue)?.keys() ?? [])];
      for (
        let from = 0;
        from === 0 || (from < ids.length && reading.has(connection));
        from += ROWS_PER_FRAME
      ) {
        await sent(connection, {
          type: 'queues',
          reset: from === 0,
          queues: from === 0 ? [{ id: queue, name: PERSONAL_QUEUE_NAME }] : [],
          rows: ids
            .slice(from, from + ROWS_PER_FRAME)
            .flatMap((id) => queues.get(queue)?.get(id) ?? [])
            .map((session) => presentRow(session, presence.isConnected(session.id, CUSTOMER))),
          gone: [],
        });
      }
    });
  }

  function readLater(connection: Connection, work: () => Promise<void>): void {
    reading
      .get(connection)
      ?.post(work)
      .catch((thrown: unknown) => {
        log.error({ connection: connection.id, err: thrown }, 'a page could not be told what happened');
        connection.close(CLOSE.tooSlow);
      });
  }

  /** The sessions that a page shows when it has just connected. */
  function sessionsOf(principal: Principal): readonly SessionId[] {
    if (principal.kind === 'customer') {
      return [principal.session];
    }
    return [...(queues.get(personalQueue(principal.id))?.values() ?? [])]
      .filter((session) => session.status === 'held' && isIn(session, principal.id))
      .map(({ id }) => id);
  }

  function welcome(principal: Principal): Welcome {
    return {
      type: 'welcome',
      version: PROTOCOL_VERSION,
      now: ports.clock.now(),
      siteName: ports.siteName(),
      head: ports.head(),
      sessions: [...sessionsOf(principal)],
      as:
        principal.kind === 'customer'
          ? { kind: 'customer', name: customerName(principal.session), session: principal.session }
          : {
              kind: 'representative',
              id: principal.id,
              name: principal.name,
              portals: [...ports.portals()],
              keyValidForMsMax: ports.keyValidForMsMax(),
              personalQueue: personalQueue(principal.id),
            },
    };
  }

  function customerName(id: SessionId): string {
    return sessions.known(id)?.customerName ?? '';
  }

  function greet(connection: Connection, shown: readonly { session: SessionId; upTo: number }[]): void {
    const { principal } = connection;
    connection.send(welcome(principal));
    reading.set(connection, new Mailbox());
    if (principal.kind === 'person') {
      consoles.set(principal.id, (consoles.get(principal.id) ?? new Set()).add(connection));
      showQueue(connection, personalQueue(principal.id));
    }
    const upToOf = new Map(shown.map(({ session, upTo }) => [session, upTo]));
    const own = new Set(sessionsOf(principal));
    for (const id of own) {
      const session = sessions.find(id);
      const isLive = session?.status === 'waiting' || session?.status === 'held';
      catchUp(connection, id, upToOf.get(id) ?? 0, isLive ? watch(id, connection) : undefined);
      if (isLive) {
        rowChanged(session.queue, id, session);
      }
      const position = places.get(id);
      if (session?.status === 'waiting' && position !== undefined) {
        connection.send({ type: 'waiting', session: id, position });
      }
    }
    // A page that was away when its session ended still has to learn how.
    for (const [id, upTo] of upToOf) {
      if (principal.kind === 'person' && !own.has(id) && sessions.known(id)?.rep === principal.id) {
        catchUp(connection, id, upTo);
      }
    }
  }

  function closed(connection: Connection): void {
    reading.delete(connection);
    if (connection.principal.kind === 'person') {
      const same = consoles.get(connection.principal.id);
      same?.delete(connection);
      if (same?.size === 0) {
        consoles.delete(connection.principal.id);
      }
    }
    for (const id of watchedBy.get(connection) ?? []) {
      const watching = watchers.get(id);
      watching?.delete(connection);
      if (watching?.size === 0) {
        watchers.delete(id);
      }
      presence.disconnected(id, participantOf(connection.principal));
      const session = sessions.find(id);
      if (session?.status === 'waiting' || session?.status === 'held') {
        rowChanged(session.queue, id, session);
      }
    }
    watchedBy.delete(connection);
  }

  /** The session that the message names, when its sender belongs to it; otherwise as if there were none. */
  function mine(connection: Connection, id: SessionId): Known {
    const { principal } = connection;
    const session = sessions.known(id);
    if (
      session === undefined ||
      (principal.kind === 'customer' ? principal.session !== id : session.rep !== principal.id)
    ) {
      throw new Fault('no-such-session');
    }
    return session;
  }

  function personIn(connection: Connection, { customerName }: Known): Person {
    return connection.principal.kind === 'person'
      ? representative(connection)
      : { id: CUSTOMER, name: customerName };
  }

  const handlers: Handlers = {
    hello: (connection, message) => greet(connection, message.shown),
    ping: (connection, message) => connection.send({ type: 'pong', sentAtMs: message.sentAtMs }),
    say: (connection, message) =>
      sessions.command(message.session, {
        kind: 'say',
        messageId: message.messageId,
        from: personIn(connection, mine(connection, message.session)),
        text: message.text,
      }),
    received: (connection, message) => {
      mine(connection, message.session);
      return sessions.command(message.session, {
        kind: 'deliver',
        to: participantOf(connection.principal),
        upTo: Math.min(message.upTo, ports.head()),
      });
    },
    typing: (connection, message) => {
      const session = mine(connection, message.session);
      const who = personIn(connection, session);
      const frame = write({ type: 'typed', session: message.session, who: who.id, name: who.name });
      for (const watcher of watchers.get(message.session)?.keys() ?? []) {
        if (participantOf(watcher.principal) !== who.id) {
          watcher.sendFrame(frame);
        }
      }
    },
    accept: (connection, message) => {
      const by = representative(connection);
      const session = sessions.find(message.session);
      if (session?.status === 'held' && session.owner.id !== by.id) {
        throw new Fault('already-accepted', {
          sentence: `${session.owner.name} has already accepted this session.`,
        });
      }
      mine(connection, message.session);
      return sessions.command(message.session, { kind: 'accept', by });
    },
    'add-note': (connection, message) => {
      mine(connection, message.session);
      return sessions.command(message.session, {
        kind: 'add-note',
        messageId: message.messageId,
        by: representative(connection),
        text: message.text,
      });
    },
    'request-screen': (connection, message) => {
      mine(connection, message.session);
      return sessions.command(message.session, { kind: 'request-screen', by: representative(connection) });
    },
    'answer-screen': (connection, message) => {
      mine(connection, message.session);
      return sessions.command(message.session, { kind: 'answer-screen', allow: message.allow });
    },
    'stop-screen': (connection, message) => {
      mine(connection, message.session);
      const by = participantOf(connection.principal);
      return sessions.command(message.session, {
        kind: 'stop-screen',
        by,
        reason:
          message.reason === 'source-ended' && by === CUSTOMER
            ? 'source-ended'
            : by === CUSTOMER
              ? 'stopped-by-customer'
              : 'stopped-by-representative',
      });
    },
    'end-session': (connection, message) => {
      const session = mine(connection, message.session);
      return sessions.command(message.session, { kind: 'end', by: personIn(connection, session) });
    },
  };

  return {
    handlers,
    closed,
    toSession,
    [Symbol.dispose]() {
      listening[Symbol.dispose]();
      presence[Symbol.dispose]();
      queueFrame?.[Symbol.dispose]();
      clearImmediate(placesTurn);
    },
  };
}

/** Resolves when the network has taken it, or the connection is gone. */
function sent(connection: Connection, message: Down): Promise<void> {
  return new Promise((resolve) => connection.sendFrame(write(message), resolve));
}

function participantOf(principal: Principal): ParticipantId {
  return principal.kind === 'customer' ? CUSTOMER : principal.id;
}

function representative({ principal }: Connection): Representative {
  if (principal.kind !== 'person') {
    throw new Fault('not-allowed');
  }
  return { id: principal.id, name: principal.name };
}
