import {
  CUSTOMER,
  Fault,
  faultFrom,
  LIMITS,
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
  PROTOCOL_VERSION,
  write,
  type QueueRow,
  type SessionEntry,
  type Welcome,
} from '../../protocol/index.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import {
  isIn,
  type Command,
  type Happened,
  type LiveSession,
  type Person,
  type Representative,
  type Session,
  type SessionFact,
  type Sessions,
} from '../index.ts';
import { Presence } from './presence.ts';
import { present, presentRow } from './present.ts';

/** Queue changes are collected this long, so that a burst is one frame a page. */
const QUEUE_FRAME_MS = 50;
const PERSONAL_QUEUE_NAME = 'Personal queue';

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
  const watchers = new Map<SessionId, Set<Connection>>();
  const watchedBy = new Map<Connection, Set<SessionId>>();
  const consoles = new Map<RepId, Set<Connection>>();
  /** Waiting customers and running sessions by queue. */
  const queues = new Map<QueueId, Map<SessionId, LiveSession>>();
  const queueOf = new Map<SessionId, QueueId>();
  const changedRows = new Map<RepId, Map<SessionId, QueueRow | undefined>>();
  let queueFrame: Disposable | undefined;

  const presence = new Presence({
    clock: ports.clock,
    timers: ports.timers,
    command: (session, command) => void carryOutQuietly(session, command),
  });

  for (const session of sessions.live()) {
    place(session);
    presence.changed(session.id, session);
    presence.expect(session.id, CUSTOMER);
    if (session.status === 'held') {
      presence.expect(session.id, session.owner.id);
      if (session.screen.state === 'on') {
        // The picture went with the process that relayed it; a customer's page that still has it sends it again.
        void carryOutQuietly(session.id, { kind: 'stop-screen', reason: 'appliance-restarted' });
      }
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
    }
  }

  function happened(id: SessionId, facts: readonly Happened<SessionFact>[], after: Session): void {
    const live = after.status === 'waiting' || after.status === 'held' ? after : undefined;
    if (facts.some(({ fact }) => fact.type === 'accepted') && after.status === 'held') {
      for (const console of consoles.get(after.owner.id) ?? []) {
        watch(id, console);
        sendEntries(console, id, sessions.history(id));
      }
    }
    for (const watcher of watchers.get(id) ?? []) {
      sendEntries(watcher, id, facts);
    }
    presence.changed(id, live);
    if (live === undefined) {
      remove(id);
      presence.forget(id);
      for (const watcher of watchers.get(id) ?? []) {
        watchedBy.get(watcher)?.delete(id);
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
      tellPlaces(session.queue);
    }
  }

  function remove(id: SessionId): void {
    const queue = queueOf.get(id);
    if (queue === undefined) {
      return;
    }
    queueOf.delete(id);
    const inside = queues.get(queue);
    inside?.delete(id);
    if (inside?.size === 0) {
      queues.delete(queue);
    }
    rowChanged(queue, id, undefined);
    tellPlaces(queue);
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
      const frame = write({
        type: 'queues',
        reset: false,
        queues: [],
        rows: [...rows.values()].filter((row) => row !== undefined),
        gone: [...rows].filter(([, row]) => row === undefined).map(([id]) => id),
      });
      for (const console of consoles.get(rep) ?? []) {
        console.sendFrame(frame);
      }
    }
    changedRows.clear();
  }

  function tellPlaces(queue: QueueId): void {
    const waiting = [...(queues.get(queue)?.values() ?? [])].filter(({ status }) => status === 'waiting');
    const line = inOrder(waiting.map(({ id, queuedAt }) => ({ session: id, queuedAt })));
    for (const [place, { session }] of line.entries()) {
      toSession(session, { type: 'waiting', session, position: place + 1 }, 'customer');
    }
  }

  function toSession(
    session: SessionId,
    message: Parameters<Connection['send']>[0],
    audience?: Principal['kind'],
  ): void {
    const frame = write(message);
    for (const watcher of watchers.get(session) ?? []) {
      if (audience === undefined || watcher.principal.kind === audience) {
        watcher.sendFrame(frame);
      }
    }
  }

  function watch(session: SessionId, connection: Connection): void {
    watchers.set(session, (watchers.get(session) ?? new Set()).add(connection));
    watchedBy.set(connection, (watchedBy.get(connection) ?? new Set()).add(session));
    presence.connected(session, participantOf(connection.principal));
  }

  function sendEntries(
    connection: Connection,
    session: SessionId,
    facts: readonly Happened<SessionFact>[],
  ): void {
    const entries = facts
      .map((each) => present(each, connection.principal.kind))
      .filter((entry): entry is SessionEntry => entry !== undefined);
    for (let from = 0; from < entries.length; from += LIMITS.eventsPerFrame) {
      connection.send({
        type: 'events',
        session,
        entries: entries.slice(from, from + LIMITS.eventsPerFrame),
      });
    }
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
    const session = sessions.read(id);
    return session.status === 'new' ? '' : session.customerName;
  }

  function greet(connection: Connection, shown: readonly { session: SessionId; upTo: number }[]): void {
    const { principal } = connection;
    connection.send(welcome(principal));
    if (principal.kind === 'person') {
      consoles.set(principal.id, (consoles.get(principal.id) ?? new Set()).add(connection));
      const queue = personalQueue(principal.id);
      connection.send({
        type: 'queues',
        reset: true,
        queues: [{ id: queue, name: PERSONAL_QUEUE_NAME }],
        rows: [...(queues.get(queue)?.values() ?? [])].map((session) =>
          presentRow(session, presence.isConnected(session.id, CUSTOMER)),
        ),
        gone: [],
      });
    }
    for (const id of sessionsOf(principal)) {
      sendEntries(connection, id, sessions.history(id, shown.find(({ session }) => session === id)?.upTo));
      const session = sessions.find(id);
      if (session?.status === 'waiting' || session?.status === 'held') {
        watch(id, connection);
        rowChanged(session.queue, id, session);
        if (session.status === 'waiting') {
          tellPlaces(session.queue);
        }
      }
    }
    // A page that was away when its session ended still has to learn how.
    for (const { session, upTo } of shown) {
      if (principal.kind === 'person' && !sessionsOf(principal).includes(session)) {
        const ended = sessions.read(session);
        if (ended.status === 'ended' && ended.owner?.id === principal.id) {
          sendEntries(connection, session, sessions.history(session, upTo));
        }
      }
    }
  }

  function closed(connection: Connection): void {
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
  function mine(connection: Connection, id: SessionId): Session {
    const { principal } = connection;
    const session = sessions.read(id);
    const belongs =
      session.status !== 'new' &&
      (principal.kind === 'customer'
        ? principal.session === id
        : session.status === 'waiting'
          ? ownerOfPersonalQueue(session.queue) === principal.id
          : session.owner?.id === principal.id);
    if (!belongs) {
      throw new Fault('no-such-session');
    }
    return session;
  }

  function personIn(connection: Connection, session: Session): Person {
    return connection.principal.kind === 'person'
      ? representative(connection)
      : { id: CUSTOMER, name: session.status === 'new' ? '' : session.customerName };
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
      for (const watcher of watchers.get(message.session) ?? []) {
        if (watcher !== connection) {
          watcher.send({ type: 'typed', session: message.session, who: who.id, name: who.name });
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
    },
  };
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
