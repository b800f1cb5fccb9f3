import type { SkillId } from '../equilibrium/index.ts';
import {
  msBetween,
  unreachable,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import type { Attendance, DutyFact, FactOf, SessionFact } from '../sessions/index.ts';
import { gatheredShifts, withoutShortBreaks } from './shifts.ts';
import type { Answer, Elsewhere, Ending, Leg, Shift, Take, Visit, Week } from './week.ts';

interface OpenLeg {
  readonly queue: QueueId;
  readonly enteredAt: Instant;
  readonly gapMs: number;
}

/** Where a session is, as far as a replay needs to know. */
type Place =
  | { readonly kind: 'outside' }
  | { readonly kind: 'waiting'; readonly leg: OpenLeg }
  | { readonly kind: 'held'; readonly leg: OpenLeg; readonly by: RepId; readonly acceptedAt: Instant };

interface Draft {
  needs: readonly SkillId[];
  place: Place;
  readonly legs: Leg[];
  /** When its latest stay, with the work that came of it, ended. */
  endedAt: Instant | undefined;
  /** Who is in it since when, beside whoever accepted it out of a replayed queue. */
  readonly inside: Map<RepId, Instant>;
  offer: { readonly to: RepId; readonly at: Instant; readonly load: number } | undefined;
  /** Accepted the offer in the same breath: did not take it by hand. */
  hasAnswered: boolean;
}

/** The kinds of facts of sessions that a week is made of; others change nothing for who waits. */
export const SESSION_FACTS = [
  'requested',
  'queued',
  'offered',
  'offer-closed',
  'accepted',
  'joined',
  'left',
  'ended',
] as const satisfies readonly SessionFact['type'][];

export type ReplayedFact = Extract<SessionFact, { readonly type: (typeof SESSION_FACTS)[number] }>;

/** Makes a `Week` of what happened, told fact by fact in the order of the journal. */
export class WeekDraft {
  readonly #from: Instant;
  readonly #to: Instant;
  readonly #queues: ReadonlySet<QueueId>;
  readonly #drafts = new Map<SessionId, Draft>();
  readonly #elsewhere: Elsewhere[] = [];
  readonly #shifts = new Map<RepId, Shift[]>();
  readonly #answers: Answer[] = [];
  readonly #takes: Take[] = [];
  #stays = 0;

  constructor(asked: {
    readonly from: Instant;
    readonly to: Instant;
    readonly queues: ReadonlySet<QueueId>;
  }) {
    this.#from = asked.from;
    this.#to = asked.to;
    this.#queues = asked.queues;
  }

  /** How many stays there are so far. */
  get stays(): number {
    return this.#stays;
  }

  session(id: SessionId, at: Instant, fact: ReplayedFact): void {
    const draft = this.#draft(id);
    switch (fact.type) {
      case 'requested':
        draft.needs = fact.issue?.skills ?? [];
        break;
      case 'queued':
        this.#queued(draft, at, fact);
        break;
      case 'offered':
        draft.offer = { to: fact.to.id, at, load: loadIn(fact.why) };
        break;
      case 'offer-closed':
        this.#answered(draft, at, fact);
        break;
      case 'accepted':
        this.#accepted(draft, at, fact.by.id);
        break;
      case 'joined':
        draft.inside.set(fact.who.id, at);
        break;
      case 'left':
        this.#left(draft, fact.who.id, at);
        break;
      case 'ended':
        this.#ended(draft, at, fact);
        this.#forgetWhenOutside(id, draft);
        break;
      default:
        unreachable(fact);
    }
  }

  /** Somebody came, went or is something else. */
  duty(rep: RepId, at: Instant, fact: DutyFact): void {
    this.#shift(rep, at, fact.type === 'off-duty' ? 'off' : fact.as);
  }

  /** The appliance was started: nobody is on duty. */
  started(at: Instant): void {
    for (const rep of this.#shifts.keys()) {
      this.#shift(rep, at, 'off');
    }
  }

  /** `dutyKnownFrom`: when the journal began to say who is on duty. */
  finish(until: Instant, dutyKnownFrom: Instant): Week {
    for (const draft of this.#drafts.values()) {
      this.#close(draft, until, 'waiting');
    }
    const visits: Visit[] = [];
    const worked: Elsewhere[] = [...this.#elsewhere];
    for (const [session, { needs, legs }] of this.#drafts) {
      if (legs.length > 0) {
        visits.push({ session, needs, legs });
      }
      for (const { enteredAt, waitMs, served } of legs) {
        if (served !== undefined) {
          const from = (enteredAt + waitMs) as Instant;
          worked.push({ rep: served.by, from, to: (from + served.workMs) as Instant });
        }
      }
    }
    return {
      from: this.#from,
      to: this.#to,
      until,
      visits,
      elsewhere: this.#elsewhere,
      shifts: this.#allShifts(worked, dutyKnownFrom),
      dutyKnownFrom,
      answers: this.#answers,
      takes: this.#takes,
    };
  }

  #draft(id: SessionId): Draft {
    let draft = this.#drafts.get(id);
    if (draft === undefined) {
      draft = {
        needs: [],
        place: { kind: 'outside' },
        legs: [],
        endedAt: undefined,
        inside: new Map(),
        offer: undefined,
        hasAnswered: false,
      };
      this.#drafts.set(id, draft);
    }
    return draft;
  }

  #forgetWhenOutside(id: SessionId, draft: Draft): void {
    if (draft.legs.length === 0) {
      this.#drafts.delete(id);
    }
  }

  #queued(draft: Draft, at: Instant, { queue, how }: FactOf<'queued'>): void {
    const isReplayed = this.#queues.has(queue);
    if (draft.place.kind === 'waiting' && how === 'waiting-rule' && isReplayed) {
      return;
    }
    this.#endStay(draft, at, how === 'waiting-rule' ? 'passed-on' : 'moved');
    draft.place = { kind: 'outside' };
    // What comes after the end of the week keeps nobody of the week waiting: who came before goes first.
    if (isReplayed && at < this.#to) {
      this.#stays += 1;
      const gapMs = draft.endedAt === undefined ? 0 : msBetween(draft.endedAt, at);
      draft.place = { kind: 'waiting', leg: { queue, enteredAt: at, gapMs } };
    }
  }

  #answered(draft: Draft, at: Instant, { to, outcome }: FactOf<'offer-closed'>): void {
    const { offer, place } = draft;
    draft.offer = undefined;
    draft.hasAnswered = outcome === 'accepted';
    if (
      offer?.to === to.id &&
      place.kind === 'waiting' &&
      (outcome === 'accepted' || outcome === 'rejected' || outcome === 'no-answer')
    ) {
      this.#answers.push({ rep: to.id, load: offer.load, outcome, afterMs: msBetween(offer.at, at) });
    }
  }

  #accepted(draft: Draft, at: Instant, by: RepId): void {
    const { place } = draft;
    if (place.kind !== 'waiting') {
      draft.inside.set(by, at);
      return;
    }
    this.#left(draft, by, at);
    if (!draft.hasAnswered) {
      this.#takes.push({ rep: by, at, queuedAt: place.leg.enteredAt });
    }
    draft.hasAnswered = false;
    draft.place = { kind: 'held', leg: place.leg, by, acceptedAt: at };
  }

  #left(draft: Draft, rep: RepId, at: Instant): void {
    const since = draft.inside.get(rep);
    if (since !== undefined) {
      draft.inside.delete(rep);
      this.#elsewhere.push({ rep, from: since, to: at });
    }
  }

  #ended(draft: Draft, at: Instant, { reason }: FactOf<'ended'>): void {
    this.#close(
      draft,
      at,
      reason === 'customer-left-waiting' || reason === 'left-by-notice' ? 'left' : 'sent-away',
    );
  }

  #close(draft: Draft, at: Instant, waiting: Ending): void {
    this.#endStay(draft, at, waiting);
    draft.place = { kind: 'outside' };
    for (const rep of draft.inside.keys()) {
      this.#left(draft, rep, at);
    }
  }

  /** The stay that is open ends: as `waiting` says when nobody has accepted it. */
  #endStay(draft: Draft, at: Instant, waiting: Ending): void {
    const { place } = draft;
    if (place.kind === 'waiting') {
      draft.legs.push({
        ...place.leg,
        ending: waiting,
        waitMs: msBetween(place.leg.enteredAt, at),
        served: undefined,
      });
      draft.endedAt = at;
    } else if (place.kind === 'held') {
      draft.legs.push({
        ...place.leg,
        ending: 'served',
        waitMs: msBetween(place.leg.enteredAt, place.acceptedAt),
        served: { by: place.by, workMs: msBetween(place.acceptedAt, at) },
      });
      draft.endedAt = at;
    }
  }

  #shift(rep: RepId, at: Instant, as: Attendance | 'off'): void {
    const shifts = this.#shifts.get(rep) ?? [];
    this.#shifts.set(rep, shifts);
    if ((shifts.at(-1)?.as ?? 'off') !== as) {
      shifts.push({ at, as });
    }
  }

  #allShifts(worked: readonly Elsewhere[], dutyKnownFrom: Instant): ReadonlyMap<RepId, readonly Shift[]> {
    const gathered = gatheredShifts(worked, dutyKnownFrom);
    return new Map(
      [...new Set([...gathered.keys(), ...this.#shifts.keys()])].map((rep) => [
        rep,
        withoutShortBreaks([...(gathered.get(rep) ?? []), ...(this.#shifts.get(rep) ?? [])]),
      ]),
    );
  }
}

/** In how many sessions Equilibrium saw whom it asked; the reasons are kept with the offer as they were. */
function loadIn(why: FactOf<'offered'>['why']): number {
  const [first] = Array.isArray(why['first']) ? (why['first'] as readonly unknown[]) : [];
  const sessions = (first as { readonly sessions?: unknown } | undefined)?.sessions;
  return typeof sessions === 'number' ? sessions : 0;
}
