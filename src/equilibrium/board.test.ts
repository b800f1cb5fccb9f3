import test from 'ava';
import {
  instant,
  personalQueue,
  teamQueue,
  type RepId,
  type SessionId,
  type TeamId,
} from '../kernel/index.ts';
import { Board, type Waiting } from './board.ts';
import type { SkillId } from './skills.ts';
import { knows, member, treeOf } from './testing/people.ts';

const skills = treeOf(`
windows
email
`);
const support = teamQueue('support' as TeamId);
const overflow = teamQueue('overflow' as TeamId);

function boardWith(...reps: readonly Parameters<Board['putRep']>[0][]): Board {
  const board = new Board(skills);
  board.putTeam(support, 'least-busy');
  board.putTeam(overflow, 'skills-match-least-busy');
  for (const rep of reps) {
    board.putRep(rep);
  }
  return board;
}

function waiting(session: string, queuedAt: number, different: Partial<Waiting> = {}): Waiting {
  return {
    session: session as SessionId,
    queue: support,
    queuedAt: instant(queuedAt),
    needs: [],
    declinedBy: new Set(),
    ...different,
  };
}

/** Whom the board asks for what, as `session→rep`. */
function assigned(board: Board, now = 1_000): readonly string[] {
  return board.assign(instant(now)).map(({ session, rep }) => `${session}→${rep}`);
}

const id = <Id extends string>(text: string) => text as Id;

test('a session that enters a queue is offered at once', (t) => {
  const board = boardWith(member('ada', [support]));
  board.enter(waiting('s1', 1));
  t.deepEqual(assigned(board), ['s1→ada']);
  t.deepEqual(assigned(board), [], 'and only once');
});

test('nobody is asked for two sessions at once', (t) => {
  const board = boardWith(member('ada', [support, overflow]));
  board.enter(waiting('s1', 1));
  board.enter(waiting('s2', 2, { queue: overflow }));
  t.deepEqual(assigned(board), ['s1→ada']);
  board.decline(id('s1'), id('ada'));
  t.deepEqual(assigned(board), ['s2→ada']);
});

test('whoever becomes free is asked for the oldest session of all their teams', (t) => {
  const board = boardWith(member('ada', [support, overflow], { loggedIn: false }));
  board.enter(waiting('s1', 30));
  board.enter(waiting('s2', 10, { queue: overflow }));
  board.enter(waiting('s3', 20));
  t.deepEqual(assigned(board), []);
  board.putRep(member('ada', [support, overflow]));
  t.deepEqual(assigned(board), ['s2→ada']);
});

test('a rejected session goes to the next best, and when all have declined it stays until somebody acts', (t) => {
  const board = boardWith(member('ada', [support]), member('bob', [support], { sessions: 1 }));
  board.enter(waiting('s1', 1));
  t.deepEqual(assigned(board), ['s1→ada']);
  board.decline(id('s1'), id('ada'));
  t.deepEqual(assigned(board), ['s1→bob']);
  board.decline(id('s1'), id('bob'));
  t.deepEqual(assigned(board), []);
  board.putRep(member('ada', [support], { locked: true }));
  board.putRep(member('ada', [support]));
  t.deepEqual(assigned(board), [], 'not to somebody who has declined, whatever else changes');
  board.putRep(member('eve', [support]));
  t.deepEqual(assigned(board), ['s1→eve'], 'but to somebody who comes later');
});

test('a session that overflows keeps who declined it; one that enters anew is offered to everybody', (t) => {
  const board = boardWith(member('ada', [support, overflow]));
  board.enter(waiting('s1', 1));
  t.deepEqual(assigned(board), ['s1→ada']);
  board.decline(id('s1'), id('ada'));
  board.enter(waiting('s1', 2, { queue: overflow, declinedBy: new Set([id<RepId>('ada')]) }));
  t.deepEqual(assigned(board), []);
  board.enter(waiting('s1', 3, { queue: overflow }));
  t.deepEqual(assigned(board), ['s1→ada']);
});

test('accepting frees the representative for another session only as the new load allows', (t) => {
  const board = boardWith(member('ada', [support], { sessionLimit: 0 }));
  board.enter(waiting('s1', 1));
  board.enter(waiting('s2', 2));
  t.deepEqual(assigned(board), ['s1→ada']);
  board.leave(id('s1'));
  board.load(id('ada'), 1, instant(3));
  t.deepEqual(assigned(board), [], 'one session is more than none');
  board.load(id('ada'), 0, instant(4));
  t.deepEqual(assigned(board), ['s2→ada']);
});

test('whoever is quicker by hand ends the offer to somebody else, who is asked for the next', (t) => {
  const board = boardWith(member('ada', [support]), member('bob', [support], { optedOut: true }));
  board.enter(waiting('s1', 1));
  board.enter(waiting('s2', 2));
  t.deepEqual(assigned(board), ['s1→ada']);
  board.leave(id('s1'));
  board.load(id('bob'), 1, instant(3));
  t.deepEqual(assigned(board), ['s2→ada']);
});

