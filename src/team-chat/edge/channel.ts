import { Fault, LIMITS, type Clock, type Log, type RepId, type TeamId } from '../../kernel/index.ts';
import { write, type DownOf, type TeamChatPage } from '../../protocol/index.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import { TokenBucket } from '../../platform/token-bucket.ts';
import type { ChatState, TeamChat } from '../index.ts';

/** A representative whose console is open. */
interface Present {
  readonly consoles: Set<Connection>;
  readonly pace: TokenBucket;
  /** The teams that the consoles were told of last. */
  teams: ReadonlySet<TeamId>;
}

/** What changed about who is in which team. */
type Change = { readonly kind: 'team' } | { readonly kind: 'rep'; readonly rep: RepId };

export interface TeamChatChannel {
  readonly handlers: Handlers;
  /** To be called when a connection is gone. */
  closed(connection: Connection): void;
  /** To be called when teams or their members have changed. */
  follow(change: Change): void;
  /** Forgets what is kept no longer, and tells the consoles when that was something. */
  sweep(): Promise<void>;
  /** To be called when *Team Chat History* is another: what is older goes at once. */
  historyChanged(): void;
}

/** Team chats over the wire. */
export function createTeamChatChannel(ports: {
  readonly chat: TeamChat;
  readonly clock: Clock;
  readonly log: Log;
}): TeamChatChannel {
  const { chat, clock, log } = ports;
  const present = new Map<RepId, Present>();

  function told(reset: boolean, chats: readonly ChatState[]): DownOf<'team-chats'> {
    return { type: 'team-chats', reset, keptForDays: chat.keptForDays, chats: [...chats] };
  }

  /** Where this representative stands in every team, to these consoles. */
  function tellAll(rep: RepId, at: Present, consoles: Iterable<Connection>): void {
    const chats = chat.chatsOf(rep);
    at.teams = new Set(chats.map(({ team }) => team));
    const frames: string[] = [];
    for (let from = 0; from === 0 || from < chats.length; from += LIMITS.teamChatsPerFrame) {
      frames.push(write(told(from === 0, chats.slice(from, from + LIMITS.teamChatsPerFrame))));
    }
    for (const console of consoles) {
      for (const frame of frames) {
        console.sendFrame(frame);
      }
    }
  }

  function tellIfChanged(rep: RepId, at: Present): void {
    const teams = chat.chatsOf(rep).map(({ team }) => team);
    if (teams.length !== at.teams.size || teams.some((team) => !at.teams.has(team))) {
      tellAll(rep, at, at.consoles);
    }
  }

  function tellEverybody(): void {
    for (const [rep, at] of present) {
      tellAll(rep, at, at.consoles);
    }
  }

  function inBackground(what: string, work: Promise<unknown>): void {
    work.catch((thrown: unknown) => log.error({ err: String(thrown) }, what));
  }
  inBackground('Team chats could not be brought up to date', chat.followAll());

  const handlers: Handlers = {
    hello(connection) {
      const { principal } = connection;
      if (principal.kind !== 'person') {
        return;
      }
      const at = present.get(principal.id) ?? {
        consoles: new Set<Connection>(),
        pace: new TokenBucket(LIMITS.teamChatBurst, LIMITS.teamChatPerSecond, clock.monotonicMs()),
        teams: new Set<TeamId>(),
      };
      present.set(principal.id, at);
      at.consoles.add(connection);
      tellAll(principal.id, at, [connection]);
    },
    async 'say-to-team'(connection, { team, messageId, text }) {
      const { id, name } = representative(connection);
      if (present.get(id)?.pace.take(clock.monotonicMs()) !== true) {
        throw new Fault('too-many');
      }
      const posted = await chat.post({ id, name }, team, messageId, text);
      if (posted === undefined) {
        return;
      }
      const frame = write({ type: 'team-said', team, ...posted });
      for (const [rep, { consoles }] of present) {
        for (const console of chat.hears(rep, team) ? consoles : []) {
          console.sendFrame(frame);
        }
      }
    },
    'team-chat-page': (connection, { team, before }): TeamChatPage =>
      chat.page(representative(connection).id, team, before),
    async 'team-chat-seen'(connection, { team, upTo }) {
      const { id } = representative(connection);
      const frame = write(told(false, [await chat.see(id, team, upTo)]));
      for (const console of present.get(id)?.consoles ?? []) {
        console.sendFrame(frame);
      }
    },
  };

  return {
    handlers,
    closed(connection) {
      const { principal } = connection;
      const at = principal.kind === 'person' ? present.get(principal.id) : undefined;
      at?.consoles.delete(connection);
      if (principal.kind === 'person' && at?.consoles.size === 0) {
        present.delete(principal.id);
      }
    },
    follow(change) {
      if (change.kind === 'rep') {
        inBackground('A place in a team chat could not be kept', chat.followRep(change.rep));
      }
      // Who is told follows from the directory alone; where a new member begins is written meanwhile.
      for (const [rep, at] of change.kind === 'rep'
        ? [[change.rep, present.get(change.rep)] as const]
        : present) {
        if (at !== undefined) {
          tellIfChanged(rep, at);
        }
      }
    },
    async sweep() {
      if ((await chat.sweep()) > 0) {
        tellEverybody();
      }
    },
    historyChanged() {
      inBackground('Old messages could not be swept away', chat.sweep().then(tellEverybody));
    },
  };
}

function representative({ principal }: Connection): { readonly id: RepId; readonly name: string } {
  if (principal.kind !== 'person') {
    throw new Fault('not-allowed');
  }
  return principal;
}
