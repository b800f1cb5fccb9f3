import test from 'ava';
import { company, rowsIn, settle, type Company } from '../company.ts';
import type { PageEnd } from '../world.ts';

const RTP = {
  codecs: [{ mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 }],
  encodings: [{ ssrc: 1 }],
};

/** Anna came by click-to-chat and Rita accepted her. */
async function chat(all: Company) {
  const { visitor, session } = await all.world.arrival(all.queue('Laptops'), { mode: 'chat' });
  const page = await visitor.page(`/session/${session}`);
  await settle(all);
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  return { visitor, session, page };
}

/** Everything that is about the screen, by whoever may send it. */
async function screenRefusals(rita: PageEnd, page: PageEnd, session: string) {
  const refused: string[] = [];
  for (const [end, message] of [
    [rita, { type: 'request-screen', session }],
    [rita, { type: 'stop-screen', session, reason: 'asked' }],
    [rita, { type: 'media-open', session }],
    [rita, { type: 'media-consume', session, transportId: 't', producerId: 'p', rtpCapabilities: {} }],
    [page, { type: 'answer-screen', session, allow: true }],
    [page, { type: 'stop-screen', session, reason: 'asked' }],
    [page, { type: 'media-open', session }],
    [page, { type: 'media-produce', session, transportId: 't', rtpParameters: RTP }],
  ] as const) {
    const answer = await end.command(message);
    refused.push(answer.type === 'refused' ? answer.code : `${message.type}: ${answer.type}`);
  }
  return refused;
}

test('in a chat everything about the screen is refused until the customer agrees, and then it is a full session', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, page } = await chat(all);
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, 0);
  t.deepEqual(await screenRefusals(all.rita, page, session), [
    'chat-only',
    'chat-only',
    'not-in-session',
    'not-in-session',
    'chat-only',
    'chat-only',
    'not-in-session',
    'not-in-session',
  ]);
  // The customer cannot agree to what nobody asked, and nobody else may ask.
  t.like(await page.command({ type: 'answer-elevation', session, allow: true }), { type: 'done' });
  t.is((await page.command({ type: 'elevate', session })).type, 'refused');
  t.is((await all.bob.command({ type: 'elevate', session })).type, 'refused');
  await settle(all);
  t.is(page.view(session).mode, 'chat');

  t.like(await all.rita.command({ type: 'elevate', session }), { type: 'done' });
  await settle(all);
  t.deepEqual(page.view(session).screen, { state: 'elevating', byName: 'rita Person' });
  t.like(await all.rita.command({ type: 'elevate', session }), { type: 'refused', code: 'request-open' });
  t.is((await all.rita.command({ type: 'answer-elevation', session, allow: true })).type, 'refused');
  t.true((await screenRefusals(all.rita, page, session)).every((code) => !code.includes(':')));
  t.like(await page.command({ type: 'answer-elevation', session, allow: false }), { type: 'done' });
  await settle(all);
  t.like(all.rita.view(session), { mode: 'chat', screen: { state: 'off' } });

  // Asked once more, nobody answers.
  await all.rita.command({ type: 'elevate', session });
  await all.world.pass(61_000);
  await settle(all);
  t.like(all.rita.view(session), { mode: 'chat', screen: { state: 'off' } });

  await all.rita.command({ type: 'elevate', session });
  await page.command({ type: 'answer-elevation', session, allow: true });
  await settle(all);
  t.like(all.rita.view(session), { mode: 'full', screen: { state: 'off' } });
  t.is(all.rita.view(session).request?.mode, 'chat', 'how it began stays told');
  const { as } = await all.rita.next('welcome');
  const mine = as.kind === 'representative' ? rowsIn(all.rita, as.personalQueue) : [];
  t.like(mine[0], { session, mode: 'full' });
  t.like(await all.rita.command({ type: 'request-screen', session }), { type: 'done' });
  t.like(await page.command({ type: 'answer-screen', session, allow: true }), { type: 'done' });
  t.is((await page.command({ type: 'media-open', session })).type, 'answer');

  await all.rita.command({ type: 'end-session', session });
  await settle(all);
  const report = await (await all.administrator.get(`/login/reports/${session}`)).text();
  t.regex(report, /by click-to-chat/);
  t.regex(report, /asked whether the chat may go on with the screen/);
  t.regex(report, /did not agree: the session stayed a chat/);
  t.regex(report, /did not answer: the session stayed a chat/);
  t.regex(report, /agreed: the chat was elevated to a full session/);
});

test('an open question goes with the transfer, and a chat stays a chat through both that and a restart', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, page, visitor } = await chat(all);
  await all.rita.command({ type: 'elevate', session });
  await all.rita.command({ type: 'transfer', session, to: all.queue('Laptops') });
  await settle(all);
  t.deepEqual(page.view(session).screen, { state: 'off' });
  t.is((await page.command({ type: 'answer-elevation', session, allow: true })).type, 'refused');
  await all.bob.command({ type: 'accept', session });
  await all.bob.command({ type: 'elevate', session });
  await all.world.stop();
  await all.world.start();
  const again = await visitor.at(all.world.url).page(`/session/${session}`);
  t.like(again.view(session), { mode: 'chat', screen: { state: 'elevating' } });
  await again.command({ type: 'answer-elevation', session, allow: true });
  await all.world.stop();
  await all.world.start();
  const full = await visitor.at(all.world.url).page(`/session/${session}`);
  t.like(full.view(session), { mode: 'full', screen: { state: 'off' } });
});
