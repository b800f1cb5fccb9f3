import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { verifyJournal } from '../../src/journal/edge/verify.ts';
import type { QueueId, SessionId } from '../../src/kernel/index.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { Database } from '../../src/platform/database.ts';
import { REPRESENTATIVE_RECONNECT_MS } from '../../src/sessions/deadlines.ts';
import { company, offerTo, rowsIn, settle, type Company } from '../company.ts';
import type { PageEnd, Visitor, World } from '../world.ts';

const ALERT_MS = 60_000;
const OVERDUE_MS = 180_000;
/** Kills within one command, a turn of the loop apart. */
const KILLS_INSIDE = 3;

interface Site {
  readonly all: Company;
  readonly session: SessionId;
  readonly customer: Visitor;
  readonly page: PageEnd;
  /** Every queue where the session could be. */
  readonly queues: readonly QueueId[];
}

/** Where everything is after a kill. */
interface After {
  readonly world: World;
  readonly rita: PageEnd;
  readonly bob: PageEnd;
  readonly page: PageEnd;
  readonly pass: (durationMs: number) => Promise<void>;
  readonly where: () => string;
}

async function personalQueueOf(console: PageEnd): Promise<QueueId> {
  const { as } = await console.next('welcome');
  return as.kind === 'representative' ? as.personalQueue : ('' as QueueId);
}

async function site(): Promise<Site> {
  const all = await company([
    ['Network', {}],
    [
      'Laptops',
      {
        algorithm: 'least-busy',
        alertTimeoutMs: String(ALERT_MS),
        waitingRule: 'transfer',
        waitingAfterMs: String(OVERDUE_MS),
        overflow: 'Network',
      },
    ],
  ]);
  await all.world.pass(2_000);
  const { session, visitor } = await all.world.arrival(all.queue('Laptops'), { queueName: 'Laptops' });
  const page = await visitor.page(`/session/${session}`);
  const queues = [
    all.queue('Laptops'),
    all.queue('Network'),
    ...(await Promise.all([all.rita, all.bob].map(personalQueueOf))),
  ];
  await settle(all);
  return { all, session, customer: visitor, page, queues };
}

/** Killed now and started again: the session is somewhere, once, for everybody, and the journal is whole. */
async function killedNow(
  t: ExecutionContext,
  { all, session, customer, queues }: Site,
  step: string,
  goesOn: (after: After) => Promise<void> = async () => undefined,
  lost: readonly ('rita' | 'bob')[] = [],
): Promise<void> {
  await using world = await all.world.killed();
  {
    using database = Database.openToRead({
      file: join(world.directory, 'handrail.sqlite'),
      log: new MemoryLog(),
    });
    t.true(verifyJournal(database).ok, `${step}: the journal`);
  }
  const back = async (who: 'rita' | 'bob') =>
    lost.includes(who) ? all[who] : all.visitors[who].at(world.url).page('/console');
  const [rita, bob] = [await back('rita'), await back('bob')];
  using page = await customer.at(world.url).page(`/session/${session}`);
  const pass = async (durationMs: number) => {
    await world.pass(durationMs);
    await settle({ ...all, world });
  };
  await pass(600);
  const where = () => {
    const here = [rita, bob].filter((end) => !lost.includes(end === rita ? 'rita' : 'bob'));
    // A line of a team's queue shows to both.
    const lines = new Set(
      here.flatMap((end) =>
        queues.flatMap((queue) =>
          rowsIn(end, queue)
            .filter((row) => row.session === session)
            .map((row) => `${row.status} ${queues.indexOf(queue)}`),
        ),
      ),
    );
    return [...lines].join(', ');
  };
  const status = page.view(session).status;
  const lines = where();
  t.true(status === 'waiting' || status === 'in-session', `${step}: ${status}`);
  if (lost.length === 0) {
    t.is(lines.split(', ').length, 1, `${step}: ${lines}`);
    t.true(lines.startsWith(status), `${step}: it is ${status} for the customer, ${lines} for the others`);
  }
  const asked = [rita, bob].filter((end) => offerTo(end)?.session === session);
  t.true(asked.length <= (status === 'waiting' ? 1 : 0), `${step}: nobody is asked beside another`);
  await goesOn({ world, rita, bob, page, pass, where });
  for (const end of [rita, bob]) {
    if (end !== all.rita && end !== all.bob) {
      end[Symbol.dispose]();
    }
  }
}

/** Kills while the command is on its way, turn by turn, and once more when it is answered. */
async function killedDuring(
  t: ExecutionContext,
  here: Site,
  step: string,
  command: () => Promise<{ type: string }>,
): Promise<void> {
  const answered = command();
  for (let kill = 0; kill < KILLS_INSIDE; kill += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await killedNow(t, here, `${step}, ${kill}`);
  }
  t.is((await answered).type, 'done', step);
  await settle(here.all);
  await killedNow(t, here, `${step}, answered`);
}

/** Who is asked now, and who is not. */
function asked({ all, session }: Site): readonly ['rita' | 'bob', 'rita' | 'bob'] {
  return offerTo(all.rita)?.session === session ? ['rita', 'bob'] : ['bob', 'rita'];
}

