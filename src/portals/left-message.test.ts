import test from 'ava';
import type { PortalId, RepId, Role, TeamId } from '../kernel/index.ts';
import { maySeeMessage, type MessageReader } from './left-message.ts';

const HELP = 'help-portal' as PortalId;
const LAPTOPS = 'laptops' as TeamId;
const MIRA = 'mira' as RepId;

function reader(more: Partial<MessageReader>): MessageReader {
  return {
    id: MIRA,
    roles: new Set<Role>(['representative']),
    teams: new Set(),
    portals: new Set(),
    ...more,
  };
}

test('a message is for those who would have helped, and for administrators', (t) => {
  const toTeam = { site: HELP, to: { kind: 'team', team: LAPTOPS } } as const;
  const toMira = { site: HELP, to: { kind: 'representative', rep: MIRA } } as const;
  const toSite = { site: HELP, to: { kind: 'site' } } as const;
  const cases: readonly (readonly [MessageReader, boolean, boolean, boolean])[] = [
    [reader({ roles: new Set<Role>(['administrator']), id: 'ada' as RepId }), true, true, true],
    [reader({}), false, true, false],
    [reader({ id: 'bob' as RepId, teams: new Set([LAPTOPS]) }), true, false, false],
    [reader({ id: 'bob' as RepId, portals: 'all' }), false, false, true],
    [reader({ id: 'bob' as RepId, portals: new Set([HELP]) }), false, false, true],
    [reader({ roles: new Set(), teams: new Set([LAPTOPS]), portals: 'all' }), false, false, false],
  ];
  for (const [index, [who, team, person, site]] of cases.entries()) {
    t.deepEqual(
      [toTeam, toMira, toSite].map((message) => maySeeMessage(who, message)),
      [team, person, site],
      `case ${index}`,
    );
  }
});
