import test from 'ava';
import type { QueueId, RepId, SessionId } from '../../src/kernel/index.ts';
import { company, rowsIn, settle, waitsIn, type Company } from '../company.ts';
import type { PageEnd } from '../world.ts';

async function personalQueueOf(end: PageEnd): Promise<QueueId> {
  const { as } = await end.next('welcome');
  return as.kind === 'representative' ? as.personalQueue : ('' as QueueId);
}

/** Rita helps Anna. */
async function ritaHelps(all: Company): Promise<{ session: SessionId; anna: PageEnd }> {
  const { session, page } = await waitsIn(all, all.queue('Laptops'));
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  return { session, anna: page };
}

function names(end: PageEnd, session: SessionId): readonly string[] {
  return end.view(session).others.map(({ name }) => name);
}

function deskOf(end: PageEnd) {
  const desk = end.received.findLast((message) => message.type === 'desk');
  return desk?.type === 'desk' ? desk : undefined;
}

test('anybody of a team is invited: all of it sees that, the first who accepts comes, and then nobody is invited any more', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const laptops = all.queue('Laptops');
  const { session, anna } = await ritaHelps(all);
  t.is((await all.rita.command({ type: 'share', session, to: laptops })).type, 'done');
  t.is((await all.rita.command({ type: 'share', session, to: laptops })).type, 'done', 'twice is once');
  await settle(all);
  const [line, ...more] = rowsIn(all.bob, laptops);
  t.like(line, { status: 'invitation', session, ownerName: 'rita Person', customerName: 'Anna' });
  t.is(more.length, 0);
  t.like(await all.ada.command({ type: 'accept', session }), { type: 'refused' }, 'who is not of the team');
  t.is((await all.bob.command({ type: 'accept', session })).type, 'done');
  await settle(all);
  t.is(rowsIn(all.bob, laptops).length, 0);
  t.like(rowsIn(all.bob, await personalQueueOf(all.bob))[0], { status: 'in-session', session });
  t.deepEqual(names(anna, session), ['bob Person']);
  t.is(anna.view(session).owner?.name, 'rita Person', 'there is one owner');
});

test('who is invited by name may decline, and the owner may take an invitation back', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelps(all);
  const bobs = await personalQueueOf(all.bob);
  const invite = async () => {
    await all.rita.command({ type: 'share', session, to: bobs });
    await settle(all);
    return rowsIn(all.bob, bobs)[0]?.invitation ?? '';
  };
  const declined = await invite();
  t.is((await all.bob.command({ type: 'close-invitation', session, invitation: declined })).type, 'done');
  await settle(all);
  t.is(rowsIn(all.bob, bobs).length, 0);
  t.true(
    all.rita
      .view(session)
      .timeline.some(({ event }) => event.type === 'invitation-closed' && event.outcome === 'declined'),
  );
  const withdrawn = await invite();
  t.is((await all.rita.command({ type: 'close-invitation', session, invitation: withdrawn })).type, 'done');
  await settle(all);
  t.is(rowsIn(all.bob, bobs).length, 0);
  t.like(await all.bob.command({ type: 'accept', session }), { type: 'refused' });
});

test('invited by name and with the team, whoever comes leaves the team its invitation', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelps(all);
  await all.rita.command({ type: 'share', session, to: all.queue('Laptops') });
  await all.rita.command({ type: 'share', session, to: await personalQueueOf(all.bob) });
  await all.bob.command({ type: 'accept', session });
  await settle(all);
  t.deepEqual(
    all.rita.view(session).invitations.map(({ toName }) => toName),
    ['Laptops'],
  );
});

test('only the owner shares and removes; whoever was removed is told no more', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, anna } = await ritaHelps(all);
  await all.rita.command({ type: 'share', session, to: await personalQueueOf(all.bob) });
  await all.bob.command({ type: 'accept', session });
  await settle(all);
  const [rita, bob] = [
    all.bob.view(session).owner?.id as RepId,
    all.rita.view(session).others[0]?.id as RepId,
  ];
  const to = await personalQueueOf(all.ada);
  t.like(await all.bob.command({ type: 'share', session, to }), { type: 'refused', code: 'not-owner' });
  t.like(await all.bob.command({ type: 'transfer', session, to }), { type: 'refused', code: 'not-owner' });
  t.like(await all.bob.command({ type: 'remove-participant', session, who: rita }), {
    type: 'refused',
    code: 'not-owner',
  });
  t.like(await all.rita.command({ type: 'leave-session', session }), {
    type: 'refused',
    code: 'owner-stays',
  });
  t.is((await all.rita.command({ type: 'remove-participant', session, who: bob })).type, 'done');
  await all.bob.until(() => all.bob.view(session).others.length === 0);
  const before = all.bob.received.length;
  await anna.command({ type: 'say', session, messageId: 's'.padEnd(22, '-'), text: 'Between us' });
  await settle(all);
  t.false(JSON.stringify(all.bob.received.slice(before)).includes('Between us'));
  t.is(rowsIn(all.bob, await personalQueueOf(all.bob)).length, 0);
});

test('whoever shares it may leave, and be invited again', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, anna } = await ritaHelps(all);
  const bobs = await personalQueueOf(all.bob);
  for (let round = 0; round < 2; round += 1) {
    await all.rita.command({ type: 'share', session, to: bobs });
    t.is((await all.bob.command({ type: 'accept', session })).type, 'done');
    await anna.until(() => names(anna, session).length === 1);
    t.is((await all.bob.command({ type: 'leave-session', session })).type, 'done');
    await anna.until(() => names(anna, session).length === 0);
  }
  t.is(anna.view(session).status, 'in-session');
});

test('the end takes open invitations with it', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelps(all);
  await all.rita.command({ type: 'share', session, to: all.queue('Laptops') });
  await settle(all);
  await all.rita.command({ type: 'end-session', session });
  await settle(all);
  t.is(rowsIn(all.bob, all.queue('Laptops')).length, 0);
  t.like(await all.bob.command({ type: 'accept', session }), { type: 'refused' });
});

test('another team is invited with the permission only, and offered only then', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Network', {}],
  ]);
  const network = all.queue('Network');
  // Ada is in neither team and may everything; Rita is in both and may nothing beyond.
  const { visitor, session } = await all.world.arrival(await personalQueueOf(all.ada));
  using _anna = await visitor.page(`/session/${session}`);
  await all.ada.command({ type: 'accept', session });
  t.is((await all.ada.command({ type: 'share', session, to: network })).type, 'done');
  await settle(all);
  t.like(
    deskOf(all.ada)?.teams.find(({ queue }) => queue === network),
    { mayShare: true, mayTransfer: true },
  );
  const general = deskOf(all.ada)?.teams.find(({ name }) => name === 'General')?.queue as QueueId;
  t.truthy(general);
  t.false(deskOf(all.rita)?.teams.some(({ queue }) => queue === general));
  const ritas = await ritaHelps(all);
  t.like(await all.rita.command({ type: 'share', session: ritas.session, to: general }), {
    type: 'refused',
    code: 'not-allowed',
  });
});
