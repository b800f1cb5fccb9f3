import { unreachable, type Instant } from '../../kernel/index.ts';
import type { LinkEnd, LinkStatus } from '../../link/index.ts';
import type { SessionView } from '../../protocol/index.ts';
import type { Sharing, SharingAbility, SharingNotice, Surface } from './sharing.ts';

/** The place in line, in words and without a promise. */
export function waitingWords(position: number | undefined): {
  readonly title: string;
  readonly sentence: string;
} {
  if (position === undefined) {
    return {
      title: 'You are in the waiting room',
      sentence: 'Your place in line will be shown in a moment.',
    };
  }
  return position === 1
    ? { title: 'You are next', sentence: 'There is nobody ahead of you.' }
    : {
        title: `You are number ${position} in line`,
        sentence: position === 2 ? 'One person is ahead of you.' : `${position - 1} people are ahead of you.`,
      };
}

/** Why somebody waits who was being helped, or waited elsewhere; undefined for an ordinary arrival. */
export function waitingAgainWords(view: Pick<SessionView, 'timeline'>): string | undefined {
  const queued = view.timeline.findLast(({ event }) => event.type === 'queued')?.event;
  if (queued?.type !== 'queued') {
    return undefined;
  }
  const { how } = queued;
  switch (how) {
    case 'arrival':
      return undefined;
    case 'hand':
      return `${queued.by?.name ?? 'Your representative'} passed your session on, and somebody else will help you.`;
    case 'waiting-rule':
      return 'You were moved to another line, where somebody else can help you.';
    case 'fallback': {
      const left = view.timeline.findLast(({ event }) => event.type === 'left')?.event;
      return left?.type === 'left' && left.how === 'lost'
        ? `The connection to ${left.who.name} did not come back. Another representative will help you.`
        : 'Another representative will help you.';
    }
    default:
      return unreachable(how);
  }
}

/** Since when the customer waits: since the session came into the line where it is. */
export function waitingSince(view: Pick<SessionView, 'timeline' | 'startedAt'>): Instant | undefined {
  return view.timeline.findLast(({ event }) => event.type === 'queued')?.at ?? view.startedAt;
}

/** What is being looked at: "your whole screen". */
export function surfaceWords(surface: Surface): string {
  switch (surface) {
    case 'monitor':
      return 'your whole screen';
    case 'window':
      return 'one window of your screen';
    case 'browser':
      return 'one tab of your browser';
    case undefined:
      return 'what you chose to share';
    default:
      return unreachable(surface);
  }
}

/** Whether and how well the picture reaches the other side; undefined while there is nothing to worry about. */
export function onTheWayWords(sharing: Extract<Sharing, { state: 'on' }>): string | undefined {
  if (sharing.producerId !== undefined) {
    return undefined;
  }
  if (sharing.failures === 0) {
    return sharing.attempt === 1 ? 'The picture is on its way …' : 'The picture is being sent again …';
  }
  return sharing.failures < 4
    ? 'The picture was interrupted. It is being sent again …'
    : 'The picture does not get through. This page keeps trying; your network may not let it pass. You can go on in the chat.';
}

/** Why there is no button to share with. */
export function inabilityWords(ability: Exclude<SharingAbility, 'possible'>): {
  readonly title: string;
  readonly sentence: string;
} {
  switch (ability) {
    case 'not-here':
      return {
        title: 'This device cannot share its screen',
        sentence:
          'Browsers on phones and tablets do not offer it. If your screen should be seen, ask for a session key for your computer.',
      };
    case 'needs-secure-page':
      return {
        title: 'Your screen cannot be shared here',
        sentence:
          'Browsers share a screen only with pages that come over a secure connection, and the address of this one does not begin with https. Please tell your representative.',
      };
    default:
      return unreachable(ability);
  }
}

export function noticeWords(notice: SharingNotice): string {
  switch (notice) {
    case 'cancelled':
      return 'Nothing is shared. You can share later, if you like.';
    case 'refused-by-system':
      return 'Your computer does not let this browser show the screen. On a Mac, allow it in System Settings, Privacy & Security, Screen Recording, and start the browser again.';
    case 'failed':
      return 'Your browser could not begin to share the screen. Please try once more, or choose a single window.';
    case 'stopped-by-representative':
      return 'Your representative has stopped looking at your screen.';
    case 'transferred':
      return 'Nothing is shared any more: your session was passed on. Share again when somebody asks you to.';
    case 'taken-over':
      return 'The screen is now shared from another page of yours.';
    default:
      return unreachable(notice);
  }
}

/** What a break of the connection means; undefined while there is nothing to say. */
export function connectionWords(
  status: LinkStatus,
): { readonly sentence: string; readonly cure: 'wait' | 'take-back' | 'none' } | undefined {
  switch (status.kind) {
    case 'connecting':
    case 'up':
      return undefined;
    case 'lost':
      return {
        sentence:
          'The connection is lost. This page comes back by itself; what you write is kept and sent then.',
        cure: 'wait',
      };
    case 'over':
      return overWords(status.why);
    default:
      return unreachable(status);
  }
}

function overWords(why: LinkEnd): ReturnType<typeof connectionWords> {
  switch (why) {
    case 'replaced':
      return {
        sentence: 'This session was opened in another place. Here it stands still.',
        cure: 'take-back',
      };
    case 'outdated':
      return {
        sentence:
          'This page is older than the support site, and loading it again did not help. Please close the browser and open the page again.',
        cure: 'none',
      };
    case 'reloading':
      return { sentence: 'The support site has been updated. This page is loading again.', cure: 'none' };
    case 'signed-out':
    case 'gone':
    case 'stopped':
      return { sentence: 'This page is not connected to the session any more.', cure: 'none' };
    default:
      return unreachable(why);
  }
}
