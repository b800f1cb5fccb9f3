import { unreachable, type FaultCode } from '../kernel/index.ts';
import { CLOSE, PROTOCOL_VERSION, type Down, type Up, type UpOf } from '../protocol/index.ts';
import type { TicketResult } from './ports.ts';
import type { UnansweredWhy } from './unanswered.ts';

/** A message that is answered, and one that is not. */
export type Command = Extract<Up, { command: string }>;
export type Remark = Exclude<Up, Command | UpOf<'hello' | 'ping'>>;
/** A command before the link has given it its id. */
export type CommandBody = { [T in Command['type']]: Omit<UpOf<T>, 'command'> }[Command['type']];

export type LinkEnd =
  /** The page ended it. */
  | 'stopped'
  | 'signed-out'
  | 'gone'
  /** Another page of the same person took the place; `start` takes it back. */
  | 'replaced'
  /** Of another version, and reloading did not help. */
  | 'outdated'
  /** Of another version, and being reloaded now. */
  | 'reloading';

interface Outgoing {
  readonly message: Command;
  /** The attempt on whose connection it was sent last; 0 when never. */
  readonly sentOn: number;
  readonly giveUpAtMs: number;
}

/** A link is in exactly one of these. Times are of the monotonic clock, in milliseconds. */
type Phase =
  | { readonly kind: 'asking-ticket'; readonly untilMs: number }
  | { readonly kind: 'opening'; readonly untilMs: number }
  | { readonly kind: 'greeting'; readonly untilMs: number }
  /** At `beatAtMs` a ping goes out or, when one is `pinged` and nothing has been heard since, the connection is dead. */
  | { readonly kind: 'up'; readonly pinged: boolean; readonly beatAtMs: number }
  | { readonly kind: 'pausing'; readonly untilMs: number }
  | { readonly kind: 'over'; readonly why: LinkEnd };

export interface LinkState {
  readonly phase: Phase;
  /** Counts connections, so that a late word from an earlier one is known as such. */
  readonly attempt: number;
  /** Failures in a row; a connection counts as good from its first pong on. */
  readonly failures: number;
  readonly everUp: boolean;
  /** Commands without an answer, in the order they were given. */
  readonly outgoing: readonly Outgoing[];
}

export type LinkEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  /** The network is back, or somebody looks at the page again: do not wait. */
  | { readonly kind: 'wake' }
  | { readonly kind: 'alarm' }
  | { readonly kind: 'command'; readonly message: Command }
  | { readonly kind: 'remark'; readonly message: Remark }
  | { readonly kind: 'ticket'; readonly attempt: number; readonly result: TicketResult }
  | { readonly kind: 'opened'; readonly attempt: number }
  | { readonly kind: 'message'; readonly attempt: number; readonly message: Down }
  | { readonly kind: 'unreadable'; readonly attempt: number }
  | { readonly kind: 'closed'; readonly attempt: number; readonly code: number }
  | { readonly kind: 'reload-refused' };

export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'answer'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly code: FaultCode; readonly sentence: string }
  | { readonly kind: 'unanswered'; readonly why: UnansweredWhy };

export type LinkEffect =
  | { readonly kind: 'get-ticket'; readonly attempt: number }
  | { readonly kind: 'open'; readonly attempt: number; readonly ticket: string }
  /** The driver adds what the page shows. */
  | { readonly kind: 'send-hello'; readonly version: number }
  | { readonly kind: 'send'; readonly message: Up }
  | { readonly kind: 'close' }
  | { readonly kind: 'deliver'; readonly message: Down }
  | { readonly kind: 'settle'; readonly command: string; readonly outcome: Outcome }
  | { readonly kind: 'reload' };

export interface Step {
  readonly state: LinkState;
  readonly effects: readonly LinkEffect[];
}

/** What the world adds to an event: the monotonic clock, and a number from 0 to below 1. */
export interface Circumstance {
  readonly nowMs: number;
  readonly chance: number;
}

