/**
 * What an assignment costs: the board against one SQL query each on better-sqlite3, against a look at
 * every member of a team of 10,000, and its slowest hundredth with 10,000 representatives, 1,000 teams
 * and 100,000 waiting; a storm of 1,000 arrivals a minute for ten simulated minutes; a restart with
 * 100,000 waiting; and whether it chooses as brute force does over 1,000,000 random events.
 *
 *   node dev/bench/assignment.ts [EVENTS]    EVENTS: of the comparison with brute force
 *
 * Every contender keeps what it chooses from: it marks whom it chose as asked, takes the acceptance and
 * the end of an earlier session. Contenders alternate; the first round is thrown away; figures and
 * ratios are medians of the others. Ends by itself within 90 s.
 */
import BetterSqlite3 from 'better-sqlite3';
import {
  Board,
  nextRep,
  skillTree,
  unavailableBecause,
  type Candidate,
  type SkillId,
  type SkillTree,
  type TeamMember,
  type Waiting,
} from '../../src/equilibrium/index.ts';
import { Oracle } from '../../src/equilibrium/testing/oracle.ts';
import { RandomEvents, randomSkills } from '../../src/equilibrium/testing/random-events.ts';
import { instant, type Instant, type QueueId, type RepId, type SessionId } from '../../src/kernel/index.ts';
import { SeededRandom } from '../../src/kernel/testing/seeded-random.ts';

const ROUNDS = 6;
const REPS = 10_000;
const TEAMS = 1_000;
const TEAMS_PER_REP = 5;
const WAITING = 100_000;
const WARM_UP_EVENTS = 200_000;
const STRETCHES = 5;
const EVENTS_PER_STRETCH = 40_000;
const ORACLE_EVENTS = Number(process.argv[2] ?? 1_000_000);
const ORACLE_EVENTS_PER_WORLD = 5_000;

const NOON = Date.UTC(2026, 10, 21, 12);
const random = new SeededRandom(20261121);
const NOBODY: ReadonlySet<RepId> = new Set();
const NO_SKILLS = skillTree([]);

function againstSql(): void {
  const reps = manyReps();
  const board = boardOf(reps, NO_SKILLS, () => 'least-busy');
  const sql = sqlOf(reps);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const arrivals = Array.from({ length: 20_000 }, (_, place) => arrival(place, random.below(TEAMS)));
    ours.push(cpuUs(arrivals.length, () => arrivals.forEach((each) => served(board, each))));
    const fewer = arrivals.slice(0, 2_000);
    theirs.push(cpuUs(fewer.length, () => fewer.forEach((each) => sql(each))));
  }
  report('a session served, 10,000 reps in 1,000 teams', ours, theirs, 'by SQL, one query to choose', 20);
}

function againstScan(): void {
  const reps = Array.from({ length: REPS }, (_, index) => member(index, [queueOf(0)]));
  const board = boardOf(reps, NO_SKILLS, () => 'least-busy');
  const scan = scanOf(reps);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const arrivals = Array.from({ length: 20_000 }, (_, place) => arrival(place, 0));
    ours.push(cpuUs(arrivals.length, () => arrivals.forEach((each) => served(board, each))));
    const fewer = arrivals.slice(0, 1_000);
    theirs.push(cpuUs(fewer.length, () => fewer.forEach((each) => scan(each))));
  }
  report('a session served, one team of 10,000 reps', ours, theirs, 'a look at every member', 30);
}

function arrival(place: number, team: number): Waiting {
  return {
    session: `served-${place}` as SessionId,
    queue: queueOf(team),
    queuedAt: at(place),
    needs: [],
    declinedBy: NOBODY,
  };
}

/** Who is asked takes the session; it is the first or the second at once, by turns. */
function sessionsOf({ queuedAt }: Waiting): number {
  return 1 + (queuedAt % 2);
}

function served(board: Board, arrived: Waiting): void {
  board.enter(arrived);
  const chosen = board.assign(arrived.queuedAt)[0];
  if (chosen === undefined) {
    throw new Error('nobody was asked');
  }
  board.leave(arrived.session);
  board.load(chosen.rep, sessionsOf(arrived), arrived.queuedAt);
  board.assign(arrived.queuedAt);
}

