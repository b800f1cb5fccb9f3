import { join } from 'node:path';
import test from 'ava';
import { createJournal } from '../../src/journal/edge/store.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { Database } from '../../src/platform/database.ts';
import { builtInStatus, company, offerTo, settle, type Company } from '../company.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** What the journal says of who is on duty, oldest first: who, what, as what. */
function written({ world }: Company): readonly string[] {
  const log = new MemoryLog();
  using database = Database.openToRead({ file: join(world.directory, 'handrail.sqlite'), log });
  const names = new Map<string, string>();
  return createJournal(database, log)
    .page(0, 500)
    .filter(({ stream }) => stream === 'duty' || stream.startsWith('duty:'))
    .map(({ stream, type, data }) => {
      const { who, as } = data as { readonly who?: { readonly name: string }; readonly as?: string };
      if (who !== undefined) {
        names.set(stream, who.name.split(' ')[0] ?? '');
      }
      return [names.get(stream), type, as].filter((part) => part !== undefined).join(' ');
    });
}

test('the journal says who was on duty when, as what, and when the appliance was started', async (t) => {
  await using site = await company([['Support', { algorithm: 'least-busy' }]]);
  await site.world.pass(2 * SECOND_MS);
  await site.rita.command({ type: 'set-status', status: builtInStatus('away'), assignments: true });
  await site.world.pass(2 * SECOND_MS);
  await site.rita.command({ type: 'set-status', status: builtInStatus('busy'), assignments: true });
  await site.rita.command({ type: 'set-status', status: builtInStatus('available'), assignments: true });
  site.bob.send({ type: 'presence', state: 'locked' });
  await site.world.pass(2 * SECOND_MS);
  site.bob.socket.terminate();
  // Nothing is heard of Rita for longer than the limit that every new representative has.
  await site.world.pass(16 * MINUTE_MS);
  t.deepEqual(written(site), [
    'duty-begun',
    'Ada on-duty available',
    'rita on-duty available',
    'bob on-duty available',
    'rita duty-changed away',
    'rita duty-changed available',
    'bob duty-changed locked',
    'bob off-duty',
    'rita duty-changed idle',
  ]);
  await site.world.stop();
  await site.world.start();
  t.is(written(site).at(-1), 'duty-begun');
});

test('whoever has had so many sessions for longest is asked, whatever sign of life others give', async (t) => {
  await using site = await company([['Support', { algorithm: 'least-busy' }]]);
  const queue = site.queue('Support');
  await settle(site);
  const first = await site.world.arrival(queue);
  await settle(site);
  const [busy, other] = offerTo(site.rita) === undefined ? [site.bob, site.rita] : [site.rita, site.bob];
  t.is(offerTo(busy)?.session, first.session);
  await busy.command({ type: 'answer-offer', session: first.session, accept: true });
  await site.world.pass(MINUTE_MS);
  await busy.command({ type: 'end-session', session: first.session });
  await site.world.pass(MINUTE_MS);
  busy.send({ type: 'presence', state: 'active' });
  await settle(site);
  const second = await site.world.arrival(queue);
  await settle(site);
  t.is(offerTo(other)?.session, second.session, 'the other one has been free since signing in');
  t.not(offerTo(busy)?.session, second.session);
});