/** What a page may say about its connection. */
export type LinkStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'up' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'over'; readonly why: LinkEnd };

const PACE = {
  attemptMs: 15_000,
  pingEveryMs: 10_000,
  /** With `pingEveryMs` before it: 25 s of silence. */
  pongWithinMs: 15_000,
  /** After `wake`, when a connection has often died unnoticed. */
  pongAfterWakeWithinMs: 4_000,
  pauseFirstMs: 250,
  pauseGrowth: 1.6,
  pauseMaxMs: 10_000,
  outgoing: 100,
} as const;

/**
 * How each command is treated. `again`: the appliance carries it out once however often it comes,
 * so it is kept over a lost connection and sent again. `never`: a second time would be a second
 * thing (a key, one more customer), or speaks of a transport that died with the connection.
 */
const MANNER: Record<Command['type'], { readonly repeat: 'again' | 'never'; readonly patienceMs: number }> = {
  say: { repeat: 'again', patienceMs: Infinity },
  'add-note': { repeat: 'again', patienceMs: Infinity },
  'end-session': { repeat: 'again', patienceMs: Infinity },
  'leave-by-notice': { repeat: 'again', patienceMs: Infinity },
  'send-notice': { repeat: 'again', patienceMs: 20_000 },
  'stop-screen': { repeat: 'again', patienceMs: Infinity },
  'answer-agreement': { repeat: 'again', patienceMs: 30_000 },
  'answer-recording': { repeat: 'again', patienceMs: 30_000 },
  'answer-screen': { repeat: 'again', patienceMs: 30_000 },
  // A page that is welcomed again says it anew.
  'subscribe-push': { repeat: 'never', patienceMs: 15_000 },
  'unsubscribe-push': { repeat: 'again', patienceMs: 30_000 },
  elevate: { repeat: 'again', patienceMs: 20_000 },
  'answer-elevation': { repeat: 'again', patienceMs: 30_000 },
  'answer-button': { repeat: 'again', patienceMs: 60_000 },
  'remove-button': { repeat: 'again', patienceMs: 20_000 },
  'button-choices': { repeat: 'again', patienceMs: 15_000 },
  'list-buttons': { repeat: 'again', patienceMs: 15_000 },
  'change-button': { repeat: 'again', patienceMs: 20_000 },
  'request-screen': { repeat: 'again', patienceMs: 20_000 },
  accept: { repeat: 'again', patienceMs: 20_000 },
  'answer-offer': { repeat: 'again', patienceMs: 20_000 },
  transfer: { repeat: 'again', patienceMs: 20_000 },
  share: { repeat: 'again', patienceMs: 20_000 },
  'invite-external': { repeat: 'never', patienceMs: 15_000 },
  'close-invitation': { repeat: 'again', patienceMs: 20_000 },
  'leave-session': { repeat: 'again', patienceMs: 20_000 },
  'remove-participant': { repeat: 'again', patienceMs: 20_000 },
  'set-status': { repeat: 'again', patienceMs: 20_000 },
  'set-listed': { repeat: 'again', patienceMs: 20_000 },
  'join-session': { repeat: 'again', patienceMs: 20_000 },
  'take-over': { repeat: 'again', patienceMs: 20_000 },
  // What a page shows ends with its connection: a page that is welcomed again asks again.
  'watch-dashboard': { repeat: 'never', patienceMs: 15_000 },
  'view-session': { repeat: 'never', patienceMs: 15_000 },
  'stop-viewing': { repeat: 'never', patienceMs: 15_000 },
  'get-next': { repeat: 'never', patienceMs: 15_000 },
  'say-to-team': { repeat: 'again', patienceMs: Infinity },
  'team-chat-page': { repeat: 'again', patienceMs: 20_000 },
  'deploy-button': { repeat: 'never', patienceMs: 15_000 },
  'generate-key': { repeat: 'never', patienceMs: 15_000 },
  'list-keys': { repeat: 'again', patienceMs: 15_000 },
  'withdraw-key': { repeat: 'again', patienceMs: 20_000 },
  'list-ios-profiles': { repeat: 'again', patienceMs: 20_000 },
  'list-ios-keys': { repeat: 'again', patienceMs: 15_000 },
  'withdraw-ios-key': { repeat: 'again', patienceMs: 20_000 },
  'generate-ios-key': { repeat: 'never', patienceMs: 15_000 },
  'send-external-invitation': { repeat: 'never', patienceMs: 90_000 },
  // A turn in the line, two tries and the pause between them.
  'send-invitation': { repeat: 'never', patienceMs: 90_000 },
  'media-open': { repeat: 'never', patienceMs: 10_000 },
  'media-connect': { repeat: 'never', patienceMs: 10_000 },
  'media-produce': { repeat: 'never', patienceMs: 10_000 },
  'media-consume': { repeat: 'never', patienceMs: 10_000 },
  'media-resume': { repeat: 'never', patienceMs: 10_000 },
};

