import {
  CUSTOMER,
  LIMITS,
  ownerOfPersonalQueue,
  personalQueue,
  unreachable,
  type FaultCode,
  type QueueId,
  type RecordingId,
  type RepId,
} from '../kernel/index.ts';
import { isForbidden } from './external.ts';
import type { AskedBefore, Command, CommandOf, FactOf, OfferedButton, SessionFact } from './facts.ts';
import {
  externalOf,
  externalsIn,
  isIn,
  isLive,
  lostReason,
  personIn,
  type HeldSession,
  type LiveSession,
  type OpenSession,
  type PreparingSession,
  type QueuedSession,
  type Session,
} from './session.ts';
import type { Person, Representative } from './people.ts';

/** What a conversation leaves free, so that a session that is full can still lose people, close what is open, and end. */
const KEPT_FOR_THE_END = 200;
/** Of that, what comings and goings may not use up. */
const KEPT_FOR_CLOSING = 100;

export type Refusal = { readonly refused: FaultCode };
export type Decision = readonly SessionFact[] | Refusal;

/** What happens when `command` meets `session`: events, none when nothing changes, or a refusal. Decides; changes nothing. */
export function decide(session: Session, command: Command): Decision {
  if (command.kind === 'request') {
    return begin(session, command);
  }
  if (
    isForbidden(
      command,
      new Set(isLive(session) ? [...externalsIn(session), ...session.away].map(({ id }) => id) : []),
    )
  ) {
    return refuse('not-allowed');
  }
  switch (session.status) {
    case 'new':
      return refuse('no-such-session');
    case 'preparing':
      return decidePreparing(session, command);
    case 'waiting':
    case 'offered':
      return decideQueued(session, command);
    case 'held':
      return decideHeld(session, command);
    case 'ended':
      // A recording is finished a moment after the session that it belongs to.
      return command.kind === 'stop-recording' ? stopRecording(session, command) : refuse('already-ended');
    default:
      return unreachable(session);
  }
}

type LaterCommand = Exclude<Command, { kind: 'request' }>;

function begin(
  session: Session,
  { kind: _, queue, queueName, before, pageWithinMs, ...requested }: CommandOf<'request'>,
): Decision {
  if (session.status !== 'new') {
    return refuse('changed-meanwhile');
  }
  const place = { queue, queueName };
  const asked = before ?? NOTHING_ASKED;
  return [
    { type: 'requested', ...requested },
    pageWithinMs !== undefined
      ? { type: 'page-awaited', ...place, ...asked, withinMs: pageWithinMs }
      : asksFirst(asked)
        ? { type: 'preparing', ...place, ...asked }
        : { type: 'queued', ...place, how: 'arrival' },
  ];
}

const NOTHING_ASKED: AskedBefore = { askRecording: false };

function asksFirst({ agreement, askRecording }: AskedBefore): boolean {
  return agreement !== undefined || askRecording;
}

// --- The customer is asked first ------------------------------------------------------------

