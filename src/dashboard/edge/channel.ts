import { Buffer } from 'node:buffer';
import {
  Fault,
  faultFrom,
  LIMITS,
  ownerOfPersonalQueue,
  teamOfQueue,
  unreachable,
  type Clock,
  type Log,
  type QueueId,
  type RepId,
  type SessionId,
  type Timers,
} from '../../kernel/index.ts';
import { write, type SupervisedPerson } from '../../protocol/index.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import {
  isIn,
  isLive,
  isViewing,
  representativesIn,
  type Command,
  type Happened,
  type LiveSession,
  type QueuedSession,
  type Representative,
  type Session,
  type SessionFact,
  type Sessions,
} from '../../sessions/index.ts';
import { QueueHistory, MINUTE_MS } from '../queue-history.ts';
import type { Duty, Supervisors, TeamPerson } from '../index.ts';
import { dutyLine, personLine, queueLine } from '../overview.ts';
import { Audiences, type Audience, type Watching } from './audiences.ts';

/** Whoever was just told is told again this much later, so that a storm of changes is a few frames. */
const FRAME_MS = 500;
/** Who became idle is noticed so often. */
const LOOK_AGAIN_MS = 30_000;
/** People whose lines are written together; between two such parts others have their turn. */
const PEOPLE_AT_ONCE = 50;
/** What a frame holds beside the people: the numbers of one queue with its last hour. */
const ENVELOPE_BYTES = 2_048;

/** What the dashboard needs of the pages that show sessions. */
interface Pages {
  duty(rep: RepId): Duty | undefined;
  onDutyChanged(listener: (rep: RepId) => void): Disposable;
  waitingIn(queue: QueueId): Iterable<QueuedSession>;
  /** Tells this page of a session from after that place on, for as long as its representative views it. */
  show(connection: Connection, session: SessionId, afterSeq: number): void;
  /** No longer; answers whether another page of that representative still shows it. */
  hide(connection: Connection, session: SessionId): boolean;
}

export interface DashboardChannel extends Disposable {
  readonly handlers: Handlers;
  /** To be called when a connection is gone. */
  closed(connection: Connection): void;
}

