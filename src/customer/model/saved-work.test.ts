import test from 'ava';
import type { MessageId } from '../../kernel/index.ts';
import { NO_WORK, readSavedWork } from './saved-work.ts';

test('what was kept comes back', (t) => {
  const work = {
    draft: 'half a sen',
    unsent: [{ messageId: 'm'.padEnd(22, '-') as MessageId, text: 'Hello' }],
    wasSharing: true,
  };
  t.deepEqual(readSavedWork(JSON.parse(JSON.stringify(work))), work);
});

for (const [what, saved] of [
  ['nothing', null],
  ['another version’s', { draft: 'x' }],
  ['an id that is none', { draft: '', unsent: [{ messageId: '../x', text: 'Hello' }], wasSharing: false }],
  ['an endless draft', { draft: 'x'.repeat(5000), unsent: [], wasSharing: false }],
  ['a number', 7],
] as const) {
  test(`${what} is no work`, (t) => {
    t.deepEqual(readSavedWork(saved), NO_WORK);
  });
}
