import { unreachable, type FaultCode } from '../../kernel/index.ts';
import type { ScreenStopReason, SessionView } from '../../protocol/index.ts';

/** What the customer chose in the browser's picker; undefined where the browser does not say. */
export type Surface = 'monitor' | 'window' | 'browser' | undefined;

/**
 * Whether this page can share a screen: browsers on phones have no way to, and no browser lets a page
 * that did not come over a secure connection.
 */
export type SharingAbility = 'possible' | 'not-here' | 'needs-secure-page';

/** Why nothing is shared although somebody wanted to, or why it stopped. */
export type SharingNotice =
  | 'cancelled'
  | 'refused-by-system'
  | 'failed'
  | 'stopped-by-representative'
  | 'not-permitted'
  | 'transferred'
  | 'taken-over';

/** Sharing the screen is in exactly one of these. */
export type Sharing =
  | { readonly state: 'off'; readonly notice: SharingNotice | undefined }
  /** The browser's picker is open. */
  | { readonly state: 'choosing'; readonly answering: boolean; readonly afterReload: boolean }
  | {
      /** The capture lives, whatever happens to the way to the relay. */
      readonly state: 'on';
      readonly surface: Surface;
      /** Counts the ways to the relay, so that a late word about an earlier one is known as such. */
      readonly attempt: number;
      /** In a row. */
      readonly failures: number;
      /** The picture arrives at the relay under this name; undefined while it is on its way. */
      readonly producerId: string | undefined;
    }
  /** It was shared before the page was loaded again, and the browser wants a click. */
  | { readonly state: 'again' };

export type SharingEvent =
  | { readonly kind: 'choose'; readonly answering: boolean; readonly afterReload: boolean }
  | { readonly kind: 'chosen'; readonly surface: Surface }
  | {
      readonly kind: 'not-chosen';
      readonly why: 'cancelled' | 'refused-by-system' | 'failed' | 'needs-click';
    }
  | { readonly kind: 'sent'; readonly attempt: number; readonly producerId: string }
  | { readonly kind: 'send-failed'; readonly attempt: number; readonly code: FaultCode | undefined }
  | { readonly kind: 'way-lost'; readonly attempt: number }
  | { readonly kind: 'retry'; readonly attempt: number }
  /** The relay or the connection over which the way was arranged is another one now. */
  | { readonly kind: 'renew' }
  /** The browser's own *Stop sharing*, or the window that was shared is closed. */
  | { readonly kind: 'source-ended' }
  | { readonly kind: 'stop' }
  /** The session's events were taken in; `stopped` is the last reason among the new ones. */
  | {
      readonly kind: 'happened';
      readonly view: Pick<SessionView, 'status' | 'screen'>;
      readonly stopped: ScreenStopReason | undefined;
    };

export type SharingEffect =
  | { readonly kind: 'send'; readonly attempt: number }
  | { readonly kind: 'retry-in'; readonly delayMs: number; readonly attempt: number }
  /** The way to the relay and the capture end, and this browser tab forgets that it shared. */
  | { readonly kind: 'end' }
  | { readonly kind: 'remember' }
  | { readonly kind: 'answer'; readonly allow: boolean }
  | { readonly kind: 'tell-stopped'; readonly reason: 'asked' | 'source-ended' };

export interface SharingStep {
  readonly sharing: Sharing;
  readonly effects: readonly SharingEffect[];
}

export const NOT_SHARING: Sharing = { state: 'off', notice: undefined };
const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 8_000;

export function stepSharing(sharing: Sharing, event: SharingEvent): SharingStep {
  switch (event.kind) {
    case 'choose':
      return sharing.state === 'on' || sharing.state === 'choosing'
        ? stay(sharing)
        : stay({ state: 'choosing', answering: event.answering, afterReload: event.afterReload });
    case 'chosen':
      return sharing.state === 'choosing' ? begin(sharing, event.surface) : stay(sharing, { kind: 'end' });
    case 'not-chosen':
      return sharing.state === 'choosing' ? notChosen(sharing, event.why) : stay(sharing);
    case 'sent':
      return sharing.state === 'on' && sharing.attempt === event.attempt
        ? stay({ ...sharing, failures: 0, producerId: event.producerId })
        : stay(sharing);
    case 'send-failed':
      return sharing.state === 'on' && sharing.attempt === event.attempt
        ? sendFailed(sharing, event.code)
        : stay(sharing);
    case 'way-lost':
      // Not at once: a way that breaks again and again is not hammered.
      return sharing.state === 'on' && sharing.attempt === event.attempt
        ? sendFailed(sharing, undefined)
        : stay(sharing);
    case 'retry':
      return sharing.state === 'on' && sharing.attempt === event.attempt ? again(sharing) : stay(sharing);
    case 'renew':
      return sharing.state === 'on' ? again({ ...sharing, failures: 0 }) : stay(sharing);
    case 'source-ended':
      return sharing.state === 'on' ? stop('source-ended') : stay(sharing);
    case 'stop':
      return sharing.state === 'off' ? stay(sharing) : stop('asked');
    case 'happened':
      return happened(sharing, event);
    default:
      return unreachable(event);
  }
}