/** Only the customer and time do something to it: whatever else is asked for, nobody holds it and no queue has it. */
function decidePreparing(session: PreparingSession, command: LaterCommand): Decision {
  switch (command.kind) {
    case 'come':
      return session.step === 'page' ? comes(session, command.canQueue) : [];
    case 'answer-agreement': {
      if (session.step !== 'agreement' || session.agreement === undefined) {
        return [];
      }
      const { answer } = command;
      const { sha256 } = session.agreement;
      const closed: SessionFact = { type: 'agreement-closed', outcome: answer, sha256 };
      switch (answer) {
        case 'accepted':
          return session.askRecording ? [closed] : [closed, ...goesOn(session, command.canQueue)];
        case 'refused':
          return [closed, { type: 'ended', reason: 'agreement-refused', by: customerOf(session) }];
        case 'no-answer':
          return [closed, { type: 'ended', reason: 'agreement-not-answered' }];
        default:
          return unreachable(answer);
      }
    }
    case 'answer-recording':
      return session.step === 'recording'
        ? [{ type: 'recording-answered', answer: command.answer }, ...goesOn(session, command.canQueue)]
        : [];
    case 'end':
      return command.by.id === CUSTOMER
        ? [{ type: 'ended', reason: 'customer-left-waiting', by: command.by }]
        : refuse('not-in-session');
    case 'give-up':
      return [{ type: 'ended', reason: command.reason }];
    case 'lose':
    case 'return':
      // Who has not come yet is not lost.
      return session.step === 'page' ? [] : decideAnyOpen(session, command);
    case 'change-language':
      return decideAnyOpen(session, command);
    case 'withdraw-notice':
    case 'deliver':
    case 'answer-button':
    case 'close-button':
      return [];
    case 'show-notice':
    case 'leave-by-notice':
    case 'accept':
    case 'offer':
    case 'close-offer':
    case 'mark-overdue':
    case 'overflow':
    case 'transfer':
    case 'invite':
    case 'invite-external':
    case 'enter':
    case 'come-back':
    case 'expire-invitation':
    case 'close-invitation':
    case 'leave':
    case 'remove':
    case 'view':
    case 'stop-viewing':
    case 'join':
    case 'take-over':
    case 'fall-back':
    case 'fall-back-waiting':
    case 'say':
    case 'elevate':
    case 'answer-elevation':
    case 'offer-button':
    case 'remove-button':
    case 'request-screen':
    case 'answer-screen':
    case 'expire-screen-request':
    case 'start-screen':
    case 'stop-screen':
    case 'start-recording':
    case 'stop-recording':
    case 'add-note':
      return refuse('not-in-session');
    default:
      return unreachable(command);
  }
}

function comes(session: PreparingSession, canQueue: boolean): readonly SessionFact[] {
  const { queue, queueName, agreement, askRecording } = session;
  const asked = { ...(agreement === undefined ? {} : { agreement }), askRecording };
  return asksFirst(asked) ? [{ type: 'preparing', queue, queueName, ...asked }] : goesOn(session, canQueue);
}

function goesOn({ queue, queueName }: PreparingSession, canQueue: boolean): readonly SessionFact[] {
  return [
    canQueue
      ? { type: 'queued', queue, queueName, how: 'arrival' }
      : { type: 'ended', reason: 'no-representative' },
  ];
}

function customerOf({ customerName }: PreparingSession): Person {
  return { id: CUSTOMER, name: customerName };
}

// --- Nobody holds it ------------------------------------------------------------------------

function decideQueued(session: QueuedSession, command: LaterCommand): Decision {
  switch (command.kind) {
    case 'accept':
      return command.from.has(session.queue) || isOfferedTo(session, command.by.id)
        ? [
            ...closedOffer(session, isOfferedTo(session, command.by.id) ? 'accepted' : 'taken'),
            accepted(command.by),
          ]
        : refuse('not-allowed');
    case 'offer':
      return session.status === 'waiting' && !session.declinedBy.has(command.to.id)
        ? [fact('offered', command)]
        : refuse('not-waiting');
    case 'close-offer':
      return isOfferedTo(session, command.to) ? closedOffer(session, command.outcome) : [];
    case 'mark-overdue':
      return session.overdueAt === undefined ? [{ type: 'overdue' }] : [];
    case 'overflow':
      return roomFor(session, [
        ...closedOffer(session, 'withdrawn'),
        { type: 'queued', queue: command.to, queueName: command.toName, how: 'waiting-rule' },
      ]);
    case 'transfer':
      return command.from.has(session.queue)
        ? roomFor(session, [...closedOffer(session, 'withdrawn'), queuedByHand(command)])
        : refuse('not-allowed');
    case 'say':
      return isIn(session, command.from.id) ? said(session, command) : refuse('not-in-session');
    case 'end':
      return command.by.id === CUSTOMER
        ? [
            ...closedOffer(session, 'withdrawn'),
            { type: 'ended', reason: 'customer-left-waiting', by: command.by },
          ]
        : refuse('not-in-session');
    case 'show-notice':
      return showsNotice(session, command);
    case 'leave-by-notice':
      return leavesByNotice(session, command);
    case 'give-up':
      return [...closedOffer(session, 'withdrawn'), { type: 'ended', reason: command.reason }];
    case 'leave':
      return leaves(session, command.by, command.how);
    case 'close-invitation':
      return closesInvitation(session, command);
    case 'deliver':
    case 'lose':
    case 'return':
    case 'withdraw-notice':
    case 'change-language':
      return decideAnyLive(session, command);
    case 'fall-back-waiting':
      return session.queue === command.from ? queueFallsBack(session, command) : [];
    case 'come':
    case 'answer-agreement':
    case 'answer-recording':
    case 'fall-back':
    case 'stop-viewing':
    case 'expire-invitation':
    case 'answer-button':
    case 'close-button':
      return [];
    case 'enter':
      return refuse('key-refused');
    case 'view':
    case 'join':
    case 'take-over':
      return refuse('changed-meanwhile');
    case 'invite':
    case 'invite-external':
    case 'come-back':
    case 'remove':
    case 'elevate':
    case 'answer-elevation':
    case 'offer-button':
    case 'remove-button':
    case 'request-screen':
    case 'answer-screen':
    case 'expire-screen-request':
    case 'start-screen':
    case 'stop-screen':
    case 'start-recording':
    case 'add-note':
      return refuse('not-in-session');
    case 'stop-recording':
      return stopRecording(session, command);
    default:
      return unreachable(command);
  }
}