test('whoever sits idle too long is not asked, and is with the first sign of life', (t) => {
  const idleLimitMs = 500;
  const board = boardWith(member('ada', [support], { idleLimitMs, activeAt: instant(100) }));
  board.active(id('ada'), instant(300));
  t.deepEqual(assigned(board, 700), []);
  board.enter(waiting('s1', 800));
  t.deepEqual(assigned(board, 800), []);
  board.active(id('ada'), instant(900));
  t.deepEqual(assigned(board, 900), ['s1→ada']);
});

test('a team that begins to assign serves who waits there, oldest first', (t) => {
  const board = boardWith(member('ada', [support]), member('bob', [support], { sessions: 1 }));
  board.putTeam(support, 'none');
  for (const [session, queuedAt] of [
    ['s1', 30],
    ['s2', 10],
    ['s3', 20],
  ] as const) {
    board.enter(waiting(session, queuedAt));
  }
  t.deepEqual(assigned(board), []);
  board.putTeam(support, 'least-busy');
  t.deepEqual(assigned(board), ['s2→ada', 's3→bob']);
});

test('who joins a team is asked for what waits there, who leaves it is not', (t) => {
  const board = boardWith(member('ada', []));
  board.enter(waiting('s1', 1));
  t.deepEqual(assigned(board), []);
  board.putRep(member('ada', [support]));
  t.deepEqual(assigned(board), ['s1→ada']);
  board.decline(id('s1'), id('ada'));
  board.putRep(member('ada', []));
  board.enter(waiting('s2', 2));
  t.deepEqual(assigned(board), []);
});

test('a team or a representative that is removed takes no part any more', (t) => {
  const board = boardWith(member('ada', [support]), member('bob', [support], { sessions: 1 }));
  board.removeRep(id('ada'));
  board.enter(waiting('s1', 1));
  t.deepEqual(assigned(board), ['s1→bob']);
  board.removeTeam(support);
  board.decline(id('s1'), id('bob'));
  board.enter(waiting('s2', 2));
  t.deepEqual(assigned(board), []);
});

test('a session in a personal queue is nobody’s assignment, and one that moves there leaves its team', (t) => {
  const board = boardWith(member('ada', [support], { loggedIn: false }));
  const mine = personalQueue(id<RepId>('ada'));
  board.enter(waiting('s1', 1));
  board.enter(waiting('s1', 2, { queue: mine }));
  board.putRep(member('ada', [support, mine]));
  t.deepEqual(assigned(board), []);
});

test('the skills of the site may change while somebody waits', (t) => {
  const board = boardWith(
    member('ada', [overflow], knows('windows')),
    member('bob', [overflow], knows('email')),
  );
  const asking = waiting('s1', 1, { queue: overflow, needs: ['windows', 'email'] as SkillId[] });
  t.like(board.explain(asking, instant(1)), { kind: 'ask', rep: 'ada' });
  board.putSkills(
    treeOf(`
email
windows
`),
  );
  t.like(board.explain(asking, instant(1)), { kind: 'ask', rep: 'bob' });
  board.putRep(member('bob', [overflow]));
  t.like(board.explain(asking, instant(1)), { kind: 'ask', rep: 'ada' });
});

test('asking who would get a session changes nothing', (t) => {
  const board = boardWith(member('ada', [support]));
  t.like(board.explain(waiting('s1', 1), instant(1)), { kind: 'ask', rep: 'ada' });
  board.enter(waiting('s1', 1));
  t.deepEqual(assigned(board), ['s1→ada']);
});

test('an open offer that is read back keeps its representative busy until it is answered', (t) => {
  for (const order of ['session first', 'representative first']) {
    const board = boardWith(...(order === 'session first' ? [] : [member('ada', [support])]));
    board.enter(waiting('s1', 1, { asked: id('ada') }));
    board.enter(waiting('s2', 2));
    if (order === 'session first') {
      board.putRep(member('ada', [support]));
    }
    t.deepEqual(assigned(board), [], order);
    board.decline(id('s1'), id('ada'));
    t.deepEqual(assigned(board), ['s2→ada'], order);
  }
});

test('an assignment that is withdrawn counts as if it had not been made', (t) => {
  const board = boardWith(member('ada', [support]));
  board.enter(waiting('s1', 1));
  t.deepEqual(assigned(board), ['s1→ada']);
  board.withdraw(id('s1'));
  t.deepEqual(assigned(board), ['s1→ada']);
});

test('what is said of people and sessions that are not there is passed over', (t) => {
  const board = boardWith();
  board.leave(id('s1'));
  board.decline(id('s1'), id('ada'));
  board.withdraw(id('s1'));
  board.load(id('ada'), 1, instant(1));
  board.active(id('ada'), instant(1));
  board.removeRep(id('ada'));
  t.deepEqual(assigned(board), []);
});

test('a team keeps its order ready for many different needs, and answers the same beyond them', (t) => {
  const names = Array.from({ length: 70 }, (_, index) => `skill ${index}`);
  const board = new Board(treeOf(names.join('\n')), 0);
  board.putTeam(support, 'skills-match-least-busy');
  for (const name of names) {
    board.putRep(member(`knows ${name}`, [support], knows(name)));
  }
  for (const name of [...names, ...names]) {
    const needs = [name] as SkillId[];
    t.like(board.explain({ queue: support, needs, declinedBy: new Set() }, instant(1)), {
      kind: 'ask',
      rep: `knows ${name}`,
    });
  }
});
