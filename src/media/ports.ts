import type { ParticipantId, SessionId } from '../kernel/index.ts';
import type { MediaConsumed, MediaOpened, ScreenStopReason } from '../protocol/index.ts';
import type { PictureCodec } from './plan.ts';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from './rtc.ts';

export type RelayHealth = { readonly ok: true } | { readonly ok: false; readonly why: string };

/**
 * What carries pictures: mediasoup, or a fake that keeps the same promises (testing/contract.ts).
 * Every method may raise `relay-down`; parameters that it does not accept raise `bad-request` and
 * change nothing.
 */
export interface Relay {
  openRoom(): Promise<RelayRoom>;
  health(): RelayHealth;
  /** Everything is gone at once: rooms, transports, producers. Nothing else is said about each of them. */
  onLost(listener: () => void): Disposable;
  /** Rooms can be opened again after a loss. */
  onReturned(listener: () => void): Disposable;
  close(): Promise<void>;
}

/** The pictures of one session; nothing passes from one room to another. */
export interface RelayRoom {
  openTransport(): Promise<RelayTransport>;
  /**
   * Sends the producer's packets to 127.0.0.1:`port` as well, as RTP without encryption; paused
   * until resumed. Raises `not-sharing` when the producer is gone.
   */
  tap(producerId: string, port: number): Promise<PictureTap>;
  close(): void;
}

/** One page's way to the relay. */
export interface RelayTransport {
  readonly id: string;
  /** What the page needs for its end. */
  readonly opened: MediaOpened;
  connect(dtlsParameters: DtlsParameters): Promise<void>;
  produce(rtpParameters: RtpParameters): Promise<RelayProducer>;
  /** Paused until resumed. Raises `not-sharing` when the producer is gone or not of this room. */
  consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<RelayConsumer>;
  /** The peer ended it or has been silent too long; what hung on it is closed. Not called for close(). */
  onGone(listener: () => void): void;
  close(): void;
}

export interface RelayProducer {
  readonly id: string;
  /** Its consumers and taps are closed with it. */
  close(): void;
}

export interface RelayConsumer {
  readonly id: string;
  readonly consumed: MediaConsumed;
  /** A key frame is asked for, so that the first packet is one's. */
  resume(): Promise<void>;
  close(): void;
}

/** A copy of a picture for the recorder. */
export interface PictureTap {
  readonly codec: PictureCodec;
  readonly ssrc: number;
  readonly payloadType: number;
  /** Where the recorder's feedback (RTCP) goes: 127.0.0.1, this port. */
  readonly relayPort: number;
  resume(): Promise<void>;
  requestKeyFrame(): Promise<void>;
  /** Packets that were sent to the recorder, those sent again not counted. */
  packetsSent(): Promise<number>;
  /** The picture ended or was replaced. Not called for close(). */
  onGone(listener: () => void): void;
  close(): void;
}

/** A session in which somebody is helped now. */
export interface SharingSession {
  isIn(who: ParticipantId): boolean;
  /** Whether the session policies let this one see the screen; of the customer, let anybody. */
  maySee(who: ParticipantId): boolean;
  /** The picture that the journal says is shared. */
  readonly producerId: string | undefined;
}

/** What media needs of sessions. */
export interface SharingSessions {
  /** Undefined unless the session is being held now. */
  find(session: SessionId): SharingSession | undefined;
  /** Raises the session's refusal. */
  startScreen(session: SessionId, producerId: string): Promise<void>;
  stopScreen(session: SessionId, reason: ScreenStopReason): Promise<void>;
}
