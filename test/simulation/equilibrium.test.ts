import test from 'ava';
import { nextRep } from '../../src/equilibrium/index.ts';
import type { RepId } from '../../src/kernel/index.ts';
import { SeededRandom } from '../../src/kernel/testing/seeded-random.ts';
import { bounces, canHold, expectedWait, ruleDueAt, totalWaitMs } from '../../src/queues/index.ts';
import { SupportSite } from './support-site.ts';

const STEPS = 4_000;
const SEEDS = [1, 2, 3, 4, 5];
const lives: SupportSite[] = [];

for (const seed of SEEDS) {
  test.serial(
    `a support site lives through ${STEPS} steps and no rule is broken at any of them: seed ${seed}`,
    (t) => {
      const site = new SupportSite(new SeededRandom(seed));
      for (let step = 0; step < STEPS; step += 1) {
        site.step();
        const broken = brokenRule(site);
        if (broken !== undefined) {
          t.fail(`seed ${seed}, step ${step}: ${broken}\n${site.log.slice(-15).join('\n')}`);
          return;
        }
      }
      lives.push(site);
      t.true(site.log.filter((line) => line.includes('is asked for')).length > 200);
    },
  );
}

test.serial('what can happen did happen in these lives, so that they prove something', (t) => {
  const log = lives.flatMap((site) => site.log);
  const sessions = lives.flatMap((site) => [...site.sessions.values()]);
  for (const rule of ['1', '2', '3', '4', '5', '"persistent"']) {
    t.true(
      log.some((line) => line.includes(`"rule":${rule}}`)),
      `fallback rule ${rule}`,
    );
  }
  for (const words of [
    'rejects',
    'by hand',
    'next',
    'shares',
    'is lost',
    'logs off',
    'ranking',
    'changes teams',
  ]) {
    t.true(
      log.some((line) => line.includes(words)),
      words,
    );
  }
  for (const reason of ['ended', 'customer left', 'nobody there', 'nobody left']) {
    t.true(
      sessions.some((session) => session.status === 'ended' && session.reason === reason),
      reason,
    );
  }
  t.true(sessions.some(({ entries }) => bounces(entries) > 2));
  t.true(lives.some(({ waits, now }) => [...waits.values()].some((past) => expectedWait(past, now))));
  t.true(sessions.some(({ everAsked }) => everAsked.length > 3));
});

test('the same seed lives the same life', (t) => {
  const [one, other] = [1, 2].map(() => {
    const site = new SupportSite(new SeededRandom(77));
    for (let step = 0; step < 400; step += 1) {
      site.step();
      site.oracle.assign(site.now);
    }
    return site.log;
  });
  t.deepEqual(one, other);
});

/** What is wrong, as a sentence; undefined: nothing. */
function brokenRule(site: SupportSite): string | undefined {
  return (
    wrongAssignment(site) ??
    wrongPlace(site) ??
    wrongOffer(site) ??
    wrongWait(site) ??
    wrongPromise(site) ??
    wrongLoad(site)
  );
}

/** Brute force assigns the same, and no younger session was served while an older eligible one waits. */
function wrongAssignment({ assigned, oracle, now, sessions }: SupportSite): string | undefined {
  const expected = oracle.assign(now);
  if (
    expected.length !== assigned.length ||
    expected.some(
      ({ session, rep }, place) => session !== assigned[place]?.session || rep !== assigned[place].rep,
    )
  ) {
    return `brute force assigns ${JSON.stringify(expected)}, the board ${JSON.stringify(assigned)}`;
  }
  for (const { session: id, rep } of assigned) {
    const served = sessions.get(id);
    for (const older of sessions.values()) {
      if (
        served?.status === 'waiting' &&
        older.status === 'waiting' &&
        older.offer === undefined &&
        older.queuedAt < served.queuedAt &&
        !older.declinedBy.has(rep) &&
        (oracle.algorithms.get(older.queue) ?? 'none') !== 'none' &&
        oracle.reps.get(rep)?.queues.includes(older.queue) === true
      ) {
        return `${rep} was asked for ${id} while the older ${older.id} waits`;
      }
    }
  }
  return undefined;
}

