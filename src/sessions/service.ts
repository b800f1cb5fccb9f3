import {
  Fault,
  LIMITS,
  Mailbox,
  msBetween,
  newId,
  ownerOfPersonalQueue,
  type Clock,
  type Instant,
  type Log,
  type ParticipantId,
  type QueueId,
  type Random,
  type RecordingId,
  type SessionId,
  type Transaction,
} from '../kernel/index.ts';
import type { Entry, Journal } from '../journal/index.ts';
import { expectedWait, toldWait, waitsCountFrom, withWait, type PastWait } from '../queues/index.ts';
import type { Happened, Known, SessionIndex } from './ports.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { factFrom, type Command, type CommandOf, type FactOf, type SessionFact } from './facts.ts';
import { isLive, newSession, type LiveSession, type PreparingSession, type Session } from './session.ts';

export type Listener = (
  session: SessionId,
  happened: readonly Happened<SessionFact>[],
  after: Session,
) => void;

interface Place {
  session: Session;
  readonly mailbox: Mailbox;
  /** The latest messages with their places in the journal, oldest first. */
  readonly said: { readonly who: ParticipantId; readonly seq: number }[];
}

/** Messages whose delivery can still be told, a session. */
const SAID_REMEMBERED = 256;

/**
 * Every living session, one mailbox each: load → decide → append → evolve → tell. Whoever calls is
 * answered when the journal has it, so what was acknowledged survives the process.
 */
export class Sessions {
  readonly #places = new Map<SessionId, Place>();
  readonly #listeners = new Set<Listener>();
  /** The latest waits of each queue, oldest first. */
  readonly #waits = new Map<QueueId, readonly PastWait[]>();
  readonly #journal: Journal;
  readonly #index: SessionIndex;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #log: Log;

  constructor(ports: {
    readonly journal: Journal;
    readonly index: SessionIndex;
    readonly clock: Clock;
    readonly random: Random;
    readonly log: Log;
  }) {
    this.#journal = ports.journal;
    this.#index = ports.index;
    this.#clock = ports.clock;
    this.#random = ports.random;
    this.#log = ports.log;
  }

  /** Takes up every session where the journal says it is. Called once, before anything else. */
  load(): void {
    for (const { queue, ...wait } of this.#index.waitsSince(waitsCountFrom(this.#clock.now()))) {
      this.#note(queue, wait);
    }
    for (const id of this.#index.unfinished()) {
      const place = this.#fromJournal(id);
      if (place.session.status !== 'new') {
        this.#places.set(id, place);
      }
    }
  }