/** In memory, prepared, with an index for everything: as fast as a database can be asked. */
function sqlOf(reps: readonly TeamMember[]): (arrived: Waiting) => void {
  const database = new BetterSqlite3(':memory:');
  database.exec(
    `create table reps (id text primary key, logged_in int, locked int, opted_out int, status text, active_at int,
       idle_limit int, since int, session_limit int, asked int) without rowid;
     create table members (queue text, rep text, primary key (queue, rep)) without rowid;
     create table participants (rep text, session text, primary key (rep, session)) without rowid;
     create table declined (session text, rep text, primary key (session, rep)) without rowid`,
  );
  const putRep = database.prepare('insert into reps values (?, 1, 0, 0, ?, ?, ?, ?, ?, 0)');
  const putMember = database.prepare('insert into members values (?, ?)');
  database.transaction(() => {
    for (const rep of reps) {
      putRep.run(rep.id, rep.status, rep.activeAt, rep.idleLimitMs, rep.since, rep.sessionLimit);
      for (const queue of rep.queues) {
        putMember.run(queue, rep.id);
      }
    }
  })();
  const choose = database.prepare(
    `select reps.id, (select count(*) from participants where participants.rep = reps.id) as sessions
     from members join reps on reps.id = members.rep
     where members.queue = ? and logged_in = 1 and locked = 0 and opted_out = 0 and status = 'available'
       and (idle_limit = 0 or active_at + idle_limit > ?) and sessions <= session_limit and asked = 0
       and not exists (select 1 from declined where declined.session = ? and declined.rep = reps.id)
     order by sessions, since, reps.id limit 1`,
  );
  const ask = database.prepare('update reps set asked = 1 where id = ?');
  const accept = database.prepare('insert into participants values (?, ?)');
  const end = database.prepare('delete from participants where rep = ? and session <> ?');
  const answered = database.prepare('update reps set asked = 0, since = ? where id = ?');
  return (arrived) => {
    const { id } = choose.get(arrived.queue, arrived.queuedAt, arrived.session) as { id: string };
    ask.run(id);
    if (sessionsOf(arrived) === 1) {
      end.run(id, arrived.session);
    }
    accept.run(id, arrived.session);
    answered.run(arrived.queuedAt, id);
  };
}

function scanOf(reps: readonly TeamMember[]): (arrived: Waiting) => void {
  const all = reps.map((rep): { -readonly [Key in keyof Candidate]: Candidate[Key] } => ({
    ...rep,
    beingAsked: false,
  }));
  return (arrived) => {
    let best: (typeof all)[number] | undefined;
    for (const rep of all) {
      if (
        unavailableBecause(rep, arrived.queuedAt) === undefined &&
        !arrived.declinedBy.has(rep.id) &&
        (best === undefined ||
          rep.sessions < best.sessions ||
          (rep.sessions === best.sessions &&
            (rep.since < best.since || (rep.since === best.since && rep.id < best.id))))
      ) {
        best = rep;
      }
    }
    if (best === undefined) {
      throw new Error('nobody was asked');
    }
    best.sessions = sessionsOf(arrived);
    best.since = arrived.queuedAt;
  };
}

/**
 * Each event is timed from what happened to whom is asked. One day has far too much to do: whoever is
 * free is asked at once. The other has people free: whoever comes is offered at once. Figures are
 * medians of stretches, since neighbours on the machine make some of them slower.
 */
function slowestHundredth(): void {
  const skills = randomSkills(random);
  for (const [name, waiting, held] of [
    ['too much to do', WAITING, 4 * REPS],
    ['people free', 0, REPS],
  ] as const) {
    const reps = manyReps();
    const life = new Life(boardOf(reps, skills, byTurns), reps, skills, { waiting, held });
    for (let event = 0; event < WARM_UP_EVENTS; event += 1) {
      life.step();
    }
    const stretches = Array.from({ length: STRETCHES }, () =>
      Float64Array.from({ length: EVENTS_PER_STRETCH }, () => life.step()).sort(),
    );
    const p = (share: number) =>
      median(stretches.map((times) => times[Math.floor(times.length * share)] ?? Number.NaN));
    console.log(
      `  an event and whom to ask for it, 10,000 reps in 1,000 teams, ${name} (${life.waiting.size} waiting, ` +
        `${life.held.length} held): median ${p(0.5).toFixed(1)} µs, p99.9 ${p(0.999).toFixed(1)} µs; ` +
        `p99 ${p(0.99).toFixed(1)} µs, goal ≤ 20: ${p(0.99) <= 20 ? 'met' : 'missed'}`,
    );
  }
}

