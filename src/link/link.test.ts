import test from 'ava';
import type { MessageId } from '../kernel/index.ts';
import { CLOSE, PROTOCOL_VERSION, type Down } from '../protocol/index.ts';
import { Link } from './connection.ts';
import type { LinkStatus } from './link.ts';
import { FakeAppliance, SESSION, settled } from './testing/fake-appliance.ts';
import { Unanswered } from './unanswered.ts';

function world() {
  const appliance = new FakeAppliance();
  const statuses: LinkStatus[] = [];
  const messages: Down[] = [];
  let upTo = 0;
  const link = new Link(appliance.ports, {
    shown: () => [{ session: SESSION, upTo }],
    message: (message) => void messages.push(message),
    status: (status) => void statuses.push(status),
  });
  return {
    appliance,
    link,
    statuses,
    messages,
    kinds: () => statuses.map((status) => status.kind),
    show: (seq: number) => void (upTo = seq),
    say: (text: string) =>
      link.ask({ type: 'say', session: SESSION, messageId: id(text), text }).catch((why: unknown) => why),
    said: () => appliance.journal.map((one) => one.text),
  };
}

function id(text: string): MessageId {
  return text.replaceAll(' ', '-').padEnd(22, '-').slice(0, 22) as MessageId;
}

test('it takes a ticket, opens, greets with what is shown, and is up with the welcome', async (t) => {
  const { appliance, link, kinds, messages, show } = world();
  show(17);
  link.start();
  await settled();
  t.deepEqual(kinds(), ['connecting', 'up']);
  t.deepEqual(appliance.heard, [
    { type: 'hello', version: PROTOCOL_VERSION, shown: [{ session: SESSION, upTo: 17 }] },
  ]);
  t.is(messages[0]?.type, 'welcome');
});

test('what is said before the connection is up is sent with the welcome, in order', async (t) => {
  const { link, say, said } = world();
  t.true((await say('before the start')) instanceof Unanswered);
  link.start();
  const both = Promise.all([say('one'), say('two')]);
  t.deepEqual(said(), []);
  t.deepEqual(await both, [undefined, undefined]);
  t.deepEqual(said(), ['one', 'two']);
});

test('a message whose answer was lost is sent again with the same ids and kept once', async (t) => {
  const { appliance, link, say, said } = world();
  link.start();
  await settled();
  appliance.answersLost = true;
  const answered = say('hello');
  await settled();
  t.deepEqual(said(), ['hello']);
  appliance.answersLost = false;
  appliance.drop();
  await appliance.time.pass(300);
  t.is(await answered, undefined);
  t.deepEqual(said(), ['hello']);
  const copies = appliance.heard.filter((message) => message.type === 'say');
  t.is(copies.length, 2);
  t.deepEqual(copies[0], copies[1]);
});

test('a message that never arrived is sent after the connection has come back', async (t) => {
  const { appliance, link, say, said, kinds } = world();
  link.start();
  await settled();
  appliance.silent = true;
  const answered = say('into the void');
  await appliance.time.pass(10_000 + 15_000 + 1);
  t.deepEqual(kinds(), ['connecting', 'up', 'lost']);
  appliance.silent = false;
  await appliance.time.pass(300);
  t.is(await answered, undefined);
  t.deepEqual(said(), ['into the void']);
});

test('a session key is not asked for twice: a lost connection says so', async (t) => {
  const { appliance, link } = world();
  link.start();
  await settled();
  appliance.answersLost = true;
  const asked = link.ask({ type: 'generate-key', validForMs: 60_000, portal: id('portal') as never });
  await settled();
  appliance.drop();
  const why = await t.throwsAsync(asked, { instanceOf: Unanswered });
  t.is(why.why, 'connection-lost');
  appliance.answersLost = false;
  await appliance.time.pass(300);
  t.is(appliance.heard.filter((message) => message.type === 'generate-key').length, 1);
});

