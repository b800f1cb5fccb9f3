import {
  LIMITS,
  personalQueue,
  type QueueId,
  type RepId,
  type SessionId,
  type Timers,
} from '../../kernel/index.ts';
import { write, type QueueRow } from '../../protocol/index.ts';
import { representativesIn, type LiveSession } from '../index.ts';
import { partsOf } from './parts.ts';

/** A queue that was just told of is told of again this much later, so that a burst is a few frames and a change alone is there at once. */
const FRAME_MS = 100;

/** A session's lines: in the queue where it waits, with everybody who is in it, with everybody who is asked to come. */
export function rowsOf(
  session: LiveSession,
  { connected, called }: { readonly connected: boolean; readonly called: boolean },
  mayTakeOver: (rep: RepId, owner: RepId) => boolean | undefined,
): readonly QueueRow[] {
  const line = {
    session: session.id,
    customerName: session.customerName,
    details: session.details,
    portal: session.portalId,
    portalName: session.portalName,
    startMethod: session.startMethod,
    mode: session.mode,
    ...(session.issue === undefined
      ? {}
      : { issue: session.issue.description, priority: session.issue.priority }),
    ...(session.company === undefined ? {} : { company: session.company }),
    ...(session.externalKey === undefined ? {} : { externalKey: session.externalKey }),
    language: session.language,
    queuedAt: session.queuedAt,
    startedAt: session.startedAt,
    connected,
    ...(called ? { called: true } : {}),
    isOffered: session.status === 'offered',
    isOverdue: session.status !== 'held' && session.overdueAt !== undefined,
    ...(session.status === 'held' ? { ownerName: session.owner.name } : {}),
  };
  const inside = representativesIn(session).map(({ id }): QueueRow => {
    const isAbove = session.status === 'held' && mayTakeOver(id, session.owner.id) === true;
    return {
      ...line,
      queue: personalQueue(id),
      status: 'in-session',
      ...(isAbove ? { mayTakeOver: true } : {}),
    };
  });
  const waiting: readonly QueueRow[] =
    session.status === 'held' ? [] : [{ ...line, queue: session.queue, status: 'waiting' }];
  const invitations = session.invitations.map(({ id, to, at }): QueueRow => {
    return { ...line, queue: to, queuedAt: at, status: 'invitation', invitation: id };
  });
  return [...invitations, ...inside, ...waiting];
}

/**
 * What every queue shows, and what of it has changed since it was last told. A frame is written once
 * for all that watch the queue.
 */
export class QueueRows implements Disposable {
  readonly #rows = new Map<QueueId, Map<SessionId, QueueRow>>();
  readonly #queuesOf = new Map<SessionId, ReadonlySet<QueueId>>();
  readonly #changed = new Map<QueueId, Set<SessionId>>();
  readonly #timers: Timers;
  readonly #send: (queue: QueueId, frame: string) => void;
  /** What changes in this turn of the loop goes together. */
  #turn: NodeJS.Immediate | undefined;
  #pause: Disposable | undefined;

  constructor(ports: {
    readonly timers: Timers;
    /** Sends a frame to every console that shows the queue. */
    readonly send: (queue: QueueId, frame: string) => void;
  }) {
    this.#timers = ports.timers;
    this.#send = ports.send;
  }

  /** The session shows in these lines now, and nowhere else. */
  put(session: SessionId, rows: readonly QueueRow[]): void {
    const queues = new Set(rows.map(({ queue }) => queue));
    for (const queue of this.#queuesOf.get(session) ?? []) {
      if (!queues.has(queue)) {
        this.#take(queue, session);
      }
    }
    for (const row of rows) {
      const inside = this.#rows.get(row.queue) ?? new Map<SessionId, QueueRow>();
      this.#rows.set(row.queue, inside.set(session, row));
      this.#mark(row.queue, session);
    }
    if (queues.size === 0) {
      this.#queuesOf.delete(session);
    } else {
      this.#queuesOf.set(session, queues);
    }
  }

  in(queue: QueueId): Iterable<QueueRow> {
    return this.#rows.get(queue)?.values() ?? [];
  }

  /** The frames that show all of these queues to a page that shows nothing yet. */
  snapshot(queues: readonly { readonly id: QueueId; readonly name: string }[]): readonly string[] {
    const items = [
      ...queues.map((queue) => ({ queue })),
      ...queues.flatMap(({ id }) => [...this.in(id)]).map((row) => ({ row })),
    ];
    const parts = [...partsOf<Partial<NamedOrRow>>(items, LIMITS.frameBytes, LIMITS.eventsPerFrame)];
    return (parts.length === 0 ? [[]] : parts).map((part, index) =>
      write({
        type: 'queues',
        reset: index === 0,
        queues: part.flatMap(({ queue }) => queue ?? []),
        rows: part.flatMap(({ row }) => row ?? []),
        gone: [],
      }),
    );
  }

  [Symbol.dispose](): void {
    clearImmediate(this.#turn);
    this.#pause?.[Symbol.dispose]();
  }

  #take(queue: QueueId, session: SessionId): void {
    const inside = this.#rows.get(queue);
    inside?.delete(session);
    if (inside?.size === 0) {
      this.#rows.delete(queue);
    }
    this.#mark(queue, session);
  }

  #mark(queue: QueueId, session: SessionId): void {
    this.#changed.set(queue, (this.#changed.get(queue) ?? new Set()).add(session));
    if (this.#pause === undefined) {
      this.#turn ??= setImmediate(() => this.#flush());
    }
  }

  #flush(): void {
    this.#turn = undefined;
    this.#pause = this.#timers.after(FRAME_MS, () => {
      this.#pause = undefined;
      if (this.#changed.size > 0) {
        this.#flush();
      }
    });
    for (const [queue, sessions] of this.#changed) {
      const inside = this.#rows.get(queue);
      const rows: QueueRow[] = [];
      const gone: { queue: QueueId; session: SessionId }[] = [];
      for (const session of sessions) {
        const row = inside?.get(session);
        if (row === undefined) {
          gone.push({ queue, session });
        } else {
          rows.push(row);
        }
      }
      for (const part of partsOf(gone, LIMITS.frameBytes, LIMITS.eventsPerFrame)) {
        this.#send(queue, framed([], part));
      }
      for (const part of partsOf(rows, LIMITS.frameBytes, LIMITS.eventsPerFrame)) {
        this.#send(queue, framed(part, []));
      }
    }
    this.#changed.clear();
  }
}

interface NamedOrRow {
  readonly queue: { readonly id: QueueId; readonly name: string };
  readonly row: QueueRow;
}

function framed(rows: readonly QueueRow[], gone: readonly { queue: QueueId; session: SessionId }[]): string {
  return write({ type: 'queues', reset: false, queues: [], rows: [...rows], gone: [...gone] });
}
