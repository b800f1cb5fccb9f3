import test from 'ava';
import { instant } from '../kernel/index.ts';
import { hasTooManySessions, unavailableBecause, type Candidate, type Unavailable } from './candidate.ts';
import { candidate } from './testing/people.ts';

const now = instant(1_000_000);

const CASES: readonly [sentence: string, different: Partial<Candidate>, because: Unavailable | undefined][] =
  [
    ['whoever is logged in and has nothing to do may be asked', {}, undefined],
    ['whoever is logged off is not asked', { loggedIn: false }, 'logged-off'],
    ['a locked computer makes unavailable', { locked: true }, 'locked'],
    ['who opted out of assignments is not asked', { optedOut: true }, 'opted-out'],
    ['a status that is displayed as busy makes unavailable', { status: 'busy' }, 'busy'],
    ['a status that is displayed as away makes unavailable', { status: 'away' }, 'away'],
    ['one open offer at a time', { beingAsked: true }, 'being-asked'],
    [
      'idle a moment less than allowed is not idle',
      { idleLimitMs: 900_000, activeAt: instant(100_001) },
      undefined,
    ],
    ['idle as long as allowed is idle', { idleLimitMs: 900_000, activeAt: instant(100_000) }, 'idle'],
    ['without a limit nobody is ever idle', { idleLimitMs: 0, activeAt: instant(0) }, undefined],
    [
      'a clock that was set back makes nobody idle',
      { idleLimitMs: 1, activeAt: instant(2_000_000) },
      undefined,
    ],
    [
      'in exactly as many sessions as the limit one may be asked',
      { sessions: 3, sessionLimit: 3 },
      undefined,
    ],
    ['in more sessions than the limit one is not', { sessions: 4, sessionLimit: 3 }, 'too-many-sessions'],
    ['with a limit of none the first session may still come', { sessions: 0, sessionLimit: 0 }, undefined],
    ['without a limit any number is all right', { sessions: 99, sessionLimit: undefined }, undefined],
    [
      'of several reasons the plainest is told',
      { loggedIn: false, locked: true, optedOut: true, status: 'away', sessions: 9, sessionLimit: 1 },
      'logged-off',
    ],
    ['an own choice comes before what the computer does', { optedOut: true, locked: true }, 'opted-out'],
  ];

for (const [sentence, different, because] of CASES) {
  test(sentence, (t) => {
    t.is(unavailableBecause(candidate('ada', different), now), because);
  });
}

test('"more than a set number of sessions" is read as it stands', (t) => {
  t.deepEqual(
    [2, 3, 4].map((sessions) => hasTooManySessions({ sessions, sessionLimit: 3 })),
    [false, false, true],
  );
});
