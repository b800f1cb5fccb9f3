import {
  type ButtonProfileId,
  instant,
  LIMITS,
  type PortalId,
  type QueueId,
  type SupportButtonId,
  type Translations,
} from '../../kernel/index.ts';
import { nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import type { ButtonAsks, ButtonProfile, SupportButton, SupportButtonStore } from '../index.ts';

interface ProfileRow {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** JSON. */
  readonly titles: string;
  readonly portal_id: string;
  readonly asks: string;
  readonly queue: string | null;
  readonly life_ms: number;
  readonly revision: number;
}

interface ButtonRow {
  readonly id: string;
  readonly profile_id: string;
  readonly queue: string | null;
  readonly description: string;
  readonly made_at: number;
  readonly made_by: string;
  readonly expires_at: number | null;
  readonly uses: number;
  readonly last_used_at: number | null;
}

/** Support Buttons in the tables `button_profiles` and `support_buttons`; of tokens only what neither can be found from. */
export function createSupportButtonStore(database: Database): SupportButtonStore {
  const { table } = database;
  const columns = [
    'id',
    'profile_id',
    'queue',
    'description',
    'made_at',
    'made_by',
    'expires_at',
    'uses',
    'last_used_at',
  ];
  return {
    profiles: {
      all: () =>
        database
          .all<ProfileRow>(table('button_profiles').orderBy('name_key').limit(LIMITS.buttonProfiles))
          .map(profileOf),
      find(id) {
        const row = database.first<ProfileRow>(table('button_profiles').where({ id }));
        return row === undefined ? undefined : profileOf(row);
      },
      add(tx, profile) {
        database.inside(tx).run(table('button_profiles').insert(rowOf(profile)));
      },
      update(tx, profile) {
        const { id, ...values } = rowOf(profile);
        database.inside(tx).run(table('button_profiles').where({ id }).update(values));
      },
      remove(tx, id) {
        const inside = database.inside(tx);
        inside.run(table('support_buttons').where({ profile_id: id }).delete());
        inside.run(table('button_profiles').where({ id }).delete());
      },
    },
    of: (profile) =>
      database
        .all<ButtonRow>(
          table('support_buttons')
            .where({ profile_id: profile })
            .select(columns)
            .orderBy('made_at', 'desc')
            .limit(LIMITS.buttonsListed),
        )
        .map(buttonOf),
    count(profile) {
      const [row] = database.all<{ buttons: number; uses: number | null }>(
        table('support_buttons').where({ profile_id: profile }).count({ buttons: '*' }).sum({ uses: 'uses' }),
      );
      return { buttons: row?.buttons ?? 0, uses: row?.uses ?? 0 };
    },
    find(id) {
      const row = database.first<ButtonRow>(table('support_buttons').where({ id }).first(columns));
      return row === undefined ? undefined : buttonOf(row);
    },
    search({ queues, profiles, text, named, after }) {
      const found = table('support_buttons').where((query) => {
        void query
          .whereIn('queue', queues)
          .orWhere((own) => void own.whereNull('queue').whereIn('profile_id', profiles));
      });
      if (text !== '') {
        const part = `%${nameKey(text).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
        void found.where((query) => {
          void query
            .whereRaw(String.raw`search_key like ? escape '\'`, [part])
            .orWhereIn('profile_id', named);
        });
      }
      const [count] = database.all<{ total: number }>(found.clone().count({ total: '*' }));
      const rows = database.all<ButtonRow>(
        found
          .clone()
          .select(columns)
          .orderBy([{ column: 'made_at', order: 'desc' }, { column: 'id' }])
          .offset(after)
          .limit(LIMITS.buttonsListed),
      );
      return { buttons: rows.map(buttonOf), total: count?.total ?? 0 };
    },
    byDigest(digest) {
      const row = database.first<ButtonRow>(table('support_buttons').where({ digest }).first(columns));
      return row === undefined ? undefined : buttonOf(row);
    },
    add(tx, button, digest, handover) {
      database.inside(tx).run(
        table('support_buttons').insert({
          id: button.id,
          profile_id: button.profile,
          digest,
          queue: button.queue ?? null,
          description: button.description,
          search_key: searchKeyOf(button),
          session_id: handover?.session ?? null,
          sealed_token: handover?.sealedToken ?? null,
          made_at: button.madeAt,
          made_by: button.madeBy,
          expires_at: button.expiresAt ?? null,
          uses: 0,
          last_used_at: null,
        }),
      );
    },
    update(tx, button) {
      database.inside(tx).run(
        table('support_buttons')
          .where({ id: button.id })
          .update({
            queue: button.queue ?? null,
            description: button.description,
            search_key: searchKeyOf(button),
            expires_at: button.expiresAt ?? null,
          }),
      );
    },
    handover(id, session) {
      const row = database.first<{ sealed_token: string | null }>(
        table('support_buttons').where({ id, session_id: session }).first('sealed_token'),
      );
      return row?.sealed_token ?? undefined;
    },
    forget: (madeBefore, over) =>
      database.write((_, db) => {
        db.run(
          table('support_buttons')
            .whereNotNull('sealed_token')
            .where('made_at', '<', madeBefore)
            .update({ sealed_token: null }),
        );
        db.run(table('support_buttons').where('expires_at', '<', over).delete());
      }),
    remove(tx, id) {
      const inside = database.inside(tx);
      const row = inside.first<{ description: string }>(
        table('support_buttons').where({ id }).first('description'),
      );
      inside.run(table('support_buttons').where({ id }).delete());
      return row?.description;
    },
    use(tx, id, now) {
      const inside = database.inside(tx);
      const row = inside.first<{ uses: number }>(table('support_buttons').where({ id }).first('uses'));
      if (row !== undefined) {
        inside.run(
          table('support_buttons')
            .where({ id })
            .update({ uses: row.uses + 1, last_used_at: now }),
        );
      }
      return row !== undefined;
    },
  };
}

/** What it is searched by. */
function searchKeyOf({ description, madeBy }: SupportButton): string {
  return nameKey(`${description}\n${madeBy}`);
}

function profileOf(row: ProfileRow): ButtonProfile {
  return {
    id: row.id as ButtonProfileId,
    name: row.name,
    title: row.title,
    titles: JSON.parse(row.titles) as Translations,
    portal: row.portal_id as PortalId,
    asks: row.asks as ButtonAsks,
    queue: row.queue === null ? undefined : (row.queue as QueueId),
    lifeMs: row.life_ms,
    revision: row.revision,
  };
}

function rowOf(profile: ButtonProfile): ProfileRow & { readonly name_key: string } {
  return {
    id: profile.id,
    name: profile.name,
    name_key: nameKey(profile.name),
    title: profile.title,
    titles: JSON.stringify(profile.titles ?? {}),
    portal_id: profile.portal,
    asks: profile.asks,
    queue: profile.queue ?? null,
    life_ms: profile.lifeMs,
    revision: profile.revision,
  };
}

function buttonOf(row: ButtonRow): SupportButton {
  return {
    id: row.id as SupportButtonId,
    profile: row.profile_id as ButtonProfileId,
    queue: row.queue === null ? undefined : (row.queue as QueueId),
    description: row.description,
    madeAt: instant(row.made_at),
    madeBy: row.made_by,
    expiresAt: row.expires_at === null ? undefined : instant(row.expires_at),
    uses: row.uses,
    lastUsedAt: row.last_used_at === null ? undefined : instant(row.last_used_at),
  };
}
