import { unavailableBecause, type Unavailable } from '../equilibrium/index.ts';
import type { Instant, RepId } from '../kernel/index.ts';
import type { Representative } from './people.ts';
import type { OnFloor } from './ports.ts';

/** What somebody on duty is to Equilibrium, whatever sessions they are in. */
export type Attendance =
  | 'available'
  | Exclude<Unavailable, 'logged-off' | 'too-many-sessions' | 'being-asked'>;

/** Who was there when, as the journal keeps it, a stream for each representative. Changes only. */
export type DutyFact =
  | { readonly type: 'on-duty'; readonly who: Representative; readonly as: Attendance }
  | { readonly type: 'duty-changed'; readonly as: Attendance }
  | { readonly type: 'off-duty' };

/** The stream that says when the appliance was started: until they come back, nobody is on duty. */
export const DUTY_STREAM = 'duty';
export const DUTY_BEGUN = 'duty-begun';

export function dutyStreamOf(rep: RepId): string {
  return `duty:${rep}`;
}

/** By the rule that decides whom Equilibrium may ask. */
export function attendanceOf(
  duty: {
    readonly status: 'available' | 'busy' | 'away';
    readonly assignments: boolean;
    readonly locked: boolean;
    readonly activeAt: Instant;
  },
  { id, idleLimitMs }: Pick<OnFloor, 'id' | 'idleLimitMs'>,
  now: Instant,
): Attendance {
  const because = unavailableBecause(
    {
      id,
      loggedIn: true,
      locked: duty.locked,
      optedOut: !duty.assignments,
      status: duty.status,
      activeAt: duty.activeAt,
      idleLimitMs,
      sessions: 0,
      since: duty.activeAt,
      sessionLimit: undefined,
      beingAsked: false,
      morePreferred: new Set(),
    },
    now,
  );
  return (because ?? 'available') as Attendance;
}
