import test, { type ExecutionContext } from 'ava';
import type { PortalId, QueueId, SessionId } from '../../src/kernel/index.ts';
import type { DownOf } from '../../src/protocol/index.ts';
import { company, rowsIn, settle, type Company } from '../company.ts';
import { enter, outsider, placeOf } from '../outsider.ts';
import { policyNamed, setGlobal, usePolicy } from '../policies.ts';
import { addSite } from '../sites.ts';
import type { PageEnd } from '../world.ts';

const RTP = {
  codecs: [{ mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 }],
  encodings: [{ ssrc: 1 }],
};
const CAPABILITIES = {
  codecs: [{ kind: 'video', mimeType: 'video/VP8', preferredPayloadType: 101, clockRate: 90_000 }],
};

async function code(end: PageEnd, message: Parameters<PageEnd['command']>[0]): Promise<string> {
  const answer = await end.command(message);
  return answer.type === 'refused' ? answer.code : answer.type;
}

/** What this page was last told to be denied in that session. */
function denied(end: PageEnd, session: SessionId): readonly string[] {
  const told = end.received.findLast(
    (each): each is DownOf<'session-tools'> => each.type === 'session-tools' && each.session === session,
  );
  return told?.denied ?? [];
}

/** A customer of that site, whom Rita has accepted. */
async function helped(all: Company, portalId: PortalId, mode: 'full' | 'chat' = 'full') {
  const { visitor, session } = await all.world.arrival(all.queue('Laptops'), { portalId, mode });
  const page = await visitor.page(`/session/${session}`);
  await settle(all);
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  return { visitor, session, page };
}

/** As a page sends them by hand, whatever is offered there. */
async function share(page: PageEnd, session: SessionId): Promise<string> {
  const opened = await page.command({ type: 'media-open', session });
  const transportId = opened.type === 'answer' ? (opened.body as { transportId: string }).transportId : '';
  return code(page, { type: 'media-produce', session, transportId, rtpParameters: RTP });
}

async function watch(end: PageEnd, session: SessionId): Promise<string> {
  const opened = await end.command({ type: 'media-open', session });
  const transportId = opened.type === 'answer' ? (opened.body as { transportId: string }).transportId : '';
  const { screen } = end.view(session);
  const producerId = screen.state === 'on' ? screen.producerId : 'p';
  return code(end, {
    type: 'media-consume',
    session,
    transportId,
    producerId,
    rtpCapabilities: CAPABILITIES,
  });
}

async function allAboutTheScreen(t: ExecutionContext, all: Company, at: Awaited<ReturnType<typeof helped>>) {
  const { session, page } = at;
  const refused = await all.rita.command({ type: 'request-screen', session });
  t.like(refused, { type: 'refused', code: 'not-allowed' });
  t.regex(
    refused.type === 'refused' ? refused.sentence : '',
    /^Your administrator does not allow you to see/,
  );
  t.is(await share(page, session), 'not-allowed');
  t.is(await watch(all.rita, session), 'not-allowed');
}

test('screen sharing is denied on one portal and allowed on the other, whoever sends what by hand', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const contoso = (await addSite(all, { addresses: 'help.contoso.test' })) as PortalId;
  const strict = await policyNamed(all, 'No screens', { 'screen-sharing': 'denied' });
  await usePolicy(all, { site: contoso }, strict);

  const denies = await helped(all, contoso);
  t.deepEqual(denied(all.rita, denies.session), ['screen-sharing', 'elevation']);
  t.deepEqual(denied(denies.page, denies.session), ['screen-sharing']);
  await allAboutTheScreen(t, all, denies);
  t.deepEqual(all.rita.view(denies.session).screen, { state: 'off' });

  const allows = await helped(all, 'default-portal--------' as PortalId);
  t.deepEqual(denied(all.rita, allows.session), []);
  t.is(await code(all.rita, { type: 'request-screen', session: allows.session }), 'done');
  await settle(all);
  t.is(await code(allows.page, { type: 'answer-screen', session: allows.session, allow: true }), 'done');
  t.is(await share(allows.page, allows.session), 'answer');
  await settle(all);
  t.is(await watch(all.rita, allows.session), 'answer');

  // A chat there is not elevated; here it is.
  const chatThere = await helped(all, contoso, 'chat');
  t.is(await code(all.rita, { type: 'elevate', session: chatThere.session }), 'not-allowed');
  const chatHere = await helped(all, 'default-portal--------' as PortalId, 'chat');
  t.is(await code(all.rita, { type: 'elevate', session: chatHere.session }), 'done');
});