/** Once, unless what it says has changed. */
function showsNotice(session: QueuedSession, command: CommandOf<'show-notice'>): Decision {
  const known = session.notices.get(command.notice);
  return known?.title === command.title && known.message === command.message
    ? []
    : roomFor(session, [fact('notice-shown', command)]);
}

function leavesByNotice(session: QueuedSession, { notice, by }: CommandOf<'leave-by-notice'>): Decision {
  const told = session.notices.get(notice);
  return told === undefined
    ? refuse('not-found')
    : [
        ...closedOffer(session, 'withdrawn'),
        { type: 'ended', reason: 'left-by-notice', by, notice: { id: notice, title: told.title } },
      ];
}

function isOfferedTo(session: QueuedSession, rep: RepId): boolean {
  return session.status === 'offered' && session.to.id === rep;
}

function closedOffer(
  session: QueuedSession,
  outcome: FactOf<'offer-closed'>['outcome'],
): readonly SessionFact[] {
  return session.status === 'offered' ? [{ type: 'offer-closed', to: session.to, outcome }] : [];
}

function accepted(by: Representative): SessionFact {
  return { type: 'accepted', by };
}

function queuedByHand({ to, toName, by }: CommandOf<'transfer'>): SessionFact {
  return { type: 'queued', queue: to, queueName: toName, how: 'hand', by };
}

/** As `fallsBack`, for a session that nobody holds: there is nobody whose leaving could be told. */
function queueFallsBack(session: QueuedSession, { to }: CommandOf<'fall-back-waiting'>): Decision {
  switch (to.kind) {
    case 'to-rep': {
      const heir = session.others.find(({ who }) => who.id === to.rep)?.who;
      return heir === undefined || heir.external === true
        ? refuse('not-in-session')
        : [...closedOffer(session, 'withdrawn'), accepted(heir)];
    }
    case 'to-queue':
      return [
        ...closedOffer(session, 'withdrawn'),
        { type: 'queued', queue: to.queue, queueName: to.queueName, how: 'fallback' },
      ];
    case 'end':
      return ending(session, { type: 'ended', reason: 'no-representative' });
    default:
      return unreachable(to);
  }
}

// --- Somebody holds it ----------------------------------------------------------------------

