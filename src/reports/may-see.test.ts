import test from 'ava';
import { newId, type Principal, type RepId, type Role, type SessionId } from '../kernel/index.ts';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import { mayKnow, scopeOf, seesSessionOf } from './may-see.ts';

const random = new SeededRandom(1);
const anna = newId<RepId>(random);
const ben = newId<RepId>(random);
const session = newId<SessionId>(random);

function person(id: RepId, ...roles: readonly Role[]): Principal {
  return { kind: 'person', id, name: 'Anna Berg', roles: new Set(roles), grants: new Set(), signIn: 'a1' };
}

for (const [who, viewer, sees] of [
  ['an administrator who took no part', person(ben, 'administrator'), true],
  ['an administrator who is a representative too', person(ben, 'administrator', 'representative'), true],
  ['the representative who took part', person(anna, 'representative'), true],
  ['another representative', person(ben, 'representative'), false],
  ['somebody who took part and is no representative any more', person(anna), false],
  ['the customer of the session', { kind: 'customer', session, signIn: 'c1' }, false],
  ['a visitor', undefined, false],
] as const satisfies readonly (readonly [string, Principal | undefined, boolean])[]) {
  test(`${who} ${sees ? 'sees' : 'does not see'} the report`, (t) => {
    t.is(seesSessionOf(scopeOf(viewer), new Set([anna])), sees);
  });
}

test('a session that nobody accepted is for administrators alone', (t) => {
  t.true(seesSessionOf(scopeOf(person(ben, 'administrator')), new Set()));
  t.false(seesSessionOf(scopeOf(person(anna, 'representative')), new Set()));
});

test('a look that nobody in the session was told of is for whoever sees all reports', (t) => {
  const silent = { type: 'viewing-started', who: { id: ben, name: 'Ben' }, isTold: false } as const;
  const told = { ...silent, isTold: true };
  const administrator = scopeOf(person(ben, 'administrator'));
  const watched = scopeOf(person(anna, 'representative'));
  t.true(mayKnow(administrator, silent));
  t.false(mayKnow(watched, silent));
  t.false(mayKnow(watched, { ...silent, type: 'viewing-ended' }));
  t.true(mayKnow(watched, told));
  t.true(mayKnow(watched, { type: 'overdue' }));
});