/** Half of the teams by skills. */
function byTurns(team: number): 'least-busy' | 'skills-match-least-busy' {
  return team % 2 === 0 ? 'least-busy' : 'skills-match-least-busy';
}

/** Customers and representatives by chance, on a board. */
class Life {
  readonly waiting = new Set<SessionId>();
  readonly held: Offer[] = [];
  readonly #offered: Offer[] = [];
  readonly #board: Board;
  readonly #reps: readonly TeamMember[];
  readonly #skills: readonly SkillId[];
  readonly #goal: { readonly waiting: number; readonly held: number };
  readonly #sessions = new Map<RepId, number>();
  #now = 0;
  #begun = 0;

  /** `goal`: how many wait, about, and how many are held in the long run. */
  constructor(
    board: Board,
    reps: readonly TeamMember[],
    skills: SkillTree,
    goal: { readonly waiting: number; readonly held: number },
  ) {
    this.#board = board;
    this.#reps = reps;
    this.#skills = [...skills.keys()];
    this.#goal = goal;
    while (this.waiting.size < goal.waiting) {
      board.enter(this.#arrival());
    }
    this.#offered.push(...board.assign(at(0)));
  }

  /** Microseconds that the board took for one event. */
  step(): number {
    this.#now += 1;
    const chance = random.below(100);
    if (chance < 25) {
      return this.#isCalm() ? this.#arrive() : this.#answer();
    }
    if (chance < 56 && this.held.length >= this.#goal.held) {
      return this.#end();
    }
    if (chance < 94) {
      return this.#answer();
    }
    const rep = this.#reps[random.below(this.#reps.length)];
    if (rep === undefined) {
      throw new Error('nobody is here');
    }
    if (chance < 97) {
      return this.#timed(() => this.#board.active(rep.id, at(this.#now)));
    }
    const changed = {
      ...rep,
      sessions: this.#sessions.get(rep.id) ?? 0,
      since: at(this.#now),
      locked: random.below(10) === 0,
      activeAt: at(this.#now),
    };
    return this.#timed(() => this.#board.putRep(changed));
  }

  #isCalm(): boolean {
    return this.waiting.size < this.#goal.waiting + REPS / 10;
  }

  #arrival(): Waiting {
    this.#begun += 1;
    const team = random.below(TEAMS);
    const session = `session-${this.#begun}` as SessionId;
    this.waiting.add(session);
    return {
      session,
      queue: queueOf(team),
      queuedAt: at(this.#now),
      needs: issueOf(this.#skills, team, random.below(3)),
      declinedBy: NOBODY,
    };
  }

  #arrive(): number {
    const arrived = this.#arrival();
    return this.#timed(() => this.#board.enter(arrived));
  }

  #answer(): number {
    const offer = removed(this.#offered);
    if (offer === undefined) {
      return this.#isCalm() ? this.#arrive() : this.#end();
    }
    if (random.below(10) === 0) {
      return this.#timed(() => this.#board.decline(offer.session, offer.rep));
    }
    this.waiting.delete(offer.session);
    this.held.push(offer);
    const sessions = this.#count(offer.rep, 1);
    return this.#timed(() => {
      this.#board.leave(offer.session);
      this.#board.load(offer.rep, sessions, at(this.#now));
    });
  }

  #end(): number {
    const ended = removed(this.held);
    if (ended === undefined) {
      return this.#arrive();
    }
    const sessions = this.#count(ended.rep, -1);
    return this.#timed(() => this.#board.load(ended.rep, sessions, at(this.#now)));
  }

  #timed(work: () => void): number {
    const begun = performance.now();
    work();
    const chosen = this.#board.assign(at(this.#now));
    const tookUs = (performance.now() - begun) * 1_000;
    for (const { session, rep } of chosen) {
      this.#offered.push({ session, rep });
    }
    return tookUs;
  }

  #count(rep: RepId, more: number): number {
    const sessions = (this.#sessions.get(rep) ?? 0) + more;
    this.#sessions.set(rep, sessions);
    return sessions;
  }
}