function decideHeld(session: HeldSession, command: LaterCommand): Decision {
  switch (command.kind) {
    case 'accept':
      return acceptsHeld(session, command);
    case 'say':
      return isIn(session, command.from.id) ? said(session, command) : refuse('not-in-session');
    case 'add-note':
      if (!isIn(session, command.by.id)) {
        return refuse('not-in-session');
      }
      return session.recent.has(command.messageId) ? [] : roomFor(session, [fact('note', command)]);
    case 'transfer':
      if (session.owner.id !== command.by.id && session.owner.id !== command.of) {
        return refuse('not-owner');
      }
      return command.to === personalQueue(session.owner.id)
        ? refuse('not-allowed')
        : roomFor(session, [
            ...closingScreen(session, 'transferred'),
            ...closingButton(session),
            ...closingViews(session),
            { type: 'left', who: session.owner, how: 'transferred' },
            ...externalsOut(session),
            queuedByHand(command),
          ]);
    case 'invite':
      return invites(session, command);
    case 'invite-external':
      return invitesExternal(session, command);
    case 'enter':
      return enters(session, command);
    case 'come-back':
      return comesBack(session, command);
    case 'expire-invitation':
      return session.externalInvitations.some(({ id }) => id === command.invitation)
        ? [{ type: 'invitation-closed', invitation: command.invitation, outcome: 'expired' }]
        : [];
    case 'close-invitation':
      return closesInvitation(session, command);
    case 'leave':
      return session.owner.id === command.by
        ? refuse('owner-stays')
        : leaves(session, command.by, command.how);
    case 'remove':
      return session.owner.id === command.by ? leaves(session, command.who, 'removed') : refuse('not-owner');
    case 'view':
    case 'stop-viewing':
    case 'join':
    case 'take-over':
      return decideSupervised(session, command);
    case 'fall-back':
      return session.owner.id === command.from ? fallsBack(session, command) : [];
    case 'elevate':
    case 'answer-elevation':
      return decideElevation(session, command);
    case 'offer-button':
    case 'answer-button':
    case 'close-button':
    case 'remove-button':
      return decideButton(session, command);
    case 'request-screen':
    case 'answer-screen':
    case 'expire-screen-request':
    case 'start-screen':
    case 'stop-screen':
      return decideScreen(session, command);
    case 'start-recording':
      if (session.recording !== 'on') {
        return refuse('not-allowed');
      }
      return session.screen.state === 'on'
        ? roomFor(session, [
            { type: 'recording-started', recordingId: command.recordingId, file: command.file },
          ])
        : refuse('not-sharing');
    case 'stop-recording':
      return stopRecording(session, command);
    case 'end': {
      if (command.by.id !== CUSTOMER && command.by.id !== session.owner.id) {
        return refuse(isIn(session, command.by.id) ? 'not-owner' : 'not-in-session');
      }
      return ending(session, {
        type: 'ended',
        reason: command.by.id === CUSTOMER ? 'ended-by-customer' : 'ended-by-representative',
        by: command.by,
      });
    }
    case 'give-up':
      return ending(session, { type: 'ended', reason: command.reason });
    case 'deliver':
    case 'lose':
    case 'return':
    case 'withdraw-notice':
    case 'change-language':
      return decideAnyLive(session, command);
    case 'offer':
    case 'mark-overdue':
    case 'overflow':
    case 'show-notice':
    case 'leave-by-notice':
      return refuse('not-waiting');
    case 'close-offer':
    case 'fall-back-waiting':
    case 'come':
    case 'answer-agreement':
    case 'answer-recording':
      return [];
    default:
      return unreachable(command);
  }
}

/** Whoever was invited comes; everybody else is told that it is taken. */
function acceptsHeld(session: HeldSession, command: CommandOf<'accept'>): Decision {
  if (isIn(session, command.by.id)) {
    return [];
  }
  // Who was asked by name comes for that; the team's invitation stays for the others.
  const invitation =
    session.invitations.find(({ to }) => to === personalQueue(command.by.id) && command.from.has(to)) ??
    session.invitations.find(({ to }) => command.from.has(to));
  return invitation === undefined
    ? refuse('already-accepted')
    : roomFor(session, [
        { type: 'invitation-closed', invitation: invitation.id, outcome: 'accepted' },
        { type: 'joined', who: command.by },
      ]);
}

