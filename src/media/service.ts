import {
  CUSTOMER,
  Fault,
  faultFrom,
  Mailbox,
  type Log,
  type ParticipantId,
  type SessionId,
  type Timers,
} from '../kernel/index.ts';
import {
  toolDenied,
  type MediaConsumed,
  type MediaOpened,
  type MediaProduced,
  type ScreenStopReason,
} from '../protocol/index.ts';
import { MEDIA_LIMITS } from './plan.ts';
import type {
  PictureTap,
  Relay,
  RelayConsumer,
  RelayHealth,
  RelayProducer,
  RelayRoom,
  RelayTransport,
  SharingSession,
  SharingSessions,
} from './ports.ts';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from './rtc.ts';

/** A page: whose it is and over which connection it speaks. */
interface Page {
  readonly session: SessionId;
  readonly who: ParticipantId;
  readonly connectionId: string;
}

interface Way {
  readonly page: Page;
  readonly transport: RelayTransport;
  /** A page watches one picture: consuming another replaces it. */
  consumer: RelayConsumer | undefined;
  /** Set while the page's socket is gone but its picture may still arrive. */
  lingering: Disposable | undefined;
}

interface Place {
  readonly mailbox: Mailbox;
  room: RelayRoom | undefined;
  /** By transport id. */
  readonly ways: Map<string, Way>;
  picture: { readonly producer: RelayProducer; readonly way: Way } | undefined;
  /** Set while the sender of a picture that broke off may return. */
  returning: Disposable | undefined;
}

/**
 * Pictures of all sessions. What may happen follows from what the session says at that moment;
 * calls of one session run one after another. Every method raises `not-in-session` when the caller
 * may not take part, and what the relay raises.
 */
export class Media {
  readonly #places = new Map<SessionId, Place>();
  readonly #restarted = new Set<(session: SessionId) => void>();
  readonly #listening: readonly Disposable[];
  readonly #relay: Relay;
  readonly #sessions: SharingSessions;
  readonly #timers: Timers;
  readonly #log: Log;

