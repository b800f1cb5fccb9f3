import {
  Fault,
  LIMITS,
  utf8ByteLength,
  type Clock,
  type MessageId,
  type RepId,
  type TeamId,
} from '../kernel/index.ts';
import type { TeamChatPage, TeamMessage } from '../protocol/index.ts';
import { keptSince } from './history.ts';
import type { ChatState, Members, Posted, TeamChatStore } from './ports.ts';

/** What one write forgets or notes, so that no write holds the others up. */
const FORGET_AT_ONCE = 100;
const NOTE_AT_ONCE = 1_000;
/** What a frame holds beside the messages of a page. */
const ENVELOPE_BYTES = 1_024;

/** The chats of all teams. Each method that names a team raises `not-allowed` for who is no member of it now. */
export class TeamChat {
  readonly #store: TeamChatStore;
  readonly #members: Members;
  readonly #clock: Clock;
  readonly #keptForDays: () => number;
  /** The last place of each team that was asked for: most have nothing new, and nothing is counted then. */
  readonly #last = new Map<TeamId, number>();

  constructor(ports: {
    readonly store: TeamChatStore;
    readonly members: Members;
    readonly clock: Clock;
    /** The site's *Team Chat History*. */
    readonly keptForDays: () => number;
  }) {
    this.#store = ports.store;
    this.#members = ports.members;
    this.#clock = ports.clock;
    this.#keptForDays = ports.keptForDays;
  }

  get keptForDays(): number {
    return this.#keptForDays();
  }

  /** Undefined when it was kept before: it was sent again after a broken connection. */
  async post(
    from: { readonly id: RepId; readonly name: string },
    team: TeamId,
    messageId: MessageId,
    text: string,
  ): Promise<Posted | undefined> {
    this.#mustBeIn(team, from.id);
    const posted = await this.#store.add(team, { at: this.#clock.now(), messageId, from, text });
    if (posted !== undefined) {
      this.#last.set(team, Math.max(this.#last.get(team) ?? 0, posted.message.place));
    }
    return posted;
  }

  /** The newest messages, or the newest of those before a place: as many as fit one frame. */
  page(reader: RepId, team: TeamId, before: number | undefined): TeamChatPage {
    this.#mustBeIn(team, reader);
    const newestFirst = this.#store.page(team, {
      before,
      since: this.#since(),
      limit: LIMITS.teamChatPage + 1,
    });
    const messages: TeamMessage[] = [];
    let bytes = ENVELOPE_BYTES;
    for (const message of newestFirst.slice(0, LIMITS.teamChatPage)) {
      bytes += utf8ByteLength(JSON.stringify(message)) + 1;
      if (messages.length > 0 && bytes > LIMITS.frameBytes) {
        break;
      }
      messages.unshift(message);
    }
    return { messages, hasOlder: messages.length < newestFirst.length, last: this.#lastOf(team) };
  }

  /** Everything up to there was in front of this member. */
  async see(reader: RepId, team: TeamId, upTo: number): Promise<ChatState> {
    this.#mustBeIn(team, reader);
    await this.#store.advance([{ team, rep: reader, upTo: Math.min(upTo, this.#lastOf(team)) }]);
    return this.#stateOf(reader, team, this.#seenBy(reader));
  }

  /** Where this representative stands in the chat of each team; nothing for who may not use the console. */
  chatsOf(rep: RepId): readonly ChatState[] {
    const teams = this.#members.mayTalk(rep) ? this.#members.teamsOf(rep) : [];
    const seen = this.#seenBy(rep);
    return teams.map((team) => this.#stateOf(rep, team, seen));
  }

  /** Whether this one is told of what is said in this team. */
  hears(rep: RepId, team: TeamId): boolean {
    return this.#members.teamsOf(rep).includes(team) && this.#members.mayTalk(rep);
  }

  /** After this one's teams have changed: a new member begins with nothing unread, and who has left has no place any more. */
  async followRep(rep: RepId): Promise<void> {
    const teams = new Set(this.#members.teamsOf(rep));
    const known = this.#store.positionsOf(rep);
    const left = known.filter(({ team }) => !teams.has(team));
    for (const { team } of known) {
      teams.delete(team);
    }
    if (left.length > 0) {
      await this.#store.forgetPositions(left);
    }
    if (teams.size > 0) {
      await this.#store.advance([...teams].map((team) => ({ team, rep, upTo: this.#lastOf(team) })));
    }
  }

  /** What may have changed while nobody followed: the last process ended in between. */
  async followAll(): Promise<void> {
    const key = (team: TeamId, rep: RepId) => `${team} ${rep}`;
    const known = this.#store.positions();
    const now = new Map(
      this.#members
        .teams()
        .flatMap((team) =>
          this.#members.membersOf(team).map((rep) => [key(team, rep), { team, rep }] as const),
        ),
    );
    const left = known.filter(({ team, rep }) => !now.has(key(team, rep)));
    for (const { team, rep } of known) {
      now.delete(key(team, rep));
    }
    for (const part of parts(left)) {
      await this.#store.forgetPositions(part);
    }
    for (const part of parts([...now.values()])) {
      await this.#store.advance(part.map(({ team, rep }) => ({ team, rep, upTo: this.#lastOf(team) })));
    }
  }

  /** Forgets what is older than is kept, too much, or of a team that is no more; returns how many messages. */
  async sweep(): Promise<number> {
    await this.followAll();
    const since = this.#since();
    let forgotten = await inParts((limit) => this.#store.forgetBefore(since, limit));
    const teams = new Set(this.#members.teams());
    for (const team of this.#store.teams()) {
      forgotten += teams.has(team)
        ? await inParts((limit) => this.#store.forgetAbove(team, LIMITS.teamChatMessagesPerTeam, limit))
        : await inParts((limit) => this.#store.forgetTeam(team, limit));
    }
    return forgotten;
  }

  #mustBeIn(team: TeamId, rep: RepId): void {
    if (!this.hears(rep, team)) {
      throw new Fault('not-allowed', { sentence: 'You are not in this team.' });
    }
  }

  #since() {
    return keptSince(this.#clock.now(), this.#keptForDays());
  }

  #lastOf(team: TeamId): number {
    let last = this.#last.get(team);
    if (last === undefined) {
      last = this.#store.last(team);
      this.#last.set(team, last);
    }
    return last;
  }

  #seenBy(rep: RepId): ReadonlyMap<TeamId, number> {
    return new Map(this.#store.positionsOf(rep).map(({ team, upTo }) => [team, upTo]));
  }

  #stateOf(rep: RepId, team: TeamId, seen: ReadonlyMap<TeamId, number>): ChatState {
    const last = this.#lastOf(team);
    // Who is so new that no place is written down yet has nothing to catch up on.
    const seenUpTo = seen.get(team) ?? last;
    const unread =
      seenUpTo >= last ? 0 : this.#store.unread(team, rep, { after: seenUpTo, since: this.#since() });
    return { team, last, seenUpTo, unread };
  }
}

/** Until there is nothing left, a part at a time. */
async function inParts(forget: (limit: number) => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const forgotten = await forget(FORGET_AT_ONCE);
    all += forgotten;
    if (forgotten < FORGET_AT_ONCE) {
      return all;
    }
  }
}

function* parts<Item>(items: readonly Item[]): IterableIterator<readonly Item[]> {
  for (let from = 0; from < items.length; from += NOTE_AT_ONCE) {
    yield items.slice(from, from + NOTE_AT_ONCE);
  }
}
