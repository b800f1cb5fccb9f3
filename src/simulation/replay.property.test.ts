import test from 'ava';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import { instant, type Instant, type PortalId, type RepId, type SessionId } from '../kernel/index.ts';
import type { SkillId } from '../equilibrium/index.ts';
import { treeOf } from '../equilibrium/testing/people.ts';
import { asItWas, type Outcome, type ReplayedRep, type ReplayedTeam } from './replay.ts';
import {
  DAY_MS,
  everybodyAccepts,
  MONDAY,
  queue,
  rep,
  replayed,
  setting,
  SUPPORT,
  team,
  visit,
  week,
} from './testing/small-week.ts';
import type { Visit } from './week.ts';
import { WeekDraft } from './week-draft.ts';

const WORLDS = 60;

function customers(
  random: SeededRandom,
  count: number,
  everyMinutes: number,
  needs: readonly string[] = [],
): readonly Visit[] {
  let comes = 0;
  return Array.from({ length: count }, (_, index) => {
    comes += (1 + random.below(everyMinutes * 2_000)) / 1_000;
    return visit(`s${index}`, comes, 1 + random.below(20_000) / 1_000, {
      needs: needs.filter(() => random.below(3) === 0),
    });
  });
}

function people(random: SeededRandom, count: number): readonly ReplayedRep[] {
  return Array.from({ length: count }, (_, index) => rep(`r${index}`, { sessionLimit: random.below(3) }));
}

/**
 * The rule in words, nothing else: the oldest who waits gets whoever is free and in the fewest sessions,
 * of these for longest. No board, no agenda: looks at every moment at which something ends or begins.
 */
function byTheWords(
  visits: readonly Visit[],
  reps: readonly ReplayedRep[],
): readonly (readonly [string, string, number])[] {
  const served: (readonly [string, string, number])[] = [];
  const working: { readonly rep: RepId; readonly until: number }[] = [];
  const since = new Map<RepId, number>(reps.map(({ id }) => [id, MONDAY - DAY_MS]));
  const line: Visit[] = [];
  const coming = [...visits];
  for (;;) {
    const now = Math.min(coming[0]?.legs[0]?.enteredAt ?? Infinity, ...working.map(({ until }) => until));
    if (now === Infinity) {
      return served;
    }
    for (const done of working.filter(({ until }) => until === now)) {
      working.splice(working.indexOf(done), 1);
      since.set(done.rep, now);
    }
    while (coming[0]?.legs[0]?.enteredAt === now) {
      line.push(...coming.splice(0, 1));
    }
    for (let next = line[0]; next !== undefined; next = line[0]) {
      const load = (id: RepId) => working.filter((each) => each.rep === id).length;
      const [best] = reps
        .filter(({ id, sessionLimit }) => load(id) <= (sessionLimit ?? Infinity))
        .toSorted(
          (one, other) =>
            load(one.id) - load(other.id) ||
            (since.get(one.id) ?? 0) - (since.get(other.id) ?? 0) ||
            (one.id < other.id ? -1 : 1),
        );
      if (best === undefined) {
        break;
      }
      line.shift();
      const leg = next.legs[0];
      working.push({ rep: best.id, until: now + (leg?.served?.workMs ?? 0) });
      since.set(best.id, now);
      served.push([next.session, best.id, now - (leg?.enteredAt ?? 0)]);
    }
  }
}

test('the replay serves whom the rule names, in its order, after the same waits', (t) => {
  let waited = 0;
  for (let seed = 1; seed <= WORLDS; seed += 1) {
    const random = new SeededRandom(seed);
    const visits = customers(random, 120, 4);
    const reps = people(random, 1 + random.below(4));
    const { outcomes } = replayed(week(visits, everybodyAccepts()), setting(reps));
    const name = new Map(visits.map(({ session, legs }) => [legs[0]?.enteredAt, session]));
    const expected = byTheWords(visits, reps);
    t.deepEqual(
      outcomes.map(({ enteredAt, by, waitMs }) => [name.get(enteredAt), by, waitMs]).sort(byName),
      [...expected].sort(byName),
      `seed ${seed}`,
    );
    waited += expected.filter(([, , waitMs]) => waitMs > 0).length;
  }
  t.true(waited > WORLDS * 20, `only ${waited} waited at all`);
});

function byName(one: readonly unknown[], other: readonly unknown[]): number {
  return String(one[0]) < String(other[0]) ? -1 : 1;
}