/** The dashboard over the wire: who is told of which change, and what supervisors ask for. */
export function createDashboardChannel(ports: {
  readonly sessions: Sessions;
  readonly supervisors: Supervisors;
  readonly pages: Pages;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}): DashboardChannel {
  const { sessions, supervisors, pages, clock, timers, log } = ports;
  const audiences = new Audiences(supervisors);
  const history = new QueueHistory(clock.monotonicMs());
  /** Whose session it is, or who shares it, or for whom it waits; the team queue where it waits. */
  const placed = new Map<SessionId, { readonly reps: ReadonlySet<RepId>; readonly queue?: QueueId }>();
  const sessionsOf = new Map<RepId, Set<SessionId>>();
  const waitingCounts = new Map<QueueId, number>();
  /** Sessions that somebody looks on. */
  const viewed = new Set<SessionId>();
  /** The presence of people as it was told last: a sign of life that changes nothing is told to nobody. */
  const toldDuty = new Map<RepId, string>();
  const changedPeople = new Set<RepId>();
  const changedQueues = new Set<QueueId>();
  let turn: NodeJS.Immediate | undefined;
  let pause: Disposable | undefined;
  let again: Disposable | undefined;
  let lookAgain: Disposable | undefined;
  let minute = Math.floor(clock.monotonicMs() / MINUTE_MS);

  for (const session of sessions.live()) {
    place(session.id, session);
  }
  const listening = [
    sessions.onHappened(happened),
    pages.onDutyChanged(dutyChanged),
    supervisors.onChanged(supervisionChanged),
  ];

  // --- What changes ---------------------------------------------------------------------------

  function happened(id: SessionId, facts: readonly Happened<SessionFact>[], after: Session): void {
    if (facts.some(({ fact }) => isSeen(fact))) {
      place(id, isLive(after) ? after : undefined);
    }
    followViewers(after);
  }

  function place(id: SessionId, session: LiveSession | undefined): void {
    const before = placed.get(id);
    const reps = new Set(session === undefined ? [] : representativesIn(session).map((rep) => rep.id));
    const waitsIn = session === undefined || session.status === 'held' ? undefined : session.queue;
    const waitsFor = waitsIn === undefined ? undefined : ownerOfPersonalQueue(waitsIn);
    if (waitsFor !== undefined) {
      reps.add(waitsFor);
    }
    const queue = waitsIn !== undefined && teamOfQueue(waitsIn) !== undefined ? waitsIn : undefined;
    for (const rep of before?.reps ?? []) {
      if (!reps.has(rep)) {
        sessionsOf.get(rep)?.delete(id);
        markPerson(rep);
      }
    }
    for (const rep of reps) {
      sessionsOf.set(rep, (sessionsOf.get(rep) ?? new Set()).add(id));
      markPerson(rep);
    }
    count(before?.queue, -1);
    count(queue, 1);
    if (session === undefined) {
      placed.delete(id);
    } else {
      placed.set(id, { reps, ...(queue === undefined ? {} : { queue }) });
    }
  }

  function count(queue: QueueId | undefined, change: 1 | -1): void {
    if (queue !== undefined) {
      const waiting = (waitingCounts.get(queue) ?? 0) + change;
      waitingCounts.set(queue, waiting);
      history.put(queue, waiting, clock.monotonicMs());
      markQueue(queue);
    }
  }

  function dutyChanged(rep: RepId): void {
    if (audiences.isEmpty) {
      return;
    }
    const now = dutyKey(rep);
    if (toldDuty.get(rep) !== now) {
      toldDuty.set(rep, now);
      markPerson(rep);
    }
  }

  function dutyKey(rep: RepId): string {
    return JSON.stringify(dutyLine(pages.duty(rep), clock.now()) ?? null);
  }

  /** Roles, teams, their members or settings are not what they were: every right is looked at again at once, every page begins anew. */
  function supervisionChanged(): void {
    for (const id of viewed) {
      const session = sessions.find(id);
      if (session !== undefined) {
        followViewers(session);
      }
    }
    again ??= timers.after(FRAME_MS, () => {
      again = undefined;
      for (const connection of audiences.takeAll()) {
        begin(connection);
      }
    });
  }

  /** Whoever may not look on any more does not; whoever should be seen to look on is told of from now on. */
  function followViewers(session: Session): void {
    if (session.status !== 'held' || session.viewers.length === 0) {
      if (session.status !== 'new') {
        viewed.delete(session.id);
      }
      return;
    }
    viewed.add(session.id);
    for (const { who, isTold } of session.viewers) {
      const over = supervisors.over(who.id, session.owner.id);
      if (over?.view !== true) {
        void carryOutQuietly(session.id, { kind: 'stop-viewing', who: who.id });
      } else if (over.isTold && !isTold) {
        void carryOutQuietly(session.id, { kind: 'view', by: who, of: session.owner.id, isTold: true });
      }
    }
  }

  /** For what no page waits for: a refusal here means that it is not needed any more. */
  async function carryOutQuietly(session: SessionId, command: Command): Promise<void> {
    try {
      await sessions.command(session, command);
    } catch (thrown) {
      const { code, detail } = faultFrom(thrown);
      log[code === 'internal' ? 'error' : 'debug'](
        { session, command: command.kind, code, detail },
        'a command of the dashboard itself was not carried out',
      );
    }
  }

  // --- Who is told ----------------------------------------------------------------------------

  function markPerson(rep: RepId): void {
    if (!audiences.isEmpty) {
      changedPeople.add(rep);
      tellSoon();
    }
  }

  function markQueue(queue: QueueId): void {
    if (!audiences.isEmpty) {
      changedQueues.add(queue);
      tellSoon();
    }
  }

  function tellSoon(): void {
    if (pause === undefined) {
      turn ??= setImmediate(tell);
    }
  }

  /** What changed, written once an audience. */
  function tell(): void {
    turn = undefined;
    pause = timers.after(FRAME_MS, () => {
      pause = undefined;
      if (changedPeople.size + changedQueues.size > 0) {
        tell();
      }
    });
    for (const audience of audiences.all()) {
      const people = [...changedPeople].flatMap((rep) => audience.people.get(rep) ?? []);
      const frames = framesOf(audience, people, changedQueues.has(audience.queue));
      for (const connection of audience.connections) {
        for (const frame of frames) {
          connection.sendFrame(frame);
        }
      }
    }
    changedPeople.clear();
    changedQueues.clear();
  }

  function framesOf(
    audience: Audience,
    people: readonly TeamPerson[],
    withQueue: boolean,
  ): readonly string[] {
    const { queue } = audience;
    const queues = withQueue
      ? [queueLine(queue, pages.waitingIn(queue), history.of(queue, clock.monotonicMs()))]
      : [];
    const lines = people.map((person) => lineOf(queue, person));
    const parts = [...partsOf(lines)];
    return (parts.length === 0 && withQueue ? [[]] : parts).map((part, index) =>
      write({
        type: 'dashboard',
        reset: false,
        teams: [],
        queues: index === 0 ? queues : [],
        people: [...part],
      }),
    );
  }

  function lineOf(queue: QueueId, person: TeamPerson): SupervisedPerson {
    const all = [...(sessionsOf.get(person.id) ?? [])].flatMap((id) => {
      const session = sessions.find(id);
      return session !== undefined && isLive(session) ? [session] : [];
    });
    return personLine(queue, person, dutyLine(pages.duty(person.id), clock.now()), all);
  }

  /** Shows this page everything anew; a page of somebody who supervises nobody (any more) is told just that. */
  function begin(connection: Connection): void {
    const teams = supervisors.teamsOf(representative(connection).id);
    const watching = teams.length === 0 ? undefined : audiences.put(connection, teams);
    connection.sendFrame(
      write({ type: 'dashboard', reset: true, teams: [...teams], queues: [], people: [] }),
    );
    if (watching !== undefined) {
      lookAgain ??= timers.after(LOOK_AGAIN_MS, look);
      tellAll(connection, watching).catch((thrown: unknown) => {
        log.error({ connection: connection.id, err: thrown }, 'a dashboard could not be shown');
      });
    }
  }

  /** Part by part, as fast as the page's network takes it. Each part is as things are when it is sent, so what changes meanwhile is never overwritten. */
  async function tellAll(connection: Connection, watching: Watching): Promise<void> {
    for (const audience of watching.audiences) {
      const people = [...audience.people.values()];
      for (let at = 0; at === 0 || at < people.length; at += PEOPLE_AT_ONCE) {
        if (!audiences.isWatching(connection, watching)) {
          return;
        }
        const part = people.slice(at, at + PEOPLE_AT_ONCE);
        for (const { id } of part) {
          if (!toldDuty.has(id)) {
            toldDuty.set(id, dutyKey(id));
          }
        }
        await Promise.all(framesOf(audience, part, at === 0).map((frame) => sent(connection, frame)));
      }
    }
  }

  /** Time alone changes who is idle, and the last hour of the queues. */
  function look(): void {
    lookAgain = undefined;
    if (audiences.isEmpty) {
      toldDuty.clear();
      return;
    }
    lookAgain = timers.after(LOOK_AGAIN_MS, look);
    const nowMinute = Math.floor(clock.monotonicMs() / MINUTE_MS);
    for (const { queue, people } of audiences.all()) {
      if (nowMinute !== minute) {
        markQueue(queue);
      }
      for (const id of people.keys()) {
        dutyChanged(id);
      }
    }
    minute = nowMinute;
  }

  // --- What supervisors ask for ---------------------------------------------------------------

  /**
   * Whose session it is, when `rep` may do that with it. To who does not supervise the owner there is no
   * such session; who is in it all the same, or whose team does not allow it, is told `not-allowed`.
   */
  function ownerBelow(
    rep: RepId,
    id: SessionId,
    right: 'view' | 'takeOver',
  ): { readonly of: RepId; readonly isTold: boolean } {
    const session = sessions.find(id);
    const owner = session?.status === 'held' ? session.owner.id : undefined;
    const over = owner === undefined ? undefined : supervisors.over(rep, owner);
    if (session === undefined || owner === undefined || over === undefined) {
      throw new Fault(session !== undefined && isIn(session, rep) ? 'not-allowed' : 'no-such-session');
    }
    if (!over[right]) {
      throw new Fault('not-allowed');
    }
    return { of: owner, isTold: over.isTold };
  }

  const handlers: Handlers = {
    'watch-dashboard': (connection, { open }) => {
      if (!open) {
        audiences.remove(connection);
        return;
      }
      if (supervisors.teamsOf(representative(connection).id).length === 0) {
        throw new Fault('not-allowed');
      }
      begin(connection);
    },
    'view-session': async (connection, { session, shown }) => {
      const by = representative(connection);
      await sessions.command(session, { kind: 'view', by, ...ownerBelow(by.id, session, 'view') });
      pages.show(connection, session, shown);
    },
    'stop-viewing': async (connection, { session }) => {
      const { id } = representative(connection);
      const found = sessions.find(session);
      if (found === undefined || !isViewing(found, id)) {
        throw new Fault('no-such-session');
      }
      if (!pages.hide(connection, session)) {
        await sessions.command(session, { kind: 'stop-viewing', who: id });
      }
    },
    'join-session': (connection, { session }) => {
      const by = representative(connection);
      const { of } = ownerBelow(by.id, session, 'takeOver');
      return sessions.command(session, { kind: 'join', by, of });
    },
    'take-over': (connection, { session }) => {
      const by = representative(connection);
      const { of } = ownerBelow(by.id, session, 'takeOver');
      return sessions.command(session, { kind: 'take-over', by, of });
    },
  };

  return {
    handlers,
    closed: (connection) => audiences.remove(connection),
    [Symbol.dispose]() {
      for (const each of [...listening, pause, again, lookAgain]) {
        each?.[Symbol.dispose]();
      }
      clearImmediate(turn);
    },
  };
}

