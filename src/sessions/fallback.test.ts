import test from 'ava';
import * as fc from 'fast-check';
import { instant, personalQueue, teamQueue, type RepId, type TeamId } from '../kernel/index.ts';
import { canHold, type QueuePlace } from '../queues/index.ts';
import { fallback, type Abandoned, type Fallback, type FallbackSettings, type Sharer } from './fallback.ts';

const on: FallbackSettings = { fallbackForNormalSessions: true, fallbackForJumpSessions: true };
const off: FallbackSettings = { fallbackForNormalSessions: false, fallbackForJumpSessions: false };
const normalOnly: FallbackSettings = { ...off, fallbackForNormalSessions: true };
const jumpOnly: FallbackSettings = { ...off, fallbackForJumpSessions: true };

function team(name: string, loggedIn: number, persistent = false): QueuePlace {
  return { kind: 'team', queue: teamQueue(name as TeamId), persistent, loggedIn };
}

function personal(rep: string, ownerLoggedIn: boolean): QueuePlace {
  return { kind: 'personal', queue: personalQueue(rep as RepId), ownerLoggedIn };
}

function sharer(rep: string, since: number, different: Partial<Sharer> = {}): Sharer {
  return {
    rep: rep as RepId,
    sharingSince: instant(since),
    external: false,
    connected: true,
    ...different,
  };
}

function abandoned(different: Partial<Abandoned> = {}): Abandoned {
  return {
    attended: true,
    sharers: [],
    lastQueue: team('last', 1),
    firstQueue: team('first', 1),
    fallbackQueue: team('designated', 1),
    ...different,
  };
}

function toQueue(name: string, rule: 2 | 3 | 4 | 'persistent'): Fallback {
  return { kind: 'to-queue', queue: teamQueue(name as TeamId), rule };
}

function toRep(rep: string): Fallback {
  return { kind: 'to-rep', rep: rep as RepId, rule: 1 };
}

const end: Fallback = { kind: 'end', rule: 5 };
const nobodyAnywhere = {
  lastQueue: team('last', 0),
  firstQueue: team('first', 0),
  fallbackQueue: team('designated', 0),
};

const CASES: readonly [
  sentence: string,
  session: Abandoned,
  settings: FallbackSettings,
  expected: Fallback,
][] = [
  [
    'rule 1: a shared session goes to whoever has been sharing the longest',
    abandoned({ sharers: [sharer('ada', 20), sharer('bob', 10), sharer('eve', 30)] }),
    on,
    toRep('bob'),
  ],
  [
    'rule 1 holds although rules 2 to 4 are off',
    abandoned({ sharers: [sharer('ada', 20)] }),
    off,
    toRep('ada'),
  ],
  [
    'an external representative never becomes owner',
    abandoned({ sharers: [sharer('ext', 1, { external: true }), sharer('ada', 20)] }),
    on,
    toRep('ada'),
  ],
  [
    'whoever is lost as well cannot take over',
    abandoned({ sharers: [sharer('ada', 1, { connected: false }), sharer('bob', 20)] }),
    on,
    toRep('bob'),
  ],
  [
    'shared only with an external representative counts as not shared',
    abandoned({ sharers: [sharer('ext', 1, { external: true })] }),
    on,
    toQueue('last', 2),
  ],
  ['rule 2: not shared, it goes to the last queue it was in', abandoned(), on, toQueue('last', 2)],
  [
    'rule 2 before rule 3 although both could hold it',
    abandoned({ firstQueue: team('first', 9) }),
    on,
    toQueue('last', 2),
  ],
  [
    'rule 3: then to the queue in which it entered',
    abandoned({ lastQueue: team('last', 0) }),
    on,
    toQueue('first', 3),
  ],
  [
    'the personal queue of somebody logged off cannot hold it',
    abandoned({ lastQueue: personal('ada', false) }),
    on,
    toQueue('first', 3),
  ],
  [
    'the personal queue of somebody logged in can',
    abandoned({ lastQueue: personal('ada', true) }),
    on,
    { kind: 'to-queue', queue: personalQueue('ada' as RepId), rule: 2 },
  ],
  [
    'rule 4: then to the designated fallback queue',
    abandoned({ lastQueue: personal('ada', false), firstQueue: team('first', 0) }),
    on,
    toQueue('designated', 4),
  ],
  ['rule 5: when nobody is anywhere, it ends', abandoned(nobodyAnywhere), on, end],
  [
    'rule 5: also when there is no fallback queue',
    abandoned({ ...nobodyAnywhere, fallbackQueue: undefined }),
    on,
    end,
  ],
  [
    'a persistent first queue holds it although nobody is there',
    abandoned({ ...nobodyAnywhere, firstQueue: team('first', 0, true) }),
    on,
    toQueue('first', 3),
  ],
  [
    'a persistent fallback queue too',
    abandoned({ ...nobodyAnywhere, fallbackQueue: team('designated', 0, true) }),
    on,
    toQueue('designated', 4),
  ],
  ['without rules 2 to 4 it ends', abandoned(), off, end],
  ['the switch for normal sessions is that of attended ones', abandoned(), normalOnly, toQueue('last', 2)],
  ['and not of Jump sessions', abandoned({ attended: false }), normalOnly, end],
  [
    'the switch for Jump sessions is that of unattended ones',
    abandoned({ attended: false }),
    jumpOnly,
    toQueue('last', 2),
  ],
  ['and not of normal sessions', abandoned(), jumpOnly, end],
  [
    'a Jump session that never was in a queue goes to the designated one',
    abandoned({ attended: false, lastQueue: undefined, firstQueue: undefined }),
    on,
    toQueue('designated', 4),
  ],
  [
    'a session of a persistent queue returns there, whoever is there and whatever is switched off',
    abandoned({ ...nobodyAnywhere, lastQueue: team('last', 0, true) }),
    off,
    toQueue('last', 'persistent'),
  ],
  [
    'a session of a persistent queue is under none of the rules, not even the first',
    abandoned({ lastQueue: team('last', 1, true), sharers: [sharer('ada', 20)] }),
    on,
    toQueue('last', 'persistent'),
  ],
];

