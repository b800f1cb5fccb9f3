import test from 'ava';
import { instant, type RepId } from '../kernel/index.ts';
import type { Candidate } from './candidate.ts';
import { nextRep, type Ask } from './next-rep.ts';
import type { SkillId } from './skills.ts';
import { candidate, knows, treeOf } from './testing/people.ts';
import { WHY_LISTED } from './why.ts';

const now = instant(10_000);
const skills = treeOf(`
windows
  drivers
    driver updates
email
`);

function ask(different: Partial<Ask> = {}): Ask {
  return { algorithm: 'least-busy', skills, needs: [], declinedBy: new Set(), ...different };
}

function bySkills(...needs: readonly string[]): Ask {
  return ask({ algorithm: 'skills-match-least-busy', needs: needs as SkillId[] });
}

function asked(who: Ask, ...candidates: readonly Candidate[]): string | undefined {
  const answer = nextRep(who, candidates, now);
  const reversed = nextRep(who, candidates.toReversed(), now);
  return answer.kind === 'ask' && reversed.kind === 'ask' && answer.rep === reversed.rep
    ? answer.rep
    : undefined;
}

test('Least Busy asks whoever has the fewest sessions', (t) => {
  t.is(
    asked(
      ask(),
      candidate('ada', { sessions: 2 }),
      candidate('bob', { sessions: 1 }),
      candidate('eve', { sessions: 3 }),
    ),
    'bob',
  );
});

test('of those with equally few sessions, whoever has had so few for longest', (t) => {
  t.is(
    asked(
      ask(),
      candidate('ada', { sessions: 1, since: instant(300) }),
      candidate('bob', { sessions: 1, since: instant(200) }),
    ),
    'bob',
  );
});

test('of those who are equal in everything, the lower id, so that a replay chooses the same', (t) => {
  t.is(asked(ask(), candidate('bob'), candidate('ada')), 'ada');
});

test('with None nobody is ever asked', (t) => {
  t.is(nextRep(ask({ algorithm: 'none' }), [candidate('ada')], now).kind, 'nobody');
});

test('Least Busy does not look at skills', (t) => {
  t.is(
    asked(
      ask({ needs: ['windows' as SkillId] }),
      candidate('ada', { sessions: 1, ...knows('windows') }),
      candidate('bob'),
    ),
    'bob',
  );
});

test('the best qualified comes before the least busy', (t) => {
  t.is(
    asked(
      bySkills('windows'),
      candidate('ada', { sessions: 2, ...knows('windows') }),
      candidate('bob', { sessions: 0 }),
    ),
    'ada',
  );
});

test('a More Preferred specialist comes before a Less Preferred generalist, however busy', (t) => {
  t.is(
    asked(
      bySkills('drivers'),
      candidate('ada', { sessions: 2, ...knows('drivers') }),
      candidate('bob', { sessions: 0, ...knows('windows') }),
    ),
    'ada',
  );
});

test('a generalist is asked when no specialist can be', (t) => {
  t.is(
    asked(
      bySkills('drivers'),
      candidate('ada', { locked: true, ...knows('drivers') }),
      candidate('bob', { sessions: 2, ...knows('windows') }),
      candidate('eve', { sessions: 0 }),
    ),
    'bob',
  );
});

test('when nobody has all, the skill under the lowest-ranked root is given up first', (t) => {
  t.is(
    asked(
      bySkills('windows', 'email'),
      candidate('ada', { sessions: 3, ...knows('windows') }),
      candidate('bob', { sessions: 0, ...knows('email') }),
    ),
    'ada',
  );
});

test('inside a root the parent does when nobody has the sub-skill', (t) => {
  t.is(
    asked(
      bySkills('driver updates'),
      candidate('ada', { sessions: 0, ...knows('email') }),
      candidate('bob', { sessions: 3, ...knows('drivers') }),
    ),
    'bob',
  );
});

test('an Ignored representative gets the session only when nobody who can be asked knows anything of it', (t) => {
  const knowing = candidate('ada', { sessions: 9, ...knows('windows') });
  const ignored = candidate('bob');
  t.is(asked(bySkills('windows'), knowing, ignored), 'ada');
  t.is(asked(bySkills('windows'), { ...knowing, loggedIn: false }, ignored), 'bob');
});

test('who has declined is not asked again, and the next best is', (t) => {
  const who = ask({ declinedBy: new Set(['ada' as RepId]) });
  t.is(asked(who, candidate('ada'), candidate('bob', { sessions: 5 })), 'bob');
  t.is(nextRep(who, [candidate('ada')], now).kind, 'nobody');
});

test('the answer says why: who could be asked, what was matched and given up, who declined and who was not there', (t) => {
  const answer = nextRep(
    { ...bySkills('driver updates', 'email'), declinedBy: new Set(['joe' as RepId]) },
    [
      candidate('ada', { sessions: 1, since: instant(70), ...knows('driver updates') }),
      candidate('bob', { sessions: 0, since: instant(50), ...knows('windows') }),
      candidate('eve', { sessions: 2, since: instant(60) }),
      candidate('joe', knows('driver updates')),
      candidate('kim', { locked: true }),
      candidate('lee', { loggedIn: false }),
      candidate('max', { loggedIn: false }),
      candidate('ned', { status: 'away' }),
    ],
    now,
  );
  t.deepEqual(answer, {
    kind: 'ask',
    rep: 'ada' as RepId,
    why: {
      algorithm: 'skills-match-least-busy',
      needed: ['driver updates', 'email'] as SkillId[],
      matched: ['driver updates'] as SkillId[],
      candidates: 3,
      first: [
        { rep: 'ada' as RepId, preference: 'more-preferred', peeled: 1, sessions: 1, since: instant(70) },
        { rep: 'bob' as RepId, preference: 'less-preferred', peeled: 1, sessions: 0, since: instant(50) },
        { rep: 'eve' as RepId, preference: 'anybody', peeled: 4, sessions: 2, since: instant(60) },
      ],
      declined: 1,
      declinedBy: ['joe' as RepId],
      unavailable: { locked: 1, 'logged-off': 2, away: 1 },
      passedOver: [
        { rep: 'kim' as RepId, because: 'locked' },
        { rep: 'ned' as RepId, because: 'away' },
      ],
    },
  });
});

test('the reasons stay small however large the team is', (t) => {
  const many = Array.from({ length: 3_000 }, (_, index) =>
    candidate(`rep-${index}`, { sessions: index, locked: index % 2 === 0 }),
  );
  const declinedBy = new Set(many.slice(1_500).map(({ id }) => id));
  const { why } = nextRep(ask({ declinedBy }), many, now);
  t.is(why.candidates, 750);
  t.is(why.first.length, WHY_LISTED);
  t.is(why.passedOver.length, WHY_LISTED);
  t.is(why.unavailable.locked, 1_500);
  t.is(why.declined, 1_500);
  t.true(JSON.stringify(why).length < 3_000);
});
