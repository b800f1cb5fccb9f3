import test from 'ava';
import { Fault, instant, type RepId, type Role } from '../kernel/index.ts';
import { mayRemove, type Person, problemsOf, rolesOf, usernameKey } from './person.ts';
import { NEW_REP } from './rep-settings.ts';

const ANN = 'ann' as RepId;
const BOB = 'bob' as RepId;

function somebody(id: RepId, roles: readonly Role[], status: 'active' | 'disabled' = 'active'): Person {
  const facts = {
    id,
    username: id,
    name: id,
    roles: new Set(roles),
    createdAt: instant(0),
    lastSignInAt: undefined,
    ...NEW_REP,
    displayNumber: 1,
    isListed: true,
    revision: 1,
  };
  return status === 'active' ? { ...facts, status } : { ...facts, status, disabledAt: instant(1) };
}

test('nobody removes themself, in any way', (t) => {
  for (const removal of ['disable', 'delete', 'demote'] as const) {
    const fault = t.throws(() => mayRemove(removal, somebody(ANN, ['administrator']), ANN, 5), {
      instanceOf: Fault,
    });
    t.is(fault.code, 'not-allowed');
    t.regex(fault.sentence, /Another administrator can/);
  }
});

test('the last active administrator stays', (t) => {
  const bob = somebody(BOB, ['administrator']);
  t.throws(() => mayRemove('disable', bob, ANN, 0), { instanceOf: Fault });
  t.throws(() => mayRemove('demote', bob, ANN, 0), { instanceOf: Fault });
  t.notThrows(() => mayRemove('delete', bob, ANN, 1));
});

test('who is not an active administrator can always go', (t) => {
  t.notThrows(() => mayRemove('delete', somebody(BOB, ['representative']), ANN, 0));
  t.notThrows(() => mayRemove('delete', somebody(BOB, ['administrator'], 'disabled'), ANN, 0));
});

test('usernames that differ in case or width alone are the same', (t) => {
  t.is(usernameKey('Ann'), usernameKey('aNN'));
  t.is(usernameKey('ann'), usernameKey('ａｎｎ'));
  t.not(usernameKey('ann'), usernameKey('anna'));
});

test('a username is letters and digits of any script with a few marks inside', (t) => {
  for (const username of ['ann', 'a', 'ann.smith', 'ann-1@example.com', 'zoë', '李小龍', 'a+b_c']) {
    t.deepEqual(problemsOf({ name: 'Ann', username }), {}, username);
  }
  for (const username of [
    '',
    '.ann',
    'ann.',
    'ann smith',
    'ann\u0000',
    'a<b',
    '../x',
    '$(id)',
    '-e',
    'a'.repeat(65),
  ]) {
    t.truthy(problemsOf({ name: 'Ann', username })['username'], username);
  }
  t.truthy(problemsOf({ name: '', username: 'ann' })['name']);
  t.truthy(problemsOf({ name: 'x'.repeat(101), username: 'ann' })['name']);
});

test('roles are those that are ticked', (t) => {
  t.deepEqual([...rolesOf({ administrator: true, representative: false })], ['administrator']);
  t.deepEqual([...rolesOf({ administrator: false, representative: false })], []);
});
