import { instant, LIMITS, type MessageId, type RepId, type TeamId } from '../../kernel/index.ts';
import type { TeamMessage } from '../../protocol/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Position, TeamChatStore } from '../index.ts';

interface MessageRow {
  readonly place: number;
  readonly author_id: RepId;
  readonly author_name: string;
  readonly message_id: MessageId;
  readonly at: number;
  readonly text: string;
}

interface SeenRow {
  readonly team_id: TeamId;
  readonly rep_id: RepId;
  readonly up_to: number;
}

/** Team chats in the tables `team_chat_messages` and `team_chat_seen`. */
export function createTeamChatStore(database: Database): TeamChatStore {
  const { table } = database;
  const messages = () => table('team_chat_messages');
  const seen = () => table('team_chat_seen');

  function forget(
    places: (limited: ReturnType<typeof messages>) => ReturnType<typeof messages>,
    limit: number,
  ) {
    return database.write(
      (_tx, writer) =>
        writer.run(
          messages()
            .whereIn('place', places(messages().select('place')).limit(limit))
            .del(),
        ).changes,
    );
  }
  // What is asked often is built once.
  const lastOf = database.prepare<{ team: string }>((at) =>
    messages().where({ team_id: at.team }).max('place as place').first(),
  );
  const added = database.prepare<{
    team: string;
    author: string;
    name: string;
    message: string;
    moment: number;
    text: string;
  }>((at) =>
    messages()
      .insert({
        team_id: at.team,
        author_id: at.author,
        author_name: at.name,
        message_id: at.message,
        at: at.moment,
        text: at.text,
      })
      .onConflict(['team_id', 'author_id', 'message_id'])
      .ignore()
      .returning('place'),
  );
  const counted = database.prepare<{ team: string; reader: string; after: number; since: number }>((at) =>
    table
      .count({ count: '*' })
      .from(
        messages()
          .where({ team_id: at.team })
          .where('place', '>', at.after)
          .where('at', '>=', at.since)
          .whereNot({ author_id: at.reader })
          .limit(LIMITS.teamChatUnread)
          .select('place')
          .as('unread'),
      )
      .first(),
  );
  const seenBy = database.prepare<{ rep: string }>((at) => seen().where({ rep_id: at.rep }));
  const moved = database.prepare<{ team: string; rep: string; upTo: number }>((at) =>
    seen()
      .insert({ team_id: at.team, rep_id: at.rep, up_to: at.upTo })
      .onConflict(['team_id', 'rep_id'])
      .merge({ up_to: table.raw('max(up_to, excluded.up_to)') }),
  );

  return {
    add: (team, message) =>
      database.write((_tx, writer) => {
        const previous = writer.first<{ place: number | null }>(lastOf({ team }))?.place ?? 0;
        const kept = writer.first<{ place: number }>(
          added({
            team,
            author: message.from.id,
            name: message.from.name,
            message: message.messageId,
            moment: message.at,
            text: message.text,
          }),
        );
        return kept === undefined ? undefined : { message: { ...message, place: kept.place }, previous };
      }),
    last: (team) => database.first<{ place: number | null }>(lastOf({ team }))?.place ?? 0,
    page(team, { before, since, limit }) {
      const query = messages().where({ team_id: team }).where('at', '>=', since);
      return database
        .all<MessageRow>(
          (before === undefined ? query : query.where('place', '<', before))
            .orderBy('place', 'desc')
            .limit(limit),
        )
        .map(messageOf);
    },
    unread: (team, reader, { after, since }) =>
      database.first<{ count: number }>(counted({ team, reader, after, since }))?.count ?? 0,

    positionsOf: (rep) => database.all<SeenRow>(seenBy({ rep })).map(positionOf),
    positions: () => database.all<SeenRow>(seen()).map(positionOf),
    advance: (positions) =>
      database.write((_tx, writer) => {
        for (const position of positions) {
          writer.run(moved(position));
        }
      }),
    forgetPositions: (positions) =>
      database.write((_tx, writer) => {
        for (const { team, rep } of positions) {
          writer.run(seen().where({ team_id: team, rep_id: rep }).del());
        }
      }),

    teams: () =>
      database.all<{ team_id: TeamId }>(messages().distinct('team_id')).map(({ team_id }) => team_id),
    forgetBefore: (moment, limit) => forget((all) => all.where('at', '<', moment).orderBy('at'), limit),
    forgetTeam: (team, limit) => forget((all) => all.where({ team_id: team }).orderBy('place'), limit),
    forgetAbove: (team, kept, limit) =>
      forget(
        (all) =>
          all
            .where({ team_id: team })
            .where(
              'place',
              '<=',
              messages()
                .where({ team_id: team })
                .orderBy('place', 'desc')
                .offset(kept)
                .limit(1)
                .select('place'),
            )
            .orderBy('place'),
        limit,
      ),
  };
}

function messageOf(row: MessageRow): TeamMessage {
  return {
    place: row.place,
    at: instant(row.at),
    messageId: row.message_id,
    from: { id: row.author_id, name: row.author_name },
    text: row.text,
  };
}

function positionOf(row: SeenRow): Position {
  return { team: row.team_id, rep: row.rep_id, upTo: row.up_to };
}