interface Offer {
  readonly session: SessionId;
  readonly rep: RepId;
}

/** 1,000 arrivals a simulated minute for ten of them; whoever is asked answers within half a minute. */
function storm(): void {
  const skills = randomSkills(random);
  const reps = manyReps();
  const board = boardOf(reps, skills, byTurns);
  const due: (readonly (() => void)[] | undefined)[] = [];
  const later = (second: number, work: () => void) => {
    due[second] = [...(due[second] ?? []), work];
  };
  const loads = new Map<RepId, number>();
  const enteredAt = new Map<SessionId, number>();
  const waits: number[] = [];
  let begun = 0;
  let offers = 0;
  let second = 0;
  const load = (rep: RepId, more: number) => {
    const sessions = (loads.get(rep) ?? 0) + more;
    loads.set(rep, sessions);
    board.load(rep, sessions, at(second));
  };
  const assign = () => {
    for (const { session, rep } of board.assign(at(second))) {
      offers += 1;
      later(second + 1 + random.below(30), () => {
        if (random.below(8) === 0) {
          board.decline(session, rep);
          return;
        }
        board.leave(session);
        waits.push(second - (enteredAt.get(session) ?? second));
        load(rep, 1);
        later(second + 60 + random.below(1_200), () => load(rep, -1));
      });
    }
  };
  const cpu = cpuUs(1, () => {
    for (second = 0; second < 600; second += 1) {
      for (const work of due[second] ?? []) {
        work();
        assign();
      }
      for (; begun < ((second + 1) * 1_000) / 60; begun += 1) {
        const session = `storm-${begun}` as SessionId;
        const team = random.below(TEAMS);
        enteredAt.set(session, second);
        board.enter({
          session,
          queue: queueOf(team),
          queuedAt: at(second),
          needs: issueOf([...skills.keys()], team, begun % 3),
          declinedBy: NOBODY,
        });
        assign();
      }
    }
  });
  waits.sort((one, other) => one - other);
  console.log(
    `  a storm of ${begun} arrivals in ten minutes: ${offers} offers, ${waits.length} accepted, half of them within ` +
      `${waits[waits.length >> 1] ?? '–'} s, ${(cpu / 1_000).toFixed(0)} ms CPU in all, ` +
      `${((cpu / 600e6) * 100).toFixed(3)} % of one core`,
  );
}

function restart(): void {
  const skills = randomSkills(random);
  const reps = manyReps();
  const waiting = Array.from({ length: WAITING }, (_, place): Waiting => {
    const team = random.below(TEAMS);
    return {
      session: `restart-${place}` as SessionId,
      queue: queueOf(team),
      queuedAt: at(place),
      needs: issueOf([...skills.keys()], team, place % 3),
      declinedBy: new Set(place % 4 === 0 ? [repOf(random.below(REPS))] : []),
    };
  });
  const begun = performance.now();
  const board = boardOf(reps, skills, byTurns);
  for (const each of waiting) {
    board.enter(each);
  }
  const offers = board.assign(at(WAITING)).length;
  const tookMs = performance.now() - begun;
  console.log(
    `  restart with ${WAITING} waiting: ${offers} offers after ${tookMs.toFixed(0)} ms, goal ≤ 2000: ` +
      (tookMs <= 2_000 ? 'met' : 'missed'),
  );
}

