import {
  CUSTOMER,
  Fault,
  faultFrom,
  LIMITS,
  Mailbox,
  newId,
  ownerOfPersonalQueue,
  personalQueue,
  unreachable,
  type Clock,
  type InvitationId,
  type Log,
  type NoticeId,
  type ParticipantId,
  type PortalId,
  type Principal,
  type QueueId,
  type Random,
  type RepId,
  type SessionId,
  type Timers,
  type Transaction,
} from '../../kernel/index.ts';
import type { Hypothetical, LineUp } from '../../equilibrium/index.ts';
import { canHold, getNext, inOrder, type QueuePlace } from '../../queues/index.ts';
import {
  CLOSE,
  PROTOCOL_VERSION,
  write,
  type Down,
  type DownOf,
  type SessionEntry,
  type Welcome,
} from '../../protocol/index.ts';
import type { Journal } from '../../journal/index.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import {
  fallback,
  externalsIn,
  isIn,
  isLive,
  isOpen,
  isViewing,
  PAGE_WITHIN_MS,
  personIn,
  representativesIn,
  whyInWords,
  type Agreement,
  type Arrivals,
  type Command,
  type CommandOf,
  type Due,
  type DutyMemory,
  type FallbackTarget,
  type Floor,
  type Happened,
  type HeldSession,
  type IsCalled,
  type LiveSession,
  type OpenSession,
  type Person,
  type QueuedSession,
  type QueueRule,
  type Representative,
  type Request,
  type Session,
  type SessionFact,
  type Sessions,
  type SiteManners,
  type Status,
  type StatusOnFloor,
  type Tools,
} from '../index.ts';
import { Assignment } from './assignment.ts';
import { DutyJournal } from './duty-journal.ts';
import { BACK_WITHIN_MS, ExpectedBack } from './expected-back.ts';
import { OnDuty, type Duty, type Said } from './on-duty.ts';
import { deskFrames, Desks } from './desk-frames.ts';
import { partsOf } from './parts.ts';
import { Presence } from './presence.ts';
import { present } from './present.ts';
import { QueueRows, rowsOf } from './queue-rows.ts';
import { UnattendedQueues } from './unattended.ts';

const PERSONAL_QUEUE_NAME = 'Personal queue';
/** Who is around changes often; consoles are told together. */
const DESK_FRAME_MS = 250;
/** What time does to a session is tried again so much later when the disk does not take it. */
const AGAIN_MS = 10_000;
/** How long a wait is likely to be is looked at so often, beside whenever somebody comes or goes. */
const WAITS_LOOK_MS = 60_000;

/** What changes who is in a session, or what it is. */
const CHANGES_TOOLS: ReadonlySet<SessionFact['type']> = new Set([
  'accepted',
  'joined',
  'left',
  'owner-changed',
  'queued',
  'elevation-closed',
]);

/** What a waiting customer is told. */
type Place = Pick<DownOf<'waiting'>, 'position' | 'expected' | 'unattended'>;

/** A page that shows a session. */
interface Watch {
  readonly connection: Connection;
  /** False while it is still being told what happened before: what happens now comes after that. */
  isCurrent: boolean;
  /** What it was last told to be denied. */
  denied: string;
}

export interface SessionChannel extends Disposable {
  readonly handlers: Handlers;
  readonly arrivals: Arrivals;
  /** Equilibrium as it is at this moment, for looking at. */
  readonly live: {
    lineUp(session: Hypothetical): LineUp;
    /** Oldest first. */
    waitingIn(queue: QueueId): readonly QueuedSession[];
    isOnDuty(rep: RepId): boolean;
  };
  /** To be called when a connection is gone. */
  closed(connection: Connection): void;
  /** The pages of one session, for what is told but not kept. */
  toSession(session: SessionId, message: Down, audience?: 'customer' | 'representatives'): void;
  /** What the dashboard shows of people and queues, and how it shows a session. */
  readonly pages: {
    duty(rep: RepId): Duty | undefined;
    onDutyChanged(listener: (rep: RepId) => void): Disposable;
    /** In no order. */
    waitingIn(queue: QueueId): Iterable<QueuedSession>;
    /** Tells this page of a session from after that place on, for as long as its representative views it. */
    show(connection: Connection, session: SessionId, afterSeq: number): void;
    /** No longer; answers whether another page of that representative still shows it. */
    hide(connection: Connection, session: SessionId): boolean;
  };
  /** Whether this session's customer is called is not what it was. */
  callingChanged(session: SessionId): void;
  /** What desks show beside sessions is not what it was. */
  desksChanged(): void;
  /** Applies the fallback rules at once to what these representatives hold, and to who waits for them: they will not come back. */
  fallBackFrom(isGone: (rep: RepId) => boolean): void;
}

