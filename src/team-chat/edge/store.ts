import { instant, type MessageId, type RepId, type TeamId } from '../../kernel/index.ts';
import type { TeamMessage } from '../../protocol/index.ts';
import type { Database, Query } from '../../platform/database.ts';
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
  const lastOf = (team: TeamId): Query => messages().where({ team_id: team }).max('place as place').first();

  return {
    add: (team, message) =>
      database.write((_tx, writer) => {
        const previous = writer.first<{ place: number | null }>(lastOf(team))?.place ?? 0;
        const added = writer.first<{ place: number }>(
          messages()
            .insert({
              team_id: team,
              author_id: message.from.id,
              author_name: message.from.name,
              message_id: message.messageId,
              at: message.at,
              text: message.text,
            })
            .onConflict(['team_id', 'author_id', 'message_id'])
            .ignore()
            .returning('place'),
        );
        return added === undefined ? undefined : { message: { ...message, place: added.place }, previous };
      }),
    last: (team) => database.first<{ place: number | null }>(lastOf(team))?.place ?? 0,
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
    unread: (team, reader, { after, since, limit }) =>
      database.first<{ count: number }>(
        table
          .count({ count: '*' })
          .from(
            messages()
              .where({ team_id: team })
              .where('place', '>', after)
              .where('at', '>=', since)
              .whereNot({ author_id: reader })
              .limit(limit)
              .select('place')
              .as('unread'),
          )
          .first(),
      )?.count ?? 0,

    positionsOf: (rep) => database.all<SeenRow>(seen().where({ rep_id: rep })).map(positionOf),
    positions: () => database.all<SeenRow>(seen()).map(positionOf),
    advance: (positions) =>
      database.write((_tx, writer) => {
        for (const { team, rep, upTo } of positions) {
          writer.run(
            seen()
              .insert({ team_id: team, rep_id: rep, up_to: upTo })
              .onConflict(['team_id', 'rep_id'])
              .merge({ up_to: table.raw('max(up_to, excluded.up_to)') }),
          );
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
