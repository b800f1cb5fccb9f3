import test from 'ava';
import type { RepStatusId } from '../kernel/index.ts';
import { type RepStatus, statusesInOrder, statusProblems, statusWithCodeName } from './rep-status.ts';

function status(name: string, displayAs: RepStatus['displayAs'], builtIn = false): RepStatus {
  const codeName = name.toLowerCase();
  return { id: codeName as RepStatusId, name, codeName, displayAs, builtIn, revision: 1 };
}

const AVAILABLE = status('Available', 'available', true);
const AWAY = status('Away', 'away', true);
const LUNCH = status('Lunch', 'away');

test('statuses are offered from available to away, the default one of each first', (t) => {
  const all = [LUNCH, status('Afternoon', 'away'), AWAY, status('All ears', 'available'), AVAILABLE];
  t.deepEqual(
    statusesInOrder(all).map(({ name }) => name),
    ['Available', 'All ears', 'Away', 'Afternoon', 'Lunch'],
  );
});

test('a default status may be renamed but is always displayed as what it is', (t) => {
  t.deepEqual(statusProblems({ ...AWAY, name: 'Absent' }, AWAY, [AVAILABLE]), {});
  t.deepEqual(Object.keys(statusProblems({ ...AWAY, displayAs: 'busy' }, AWAY, [])), ['displayAs']);
  t.deepEqual(statusProblems({ ...LUNCH, displayAs: 'busy' }, LUNCH, []), {});
});

test('names are unique and have 1 to 64 characters', (t) => {
  t.truthy(statusProblems({ ...LUNCH, name: 'AWAY' }, LUNCH, [AWAY])['name']);
  t.truthy(statusProblems({ ...LUNCH, name: '' }, LUNCH, [])['name']);
  t.truthy(statusProblems({ ...LUNCH, name: 'x'.repeat(65) }, LUNCH, [])['name']);
  t.truthy(statusProblems({ ...LUNCH, codeName: 'Away' }, LUNCH, [AWAY])['codeName']);
  t.truthy(statusProblems({ ...LUNCH, codeName: 'a b' }, LUNCH, [])['codeName']);
  t.is(statusWithCodeName({ ...LUNCH, codeName: '' }, [LUNCH]).codeName, 'lunch_2');
});
