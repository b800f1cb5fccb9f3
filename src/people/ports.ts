import type { SkillId } from '../equilibrium/index.ts';
import type { Instant, IssueId, RepId, RepStatusId, TeamId, Transaction } from '../kernel/index.ts';
import type { Claim } from './claim.ts';
import type { Issue } from './issue.ts';
import type { Person } from './person.ts';
import type { RepStatus } from './rep-status.ts';
import type { RankedSkill } from './skill.ts';
import type { Team, TeamRole } from './team.ts';

/** SHA-256 in hex. */
export type Digest = (text: string) => string;

/**
 * Slow hashing, away from the main thread. Both reject with Fault `too-many` when more wait than the
 * machine can answer soon.
 */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** Whether this hash was made as `hash` makes them now. */
  isCurrent(hash: string): boolean;
}

/** How many wrong sign-ins one source may make. A source is an address, or the /64 of an IPv6 one. */
export interface SourceBudget {
  /** Counts one attempt; false when this source has made too many. */
  take(source: string): boolean;
  /** The attempt was right and does not count. */
  giveBack(source: string): void;
}

/** Somebody who is signed in, as the Status page lists them. */
export interface SignedIn {
  readonly person: RepId;
  readonly name: string;
  readonly since: Instant;
  readonly seenAt: Instant;
}

export interface SignInRecord {
  readonly person: Person;
  readonly madeAt: Instant;
  readonly seenAt: Instant;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface PeopleStore {
  find(id: RepId): Person | undefined;
  /** With the password's hash. */
  findByUsername(key: string): { readonly person: Person; readonly passwordHash: string } | undefined;
  passwordHash(id: RepId): string | undefined;
  /** By name, those whose name or username contains `search` (any when empty). */
  list(page: { readonly search: string; readonly offset: number; readonly limit: number }): {
    readonly people: readonly Person[];
    readonly total: number;
  };
  /** In no order. */
  all(): readonly Person[];
  /** One more than the highest. */
  nextDisplayNumber(): number;
  /** Whether somebody beside `except` has this Display Number. */
  hasDisplayNumber(number: number, except: RepId): boolean;
  count(): number;
  /** Active administrators beside this person; undefined counts all. */
  administrators(except?: RepId): number;
  /** Raises `not-valid` for the field `username` when another person has it. */
  add(tx: Transaction, person: Person, passwordHash: string): void;
  /** Writes all but the password. Raises as `add`. */
  update(tx: Transaction, person: Person): void;
  setPassword(tx: Transaction, id: RepId, passwordHash: string): void;
  /** Their sign-ins go with them. */
  remove(tx: Transaction, id: RepId): void;

  signIn(digest: string): SignInRecord | undefined;
  /** Those seen after `since`, the latest first, LIMITS.rowsPerPage at most. */
  signedIn(since: Instant): readonly SignedIn[];
  addSignIn(tx: Transaction, signIn: { digest: string; person: RepId; at: Instant; address: string }): void;
  touchSignIn(tx: Transaction, digest: string, at: Instant): void;
  removeSignIn(tx: Transaction, digest: string): void;
  /** Answers the digests of those that were ended. */
  removeSignIns(tx: Transaction, person: RepId): readonly string[];
  /** Those made at `madeBefore` or earlier, or unused since `unusedSince`. */
  removeOldSignIns(tx: Transaction, madeBefore: Instant, unusedSince: Instant): void;
}

export interface ClaimStore {
  get(): Claim | undefined;
  /** Replaces the one before. */
  put(tx: Transaction, claim: Claim): void;
  remove(tx: Transaction): void;
}

/** One person's place in one team. */
export interface TeamMembership {
  readonly team: TeamId;
  readonly rep: RepId;
  readonly role: TeamRole;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface TeamStore {
  find(id: TeamId): Team | undefined;
  /** By name, LIMITS.teamsPerSite at most. */
  all(): readonly Team[];
  add(tx: Transaction, team: Team): void;
  update(tx: Transaction, team: Team): void;
  /** Its memberships go with it. Its issues and its places as overflow team must have gone before. */
  remove(tx: Transaction, id: TeamId): void;

  /** All of them, in no order. */
  memberships(): readonly TeamMembership[];
  membershipsOf(rep: RepId): readonly TeamMembership[];
  role(team: TeamId, rep: RepId): TeamRole | undefined;
  /** How many members each team has; a team without any is missing. */
  sizes(): ReadonlyMap<TeamId, number>;
  /** Managers first, then leads, then members, each by name. */
  members(
    team: TeamId,
    page: { readonly offset: number; readonly limit: number },
  ): {
    readonly members: readonly { readonly person: Person; readonly role: TeamRole }[];
    readonly total: number;
  };
  /** Active representatives who are not in the team, by name, `limit` at most. */
  candidates(team: TeamId, limit: number): readonly Person[];
  putMember(tx: Transaction, membership: TeamMembership): void;
  removeMember(tx: Transaction, team: TeamId, rep: RepId): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface IssueStore {
  find(id: IssueId): Issue | undefined;
  /** By description, LIMITS.issuesPerSite at most. */
  all(): readonly Issue[];
  add(tx: Transaction, issue: Issue): void;
  update(tx: Transaction, issue: Issue): void;
  remove(tx: Transaction, id: IssueId): void;
  countOf(team: TeamId): number;
  /** Every issue of `from` belongs to `to` afterwards. */
  moveAll(tx: Transaction, from: TeamId, to: TeamId): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface SkillStore {
  find(id: SkillId): RankedSkill | undefined;
  /** In no order, LIMITS.skillsPerSite at most. */
  all(): readonly RankedSkill[];
  add(tx: Transaction, skill: RankedSkill): void;
  update(tx: Transaction, skill: RankedSkill): void;
  /** Issues do not need it any more, and nobody is More Preferred in it. There must be none below it. */
  remove(tx: Transaction, id: SkillId): void;
  /** How many issues need it, and how many people are More Preferred in it. */
  use(id: SkillId): { readonly issues: number; readonly people: number };

  /** Everybody's skills that are More Preferred; who has none is missing. */
  ofEverybody(): ReadonlyMap<RepId, ReadonlySet<SkillId>>;
  ofPerson(person: RepId): ReadonlySet<SkillId>;
  putOfPerson(tx: Transaction, person: RepId, morePreferred: Iterable<SkillId>): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface RepStatusStore {
  find(id: RepStatusId): RepStatus | undefined;
  /** In no order, LIMITS.statusesPerSite at most. */
  all(): readonly RepStatus[];
  add(tx: Transaction, status: RepStatus): void;
  update(tx: Transaction, status: RepStatus): void;
  remove(tx: Transaction, id: RepStatusId): void;
}
