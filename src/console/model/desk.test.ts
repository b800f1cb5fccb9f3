import test from 'ava';
import type { NoticeId, PortalId, QueueId, RepId, RepStatusId } from '../../kernel/index.ts';
import { MAJA, row, sample } from '../testing/samples.ts';
import { assignmentWords, noticesFor, statusTitle, targetsOf, type Desk } from './desk.ts';

function representative(name: string, status: Desk['status']): Desk['representatives'][number] {
  const id = sample<RepId>(name.replaceAll(' ', '_'));
  const statusName = name === 'Ada' ? 'Lunch' : statusTitle(status);
  return { id, queue: `personal:${id}` as QueueId, name, status, statusName };
}

const desk: Desk = {
  teams: [
    {
      queue: `team:${sample('Printing')}` as QueueId,
      name: 'Printing',
      online: 0,
      mayTransfer: true,
      mayShare: false,
    },
    {
      queue: `team:${sample('E-mail')}` as QueueId,
      name: 'E-mail',
      online: 3,
      mayTransfer: true,
      mayShare: true,
    },
  ],
  representatives: [
    representative('Zoe', 'available'),
    representative('Ravi Shah', 'busy'),
    representative('Ada', 'away'),
    { ...representative('Maja', 'available'), id: MAJA.id },
  ],
  may: {
    generateKeys: true,
    getNext: true,
    acceptFromTeams: true,
    optOut: true,
    inviteExternal: true,
    supervise: false,
  },
  statuses: [],
  status: 'available',
  statusId: sample<RepStatusId>('available'),
  statusName: 'Available',
  assignments: true,
  closeSessionsFirst: false,
  publicSite: { mayList: true, listed: true, messages: 0, portals: [] },
};

test('teams come first, then who is available, then the busy, then the away', (t) => {
  t.deepEqual(
    targetsOf(desk, 'transfer', '', [MAJA.id]).map(({ name, hint }) => `${name}: ${hint}`),
    ['E-mail: 3 online', 'Printing: Nobody is online', 'Zoe: Available', 'Ravi Shah: Busy', 'Ada: Lunch'],
  );
});

test('a team is offered for what is allowed with it: to pass a session on, or to invite into it', (t) => {
  const teams = (what: 'transfer' | 'share') =>
    targetsOf(desk, what, '', [])
      .filter(({ kind }) => kind === 'team')
      .map(({ name }) => name);
  t.deepEqual(teams('transfer'), ['E-mail', 'Printing']);
  t.deepEqual(teams('share'), ['E-mail']);
});

test('every word of the search has to be in the name', (t) => {
  t.deepEqual(
    targetsOf(desk, 'share', ' shah RA', []).map(({ name }) => name),
    ['Ravi Shah'],
  );
  t.deepEqual(targetsOf(desk, 'share', 'nobody', []), []);
  t.deepEqual(targetsOf(undefined, 'share', '', []), []);
});

test('what the status means is said, not left to be guessed', (t) => {
  t.is(assignmentWords(desk), 'Sessions may be assigned to you.');
  t.is(
    assignmentWords({ ...desk, status: 'away', statusName: 'Lunch' }),
    'No sessions are assigned to you while your status is “Lunch”.',
  );
  t.is(assignmentWords({ ...desk, assignments: false }), 'No sessions are assigned to you.');
});

test('a notice is offered for who waits, where it may be sent', (t) => {
  const notices = [{ id: sample<NoticeId>('Outage'), name: 'Outage' }];
  const strict = sample<PortalId>('Strict');
  const may: Desk = { ...desk, notices, noNoticesOn: [strict] };
  t.deepEqual(noticesFor(may, row('Anna')), notices);
  t.deepEqual(noticesFor(may, row('Anna', { portal: strict })), []);
  t.deepEqual(noticesFor(may, row('Anna', { status: 'in-session' })), []);
  t.deepEqual(noticesFor(desk, row('Anna')), []);
  t.deepEqual(noticesFor(undefined, row('Anna')), []);
  const [outage] = notices;
  const there = [{ id: sample<NoticeId>('There'), name: 'There', sites: [1] }];
  const noticeSites = [sample<PortalId>('Elsewhere'), sample<PortalId>('Shops')];
  const both: Desk = { ...desk, noticeSites, notices: [...notices, ...there] };
  t.deepEqual(noticesFor(both, row('Anna')), [outage]);
  t.deepEqual(noticesFor(both, row('Anna', { portal: sample<PortalId>('Shops') })), [outage, ...there]);
  t.deepEqual(noticesFor({ ...desk, noticeSites, notices: there }, row('Anna')), []);
});