test('who shares a session has their own policy, and nobody shows a screen that nobody may see', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const strict = await policyNamed(all, 'No screens', { 'screen-sharing': 'denied', chat: 'denied' });
  await usePolicy(all, { user: 'bob' }, strict);
  const { session, page } = await helped(all, 'default-portal--------' as PortalId);
  t.is(await share(page, session), 'answer');
  await settle(all);
  await all.rita.command({ type: 'share', session, to: await personal(all.bob) });
  await all.bob.command({ type: 'accept', session });
  await settle(all);
  t.deepEqual([...denied(all.bob, session)].toSorted(), ['chat', 'elevation', 'screen-sharing']);
  t.deepEqual(denied(all.rita, session), []);
  t.deepEqual(denied(page, session), [], 'Rita sees it');
  t.is(await watch(all.bob, session), 'not-allowed');
  t.is(await watch(all.rita, session), 'answer');
  const say = (messageId: string) =>
    ({ type: 'say', session, messageId: messageId.padEnd(22, '-'), text: 'Hello' }) as const;
  t.is(await code(all.bob, say('bob')), 'not-allowed');
  t.is(await code(all.rita, say('rita')), 'done');
  t.is(await code(page, say('anna')), 'done');

  // Rita is gone: Bob owns it, and nobody is left who may see the screen.
  await all.world.lose(all.rita);
  await all.world.pass(70_000);
  await settle(all);
  t.is(all.bob.view(session).owner?.name, 'bob Person');
  t.deepEqual(all.bob.view(session).screen, { state: 'off' });
  // It was nobody's doing, and says so: to the customer, and in the report.
  const stopped = page.view(session).timeline.find(({ event }) => event.type === 'screen-stopped')?.event;
  t.deepEqual(stopped, { type: 'screen-stopped', reason: 'not-permitted' });
  const report = await (await all.administrator.get(`/login/reports/${session}`)).text();
  t.true(report.includes('nobody in the session was allowed to see the screen any more'));
  t.deepEqual(denied(page, session), ['screen-sharing']);
  t.is(await share(page, session), 'not-allowed');
});

test('a change counts for what is asked from then on: what is shown goes on, and consoles are told at once', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const policy = await policyNamed(all, 'Laptop team', {});
  await usePolicy(all, { user: 'rita' }, policy);
  const { session, page } = await helped(all, 'default-portal--------' as PortalId);
  t.is(await share(page, session), 'answer');
  await settle(all);
  t.is(await watch(all.rita, session), 'answer');
  await setGlobal(all, { 'screen-sharing': 'denied' });
  await settle(all);
  t.is(all.rita.view(session).screen.state, 'on');
  t.true(denied(all.rita, session).includes('screen-sharing'));
  t.is(await watch(all.rita, session), 'not-allowed');
  t.is(await code(all.rita, { type: 'stop-screen', session, reason: 'asked' }), 'done');
  t.is(await code(all.rita, { type: 'request-screen', session }), 'not-allowed');
  // The representative's own layer comes before the global default.
  await policyNamed(all, 'Laptop team', { 'screen-sharing': 'view-only' }, policy);
  await settle(all);
  t.deepEqual(denied(all.rita, session), []);
  t.is(await code(all.rita, { type: 'request-screen', session }), 'done');

  await all.world.stop();
  await all.world.start();
  const again = await all.visitors.rita.at(all.world.url).page('/console');
  t.is(await code(again, { type: 'request-screen', session }), 'request-open', 'all of it is kept');
});

test('the customer has as long to answer as the policy says at the moment of the question', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await setGlobal(all, { 'screen-answer': '15000' });
  const { session } = await helped(all, 'default-portal--------' as PortalId);
  await all.rita.command({ type: 'request-screen', session });
  await setGlobal(all, { 'screen-answer': '300000' });
  await all.world.pass(14_000);
  t.is(all.rita.view(session).screen.state, 'asked');
  await all.world.pass(2_000);
  await settle(all);
  t.is(all.rita.view(session).screen.state, 'off');
  await all.rita.command({ type: 'request-screen', session });
  await all.world.pass(280_000);
  t.is(all.rita.view(session).screen.state, 'asked');
});