test('Get Next is not asked twice, an answer to an offer is: the appliance takes it once', async (t) => {
  const { appliance, link } = world();
  link.start();
  await settled();
  appliance.answersLost = true;
  const next = link.ask({ type: 'get-next' });
  void link.ask({ type: 'answer-offer', session: SESSION, accept: true });
  await settled();
  appliance.drop();
  const why = await t.throwsAsync(next, { instanceOf: Unanswered });
  t.is(why.why, 'connection-lost');
  appliance.answersLost = false;
  await appliance.time.pass(300);
  t.is(appliance.heard.filter((message) => message.type === 'get-next').length, 1);
  const answers = appliance.heard.filter((message) => message.type === 'answer-offer');
  t.is(answers.length, 2);
  t.deepEqual(answers[0], answers[1]);
});

test('a silent appliance is noticed within 25 s, counted from the question that it did not answer', async (t) => {
  const { appliance, link, kinds } = world();
  link.start();
  await settled();
  await appliance.time.pass(60_000);
  t.deepEqual(kinds(), ['connecting', 'up'], 'answers keep it up');
  appliance.silent = true;
  await appliance.time.pass(10_000);
  t.deepEqual(kinds(), ['connecting', 'up']);
  await appliance.time.pass(15_000);
  t.deepEqual(kinds(), ['connecting', 'up', 'lost']);
});

test('after a wake a dead connection is noticed within 4 s', async (t) => {
  const { appliance, link, kinds } = world();
  link.start();
  await settled();
  appliance.silent = true;
  link.wake();
  await appliance.time.pass(3_999);
  t.deepEqual(kinds(), ['connecting', 'up']);
  await appliance.time.pass(1);
  t.deepEqual(kinds(), ['connecting', 'up', 'lost']);
});

test('pauses grow from a quarter of a second to ten seconds, each shortened by chance to no less than half', async (t) => {
  const { appliance, link } = world();
  const pauses: number[] = [];
  for (let i = 0; i < 12; i++) {
    appliance.tickets.push({ kind: 'try-again' });
  }
  link.start();
  await settled();
  for (let i = 0; i < 11; i++) {
    const fromMs = appliance.time.monotonicMs();
    const left = appliance.tickets.length;
    while (appliance.tickets.length === left) {
      await appliance.time.pass(5);
    }
    pauses.push(appliance.time.monotonicMs() - fromMs);
  }
  for (const [i, pauseMs] of pauses.entries()) {
    const fullMs = Math.min(10_000, 250 * 1.6 ** i);
    t.true(pauseMs >= fullMs / 2 && pauseMs <= fullMs + 5, `pause ${i} was ${pauseMs} of ${fullMs}`);
  }
});

test('when the network returns it does not wait', async (t) => {
  const { appliance, link, kinds } = world();
  link.start();
  await settled();
  for (let i = 0; i < 6; i++) {
    appliance.tickets.push({ kind: 'try-again' });
  }
  appliance.drop();
  await appliance.time.pass(9_000);
  appliance.tickets.length = 0;
  link.wake();
  await settled();
  t.is(kinds().at(-1), 'up');
});

test('a connection that is closed right after each welcome is not hammered', async (t) => {
  const { appliance, link } = world();
  link.start();
  await settled();
  for (let i = 0; i < 40; i++) {
    appliance.drop(CLOSE.tooSlow);
    await appliance.time.pass(500);
  }
  t.true(appliance.opened < 12, `${appliance.opened} connections in 20 s`);
});

test('another version reloads the page once and never in a loop', async (t) => {
  const { appliance, link, statuses } = world();
  appliance.version = PROTOCOL_VERSION + 1;
  link.start();
  await settled();
  t.is(appliance.reloads, 1);
  t.deepEqual(statuses.at(-1), { kind: 'over', why: 'reloading' });

  const again = world();
  again.appliance.mayReload = false;
  again.link.start();
  await settled();
  again.appliance.drop(CLOSE.reload);
  await again.appliance.time.pass(120_000);
  t.is(again.appliance.reloads, 1);
  t.deepEqual(again.statuses.at(-1), { kind: 'over', why: 'outdated' });
});

