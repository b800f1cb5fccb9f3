import { instant, LIMITS, type PortalId, type QueueId } from '../../kernel/index.ts';
import { nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import type {
  ButtonAsks,
  ButtonProfile,
  ButtonProfileId,
  SupportButton,
  SupportButtonId,
  SupportButtonStore,
} from '../index.ts';

interface ProfileRow {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly portal_id: string;
  readonly asks: string;
  readonly queue: string | null;
  readonly life_ms: number;
  readonly revision: number;
}

interface ButtonRow {
  readonly id: string;
  readonly profile_id: string;
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
    'description',
    'made_at',
    'made_by',
    'expires_at',
    'uses',
    'last_used_at',
  ];
  return {
    profiles: () =>
      database.all<ProfileRow>(table('button_profiles').limit(LIMITS.buttonProfiles)).map(profileOf),
    addProfile(tx, profile) {
      database.inside(tx).run(table('button_profiles').insert(rowOf(profile)));
    },
    updateProfile(tx, profile) {
      const { id, ...values } = rowOf(profile);
      database.inside(tx).run(table('button_profiles').where({ id }).update(values));
    },
    removeProfile(tx, id) {
      const inside = database.inside(tx);
      inside.run(table('support_buttons').where({ profile_id: id }).delete());
      inside.run(table('button_profiles').where({ id }).delete());
    },
    of: (profile) =>
      database
        .all<ButtonRow>(
          table('support_buttons')
            .where({ profile_id: profile })
            .select(columns)
            .orderBy('made_at', 'desc')
            .limit(LIMITS.buttonsPerProfile),
        )
        .map(buttonOf),
    byDigest(digest) {
      const row = database.first<ButtonRow>(table('support_buttons').where({ digest }).first(columns));
      return row === undefined ? undefined : buttonOf(row);
    },
    add(tx, button, digest) {
      database.inside(tx).run(
        table('support_buttons').insert({
          id: button.id,
          profile_id: button.profile,
          digest,
          description: button.description,
          made_at: button.madeAt,
          made_by: button.madeBy,
          expires_at: button.expiresAt ?? null,
          uses: 0,
          last_used_at: null,
        }),
      );
    },
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

function profileOf(row: ProfileRow): ButtonProfile {
  return {
    id: row.id as ButtonProfileId,
    name: row.name,
    title: row.title,
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
    description: row.description,
    madeAt: instant(row.made_at),
    madeBy: row.made_by,
    expiresAt: row.expires_at === null ? undefined : instant(row.expires_at),
    uses: row.uses,
    lastUsedAt: row.last_used_at === null ? undefined : instant(row.last_used_at),
  };
}