test('somebody from outside comes with a security profile, which is asked for where there is one', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await helped(all, 'default-portal--------' as PortalId);
  const { page: before } = await outsider(all.world, all.rita, session, 'Olga Early');
  const profile = await policyNamed(all, 'Read only', {
    chat: 'denied',
    'screen-sharing': 'denied',
    for: 'invites',
  });
  await settle(all);
  const desk = all.rita.received.findLast((each): each is DownOf<'desk'> => each.type === 'desk');
  t.deepEqual(desk?.profiles, [{ id: profile, name: 'Read only' }]);

  const invite = { type: 'invite-external', session, name: 'Karl Vendor', comments: '' } as const;
  t.like(await all.rita.command(invite), { type: 'refused', code: 'not-valid' });
  t.like(await all.rita.command({ ...invite, profile: 'x'.repeat(22) }), {
    type: 'refused',
    code: 'not-valid',
  });
  const made = await all.rita.command({ ...invite, profile });
  const visitor = all.world.visitor();
  await enter(visitor, (made.type === 'answer' ? made.body : {}) as Parameters<typeof enter>[1]);
  const karl = await visitor.page(placeOf(session));
  await settle(all);
  t.deepEqual([...denied(karl, session)].toSorted(), ['chat', 'elevation', 'screen-sharing']);
  const say = (messageId: string) =>
    ({ type: 'say', session, messageId: messageId.padEnd(22, '-'), text: 'Hello' }) as const;
  t.is(await code(karl, say('karl')), 'not-allowed');
  t.is(await watch(karl, session), 'not-allowed');
  t.is(await code(karl, { type: 'add-note', session, messageId: 'n'.padEnd(22, '-'), text: 'x' }), 'done');
  // Who came before there were profiles may do what they could.
  t.deepEqual(denied(before, session), []);
  t.is(await code(before, say('olga')), 'done');

  const report = await (await all.administrator.get(`/login/reports/${session}`)).text();
  t.regex(report, /Read only/);
  // Without the profile nobody gets more than with it.
  await all.administrator.submit(
    `/login/session-policies/${profile}/delete`,
    `/login/session-policies/${profile}/delete`,
    {},
  );
  await settle(all);
  t.is(await code(karl, say('karl')), 'not-allowed');
});

test('nobody from outside is invited, no button deployed and no notice sent where the portal does not allow it', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const contoso = (await addSite(all, { addresses: 'help.contoso.test' })) as PortalId;
  const strict = await policyNamed(all, 'Nobody else', {
    'external-invitations': 'denied',
    'customer-notices': 'denied',
    'support-button': 'denied',
  });
  await usePolicy(all, { site: contoso }, strict);
  const page = '/login/notices/new';
  await all.administrator.submit(page, page, {
    name: 'Outage',
    'title-en': 'Mail is down',
    'message-en': 'We know of it.',
    sites: 'all',
    lastDay: '',
    active: 'on',
  });
  const list = await (await all.administrator.get('/login/notices')).text();
  const notice = /href="\/login\/notices\/([A-Za-z0-9_-]{22})"/.exec(list)?.[1] ?? '';
  const queue = all.queue('Laptops');
  const waits = await all.world.arrival(queue, { portalId: contoso });
  await settle(all);
  const nowhere = () =>
    all.rita.received.findLast((each): each is DownOf<'desk'> => each.type === 'desk')?.noNoticesOn;
  t.deepEqual(nowhere(), [contoso], 'it is not offered there');
  t.is(rowsIn(all.rita, queue).find(({ session }) => session === waits.session)?.portal, contoso);
  t.is(await code(all.rita, { type: 'send-notice', notice, to: { session: waits.session } }), 'not-allowed');
  t.is(await code(all.rita, { type: 'send-notice', notice, to: { queue } }), 'not-allowed');
  await all.world.arrival(queue);
  await settle(all);
  t.like(await all.rita.command({ type: 'send-notice', notice, to: { queue } }), { body: { told: 1 } });

  const there = await helped(all, contoso);
  const invite = { type: 'invite-external', name: 'Karl', comments: '' } as const;
  t.is(await code(all.rita, { ...invite, session: there.session }), 'not-allowed');
  const deploy = { type: 'deploy-button', description: '' } as const;
  const wanted = { profile: 'p'.repeat(22), queue: await personal(all.rita), lifeMs: 0 };
  const deployed = await all.rita.command({ ...deploy, ...wanted, session: there.session });
  t.regex(
    deployed.type === 'refused' ? deployed.sentence : '',
    /^Your administrator does not allow you to deploy/,
  );
  const here = await helped(all, 'default-portal--------' as PortalId);
  t.is(await code(all.rita, { ...invite, session: here.session }), 'answer');
  t.deepEqual(denied(all.rita, here.session), []);

  await policyNamed(all, 'Nobody else', { 'external-invitations': 'denied' }, strict);
  await settle(all);
  t.is(nowhere(), undefined);
});

async function personal(end: PageEnd): Promise<QueueId> {
  const { as } = await end.next('welcome');
  return as.kind === 'representative' ? as.personalQueue : ('' as QueueId);
}
