import type { Instant, RepId, TeamId } from '../kernel/index.ts';
import type { TeamMessage } from '../protocol/index.ts';

/** Where somebody stands in the chat of a team. */
export interface ChatState {
  readonly team: TeamId;
  /** The last place; 0 while nothing was said. */
  readonly last: number;
  readonly seenUpTo: number;
  /** What others wrote after it, counted up to LIMITS.teamChatUnread. */
  readonly unread: number;
}

/** Up to where a member has seen the chat of a team. */
export interface Position {
  readonly team: TeamId;
  readonly rep: RepId;
  readonly upTo: number;
}

/** What has just been kept. `previous` is the place before it in its team. */
export interface Posted {
  readonly message: TeamMessage;
  readonly previous: number;
}

/** Who is in which team, as it is at this moment. */
export interface Members {
  readonly teams: () => readonly TeamId[];
  readonly membersOf: (team: TeamId) => readonly RepId[];
  readonly teamsOf: (rep: RepId) => readonly TeamId[];
  /** Whether this one may use the console: somebody disabled stays a member without a say. */
  readonly mayTalk: (rep: RepId) => boolean;
}

/** Where team chats are kept. Everything that is written is on the disk when its promise resolves. */
export interface TeamChatStore {
  /** Undefined when this author's message of this id is there already. */
  add(team: TeamId, message: Omit<TeamMessage, 'place'>): Promise<Posted | undefined>;
  /** 0 for a team in which nothing is kept. */
  last(team: TeamId): number;
  /** The newest that were said since `since`, at a place before `before`; the newest first. */
  page(
    team: TeamId,
    from: { readonly before: number | undefined; readonly since: Instant; readonly limit: number },
  ): readonly TeamMessage[];
  /** How many messages of others than `reader` stand after a place, counted up to LIMITS.teamChatUnread. */
  unread(team: TeamId, reader: RepId, from: { readonly after: number; readonly since: Instant }): number;

  positionsOf(rep: RepId): readonly Position[];
  positions(): readonly Position[];
  /** Moves positions forward, or begins them; none ever goes back. */
  advance(positions: readonly Position[]): Promise<void>;
  forgetPositions(positions: readonly Pick<Position, 'team' | 'rep'>[]): Promise<void>;

  /** The teams of which something is kept. */
  teams(): readonly TeamId[];
  /** Each forgets `limit` messages at most and returns how many. */
  forgetBefore(moment: Instant, limit: number): Promise<number>;
  forgetTeam(team: TeamId, limit: number): Promise<number>;
  /** All but the newest `kept` of a team. */
  forgetAbove(team: TeamId, kept: number, limit: number): Promise<number>;
}
