import test from 'ava';
import { Fault, LIMITS, type PortalId, type Transaction } from '../kernel/index.ts';
import { FakeTime } from '../kernel/testing/fake-time.ts';
import type { LeftMessage } from './left-message.ts';
import { createLeftMessages } from './left-message-service.ts';

const ONE = 'one'.padEnd(22, '-') as PortalId;
const OTHER = 'other'.padEnd(22, '-') as PortalId;

test('a site that is flooded with messages shuts itself alone, and the administrator is told before', async (t) => {
  const kept: LeftMessage[] = [];
  let made = 0;
  const messages = createLeftMessages({
    store: {
      all: () => [...kept],
      find: (id) => kept.find((each) => each.id === id),
      count: () => kept.length,
      add: (_tx, message) => void kept.push(message),
      mark(_tx, id, done) {
        const at = kept.findIndex((each) => each.id === id);
        kept[at] = { ...(kept[at] as LeftMessage), done };
      },
      removeOldestDone: () => false,
      forgetDone: () => undefined,
    },
    audit: { write: async (work) => work({} as Transaction, () => undefined), happened: () => false },
    people: { find: () => undefined },
    directory: {
      teamsOf: () => [],
      portalsOf: () => 'all',
      onChanged: () => ({ [Symbol.dispose]: () => undefined }),
    },
    sources: { take: () => true },
    clock: new FakeTime(),
    random: { bytes: (count) => new Uint8Array(count).fill((made += 1) % 256), below: () => 0 },
  });
  const leave = (site: PortalId) =>
    messages.leave(
      {
        site,
        siteName: site === ONE ? 'One' : 'Other',
        to: { kind: 'site' },
        about: '',
        name: 'Eve',
        reach: '',
        message: 'x',
        language: 'en',
      },
      'source',
    );
  for (let count = 0; count < LIMITS.openMessagesPerSite * 0.8 - 1; count += 1) {
    await leave(ONE);
  }
  t.deepEqual(messages.crowded(), []);
  await leave(ONE);
  t.deepEqual(messages.crowded(), [{ siteName: 'One', open: LIMITS.openMessagesPerSite * 0.8 }]);
  while (kept.length < LIMITS.openMessagesPerSite) {
    await leave(ONE);
  }
  const refused = await t.throwsAsync(leave(ONE), { instanceOf: Fault });
  t.is((refused as Fault).code, 'too-many');
  await t.notThrowsAsync(leave(OTHER));
  // One that is seen to makes room.
  const [first] = kept;
  kept[0] = { ...(first as LeftMessage), done: { at: (first as LeftMessage).leftAt, by: 'Ada' } };
  await leave(OTHER);
  await t.notThrowsAsync(leave(ONE));
});