test('killed at each step of an offer and an accept: it is once everywhere, and the offer runs as long as it had', async (t) => {
  t.timeout(60_000);
  const here = await site();
  await using all = here.all;
  const { session } = here;
  const [first, second] = asked(here);
  t.is(offerTo(all[first])?.session, session);
  await all.world.pass(20_000);
  await killedNow(t, here, 'offered', async (after) => {
    t.is(offerTo(after[first])?.session, session, 'the same one is asked');
    await after.pass(ALERT_MS - 25_000);
    t.is(offerTo(after[first])?.session, session, 'until its time is over');
    await after.pass(5_000);
    t.is(offerTo(after[second])?.session, session, 'and then the next');
    await after.pass(ALERT_MS + 1_000);
    t.is(offerTo(after[first]), undefined, 'never twice');
    t.is(offerTo(after[second]), undefined);
    await after.pass(OVERDUE_MS - 2 * ALERT_MS - 25_000);
    t.is(after.world.queueNameOf(session), 'Laptops');
    await after.pass(25_000);
    t.is(after.world.queueNameOf(session), 'Network', 'the time in the queue went on as well');
  });
  await killedDuring(t, here, 'reject', () =>
    all[first].command({ type: 'answer-offer', session, accept: false }),
  );
  t.is(offerTo(all[second])?.session, session);
  await killedNow(t, here, 'offered to the next', async (after) => {
    t.is(offerTo(after[second])?.session, session);
    t.is(offerTo(after[first]), undefined);
  });
  await killedDuring(t, here, 'accept', () =>
    all[second].command({ type: 'answer-offer', session, accept: true }),
  );
  t.is(here.page.view(session).owner?.name, `${second} Person`);
});

test('killed at each step of a transfer and an overflow, its time in the queue goes on', async (t) => {
  t.timeout(60_000);
  const here = await site();
  await using all = here.all;
  const { session } = here;
  const [first] = asked(here);
  await all[first].command({ type: 'answer-offer', session, accept: true });
  await killedDuring(t, here, 'transfer', () =>
    all[first].command({ type: 'transfer', session, to: all.queue('Network') }),
  );
  t.is(here.all.world.queueNameOf(session), 'Network');
  await killedDuring(t, here, 'back', () =>
    all.bob.command({ type: 'transfer', session, to: all.queue('Laptops') }),
  );
  const before = here.page.view(session).timeline.length;
  await all.world.pass(OVERDUE_MS - 40_000);
  await settle(all);
  await killedNow(t, here, 'before the overflow', async (after) => {
    await after.pass(30_000);
    t.is(after.world.queueNameOf(session), 'Laptops');
    await after.pass(15_000);
    t.is(after.world.queueNameOf(session), 'Network');
  });
  await all.world.pass(45_000);
  await settle(all);
  t.is(here.all.world.queueNameOf(session), 'Network');
  t.is(here.page.view(session).timeline.length, before + 1);
  await killedNow(t, here, 'after the overflow', async (after) => {
    await after.pass(OVERDUE_MS);
    t.is(after.world.queueNameOf(session), 'Network', 'it moves once');
  });
});

test('killed at each step of a fallback: the lost one is waited for as long as before, then the rules apply once', async (t) => {
  t.timeout(60_000);
  const here = await site();
  await using all = here.all;
  const { session } = here;
  const [owner, other] = asked(here);
  await all[owner].command({ type: 'answer-offer', session, accept: true });
  await all.world.lose(all[owner]);
  await killedNow(
    t,
    here,
    'the socket is closed',
    async (after) => {
      await after.pass(10_000);
      t.is(after.page.view(session).lost.size, 1, 'the customer is told');
      await after.pass(REPRESENTATIVE_RECONNECT_MS);
      t.is(after.page.view(session).status, 'waiting');
      t.is(after.where(), 'waiting 0');
    },
    [owner],
  );
  await all.world.pass(7_000);
  await settle(all);
  t.is(here.page.view(session).lost.size, 1);
  await all.world.pass(30_000);
  await killedNow(
    t,
    here,
    'lost',
    async (after) => {
      t.is(after.page.view(session).status, 'in-session');
      await after.pass(REPRESENTATIVE_RECONNECT_MS - 36_000);
      t.is(after.page.view(session).status, 'in-session', 'not before its time');
      await after.pass(8_000);
      t.is(after.page.view(session).status, 'waiting', 'nor later than it would have');
      t.is(offerTo(after[other])?.session, session, 'and the other one is asked');
    },
    [owner],
  );
  await killedNow(t, here, 'lost, and back after the start', async (after) => {
    await after.pass(2 * REPRESENTATIVE_RECONNECT_MS);
    t.is(after.page.view(session).owner?.name, `${owner} Person`);
    t.is(after.page.view(session).lost.size, 0);
  });
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(here.page.view(session).status, 'waiting');
  await killedNow(
    t,
    here,
    'fallen back',
    async (after) => {
      const falls = after.page
        .view(session)
        .timeline.filter(({ event }) => event.type === 'queued' && event.how === 'fallback');
      t.is(falls.length, 1);
      t.is((await after[other].command({ type: 'accept', session })).type, 'done');
    },
    [owner],
  );
});