for (const [sentence, session, settings, expected] of CASES) {
  test(sentence, (t) => t.deepEqual(fallback(session, settings), expected));
}

test('whatever is abandoned is never lost: it goes where somebody is or will be, or ends for want of anybody', (t) => {
  const place = fc.option(
    fc.oneof(
      fc.record({ name: fc.constantFrom('ada', 'bob'), there: fc.boolean() }).map(({ name, there }) => {
        return personal(name, there);
      }),
      fc
        .record({ name: fc.constantFrom('one', 'two'), loggedIn: fc.nat(1), persistent: fc.boolean() })
        .map(({ name, loggedIn, persistent }) => team(name, loggedIn, persistent)),
    ),
    { nil: undefined },
  );
  const sharers = fc.uniqueArray(
    fc
      .record({
        rep: fc.constantFrom('ada', 'bob', 'eve'),
        since: fc.nat(3),
        external: fc.boolean(),
        connected: fc.boolean(),
      })
      .map(({ rep, since, ...rest }) => sharer(rep, since, rest)),
    { selector: ({ rep }) => rep },
  );
  const situation = fc.record({
    attended: fc.boolean(),
    sharers,
    lastQueue: place,
    firstQueue: place,
    fallbackQueue: place,
  });
  fc.assert(
    fc.property(situation, fc.constantFrom(on, off, normalOnly, jumpOnly), (session, settings) => {
      const became = fallback(session, settings);
      const places = [session.lastQueue, session.firstQueue, session.fallbackQueue];
      const able = session.sharers.filter(({ external, connected }) => !external && connected);
      switch (became.kind) {
        case 'to-rep': {
          const since = able.find(({ rep }) => rep === became.rep)?.sharingSince;
          t.true(since !== undefined && able.every(({ sharingSince }) => sharingSince >= since));
          break;
        }
        case 'to-queue': {
          const there = places.find((each) => each?.queue === became.queue && canHold(each));
          t.truthy(there);
          t.true(became.rule === 'persistent' || able.length === 0);
          break;
        }
        case 'end': {
          const rules = session.attended
            ? settings.fallbackForNormalSessions
            : settings.fallbackForJumpSessions;
          t.is(able.length, 0);
          t.false(rules && places.some((each) => each !== undefined && canHold(each)));
          break;
        }
      }
    }),
    { numRuns: 500 },
  );
});
