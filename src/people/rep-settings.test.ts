import test from 'ava';
import { NEW_REP, recordedRepSettings, type RepSettings, repSettingsProblems } from './rep-settings.ts';

const REP: RepSettings = { ...NEW_REP, displayNumber: 7 };
const free = () => false;

test('a new representative is not asked in more than three sessions, or when idle for a quarter of an hour', (t) => {
  t.is(NEW_REP.sessionLimit, 3);
  t.is(NEW_REP.idleLimitMs, 900_000);
});

test('limits are among those that are offered, or none', (t) => {
  t.deepEqual(repSettingsProblems(REP, free), {});
  t.deepEqual(repSettingsProblems({ ...REP, sessionLimit: undefined, idleLimitMs: 0 }, free), {});
  t.deepEqual(repSettingsProblems({ ...REP, sessionLimit: 20 }, free), {});
  for (const sessionLimit of [0, 21, 1.5, -1, Number.NaN]) {
    t.truthy(repSettingsProblems({ ...REP, sessionLimit }, free)['sessionLimit'], String(sessionLimit));
  }
  t.truthy(repSettingsProblems({ ...REP, idleLimitMs: 1 }, free)['idleLimitMs']);
});

test('a display number is a positive whole number that nobody else has', (t) => {
  for (const displayNumber of [0, -1, 1.5, 1_000_000, Number.NaN]) {
    t.truthy(repSettingsProblems({ ...REP, displayNumber }, free)['displayNumber'], String(displayNumber));
  }
  t.regex(repSettingsProblems(REP, () => true)['displayNumber'] ?? '', /Another user/);
});

test('the record has permissions in a fixed order and says none', (t) => {
  t.deepEqual(
    recordedRepSettings({
      ...REP,
      sessionLimit: undefined,
      grants: new Set(['get-next-session', 'accept-team-sessions']),
    }),
    {
      displayNumber: 7,
      permissions: ['accept-team-sessions', 'get-next-session'],
      sessionLimit: 'none',
      idleLimitMs: 900_000,
    },
  );
});
