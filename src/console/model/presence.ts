import { unreachable } from '../../kernel/index.ts';

/** Whether somebody is at this console. */
export type PresenceState = 'active' | 'idle' | 'locked';

export interface Presence {
  /** Of the page's monotonic clock. */
  readonly activeAtMs: number;
  /** What the operating system says, where the browser may ask it. */
  readonly system: PresenceState | undefined;
  /** What the appliance was told on this connection. */
  readonly told: { readonly state: PresenceState; readonly atMs: number } | undefined;
}

export type PresenceEvent =
  /** A key, a click, the pointer moved, or the page came into sight. */
  | { readonly kind: 'activity' }
  | { readonly kind: 'system'; readonly state: PresenceState }
  | { readonly kind: 'tick' }
  /** A new connection: it knows nothing yet. */
  | { readonly kind: 'connected' };

export interface PresenceStep {
  readonly presence: Presence;
  readonly tell: PresenceState | undefined;
}

/** Without a key, a click or the pointer for this long nobody is there, as far as the page can know. */
const IDLE_AFTER_MS = 60_000;
/** While somebody is there, the appliance hears it this often. */
const TELL_EVERY_MS = 60_000;

export function newPresence(nowMs: number): Presence {
  return { activeAtMs: nowMs, system: undefined, told: undefined };
}

export function stepPresence(presence: Presence, event: PresenceEvent, nowMs: number): PresenceStep {
  switch (event.kind) {
    case 'activity':
      return told({ ...presence, activeAtMs: nowMs }, nowMs);
    case 'system':
      return told({ ...presence, system: event.state }, nowMs);
    case 'tick':
      return told(presence, nowMs);
    case 'connected':
      return told({ ...presence, told: undefined }, nowMs);
    default:
      return unreachable(event);
  }
}

function told(presence: Presence, nowMs: number): PresenceStep {
  const state = stateNow(presence, nowMs);
  const before = presence.told;
  const isNews =
    before === undefined ||
    before.state !== state ||
    (state === 'active' && nowMs - before.atMs >= TELL_EVERY_MS);
  return isNews
    ? { presence: { ...presence, told: { state, atMs: nowMs } }, tell: state }
    : { presence, tell: undefined };
}

/** The system knows of work in other windows; whoever just used the page is there whatever it says. */
function stateNow(presence: Presence, nowMs: number): PresenceState {
  if (presence.system === 'locked') {
    return 'locked';
  }
  const onPage = nowMs - presence.activeAtMs < IDLE_AFTER_MS;
  return onPage || presence.system === 'active' ? 'active' : 'idle';
}
