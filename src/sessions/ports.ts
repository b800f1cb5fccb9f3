import type { Algorithm, SkillId, SkillTree } from '../equilibrium/index.ts';
import type {
  Instant,
  PortalId,
  QueueId,
  RepId,
  RepStatusId,
  SessionId,
  SessionPolicyId,
  Transaction,
} from '../kernel/index.ts';
import type { Tool } from '../protocol/index.ts';
import type { PastWait } from '../queues/index.ts';
import type { QueueRule } from './deadlines.ts';
import type { Agreement, AskedBefore, CommandOf, Profile, Request } from './facts.ts';
import type { Session } from './session.ts';

/** What is known of a session without reading what happened in it. */
export interface Known {
  readonly customerName: string;
  readonly portalName: string;
  /** Whose it is: who holds or held it, or in whose personal queue it waits. */
  readonly rep: RepId | undefined;
}

/** The list of sessions for lists and for starting again: derived from the journal, written with it. */
export interface SessionIndex {
  /** Writes the session's line within the same transaction as its events. */
  put(tx: Transaction, session: Exclude<Session, { status: 'new' }>): void;
  /** A session of any time; undefined when there never was one. */
  find(id: SessionId): Known | undefined;
  /** Somebody who waited in that queue was accepted: written within the same transaction. */
  waited(tx: Transaction, queue: QueueId, wait: PastWait): void;
  /** All such waits that ended after that moment, oldest first. */
  waitsSince(since: Instant): readonly (PastWait & { readonly queue: QueueId })[];
  /** Every session that has not ended, and every one with a recording that is not finished. */
  unfinished(): readonly SessionId[];
}

/** One thing that happened, with its place in the journal. */
export interface Happened<Fact> {
  readonly seq: number;
  readonly at: Instant;
  readonly fact: Fact;
}

/** A team as sessions see it: where it waits, who serves it, by which rules. */
export interface TeamOnFloor {
  readonly queue: QueueId;
  readonly name: string;
  readonly isPersistent: boolean;
  readonly algorithm: Algorithm;
  /** How long an offer stays with one representative. */
  readonly alertTimeoutMs: number;
  readonly rule: QueueRule;
  readonly members: readonly RepId[];
}

/** What one representative may do, and when Equilibrium leaves them alone. */
export interface OnFloor {
  readonly id: RepId;
  readonly name: string;
  readonly may: {
    readonly generateKeys: boolean;
    readonly acceptFromTeams: boolean;
    readonly getNext: boolean;
    /** Be named on public sites. */
    readonly beListed: boolean;
    readonly optOut: boolean;
    readonly transferToOtherTeams: boolean;
    readonly shareWithOtherTeams: boolean;
    readonly inviteExternal: boolean;
  };
  /** Whether they want to be named on public sites. */
  readonly isListed: boolean;
  /** Not asked when in more sessions than this; undefined: however many. */
  readonly sessionLimit: number | undefined;
  /** Not asked when idle for so long; 0: however long. */
  readonly idleLimitMs: number;
  readonly morePreferred: ReadonlySet<SkillId>;
}

/** What a public site says to its customers, in their language. */
export interface SiteSays {
  /** An image above the chat; `alt` is '' where its site's name says enough. */
  readonly banner?: {
    readonly address: string;
    readonly alt: string;
    readonly width: number;
    readonly height: number;
  };
  readonly greeting?: string;
  /** Told again and again while the customer waits. */
  readonly onHold?: { readonly text: string; readonly everyMs: number };
  /** After a session in which somebody helped; `url` is '' for none, and is gone to by itself unless 0. */
  readonly after?: { readonly message: string; readonly url: string; readonly redirectAfterMs: number };
  /** What the customer's page goes without. */
  readonly without?: readonly ('place' | 'expected-wait' | 'spell-check')[];
}