/** Whether it changes a line of the dashboard. */
function isSeen(fact: SessionFact): boolean {
  switch (fact.type) {
    case 'chat':
    case 'chat-delivered':
    case 'note':
    case 'recording-started':
    case 'recording-stopped':
    case 'viewing-started':
    case 'viewing-ended':
    case 'elevation-requested':
    case 'elevation-closed':
    case 'button-offered':
    case 'button-closed':
    case 'button-removed':
    case 'screen-requested':
    case 'screen-request-closed':
    case 'invited':
    case 'external-invited':
    case 'invitation-closed':
    case 'page-awaited':
    case 'preparing':
    case 'agreement-closed':
    case 'recording-answered':
    case 'notice-shown':
    case 'notice-withdrawn':
    case 'language-changed':
      return false;
    case 'requested':
    case 'queued':
    case 'offered':
    case 'offer-closed':
    case 'overdue':
    case 'accepted':
    case 'joined':
    case 'left':
    case 'owner-changed':
    case 'screen-started':
    case 'screen-stopped':
    case 'connection-lost':
    case 'connection-returned':
    case 'ended':
      return true;
    default:
      return unreachable(fact);
  }
}

/** In parts that each fit a frame. */
function* partsOf(lines: readonly SupervisedPerson[]): IterableIterator<readonly SupervisedPerson[]> {
  let part: SupervisedPerson[] = [];
  let bytes = 0;
  for (const line of lines) {
    const lineBytes = Buffer.byteLength(JSON.stringify(line)) + 1;
    if (part.length > 0 && bytes + lineBytes > LIMITS.frameBytes - ENVELOPE_BYTES) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(line);
    bytes += lineBytes;
  }
  if (part.length > 0) {
    yield part;
  }
}

function representative({ principal }: Connection): Representative {
  if (principal.kind !== 'person') {
    throw new Fault('not-allowed');
  }
  return { id: principal.id, name: principal.name };
}

/** Resolves when the network has taken the frame, or the connection is gone. */
function sent(connection: Connection, frame: string): Promise<void> {
  return new Promise((resolve) => connection.sendFrame(frame, resolve));
}
