import { join } from 'node:path';
import test from 'ava';
import { verifyJournal } from '../../src/journal/edge/verify.ts';
import type { RepId, SessionId } from '../../src/kernel/index.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { Database } from '../../src/platform/database.ts';
import type { ExternalKey } from '../../src/protocol/index.ts';
import { RunningAppliance } from '../running-appliance.ts';
import { enter, keyForOutsider, placeOf } from '../outsider.ts';
import { keyFrom, Visitor, type PageEnd } from '../world.ts';

const KARL = 'Karl Vendor (external)';

/** Killed at this moment, whatever it is doing, and started again on the same disk. */
async function killed(appliance: RunningAppliance): Promise<void> {
  await appliance.stop('SIGKILL');
  using database = Database.openToRead({
    file: join(appliance.dataDir, 'handrail.sqlite'),
    log: new MemoryLog(),
  });
  const verdict = verifyJournal(database);
  if (!verdict.ok) {
    throw new Error(JSON.stringify(verdict));
  }
  await appliance.start();
}

async function externals(console: PageEnd, session: SessionId): Promise<readonly string[]> {
  await console.until(() => console.view(session).lastSeq > 0);
  await console.roundTrip();
  return console.view(session).others.map(({ name }) => name);
}

test('killed right after each answer: the key, the entering, the taking back and the leaving are as they were told', async (t) => {
  t.timeout(60_000);
  await using appliance = await RunningAppliance.start();
  const rep = new Visitor(appliance.url);
  const { pathname, search } = new URL(await appliance.claimUrl());
  await rep.submit(`${pathname}${search}`, `${pathname}${search}`, {
    name: 'Ada Admin',
    username: 'ada',
    password: 'a password of kings',
    siteName: 'Northwind',
  });
  const first = await rep.page('/console');
  const key = await keyFrom(first);
  const customer = new Visitor(appliance.url);
  const begun = await customer.submit(`/?key=${key}`, '/start', {
    key,
    name: 'Anna',
    details: '',
  });
  const session = (begun.headers.get('location') ?? '').split('/session/')[1] as SessionId;
  await customer.come(session);
  await first.command({ type: 'accept', session });

  const karls = await keyForOutsider(first, session);
  const ninas = await keyForOutsider(first, session, 'Nina Late');
  await killed(appliance);

  const karl = new Visitor(appliance.url);
  t.is((await enter(karl, karls)).status, 303, 'a key that was shown is good');
  await killed(appliance);

  const second = await rep.page('/console');
  t.deepEqual(await externals(second, session), [KARL], 'who was let in is in, once');
  t.is((await karl.get(placeOf(session))).status, 200, 'and their cookie is good');
  t.is((await entersAgain(karls, appliance)).status, 404, 'their key is not');
  await second.until(() => second.view(session).invitations.length === 1);
  const invitation = second.view(session).invitations[0]?.id ?? '';
  t.is((await second.command({ type: 'close-invitation', session, invitation })).type, 'done');
  await killed(appliance);

  t.is((await entersAgain(ninas, appliance)).status, 404, 'a key that was taken back stays so');
  const third = await rep.page('/console');
  await externals(third, session);
  const who = third.view(session).others[0]?.id as RepId;
  t.is((await third.command({ type: 'remove-participant', session, who })).type, 'done');
  await killed(appliance);

  using last = await rep.page('/console');
  t.deepEqual(await externals(last, session), []);
  t.is((await karl.get(placeOf(session))).status, 404, 'who was taken out stays out');
  for (const end of [first, second, third]) {
    end[Symbol.dispose]();
  }
});

function entersAgain({ key }: ExternalKey, { url }: RunningAppliance): Promise<Response> {
  return new Visitor(url).submit('/console/external', '/console/external/enter', { key });
}
