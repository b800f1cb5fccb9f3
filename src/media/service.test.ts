import test, { type ExecutionContext } from 'ava';
import {
  CUSTOMER,
  Fault,
  type FaultCode,
  type ParticipantId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import { FakeTime } from '../kernel/testing/fake-time.ts';
import { MemoryLog } from '../kernel/testing/memory-log.ts';
import { Media, MEDIA_LIMITS, type SharingSession, type SharingSessions } from './index.ts';
import {
  CHROMIUM_CAPABILITIES,
  chromiumRtpParameters,
  refusal,
  SOME_FINGERPRINT,
} from './testing/contract.ts';
import { FakeRelay } from './testing/fake-relay.ts';

const SESSION = 'session-session-sessio' as SessionId;
const OTHER_SESSION = 'another-session-anothe' as SessionId;
const RITA = 'rita-rita-rita-rita-ri' as RepId;
const MALLORY = 'mallory-mallory-mallor' as RepId;

const customer = { session: SESSION, who: CUSTOMER, connectionId: 'customer-page' };
const rita = { session: SESSION, who: RITA, connectionId: 'console' };

/** Sessions as media sees them: who is in, what is shared, and what was asked for. */
class SomeSessions implements SharingSessions {
  readonly held = new Map<SessionId, { who: Set<ParticipantId>; producerId: string | undefined }>();
  /** Who may not see a screen. */
  readonly blind = new Set<ParticipantId>();
  readonly stops: string[] = [];
  refuses: FaultCode | undefined;
  whileStarting: () => void = () => undefined;

  find(session: SessionId): SharingSession | undefined {
    const held = this.held.get(session);
    return (
      held && {
        isIn: (who) => held.who.has(who),
        maySee: (who) => !this.blind.has(who),
        producerId: held.producerId,
      }
    );
  }

  async startScreen(session: SessionId, producerId: string): Promise<void> {
    await Promise.resolve();
    this.whileStarting();
    if (this.refuses !== undefined) {
      throw new Fault(this.refuses);
    }
    this.#set(session, producerId);
  }

  async stopScreen(session: SessionId, reason: string): Promise<void> {
    await Promise.resolve();
    this.stops.push(reason);
    this.#set(session, undefined);
  }

  #set(session: SessionId, producerId: string | undefined): void {
    const held = this.held.get(session);
    if (held !== undefined) {
      held.producerId = producerId;
    }
  }
}

function world(): {
  relay: FakeRelay;
  sessions: SomeSessions;
  time: FakeTime;
  media: Media;
  log: MemoryLog;
  settle: () => Promise<void>;
  share: (page?: typeof customer) => Promise<string>;
  watch: (page: typeof rita, producerId: string) => Promise<string>;
} {
  const relay = new FakeRelay();
  const sessions = new SomeSessions();
  sessions.held.set(SESSION, { who: new Set([CUSTOMER, RITA]), producerId: undefined });
  const time = new FakeTime();
  const log = new MemoryLog();
  const media = new Media({ relay, sessions, timers: time, log });
  return {
    relay,
    sessions,
    time,
    media,
    log,
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    async share(page = customer) {
      const { transportId } = await media.open(page);
      await media.connect(page, transportId, SOME_FINGERPRINT);
      return (await media.produce(page, transportId, chromiumRtpParameters(1))).producerId;
    },
    async watch(page, producerId) {
      const { transportId } = await media.open(page);
      const { consumerId } = await media.consume(page, transportId, producerId, CHROMIUM_CAPABILITIES);
      await media.connect(page, transportId, SOME_FINGERPRINT);
      await media.resume(page, consumerId);
      return consumerId;
    },
  };
}

async function refused(t: ExecutionContext, promise: Promise<unknown>, code: FaultCode): Promise<void> {
  t.is(await refusal(t, promise), code);
}

test('the customer shares, the session is told, the representative watches', async (t) => {
  const { sessions, relay, share, watch } = world();
  const producerId = await share();
  t.is(sessions.held.get(SESSION)?.producerId, producerId);
  await watch(rita, producerId);
  const [consumer] = relay.producers[0]?.consumers ?? [];
  t.is(consumer?.paused, false);
});

test('nobody but the session’s own people comes near the relay', async (t) => {
  const { media, relay, share } = world();
  const producerId = await share();
  const mallory = { session: SESSION, who: MALLORY, connectionId: 'mallory' };
  await refused(t, media.open(mallory), 'not-in-session');
  await refused(t, media.open({ ...mallory, session: OTHER_SESSION }), 'not-in-session');
  await refused(t, media.consume(mallory, 'fake-1', producerId, CHROMIUM_CAPABILITIES), 'not-in-session');
  await refused(t, media.resume(mallory, 'fake-1'), 'not-in-session');
  t.is(relay.transports.length, 1);
});