test('one more representative makes nobody wait longer, where everybody accepts and nobody gives up', (t) => {
  let shorter = 0;
  for (let seed = 1; seed <= WORLDS; seed += 1) {
    const random = new SeededRandom(seed);
    const of = week(customers(random, 150, 3), everybodyAccepts());
    const reps = people(random, 1 + random.below(4));
    const before = replayed(of, setting(reps)).outcomes;
    const after = new Map(
      replayed(of, setting([...reps, rep('one-more', { sessionLimit: random.below(3) })])).outcomes.map(
        ({ enteredAt, waitMs }) => [enteredAt, waitMs],
      ),
    );
    for (const { enteredAt, waitMs } of before) {
      const now = after.get(enteredAt) ?? Infinity;
      t.true(now <= waitMs, `seed ${seed}: ${waitMs} became ${now}`);
      shorter += now < waitMs ? 1 : 0;
    }
  }
  t.true(shorter > WORLDS * 20, `only for ${shorter} it made a difference`);
});

test('a week that is written down, read, and replayed without a change is the same week', (t) => {
  const skills = treeOf(`
network
  vpn
email
`);
  const second = queue('second');
  for (let seed = 1; seed <= WORLDS; seed += 1) {
    const random = new SeededRandom(seed);
    const visits = customers(random, 120, 3, ['vpn', 'email']).map((each, index) =>
      index % 3 === 0 ? { ...each, legs: each.legs.map((leg) => ({ ...leg, queue: second })) } : each,
    );
    const teams: readonly ReplayedTeam[] = [
      team('support', { algorithm: 'skills-match-least-busy' }),
      team('second', { algorithm: random.below(2) === 0 ? 'least-busy' : 'skills-match-least-busy' }),
    ];
    const reps = people(random, 5).map((each, index) => ({
      ...each,
      queues: index === 0 ? [second] : index === 1 ? [SUPPORT, second] : [SUPPORT],
      morePreferred: new Set((index % 2 === 0 ? ['network'] : ['email', 'vpn']) as SkillId[]),
    }));
    const how = setting(reps, teams, skills);
    const lived = week(visits, everybodyAccepts(3_000));
    const { outcomes } = replayed(lived, how);
    t.true(
      outcomes.every(({ ending }) => ending === 'served'),
      `seed ${seed}`,
    );

    const read = writtenAndRead(visits, outcomes, reps);
    t.deepEqual(inOrder(asItWas(read)), inOrder(outcomes), `seed ${seed}: as it was`);
    const again = setting(
      reps.map((each) => ({ ...each, shifts: read.shifts.get(each.id) ?? [] })),
      teams,
      skills,
    );
    t.deepEqual(inOrder(replayed(read, again).outcomes), inOrder(outcomes), `seed ${seed}: replayed`);
  }
});

function inOrder(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.toSorted((one, other) => one.enteredAt - other.enteredAt);
}

/** What the journal says of these sessions, made a week again. */
function writtenAndRead(
  visits: readonly Visit[],
  outcomes: readonly Outcome[],
  reps: readonly ReplayedRep[],
) {
  const draft = new WeekDraft({
    from: MONDAY,
    to: instant(MONDAY + 7 * DAY_MS),
    queues: new Set([SUPPORT, queue('second')]),
  });
  for (const { id } of reps) {
    draft.duty(id, instant(MONDAY - DAY_MS), { type: 'on-duty', who: { id, name: id }, as: 'available' });
  }
  const became = new Map(outcomes.map((outcome) => [outcome.enteredAt, outcome]));
  const facts: { readonly at: Instant; readonly tell: (at: Instant) => void }[] = [];
  for (const { session, needs, legs } of visits) {
    const [leg] = legs;
    const outcome = leg === undefined ? undefined : became.get(leg.enteredAt);
    if (leg === undefined || outcome?.by === undefined) {
      continue;
    }
    const who = { id: outcome.by, name: outcome.by };
    const acceptedAt = instant(leg.enteredAt + outcome.waitMs);
    const tell = (at: Instant, fact: Parameters<WeekDraft['session']>[2]) =>
      facts.push({ at, tell: () => draft.session(session as SessionId, at, fact) });
    tell(leg.enteredAt, {
      type: 'requested',
      customerName: 'Anna',
      details: '',
      portalId: 'p' as PortalId,
      portalName: 'Portal',
      startMethod: 'issue',
      mode: 'full',
      language: 'en',
      issue: { id: 'i' as never, codeName: 'i', description: 'I', priority: 'low', skills: needs },
    });
    tell(leg.enteredAt, { type: 'queued', queue: leg.queue, queueName: 'Queue', how: 'arrival' });
    tell(instant(acceptedAt - 3_000), {
      type: 'offered',
      to: who,
      until: acceptedAt,
      why: { first: [{ sessions: 0 }] },
    });
    tell(acceptedAt, { type: 'offer-closed', to: who, outcome: 'accepted' });
    tell(acceptedAt, { type: 'accepted', by: who });
    tell(instant(acceptedAt + (leg.served?.workMs ?? 0)), { type: 'ended', reason: 'ended-by-customer' });
  }
  for (const { at, tell } of facts.toSorted((one, other) => one.at - other.at)) {
    tell(at);
  }
  return draft.finish(instant(MONDAY + 8 * DAY_MS), instant(MONDAY - DAY_MS));
}
