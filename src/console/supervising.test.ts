import test from 'ava';
import { Fault, personalQueue, type RepId, type SessionId } from '../kernel/index.ts';
import type { DownOf, SessionEvent } from '../protocol/index.ts';
import { boardsOf } from './model/dashboard.ts';
import { mayTakeOwnership } from './model/console-state.ts';
import { found, searchEntries } from './model/search.ts';
import { ConsoleAtWork } from './testing/console-at-work.ts';
import { ACCEPTED, ANNA, MAJA, NOON, RAVI, row, sample, TEAM } from './testing/samples.ts';

const S1 = sample<SessionId>('A');
const MIA = { id: sample<RepId>('Mia'), name: 'Mia Member' };
const MAY = {
  getNext: true,
  acceptFromTeams: true,
  optOut: true,
  supervise: true,
  generateKeys: true,
  inviteExternal: false,
} as const;

/** How a session begins that Mia helps with: three entries. */
const MIAS: readonly SessionEvent[] = [...ACCEPTED.slice(0, 2), { type: 'accepted', by: MIA }];

function snapshot(more: Partial<DownOf<'dashboard'>> = {}): DownOf<'dashboard'> {
  return {
    type: 'dashboard',
    reset: true,
    teams: [{ queue: TEAM, name: 'E-mail', role: 'lead', view: true, isTold: true, takeOver: true }],
    queues: [],
    people: [
      {
        queue: TEAM,
        ...MIA,
        role: 'member',
        duty: { since: NOON, status: 'available', statusName: 'Available', locked: false, assignments: true },
        sessionCount: 1,
        sessions: [
          {
            session: S1,
            customerName: ANNA.name,
            status: 'in-session',
            since: NOON,
            with: [],
            withCount: 0,
            screen: false,
            customerLost: false,
          },
        ],
      },
    ],
    ...more,
  };
}

/** Maja leads a team; the dashboard is in front. */
function leading(): ConsoleAtWork {
  const work = new ConsoleAtWork();
  work.welcome();
  work.desk({ may: MAY });
  work.console.supervising.show();
  work.hear(snapshot());
  return work;
}

async function viewing(events = MIAS): Promise<ConsoleAtWork> {
  const work = leading();
  void work.console.supervising.view(S1);
  await Promise.resolve();
  await work.last('view-session').answer();
  work.events(S1, events);
  return work;
}

test('the dashboard is told of only while it is in front', (t) => {
  const work = leading();
  t.like(work.last('watch-dashboard').body, { open: true });
  t.is(boardsOf(work.state.dashboard)[0]?.present[0]?.name, 'Mia Member');
  work.console.activate('queues');
  t.like(work.last('watch-dashboard').body, { open: false });
  work.console.activate('dashboard');
  t.like(work.last('watch-dashboard').body, { open: true });
});

test('after a break the page asks again for all that it shows', async (t) => {
  const work = await viewing();
  work.console.activate('dashboard');
  const before = work.asked.length;
  work.welcome();
  t.deepEqual(
    work.asked.slice(before).map(({ body }) => body),
    [
      { type: 'watch-dashboard', open: true },
      { type: 'view-session', session: S1, shown: 3 },
    ],
  );
  t.false(work.state.sessions.get(S1)?.lost, 'it is not over for that');
});

test('a dashboard that was in front is in front after a reload', (t) => {
  const work = leading().reloaded();
  work.welcome({ deskIsLater: true });
  t.is(work.state.tabs.active, 'dashboard');
  t.deepEqual(
    work.asked.map(({ body }) => body.type),
    ['watch-dashboard'],
    'asked once',
  );
});

test('whoever supervises nobody any more stands before the queues', async (t) => {
  const work = leading();
  work.desk();
  t.is(work.state.tabs.active, 'queues');
  t.deepEqual(work.notices, ['You do not supervise anybody any more.']);
  const late = leading().reloaded();
  late.welcome({ deskIsLater: true });
  await late.last('watch-dashboard').refuse(new Fault('not-allowed'));
  t.is(late.state.tabs.active, 'queues');
});

test('a viewed session opens in a tab of its own; the picture is watched, nothing is acknowledged', async (t) => {
  const work = await viewing([...MIAS, { type: 'screen-started', producerId: 'p1' }]);
  t.is(work.state.tabs.active, S1);
  t.true(work.state.viewing.has(S1));
  t.deepEqual(work.pictures, ['watch A p1']);
  work.events(S1, [{ type: 'chat', messageId: sample('m1'), from: ANNA, text: 'Hello' }], 5);
  t.deepEqual(
    work.told.filter(({ type }) => type === 'received'),
    [],
  );
  await work.console.supervising.view(S1);
  t.is(work.asked.filter(({ body }) => body.type === 'view-session').length, 1, 'once is enough');
});

test('a refused look closes its tab and says why', async (t) => {
  const work = leading();
  void work.console.supervising.view(S1);
  await Promise.resolve();
  await work.last('view-session').refuse(new Fault('no-such-session'));
  t.deepEqual(work.state.tabs, { list: [], active: 'dashboard' });
  t.false(work.state.viewing.has(S1));
  t.regex(work.notices[0] ?? '', /^Anna Lindqvist: This session does not exist/);
});

test('closing the tab ends the look; what is still on its way is not looked at', async (t) => {
  const work = await viewing();
  work.console.closeTab(S1);
  t.deepEqual(work.state.tabs, { list: [], active: 'dashboard' });
  work.events(S1, [{ type: 'overdue' }], 4);
  t.false(work.state.sessions.has(S1));
  void work.console.supervising.view(S1);
  t.is(work.asked.filter(({ body }) => body.type === 'view-session').length, 1, 'one after the other');
  await work.last('stop-viewing').answer();
  t.like(work.last('view-session').body, { shown: 0 });
  t.is(work.asked.filter(({ body }) => body.type === 'view-session').length, 2);
});

