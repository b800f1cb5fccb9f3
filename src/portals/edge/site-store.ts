import { type ButtonProfileId, LIMITS, type PortalId, type TeamId } from '../../kernel/index.ts';
import type { Language } from '../../languages/index.ts';
import { nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import {
  DEFAULT_PORTAL,
  type Holiday,
  type LogoType,
  type Mode,
  type PublicSite,
  type SiteStore,
  type Week,
} from '../index.ts';

interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly main_colour: string | null;
  readonly header_colour: string | null;
  readonly languages: string;
  readonly time_zone: string;
  readonly hours: string;
  readonly holidays: string;
  readonly keys_while_closed: number;
  readonly session_key_shown: number;
  readonly session_key_mode: string;
  readonly issues_shown: number;
  readonly issues_mode: string;
  readonly representatives_shown: number;
  readonly representatives_mode: string;
  readonly all_issue_teams: number;
  readonly company_code: number;
  readonly button_profile: string | null;
  readonly offers_transcript: number;
  readonly offers_receipt: number;
  readonly ios_profiles: number;
  readonly logo_digest: string | null;
  readonly revision: number;
}

interface AddressRow {
  readonly host: string;
  readonly site_id: string;
}

interface IssueTeamRow {
  readonly site_id: string;
  readonly team_id: string;
}

interface LogoRow {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/** Public sites in the table `public_sites` and those whose names begin so. */
export function createSiteStore(database: Database): SiteStore {
  const { table } = database;

  function sitesOf(rows: readonly SiteRow[]): readonly PublicSite[] {
    const ids = rows.map(({ id }) => id);
    const addresses = Map.groupBy(
      database.all<AddressRow>(table('public_site_addresses').whereIn('site_id', ids).orderBy('place')),
      ({ site_id }) => site_id,
    );
    const teams = Map.groupBy(
      database.all<IssueTeamRow>(table('public_site_issue_teams').whereIn('site_id', ids).orderBy('team_id')),
      ({ site_id }) => site_id,
    );
    return rows.map((row) =>
      siteOf(
        row,
        (addresses.get(row.id) ?? []).map(({ host }) => host),
        (teams.get(row.id) ?? []).map(({ team_id }) => team_id as TeamId),
      ),
    );
  }
  function putLists(tx: Parameters<SiteStore['add']>[0], site: PublicSite): void {
    const inside = database.inside(tx);
    inside.run(table('public_site_addresses').where({ site_id: site.id }).delete());
    for (const [place, host] of site.addresses.entries()) {
      inside.run(table('public_site_addresses').insert({ host, site_id: site.id, place }));
    }
    inside.run(table('public_site_issue_teams').where({ site_id: site.id }).delete());
    for (const team_id of site.issueTeams === 'all' ? [] : new Set(site.issueTeams)) {
      inside.run(table('public_site_issue_teams').insert({ site_id: site.id, team_id }));
    }
  }

  return {
    all: () => sitesOf(database.all<SiteRow>(table('public_sites').limit(LIMITS.publicSites + 1))),
    find: (id) => sitesOf(database.all<SiteRow>(table('public_sites').where({ id })))[0],
    add(tx, site) {
      database.inside(tx).run(table('public_sites').insert(rowOf(site)));
      putLists(tx, site);
    },
    update(tx, site) {
      const { id, ...values } = rowOf(site);
      database.inside(tx).run(table('public_sites').where({ id }).update(values));
      putLists(tx, site);
    },
    remove(tx, id) {
      database.inside(tx).run(table('public_sites').where({ id }).delete());
    },
    logo(id) {
      const row = database.first<LogoRow>(table('public_site_logos').where({ site_id: id }));
      return row === undefined
        ? undefined
        : { type: row.type as LogoType, bytes: row.bytes, digest: row.digest };
    },
    putLogo(tx, id, logo) {
      const inside = database.inside(tx);
      inside.run(table('public_site_logos').where({ site_id: id }).delete());
      if (logo !== undefined) {
        inside.run(
          table('public_site_logos').insert({
            site_id: id,
            type: logo.type,
            bytes: Buffer.from(logo.bytes),
            digest: logo.digest,
          }),
        );
      }
      inside.run(
        table('public_sites')
          .where({ id })
          .update({ logo_digest: logo?.digest ?? null }),
      );
    },
  };
}

function siteOf(row: SiteRow, addresses: readonly string[], issueTeams: readonly TeamId[]): PublicSite {
  const way = (shown: number, mode: string) => ({ shown: shown === 1, mode: mode as Mode });
  return {
    id: row.id as PortalId,
    name: row.name,
    addresses,
    mainColour: row.main_colour ?? undefined,
    headerColour: row.header_colour ?? undefined,
    languages: row.languages.split(' ') as Language[],
    schedule: {
      timeZone: row.time_zone,
      hours: row.hours === 'always' ? 'always' : (JSON.parse(row.hours) as Week),
      holidays: JSON.parse(row.holidays) as readonly Holiday[],
    },
    keysWhileClosed: row.keys_while_closed === 1,
    ways: {
      sessionKey: way(row.session_key_shown, row.session_key_mode),
      issues: way(row.issues_shown, row.issues_mode),
      representatives: way(row.representatives_shown, row.representatives_mode),
    },
    issueTeams: row.all_issue_teams === 1 ? 'all' : issueTeams,
    companyCode: row.company_code === 1,
    buttonProfile: row.button_profile === null ? undefined : (row.button_profile as ButtonProfileId),
    offersTranscript: row.offers_transcript === 1,
    offersReceipt: row.offers_receipt === 1,
    iosProfiles: row.ios_profiles === 1,
    logo: row.logo_digest ?? undefined,
    revision: row.revision,
  };
}

function rowOf(site: PublicSite): SiteRow & { readonly name_key: string } {
  const { schedule, ways } = site;
  // The name of the default site is kept with the settings.
  const name = site.id === DEFAULT_PORTAL ? '' : site.name;
  return {
    id: site.id,
    name,
    name_key: nameKey(name),
    main_colour: site.mainColour ?? null,
    header_colour: site.headerColour ?? null,
    languages: site.languages.join(' '),
    time_zone: schedule.timeZone,
    hours: schedule.hours === 'always' ? 'always' : JSON.stringify(schedule.hours),
    holidays: JSON.stringify(schedule.holidays),
    keys_while_closed: site.keysWhileClosed ? 1 : 0,
    session_key_shown: ways.sessionKey.shown ? 1 : 0,
    session_key_mode: ways.sessionKey.mode,
    issues_shown: ways.issues.shown ? 1 : 0,
    issues_mode: ways.issues.mode,
    representatives_shown: ways.representatives.shown ? 1 : 0,
    representatives_mode: ways.representatives.mode,
    all_issue_teams: site.issueTeams === 'all' ? 1 : 0,
    company_code: site.companyCode ? 1 : 0,
    button_profile: site.buttonProfile ?? null,
    offers_transcript: site.offersTranscript ? 1 : 0,
    offers_receipt: site.offersReceipt ? 1 : 0,
    ios_profiles: site.iosProfiles ? 1 : 0,
    logo_digest: site.logo ?? null,
    revision: site.revision,
  };
}
