import test from 'ava';
import {
  LIMITS,
  personalQueue,
  teamQueue,
  utf8ByteLength,
  type NoticeId,
  type PortalId,
  type RepId,
  type RepStatusId,
  type SessionPolicyId,
  type TeamId,
} from '../../kernel/index.ts';
import type { Connection } from '../../platform/socket-server.ts';
import { type DownOf, readDown } from '../../protocol/index.ts';
import { deskFrames, Desks } from './desk-frames.ts';

const id = <Id extends string>(number: number) => String(number).padStart(22, 'x') as Id;
/** The longest of a name: what JSON writes in most bytes of all that a name may have. */
const longest = (characters: number, number: number) => `${'𝒳'.repeat(characters - 5)}${10_000 + number}`;
const times = <Item>(count: number, item: (number: number) => Item) =>
  Array.from({ length: count }, (_, number) => item(number));

/** As much of everything as a site may have, and everybody there whom the connections take. */
const LARGEST: DownOf<'desk'> = {
  type: 'desk',
  teams: times(LIMITS.teamsPerSite, (number) => ({
    queue: teamQueue(id<TeamId>(number)),
    name: longest(LIMITS.teamNameCharacters, number),
    online: 10_000,
    mayTransfer: false,
    mayShare: false,
  })),
  representatives: times(LIMITS.connections, (number) => ({
    id: id<RepId>(number),
    queue: personalQueue(id<RepId>(number)),
    name: longest(LIMITS.nameCharacters, number),
    status: 'available',
    statusName: longest(LIMITS.statusNameCharacters, number),
  })),
  may: {
    generateKeys: false,
    getNext: false,
    acceptFromTeams: false,
    optOut: false,
    supervise: false,
    inviteExternal: false,
  },
  supportButtons: { deploy: false, list: false },
  statuses: times(LIMITS.statusesPerSite, (number) => ({
    id: id<RepStatusId>(number),
    name: longest(LIMITS.statusNameCharacters, number),
    displayAs: 'available',
  })),
  noticeSites: times(LIMITS.publicSites, (number) => id<PortalId>(number)),
  notices: times(LIMITS.customerNotices, (number) => ({
    id: id<NoticeId>(number),
    name: longest(LIMITS.noticeNameCharacters, number),
    sites: times(LIMITS.publicSites, (place) => place),
  })),
  noNoticesOn: times(LIMITS.publicSites, (number) => id<PortalId>(number)),
  profiles: times(LIMITS.sessionPolicies, (number) => ({
    id: id<SessionPolicyId>(number),
    name: longest(LIMITS.policyNameCharacters, number),
  })),
  status: 'available',
  statusId: id<RepStatusId>(1),
  statusName: longest(LIMITS.statusNameCharacters, 1),
  assignments: false,
  closeSessionsFirst: false,
  publicSite: {
    mayList: false,
    listed: false,
    messages: LIMITS.leftMessages,
    portals: times(LIMITS.publicSites, (number) => ({
      id: id<PortalId>(number),
      name: longest(LIMITS.siteNameCharacters, number),
      languages: ['en', 'de', 'fr', 'es', 'ja', 'ar'],
      iosProfiles: true,
    })),
  },
};

test('the largest desk that there can be comes in frames of which each fits, and nothing of it is lost', (t) => {
  const frames = deskFrames(LARGEST);
  const sizes = frames.map(utf8ByteLength);
  t.true(Math.max(...sizes) <= LIMITS.frameBytes, `${Math.max(...sizes)} bytes`);
  t.log(`${frames.length} frames, ${Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1_000)} kB`);
  const [first, ...more] = frames.map(readDown);
  t.like(first, { type: 'desk', goesOn: true, teams: [], statusName: LARGEST.statusName });
  const parts = more.map((part) =>
    part.type === 'desk-more' ? part : t.fail(part.type),
  ) as readonly DownOf<'desk-more'>[];
  t.deepEqual(
    parts.map(({ goesOn }) => goesOn),
    parts.map((_, index) => index < parts.length - 1),
  );
  const { teams, representatives, statuses, noticeSites, notices, noNoticesOn, profiles, publicSite } =
    LARGEST;
  const lists = {
    teams,
    representatives,
    statuses,
    noticeSites,
    notices,
    noNoticesOn,
    profiles,
    portals: publicSite.portals,
  };
  for (const [list, all] of Object.entries(lists)) {
    t.deepEqual(
      parts.flatMap((part): readonly unknown[] => part[list as keyof typeof lists] ?? []),
      all,
      list,
    );
  }
});

test('fifty notices for two hundred sites, with their names, fit one frame', (t) => {
  const { notices, noticeSites } = LARGEST;
  const desk = { ...LARGEST, teams: [], representatives: [], statuses: [], noNoticesOn: [], profiles: [] };
  const { publicSite } = LARGEST;
  const frames = deskFrames({
    ...desk,
    notices,
    noticeSites,
    publicSite: { ...publicSite, portals: [] },
  } as never);
  t.is(frames.length, 1);
  t.log(`${utf8ByteLength(frames[0] ?? '')} bytes`);
});

/** A page whose network takes a frame when it is told to. */
class SlowPage {
  readonly frames: string[] = [];
  #taken: (() => void) | undefined;
  readonly connection = {
    sendFrame: (frame: string, sent?: () => void) => {
      this.frames.push(frame);
      this.#taken = sent;
    },
  } as unknown as Connection;

  async takes(): Promise<void> {
    this.#taken?.();
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

test('a slow page has one frame of its desk on the way at a time, and then the latest', async (t) => {
  const desks = new Desks();
  const [slow, quick] = [new SlowPage(), new SlowPage()];
  let now = 1;
  const frames = () => [`${now}, first`, `${now}, last`];
  const told = desks.tell(slow.connection, frames);
  t.deepEqual(slow.frames, ['1, first']);
  for (now = 2; now < 1_000; now += 1) {
    await desks.tell(slow.connection, frames);
  }
  void desks.tell(quick.connection, frames);
  t.deepEqual(quick.frames, ['1000, first'], 'nobody waits for somebody else');
  t.deepEqual(slow.frames, ['1, first']);
  await slow.takes();
  await slow.takes();
  t.deepEqual(slow.frames, ['1, first', '1, last', '1000, first']);
  await slow.takes();
  await slow.takes();
  await told;
  t.is(slow.frames.length, 4);
  void desks.tell(slow.connection, frames);
  t.is(slow.frames.length, 5, 'what changes later is told as always');
});