/** Sessions over the wire: who is told what, and which messages become which commands. */
export function createSessionChannel(ports: {
  readonly sessions: Sessions;
  readonly floor: Floor;
  readonly sites: SiteManners;
  readonly tools: Tools;
  readonly dutyMemory: DutyMemory;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly siteName: () => string;
  /** Customer notices that representatives may send. */
  readonly notices: () => readonly {
    readonly id: NoticeId;
    readonly name: string;
    readonly sites: 'all' | readonly PortalId[];
  }[];
  /** Every public site. */
  readonly everyPortal: () => readonly PortalId[];
  /** What a representative may do with Support Buttons. */
  readonly supportButtons: (rep: RepId) => { readonly deploy: boolean; readonly list: boolean };
  /** How many messages of customers who found nobody a representative should see to. */
  readonly leftMessages: (rep: RepId) => number;
  /** The public sites that a representative may use. */
  readonly portals: (rep: RepId) => readonly {
    readonly id: PortalId;
    readonly name: string;
    readonly languages: readonly string[];
    /** Whether they may generate access keys to iOS profiles there. */
    readonly sendsProfiles: boolean;
  }[];
  readonly keyValidForMsMax: () => number;
  readonly isCalled: IsCalled;
  /** What a session took with it that its customer never came to, within the transaction that ends it. */
  readonly neverCame: (tx: Transaction, session: SessionId) => void;
  readonly journal: Pick<Journal, 'head' | 'stream' | 'version' | 'write'>;
}): SessionChannel {
  const { sessions, floor, tools, log, clock, timers } = ports;
  /** Who watches a session: its customer's pages and its representatives' pages. */
  const watchers = new Map<SessionId, Map<Connection, Watch>>();
  const watchedBy = new Map<Connection, Set<SessionId>>();
  /** What a page still has to read of the past, one thing after another, as fast as its network takes it. */
  const reading = new Map<Connection, Mailbox>();
  /** Who waits where, in no order. */
  const waiting = new Map<QueueId, Map<SessionId, QueuedSession>>();
  const queueOf = new Map<SessionId, QueueId>();
  /** What each representative is being asked. */
  const offers = new Map<RepId, SessionId>();
  let deskFrame: Disposable | undefined;
  const desks = new Desks();
  const dutyListeners = new Set<(rep: RepId) => void>();
  /** The sites to whose customers a representative may send no notices: of many sites too much to find out for each desk. */
  const noNoticesOn = new Map<RepId, readonly PortalId[]>();
  /** Every waiting customer's place, as it was told last; queues where places may have changed. */
  const places = new Map<SessionId, Place>();
  const changedPlaces = new Set<QueueId>();
  let placesTurn: NodeJS.Immediate | undefined;
  let waitsLook = timers.after(WAITS_LOOK_MS, lookAtWaits);

  const expectedBack = new ExpectedBack(ports.journal, clock);
  const unattended = new UnattendedQueues({ clock, timers, due: queueFallsBack });
  /** Of the queues where somebody waits: what those are told of who is there. */
  const attendance = new Map<QueueId, Place['unattended']>();
  const duty = new OnDuty({ clock, timers, changed: dutyChanged });
  const rows = new QueueRows({
    timers,
    send(queue, frame) {
      for (const console of consolesOf(queue)) {
        console.sendFrame(frame);
      }
    },
  });
  const presence = new Presence({
    clock,
    timers,
    due,
    rules: ruleOf,
    isCalled: ports.isCalled,
  });
  for (const session of sessions.live()) {
    presence.resume(session, [
      CUSTOMER,
      ...[...representativesIn(session), ...externalsIn(session)].map(({ id }) => id),
      ...viewersOf(session),
    ]);
    place(session);
    if (session.status === 'offered') {
      offers.set(session.to.id, session.id);
    }
    if (session.status === 'held' && session.screen.state === 'on') {
      // The picture went with the process that relayed it; a customer's page that still has it sends it again.
      void carryOutQuietly(session.id, { kind: 'stop-screen', reason: 'appliance-restarted' });
    }
  }
  for (const session of sessions.preparing()) {
    presence.resume(session, [CUSTOMER]);
  }
  const assignment = new Assignment({ sessions, floor, duty, clock, timers, log });
  const dutyJournal = new DutyJournal({ journal: ports.journal, duty, floor, clock, timers, log });
  const noLongerExpected = timers.after(BACK_WITHIN_MS, lookAtQueues);
  const listening = [
    sessions.onHappened(happened),
    floor.onChanged(floorChanged),
    tools.onChanged(toolsChanged),
  ];

  // --- What happens by itself -----------------------------------------------------------------

  /** For what no page waits for: a refusal here means that it is not needed any more. */
  async function carryOutQuietly(session: SessionId, command: Command): Promise<void> {
    const isUnmet = command.kind === 'give-up' && command.reason === 'customer-never-came';
    try {
      await sessions.command(session, command, isUnmet ? ports.neverCame : undefined);
    } catch (thrown) {
      const fault = faultFrom(thrown);
      log[fault.code === 'internal' ? 'error' : 'debug'](
        { session, command: command.kind, code: fault.code, detail: fault.detail },
        'a command of the appliance itself was not carried out',
      );
      if (fault.code === 'database-busy') {
        timers.after(AGAIN_MS, () => void carryOutQuietly(session, command));
      }
    }
  }

  function due(id: SessionId, what: Due): void {
    if (what.kind === 'command') {
      void carryOutQuietly(id, what.command);
      return;
    }
    const session = sessions.find(id);
    if (what.kind === 'unanswered') {
      const kind = what.question === 'agreement' ? 'answer-agreement' : 'answer-recording';
      void carryOutQuietly(id, { kind, answer: 'no-answer', canQueue: canQueue(session) });
      return;
    }
    if (session?.status === 'held' && session.owner.id === what.rep) {
      void carryOutQuietly(id, { kind: 'fall-back', from: what.rep, to: fallbackOf(session) });
    } else {
      void carryOutQuietly(id, { kind: 'leave', by: what.rep, how: 'lost' });
    }
  }

  /** Whether a queue takes it on arrival; a session key leads to its representative, there or not, by whichever way it came. */
  function canArrive({ keyId, queue }: Pick<CommandOf<'request'>, 'keyId' | 'queue'>) {
    const rep = keyId === undefined ? undefined : ownerOfPersonalQueue(queue);
    return rep === undefined
      ? arrivals.availability(queue) !== 'nobody'
      : floor.representative(rep) !== undefined;
  }

  /** Whether the queue that it was meant for is still one. Where nobody is left by now, that is waited with as for all who wait. */
  function canQueue(session: Session | undefined): boolean {
    const owner = session?.status === 'preparing' ? ownerOfPersonalQueue(session.queue) : undefined;
    return (
      session?.status === 'preparing' &&
      (owner === undefined ? placeOf(session.queue) : floor.representative(owner)) !== undefined
    );
  }

  /** The Session Fallback Rules (seed 002), with who and what is there at this moment. */
  function fallbackOf(session: HeldSession): FallbackTarget {
    const rules = floor.fallback();
    return targetOf(
      fallback(
        {
          attended: true,
          sharers: sharersOf(session.others),
          lastQueue: placeOf(session.queue, session.owner.id),
          firstQueue: placeOf(session.firstQueue, session.owner.id),
          fallbackQueue: rules.queue === undefined ? undefined : placeOf(rules.queue, session.owner.id),
        },
        {
          fallbackForNormalSessions: rules.forNormalSessions,
          fallbackForJumpSessions: rules.forJumpSessions,
        },
      ),
    );
  }

  /** Where the rules take a session that waits where nobody will come to it: rule 2 would be that queue itself. */
  function fallbackOfWaiting({ others, firstQueue }: QueuedSession): FallbackTarget {
    const rules = floor.fallback();
    return targetOf(
      fallback(
        {
          attended: true,
          sharers: sharersOf(others),
          lastQueue: undefined,
          firstQueue: placeOf(firstQueue),
          fallbackQueue: rules.queue === undefined ? undefined : placeOf(rules.queue),
        },
        {
          fallbackForNormalSessions: rules.forNormalSessions,
          fallbackForJumpSessions: rules.forJumpSessions,
        },
      ),
    );
  }

  function sharersOf(others: LiveSession['others']): Parameters<typeof fallback>[0]['sharers'] {
    return others.map(({ who, since }) => ({
      rep: who.id,
      sharingSince: since,
      external: who.external === true,
      connected: helps(who.id),
    }));
  }

  function targetOf(decided: ReturnType<typeof fallback>): FallbackTarget {
    return decided.kind === 'to-queue'
      ? { kind: 'to-queue', queue: decided.queue, queueName: nameOf(decided.queue) }
      : decided;
  }

  /** Nobody came back to this queue. */
  function queueFallsBack(queue: QueueId): void {
    for (const session of waiting.get(queue)?.values() ?? []) {
      waitingFallsBack(session);
    }
  }

  function waitingFallsBack(session: QueuedSession): void {
    void carryOutQuietly(session.id, {
      kind: 'fall-back-waiting',
      from: session.queue,
      to: fallbackOfWaiting(session),
    });
  }

  /** Whether a session can wait there; `gone` does not count as logged in. Undefined for a team that is no more. */
  function placeOf(queue: QueueId, gone?: RepId): QueuePlace | undefined {
    const owner = ownerOfPersonalQueue(queue);
    if (owner !== undefined) {
      return { kind: 'personal', queue, ownerLoggedIn: owner !== gone && isThere(owner) };
    }
    const team = floor.team(queue);
    return team === undefined
      ? undefined
      : {
          kind: 'team',
          queue,
          persistent: team.isPersistent,
          loggedIn: team.members.filter((member) => member !== gone && isThere(member)).length,
        };
  }

  /** On duty, and allowed to be. */
  function helps(rep: RepId): boolean {
    return duty.has(rep) && floor.representative(rep) !== undefined;
  }

  /** On duty, or about to be back after a start: who comes now, or is moved, finds them. */
  function isThere(rep: RepId): boolean {
    return helps(rep) || (expectedBack.has(rep) && floor.representative(rep) !== undefined);
  }

  /** Who is there may be others than before: whoever waits in this queue is told, and is waited with. */
  function lookAtQueue(queue: QueueId): void {
    if (!waiting.has(queue)) {
      attendance.delete(queue);
      unattended.put(queue, false);
      return;
    }
    const team = floor.team(queue);
    const owner = ownerOfPersonalQueue(queue);
    const people = owner === undefined ? (team?.members ?? []) : [owner];
    unattended.put(queue, team?.isPersistent !== true && !people.some(helps));
    const now = people.some(isThere) ? undefined : team?.isPersistent === true ? 'kept' : 'awaited';
    if (now !== attendance.get(queue)) {
      attendance.set(queue, now);
      placesChanged(queue);
    }
  }

  function lookAtQueues(): void {
    for (const [queue, inside] of waiting) {
      lookAtQueue(queue);
      for (const session of inside.values()) {
        presence.changed(session.id, session);
      }
    }
  }

  function happened(id: SessionId, facts: readonly Happened<SessionFact>[], after: Session): void {
    const bringsText = facts.some(
      ({ fact }) =>
        fact.type === 'language-changed' ||
        (fact.type === 'elevation-requested' && fact.agreement !== undefined),
    );
    for (const { connection, isCurrent } of watchers.get(id)?.values() ?? []) {
      if (isCurrent) {
        if (connection.principal.kind === 'customer' && bringsText) {
          tellWhatSiteSays(connection, id, after);
        }
        for (const message of messagesOf(connection, id, facts)) {
          connection.send(message);
        }
      }
    }
    for (const { id: rep } of isLive(after) ? representativesIn(after) : []) {
      for (const console of duty.consolesOf(rep)) {
        if (watchers.get(id)?.has(console) !== true) {
          catchUp(console, id, 0, watch(id, console));
        }
      }
      presence.expect(id, rep);
    }
    for (const { id: external } of isLive(after) ? externalsIn(after) : []) {
      presence.expect(id, external);
    }
    if (
      facts.some(
        ({ fact }) => fact.type === 'preparing' || (fact.type === 'queued' && fact.how === 'arrival'),
      )
    ) {
      // The page that had come may be gone by now; before this nobody was lost.
      presence.expect(id, CUSTOMER);
    }
    for (const { fact } of facts) {
      if (fact.type === 'left' && fact.who.external === true) {
        // Who was lost may come back, and is lost only when no page of theirs is there.
        letGo(id, fact.who.id, fact.how === 'lost' ? CLOSE.goingAway : CLOSE.signedOut);
      } else if (fact.type === 'left') {
        unwatch(id, fact.who.id);
      } else if (fact.type === 'viewing-ended') {
        stopShowing(id, fact.who.id, after);
      }
    }
    offersFollow(id, after);
    toolsFollow(id, facts, after);
    if (isLive(after)) {
      place(after);
    } else if (isOpen(after)) {
      presence.changed(id, after);
    } else {
      takeAway(id);
    }
    assignment.happened(id, facts, after);
  }

  /** Who is in it decides what is denied; and nobody goes on showing a screen that nobody may see. */
  function toolsFollow(id: SessionId, facts: readonly Happened<SessionFact>[], after: Session): void {
    if (!isLive(after) || !facts.some(({ fact }) => CHANGES_TOOLS.has(fact.type))) {
      return;
    }
    tellTools(after);
    if (
      after.status === 'held' &&
      after.screen.state === 'on' &&
      tools.denied(after, CUSTOMER).has('screen-sharing')
    ) {
      void carryOutQuietly(id, { kind: 'stop-screen', reason: 'not-permitted' });
    }
  }

  /** What is being shared stays: policies count for what is asked from now on. */
  function toolsChanged(): void {
    for (const session of sessions.live()) {
      tellTools(session);
    }
    desksChanged();
  }

  function desksChanged(): void {
    noNoticesOn.clear();
    tellDesks();
  }

  function tellTools(session: LiveSession): void {
    for (const watching of watchers.get(session.id)?.values() ?? []) {
      tellToolsTo(watching, session);
    }
  }

  function tellToolsTo(watching: Watch, session: LiveSession): void {
    const denied = [...tools.denied(session, participantOf(watching.connection.principal))];
    const key = denied.join(' ');
    if (key !== watching.denied) {
      watching.denied = key;
      watching.connection.send({ type: 'session-tools', session: session.id, denied });
    }
  }

  /** Puts the session where it is now, and tells the consoles and the customers that it concerns. */
  function place(session: LiveSession): void {
    presence.changed(session.id, session);
    showRows(session);
    const before = queueOf.get(session.id);
    const beforeAt = before === undefined ? undefined : waiting.get(before)?.get(session.id)?.queuedAt;
    if (before !== undefined && (session.status === 'held' || before !== session.queue)) {
      stopWaiting(session.id);
    }
    if (session.status !== 'held') {
      queueOf.set(session.id, session.queue);
      const inside = waiting.get(session.queue) ?? new Map<SessionId, QueuedSession>();
      waiting.set(session.queue, inside.set(session.id, session));
      lookAtQueue(session.queue);
      if (before !== session.queue || beforeAt !== session.queuedAt) {
        placesChanged(session.queue);
      }
    }
  }

  function takeAway(id: SessionId): void {
    stopWaiting(id);
    rows.put(id, []);
    presence.forget(id);
    for (const connection of watchers.get(id)?.keys() ?? []) {
      watchedBy.get(connection)?.delete(id);
      if (connection.principal.kind === 'external') {
        connection.close(CLOSE.signedOut);
      }
    }
    watchers.delete(id);
  }

  function stopWaiting(id: SessionId): void {
    const queue = queueOf.get(id);
    if (queue === undefined) {
      return;
    }
    queueOf.delete(id);
    places.delete(id);
    const inside = waiting.get(queue);
    inside?.delete(id);
    if (inside?.size === 0) {
      waiting.delete(queue);
      lookAtQueue(queue);
    }
    placesChanged(queue);
  }

  function floorChanged(): void {
    for (const session of sessions.live()) {
      presence.changed(session.id, session);
      if (session.status === 'held' && session.others.length > 0) {
        showRows(session);
      }
      if (session.status !== 'held' && placeOf(session.queue) === undefined) {
        waitingFallsBack(session);
      }
    }
    for (const queue of waiting.keys()) {
      lookAtQueue(queue);
    }
    for (const each of duty.all()) {
      const now = asItIs(each.who.id, each);
      if (JSON.stringify(now) !== JSON.stringify(own(each))) {
        duty.say(each.who.id, now);
      }
    }
    for (const { who } of duty.all()) {
      for (const console of duty.consolesOf(who.id)) {
        showQueues(console, who.id);
      }
    }
    assignment.floorChanged();
    tellDesks();
  }

  /** What the waiting session rule of a queue does now: where nobody could take it on, an overdue session stays and is marked. */
  function ruleOf(queue: QueueId): QueueRule {
    const rule = floor.team(queue)?.rule ?? { kind: 'none' };
    const to = rule.kind === 'overflow' ? placeOf(rule.to) : undefined;
    return rule.kind === 'overflow' && (to === undefined || !canHold(to))
      ? { kind: 'alert', afterMs: rule.afterMs }
      : rule;
  }

  /** Somebody came to, or left, a team that takes overdue sessions: what waits for that is looked at again. */
  function overflowsChanged(rep: RepId): void {
    const teams = new Set(floor.teamsOf(rep).map(({ queue }) => queue));
    for (const { queue, rule } of teams.size === 0 ? [] : floor.teams()) {
      if (rule.kind === 'overflow' && teams.has(rule.to)) {
        for (const session of waiting.get(queue)?.values() ?? []) {
          presence.changed(session.id, session);
        }
      }
    }
  }

  function dutyChanged(rep: RepId): void {
    for (const listener of dutyListeners) {
      listener(rep);
    }
    assignment.dutyChanged(rep);
    dutyJournal.changed(rep);
    expectedBack.forget(rep);
    for (const { id } of queuesOf(rep)) {
      lookAtQueue(id);
    }
    overflowsChanged(rep);
    const offered = offers.get(rep);
    if (offered !== undefined && !duty.has(rep)) {
      void carryOutQuietly(offered, { kind: 'close-offer', to: rep, outcome: 'lost' });
    }
    tellDesks();
  }

  function offersFollow(id: SessionId, after: Session): void {
    const to = after.status === 'offered' ? after.to.id : undefined;
    for (const [rep, session] of offers) {
      if (session === id && rep !== to) {
        offers.delete(rep);
        tellOffer(rep);
      }
    }
    if (to !== undefined && offers.get(to) !== id) {
      offers.set(to, id);
      tellOffer(to);
    }
  }

  // --- Who is told what -----------------------------------------------------------------------

  function toSession(session: SessionId, message: Down, audience?: 'customer' | 'representatives'): void {
    const frame = write(message);
    for (const connection of watchers.get(session)?.keys() ?? []) {
      if (
        audience === undefined ||
        (connection.principal.kind === 'customer') === (audience === 'customer')
      ) {
        connection.sendFrame(frame);
      }
    }
  }

  /** Once for all that happens in this turn of the loop: everybody's place may change with each of it. */
  function placesChanged(queue: QueueId): void {
    changedPlaces.add(queue);
    placesTurn ??= setImmediate(tellPlaces);
  }

  function tellPlaces(): void {
    placesTurn = undefined;
    for (const queue of changedPlaces) {
      const expected = sessions.expectedWait(queue);
      const nobody = attendance.get(queue);
      const more = {
        ...(expected === undefined ? {} : { expected }),
        ...(nobody === undefined ? {} : { unattended: nobody }),
      };
      const line = inOrder(
        [...(waiting.get(queue)?.values() ?? [])].map(({ id, queuedAt }) => ({ session: id, queuedAt })),
      );
      for (const [index, { session }] of line.entries()) {
        const told: Place = { position: index + 1, ...more };
        if (!isSame(places.get(session), told)) {
          places.set(session, told);
          toSession(session, { type: 'waiting', session, ...told }, 'customer');
        }
      }
    }
    changedPlaces.clear();
  }

  /** Waits of long ago say nothing any more, although nobody comes or goes. */
  function lookAtWaits(): void {
    waitsLook = timers.after(WAITS_LOOK_MS, lookAtWaits);
    for (const queue of waiting.keys()) {
      placesChanged(queue);
    }
  }

  function tellOffer(rep: RepId): void {
    const frame = write(offerTo(rep));
    for (const console of duty.consolesOf(rep)) {
      console.sendFrame(frame);
    }
  }

  function offerTo(rep: RepId): Down {
    const session = sessions.find(offers.get(rep) ?? ('' as SessionId));
    if (session?.status !== 'offered') {
      return { type: 'offer' };
    }
    return {
      type: 'offer',
      offer: {
        session: session.id,
        queueName: session.queueName,
        until: session.until,
        offeredAt: session.offeredAt,
        why: whyInWords(session.why),
        ...(floor.showsRequests()
          ? {
              request: {
                customerName: session.customerName,
                details: session.details,
                queuedAt: session.queuedAt,
                startMethod: session.startMethod,
                mode: session.mode,
                ...(session.issue === undefined
                  ? {}
                  : { issue: session.issue.description, priority: session.issue.priority }),
                ...(session.company === undefined ? {} : { company: session.company }),
              },
            }
          : {}),
      },
    };
  }

  function tellDesks(): void {
    deskFrame ??= timers.after(DESK_FRAME_MS, () => {
      deskFrame = undefined;
      for (const { who } of duty.all()) {
        for (const console of duty.consolesOf(who.id)) {
          tellDesk(console, who.id);
        }
      }
    });
  }

  function tellDesk(connection: Connection, rep: RepId): void {
    desks
      .tell(connection, () => (reading.has(connection) ? deskFrames(deskOf(rep)) : []))
      .catch((thrown: unknown) => {
        log.error({ connection: connection.id, err: thrown }, 'a console could not be told of its desk');
        connection.close(CLOSE.tooSlow);
      });
  }

  function portalsOf(rep: RepId): DownOf<'desk'>['publicSite']['portals'] {
    return ports.portals(rep).map(({ id, name, languages, sendsProfiles }) => ({
      id,
      name,
      languages: [...languages],
      ...(sendsProfiles ? { iosProfiles: true } : {}),
    }));
  }

  function deskOf(rep: RepId): DownOf<'desk'> {
    const person = floor.representative(rep);
    const mine = duty.find(rep);
    const mayTransfer = person?.may.transferToOtherTeams === true;
    const mayShare = person?.may.shareWithOtherTeams === true;
    const teams = mayTransfer || mayShare ? floor.teams() : floor.teamsOf(rep);
    return {
      type: 'desk',
      teams: teams.map(({ queue, name, members }) => ({
        queue,
        name,
        online: members.filter((member) => duty.has(member)).length,
        mayTransfer: mayTransfer || members.includes(rep),
        mayShare: mayShare || members.includes(rep),
      })),
      representatives: [...duty.all()]
        .filter(({ who }) => who.id !== rep)
        .map(({ who, status, statusName }) => ({
          id: who.id,
          queue: personalQueue(who.id),
          name: who.name,
          status,
          statusName,
        })),
      may: {
        generateKeys: person?.may.generateKeys ?? false,
        getNext: person?.may.getNext ?? false,
        acceptFromTeams: person?.may.acceptFromTeams ?? false,
        optOut: person?.may.optOut ?? false,
        supervise: floor.supervises(rep),
        inviteExternal: person?.may.inviteExternal ?? false,
      },
      statuses: [...floor.statuses()],
      ...(mine === undefined ? said(defaultStatus('available'), true) : own(mine)),
      supportButtons: ports.supportButtons(rep),
      ...noticesOf(rep),
      profiles: tools.profiles().map(({ id, name }) => ({ id, name })),
      closeSessionsFirst: floor.requiresClosedSessions(),
      publicSite: {
        mayList: person?.may.beListed ?? false,
        listed: person?.isListed ?? false,
        messages: ports.leftMessages(rep),
        portals: portalsOf(rep),
      },
    };
  }

  function noticesOf(rep: RepId): Pick<DownOf<'desk'>, 'noticeSites' | 'notices' | 'noNoticesOn'> {
    const places = new Map<PortalId, number>();
    const placeOf = (site: PortalId): number => {
      places.set(site, places.get(site) ?? places.size);
      return places.get(site) ?? 0;
    };
    const notices = ports.notices().map(({ id, name, sites }) => ({
      id,
      name,
      ...(sites === 'all' ? {} : { sites: sites.map(placeOf) }),
    }));
    if (notices.length === 0) {
      return {};
    }
    const denied = noNoticesOn.get(rep) ?? tools.deniedOn(ports.everyPortal(), rep, 'customer-notices');
    noNoticesOn.set(rep, denied);
    const noticeSites = [...places.keys()];
    return {
      ...(noticeSites.length === 0 ? {} : { noticeSites }),
      notices,
      ...(denied.length === 0 ? {} : { noNoticesOn: [...denied] }),
    };
  }

  function own({ status, statusId, statusName, assignments }: Said): Said {
    return { status, statusId, statusName, assignments };
  }

  function said({ id, name, displayAs }: StatusOnFloor, assignments: boolean): Said {
    return { status: displayAs, statusId: id, statusName: name, assignments };
  }

  function defaultStatus(displayAs: Status): StatusOnFloor {
    const found = floor.statuses().find((status) => status.displayAs === displayAs);
    if (found === undefined) {
      throw new Error(`no status is displayed as ${displayAs}`);
    }
    return found;
  }

  /** As it is called and counts now; one that is no more has become the default of what it was displayed as. */
  function asItIs(rep: RepId, { statusId, status, assignments }: Omit<Said, 'statusName'>): Said {
    const now = floor.statuses().find(({ id }) => id === statusId) ?? defaultStatus(status);
    return said(now, assignments || floor.representative(rep)?.may.optOut !== true);
  }

  /** What this sign-in said last, before a reload or a restart. */
  function lastSaid({ id, signIn }: Principal & { readonly kind: 'person' }): Said {
    const kept = ports.dutyMemory.find(id);
    return kept?.signIn === signIn ? asItIs(id, kept) : said(defaultStatus('available'), true);
  }

  function queuesOf(rep: RepId): readonly { readonly id: QueueId; readonly name: string }[] {
    return [
      { id: personalQueue(rep), name: PERSONAL_QUEUE_NAME },
      ...floor.teamsOf(rep).map(({ queue, name }) => ({ id: queue, name })),
    ];
  }

  function consolesOf(queue: QueueId): readonly Connection[] {
    const rep = ownerOfPersonalQueue(queue);
    const reps = rep === undefined ? (floor.team(queue)?.members ?? []) : [rep];
    return reps.flatMap((each) => [...duty.consolesOf(each)]);
  }

  /** All queues of a representative, part by part; what changes meanwhile is told as always. */
  function showQueues(connection: Connection, rep: RepId): void {
    readLater(connection, async () => {
      for (const frame of rows.snapshot(queuesOf(rep))) {
        await sent(connection, frame);
      }
    });
  }

  function nameOf(queue: QueueId): string {
    return floor.team(queue)?.name ?? PERSONAL_QUEUE_NAME;
  }

  function watch(session: SessionId, connection: Connection): Watch {
    const begun: Watch = { connection, isCurrent: false, denied: '' };
    watchers.set(session, (watchers.get(session) ?? new Map<Connection, Watch>()).set(connection, begun));
    watchedBy.set(connection, (watchedBy.get(connection) ?? new Set()).add(session));
    presence.connected(session, participantOf(connection.principal));
    const live = sessions.find(session);
    if (live !== undefined && isLive(live)) {
      tellToolsTo(begun, live);
    }
    return begun;
  }

  function unwatch(session: SessionId, rep: RepId): void {
    presence.left(session, rep);
    for (const console of duty.consolesOf(rep)) {
      watchers.get(session)?.delete(console);
      watchedBy.get(console)?.delete(session);
    }
  }

  function show(connection: Connection, id: SessionId, afterSeq: number): void {
    const who = participantOf(connection.principal);
    const session = sessions.find(id);
    if (session === undefined || !isViewing(session, who)) {
      connection.send({ type: 'viewing-over', session: id });
    } else if (!reading.has(connection)) {
      // Gone in the meantime: nobody else would end what it began.
      presence.expect(id, who);
    } else {
      const known = watchers.get(id)?.get(connection);
      const watching = known ?? watch(id, connection);
      watching.isCurrent = false;
      catchUp(connection, id, afterSeq, watching, () => watchers.get(id)?.get(connection) === watching);
    }
  }

  function hide(connection: Connection, id: SessionId): boolean {
    const who = participantOf(connection.principal);
    if (watchers.get(id)?.delete(connection) === true) {
      watchedBy.get(connection)?.delete(id);
      presence.disconnected(id, who);
    }
    return presence.isConnected(id, who);
  }

  /** This one looks on no more: nothing more is told, unless they came in or look on in another way. */
  function stopShowing(id: SessionId, rep: RepId, after: Session): void {
    if (isIn(after, rep) || isViewing(after, rep)) {
      return;
    }
    for (const console of duty.consolesOf(rep)) {
      if (watchers.get(id)?.has(console) === true) {
        console.send({ type: 'viewing-over', session: id });
      }
    }
    unwatch(id, rep);
  }

  /** Somebody from outside is in the session no more, and so nowhere: their pages are closed. */
  function letGo(session: SessionId, external: RepId, code: number): void {
    presence.left(session, external);
    for (const connection of watchers.get(session)?.keys() ?? []) {
      if (connection.principal.kind === 'external' && connection.principal.id === external) {
        watchers.get(session)?.delete(connection);
        watchedBy.get(connection)?.delete(session);
        connection.close(code);
      }
    }
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
  function catchUp(
    connection: Connection,
    session: SessionId,
    afterSeq: number,
    watching?: Watch,
    isWanted: () => boolean = () => true,
  ): void {
    readLater(connection, async () => {
      for (let after = afterSeq; reading.has(connection) && isWanted();) {
        const facts = sessions.page(session, after, LIMITS.eventsPerFrame);
        const last = facts.at(-1);
        if (last === undefined) {
          if (watching !== undefined) {
            watching.isCurrent = true;
          }
          return;
        }
        for (const message of messagesOf(connection, session, facts)) {
          await sent(connection, write(message));
        }
        after = last.seq;
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
    if (principal.kind !== 'person') {
      return [principal.session];
    }
    return [...rows.in(personalQueue(principal.id))]
      .filter(({ status }) => status === 'in-session')
      .map(({ session }) => session);
  }

  function welcome(principal: Principal): Welcome {
    return {
      type: 'welcome',
      version: PROTOCOL_VERSION,
      now: clock.now(),
      siteName:
        (principal.kind === 'customer' ? sessions.known(principal.session)?.portalName : undefined) ??
        ports.siteName(),
      head: ports.journal.head().seq,
      sessions: [...sessionsOf(principal)],
      as: greetingOf(principal),
    };
  }

  function greetingOf(principal: Principal): Welcome['as'] {
    switch (principal.kind) {
      case 'customer':
        return { kind: 'customer', name: customerName(principal.session), session: principal.session };
      case 'external': {
        const { kind, id, name, session } = principal;
        return { kind, id, name, session };
      }
      case 'person':
        return {
          kind: 'representative',
          id: principal.id,
          name: principal.name,
          keyValidForMsMax: ports.keyValidForMsMax(),
          personalQueue: personalQueue(principal.id),
        };
      default:
        return unreachable(principal);
    }
  }

  function customerName(id: SessionId): string {
    return sessions.known(id)?.customerName ?? '';
  }

  function greet(connection: Connection, shown: readonly { session: SessionId; upTo: number }[]): void {
    const { principal } = connection;
    connection.send(welcome(principal));
    reading.set(connection, new Mailbox());
    if (principal.kind === 'person') {
      duty.arrive({ id: principal.id, name: principal.name }, connection, () => lastSaid(principal));
      showQueues(connection, principal.id);
      tellDesk(connection, principal.id);
      connection.send(offerTo(principal.id));
    }
    const upToOf = new Map(shown.map(({ session, upTo }) => [session, upTo]));
    const own = new Set(sessionsOf(principal));
    for (const id of own) {
      const session = sessions.find(id);
      const live = session !== undefined && isLive(session) ? session : undefined;
      const open = session !== undefined && isOpen(session) ? session : undefined;
      if (principal.kind === 'customer') {
        tellWhatSiteSays(connection, id, session);
      }
      catchUp(connection, id, upToOf.get(id) ?? 0, open === undefined ? undefined : watch(id, connection));
      if (principal.kind === 'customer' && session?.status === 'preparing' && session.step === 'page') {
        void carryOutQuietly(id, { kind: 'come', canQueue: canQueue(session) });
      }
      if (live !== undefined) {
        showRows(live);
      }
      const told = places.get(id);
      if (live !== undefined && live.status !== 'held' && told !== undefined) {
        connection.send({ type: 'waiting', session: id, ...told });
      }
    }
    if (principal.kind === 'external') {
      // Lost for too long and there again: whoever has entered once may, as long as the session has an owner.
      void carryOutQuietly(principal.session, { kind: 'come-back', who: principal.id });
    }
    // A page that was away when its session ended still has to learn how.
    for (const [id, upTo] of upToOf) {
      if (principal.kind === 'person' && !own.has(id) && sessions.known(id)?.rep === principal.id) {
        catchUp(connection, id, upTo);
      }
    }
  }

  /** Also after the end: what is said then. Nothing to who has no session. */
  function tellWhatSiteSays(connection: Connection, id: SessionId, session: Session | undefined): void {
    const about = session === undefined || session.status === 'new' ? overSession(id) : session;
    if (about === undefined) {
      return;
    }
    const agreed = session === undefined ? undefined : askedToAccept(session);
    const agreement = agreed === undefined ? undefined : ports.sites.agreement(agreed.sha256);
    const { without, ...said } = ports.sites.says(about);
    connection.send({
      type: 'site-says',
      session: id,
      ...said,
      ...(without === undefined ? {} : { without: [...without] }),
      ...(agreement === undefined ? {} : { agreement }),
    });
  }

  /** Of a session that is over, in the language to which it was changed near its beginning, which is where people wait. */
  function overSession(id: SessionId): Pick<Request, 'portalId' | 'language'> | undefined {
    const facts = sessions.page(id, 0, LIMITS.eventsPerFrame).map(({ fact }) => fact);
    const request = facts.find((fact) => fact.type === 'requested');
    const changed = facts.findLast((fact) => fact.type === 'language-changed');
    return request === undefined
      ? undefined
      : { portalId: request.portalId, language: (changed ?? request).language };
  }

  function showRows(session: LiveSession): void {
    rows.put(
      session.id,
      rowsOf(
        session,
        {
          connected: presence.isConnected(session.id, CUSTOMER),
          called: ports.isCalled(session.id),
        },
        (rep, owner) => floor.mayTakeOver(rep, owner),
      ),
    );
  }

  function closed(connection: Connection): void {
    reading.delete(connection);
    duty.depart(connection);
    for (const id of watchedBy.get(connection) ?? []) {
      const watching = watchers.get(id);
      watching?.delete(connection);
      if (watching?.size === 0) {
        watchers.delete(id);
      }
      presence.disconnected(id, participantOf(connection.principal));
      const session = sessions.find(id);
      if (session !== undefined && isLive(session)) {
        showRows(session);
      }
    }
    watchedBy.delete(connection);
  }

  // --- What pages ask for ---------------------------------------------------------------------

  /** The queues that this representative may take a session from by hand. */
  function takesFrom(rep: RepId): ReadonlySet<QueueId> {
    const may = floor.representative(rep)?.may.acceptFromTeams === true;
    return new Set([personalQueue(rep), ...(may ? floor.teamsOf(rep).map(({ queue }) => queue) : [])]);
  }

  /** Where this representative may be invited to: an invitation to a team is for all of it. */
  function invitedAt(rep: RepId): ReadonlySet<QueueId> {
    return new Set([personalQueue(rep), ...floor.teamsOf(rep).map(({ queue }) => queue)]);
  }

  /** The session that the message names, when its sender is in it; otherwise as if there were none. */
  function mine(connection: Connection, id: SessionId): LiveSession {
    const session = openTo(connection, id);
    if (session.status === 'preparing') {
      throw new Fault('not-in-session');
    }
    return session;
  }

  /** The same, also while its customer is asked what comes before the queue. */
  function openTo(connection: Connection, id: SessionId): OpenSession {
    const { principal } = connection;
    const session = sessions.find(id);
    if (session !== undefined && isOpen(session)) {
      if (
        isIn(session, participantOf(principal)) &&
        (principal.kind === 'person' || principal.session === id)
      ) {
        return session;
      }
      throw new Fault('no-such-session');
    }
    const wasMine =
      principal.kind === 'person' ? sessions.known(id)?.rep === principal.id : principal.session === id;
    throw new Fault(wasMine ? 'already-ended' : 'no-such-session');
  }

  /** A session that this representative sees in a queue, or is in; otherwise as if there were none. */
  function visible(rep: RepId, id: SessionId): LiveSession {
    const session = sessions.find(id);
    if (
      session !== undefined &&
      isLive(session) &&
      (isIn(session, rep) ||
        offers.get(rep) === id ||
        [...invitedAt(rep)].some((queue) =>
          [...rows.in(queue)].some((row) => row.session === id && row.status !== 'in-session'),
        ))
    ) {
      return session;
    }
    throw new Fault('no-such-session');
  }

  /**
   * Whose session it is, or for whom it waits, when `rep` may act in their place; undefined otherwise.
   * Raises `not-allowed` for who is above them in teams that do not allow it.
   */
  function ownerBelow(rep: RepId, id: SessionId): RepId | undefined {
    const session = sessions.find(id);
    if (session === undefined || !isLive(session)) {
      return undefined;
    }
    const owner = session.status === 'held' ? session.owner.id : ownerOfPersonalQueue(session.queue);
    const may = owner === undefined ? undefined : floor.mayTakeOver(rep, owner);
    if (may === false && !isIn(session, rep)) {
      throw new Fault('not-allowed');
    }
    return may === true ? owner : undefined;
  }

  function personOf(connection: Connection, session: OpenSession): Person {
    const who = personIn(session, participantOf(connection.principal));
    if (who === undefined) {
      throw new Fault('not-in-session');
    }
    return who;
  }

  /** A place to move or invite to. Raises `not-allowed`, `nobody-there`. */
  function target(rep: RepId, to: QueueId, mayOtherTeams: boolean): { to: QueueId; toName: string } {
    const place = placeOf(to);
    const isOther = place?.kind === 'team' && floor.team(to)?.members.includes(rep) !== true;
    if (place === undefined || (isOther && !mayOtherTeams)) {
      throw new Fault('not-allowed');
    }
    if (!canHold(place)) {
      throw new Fault('nobody-there');
    }
    const other = ownerOfPersonalQueue(to);
    return { to, toName: (other === undefined ? undefined : duty.find(other)?.who.name) ?? nameOf(to) };
  }

  function may(rep: RepId): NonNullable<ReturnType<Floor['representative']>>['may'] {
    const person = floor.representative(rep);
    if (person === undefined) {
      throw new Fault('not-allowed');
    }
    return person.may;
  }

  async function takeNext(by: Representative): Promise<{ session: SessionId }> {
    if (!may(by.id).getNext) {
      throw new Fault('not-allowed');
    }
    const from = new Set(floor.teamsOf(by.id).map(({ queue }) => queue));
    const line = new Map(
      [...from].flatMap((queue) =>
        [...(waiting.get(queue)?.values() ?? [])].map((session) => [
          session.id,
          {
            session: session.id,
            queue,
            queuedAt: session.queuedAt,
            asked: session.status === 'offered' ? session.to.id : undefined,
          },
        ]),
      ),
    );
    for (let next = oldest(); next !== undefined; next = oldest()) {
      try {
        await sessions.command(next, { kind: 'accept', by, from });
        return { session: next };
      } catch (thrown) {
        // Somebody else was faster: the one after it, then.
        if (faultFrom(thrown).code === 'internal') {
          throw thrown;
        }
        line.delete(next);
      }
    }
    function oldest(): SessionId | undefined {
      return getNext(by.id, from, line.values())?.session;
    }
    throw new Fault('nobody-waiting');
  }

  const arrivals: Arrivals = {
    availability(queue) {
      const place = placeOf(queue);
      if (place === undefined || !canHold(place)) {
        return 'nobody';
      }
      return place.kind === 'team' && place.loggedIn === 0 ? 'persistent' : 'somebody';
    },
    isThere,
    isAwaited(id) {
      const session = sessions.find(id);
      return session?.status === 'preparing' && session.step === 'page';
    },
    async request(command, alongside) {
      if (!canArrive(command)) {
        throw new Fault('nobody-there', { sentence: 'Nobody is there to help at the moment.' });
      }
      // Whichever way in it was: what the site asks is asked.
      const { before, isRecorded, reconnectMs, keep } = ports.sites.begins(command);
      const asked = {
        ...command,
        before,
        pageWithinMs: command.pageWithinMs ?? PAGE_WITHIN_MS,
        reconnectMs,
        ...(isRecorded ? {} : { recorded: false as const }),
      };
      return sessions.request(asked, (tx, session) => {
        keep(tx);
        alongside(tx, session);
      });
    },
  };

  const handlers: Handlers = {
    hello: (connection, message) => greet(connection, message.shown),
    ping: (connection, message) => connection.send({ type: 'pong', sentAtMs: message.sentAtMs }),
    say: (connection, message) => {
      const session = mine(connection, message.session);
      const from = personOf(connection, session);
      tools.must(session, from.id, 'chat');
      return sessions.command(message.session, {
        kind: 'say',
        messageId: message.messageId,
        from,
        text: message.text,
      });
    },
    received: (connection, message) => {
      mine(connection, message.session);
      return sessions.command(message.session, {
        kind: 'deliver',
        to: participantOf(connection.principal),
        upTo: Math.min(message.upTo, ports.journal.head().seq),
      });
    },
    typing: (connection, message) => {
      const who = personOf(connection, mine(connection, message.session));
      for (const watcher of watchers.get(message.session)?.keys() ?? []) {
        if (watcher !== connection) {
          watcher.send({ type: 'typed', session: message.session, who: who.id, name: who.name });
        }
      }
    },
    accept: (connection, message) => {
      const by = representative(connection);
      const session = sessions.find(message.session);
      if (session?.status === 'held' && !isIn(session, by.id) && session.invitations.length === 0) {
        throw new Fault('already-accepted', {
          sentence: `${session.owner.name} has already accepted this session.`,
        });
      }
      const from = visible(by.id, message.session).status === 'held' ? invitedAt(by.id) : takesFrom(by.id);
      return sessions.command(message.session, { kind: 'accept', by, from });
    },
    'get-next': (connection) => takeNext(representative(connection)),
    'answer-offer': (connection, message) => {
      const by = representative(connection);
      visible(by.id, message.session);
      return sessions.command(
        message.session,
        message.accept
          ? { kind: 'accept', by, from: takesFrom(by.id) }
          : { kind: 'close-offer', to: by.id, outcome: 'rejected' },
      );
    },
    transfer: (connection, message) => {
      const by = representative(connection);
      const of = ownerBelow(by.id, message.session);
      if (of === undefined) {
        visible(by.id, message.session);
      }
      return sessions.command(message.session, {
        kind: 'transfer',
        by,
        from: new Set([...takesFrom(by.id), ...(of === undefined ? [] : [personalQueue(of)])]),
        ...(of === undefined ? {} : { of }),
        ...target(by.id, message.to, may(by.id).transferToOtherTeams),
      });
    },
    share: (connection, message) => {
      const by = representative(connection);
      mine(connection, message.session);
      return sessions.command(message.session, {
        kind: 'invite',
        invitation: newId<InvitationId>(ports.random),
        by,
        ...target(by.id, message.to, may(by.id).shareWithOtherTeams),
      });
    },
    'close-invitation': (connection, message) => {
      const by = representative(connection);
      visible(by.id, message.session);
      return sessions.command(message.session, {
        kind: 'close-invitation',
        by,
        invitation: message.invitation,
        from: invitedAt(by.id),
      });
    },
    'leave-session': (connection, message) => {
      mine(connection, message.session);
      return sessions.command(message.session, {
        kind: 'leave',
        by: representative(connection).id,
        how: 'left',
      });
    },
    'remove-participant': (connection, message) => {
      mine(connection, message.session);
      return sessions.command(message.session, {
        kind: 'remove',
        by: representative(connection).id,
        who: message.who,
      });
    },
    'set-status': async (connection, message) => {
      const { id } = representative(connection);
      const chosen = floor.statuses().find((status) => status.id === message.status);
      if (chosen === undefined) {
        throw new Fault('not-found', {
          sentence: 'This status does not exist any more. Please choose another one.',
        });
      }
      if (!message.assignments && !may(id).optOut) {
        throw new Fault('not-allowed');
      }
      const now = said(chosen, message.assignments);
      await ports.dutyMemory.keep(id, { signIn: connection.principal.signIn, ...own(now) });
      duty.say(id, now);
    },
    presence: (connection, message) => duty.heard(representative(connection).id, message.state),
    'add-note': (connection, message) => {
      const by = personOf(connection, mine(connection, message.session));
      if (by.id === CUSTOMER) {
        throw new Fault('not-allowed');
      }
      return sessions.command(message.session, {
        kind: 'add-note',
        messageId: message.messageId,
        by: by as Representative,
        text: message.text,
      });
    },
    elevate: (connection, message) => {
      const session = mine(connection, message.session);
      const by = representative(connection);
      tools.must(session, by.id, 'elevation');
      const answerMs = tools.answerMs(session, by.id);
      const { agreement, keep } = ports.sites.elevates(session);
      const asked = agreement === undefined ? {} : { agreement };
      return sessions.command(message.session, { kind: 'elevate', by, answerMs, ...asked }, keep);
    },
    'answer-elevation': (connection, message) => {
      mine(connection, message.session);
      const { allow, agreement } = message;
      return sessions.command(message.session, {
        kind: 'answer-elevation',
        allow,
        ...(agreement === undefined ? {} : { agreement }),
      });
    },
    'request-screen': (connection, message) => {
      const session = mine(connection, message.session);
      const by = representative(connection);
      tools.must(session, by.id, 'screen-sharing');
      const answerMs = tools.answerMs(session, by.id);
      return sessions.command(message.session, { kind: 'request-screen', by, answerMs });
    },
    'answer-screen': (connection, message) => {
      mine(connection, message.session);
      return sessions.command(message.session, { kind: 'answer-screen', allow: message.allow });
    },
    'answer-agreement': (connection, message) =>
      sessions.command(message.session, {
        kind: 'answer-agreement',
        answer: message.accept ? 'accepted' : 'refused',
        canQueue: canQueue(openTo(connection, message.session)),
      }),
    'answer-recording': (connection, message) =>
      sessions.command(message.session, {
        kind: 'answer-recording',
        answer: message.allow ? 'allowed' : 'refused',
        canQueue: canQueue(openTo(connection, message.session)),
      }),
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
      const session = openTo(connection, message.session);
      return sessions.command(message.session, { kind: 'end', by: personOf(connection, session) });
    },
  };

  return {
    handlers,
    arrivals,
    live: {
      lineUp: (session) => assignment.lineUp(session),
      waitingIn: (queue) =>
        inOrder(
          [...(waiting.get(queue)?.values() ?? [])].map((session) => ({
            session: session.id,
            queuedAt: session.queuedAt,
            itself: session,
          })),
        ).map(({ itself }) => itself),
      isOnDuty: (rep) => duty.has(rep),
    },
    closed,
    toSession,
    pages: {
      duty: (rep) => duty.find(rep),
      onDutyChanged(listener) {
        dutyListeners.add(listener);
        return { [Symbol.dispose]: () => void dutyListeners.delete(listener) };
      },
      waitingIn: (queue) => waiting.get(queue)?.values() ?? [],
      show,
      hide,
    },
    callingChanged(id) {
      const session = sessions.find(id);
      if (session !== undefined && isOpen(session)) {
        presence.changed(id, session);
        if (isLive(session)) {
          showRows(session);
        }
      }
    },
    desksChanged,
    fallBackFrom(isGone) {
      for (const session of sessions.live()) {
        for (const { id } of representativesIn(session)) {
          if (isGone(id)) {
            due(session.id, { kind: 'representative-gone', rep: id });
          }
        }
        const awaited = session.status === 'held' ? undefined : ownerOfPersonalQueue(session.queue);
        if (session.status !== 'held' && awaited !== undefined && isGone(awaited)) {
          waitingFallsBack(session);
        }
      }
    },
    [Symbol.dispose]() {
      for (const each of listening) {
        each[Symbol.dispose]();
      }
      assignment[Symbol.dispose]();
      dutyJournal[Symbol.dispose]();
      presence[Symbol.dispose]();
      rows[Symbol.dispose]();
      duty[Symbol.dispose]();
      deskFrame?.[Symbol.dispose]();
      clearImmediate(placesTurn);
      waitsLook[Symbol.dispose]();
      noLongerExpected[Symbol.dispose]();
      unattended[Symbol.dispose]();
    },
  };
}

function viewersOf(session: LiveSession): readonly RepId[] {
  return session.status === 'held' ? session.viewers.map(({ who }) => who.id) : [];
}

function isSame(one: Place | undefined, other: Place): boolean {
  return (
    one?.position === other.position &&
    one.unattended === other.unattended &&
    one.expected?.fromMs === other.expected?.fromMs &&
    one.expected?.toMs === other.expected?.toMs
  );
}

/** What its customer is to accept now. */
function askedToAccept(session: Session): Agreement | undefined {
  return session.status === 'preparing'
    ? session.agreement
    : session.status === 'held' && session.screen.state === 'elevating'
      ? session.screen.agreement
      : undefined;
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

/** Resolves when the network has taken the frame, or the connection is gone. */
function sent(connection: Connection, frame: string): Promise<void> {
  return new Promise((resolve) => connection.sendFrame(frame, resolve));
}
