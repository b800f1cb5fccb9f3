import { Fault } from '../../kernel/index.ts';
import type { MediaConsumed, MediaOpened } from '../../protocol/index.ts';
import { pictureCodec, PICTURE_CODECS } from '../plan.ts';
import type {
  PictureTap,
  Relay,
  RelayConsumer,
  RelayHealth,
  RelayProducer,
  RelayRoom,
  RelayTransport,
} from '../ports.ts';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '../rtc.ts';

/**
 * A relay without a picture: keeps every promise of the port but carries nothing. Tests make peers
 * leave and the relay die, and look at what is open.
 */
export class FakeRelay implements Relay {
  readonly rooms = new Set<FakeRoom>();
  readonly #lost = new Set<() => void>();
  readonly #returned = new Set<() => void>();
  #count = 0;
  #down: string | undefined;

  openRoom(): Promise<RelayRoom> {
    return this.guarded(() => {
      const room = new FakeRoom(this);
      this.rooms.add(room);
      return room;
    });
  }

  health(): RelayHealth {
    return this.#down === undefined ? { ok: true } : { ok: false, why: this.#down };
  }

  onLost(listener: () => void): Disposable {
    return listened(this.#lost, listener);
  }

  onReturned(listener: () => void): Disposable {
    return listened(this.#returned, listener);
  }

  close(): Promise<void> {
    this.#down = 'it is closed';
    this.rooms.clear();
    return Promise.resolve();
  }

  /** The worker dies; nothing works until `restart`. */
  crash(): void {
    this.#down = 'it is starting again';
    this.rooms.clear();
    this.#lost.forEach((listener) => listener());
  }

  restart(): void {
    this.#down = undefined;
    this.#returned.forEach((listener) => listener());
  }

  get transports(): readonly FakeTransport[] {
    return [...this.rooms].flatMap((room) => [...room.transports.values()]);
  }

  get producers(): readonly FakeProducer[] {
    return [...this.rooms].flatMap((room) => [...room.producers.values()]);
  }

  get taps(): readonly FakeTap[] {
    return this.producers.flatMap((producer) => [...producer.taps]);
  }

  newId(): string {
    this.#count += 1;
    return `fake-${this.#count}`;
  }

  /** Raises `relay-down` while the relay is. */
  async guarded<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    if (this.#down !== undefined) {
      throw new Fault('relay-down');
    }
    return work();
  }
}

function listened(listeners: Set<() => void>, listener: () => void): Disposable {
  listeners.add(listener);
  return { [Symbol.dispose]: () => void listeners.delete(listener) };
}

class FakeRoom implements RelayRoom {
  readonly transports = new Map<string, FakeTransport>();
  readonly producers = new Map<string, FakeProducer>();
  readonly relay: FakeRelay;

  constructor(relay: FakeRelay) {
    this.relay = relay;
  }

  openTransport(): Promise<RelayTransport> {
    return this.relay.guarded(() => {
      const transport = new FakeTransport(this);
      this.transports.set(transport.id, transport);
      return transport;
    });
  }

  tap(producerId: string, port: number): Promise<PictureTap> {
    return this.relay.guarded(() => {
      const producer = this.producers.get(producerId);
      if (producer === undefined) {
        throw new Fault('not-sharing');
      }
      const tap = new FakeTap(producer, port);
      producer.taps.add(tap);
      return tap;
    });
  }

  close(): void {
    for (const transport of this.transports.values()) {
      transport.close();
    }
    this.relay.rooms.delete(this);
  }
}

class FakeTransport implements RelayTransport {
  readonly id: string;
  readonly opened: MediaOpened;
  readonly producers = new Set<FakeProducer>();
  readonly consumers = new Set<FakeConsumer>();
  connected = false;
  readonly #room: FakeRoom;
  #gone: (() => void) | undefined;

  constructor(room: FakeRoom) {
    this.#room = room;
    this.id = room.relay.newId();
    this.opened = {
      transportId: this.id,
      routerRtpCapabilities: { codecs: PICTURE_CODECS, headerExtensions: [] },
      iceParameters: { usernameFragment: this.id, password: this.id, iceLite: true },
      iceCandidates: [],
      dtlsParameters: { role: 'auto', fingerprints: [] },
    };
  }