test('signed out, gone and replaced end it, and only the last is taken back by start', async (t) => {
  for (const [result, why] of [
    [{ kind: 'signed-out' }, 'signed-out'],
    [{ kind: 'gone' }, 'gone'],
  ] as const) {
    const { appliance, link, statuses } = world();
    appliance.tickets.push(result);
    link.start();
    await appliance.time.pass(60_000);
    t.deepEqual(statuses.at(-1), { kind: 'over', why });
    t.is(appliance.opened, 0);
  }
  const { appliance, link, statuses, say } = world();
  link.start();
  await settled();
  appliance.answersLost = true;
  const unheard = say('late');
  appliance.drop(CLOSE.replaced);
  t.is(((await unheard) as Unanswered).why, 'over');
  await appliance.time.pass(60_000);
  t.deepEqual(statuses.at(-1), { kind: 'over', why: 'replaced' });
  appliance.answersLost = false;
  link.start();
  await settled();
  t.deepEqual(statuses.at(-1), { kind: 'up' });
});

test('a refusal is the appliance’s own fault, with its sentence', async (t) => {
  const { appliance, link } = world();
  link.start();
  await settled();
  appliance.answersLost = true;
  const asked = link.ask({ type: 'accept', session: SESSION });
  await settled();
  const command = appliance.heard.find((message) => message.type === 'accept')?.command ?? '';
  appliance.send({ type: 'refused', command, code: 'already-accepted', sentence: 'Mira was faster.' });
  await t.throwsAsync(asked, { name: 'Fault', message: 'already-accepted' });
  // A second answer to the same command finds nobody and breaks nothing.
  appliance.send({ type: 'done', command });
  t.is(link.status.kind, 'up');
});

test('a command that the appliance does not answer is given up with a sentence', async (t) => {
  const { appliance, link } = world();
  link.start();
  await settled();
  appliance.answersLost = true;
  const asked = link.ask({ type: 'media-open', session: SESSION });
  const refused = t.throwsAsync(asked, { instanceOf: Unanswered });
  await appliance.time.pass(10_000);
  t.is((await refused).why, 'no-answer');
});

test('what cannot be read is asked for again on a new connection', async (t) => {
  const { appliance, link, messages, show } = world();
  link.start();
  await settled();
  show(3);
  appliance.sendText('{"type":"events","session":"nonsense"}');
  await appliance.time.pass(300);
  t.deepEqual(appliance.heard.filter((message) => message.type === 'hello').at(-1), {
    type: 'hello',
    version: PROTOCOL_VERSION,
    shown: [{ session: SESSION, upTo: 3 }],
  });
  t.is(messages.filter((message) => message.type === 'welcome').length, 2);
});

test('what waits is bounded, and the sentence says so', async (t) => {
  const { appliance, link, say } = world();
  appliance.tickets.push({ kind: 'try-again' });
  link.start();
  await settled();
  const waiting = Array.from({ length: 100 }, (_, i) => say(`message ${i}`));
  t.is(((await say('one too many')) as Unanswered).why, 'full');
  link[Symbol.dispose]();
  t.true((await Promise.all(waiting)).every((why) => why instanceof Unanswered && why.why === 'over'));
});

test('nothing is remarked while the connection is away', async (t) => {
  const { appliance, link } = world();
  link.start();
  await settled();
  link.tell({ type: 'typing', session: SESSION });
  appliance.drop();
  link.tell({ type: 'received', session: SESSION, upTo: 4 });
  await appliance.time.pass(300);
  t.deepEqual(
    appliance.heard.map((message) => message.type),
    ['hello', 'typing', 'hello'],
  );
});