function invites(session: HeldSession, command: CommandOf<'invite'>): Decision {
  if (session.owner.id !== command.by.id) {
    return refuse('not-owner');
  }
  const invited = ownerOfPersonalQueue(command.to);
  if (invited !== undefined && isIn(session, invited)) {
    return [];
  }
  if (session.invitations.length >= LIMITS.invitationsPerSession) {
    return refuse('too-many-invited');
  }
  return session.invitations.some(({ to }) => to === command.to)
    ? []
    : roomFor(session, [fact('invited', command)]);
}

function invitesExternal(session: HeldSession, command: CommandOf<'invite-external'>): Decision {
  if (session.owner.id !== command.by.id) {
    return refuse('not-owner');
  }
  const count = externalsIn(session).length + session.away.length + session.externalInvitations.length;
  return count >= LIMITS.externalsPerSession
    ? refuse('too-many-invited')
    : roomFor(session, [fact('external-invited', command)]);
}

/** One refusal for used, expired and withdrawn alike. */
function enters(session: HeldSession, command: CommandOf<'enter'>): Decision {
  const invitation = session.externalInvitations.find(({ id }) => id === command.invitation);
  return invitation === undefined ||
    command.now >= invitation.until ||
    externalOf(session, command.who) !== undefined
    ? refuse('key-refused')
    : roomFor(session, [
        { type: 'invitation-closed', invitation: invitation.id, outcome: 'accepted' },
        {
          type: 'joined',
          who: { id: command.who, name: invitation.name, external: true },
          by: invitation.by,
          ...(invitation.profile === undefined ? {} : { profile: invitation.profile }),
        },
      ]);
}

function comesBack(session: HeldSession, command: CommandOf<'come-back'>): Decision {
  if (isIn(session, command.who)) {
    return [];
  }
  const who = session.away.find(({ id }) => id === command.who);
  return who === undefined ? refuse('not-in-session') : roomFor(session, [{ type: 'joined', who }]);
}

/** Nobody from outside is in a session that nobody owns. */
function externalsOut(session: HeldSession): readonly SessionFact[] {
  return externalsIn(session).map((who) => ({ type: 'left', who, how: 'ownerless' }));
}

function closesInvitation(session: LiveSession, command: CommandOf<'close-invitation'>): Decision {
  const isOwner = session.status === 'held' && session.owner.id === command.by.id;
  const invitation = session.invitations.find(({ id }) => id === command.invitation);
  if (
    isOwner &&
    (invitation !== undefined || session.externalInvitations.some(({ id }) => id === command.invitation))
  ) {
    return [{ type: 'invitation-closed', invitation: command.invitation, outcome: 'withdrawn' }];
  }
  if (invitation === undefined) {
    return [];
  }
  // One of a team who does not want to come does not decline for the others.
  return ownerOfPersonalQueue(invitation.to) === command.by.id
    ? [{ type: 'invitation-closed', invitation: invitation.id, outcome: 'declined' }]
    : refuse('not-allowed');
}

function leaves(session: LiveSession, who: RepId, how: 'left' | 'removed' | 'lost'): Decision {
  const participant =
    session.others.find((each) => each.who.id === who)?.who ??
    (how === 'lost' ? undefined : externalOf(session, who));
  return participant === undefined ? refuse('not-in-session') : [{ type: 'left', who: participant, how }];
}

/** What somebody does who supervises the owner; that they may was established at the door. */
function decideSupervised(
  session: HeldSession,
  command: CommandOf<'view' | 'stop-viewing' | 'join' | 'take-over'>,
): Decision {
  if (command.kind === 'stop-viewing') {
    return closingViews(session, command.who);
  }
  const { by, of } = command;
  if (command.kind === 'take-over' && session.owner.id === by.id) {
    return [];
  }
  if (session.owner.id !== of) {
    return refuse('changed-meanwhile');
  }
  switch (command.kind) {
    case 'view':
      return views(session, command);
    case 'join':
      return isIn(session, by.id) ? [] : roomFor(session, joining(session, by));
    case 'take-over':
      return roomFor(session, [
        ...(isIn(session, by.id) ? [] : joining(session, by)),
        { type: 'owner-changed', to: by, how: 'taken-over' },
      ]);
    default:
      return unreachable(command);
  }
}

