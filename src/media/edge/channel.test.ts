import test from 'ava';
import { CUSTOMER, Fault, type RepId, type Role, type SessionId } from '../../kernel/index.ts';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import { Media } from '../index.ts';
import { chromiumRtpParameters } from '../testing/contract.ts';
import { FakeRelay } from '../testing/fake-relay.ts';
import { createMediaHandlers } from './channel.ts';

const SESSION = 'session-session-sessio' as SessionId;
const RITA = 'rita-rita-rita-rita-ri' as RepId;

function connectionOf(principal: Connection['principal']): Connection {
  return {
    id: 'page',
    origin: 'https://handrail.example',
    principal,
    send: () => undefined,
    sendFrame: () => undefined,
    close: () => undefined,
  };
}

const customer = connectionOf({ kind: 'customer', session: SESSION, signIn: '' });
const stranger = connectionOf({
  kind: 'customer',
  session: 'another-session-anothe' as SessionId,
  signIn: '',
});
const rita = connectionOf({
  kind: 'person',
  id: RITA,
  name: 'Rita',
  roles: new Set<Role>(['representative']),
  grants: new Set(),
  signIn: '',
});

function channel(): { handlers: Handlers; relay: FakeRelay; told: unknown[] } {
  const relay = new FakeRelay();
  const time = new FakeTime();
  const media = new Media({
    relay,
    sessions: {
      find: (session) =>
        session === SESSION
          ? { isIn: (who) => who === CUSTOMER || who === RITA, maySee: () => true, producerId: undefined }
          : undefined,
      startScreen: () => Promise.resolve(),
      stopScreen: () => Promise.resolve(),
    },
    timers: time,
    log: new MemoryLog(),
  });
  const told: unknown[] = [];
  return {
    handlers: createMediaHandlers(media, (session, message) => told.push([session, message])),
    relay,
    told,
  };
}

const command = 'command-command-comman';

test('a customer opens a transport and produces', async (t) => {
  const { handlers, relay } = channel();
  const opened = await handlers['media-open']?.(customer, { type: 'media-open', command, session: SESSION });
  const { transportId } = opened as { transportId: string };
  const produced = await handlers['media-produce']?.(customer, {
    type: 'media-produce',
    command,
    session: SESSION,
    transportId,
    rtpParameters: { ...chromiumRtpParameters(7) },
  });
  t.deepEqual(produced, { producerId: relay.producers[0]?.id });
});

test('a customer who names another session is refused before anything happens', (t) => {
  const { handlers, relay, told } = channel();
  const delay = { type: 'sender-delay', session: SESSION, delayMs: 1, limitedBy: 'none' } as const;
  for (const attempt of [
    () => handlers['media-open']?.(stranger, { type: 'media-open', command, session: SESSION }),
    () => handlers['sender-delay']?.(stranger, delay),
  ]) {
    t.is(t.throws(attempt, { instanceOf: Fault })?.code, 'not-in-session');
  }
  t.is(relay.rooms.size, 0);
  t.deepEqual(told, []);
});

test('parameters of the wrong shape are refused at the door', (t) => {
  const { handlers } = channel();
  const base = { command, session: SESSION, transportId: 'x' } as const;
  const wrong: (() => unknown)[] = [
    () => handlers['media-produce']?.(customer, { ...base, type: 'media-produce', rtpParameters: {} }),
    () =>
      handlers['media-produce']?.(customer, {
        ...base,
        type: 'media-produce',
        rtpParameters: { ...chromiumRtpParameters(1), encodings: [{ ssrc: 1 }, { ssrc: 2 }] },
      }),
    () =>
      handlers['media-connect']?.(customer, {
        ...base,
        type: 'media-connect',
        dtlsParameters: { fingerprints: [] },
      }),
    () =>
      handlers['media-consume']?.(rita, {
        ...base,
        type: 'media-consume',
        producerId: 'y',
        rtpCapabilities: { codecs: 'all' },
      }),
  ];
  for (const attempt of wrong) {
    t.is(t.throws(attempt, { instanceOf: Fault })?.code, 'bad-request');
  }
});

test('the delay that the sender measures reaches the representatives', (t) => {
  const { handlers, told } = channel();
  const delay = { type: 'sender-delay', session: SESSION, delayMs: 40, limitedBy: 'bandwidth' } as const;
  handlers['sender-delay']?.(customer, delay);
  t.deepEqual(told, [[SESSION, delay]]);
});
