import type { Instant, QueueId, RepId } from '../kernel/index.ts';

/** A team in which somebody supervises others, and what it allows. */
export interface SupervisedTeam {
  readonly queue: QueueId;
  readonly name: string;
  /** The role of who supervises: a manager is above leads and members, a lead above members. */
  readonly role: 'lead' | 'manager';
  readonly view: boolean;
  readonly isTold: boolean;
  readonly takeOver: boolean;
}

export interface TeamPerson {
  readonly id: RepId;
  readonly name: string;
  readonly role: 'member' | 'lead';
}

/** Who is above whom; cheap, from memory, as it is now. */
export interface Supervisors {
  /** By name; none for who supervises nobody. */
  teamsOf(rep: RepId): readonly SupervisedTeam[];
  /** Whom somebody with this role supervises there. */
  peopleBelow(queue: QueueId, role: 'lead' | 'manager'): readonly TeamPerson[];
  /** What `rep` may do with sessions of `owner`; undefined for who does not supervise them. */
  over(
    rep: RepId,
    owner: RepId,
  ): { readonly view: boolean; readonly isTold: boolean; readonly takeOver: boolean } | undefined;
  onChanged(listener: () => void): Disposable;
}

/** What a representative's consoles say of them. */
export interface Duty {
  readonly since: Instant;
  readonly status: 'available' | 'busy' | 'away';
  /** As the site calls it. */
  readonly statusName: string;
  readonly assignments: boolean;
  readonly locked: boolean;
  /** The last sign of life. */
  readonly activeAt: Instant;
}