function views(session: HeldSession, { by, isTold }: CommandOf<'view'>): Decision {
  const before = session.viewers.find(({ who }) => who.id === by.id);
  // What was told stays told; what begins to be told begins anew, so that the report has both.
  if (isIn(session, by.id) || before?.isTold === true || before?.isTold === isTold) {
    return [];
  }
  return before === undefined && session.viewers.length >= LIMITS.viewersPerSession
    ? refuse('too-many')
    : roomFor(session, [...closingViews(session, by.id), { type: 'viewing-started', who: by, isTold }]);
}

/** Whoever comes looks on no more, and is not asked to come any more. */
function joining(session: HeldSession, who: Representative): readonly SessionFact[] {
  const asked = session.invitations.filter(({ to }) => to === personalQueue(who.id));
  return [
    ...closingViews(session, who.id),
    ...asked.map(({ id }): SessionFact => ({
      type: 'invitation-closed',
      invitation: id,
      outcome: 'accepted',
    })),
    { type: 'joined', who, how: 'supervising' },
  ];
}

/** Nobody looks on any more, or this one does not. */
function closingViews(session: HeldSession, of?: RepId): readonly SessionFact[] {
  return session.viewers
    .filter(({ who }) => of === undefined || who.id === of)
    .map(({ who, isTold }) => ({ type: 'viewing-ended', who, isTold }));
}

/** Seed 002 "Session Fallback Rules": which rule it is was found by fallback.ts. */
function fallsBack(session: HeldSession, { to }: CommandOf<'fall-back'>): Decision {
  const lost: SessionFact = { type: 'left', who: session.owner, how: 'lost' };
  switch (to.kind) {
    case 'to-rep': {
      const heir = session.others.find(({ who }) => who.id === to.rep);
      return heir === undefined || heir.who.external === true
        ? refuse('not-in-session')
        : [{ type: 'owner-changed', to: heir.who, how: 'fallback' }, lost];
    }
    case 'to-queue':
      return [
        ...closingScreen(session, 'transferred'),
        ...closingButton(session),
        ...closingViews(session),
        lost,
        ...externalsOut(session),
        { type: 'queued', queue: to.queue, queueName: to.queueName, how: 'fallback' },
      ];
    case 'end':
      return ending(session, { type: 'ended', reason: 'no-representative' });
    default:
      return unreachable(to);
  }
}

/** A chat becomes a full session when a representative asks for it and the customer agrees. */
function decideElevation(session: HeldSession, command: CommandOf<'elevate' | 'answer-elevation'>): Decision {
  const { screen } = session;
  if (command.kind === 'answer-elevation') {
    if (screen.state !== 'elevating') {
      return [];
    }
    // What was on the page that agreed may have been another text.
    return command.allow && command.agreement !== screen.agreement?.sha256
      ? refuse('changed-meanwhile')
      : elevationAnswered(screen, command.allow ? 'allowed' : 'denied');
  }
  if (!isIn(session, command.by.id)) {
    return refuse('not-in-session');
  }
  if (session.mode === 'full') {
    return [];
  }
  const { agreement } = command;
  const isNew = agreement !== undefined && !session.agreed.has(agreement.sha256);
  return screen.state === 'elevating'
    ? refuse('request-open')
    : roomFor(session, [
        {
          type: 'elevation-requested',
          by: command.by,
          ...(command.answerMs === undefined ? {} : { answerMs: command.answerMs }),
          ...(isNew ? { agreement } : {}),
        },
      ]);
}

/** The agreement is answered with it. */
function elevationAnswered(
  { agreement }: Extract<HeldSession['screen'], { state: 'elevating' }>,
  outcome: 'allowed' | 'denied' | 'no-answer',
): readonly SessionFact[] {
  const closed: SessionFact = { type: 'elevation-closed', outcome };
  return agreement === undefined
    ? [closed]
    : [{ type: 'agreement-closed', outcome: AGREED[outcome], sha256: agreement.sha256 }, closed];
}

