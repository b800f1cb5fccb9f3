import {
  CUSTOMER,
  instant,
  msBetween,
  unreachable,
  type Instant,
  type ParticipantId,
  type RecordingId,
  type SessionId,
} from '../kernel/index.ts';
import type { EndReason } from '../protocol/index.ts';
import { bounces, totalWaitMs, type QueueEntry } from '../queues/index.ts';
import type { FactOf, Happened, Person, Representative, Request, SessionFact } from '../sessions/index.ts';
import { told, type Told } from './event-text.ts';
import { playedAt, type PlayedAt, type Recording } from './recording.ts';

/** Rows of one page of a long report: the list of events, the transcript, the notes. */
export const ROWS_PER_PART = 200;

export interface AgreementAnswer {
  readonly outcome: FactOf<'agreement-closed'>['outcome'];
  readonly sha256: string;
  /** What it was asked for: before the queue, or when a chat was to go on with the screen. */
  readonly wanted: 'session' | 'screen';
}

/** One session as its report shows it. */
export interface Report {
  readonly session: SessionId;
  readonly customerName: string;
  /** What the customer wrote about the problem; may be empty, may have several lines. */
  readonly details: string;
  readonly portalName: string;
  /** How it began, and all that the customer brought beside the name and the words. */
  readonly request: Omit<Request, 'customerName' | 'details' | 'portalId' | 'portalName'>;
  readonly queueName: string;
  readonly status: 'preparing' | 'waiting' | 'in-session' | 'ended';
  /** What was agreed to, or not, in the order in which it was answered. */
  readonly agreements: readonly AgreementAnswer[];
  /** Why nothing is recorded, if nothing is. */
  readonly recording: 'on' | 'off' | 'refused' | 'no-answer';
  readonly startedAt: Instant;
  readonly acceptedAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly endReason: EndReason | undefined;
  /** In all its queues together, until now; what it spent in session does not count. */
  readonly waitingMs: number;
  /** In how many queues it was, one after another; how often a waiting session rule moved it on, and of that back. */
  readonly moves: { readonly queues: number; readonly overflows: number; readonly bounces: number };
  /** From the acceptance to the end, or until now. */
  readonly inSessionMs: number | undefined;
  readonly representatives: readonly Representative[];
  readonly recordings: readonly Recording[];
  readonly events: Part<EventLine>;
  readonly transcript: Part<ChatLine>;
  readonly notes: Part<NoteLine>;
}

/** One page of something that may be long. */
export interface Part<Line> {
  readonly lines: readonly Line[];
  /** From 1. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
  /** Lines of all pages. */
  readonly total: number;
}

interface Line {
  readonly seq: number;
  readonly at: Instant;
  readonly sinceStartMs: number;
  /** Where a recording shows this moment. */
  readonly played: PlayedAt | undefined;
}

export interface EventLine extends Line, Told {}

export interface ChatLine extends Line {
  readonly from: Person;
  readonly text: string;
  /** When it reached the page of the other side. */
  readonly deliveredAt: Instant | undefined;
}

export interface NoteLine extends Line {
  readonly by: Representative;
  readonly text: string;
}

export interface PagesWanted {
  readonly events: number;
  readonly transcript: number;
  readonly notes: number;
}

type Requested = Extract<SessionFact, { type: 'requested' }>;
type Unplayed<Kind extends Line> = Omit<Kind, 'played'>;

/**
 * Gathers a report while a session's history is read to it, oldest first. It keeps the wanted pages
 * of what may be long, so a long session costs no more memory than a short one.
 */
export class ReportDraft {
  readonly #session: SessionId;
  readonly #events: Window<Unplayed<EventLine>>;
  readonly #transcript: Window<{ -readonly [Key in keyof Unplayed<ChatLine>]: ChatLine[Key] }>;
  readonly #notes: Window<Unplayed<NoteLine>>;
  readonly #representatives = new Map<ParticipantId, Representative>();
  readonly #recordings = new Map<RecordingId, Recording>();
  #requested: (Requested & { readonly at: Instant }) | undefined;
  #queueName = '';
  readonly #stays: QueueEntry[] = [];
  #isPreparing = false;
  readonly #agreements: AgreementAnswer[] = [];
  #recording: Report['recording'] = 'on';
  #acceptedAt: Instant | undefined;
  #isHeld = false;
  #ended: { readonly at: Instant; readonly reason: EndReason } | undefined;

  constructor(session: SessionId, wanted: PagesWanted) {
    this.#session = session;
    this.#events = new Window(wanted.events);
    this.#transcript = new Window(wanted.transcript);
    this.#notes = new Window(wanted.notes);
  }

