import { unreachable } from '../../kernel/index.ts';
import type { LinkEnd, LinkStatus } from '../../link/index.ts';

/** The few words of the status in the top bar. */
export function connectionWords(status: LinkStatus): string {
  switch (status.kind) {
    case 'connecting':
      return 'Connecting';
    case 'up':
      return 'Connected';
    case 'lost':
      return 'Not connected';
    case 'over':
      return status.why === 'signed-out' ? 'Signed out' : 'Not connected';
    default:
      return unreachable(status);
  }
}

/** What can be done about a connection that is not there. */
export type ConnectionCure = 'try-now' | 'sign-in' | 'take-over' | 'none';

/** What a break of the connection means and what to do about it; undefined while there is nothing to say. */
export function connectionTrouble(
  status: LinkStatus,
): { readonly sentence: string; readonly cure: ConnectionCure } | undefined {
  switch (status.kind) {
    case 'connecting':
    case 'up':
      return undefined;
    case 'lost':
      return {
        sentence:
          'The connection to the appliance is lost and is being tried again. You can go on writing: it is sent when the connection is back.',
        cure: 'try-now',
      };
    case 'over':
      return endOfConnection(status.why);
    default:
      return unreachable(status);
  }
}

function endOfConnection(why: LinkEnd): { readonly sentence: string; readonly cure: ConnectionCure } {
  switch (why) {
    case 'signed-out':
    case 'gone':
      return {
        sentence: 'You are signed out. Sign in to go on; running sessions wait for you.',
        cure: 'sign-in',
      };
    case 'replaced':
      return {
        sentence:
          'You have opened the console in too many places, so this page was disconnected. It can take the place of the oldest one.',
        cure: 'take-over',
      };
    case 'outdated':
      return {
        sentence:
          'This page is older than the appliance, and loading it again did not help. Please empty the browser’s cache for this site.',
        cure: 'none',
      };
    case 'reloading':
      return { sentence: 'The appliance has been updated. This page is loading again.', cure: 'none' };
    case 'stopped':
      return { sentence: 'This page is not connected. Please reload it.', cure: 'none' };
    default:
      return unreachable(why);
  }
}
