import test from 'ava';
import * as fc from 'fast-check';
import { newPresence, stepPresence, type Presence, type PresenceEvent } from './presence.ts';

/** What was told while these happened, each at its moment in seconds. */
function told(...events: readonly (readonly [atS: number, event: PresenceEvent])[]): readonly string[] {
  let presence: Presence = newPresence(0);
  const said: string[] = [];
  for (const [atS, event] of events) {
    const step = stepPresence(presence, event, atS * 1000);
    presence = step.presence;
    if (step.tell !== undefined) {
      said.push(`${atS} ${step.tell}`);
    }
  }
  return said;
}

const CONNECTED: PresenceEvent = { kind: 'connected' };
const ACTIVITY: PresenceEvent = { kind: 'activity' };
const TICK: PresenceEvent = { kind: 'tick' };

test('a new connection is told at once, and again after it was lost', (t) => {
  t.deepEqual(told([0, CONNECTED], [5, CONNECTED]), ['0 active', '5 active']);
});

test('a minute without anything is idle, and the first sign of life is told at once', (t) => {
  t.deepEqual(told([0, CONNECTED], [59, TICK], [60, TICK], [61, TICK], [200, ACTIVITY]), [
    '0 active',
    '60 idle',
    '200 active',
  ]);
});

test('while somebody is there it is told once a minute, however much happens', (t) => {
  t.deepEqual(told([0, CONNECTED], [10, ACTIVITY], [59, ACTIVITY], [60, TICK], [61, ACTIVITY]), [
    '0 active',
    '60 active',
  ]);
});

test('where the system may be asked, work in other windows counts, and a locked screen is locked', (t) => {
  t.deepEqual(
    told(
      [0, CONNECTED],
      [1, { kind: 'system', state: 'active' }],
      [59, ACTIVITY],
      [100, TICK],
      [130, { kind: 'system', state: 'locked' }],
      [140, { kind: 'system', state: 'active' }],
      [300, { kind: 'system', state: 'idle' }],
    ),
    ['0 active', '100 active', '130 locked', '140 active', '300 idle'],
  );
});

test('whatever happens, nothing is told twice within a minute of itself', (t) => {
  const event = fc.oneof(
    fc.constant(ACTIVITY),
    fc.constant(TICK),
    fc.constantFrom('active', 'idle', 'locked').map((state): PresenceEvent => ({
      kind: 'system',
      state: state as 'active',
    })),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), event)), (steps) => {
      let atS = 0;
      const said = told(
        ...steps.map(([afterS, what]) => {
          atS += afterS;
          return [atS, what] as const;
        }),
      );
      for (const [index, words] of said.entries()) {
        const before = said[index - 1]?.split(' ');
        const now = words.split(' ');
        if (before !== undefined && before[1] === now[1]) {
          t.true(now[1] === 'active' && Number(now[0]) - Number(before[0]) >= 60);
        }
      }
    }),
  );
  t.pass();
});