/**
 * Whether a page that shared before it was loaded again may go on sharing: unless somebody stopped
 * it meanwhile.
 */
export function mayResume(view: Pick<SessionView, 'status' | 'screen' | 'timeline'>): boolean {
  if (view.status !== 'in-session') {
    return false;
  }
  const last = view.timeline.findLast(
    ({ event }) => event.type === 'screen-started' || event.type === 'screen-stopped',
  );
  return last?.event.type === 'screen-stopped' ? !isFinal(last.event.reason) : view.screen.state === 'on';
}

function stay(sharing: Sharing, ...effects: readonly SharingEffect[]): SharingStep {
  return { sharing, effects };
}

function off(notice: SharingNotice | undefined, ...effects: readonly SharingEffect[]): SharingStep {
  return { sharing: { state: 'off', notice }, effects: [{ kind: 'end' }, ...effects] };
}

function stop(reason: 'asked' | 'source-ended'): SharingStep {
  return off(undefined, { kind: 'tell-stopped', reason });
}

function begin({ answering }: { readonly answering: boolean }, surface: Surface): SharingStep {
  return stay(
    { state: 'on', surface, attempt: 1, failures: 0, producerId: undefined },
    ...(answering ? [{ kind: 'answer', allow: true } as const] : []),
    { kind: 'remember' },
    { kind: 'send', attempt: 1 },
  );
}

function notChosen(
  choosing: { readonly answering: boolean; readonly afterReload: boolean },
  why: 'cancelled' | 'refused-by-system' | 'failed' | 'needs-click',
): SharingStep {
  const effects: readonly SharingEffect[] = choosing.answering ? [{ kind: 'answer', allow: false }] : [];
  if (choosing.afterReload || why === 'needs-click') {
    return stay({ state: 'again' }, ...effects);
  }
  return off(why, ...effects);
}

type On = Extract<Sharing, { state: 'on' }>;

function again(sharing: On): SharingStep {
  const attempt = sharing.attempt + 1;
  return stay({ ...sharing, attempt, producerId: undefined }, { kind: 'send', attempt });
}

function sendFailed(sharing: On, code: FaultCode | undefined): SharingStep {
  if (code === 'already-ended' || code === 'no-such-session' || code === 'not-in-session') {
    return off(undefined);
  }
  const delayMs = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(sharing.failures, 10));
  return stay(
    { ...sharing, failures: sharing.failures + 1, producerId: undefined },
    { kind: 'retry-in', delayMs, attempt: sharing.attempt },
  );
}

function happened(sharing: Sharing, event: Extract<SharingEvent, { kind: 'happened' }>): SharingStep {
  const { view, stopped } = event;
  if (view.status === 'ended') {
    return sharing.state === 'off' ? stay(sharing) : off(undefined);
  }
  if (view.status === 'waiting' && sharing.state !== 'off') {
    // Whoever comes next was never allowed to look.
    return off('transferred');
  }
  if (sharing.state !== 'on') {
    return stay(sharing);
  }
  if (stopped === 'transferred') {
    return off('transferred');
  }
  if (view.screen.state !== 'on' && stopped !== undefined && isFinal(stopped)) {
    // While the picture is on its way, the customer's own stop is an earlier one that was still on its way here.
    const notice =
      stopped === 'stopped-by-representative' || stopped === 'not-permitted' ? stopped : undefined;
    if (sharing.producerId !== undefined || notice !== undefined) {
      return off(notice);
    }
  }
  if (sharing.producerId === undefined) {
    return stay(sharing);
  }
  if (view.screen.state === 'on') {
    return view.screen.producerId === sharing.producerId ? stay(sharing) : off('taken-over');
  }
  return again(sharing);
}

/** Whether somebody wanted it to stop; after the other reasons the living capture is sent again. */
function isFinal(reason: ScreenStopReason): boolean {
  switch (reason) {
    case 'stopped-by-customer':
    case 'stopped-by-representative':
    case 'source-ended':
    case 'session-ended':
    case 'transferred':
    case 'not-permitted':
      return true;
    case 'connection-lost':
    case 'relay-lost':
    case 'appliance-restarted':
      return false;
    default:
      return unreachable(reason);
  }
}