  /**
   * Begins a session. `alongside` writes what must be true together with it (the key is used up)
   * within the same transaction; when it throws, nothing has happened.
   */
  async request(
    command: CommandOf<'request'>,
    alongside: (tx: Transaction, session: SessionId) => void,
  ): Promise<SessionId> {
    if (this.#places.size >= LIMITS.liveSessions) {
      throw new Fault('too-many', { detail: 'live sessions' });
    }
    const id = newId<SessionId>(this.#random);
    const place = newPlace(id);
    this.#places.set(id, place);
    try {
      await place.mailbox.post(() => this.#carryOut(id, place, command, alongside));
    } catch (refused) {
      this.#places.delete(id);
      throw refused;
    }
    return id;
  }

  /**
   * Raises the fault of a refusal: `already-accepted`, `already-ended`, `not-in-session` …;
   * `no-such-session` when it does not live here. `alongside` as in `request`; it is not called for
   * what changes nothing.
   */
  async command(
    id: SessionId,
    command: Command,
    alongside: (tx: Transaction, session: SessionId) => void = () => undefined,
  ): Promise<void> {
    const place = this.#places.get(id);
    if (place === undefined) {
      throw new Fault(this.#index.find(id) === undefined ? 'no-such-session' : 'already-ended');
    }
    await place.mailbox.post(() => this.#carryOut(id, place, command, alongside));
  }

  /** A session that lives, or ended so lately that something of it is still open; undefined otherwise. */
  find(id: SessionId): Session | undefined {
    return this.#places.get(id)?.session;
  }

  /** Whose session this is, whether it lives or has ended; undefined when there never was one. */
  known(id: SessionId): Known | undefined {
    const session = this.find(id);
    if (session === undefined || session.status === 'new') {
      return this.#index.find(id);
    }
    return {
      customerName: session.customerName,
      portalName: session.portalName,
      rep:
        session.status === 'held' || session.status === 'ended'
          ? session.owner?.id
          : ownerOfPersonalQueue(session.queue),
    };
  }

  /** How it began, whether it lives or has ended; undefined when there never was one. */
  requested(id: SessionId): FactOf<'requested'> | undefined {
    const fact = this.page(id, 0, 1)[0]?.fact;
    return fact?.type === 'requested' ? fact : undefined;
  }

  *live(): IterableIterator<LiveSession> {
    for (const { session } of this.#places.values()) {
      if (isLive(session)) {
        yield session;
      }
    }
  }

  /** Whose customers answer what is asked first. */
  *preparing(): IterableIterator<PreparingSession> {
    for (const { session } of this.#places.values()) {
      if (session.status === 'preparing') {
        yield session;
      }
    }
  }

  /** Every recording that the journal says is not finished, also of sessions that have ended. */
  *openRecordings(): IterableIterator<{ readonly session: SessionId; readonly recordingId: RecordingId }> {
    for (const { session } of this.#places.values()) {
      if (session.status !== 'new') {
        for (const recordingId of session.openRecordings) {
          yield { session: session.id, recordingId };
        }
      }
    }
  }

  /** How long one is likely to wait in this queue, from recent waits; undefined when they are too few to say anything. */
  expectedWait(queue: QueueId): { readonly fromMs: number; readonly toMs: number } | undefined {
    const range = expectedWait(this.#waits.get(queue) ?? [], this.#clock.now());
    return range === undefined ? undefined : toldWait(range);
  }

  /** What happened in a session after that place in the journal, in order: the first `limit` of it. */
  page(id: SessionId, afterSeq: number, limit: number): readonly Happened<SessionFact>[] {
    return this.#journal.page(afterSeq, limit, { streamPrefix: streamOf(id) }).map(happenedFrom);
  }

  /** Called after the commit, session by session in order. A listener that throws is logged and the others go on. */
  onHappened(listener: Listener): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  async #carryOut(
    id: SessionId,
    place: Place,
    command: Command,
    alongside: (tx: Transaction, session: SessionId) => void,
  ): Promise<void> {
    const decision = decide(place.session, command.kind === 'deliver' ? bounded(place, command) : command);
    if ('refused' in decision) {
      throw new Fault(decision.refused);
    }
    if (decision.length === 0) {
      return;
    }
    const at = this.#clock.now();
    const before = place.session;
    const after = decision.reduce((session, fact) => evolve(session, fact, at), before);
    if (after.status === 'new') {
      throw new Fault('internal', { detail: `${command.kind} began nothing` });
    }
    const waited = waitThatEnded(before, after, at);
    const entries = await this.#journal.write((tx, append) => {
      alongside(tx, id);
      this.#index.put(tx, after);
      if (waited !== undefined) {
        this.#index.waited(tx, waited.queue, waited.wait);
      }
      return append(
        streamOf(id),
        before.version,
        decision.map(({ type, ...data }) => ({ type, data })),
        at,
      );
    });
    place.session = after;
    if (waited !== undefined) {
      this.#note(waited.queue, waited.wait);
    }
    const happened = entries.map(happenedFrom);
    note(place.said, happened);
    if (after.status === 'ended' && after.openRecordings.size === 0) {
      this.#places.delete(id);
    }
    this.#tell(id, happened, after);
  }

  #note(queue: QueueId, wait: PastWait): void {
    this.#waits.set(queue, withWait(this.#waits.get(queue) ?? [], wait));
  }

  #tell(id: SessionId, happened: readonly Happened<SessionFact>[], after: Session): void {
    for (const listener of this.#listeners) {
      try {
        listener(id, happened, after);
      } catch (thrown) {
        this.#log.error({ session: id, err: String(thrown) }, 'a listener to sessions failed');
      }
    }
  }

  #fromJournal(id: SessionId): Place {
    const place = newPlace(id);
    const happened = this.#journal.stream(streamOf(id)).map(happenedFrom);
    note(place.said, happened);
    for (const { fact, at } of happened) {
      place.session = evolve(place.session, fact, at);
    }
    return place;
  }
}

/** Of whoever was accepted out of a queue. */
function waitThatEnded(
  before: Session,
  after: Session,
  at: Instant,
): { readonly queue: QueueId; readonly wait: PastWait } | undefined {
  return (before.status === 'waiting' || before.status === 'offered') && after.status === 'held'
    ? { queue: before.queue, wait: { acceptedAt: at, waitMs: msBetween(before.queuedAt, at) } }
    : undefined;
}

function newPlace(id: SessionId): Place {
  return { session: newSession(id), mailbox: new Mailbox(), said: [] };
}

function note(said: Place['said'], happened: readonly Happened<SessionFact>[]): void {
  for (const { seq, fact } of happened) {
    if (fact.type === 'chat') {
      said.push({ who: fact.from.id, seq });
    }
  }
  said.splice(0, said.length - SAID_REMEMBERED);
}

/** To the last message of the others that it covers: so there is one event a message at most, whatever a page reports. */
function bounded<Deliver extends Extract<Command, { kind: 'deliver' }>>(
  { said }: Place,
  command: Deliver,
): Deliver {
  const last = said.findLast(({ who, seq }) => who !== command.to && seq <= command.upTo);
  return { ...command, upTo: last?.seq ?? 0 };
}

export function streamOf(id: SessionId): string {
  return `session:${id}`;
}

function happenedFrom(entry: Entry): Happened<SessionFact> {
  return {
    seq: entry.seq,
    at: entry.at as Instant,
    fact: factFrom(entry.type, entry.data as object),
  };
}