  add({ seq, at, fact }: Happened<SessionFact>): void {
    const sinceStartMs = fact.type === 'requested' ? 0 : msBetween(this.#requested?.at ?? at, at);
    const line = { seq, at, sinceStartMs };
    switch (fact.type) {
      case 'requested':
        this.#requested = { ...fact, at };
        this.#recording = fact.recorded === false ? 'off' : 'on';
        break;
      case 'page-awaited':
      case 'preparing':
        this.#queueName = fact.queueName;
        this.#isPreparing = true;
        break;
      case 'agreement-closed':
        this.#agreements.push({
          outcome: fact.outcome,
          sha256: fact.sha256,
          wanted: this.#acceptedAt === undefined ? 'session' : 'screen',
        });
        break;
      case 'recording-answered':
        this.#recording = fact.answer === 'allowed' ? 'on' : fact.answer;
        break;
      case 'queued':
        this.#leaveQueue(at);
        this.#stays.push({
          queue: fact.queue,
          queuedAt: at,
          by: fact.how === 'arrival' ? 'start' : fact.how,
          leftAt: undefined,
        });
        this.#queueName = fact.queueName;
        this.#isPreparing = false;
        this.#isHeld = false;
        break;
      case 'accepted':
        this.#leaveQueue(at);
        this.#acceptedAt ??= at;
        this.#isHeld = true;
        this.#representatives.set(fact.by.id, fact.by);
        break;
      case 'joined':
        this.#representatives.set(fact.who.id, fact.who);
        break;
      case 'chat':
        this.#transcript.add(() => ({ ...line, from: fact.from, text: fact.text, deliveredAt: undefined }));
        break;
      case 'chat-delivered':
        // Told with the messages that were delivered.
        this.#deliver(fact.to, fact.upTo, at);
        return;
      case 'recording-started':
        this.#recordings.set(fact.recordingId, { state: 'running', id: fact.recordingId, startedAt: at });
        break;
      case 'recording-stopped': {
        const { recordingId: id, lengthMs, bytes, sha256, problem } = fact;
        const startedAt = this.#recordings.get(id)?.startedAt ?? instant(at - lengthMs);
        this.#recordings.set(id, { state: 'finished', id, startedAt, lengthMs, bytes, sha256, problem });
        break;
      }
      case 'note':
        this.#notes.add(() => ({ ...line, by: fact.by, text: fact.text }));
        break;
      case 'ended':
        this.#leaveQueue(at);
        this.#ended = { at, reason: fact.reason };
        break;
      case 'offered':
      case 'offer-closed':
      case 'overdue':
      case 'invited':
      case 'external-invited':
      case 'invitation-closed':
      case 'left':
      case 'viewing-started':
      case 'viewing-ended':
      case 'owner-changed':
      case 'elevation-requested':
      case 'elevation-closed':
      case 'button-offered':
      case 'button-closed':
      case 'button-removed':
      case 'screen-requested':
      case 'screen-request-closed':
      case 'screen-started':
      case 'screen-stopped':
      case 'connection-lost':
      case 'connection-returned':
      case 'notice-shown':
      case 'notice-withdrawn':
      case 'language-changed':
        break;
      default:
        unreachable(fact);
    }
    this.#events.add(() => ({ ...line, ...told(fact, at, this.#requested?.customerName ?? '') }));
  }

  /** The report as it is at `now`; undefined when there was no such session. */
  report(now: Instant): Report | undefined {
    const requested = this.#requested;
    if (requested === undefined) {
      return undefined;
    }
    const recordings = [...this.#recordings.values()];
    const end = this.#ended?.at ?? now;
    function play<Kind extends Unplayed<Line>>(part: Part<Kind>): Part<Kind & Pick<Line, 'played'>> {
      return {
        ...part,
        lines: part.lines.map((line) => ({ ...line, played: playedAt(recordings, line.at) })),
      };
    }
    return {
      session: this.#session,
      customerName: requested.customerName,
      details: requested.details,
      portalName: requested.portalName,
      request: requested,
      queueName: this.#queueName,
      status:
        this.#ended !== undefined
          ? 'ended'
          : this.#isHeld
            ? 'in-session'
            : this.#isPreparing
              ? 'preparing'
              : 'waiting',
      agreements: this.#agreements,
      recording: this.#recording,
      startedAt: requested.at,
      acceptedAt: this.#acceptedAt,
      endedAt: this.#ended?.at,
      endReason: this.#ended?.reason,
      waitingMs: totalWaitMs(this.#stays, now),
      moves: {
        queues: this.#stays.length,
        overflows: this.#stays.filter(({ by }) => by === 'waiting-rule').length,
        bounces: bounces(this.#stays),
      },
      inSessionMs: this.#acceptedAt === undefined ? undefined : msBetween(this.#acceptedAt, end),
      representatives: [...this.#representatives.values()],
      recordings,
      events: play(this.#events.part()),
      transcript: play(this.#transcript.part()),
      notes: play(this.#notes.part()),
    };
  }

  #leaveQueue(at: Instant): void {
    const stay = this.#stays.at(-1);
    if (stay !== undefined && stay.leftAt === undefined) {
      this.#stays[this.#stays.length - 1] = { ...stay, leftAt: at };
    }
  }

  /** What the customer's page shows reached the customer; what any representative's shows, the representatives. */
  #deliver(to: ParticipantId, upTo: number, at: Instant): void {
    for (const line of this.#transcript.kept) {
      if (line.seq <= upTo && (line.from.id === CUSTOMER) !== (to === CUSTOMER)) {
        line.deliveredAt ??= at;
      }
    }
  }
}

/** Counts all lines, keeps those of one page. A page beyond the last is the last one that holds lines. */
class Window<Kind> {
  kept: Kind[] = [];
  readonly #wanted: number;
  #total = 0;

  constructor(wanted: number) {
    this.#wanted = Math.max(1, wanted);
  }

  add(line: () => Kind): void {
    this.#total += 1;
    const page = Math.ceil(this.#total / ROWS_PER_PART);
    if (page > this.#wanted) {
      return;
    }
    if (this.kept.length === ROWS_PER_PART) {
      this.kept = [];
    }
    this.kept.push(line());
  }

  part(): Part<Kind> {
    const pages = Math.max(1, Math.ceil(this.#total / ROWS_PER_PART));
    return { lines: this.kept, page: Math.min(this.#wanted, pages), pages, total: this.#total };
  }
}