  constructor(ports: {
    readonly relay: Relay;
    readonly sessions: SharingSessions;
    readonly timers: Timers;
    readonly log: Log;
  }) {
    this.#relay = ports.relay;
    this.#sessions = ports.sessions;
    this.#timers = ports.timers;
    this.#log = ports.log;
    this.#listening = [
      this.#relay.onLost(() => this.#lost()),
      this.#relay.onReturned(() => this.#returned()),
    ];
  }

  /**
   * A new transport for this page, which replaces its former one; one that carries the picture stays
   * until the new one does. Raises `too-many` when the session has as many as it may.
   */
  open(page: Page): Promise<MediaOpened> {
    return this.#at(page.session, async (place) => {
      this.#participating(page);
      for (const way of place.ways.values()) {
        if (isSame(way.page, page) && way !== place.picture?.way) {
          this.#closeWay(page.session, place, way);
        }
      }
      if (place.ways.size >= MEDIA_LIMITS.transportsPerSession) {
        throw new Fault('too-many', { detail: 'transports of a session' });
      }
      const room = place.room ?? (await this.#relay.openRoom());
      place.room = room;
      const transport = await room.openTransport();
      if (place.room !== room) {
        throw new Fault('relay-down');
      }
      const way: Way = { page, transport, consumer: undefined, lingering: undefined };
      place.ways.set(transport.id, way);
      transport.onGone(() => void this.#quietly(page.session, () => this.#gone(page.session, place, way)));
      return transport.opened;
    });
  }

  connect(page: Page, transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    return this.#at(page.session, async (place) => {
      this.#participating(page);
      await wayOf(place, page, transportId).transport.connect(dtlsParameters);
    });
  }

  /** Only the customer's, where somebody may see it. A second picture replaces the first. Raises the session's refusal; then nothing is sent. */
  produce(page: Page, transportId: string, rtpParameters: RtpParameters): Promise<MediaProduced> {
    return this.#at(page.session, async (place) => {
      const sharing = this.#participating(page);
      if (page.who !== CUSTOMER || !sharing.maySee(CUSTOMER)) {
        throw new Fault('not-allowed');
      }
      const way = wayOf(place, page, transportId);
      const producer = await way.transport.produce(rtpParameters);
      if (place.ways.get(transportId) !== way) {
        throw new Fault('relay-down');
      }
      const before = place.picture;
      place.picture = { producer, way };
      try {
        await this.#sessions.startScreen(page.session, producer.id);
      } catch (refused) {
        if (place.picture?.producer === producer) {
          place.picture = before;
        }
        producer.close();
        throw refused;
      }
      // Unless the relay was lost in between: then the wait for the picture's return has just begun.
      if (place.picture?.producer === producer) {
        stopWaiting(place);
      }
      before?.producer.close();
      if (before !== undefined && before.way !== way) {
        this.#closeWay(page.session, place, before.way);
      }
      return { producerId: producer.id };
    });
  }

  /** Only representatives'. Paused until resumed. Raises `not-sharing` unless this is the picture of the moment. */
  consume(
    page: Page,
    transportId: string,
    producerId: string,
    rtpCapabilities: RtpCapabilities,
  ): Promise<MediaConsumed> {
    return this.#at(page.session, async (place) => {
      const sharing = this.#participating(page);
      if (page.who === CUSTOMER) {
        throw new Fault('not-allowed');
      }
      if (!sharing.maySee(page.who)) {
        throw new Fault('not-allowed', { sentence: toolDenied('screen-sharing') });
      }
      const way = wayOf(place, page, transportId);
      if (place.picture?.producer.id !== producerId) {
        throw new Fault('not-sharing');
      }
      const consumer = await way.transport.consume(producerId, rtpCapabilities);
      way.consumer?.close();
      way.consumer = consumer;
      return consumer.consumed;
    });
  }

  resume(page: Page, consumerId: string): Promise<void> {
    return this.#at(page.session, async (place) => {
      this.#participating(page);
      const way = [...place.ways.values()].find(
        (way) => isSame(way.page, page) && way.consumer?.id === consumerId,
      );
      if (way?.consumer === undefined) {
        throw new Fault('not-sharing');
      }
      await way.consumer.resume();
    });
  }

  /** A copy of the session's picture for the recorder, which listens at 127.0.0.1:`port`. Raises `not-sharing`. */
  tap(session: SessionId, producerId: string, port: number): Promise<PictureTap> {
    return this.#at(session, (place) => {
      if (place.room === undefined || place.picture?.producer.id !== producerId) {
        throw new Fault('not-sharing');
      }
      return place.room.tap(producerId, port);
    });
  }

  /**
   * A page's socket is gone. Nobody watches over a connection that is not there; a picture may
   * still arrive, so its sender has a while to come back before sharing counts as stopped.
   */
  closeConnection(connectionId: string): void {
    for (const [session, place] of this.#places) {
      for (const way of place.ways.values()) {
        if (way.page.connectionId === connectionId) {
          void this.#quietly(session, () => this.#disconnected(session, place, way));
        }
      }
    }
  }

  /** To be called after anything happened in the session: what it does not allow any more is closed. */
  follow(session: SessionId): void {
    if (this.#places.has(session)) {
      void this.#quietly(session, (place) => this.#reconcile(session, place, this.#sessions.find(session)));
    }
  }

  closeSession(session: SessionId): void {
    if (this.#places.has(session)) {
      void this.#quietly(session, (place) => this.#reconcile(session, place, undefined));
    }
  }

  /** Called for every session whose pages must begin again with `media-open`, once the relay takes them. */
  onRestarted(listener: (session: SessionId) => void): Disposable {
    this.#restarted.add(listener);
    return { [Symbol.dispose]: () => void this.#restarted.delete(listener) };
  }

  health(): RelayHealth {
    return this.#relay.health();
  }

  /** Closes every room. The relay itself is closed by whoever opened it. */
  close(): void {
    for (const listening of this.#listening) {
      listening[Symbol.dispose]();
    }
    for (const place of this.#places.values()) {
      forget(place);
    }
    this.#places.clear();
  }

  /** Raises `not-in-session`. */
  #participating(page: Page): SharingSession {
    const sharing = this.#sessions.find(page.session);
    if (sharing?.isIn(page.who) !== true) {
      throw new Fault('not-in-session');
    }
    return sharing;
  }

  #reconcile(session: SessionId, place: Place, sharing: SharingSession | undefined): void {
    if (sharing === undefined) {
      forget(place);
      this.#places.delete(session);
      return;
    }
    for (const way of place.ways.values()) {
      if (!sharing.isIn(way.page.who)) {
        this.#closeWay(session, place, way);
      }
    }
    if (sharing.producerId === undefined) {
      stopWaiting(place);
      place.picture?.producer.close();
      place.picture = undefined;
    }
  }

  #disconnected(session: SessionId, place: Place, way: Way): void {
    if (place.ways.get(way.transport.id) !== way) {
      return;
    }
    if (place.picture?.way !== way) {
      this.#closeWay(session, place, way);
      return;
    }
    way.lingering ??= this.#timers.after(MEDIA_LIMITS.returnMs, () => {
      void this.#quietly(session, async () => {
        if (place.picture?.way === way) {
          place.picture = undefined;
          this.#closeWay(session, place, way);
          await this.#stopScreen(session, 'connection-lost');
        }
      });
    });
  }

  /** The peer ended this transport, or it fell silent. */
  #gone(session: SessionId, place: Place, way: Way): void {
    if (place.ways.get(way.transport.id) === way) {
      this.#closeWay(session, place, way);
    }
  }

  #closeWay(session: SessionId, place: Place, way: Way): void {
    way.lingering?.[Symbol.dispose]();
    place.ways.delete(way.transport.id);
    way.transport.close();
    if (place.picture?.way === way) {
      place.picture = undefined;
      this.#awaitReturn(session, place, 'connection-lost');
    }
  }

  #awaitReturn(session: SessionId, place: Place, reason: ScreenStopReason): void {
    place.returning ??= this.#timers.after(MEDIA_LIMITS.returnMs, () => {
      void this.#quietly(session, async () => {
        if (place.returning !== undefined && place.picture === undefined) {
          place.returning = undefined;
          await this.#stopScreen(session, reason);
        }
      });
    });
  }

  async #stopScreen(session: SessionId, reason: ScreenStopReason): Promise<void> {
    if (this.#sessions.find(session)?.producerId !== undefined) {
      await this.#sessions.stopScreen(session, reason);
    }
  }

  /** The relay died with everything in it. Senders have a while to begin again, as after any break. */
  #lost(): void {
    for (const [session, place] of this.#places) {
      place.room = undefined;
      for (const way of place.ways.values()) {
        way.lingering?.[Symbol.dispose]();
      }
      place.ways.clear();
      if (place.picture !== undefined) {
        place.picture = undefined;
        this.#awaitReturn(session, place, 'relay-lost');
      }
    }
  }

  #returned(): void {
    for (const session of this.#places.keys()) {
      for (const listener of this.#restarted) {
        listener(session);
      }
    }
  }

  /** One thing at a time in a session; its place is made on first use and goes with the session. */
  #at<T>(session: SessionId, work: (place: Place) => Promise<T> | T): Promise<T> {
    let place = this.#places.get(session);
    if (place === undefined) {
      if (this.#sessions.find(session) === undefined) {
        return Promise.reject(new Fault('not-in-session'));
      }
      place = {
        mailbox: new Mailbox(),
        room: undefined,
        ways: new Map(),
        picture: undefined,
        returning: undefined,
      };
      this.#places.set(session, place);
    }
    const found = place;
    return found.mailbox.post(() => {
      if (this.#places.get(session) !== found) {
        throw new Fault('not-in-session');
      }
      return work(found);
    });
  }

  /** For what nobody waits for. */
  async #quietly(session: SessionId, work: (place: Place) => Promise<void> | void): Promise<void> {
    if (!this.#places.has(session)) {
      return;
    }
    try {
      await this.#at(session, work);
    } catch (thrown) {
      const fault = faultFrom(thrown);
      this.#log[fault.code === 'internal' ? 'error' : 'debug'](
        { session, code: fault.code, detail: fault.detail },
        'A picture could not be looked after.',
      );
    }
  }
}

function isSame(one: Page, other: Page): boolean {
  return one.connectionId === other.connectionId && one.who === other.who;
}

/** A transport belongs to the page that opened it. Raises `bad-request` for another's, or for one that is gone. */
function wayOf(place: Place, page: Page, transportId: string): Way {
  const way = place.ways.get(transportId);
  if (way === undefined || !isSame(way.page, page)) {
    throw new Fault('bad-request', { detail: 'no such transport of this page' });
  }
  return way;
}

function stopWaiting(place: Place): void {
  place.returning?.[Symbol.dispose]();
  place.returning = undefined;
}

function forget(place: Place): void {
  stopWaiting(place);
  for (const way of place.ways.values()) {
    way.lingering?.[Symbol.dispose]();
  }
  place.ways.clear();
  place.picture = undefined;
  place.room?.close();
  place.room = undefined;
}