export const INITIAL: LinkState = {
  phase: { kind: 'over', why: 'stopped' },
  attempt: 0,
  failures: 0,
  everUp: false,
  outgoing: [],
};

export function statusOf(state: LinkState): LinkStatus {
  switch (state.phase.kind) {
    case 'up':
      return { kind: 'up' };
    case 'over':
      return { kind: 'over', why: state.phase.why };
    case 'asking-ticket':
    case 'opening':
    case 'greeting':
    case 'pausing':
      return { kind: state.everUp || state.failures > 1 ? 'lost' : 'connecting' };
    default:
      return unreachable(state.phase);
  }
}

/** When `alarm` is due next. */
export function alarmAtMs(state: LinkState): number {
  const giveUp = Math.min(...state.outgoing.map((one) => one.giveUpAtMs));
  switch (state.phase.kind) {
    case 'asking-ticket':
    case 'opening':
    case 'greeting':
    case 'pausing':
      return Math.min(giveUp, state.phase.untilMs);
    case 'up':
      return Math.min(giveUp, state.phase.beatAtMs);
    case 'over':
      return giveUp;
    default:
      return unreachable(state.phase);
  }
}

export function step(state: LinkState, event: LinkEvent, at: Circumstance): Step {
  if ('attempt' in event && event.attempt !== state.attempt) {
    return stay(state);
  }
  switch (event.kind) {
    case 'start':
      return state.phase.kind === 'over' && state.phase.why !== 'reloading'
        ? begin({ ...state, failures: 0 }, at)
        : stay(state);
    case 'stop':
      return finish(state, 'stopped');
    case 'wake':
      return wake(state, at);
    case 'alarm':
      return alarm(state, at);
    case 'command':
      return command(state, event.message, at);
    case 'remark':
      return state.phase.kind === 'up' ? stay(state, { kind: 'send', message: event.message }) : stay(state);
    case 'ticket':
      return ticket(state, event.result, at);
    case 'opened':
      return state.phase.kind === 'opening'
        ? {
            state: { ...state, phase: { kind: 'greeting', untilMs: state.phase.untilMs } },
            effects: [{ kind: 'send-hello', version: PROTOCOL_VERSION }],
          }
        : stay(state);
    case 'message':
      return message(state, event.message, at);
    case 'unreadable':
      // Something may have been said that this page did not understand: what it shows would be
      // wrong from now on, so it asks for everything that it has not shown.
      return fail(state, at);
    case 'closed':
      return closed(state, event.code, at);
    case 'reload-refused':
      return finish(state, 'outdated');
    default:
      return unreachable(event);
  }
}

function stay(state: LinkState, ...effects: readonly LinkEffect[]): Step {
  return { state, effects };
}

function begin(state: LinkState, at: Circumstance): Step {
  const attempt = state.attempt + 1;
  return {
    state: { ...state, attempt, phase: { kind: 'asking-ticket', untilMs: at.nowMs + PACE.attemptMs } },
    effects: [{ kind: 'get-ticket', attempt }],
  };
}