const AGREED = { allowed: 'accepted', denied: 'refused', 'no-answer': 'no-answer' } as const;

/** One question at a time; the customer's answer alone makes the button, once. */
function decideButton(
  session: HeldSession,
  command: CommandOf<'offer-button' | 'answer-button' | 'close-button' | 'remove-button'>,
): Decision {
  const asked = session.buttonOffer;
  switch (command.kind) {
    case 'offer-button':
      if (!isIn(session, command.by.id)) {
        return refuse('not-in-session');
      }
      if (session.mode === 'chat') {
        return refuse('chat-only');
      }
      if (asked !== undefined) {
        return refuse('request-open');
      }
      return session.buttons.length >= LIMITS.buttonsPerSession
        ? refuse('too-many-buttons')
        : roomFor(session, [fact('button-offered', command)]);
    case 'answer-button':
      return asked?.id === command.id ? buttonClosed(asked, command.allow ? 'allowed' : 'denied') : [];
    case 'close-button':
      return asked === undefined ? [] : buttonClosed(asked, command.outcome);
    case 'remove-button': {
      const known = session.buttons.find(({ id }) => id === command.id);
      if (!isIn(session, command.by.id)) {
        return refuse('not-in-session');
      }
      return known === undefined
        ? refuse('not-found')
        : roomFor(session, [{ type: 'button-removed', ...known, by: command.by }]);
    }
    default:
      return unreachable(command);
  }
}

function buttonClosed(
  { id, title, titles }: OfferedButton,
  outcome: FactOf<'button-closed'>['outcome'],
): readonly SessionFact[] {
  return [{ type: 'button-closed', id, title, ...(titles === undefined ? {} : { titles }), outcome }];
}

/** Nobody waits for the answer any more. */
function closingButton({ buttonOffer }: HeldSession): readonly SessionFact[] {
  return buttonOffer === undefined ? [] : buttonClosed(buttonOffer, 'withdrawn');
}

function decideScreen(
  session: HeldSession,
  command: CommandOf<
    'request-screen' | 'answer-screen' | 'expire-screen-request' | 'start-screen' | 'stop-screen'
  >,
): Decision {
  const { screen } = session;
  if (
    session.mode === 'chat' &&
    command.kind !== 'expire-screen-request' &&
    (command.kind !== 'stop-screen' || command.by !== undefined)
  ) {
    return refuse('chat-only');
  }
  switch (command.kind) {
    case 'request-screen':
      if (!isIn(session, command.by.id)) {
        return refuse('not-in-session');
      }
      switch (screen.state) {
        case 'off':
          return roomFor(session, [fact('screen-requested', command)]);
        case 'asked':
        case 'elevating':
          return refuse('request-open');
        case 'on':
          return refuse('already-sharing');
        default:
          return unreachable(screen);
      }
    case 'answer-screen':
      return screen.state === 'asked'
        ? [{ type: 'screen-request-closed', outcome: command.allow ? 'allowed' : 'denied' }]
        : [];
    case 'expire-screen-request':
      switch (screen.state) {
        case 'asked':
          return [{ type: 'screen-request-closed', outcome: 'no-answer' }];
        case 'elevating':
          return elevationAnswered(screen, 'no-answer');
        case 'off':
        case 'on':
          return [];
        default:
          return unreachable(screen);
      }
    case 'start-screen':
      return roomFor(session, [
        ...closingScreen(session, 'connection-lost', 'allowed'),
        { type: 'screen-started', producerId: command.producerId },
      ]);
    case 'stop-screen':
      return command.by !== undefined && !isIn(session, command.by)
        ? refuse('not-in-session')
        : closingScreen(session, command.reason);
    default:
      return unreachable(command);
  }
}

