import { unreachable, type QueueId } from '../kernel/index.ts';

/** A queue, as far as it matters whether a session can wait there. */
export type QueuePlace =
  | {
      readonly kind: 'personal';
      readonly queue: QueueId;
      /** Somebody whose connection is being waited for counts as logged in; somebody who was given up does not. */
      readonly ownerLoggedIn: boolean;
    }
  | {
      readonly kind: 'team';
      readonly queue: QueueId;
      /** *Persistent Queue*: sessions stay although nobody is there. */
      readonly persistent: boolean;
      /** How many members are logged in, whatever their status. */
      readonly loggedIn: number;
    };

/** Whether somebody is there, or will be, to take a session out of this queue again. */
export function canHold(place: QueuePlace): boolean {
  switch (place.kind) {
    case 'personal':
      return place.ownerLoggedIn;
    case 'team':
      return place.persistent || place.loggedIn > 0;
    default:
      return unreachable(place);
  }
}
