import { LIMITS, utf8ByteLength } from '../../kernel/index.ts';
import { type DownOf, write } from '../../protocol/index.ts';
import type { Connection } from '../../platform/socket-server.ts';
import { partsOf } from './parts.ts';

type Desk = DownOf<'desk'>;
type DeskMore = DownOf<'desk-more'>;
type List = Exclude<keyof DeskMore, 'type' | 'goesOn'>;

/** A desk in frames that each fit: in one, as almost always, or its lists in as many as it takes. */
export function deskFrames(desk: Desk): readonly string[] {
  const whole = write(desk);
  if (utf8ByteLength(whole) <= LIMITS.frameBytes) {
    return [whole];
  }
  const { publicSite, noticeSites = [], notices, noNoticesOn = [], profiles, ...rest } = desk;
  const lists: Readonly<Record<List, readonly object[] | readonly string[]>> = {
    teams: rest.teams,
    representatives: rest.representatives,
    statuses: rest.statuses,
    noticeSites,
    notices: notices ?? [],
    noNoticesOn,
    profiles: profiles ?? [],
    portals: publicSite.portals,
  };
  const items = Object.entries(lists).flatMap(([list, all]) => all.map((item) => ({ list, item })));
  const first: Desk = {
    ...rest,
    goesOn: true,
    teams: [],
    representatives: [],
    statuses: [],
    ...(notices === undefined ? {} : { notices: [] }),
    ...(profiles === undefined ? {} : { profiles: [] }),
    publicSite: { ...publicSite, portals: [] },
  };
  const parts = [...partsOf(items, LIMITS.frameBytes, items.length)];
  return [
    write(first),
    ...parts.map((part, index) => {
      const some = Object.entries(Object.groupBy(part, ({ list }) => list)).map(([list, of]) => [
        list,
        of?.map(({ item }) => item),
      ]);
      return write({
        type: 'desk-more',
        ...(Object.fromEntries(some) as Pick<DeskMore, List>),
        goesOn: index < parts.length - 1,
      });
    }),
  ];
}

/**
 * Tells each page one desk at a time, a frame when the network has taken the one before: a page whose network is slow
 * is told the latest, and is never cut off because all those before it wait.
 */
export class Desks {
  /** Whether it has changed since it was sent off. */
  readonly #underWay = new Map<Connection, { changed: boolean }>();

  /** `desk` says how it is now. Resolves when nothing is left to be told. */
  async tell(connection: Connection, desk: () => readonly string[]): Promise<void> {
    const before = this.#underWay.get(connection);
    if (before !== undefined) {
      before.changed = true;
      return;
    }
    const mine = { changed: false };
    this.#underWay.set(connection, mine);
    try {
      do {
        mine.changed = false;
        for (const frame of desk()) {
          await new Promise<void>((resolve) => connection.sendFrame(frame, resolve));
        }
      } while (mine.changed);
    } finally {
      this.#underWay.delete(connection);
    }
  }
}
