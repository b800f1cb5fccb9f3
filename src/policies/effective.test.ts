import test from 'ava';
import * as fc from 'fast-check';
import { answerMs, deniedTools, effectivePolicy, LAYERS } from './effective.ts';
import { type Definitions, definitionsFrom, INITIAL, PERMISSIONS, STRICTEST, whole } from './permission.ts';

const NOTHING: Definitions = {};

for (const [name, portal, representative, value, from] of [
  ['nobody defines it: the global default', NOTHING, NOTHING, 'view-only', 'global'],
  ['neither has a policy: the global default', undefined, undefined, 'view-only', 'global'],
  ['the representative alone', NOTHING, { 'screen-sharing': 'denied' }, 'denied', 'representative'],
  ['the portal alone', { 'screen-sharing': 'denied' }, undefined, 'denied', 'portal'],
  [
    'both: the portal, also where it allows more',
    { 'screen-sharing': 'view-only' },
    { 'screen-sharing': 'denied' },
    'view-only',
    'portal',
  ],
  [
    'both: the portal, also where it allows less',
    { 'screen-sharing': 'denied' },
    { 'screen-sharing': 'view-only' },
    'denied',
    'portal',
  ],
  [
    'what else a layer defines says nothing of it',
    { chat: 'denied' },
    { 'screen-sharing': 'denied' },
    'denied',
    'representative',
  ],
] as const) {
  test(`Screen Sharing is as the first layer says that defines it: ${name}`, (t) => {
    const policy = effectivePolicy({ portal, representative, global: INITIAL });
    t.deepEqual(policy['screen-sharing'], { value, from });
  });
}

test('each permission by itself: one from the portal, one from the representative, the rest from the global default', (t) => {
  const policy = effectivePolicy({
    portal: { chat: 'denied' },
    representative: { chat: 'allowed', elevation: 'denied', 'screen-answer': '300000' },
    global: { ...INITIAL, 'customer-notices': 'denied' },
  });
  t.deepEqual([...deniedTools(policy)], ['elevation', 'chat', 'customer-notices']);
  t.is(answerMs(policy), 300_000);
});

const definitions = fc.record(
  Object.fromEntries(
    PERMISSIONS.map(({ name, choices }) => [name, fc.constantFrom(...choices.map(({ value }) => value))]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Definitions>;

test('whatever the layers say, the first that defines a permission decides it, and what comes after changes nothing', (t) => {
  fc.assert(
    fc.property(
      fc.option(definitions, { nil: undefined }),
      fc.option(definitions, { nil: undefined }),
      definitions,
      (portal, representative, rest) => {
        const global = { ...INITIAL, ...rest };
        const layers = { portal, representative, global };
        const policy = effectivePolicy(layers);
        for (const { name } of PERMISSIONS) {
          const { value, from } = policy[name];
          t.is(layers[from]?.[name], value);
          for (const before of LAYERS.slice(0, LAYERS.indexOf(from))) {
            t.is(layers[before]?.[name], undefined);
          }
          const after = LAYERS.slice(LAYERS.indexOf(from) + 1);
          const others = {
            portal,
            representative: after.includes('representative') ? STRICTEST : representative,
            global: after.includes('global') ? STRICTEST : global,
          };
          t.deepEqual(effectivePolicy(others)[name], { value, from });
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('the global default begins with what could be done before there were policies', (t) => {
  const policy = effectivePolicy({ portal: undefined, representative: undefined, global: INITIAL });
  t.deepEqual([...deniedTools(policy)], []);
  t.is(answerMs(policy), 60_000);
});

test('the strictest denies every tool', (t) => {
  const policy = effectivePolicy({ portal: undefined, representative: STRICTEST, global: INITIAL });
  t.is(deniedTools(policy).size, PERMISSIONS.filter(({ tool }) => tool !== undefined).length);
});

test('what is stored counts only where it is a known permission with one of its values', (t) => {
  t.deepEqual(
    definitionsFrom({
      'screen-sharing': 'denied',
      chat: 'sometimes',
      elevation: '',
      'screen-answer': 60_000,
      'remote-control': 'allowed',
      __proto__: { chat: 'denied' },
    }),
    { 'screen-sharing': 'denied' },
  );
  t.deepEqual(definitionsFrom(INITIAL), INITIAL);
  t.true(
    PERMISSIONS.every(({ initial, choices }) =>
      (choices as readonly { value: string }[]).some(({ value }) => value === initial),
    ),
  );
  t.deepEqual(
    whole(({ initial }) => initial),
    INITIAL,
  );
});
