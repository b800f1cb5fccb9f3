import test from 'ava';
import { LIMITS, personalQueue, type RepId, type SessionId } from '../../src/kernel/index.ts';
import { company, rowsIn, settle, type Company } from '../company.ts';
import { addIssue, idOfAda } from '../sites.ts';
import { keyFrom, type Visitor } from '../world.ts';

type Fields = Readonly<Record<string, string>>;
const CUSTOMER = { name: 'Anna', details: 'It is broken' };

function placeOf(answer: Response): string | null {
  return answer.headers.get('location');
}
function sessionAt(place: string | null | undefined): SessionId {
  return (place ?? '').slice('/session/'.length) as SessionId;
}
function sessionsIn(all: Company, queue = all.queue('Laptops')) {
  return rowsIn(all.rita, queue).map(({ session }) => session);
}
/** A form of this page, filled in, as often as it is sent. */
async function filled(visitor: Visitor, page: string, fields: Fields): Promise<Fields> {
  return { ...fields, ...(await visitor.given(page)) };
}
/** As a browser's form, which wants a page. */
function sendLink(visitor: Visitor, fields: Fields): Promise<Response> {
  return visitor.request('/api/start_session', {
    method: 'POST',
    headers: { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}

test('a key is sent twice, one after the other and at once: one session, which lets the browser in each time', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const key = await keyFrom(all.ada);
  const customer = all.world.visitor(false);
  const form = await filled(customer, `/?key=${key}`, { ...CUSTOMER, key });
  const both = await Promise.all([customer.post('/start', form), customer.post('/start', form)]);
  const third = await customer.post('/start', form);
  t.deepEqual(
    [...both, third].map(({ status }) => status),
    [303, 303, 303],
  );
  const [page = ''] = [...both, third].map(placeOf).map(String);
  t.true([...both, third].every((answer) => placeOf(answer) === page));
  for (const answer of [...both, third]) {
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('handrail_customer='));
    const alone = await fetch(`${all.world.url}${page}`, {
      headers: { Cookie: cookie?.split(';')[0] ?? '' },
    });
    t.is(alone.status, 200, 'each answer would do by itself');
  }
  await customer.come(sessionAt(page));
  await settle(all);
  t.is(rowsIn(all.ada, personalQueue((await idOfAda(all)) as RepId)).length, 1);

  // Filled in anew it is another form, and the key is used up: it leads its own browser back.
  t.is(placeOf(await customer.submit('/', '/start', { ...CUSTOMER, key })), page);
  t.is((await all.world.visitor().submit('/', '/start', { ...CUSTOMER, key })).status, 404);
  await settle(all);
  t.is(rowsIn(all.ada, personalQueue((await idOfAda(all)) as RepId)).length, 1);
});

test('an issue and a link each begin one session, however often their form is sent', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const issue = await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const customer = all.world.visitor(false);
  const form = await filled(customer, `/ask?issue=${issue}`, { ...CUSTOMER, issue });
  const places = await Promise.all([1, 2, 3].map(async () => placeOf(await customer.post('/start', form))));
  t.is(new Set(places).size, 1);
  await customer.come(sessionAt(places[0]));
  await settle(all);
  t.is(sessionsIn(all).length, 1);

  const link = '/api/start_session?issue_menu=1&codeName=screen';
  const sent = { issue_menu: '1', codeName: 'screen', 'customer.name': 'Ben', locale: 'de' };
  const linked = await filled(customer, link, sent);
  const answers = await Promise.all([sendLink(customer, linked), sendLink(customer, linked)]);
  t.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  );
  t.is(new Set(answers.map(placeOf)).size, 1);
  t.true(
    answers.every((answer) =>
      answer.headers.getSetCookie().some((line) => line.startsWith('handrail_language=de')),
    ),
    'in the language of the link each time',
  );
  await customer.come(sessionAt(placeOf(answers[1] ?? answers[0])));
  await settle(all);
  t.is(sessionsIn(all).length, 2);
});

test('only the same form of the same browser is answered again, for some minutes, and while its session lasts', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const issue = await addIssue(all, 'Screen broken', 'Laptops');
  const page = `/ask?issue=${issue}`;
  const [anna, ben] = [all.world.visitor(), all.world.visitor()];
  const form = await filled(anna, page, { ...CUSTOMER, issue });
  const first = placeOf(await anna.post('/start', form));
  // Another browser with what it saw of hers; and hers with something else, or something made up.
  const foreign = { ...form, csrf: (await ben.given(page))['csrf'] ?? '' };
  t.not(placeOf(await ben.post('/start', foreign)), first);
  t.not(placeOf(await anna.post('/start', { ...form, details: 'Something else' })), first);
  t.not(placeOf(await anna.post('/start', { ...form, once: 'x' })), first);
  t.not(placeOf(await anna.post('/start', { ...form, once: 'made-up---------------' })), first);
  t.is((await anna.post('/start', { ...form, csrf: 'x' })).status, 403, 'nor without the token');
  t.is(placeOf(await anna.post('/start', form)), first);

  await all.world.pass(LIMITS.sentFormLifeMs);
  t.not(placeOf(await anna.post('/start', form)), first);

  // Who has left meanwhile and presses the same button again wants to come back.
  const other = await filled(ben, page, { ...CUSTOMER, issue });
  const left = placeOf(await ben.post('/start', other)) ?? '';
  const session = left.slice('/session/'.length);
  using waiting = await ben.page(left);
  await waiting.command({ type: 'end-session', session });
  t.not(placeOf(await ben.post('/start', other)), left);
});

test('a message that is sent twice is left once', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const customer = all.world.visitor();
  const message = { name: 'Anna', reach: 'anna@example.com', message: 'Please call me' };
  const form = await filled(customer, '/message', message);
  const sent = await Promise.all([1, 2, 3].map(() => customer.post('/message', form)));
  t.true(sent.every((answer) => placeOf(answer) === '/message/left'));
  const count = async () => {
    const html = await (await all.administrator.get('/login/messages')).text();
    return html.split('Please call me').length - 1;
  };
  t.is(await count(), 1);
  await customer.submit('/message', '/message', message);
  t.is(await count(), 2, 'filled in again it is another one');
});

test('killed after the commit and before the answer: the same form finds its session, its message, and its key used once', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const key = await keyFrom(all.ada);
  const customer = all.world.visitor();
  const form = await filled(customer, `/?key=${key}`, { ...CUSTOMER, key });
  const note = await filled(customer, '/message', { name: 'Anna', reach: '1', message: 'Please call me' });
  const [begun] = [await customer.post('/start', form), await customer.post('/message', note)];
  await using after = await all.world.killed();
  // A browser that has only what it had before it sent the form.
  const restarted = customer.at(after.url);
  restarted.keep('handrail_customer', '', '/');
  const again = await restarted.post('/start', form);
  t.is(again.status, 303);
  t.is(placeOf(again), placeOf(begun));
  t.is((await restarted.get(placeOf(again) ?? '')).status, 200);
  t.is(placeOf(await restarted.post('/message', note)), '/message/left');
  const list = await (await all.administrator.at(after.url).get('/login/messages')).text();
  t.is(list.split('Please call me').length - 1, 1);
});