test('a representative cannot send a picture and the customer cannot watch one', async (t) => {
  const { media, share, watch, relay } = world();
  const producerId = await share();
  await watch(rita, producerId);
  const [customers, ritas] = relay.transports;
  await refused(t, media.produce(rita, ritas?.id ?? '', chromiumRtpParameters(5)), 'not-allowed');
  await refused(
    t,
    media.consume(customer, customers?.id ?? '', producerId, CHROMIUM_CAPABILITIES),
    'not-allowed',
  );
});

test('a transport belongs to the page that opened it', async (t) => {
  const { media, relay } = world();
  const { transportId } = await media.open(customer);
  const secondPage = { ...customer, connectionId: 'second-page' };
  await refused(t, media.connect(secondPage, transportId, SOME_FINGERPRINT), 'bad-request');
  await refused(t, media.produce(secondPage, transportId, chromiumRtpParameters(1)), 'bad-request');
  await refused(t, media.connect(rita, transportId, SOME_FINGERPRINT), 'bad-request');
  t.is(relay.producers.length, 0);
});

test('when the session refuses the screen, nothing is relayed', async (t) => {
  const { media, relay, sessions } = world();
  sessions.refuses = 'session-full';
  const { transportId } = await media.open(customer);
  await refused(t, media.produce(customer, transportId, chromiumRtpParameters(1)), 'session-full');
  t.is(relay.producers.length, 0);
  await refused(t, media.tap(SESSION, 'fake-3', 9), 'not-sharing');
});

test('a second picture replaces the first, and who watched the first must consume the second', async (t) => {
  const { media, relay, sessions, share, watch } = world();
  const first = await share();
  await watch(rita, first);
  const second = await share({ ...customer, connectionId: 'after-reconnect' });
  t.deepEqual(
    relay.producers.map(({ id }) => id),
    [second],
  );
  t.is(relay.producers[0]?.consumers.size, 0);
  t.is(sessions.held.get(SESSION)?.producerId, second);
  const ritas = relay.transports.find((transport) => transport.producers.size === 0);
  await refused(t, media.consume(rita, ritas?.id ?? '', first, CHROMIUM_CAPABILITIES), 'not-sharing');
  await media.consume(rita, ritas?.id ?? '', second, CHROMIUM_CAPABILITIES);
  t.deepEqual(sessions.stops, []);
});

test('only the picture of the moment can be tapped', async (t) => {
  const { media, relay, share } = world();
  await refused(t, media.tap(SESSION, 'none', 9), 'not-sharing');
  const producerId = await share();
  const tap = await media.tap(SESSION, producerId, 4711);
  t.is(relay.taps.length, 1);
  tap.close();
  t.is(relay.taps.length, 0);
});

test('opening again replaces the page’s transport; a session holds a limited number', async (t) => {
  const { media, relay } = world();
  for (let again = 0; again < 50; again += 1) {
    await media.open(customer);
  }
  t.is(relay.transports.length, 1);
  for (let page = 1; page < MEDIA_LIMITS.transportsPerSession; page += 1) {
    await media.open({ ...rita, connectionId: `page-${page}` });
  }
  await refused(t, media.open({ ...rita, connectionId: 'one-too-many' }), 'too-many');
});

test('a page that begins again keeps its picture until the new one comes', async (t) => {
  const { media, relay, sessions, time, share, watch, settle } = world();
  const first = await share();
  await watch(rita, first);
  const { transportId } = await media.open(customer);
  t.is(relay.producers[0]?.consumers.size, 1);
  const { producerId } = await media.produce(customer, transportId, chromiumRtpParameters(9));
  t.deepEqual(
    relay.producers.map(({ id }) => id),
    [producerId],
  );
  t.is(relay.transports.length, 2);
  time.advance(MEDIA_LIMITS.returnMs);
  await settle();
  t.deepEqual(sessions.stops, []);
});

test('stopping the screen ends the relaying at once, whatever the page still sends', async (t) => {
  const { media, relay, sessions, share, settle } = world();
  await share();
  await sessions.stopScreen(SESSION, 'stopped-by-representative');
  media.follow(SESSION);
  await settle();
  t.is(relay.producers.length, 0);
});

test('a representative who is no longer in the session stops receiving', async (t) => {
  const { media, relay, sessions, share, watch, settle } = world();
  const producerId = await share();
  await watch(rita, producerId);
  sessions.held.get(SESSION)?.who.delete(RITA);
  media.follow(SESSION);
  await settle();
  t.is(relay.producers[0]?.consumers.size, 0);
  t.is(relay.transports.length, 1);
});