/** The connection, or the attempt at one, has failed: pause, then try again. */
function fail(state: LinkState, at: Circumstance): Step {
  if (state.phase.kind === 'over' || state.phase.kind === 'pausing') {
    return stay(state);
  }
  const fullMs = Math.min(PACE.pauseMaxMs, PACE.pauseFirstMs * PACE.pauseGrowth ** state.failures);
  const kept = state.outgoing.filter(
    (one) => one.sentOn === 0 || MANNER[one.message.type].repeat === 'again',
  );
  const lost = state.outgoing.filter((one) => !kept.includes(one));
  return {
    state: {
      ...state,
      // Nothing that this connection still says is heard.
      attempt: state.attempt + 1,
      failures: state.failures + 1,
      phase: { kind: 'pausing', untilMs: at.nowMs + fullMs * (0.5 + at.chance / 2) },
      outgoing: kept,
    },
    effects: [{ kind: 'close' }, ...lost.map((one) => unanswered(one, 'connection-lost'))],
  };
}

function finish(state: LinkState, why: LinkEnd): Step {
  return {
    state: { ...state, attempt: state.attempt + 1, phase: { kind: 'over', why }, outgoing: [] },
    effects: [{ kind: 'close' }, ...state.outgoing.map((one) => unanswered(one, 'over'))],
  };
}

function outdated(state: LinkState): Step {
  const { state: after, effects } = finish(state, 'reloading');
  return { state: after, effects: [...effects, { kind: 'reload' }] };
}

function unanswered(one: Outgoing, why: UnansweredWhy): LinkEffect {
  return { kind: 'settle', command: one.message.command, outcome: { kind: 'unanswered', why } };
}

function wake(state: LinkState, at: Circumstance): Step {
  switch (state.phase.kind) {
    case 'pausing':
      return begin(state, at);
    case 'up':
      return ping(state, PACE.pongAfterWakeWithinMs, at);
    case 'asking-ticket':
    case 'opening':
    case 'greeting':
    case 'over':
      return stay(state);
    default:
      return unreachable(state.phase);
  }
}

/** Silence is counted from a question: a page whose timers the browser slows down hears little and is not dead. */
function ping(state: LinkState, answerWithinMs: number, at: Circumstance): Step {
  return {
    state: { ...state, phase: { kind: 'up', pinged: true, beatAtMs: at.nowMs + answerWithinMs } },
    effects: [{ kind: 'send', message: { type: 'ping', sentAtMs: at.nowMs } }],
  };
}

function alarm(state: LinkState, at: Circumstance): Step {
  const late = state.outgoing.filter((one) => one.giveUpAtMs <= at.nowMs);
  const patient =
    late.length === 0
      ? state
      : { ...state, outgoing: state.outgoing.filter((one) => one.giveUpAtMs > at.nowMs) };
  const { state: after, effects } = beat(patient, at);
  return { state: after, effects: [...late.map((one) => unanswered(one, 'no-answer')), ...effects] };
}

function beat(state: LinkState, at: Circumstance): Step {
  switch (state.phase.kind) {
    case 'asking-ticket':
    case 'opening':
    case 'greeting':
      return state.phase.untilMs <= at.nowMs ? fail(state, at) : stay(state);
    case 'pausing':
      return state.phase.untilMs <= at.nowMs ? begin(state, at) : stay(state);
    case 'up':
      if (state.phase.beatAtMs > at.nowMs) {
        return stay(state);
      }
      return state.phase.pinged ? fail(state, at) : ping(state, PACE.pongWithinMs, at);
    case 'over':
      return stay(state);
    default:
      return unreachable(state.phase);
  }
}

function command(state: LinkState, message: Command, at: Circumstance): Step {
  const { phase } = state;
  const one: Outgoing = {
    message,
    sentOn: phase.kind === 'up' ? state.attempt : 0,
    giveUpAtMs: at.nowMs + MANNER[message.type].patienceMs,
  };
  if (phase.kind === 'over') {
    return stay(state, unanswered(one, 'over'));
  }
  if (state.outgoing.length >= PACE.outgoing) {
    return stay(state, unanswered(one, 'full'));
  }
  return {
    state: { ...state, outgoing: [...state.outgoing, one] },
    effects: phase.kind === 'up' ? [{ kind: 'send', message }] : [],
  };
}

