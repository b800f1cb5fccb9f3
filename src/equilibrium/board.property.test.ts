import test, { type ExecutionContext } from 'ava';
import type { Instant } from '../kernel/index.ts';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import { Board, type Waiting } from './board.ts';
import { unavailableBecause } from './candidate.ts';
import { nextRep } from './next-rep.ts';
import type { Considered } from './why.ts';
import { Oracle } from './testing/oracle.ts';
import { RandomEvents, randomSkills } from './testing/random-events.ts';

const EVENTS_PER_WORLD = 600;

for (const [name, size] of [
  ['a single team', { teams: 1, reps: 4, sessions: 12 }],
  ['few representatives in many teams', { teams: 9, reps: 5, sessions: 25 }],
  ['many representatives in few teams', { teams: 3, reps: 40, sessions: 60 }],
] as const) {
  test(`the board chooses as brute force does, event by event, and for the same reasons: ${name}`, (t) => {
    let assigned = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = new SeededRandom(seed);
      const skills = randomSkills(random);
      // Every other world keeps an order even of its smallest teams, as otherwise only large ones do.
      const [board, oracle] = [new Board(skills, seed % 2 === 0 ? 0 : undefined), new Oracle(skills)];
      const events = new RandomEvents(random, size, board, oracle);
      for (let step = 0; step < EVENTS_PER_WORLD; step += 1) {
        const what = events.step();
        if (random.below(6) === 0) {
          // Several things happen before somebody asks.
          continue;
        }
        const chosen = board.assign(events.now);
        assigned += chosen.length;
        t.deepEqual(
          chosen.map(({ why: _, ...rest }) => rest),
          oracle.assign(events.now),
          `seed ${seed}, step ${step}: ${what}`,
        );
        for (const { session, queue, rep, why } of chosen) {
          t.is(why.first[0]?.rep, rep);
          t.false(oracle.sessions.get(session)?.declinedBy.has(rep));
          t.is(oracle.sessions.get(session)?.queue, queue);
        }
        for (const waiting of oracle.sessions.values()) {
          if (random.below(40) === 0) {
            const algorithm = oracle.algorithms.get(waiting.queue) ?? 'none';
            t.deepEqual(
              board.explain(waiting, events.now),
              nextRep(
                { ...waiting, algorithm, skills: oracle.skills },
                oracle.candidates(waiting.queue),
                events.now,
              ),
              `seed ${seed}, step ${step}: ${what}`,
            );
            lineUpIsNextRepAgainAndAgain(t, board, oracle, waiting, events.now);
          }
        }
      }
    }
    t.true(assigned > 300, `only ${assigned} were assigned`);
  });
}

/** Whoever was asked has declined when the next one is asked. */
function lineUpIsNextRepAgainAndAgain(
  t: ExecutionContext,
  board: Board,
  oracle: Oracle,
  waiting: Waiting,
  now: Instant,
): void {
  const algorithm = oracle.algorithms.get(waiting.queue) ?? 'none';
  const candidates = oracle.candidates(waiting.queue);
  const expected: Considered[] = [];
  const declinedBy = new Set(waiting.declinedBy);
  for (;;) {
    const answer = nextRep({ ...waiting, declinedBy, algorithm, skills: oracle.skills }, candidates, now);
    if (answer.kind === 'nobody') {
      break;
    }
    expected.push(...answer.why.first.slice(0, 1));
    declinedBy.add(answer.rep);
  }
  const { next, further, unavailable } = board.lineUp(waiting, now, 1_000);
  t.deepEqual(next, expected);
  t.is(further, 0);
  t.deepEqual(
    unavailable.map(({ candidate, because }) => [candidate.id, because]),
    candidates
      .map((candidate) => [candidate.id, unavailableBecause(candidate, now)] as const)
      .filter(([, because]) => because !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  const cut = board.lineUp(waiting, now, 3);
  t.deepEqual(cut.next, expected.slice(0, 3));
  t.is(cut.further, Math.max(0, expected.length - 3));
}

test('a board that is read back from what was known goes on like the one that stopped', (t) => {
  for (let seed = 100; seed < 112; seed += 1) {
    const random = new SeededRandom(seed);
    const skills = randomSkills(random);
    const [board, oracle] = [new Board(skills), new Oracle(skills)];
    const events = new RandomEvents(random, { teams: 4, reps: 12, sessions: 30 }, board, oracle);
    for (let step = 0; step < 300; step += 1) {
      events.step();
      board.assign(events.now);
      oracle.assign(events.now);
    }
    const again = new Board(oracle.skills);
    for (const [queue, algorithm] of oracle.algorithms) {
      again.putTeam(queue, algorithm);
    }
    for (const waiting of oracle.sessions.values()) {
      again.enter(waiting);
    }
    for (const rep of oracle.reps.values()) {
      again.putRep(rep);
    }
    t.deepEqual(again.assign(events.now), [], 'whoever could be asked has been asked already');
    for (const waiting of oracle.sessions.values()) {
      t.deepEqual(again.explain(waiting, events.now), board.explain(waiting, events.now));
    }
  }
});
