import test from 'ava';
import { teamQueue, type RepId, type SessionId, type TeamId } from '../../kernel/index.ts';
import type { SessionEvent } from '../../protocol/index.ts';
import { ACCEPTED, entries, MAJA, PERSONAL, row, sample, NOON } from '../testing/samples.ts';
import { newConsole, type ConsoleState } from './console-state.ts';
import { NEW_SESSION, withEvents } from './open-session.ts';
import { rowKey } from './queues.ts';
import { found, searchEntries, stepped } from './search.ts';
import { NO_TEAM_CHATS, withTold } from './team-chat.ts';

const S1 = sample<SessionId>('S1');
const state: ConsoleState = {
  ...newConsole(NOON),
  me: {
    ...MAJA,
    keyValidForMsMax: 3_600_000,
    personalQueue: PERSONAL,
  },
  sessions: new Map([[S1, withEvents(NEW_SESSION, entries(ACCEPTED), true)]]),
  tabs: { list: [{ session: S1, name: undefined }], active: S1 },
  queues: {
    known: true,
    queues: [],
    rows: new Map(
      [
        row('S1', { customerName: 'Anna Lindqvist', status: 'in-session' }),
        row('S2', {
          customerName: 'Tomás Bello',
          details: 'Scanner',
          issue: 'Printing',
          company: 'Contoso',
          externalKey: 'CASE-7',
        }),
      ].map((each) => [rowKey(each.queue, each.session), each]),
    ),
  },
};
const titles = (query: string, from = state) => found(searchEntries(from), query).map(({ title }) => title);

test('the chat of a team is found by its name, and says what is new in it', (t) => {
  const team = sample<TeamId>('Laptops');
  const chats = withTold(NO_TEAM_CHATS, {
    type: 'team-chats',
    reset: true,
    keptForDays: 90,
    chats: [{ team, last: 4, seenUpTo: 1, unread: 3 }],
  });
  const from: ConsoleState = {
    ...state,
    queues: { ...state.queues, queues: [{ id: teamQueue(team), name: 'Laptops' }] },
    teamChats: chats,
  };
  const [entry] = found(searchEntries(from), 'team chat lap');
  t.like(entry, { title: 'Team chat: Laptops', hint: '3 new messages in Laptops' });
  t.deepEqual(entry?.target, { kind: 'team-chat', queue: teamQueue(team) });
  t.deepEqual(titles('team chat'), []);
});

test('a session with a tab is found once, as its tab', (t) => {
  t.deepEqual(titles('lindqvist'), [
    'Anna Lindqvist',
    'Request screen',
    'Rename the tab',
    'Transfer',
    'Share',
    'End session',
  ]);
});

test('every word has to be there, in any order, case and accent', (t) => {
  t.deepEqual(titles('scanner tomas'), ['Tomás Bello']);
  t.deepEqual(titles('scanner anna'), []);
});

test('a waiting customer is found by issue, company and the key of another system', (t) => {
  for (const query of ['printing', 'contoso', 'case-7', 'CASE-7 bello']) {
    t.deepEqual(titles(query), ['Tomás Bello']);
  }
});

test('an open session is found by what its customer brought', (t) => {
  const [requested, ...rest] = ACCEPTED;
  const brought = {
    ...requested,
    issue: { description: 'Printing', priority: 'low' },
    externalKey: 'CASE-9',
  };
  const with9 = withEvents(NEW_SESSION, entries([brought as SessionEvent, ...rest]), true);
  const from = { ...state, sessions: new Map([[S1, with9]]) };
  t.is(titles('case-9', from)[0], 'Anna Lindqvist');
  t.is(titles('printing anna', from)[0], 'Anna Lindqvist');
});

test('what begins with the words comes first', (t) => {
  t.is(titles('se')[0], 'Settings');
});

test('only what can be done now is offered', (t) => {
  t.false(titles('').includes('Stop the screen sharing'));
  t.true(titles('').includes('Request screen'));
  t.false(titles('', { ...state, tabs: { ...state.tabs, active: 'queues' } }).includes('End session'));
});

test('stepping goes round at both ends and stands still in an empty list', (t) => {
  t.is(stepped(0, -1, 3), 2);
  t.is(stepped(2, 1, 3), 0);
  t.is(stepped(0, 1, 0), 0);
});

test('in a session of somebody else one can leave, not end it or give it away', (t) => {
  const open = state.sessions.get(S1) ?? NEW_SESSION;
  const other = { id: sample<RepId>('Ravi'), name: 'Ravi' };
  const view = { ...open.view, owner: other, others: [MAJA] };
  t.deepEqual(
    titles('anna', { ...state, sessions: new Map([[S1, { ...open, view }]]) }).filter((title) =>
      ['End session', 'Transfer', 'Share', 'Leave session'].includes(title),
    ),
    ['Leave session'],
  );
});