function againstBruteForce(): void {
  const sizes = [
    { teams: 1, reps: 4, sessions: 10 },
    { teams: 6, reps: 6, sessions: 12 },
    { teams: 3, reps: 14, sessions: 20 },
  ];
  let assigned = 0;
  let reasons = 0;
  const begun = performance.now();
  for (let event = 0, world = 0; event < ORACLE_EVENTS; world += 1) {
    const seeded = new SeededRandom(world);
    const skills = randomSkills(seeded);
    // Every other world keeps an order even of its smallest teams, as otherwise only large ones do.
    const [board, oracle] = [new Board(skills, world % 2 === 0 ? 0 : undefined), new Oracle(skills)];
    const events = new RandomEvents(
      seeded,
      sizes[world % sizes.length] ?? { teams: 1, reps: 1, sessions: 1 },
      board,
      oracle,
    );
    for (let step = 0; step < ORACLE_EVENTS_PER_WORLD && event < ORACLE_EVENTS; step += 1, event += 1) {
      const what = events.step();
      const ours = board.assign(events.now);
      const theirs = oracle.assign(events.now);
      assigned += ours.length;
      if (
        ours.length !== theirs.length ||
        ours.some(
          ({ session, rep }, place) => session !== theirs[place]?.session || rep !== theirs[place]?.rep,
        )
      ) {
        throw new Error(`world ${world}, step ${step}, ${what}: ${JSON.stringify({ ours, theirs })}`);
      }
      if (step % 64 === 0) {
        for (const waiting of oracle.sessions.values()) {
          const algorithm = oracle.algorithms.get(waiting.queue) ?? 'none';
          const one = board.explain(waiting, events.now);
          const ask = { ...waiting, algorithm, skills: oracle.skills };
          const other = nextRep(ask, oracle.candidates(waiting.queue), events.now);
          reasons += 1;
          if (JSON.stringify(one.why.first) !== JSON.stringify(other.why.first)) {
            throw new Error(`world ${world}, step ${step}: ${JSON.stringify({ one, other })}`);
          }
        }
      }
    }
  }
  console.log(
    `  ${ORACLE_EVENTS} random events: all ${assigned} choices are those of brute force, and ${reasons} rankings ` +
      `(${((performance.now() - begun) / 1_000).toFixed(0)} s)`,
  );
}

function manyReps(): readonly TeamMember[] {
  return Array.from({ length: REPS }, (_, index) =>
    member(
      index,
      Array.from({ length: TEAMS_PER_REP }, (__, place) => queueOf((index * 7 + place * 211) % TEAMS)),
    ),
  );
}

function member(index: number, queues: readonly QueueId[]): TeamMember {
  return {
    id: repOf(index),
    loggedIn: true,
    locked: false,
    optedOut: false,
    status: 'available',
    activeAt: at(0),
    idleLimitMs: 900_000_000,
    sessions: 0,
    since: at(random.below(1_000)),
    sessionLimit: 3,
    morePreferred: new Set(
      Array.from({ length: random.below(4) }, () => `skill-${random.below(12)}` as SkillId),
    ),
    queues,
  };
}

function boardOf(
  reps: readonly TeamMember[],
  skills: SkillTree,
  algorithm: (team: number) => 'least-busy' | 'skills-match-least-busy',
): Board {
  const board = new Board(skills);
  for (let team = 0; team < TEAMS; team += 1) {
    board.putTeam(queueOf(team), algorithm(team));
  }
  for (const rep of reps) {
    board.putRep(rep);
  }
  board.assign(at(0));
  return board;
}

function issueOf(skills: readonly SkillId[], team: number, issue: number): readonly SkillId[] {
  return issue === 0
    ? []
    : [skills[(team + issue) % skills.length], skills[(team * 5 + issue * 3) % skills.length]].filter(
        (skill) => skill !== undefined,
      );
}

function removed<Item>(items: Item[]): Item | undefined {
  const place = random.below(Math.max(1, items.length));
  const item = items[place];
  const last = items.pop();
  if (item !== undefined && last !== undefined && place < items.length) {
    items[place] = last;
  }
  return item;
}

function queueOf(team: number): QueueId {
  return `team:${team}` as QueueId;
}

function repOf(index: number): RepId {
  return `rep-${index}` as RepId;
}

function at(place: number): Instant {
  return instant(NOON + place);
}

function cpuUs(units: number, work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / units;
}

function report(
  name: string,
  ours: readonly number[],
  theirs: readonly number[],
  baseline: string,
  goal: number,
): void {
  const ratio = median(ours.map((each, round) => (theirs[round] ?? 0) / each).slice(1));
  console.log(
    `  ${name}, CPU: ${median(ours.slice(1)).toFixed(2)} µs; ${baseline}: ${median(theirs.slice(1)).toFixed(1)} µs; ` +
      `ratio ${ratio.toFixed(1)}, goal ≥ ${goal}: ${ratio >= goal ? 'met' : 'missed'}`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

againstSql();
againstScan();
slowestHundredth();
storm();
restart();
againstBruteForce();