/** Public sites, as far as their settings take part in sessions. */
export interface SiteManners {
  /** For a session that begins now; `keep` keeps the agreement's text for as long as anybody may ask which it was. */
  begins(request: Pick<Request, 'portalId' | 'mode' | 'language'>): {
    readonly before: AskedBefore;
    readonly isRecorded: boolean;
    /** How long a customer who lost the connection is waited for. */
    readonly reconnectMs: number;
    readonly keep: (tx: Transaction) => void;
  };
  /** What is to be accepted when a chat goes on with the screen: what a full session would have asked for now. */
  elevates(session: Pick<Request, 'portalId' | 'language'>): {
    readonly agreement: Agreement | undefined;
    readonly keep: (tx: Transaction) => void;
  };
  /** The text of that digest. */
  agreement(sha256: string): { readonly title: string; readonly text: string } | undefined;
  says(session: Pick<Request, 'portalId' | 'language'>): SiteSays;
}

/** Whose layer of session policies it is: a representative's, or that of somebody from outside. */
export type PolicyHolder =
  | { readonly kind: 'user'; readonly id: RepId }
  | { readonly kind: 'profile'; readonly id: SessionPolicyId | undefined };

/** What session policies say, as it is now; cheap, from memory. */
export interface Policies {
  denied(portal: PortalId, holder: PolicyHolder): ReadonlySet<Tool>;
  /** How long a customer may take to answer about the screen. */
  answerMs(portal: PortalId, holder: PolicyHolder): number;
  /** One of these is chosen for who is invited from outside, where there are any. */
  profiles(): readonly Profile[];
  onChanged(listener: () => void): Disposable;
}

/** The door through which customers come, with who is there to meet them. */
export interface Arrivals {
  /** What a customer who comes to this queue now would find; `persistent`: nobody now, but the session is kept. */
  availability(queue: QueueId): 'somebody' | 'persistent' | 'nobody';
  /** Whether this one may help, and has a console open or is about to be back after a start. */
  isThere(rep: RepId): boolean;
  /** Whether the page of this session's customer has not come yet. */
  isAwaited(session: SessionId): boolean;
  /**
   * Begins a session as `Sessions.request` does; it is put into its queue when its customer's page is there. Raises `nobody-there` where nobody would ever come to
   * it; a session key leads to its representative as long as that one may help, there or not.
   */
  request(
    command: CommandOf<'request'>,
    alongside: (tx: Transaction, session: SessionId) => void,
  ): Promise<SessionId>;
}

/** Only who is available is asked by Equilibrium. */
export type Status = 'available' | 'busy' | 'away';

/** Something that representatives can say of themselves. */
export interface StatusOnFloor {
  readonly id: RepStatusId;
  readonly name: string;
  readonly displayAs: Status;
}

/** What a representative said last, kept across reloads and restarts. */
export interface SaidStatus {
  /** The sign-in that said it: a later one begins anew. */
  readonly signIn: string;
  readonly statusId: RepStatusId;
  readonly status: Status;
  readonly assignments: boolean;
}

export interface DutyMemory {
  find(rep: RepId): SaidStatus | undefined;
  keep(rep: RepId, said: SaidStatus): Promise<void>;
}

/** Teams, people and rules as they are now; cheap, from memory. */
export interface Floor {
  teams(): readonly TeamOnFloor[];
  team(queue: QueueId): TeamOnFloor | undefined;
  teamsOf(rep: RepId): readonly TeamOnFloor[];
  /** Undefined for who is no representative (any more). */
  representative(rep: RepId): OnFloor | undefined;
  /** In the order in which they are offered; of each kind the one that every site has comes first. */
  statuses(): readonly StatusOnFloor[];
  skills(): SkillTree;
  /** As it is called now; undefined for one that is no more. */
  readonly skillName: (id: SkillId) => string | undefined;
  /** Whether there is anybody below this representative in some team. */
  supervises(rep: RepId): boolean;
  /** Whether `rep` may join, take over and transfer sessions of `owner`; undefined for who is not above them. */
  mayTakeOver(rep: RepId, owner: RepId): boolean | undefined;
  fallback(): {
    readonly forNormalSessions: boolean;
    readonly forJumpSessions: boolean;
    readonly queue: QueueId | undefined;
  };
  /** Whether offers show the request (seed 002 "Show Session Information in All Alert Dialog Boxes"). */
  showsRequests(): boolean;
  /** Whether nobody signs out of a session that is open (seed 002 "Require Closed Sessions on Logout or Quit"). */
  requiresClosedSessions(): boolean;
  /** Teams, memberships, people or rules are not what they were. */
  onChanged(listener: () => void): Disposable;
}
