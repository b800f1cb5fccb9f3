import test from 'ava';
import { instant, LIMITS, type PortalId, type RepId, type SessionId } from '../kernel/index.ts';
import { FakeTime } from '../kernel/testing/fake-time.ts';
import { MemoryLog } from '../kernel/testing/memory-log.ts';
import type { HeldSession, Listener } from '../sessions/index.ts';
import type { CalledBrowser, PushOutcome } from './ports.ts';
import { createPushes, type Pushes } from './service.ts';

const MIRA = { id: 'R'.repeat(22) as RepId, name: 'Mira' };

/** Push services that keep every call until a test answers it. */
class Calls implements Disposable {
  readonly time = new FakeTime();
  readonly begun: { readonly session: SessionId; readonly answer: (outcome: PushOutcome) => void }[] = [];
  readonly pushes: Pushes;
  readonly #listeners: Listener[] = [];
  /** Calls of this session cannot even begin. */
  broken: SessionId | undefined;
  #seq = 0;

  constructor() {
    const held = (id: SessionId) =>
      ({ status: 'held', id, portalId: 'p' as PortalId, language: 'en' }) as unknown as HeldSession;
    this.pushes = createPushes({
      sessions: {
        find: held,
        page: () => [],
        onHappened: (listener) => {
          this.#listeners.push(listener);
          return { [Symbol.dispose]: () => undefined };
        },
      },
      store: {
        all: () => [],
        put: () => undefined,
        calledUpTo: () => undefined,
        remove: () => undefined,
        write: () => Promise.resolve(),
      },
      sender: {
        key: 'key',
        check: () => undefined,
        hostOf: () => 'push.example',
        send: ({ session }: CalledBrowser) => {
          if (session === this.broken) {
            throw new Error('these are no keys');
          }
          const { promise, resolve } = Promise.withResolvers<PushOutcome>();
          this.begun.push({ session, answer: resolve });
          return { outcome: promise, giveUp: () => resolve({ kind: 'unreached', why: 'given up' }) };
        },
      },
      isOn: () => true,
      isLookedAt: () => false,
      head: () => 0,
      digest: (text) => text,
      clock: this.time,
      timers: this.time,
      log: new MemoryLog(),
    });
  }

  async subscribe(session: SessionId): Promise<void> {
    await this.pushes.subscribe(session, { endpoint: 'e', p256dh: 'p', auth: 'a', origin: 'o' });
  }

  /** Somebody accepts it, for which its customer is called. */
  accept(session: SessionId): void {
    this.#seq += 1;
    const fact = { type: 'accepted', by: MIRA } as const;
    const after = { status: 'held', id: session, portalId: 'p', language: 'en' } as unknown as HeldSession;
    for (const listener of this.#listeners) {
      listener(session, [{ seq: this.#seq, at: instant(this.time.now()), fact }], after);
    }
  }

  [Symbol.dispose](): void {
    this.pushes[Symbol.dispose]();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

test('so many calls are on their way at once and no more, whoever comes when one is done, and one that cannot begin takes no place', async (t) => {
  using calls = new Calls();
  const sessions = Array.from({ length: 3 * LIMITS.pushesAtOnce }, (_, at) => `s${at}` as SessionId);
  for (const session of sessions) {
    await calls.subscribe(session);
  }
  calls.broken = sessions[0];
  const [late, ...first] = sessions.toReversed();
  first.toReversed().forEach((session) => calls.accept(session));
  await turn();
  t.is(calls.begun.length, LIMITS.pushesAtOnce);
  // Answered and asked in one breath: whoever waited longest is next.
  calls.begun[0]?.answer({ kind: 'taken' });
  await Promise.resolve();
  calls.accept(late as SessionId);
  await turn();
  t.is(calls.begun.length, LIMITS.pushesAtOnce + 1);
  for (let done = 1; done < calls.begun.length; done += 1) {
    calls.begun[done]?.answer({ kind: 'taken' });
    await turn();
    t.true(calls.begun.length - done - 1 <= LIMITS.pushesAtOnce);
  }
  t.is(calls.begun.at(-1)?.session, late);
  t.is(calls.begun.length, sessions.length - 1);
});
