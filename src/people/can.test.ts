import test from 'ava';
import type { Role } from '../kernel/index.ts';
import { can, permissionsOf } from './can.ts';

const person = (...roles: readonly Role[]) => ({ roles: new Set(roles) });

test('an administrator looks after people and settings, and sees every report', (t) => {
  const administrator = person('administrator');
  t.true(can(administrator, 'manage-people'));
  t.true(can(administrator, 'manage-settings'));
  t.true(can(administrator, 'see-all-reports'));
  t.false(can(administrator, 'use-console'));
  t.false(can(administrator, 'accept-session'));
});

test('a representative helps customers and sees own reports, nothing more', (t) => {
  const representative = person('representative');
  t.true(can(representative, 'use-console'));
  t.true(can(representative, 'make-session-key'));
  t.true(can(representative, 'see-own-reports'));
  t.false(can(representative, 'see-all-reports'));
  t.false(can(representative, 'manage-people'));
  t.false(can(representative, 'manage-settings'));
});

test('both roles together may what either may; no role may nothing', (t) => {
  const both = permissionsOf(person('administrator', 'representative'));
  t.true(Object.values(both).every(Boolean));
  t.false(Object.values(permissionsOf(person())).some(Boolean));
});
