import { unreachable, type ParticipantId, type QueueId, type RepId } from '../../kernel/index.ts';
import type { DownOf, QueueRow } from '../../protocol/index.ts';

/** Who and what is around me, as the appliance last told it. */
export type Desk = Omit<DownOf<'desk'>, 'type' | 'goesOn'>;

/** A desk that came in several frames, with one frame more. */
export function withMore(desk: Desk, more: DownOf<'desk-more'>): Desk {
  const { teams = [], representatives = [], statuses = [], portals = [] } = more;
  const { noticeSites, notices, noNoticesOn, profiles } = more;
  const { publicSite } = desk;
  return {
    ...desk,
    teams: [...desk.teams, ...teams],
    representatives: [...desk.representatives, ...representatives],
    statuses: [...desk.statuses, ...statuses],
    publicSite: { ...publicSite, portals: [...publicSite.portals, ...portals] },
    ...(noticeSites === undefined ? {} : { noticeSites: [...(desk.noticeSites ?? []), ...noticeSites] }),
    ...(notices === undefined ? {} : { notices: [...(desk.notices ?? []), ...notices] }),
    ...(noNoticesOn === undefined ? {} : { noNoticesOn: [...(desk.noNoticesOn ?? []), ...noNoticesOn] }),
    ...(profiles === undefined ? {} : { profiles: [...(desk.profiles ?? []), ...profiles] }),
  };
}

/** The public sites that I may lead customers to, the default one first; none before the first desk is here. */
export function portalsOf(desk: Desk | undefined): Desk['publicSite']['portals'] {
  return desk?.publicSite.portals ?? [];
}

export type Status = Desk['status'];

const STATUSES: readonly Status[] = ['available', 'busy', 'away'];

/** What a status is displayed as, in a word. */
export function statusTitle(status: Status): string {
  switch (status) {
    case 'available':
      return 'Available';
    case 'busy':
      return 'Busy';
    case 'away':
      return 'Away';
    default:
      return unreachable(status);
  }
}

/** What my status means for automatic assignments. */
export function assignmentWords(desk: Pick<Desk, 'status' | 'statusName' | 'assignments'>): string {
  if (!desk.assignments) {
    return 'No sessions are assigned to you.';
  }
  return desk.status === 'available'
    ? 'Sessions may be assigned to you.'
    : `No sessions are assigned to you while your status is “${desk.statusName}”.`;
}

/** Where a session may be transferred to, or who may be invited: a team, or a representative. */
export interface Target {
  readonly queue: QueueId;
  readonly kind: 'team' | 'representative';
  readonly name: string;
  readonly hint: string;
  /** For a representative, to be shown by shape and word. */
  readonly status: Status | undefined;
}

/**
 * The teams, then the representatives with the available ones first, each by name, whose name holds
 * every word of the query. Nobody who is in `without` is among them.
 */
export function targetsOf(
  desk: Desk | undefined,
  what: 'transfer' | 'share',
  query: string,
  without: readonly ParticipantId[],
): readonly Target[] {
  if (desk === undefined) {
    return [];
  }
  const teams = desk.teams
    .filter(({ mayTransfer, mayShare }) => (what === 'transfer' ? mayTransfer : mayShare))
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ queue, name, online }): Target => ({
      queue,
      kind: 'team',
      name,
      hint: online === 0 ? 'Nobody is online' : `${online} online`,
      status: undefined,
    }));
  const representatives = desk.representatives
    .filter(({ id }) => !(without as readonly RepId[]).includes(id))
    .toSorted(
      (one, other) =>
        STATUSES.indexOf(one.status) - STATUSES.indexOf(other.status) || one.name.localeCompare(other.name),
    )
    .map(({ queue, name, status, statusName }): Target => ({
      queue,
      kind: 'representative',
      name,
      hint: statusName,
      status,
    }));
  const wanted = query
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return [...teams, ...representatives].filter(({ name }) =>
    wanted.every((word) => name.toLowerCase().includes(word)),
  );
}

/** Customer notices that I may send to the customer of this row, as far as they are for their public site. */
export function noticesFor(desk: Desk | undefined, row: QueueRow): NonNullable<Desk['notices']> {
  return row.status !== 'waiting' || desk?.noNoticesOn?.includes(row.portal) === true
    ? []
    : (desk?.notices ?? []).filter(
        ({ sites }) => sites?.some((place) => desk?.noticeSites?.[place] === row.portal) !== false,
      );
}