function ticket(state: LinkState, result: TicketResult, at: Circumstance): Step {
  if (state.phase.kind !== 'asking-ticket') {
    return stay(state);
  }
  switch (result.kind) {
    case 'ticket':
      return {
        state: { ...state, phase: { kind: 'opening', untilMs: state.phase.untilMs } },
        effects: [{ kind: 'open', attempt: state.attempt, ticket: result.ticket }],
      };
    case 'try-again':
      return fail(state, at);
    case 'signed-out':
      return finish(state, 'signed-out');
    case 'gone':
      return finish(state, 'gone');
    case 'outdated':
      return outdated(state);
    default:
      return unreachable(result);
  }
}

function message(state: LinkState, message: Down, at: Circumstance): Step {
  const { phase } = state;
  if (phase.kind === 'greeting') {
    return greeted(state, message, at);
  }
  if (phase.kind !== 'up') {
    return stay(state);
  }
  const heard = phase.pinged ? { ...state, phase: upSince(at) } : state;
  switch (message.type) {
    case 'pong':
      return stay({ ...heard, failures: 0 });
    case 'done':
      return settle(heard, message.command, { kind: 'done' });
    case 'answer':
      return settle(heard, message.command, { kind: 'answer', body: message.body });
    case 'refused':
      return refused(heard, message);
    case 'welcome':
    case 'events':
    case 'queues':
    case 'desk':
    case 'desk-more':
    case 'dashboard':
    case 'viewing-over':
    case 'offer':
    case 'waiting':
    case 'site-says':
    case 'push-offer':
    case 'session-tools':
    case 'typed':
    case 'media-restarted':
    case 'sender-delay':
    case 'team-chats':
    case 'team-said':
      return stay(heard, { kind: 'deliver', message });
    default:
      return unreachable(message);
  }
}

function upSince(at: Circumstance): Phase {
  return { kind: 'up', pinged: false, beatAtMs: at.nowMs + PACE.pingEveryMs };
}

function greeted(state: LinkState, message: Down, at: Circumstance): Step {
  if (message.type === 'refused') {
    return refused(state, message);
  }
  if (message.type !== 'welcome') {
    return stay(state);
  }
  if (message.version !== PROTOCOL_VERSION) {
    return outdated(state);
  }
  return {
    state: {
      ...state,
      everUp: true,
      phase: upSince(at),
      outgoing: state.outgoing.map((one) => ({ ...one, sentOn: state.attempt })),
    },
    effects: [
      ...state.outgoing.map((one): LinkEffect => ({ kind: 'send', message: one.message })),
      { kind: 'deliver', message },
    ],
  };
}

function refused(state: LinkState, message: Extract<Down, { type: 'refused' }>): Step {
  if (message.code === 'reload-required') {
    return outdated(state);
  }
  return message.command === undefined
    ? stay(state)
    : settle(state, message.command, {
        kind: 'refused',
        code: message.code,
        sentence: message.sentence,
      });
}

function settle(state: LinkState, command: string, outcome: Outcome): Step {
  const outgoing = state.outgoing.filter((one) => one.message.command !== command);
  // Answered a second time, after having been sent a second time: the first answer counted.
  return outgoing.length === state.outgoing.length
    ? stay(state)
    : stay({ ...state, outgoing }, { kind: 'settle', command, outcome });
}

function closed(state: LinkState, code: number, at: Circumstance): Step {
  switch (code) {
    case CLOSE.reload:
      return outdated(state);
    case CLOSE.signedOut:
      return finish(state, 'signed-out');
    case CLOSE.replaced:
      // Coming back would push out the page that came after this one, which would come back …
      return finish(state, 'replaced');
    default:
      return fail(state, at);
  }
}