test('the end of the session closes everything, and nothing opens again', async (t) => {
  const { media, relay, sessions, share, watch, settle } = world();
  const producerId = await share();
  await watch(rita, producerId);
  sessions.held.delete(SESSION);
  media.follow(SESSION);
  await settle();
  t.is(relay.rooms.size, 0);
  await refused(t, media.open(customer), 'not-in-session');
});

test('a closing session wins over a page that is just opening', async (t) => {
  const { media, relay, sessions, settle } = world();
  const opening = media.open(customer);
  while (relay.rooms.size === 0) {
    await Promise.resolve();
  }
  media.closeSession(SESSION);
  sessions.held.delete(SESSION);
  const late = media.open(rita);
  await opening;
  await refused(t, late, 'not-in-session');
  await settle();
  t.is(relay.rooms.size, 0);
});

test('a representative’s lost connection ends the watching at once', async (t) => {
  const { media, relay, share, watch, settle } = world();
  const producerId = await share();
  await watch(rita, producerId);
  media.closeConnection(rita.connectionId);
  await settle();
  t.is(relay.transports.length, 1);
  t.is(relay.producers.length, 1);
});

test('the customer’s lost connection leaves the picture for a while, then sharing has stopped', async (t) => {
  const { media, relay, sessions, time, share, settle } = world();
  await share();
  media.closeConnection(customer.connectionId);
  await settle();
  time.advance(MEDIA_LIMITS.returnMs - 1);
  await settle();
  t.is(relay.producers.length, 1);
  time.advance(1);
  await settle();
  t.is(relay.producers.length, 0);
  t.deepEqual(sessions.stops, ['connection-lost']);
  t.is(time.waiting, 0);
});

test('a customer who returns in time goes on sharing', async (t) => {
  const { media, sessions, time, share, settle } = world();
  await share();
  media.closeConnection(customer.connectionId);
  await settle();
  const second = await share({ ...customer, connectionId: 'returned' });
  time.advance(2 * MEDIA_LIMITS.returnMs);
  await settle();
  t.deepEqual(sessions.stops, []);
  t.is(sessions.held.get(SESSION)?.producerId, second);
  t.is(time.waiting, 0);
});

test('a transport that breaks gives its sender a moment to begin again', async (t) => {
  const { relay, sessions, time, share, settle } = world();
  await share();
  relay.transports[0]?.leave();
  await settle();
  t.is(sessions.held.get(SESSION)?.producerId !== undefined, true);
  time.advance(MEDIA_LIMITS.returnMs);
  await settle();
  t.deepEqual(sessions.stops, ['connection-lost']);
});

test('when the relay dies, pages are told to begin again and sharing goes on', async (t) => {
  const { media, relay, sessions, time, share, watch, settle } = world();
  const restarted: SessionId[] = [];
  media.onRestarted((session) => restarted.push(session));
  await watch(rita, await share());
  relay.crash();
  t.deepEqual(media.health(), { ok: false, why: 'it is starting again' });
  await refused(t, media.open(customer), 'relay-down');
  t.deepEqual(restarted, []);
  relay.restart();
  t.deepEqual(restarted, [SESSION]);
  const producerId = await share();
  await watch(rita, producerId);
  time.advance(MEDIA_LIMITS.returnMs);
  await settle();
  t.deepEqual(sessions.stops, []);
  t.is(relay.producers[0]?.consumers.size, 1);
});

test('when the relay dies and the sender does not return, sharing has stopped for that reason', async (t) => {
  const { relay, sessions, time, share, settle } = world();
  await share();
  relay.crash();
  relay.restart();
  time.advance(MEDIA_LIMITS.returnMs);
  await settle();
  t.deepEqual(sessions.stops, ['relay-lost']);
});

test('a relay that dies while a picture is being announced is noticed', async (t) => {
  const { relay, sessions, time, share, settle } = world();
  sessions.whileStarting = () => relay.crash();
  await share();
  time.advance(MEDIA_LIMITS.returnMs);
  await settle();
  t.deepEqual(sessions.stops, ['relay-lost']);
});

test('a relay that dies while it makes a picture announces none', async (t) => {
  const { media, relay, sessions } = world();
  const { transportId } = await media.open(customer);
  const producing = media.produce(customer, transportId, chromiumRtpParameters(1));
  while (relay.producers.length === 0) {
    await Promise.resolve();
  }
  relay.crash();
  await refused(t, producing, 'relay-down');
  t.is(sessions.held.get(SESSION)?.producerId, undefined);
});

test('closing leaves neither rooms nor timers', async (t) => {
  const { media, relay, time, share, settle } = world();
  await share();
  media.closeConnection(customer.connectionId);
  await settle();
  media.close();
  t.is(relay.rooms.size, 0);
  t.is(time.waiting, 0);
});
