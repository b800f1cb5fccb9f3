import test from 'ava';
import { faultFrom, type IssueId, type QueueId } from '../../src/kernel/index.ts';
import { company, rowsIn, settle, type Company } from '../company.ts';
import { keyFrom, type PageEnd } from '../world.ts';

async function refusalOf({ world }: Company, queue: QueueId): Promise<string> {
  try {
    await world.arrival(queue);
    return 'begun';
  } catch (thrown) {
    return faultFrom(thrown).code;
  }
}

async function nobodyIsThere(all: Company): Promise<void> {
  all.rita[Symbol.dispose]();
  all.bob[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
}

async function personalQueueOf(console: PageEnd): Promise<QueueId> {
  const { as } = await console.next('welcome');
  return as.kind === 'representative' ? as.personalQueue : ('' as QueueId);
}

test('a team’s queue takes an arrival while somebody is there, and always when it is persistent', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Night', { persistent: 'on' }],
  ]);
  t.is(await refusalOf(all, all.queue('Laptops')), 'begun');
  await nobodyIsThere(all);
  t.is(await refusalOf(all, all.queue('Laptops')), 'nobody-there');
  t.is(await refusalOf(all, all.queue('Night')), 'begun');
  t.is(await refusalOf(all, 'team:nobody-knows-this-one--' as QueueId), 'nobody-there');
});

test('whoever chose a representative comes only while that one is there; a key leads there all the same', async (t) => {
  await using all = await company([]);
  const queue = await personalQueueOf(all.rita);
  t.is(await refusalOf(all, queue), 'begun');
  const key = await keyFrom(all.rita);
  await nobodyIsThere(all);
  t.is(await refusalOf(all, queue), 'nobody-there');
  const { session, visitor } = await all.world.customer(key);
  using page = await visitor.page(`/session/${session}`);
  await settle(all);
  t.is(page.view(session).status, 'waiting');
});

test('what a customer brought stands in the queue; the customer’s page is told no more than it needs', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const laptops = all.queue('Laptops');
  const brought = { company: 'Contoso', externalKey: 'CASE-7' };
  const { session, visitor } = await all.world.arrival(laptops, {
    ...brought,
    startMethod: 'link',
    mode: 'chat',
    language: 'de',
    companyCode: 'con',
    custom: { tier: 'gold' },
    issue: {
      id: 'i'.padEnd(22, '-') as IssueId,
      codeName: 'printing',
      description: 'Printing',
      priority: 'high',
      skills: [],
    },
  });
  using page = await visitor.page(`/session/${session}`);
  await settle(all);
  const shown = { startMethod: 'link', mode: 'chat', language: 'de' };
  t.like(rowsIn(all.rita, laptops)[0], { ...shown, ...brought, issue: 'Printing', priority: 'high' });
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  const [atRep, atCustomer] = [all.rita, page].map((end) => end.view(session).timeline[0]?.event);
  t.like(atRep, {
    ...shown,
    ...brought,
    companyCode: 'con',
    custom: { tier: 'gold' },
    issue: { description: 'Printing', priority: 'high' },
  });
  t.deepEqual(atCustomer, {
    type: 'requested',
    customerName: 'Anna Lindqvist',
    details: 'It is broken',
    portalName: 'Northwind',
    ...shown,
  } as never);
});