/** Every customer is with representatives who are there, or in one queue that can hold a session, or has left for a reason. */
function wrongPlace(site: SupportSite): string | undefined {
  for (const session of site.sessions.values()) {
    const open = session.entries.filter(({ leftAt }) => leftAt === undefined);
    const people = session.status === 'held' ? [session.owner, ...session.sharers.map(({ rep }) => rep)] : [];
    if (session.status === 'waiting') {
      if (open.length !== 1 || open[0]?.queue !== session.queue || open[0].queuedAt !== session.queuedAt) {
        return `the entries of ${session.id} do not say that it waits in ${session.queue}`;
      }
      if (!canHold(site.place(session.queue))) {
        return `${session.id} waits in ${session.queue}, where nobody is`;
      }
    } else if (open.length > 0) {
      return `${session.id} is ${session.status} and still in a queue`;
    }
    if (people.some((rep) => site.reps.get(rep)?.loggedIn !== true)) {
      return `${session.id} is with somebody who is not there`;
    }
    if (new Set(people).size !== people.length) {
      return `somebody is in ${session.id} twice`;
    }
    if (session.status === 'ended' && session.reason === '') {
      return `${session.id} ended for no reason`;
    }
  }
  return undefined;
}

/** One open offer a representative, never for a session that was offered before, never beyond its time. */
function wrongOffer(site: SupportSite): string | undefined {
  const asked = new Set<RepId>();
  for (const { id, offer, everAsked, declinedBy } of site.waiting()) {
    if (new Set(everAsked).size !== everAsked.length) {
      return `${id} was offered twice to the same representative: ${everAsked.join(' ')}`;
    }
    if (offer === undefined) {
      continue;
    }
    if (asked.has(offer.rep)) {
      return `${offer.rep} is asked for two sessions at once`;
    }
    asked.add(offer.rep);
    if (declinedBy.has(offer.rep)) {
      return `${offer.rep} is asked for ${id} and has declined it`;
    }
    if (offer.until <= site.now) {
      return `the offer of ${id} outlived its time`;
    }
  }
  return undefined;
}

/** Nobody waits while somebody could be asked or the queue's rule says otherwise, and the total wait is kept. */
function wrongWait(site: SupportSite): string | undefined {
  const { oracle, now } = site;
  for (const session of site.waiting()) {
    const { id, queue, offer, declinedBy, needs } = session;
    const algorithm = oracle.algorithms.get(queue) ?? 'none';
    if (offer === undefined) {
      const ask = { algorithm, skills: oracle.skills, needs, declinedBy };
      const answer = nextRep(ask, oracle.candidates(queue), now);
      if (answer.kind === 'ask') {
        return `${id} waits although ${answer.rep} could be asked`;
      }
    }
    const rule = site.ruleOf(queue);
    if ((ruleDueAt(rule, session) ?? Infinity) <= now) {
      return `${id} has waited too long in ${queue}`;
    }
  }
  for (const { id, entries } of site.sessions.values()) {
    const waited = entries.map(({ queuedAt, leftAt }) => (leftAt ?? now) - queuedAt);
    if (
      waited.some((ms) => ms < 0) ||
      totalWaitMs(entries, now) !== waited.reduce((sum, ms) => sum + ms, 0)
    ) {
      return `the total wait of ${id} is not the sum of its waits`;
    }
  }
  return undefined;
}

/** What a waiting customer is told lies within what others have waited there. */
function wrongPromise({ waits, now }: SupportSite): string | undefined {
  for (const [queue, past] of waits) {
    const range = expectedWait(past, now);
    const waited = past.map(({ waitMs }) => waitMs);
    if (
      range !== undefined &&
      (range.fromMs > range.toMs || range.fromMs < Math.min(...waited) || range.toMs > Math.max(...waited))
    ) {
      return `${queue} promises ${JSON.stringify(range)} after ${waited.join(' ')}`;
    }
  }
  return undefined;
}

/** Everybody's load is the number of sessions that they are in. */
function wrongLoad(site: SupportSite): string | undefined {
  for (const { id, sessions } of site.oracle.reps.values()) {
    const held = site
      .held()
      .filter(({ owner, sharers }) => owner === id || sharers.some(({ rep }) => rep === id));
    if (held.length !== sessions) {
      return `${id} is in ${held.length} sessions and counts as in ${sessions}`;
    }
  }
  return undefined;
}
