import test from 'ava';
import type { RepStatusId } from '../../src/kernel/index.ts';
import type { DownOf } from '../../src/protocol/index.ts';
import { builtInStatus, company, offerTo, settle, type Company } from '../company.ts';
import { revisionIn } from '../html.ts';
import type { PageEnd, Visitor } from '../world.ts';

function deskOf(end: PageEnd): DownOf<'desk'> {
  const desk = end.received.findLast((message) => message.type === 'desk');
  if (desk === undefined) {
    throw new Error('no desk was told');
  }
  return desk;
}

async function addStatus(administrator: Visitor, name: string, displayAs: string): Promise<RepStatusId> {
  await administrator.submit('/login/statuses/new', '/login/statuses/new', { name, codeName: '', displayAs });
  const page = await (await administrator.get('/login/statuses')).text();
  const [, id] =
    new RegExp(`href="/login/statuses/([A-Za-z0-9_-]{22})"[^>]*>(?:(?!</a>).)*${name}`, 's').exec(page) ?? [];
  return id as RepStatusId;
}

/** Rita has gone to lunch. */
async function lunch(all: Company): Promise<RepStatusId> {
  const id = await addStatus(all.administrator, 'Lunch', 'away');
  await settle(all);
  mustBeDone(await all.rita.command({ type: 'set-status', status: id, assignments: true }));
  await settle(all);
  return id;
}

function mustBeDone(answer: { readonly type: string }): void {
  if (answer.type !== 'done') {
    throw new Error(`not done: ${JSON.stringify(answer)}`);
  }
}

/** What Bob sees of Rita. */
function ritaAtBobs({ bob }: Company) {
  return deskOf(bob).representatives.find(({ name }) => name === 'rita Person');
}

test('a status of the site is offered, shown to others by its name, and counts as what it is displayed as', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'least-busy' }]]);
  t.deepEqual(
    deskOf(all.rita).statuses.map(({ name }) => name),
    ['Available', 'Busy', 'Away'],
  );
  const id = await lunch(all);
  t.deepEqual(
    deskOf(all.rita).statuses.map(({ name, displayAs }) => `${name}: ${displayAs}`),
    ['Available: available', 'Busy: busy', 'Away: away', 'Lunch: away'],
  );
  t.like(deskOf(all.rita), { status: 'away', statusId: id, statusName: 'Lunch' });
  t.like(ritaAtBobs(all), { status: 'away', statusName: 'Lunch' });
  await all.bob.command({ type: 'set-status', status: builtInStatus('busy'), assignments: true });
  const { session } = await all.world.arrival(all.queue('Laptops'));
  await settle(all);
  t.is(offerTo(all.rita), undefined);
  // Somebody renames it and lets it count as available: whoever has it is asked.
  const href = `/login/statuses/${id}`;
  const form = await (await all.administrator.get(href)).text();
  const saved = await all.administrator.submit(href, href, {
    name: 'On the phone',
    codeName: 'phone',
    displayAs: 'available',
    revision: revisionIn(form),
  });
  t.is(saved.status, 303);
  await settle(all);
  t.like(ritaAtBobs(all), { status: 'available', statusName: 'On the phone' });
  t.is(offerTo(all.rita)?.session, session);
});

test('a status that is deleted becomes the default of what it was displayed as', async (t) => {
  await using all = await company([]);
  const id = await lunch(all);
  const href = `/login/statuses/${id}/delete`;
  t.is((await all.administrator.submit(href, href, {})).status, 303);
  await settle(all);
  t.like(ritaAtBobs(all), { status: 'away', statusName: 'Away' });
  t.like(deskOf(all.rita), { status: 'away', statusId: builtInStatus('away'), statusName: 'Away' });
  t.like(await all.rita.command({ type: 'set-status', status: id, assignments: true }), {
    type: 'refused',
    code: 'not-found',
  });
});

test('what somebody said is still said after a break, a restart, and the end of that status; a new sign-in begins anew', async (t) => {
  await using all = await company([]);
  const id = await lunch(all);
  all.rita[Symbol.dispose]();
  await settle(all);
  await all.world.pass(60_000);
  t.is(ritaAtBobs(all), undefined);
  using back = await all.visitors.rita.page('/console');
  await back.next('desk');
  t.like(deskOf(back), { status: 'away', statusId: id, statusName: 'Lunch' });
  await all.world.stop();
  await all.world.start();
  const rita = all.visitors.rita.at(all.world.url);
  using again = await rita.page('/console');
  await again.next('desk');
  t.like(deskOf(again), { status: 'away', statusId: id, statusName: 'Lunch' });
  again[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  const href = `/login/statuses/${id}/delete`;
  await all.administrator.at(all.world.url).submit(href, href, {});
  using third = await rita.page('/console');
  await third.next('desk');
  t.like(deskOf(third), { status: 'away', statusName: 'Away' });
  third[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  const anew = all.world.visitor();
  await anew.submit('/login', '/login', { username: 'rita', password: 'rita has a long password' });
  using fourth = await anew.page('/console');
  await fourth.next('desk');
  t.like(deskOf(fourth), { status: 'available', statusName: 'Available' });
});

test('whoever opted out is still out after a reload, as long as that is allowed', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'least-busy' }]]);
  const optOut = () =>
    all.bob.command({ type: 'set-status', status: builtInStatus('available'), assignments: false });
  t.like(await optOut(), { type: 'refused', code: 'not-allowed' });
  t.true(deskOf(all.bob).assignments);
  t.like(await all.ada.command({ type: 'set-status', status: builtInStatus('busy'), assignments: false }), {
    type: 'done',
  });
  all.ada[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  using back = await all.administrator.page('/console');
  await back.next('desk');
  t.like(deskOf(back), { status: 'busy', assignments: false });
});
