import test from 'ava';
import type { Role } from '../kernel/index.ts';
import { can, DEFAULT_GRANTS, type Grant, GRANTS, hasPermission, permissionsOf } from './can.ts';

const person = (...roles: readonly Role[]) => ({ roles: new Set(roles), grants: new Set<Grant>() });

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
  t.true(can(representative, 'accept-session'));
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

test('a grant counts for a representative alone', (t) => {
  const grants = new Set<Grant>(['get-next-session']);
  t.true(can({ ...person('representative'), grants }, 'get-next-session'));
  t.false(can({ ...person('representative'), grants }, 'accept-team-sessions'));
  t.false(can({ ...person('administrator'), grants }, 'get-next-session'));
  t.true(can({ ...person('administrator', 'representative'), grants }, 'get-next-session'));
});

test('each part of the public portals is edited by administrators, and by whom it is granted', (t) => {
  for (const part of [
    'edit-html-templates',
    'edit-customer-notices',
    'edit-file-store',
    'edit-ios-profiles',
  ] as const) {
    t.true(can(person('administrator'), part));
    t.false(can(person('representative'), part));
    const granted = { ...person('representative'), grants: new Set<Grant>([part]) };
    t.true(can(granted, part));
    t.deepEqual(
      Object.entries(permissionsOf(granted)).filter(([name, may]) => may && /^(?:edit|manage)-/.test(name)),
      [[part, true]],
    );
    t.false(can({ ...person(), grants: new Set<Grant>([part]) }, part));
  }
});

test('a name that is no permission is nobody’s', (t) => {
  const everything = { ...person('administrator', 'representative'), grants: new Set(GRANTS) };
  t.true(hasPermission(everything, 'edit-file-store'));
  for (const name of ['', 'toString', 'constructor', 'edit-everything', 'get-next-session']) {
    t.false(hasPermission(everything, name), name);
  }
});

test('grants say nothing of what comes with a role, and the reverse', (t) => {
  const grants = new Set(GRANTS);
  t.false(can({ ...person('representative'), grants }, 'manage-people'));
  for (const grant of GRANTS) {
    t.false(can({ ...person('representative'), grants: new Set<Grant>() }, grant), grant);
  }
});

test('a new user may generate keys, take sessions by hand, invite and send profiles, but neither opt out nor reach other teams', (t) => {
  const rep = { ...person('representative'), grants: DEFAULT_GRANTS };
  t.deepEqual(
    GRANTS.filter((grant) => can(rep, grant)),
    [
      'generate-session-keys',
      'accept-team-sessions',
      'get-next-session',
      'invite-external-representatives',
      'send-ios-profiles',
    ],
  );
});
