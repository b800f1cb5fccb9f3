import test from 'ava';
import type { QueueId } from '../../src/kernel/index.ts';
import type { DownOf } from '../../src/protocol/index.ts';
import { company, settle, type Company } from '../company.ts';
import type { PageEnd } from '../world.ts';

const MINUTE_MS = 60_000;

/** What a waiting customer's page was told last. */
function told(page: PageEnd): Pick<DownOf<'waiting'>, 'position' | 'expected'> | undefined {
  return page.received.findLast((message) => message.type === 'waiting');
}

/** Somebody waited so long in this queue, and was accepted by Rita. */
async function waited(all: Company, queue: QueueId, minutes: number): Promise<void> {
  const { session } = await all.world.arrival(queue);
  await all.world.pass(minutes * MINUTE_MS);
  const answer = await all.rita.command({ type: 'accept', session });
  if (answer.type !== 'done') {
    throw new Error(`not accepted: ${JSON.stringify(answer)}`);
  }
}

test('whoever waits is told how long others have waited in that queue lately, live, beside the exact place', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Network', {}],
  ]);
  const laptops = all.queue('Laptops');
  await waited(all, laptops, 2);
  await waited(all, laptops, 3);
  const { session, visitor } = await all.world.arrival(laptops);
  using page = await visitor.page(`/session/${session}`);
  await settle(all);
  t.deepEqual(told(page)?.expected, undefined, 'two waits say nothing');
  t.is(told(page)?.position, 1);
  await waited(all, laptops, 4);
  await settle(all);
  t.like(told(page), { position: 1, expected: { fromMs: 2 * MINUTE_MS, toMs: 4 * MINUTE_MS } });
  const other = await all.world.arrival(all.queue('Network'));
  using elsewhere = await other.visitor.page(`/session/${other.session}`);
  await settle(all);
  t.deepEqual(told(elsewhere)?.expected, undefined, 'each queue has its own history');
  // Two hours later nothing of it counts any more, although nobody came or went.
  await all.world.pass(121 * MINUTE_MS);
  await settle(all);
  t.is(told(page)?.position, 1);
  t.deepEqual(told(page)?.expected, undefined);
});

test('the same is told after a restart, to whoever comes back and to whoever comes', async (t) => {
  await using all = await company([['Laptops', { persistent: 'on' }]]);
  const laptops = all.queue('Laptops');
  for (const minutes of [1, 3, 3, 4]) {
    await waited(all, laptops, minutes);
  }
  const { session, visitor } = await all.world.arrival(laptops);
  await all.world.stop();
  await all.world.start();
  using page = await visitor.at(all.world.url).page(`/session/${session}`);
  await settle(all);
  const expected = { fromMs: 2 * MINUTE_MS, toMs: 4 * MINUTE_MS };
  t.like(told(page), { position: 1, expected });
  const next = await all.world.arrival(laptops);
  using second = await next.visitor.page(`/session/${next.session}`);
  await settle(all);
  t.like(told(second), { position: 2, expected });
});

test('a burst is told once: a frame for each change of what is shown, not for each that happened', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const laptops = all.queue('Laptops');
  const { session, visitor } = await all.world.arrival(laptops);
  using page = await visitor.page(`/session/${session}`);
  await settle(all);
  const before = page.received.filter(({ type }) => type === 'waiting').length;
  const younger = [];
  for (let count = 0; count < 30; count += 1) {
    younger.push((await all.world.arrival(laptops)).session);
  }
  await Promise.all(younger.map((each) => all.rita.command({ type: 'accept', session: each })));
  await settle(all);
  const frames = page.received.filter(({ type }) => type === 'waiting').slice(before);
  t.deepEqual(
    frames.map((frame) => frame.type === 'waiting' && frame.expected),
    [{ fromMs: 0, toMs: MINUTE_MS }],
  );
});