test('when it ends, moves on or is not mine to view, the tab closes and it is said why', async (t) => {
  const ended = await viewing();
  ended.events(S1, [{ type: 'ended', reason: 'ended-by-customer', by: ANNA }], 4);
  ended.hear({ type: 'viewing-over', session: S1 });
  t.deepEqual(ended.notices, ['The session with Anna Lindqvist that you viewed has ended.']);
  t.deepEqual(ended.state.tabs, { list: [], active: 'dashboard' });

  const moved = await viewing();
  moved.events(
    S1,
    [
      { type: 'left', who: MIA, how: 'transferred' },
      { type: 'queued', queueName: 'Printers', how: 'hand', by: MIA },
    ],
    4,
  );
  moved.hear({ type: 'viewing-over', session: S1 });
  t.deepEqual(moved.notices, ['The session with Anna Lindqvist that you viewed waits in Printers now.']);

  const refused = await viewing();
  refused.hear({ type: 'viewing-over', session: S1 });
  t.regex(refused.notices[0] ?? '', /^You cannot view the session with Anna Lindqvist any more/);
  refused.hear({ type: 'viewing-over', session: S1 });
  t.is(refused.notices.length, 1);
});

test('whoever joins is in it like anybody else, in the same tab', async (t) => {
  const work = await viewing();
  const joining = work.console.supervising.join(S1);
  work.events(S1, [{ type: 'joined', who: MAJA, how: 'supervising' }], 4);
  await work.last('join-session').answer();
  await joining;
  t.false(work.state.viewing.has(S1));
  t.deepEqual(work.state.tabs, { list: [{ session: S1, name: undefined }], active: S1 });
});

test('taking over is asked first, and opens the session in front', async (t) => {
  const work = leading();
  work.console.supervising.askToTakeOver(S1);
  t.like(work.state.dialog, { kind: 'take-over', session: S1, ownerName: 'Mia Member' });
  const taking = work.console.supervising.takeOver(S1);
  t.like(work.state.dialog, { busy: true });
  await work.last('take-over').refuse(new Fault('changed-meanwhile'));
  await taking;
  t.like(work.state.dialog, { kind: 'take-over', busy: false });
  const again = work.console.supervising.takeOver(S1);
  await work.last('take-over').answer();
  await again;
  t.is(work.state.dialog.kind, 'none');
  work.events(S1, [
    ...MIAS,
    { type: 'joined', who: MAJA, how: 'supervising' },
    { type: 'owner-changed', to: MAJA, how: 'taken-over' },
  ]);
  t.is(work.state.tabs.active, S1);
});

test('whoever is taken over from is told who did it, and that they are still in it', (t) => {
  const work = new ConsoleAtWork();
  work.welcome({ sessions: [S1] });
  work.events(S1, ACCEPTED);
  work.events(
    S1,
    [
      { type: 'viewing-started', who: RAVI },
      { type: 'viewing-ended', who: RAVI },
      { type: 'joined', who: RAVI, how: 'supervising' },
      { type: 'owner-changed', to: RAVI, how: 'taken-over' },
    ],
    4,
  );
  t.deepEqual(work.notices, [
    'Ravi Shah is viewing the session with Anna Lindqvist.',
    'Ravi Shah joined the session with Anna Lindqvist.',
    'Ravi Shah took over the session with Anna Lindqvist. You are still in it, and may leave it.',
  ]);
});

test('a session that is transferred away from me says by whom', (t) => {
  const work = new ConsoleAtWork();
  work.welcome({ sessions: [S1] });
  work.events(S1, ACCEPTED);
  work.events(
    S1,
    [
      { type: 'left', who: MAJA, how: 'transferred' },
      { type: 'queued', queueName: 'Printers', how: 'hand', by: RAVI },
    ],
    4,
  );
  t.deepEqual(work.notices, ['Ravi Shah transferred Anna Lindqvist to Printers.']);
});

test('a supervised session is transferred by the same dialog, with the customer’s name', async (t) => {
  const work = leading();
  work.console.askForTarget('transfer', S1);
  work.console.chooseTarget(personalQueue(RAVI.id));
  const transferring = work.console.confirmTarget();
  t.like(work.last('transfer').body, { session: S1, to: personalQueue(RAVI.id) });
  await work.last('transfer').answer();
  await transferring;
  t.is(work.state.dialog.kind, 'none');
});

test('the search offers what a supervisor may do', async (t) => {
  const titles = (work: ConsoleAtWork, query: string) =>
    found(searchEntries(work.state), query).map(({ title }) => title);
  const work = await viewing();
  t.deepEqual(titles(work, 'dashboard'), ['Go to the dashboard']);
  t.true(titles(work, 'viewing').includes('Stop viewing'));
  t.deepEqual(titles(work, 'leave session'), []);
  t.deepEqual(titles(new ConsoleAtWork(), 'dashboard'), []);

  const shared = new ConsoleAtWork();
  shared.welcome({ sessions: [S1] });
  shared.queue([row('A', { status: 'in-session', mayTakeOver: true })]);
  shared.events(S1, [...MIAS, { type: 'joined', who: MAJA }]);
  shared.console.activate(S1);
  t.true(mayTakeOwnership(shared.state, S1));
  t.deepEqual(titles(shared, 'take ownership'), ['Take ownership']);
  shared.queue([row('A', { status: 'in-session' })]);
  t.false(mayTakeOwnership(shared.state, S1));
});