/** What is open of the screen is closed: a picture with `reason`, a question as withdrawn (or as said). */
function closingScreen(
  { screen }: HeldSession,
  reason: FactOf<'screen-stopped'>['reason'],
  question: 'withdrawn' | 'allowed' = 'withdrawn',
): readonly SessionFact[] {
  switch (screen.state) {
    case 'on':
      return [{ type: 'screen-stopped', reason }];
    case 'asked':
      return [{ type: 'screen-request-closed', outcome: question }];
    case 'elevating':
      return [{ type: 'elevation-closed', outcome: 'withdrawn' }];
    case 'off':
      return [];
    default:
      return unreachable(screen);
  }
}

// --- Whoever holds it -----------------------------------------------------------------------

function decideAnyLive(
  session: LiveSession,
  command: CommandOf<'deliver' | 'lose' | 'return' | 'withdraw-notice' | 'change-language'>,
): Decision {
  switch (command.kind) {
    case 'deliver':
      return isIn(session, command.to) && command.upTo > (session.deliveredTo.get(command.to) ?? 0)
        ? roomFor(session, [{ type: 'chat-delivered', to: command.to, upTo: command.upTo }])
        : [];
    case 'withdraw-notice':
      return session.notices.has(command.notice) ? roomFor(session, [fact('notice-withdrawn', command)]) : [];
    case 'lose':
    case 'return':
    case 'change-language':
      return decideAnyOpen(session, command);
    default:
      return unreachable(command);
  }
}

function decideAnyOpen(
  session: OpenSession,
  command: CommandOf<'lose' | 'return' | 'change-language'>,
): Decision {
  switch (command.kind) {
    case 'change-language':
      return command.language === session.language
        ? []
        : roomFor(session, [fact('language-changed', command)]);
    case 'lose': {
      const who = personIn(session, command.who);
      if (who === undefined && session.status === 'held' && command.who !== CUSTOMER) {
        return closingViews(session, command.who as RepId);
      }
      if (who === undefined || session.lost.has(command.who)) {
        return [];
      }
      if (session.version < LIMITS.eventsPerSession - KEPT_FOR_CLOSING) {
        return [{ type: 'connection-lost', who }];
      }
      return who.id === CUSTOMER ? ending(session, { type: 'ended', reason: lostReason(session) }) : [];
    }
    case 'return': {
      const who = personIn(session, command.who);
      return who === undefined || !session.lost.has(command.who)
        ? []
        : [{ type: 'connection-returned', who }];
    }
    default:
      return unreachable(command);
  }
}

function said(session: LiveSession, command: CommandOf<'say'>): Decision {
  return session.recent.has(command.messageId) ? [] : roomFor(session, [fact('chat', command)]);
}

function stopRecording(
  session: { readonly openRecordings: ReadonlySet<RecordingId> },
  command: CommandOf<'stop-recording'>,
): Decision {
  return session.openRecordings.has(command.recordingId) ? [fact('recording-stopped', command)] : [];
}

/** The end closes what is open first, so that the report never shows a screen that outlived its session. */
function ending(session: OpenSession, ended: FactOf<'ended'>): Decision {
  if (session.status === 'preparing') {
    return [ended];
  }
  return session.status === 'held'
    ? [...closingScreen(session, 'session-ended'), ...closingButton(session), ...closingViews(session), ended]
    : [...closedOffer(session, 'withdrawn'), ended];
}

/** A session holds so many events; what is kept free is for losing people, closing what is open, and the end. */
function roomFor(session: OpenSession, facts: readonly SessionFact[]): Decision {
  return session.version + facts.length > LIMITS.eventsPerSession - KEPT_FOR_THE_END
    ? refuse('session-full')
    : facts;
}

function fact<Type extends SessionFact['type']>(
  type: Type,
  { kind: _, ...fields }: { readonly kind: string } & Omit<FactOf<Type>, 'type'>,
): SessionFact {
  return { type, ...fields } as unknown as SessionFact;
}

function refuse(refused: FaultCode): Refusal {
  return { refused };
}

/** The queues that a representative without teams may take from. */
export function ownQueueOnly(rep: RepId): ReadonlySet<QueueId> {
  return new Set([personalQueue(rep)]);
}