  connect(_dtlsParameters: DtlsParameters): Promise<void> {
    return this.#room.relay.guarded(() => {
      if (this.connected || !this.#room.transports.has(this.id)) {
        throw new Fault('bad-request', { detail: 'connected already, or closed' });
      }
      this.connected = true;
    });
  }

  produce(rtpParameters: RtpParameters): Promise<RelayProducer> {
    return this.#room.relay.guarded(() => {
      const [codec] = rtpParameters.codecs;
      if (codec === undefined || pictureCodec(codec.mimeType) === undefined) {
        throw new Fault('bad-request', { detail: 'unsupported codec' });
      }
      const producer = new FakeProducer(this.#room, this);
      this.producers.add(producer);
      this.#room.producers.set(producer.id, producer);
      return producer;
    });
  }

  consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<RelayConsumer> {
    return this.#room.relay.guarded(() => {
      const producer = this.#room.producers.get(producerId);
      if (producer === undefined) {
        throw new Fault('not-sharing');
      }
      if (!(rtpCapabilities.codecs ?? []).some(({ mimeType }) => pictureCodec(mimeType) === 'VP8')) {
        throw new Fault('bad-request', { detail: 'no codec in common' });
      }
      const consumer = new FakeConsumer(this.#room.relay, producer, this);
      this.consumers.add(consumer);
      producer.consumers.add(consumer);
      return consumer;
    });
  }

  onGone(listener: () => void): void {
    this.#gone = listener;
  }

  /** The page at the other end goes away. */
  leave(): void {
    this.close();
    this.#gone?.();
  }

  close(): void {
    this.producers.forEach((producer) => producer.close());
    this.consumers.forEach((consumer) => consumer.close());
    this.#room.transports.delete(this.id);
  }
}

class FakeProducer implements RelayProducer {
  readonly id: string;
  readonly consumers = new Set<FakeConsumer>();
  readonly taps = new Set<FakeTap>();
  readonly #room: FakeRoom;
  readonly #transport: FakeTransport;

  constructor(room: FakeRoom, transport: FakeTransport) {
    this.id = room.relay.newId();
    this.#room = room;
    this.#transport = transport;
  }

  close(): void {
    this.#room.producers.delete(this.id);
    this.#transport.producers.delete(this);
    this.consumers.forEach((consumer) => consumer.close());
    this.taps.forEach((tap) => tap.gone());
  }
}

class FakeConsumer implements RelayConsumer {
  readonly id: string;
  readonly consumed: MediaConsumed;
  paused = true;
  closed = false;
  readonly #relay: FakeRelay;
  readonly #producer: FakeProducer;
  readonly #transport: FakeTransport;

  constructor(relay: FakeRelay, producer: FakeProducer, transport: FakeTransport) {
    this.#relay = relay;
    this.#producer = producer;
    this.#transport = transport;
    this.id = relay.newId();
    this.consumed = {
      consumerId: this.id,
      producerId: producer.id,
      kind: 'video',
      rtpParameters: { codecs: [PICTURE_CODECS[1]], encodings: [{ ssrc: 1 }] },
    };
  }

  resume(): Promise<void> {
    return this.#relay.guarded(() => {
      if (this.closed) {
        throw new Fault('not-sharing');
      }
      this.paused = false;
    });
  }

  close(): void {
    this.closed = true;
    this.#producer.consumers.delete(this);
    this.#transport.consumers.delete(this);
  }
}

class FakeTap implements PictureTap {
  readonly ssrc = 1;
  readonly codec = 'VP8';
  readonly payloadType = PICTURE_CODECS[1].preferredPayloadType;
  readonly relayPort = 9;
  readonly producerId: string;
  readonly port: number;
  paused = true;
  keyFrameRequests = 0;
  readonly #producer: FakeProducer;
  #gone: (() => void) | undefined;

  constructor(producer: FakeProducer, port: number) {
    this.#producer = producer;
    this.producerId = producer.id;
    this.port = port;
  }

  resume(): Promise<void> {
    this.paused = false;
    return this.requestKeyFrame();
  }

  requestKeyFrame(): Promise<void> {
    this.keyFrameRequests += 1;
    return Promise.resolve();
  }

  packetsSent(): Promise<number> {
    return Promise.resolve(0);
  }

  onGone(listener: () => void): void {
    this.#gone = listener;
  }

  gone(): void {
    this.close();
    this.#gone?.();
  }

  close(): void {
    this.#producer.taps.delete(this);
  }
}
