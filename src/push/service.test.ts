import test from 'ava';
import { LIMITS, type PortalId, type RepId, type SessionId } from '../kernel/index.ts';
import { FakeTime } from '../kernel/testing/fake-time.ts';
import { MemoryLog } from '../kernel/testing/memory-log.ts';
import type { HeldSession, Listener, SessionFact } from '../sessions/index.ts';
import type { CalledBrowser, PushOutcome } from './ports.ts';
import { createPushes, type Pushes } from './service.ts';

const MIRA = { id: 'R'.repeat(22) as RepId, name: 'Mira' };

/** Push services that keep every call until a test answers it. */
class Calls implements Disposable {
  readonly time = new FakeTime();
  readonly begun: {
    readonly session: SessionId;
    readonly seq: number;
    readonly answer: (outcome: PushOutcome) => void;
  }[] = [];
  /** How far browsers were called, as it is kept. */
  readonly calledUpTo: number[] = [];
  readonly pushes: Pushes;
  readonly #listeners: Listener[] = [];
  /** Calls of this session cannot even begin. */
  broken: SessionId | undefined;
  #seq = 0;

  constructor() {
    this.pushes = createPushes({
      sessions: {
        find: (id) => this.#held(id),
        page: () => [],
        onHappened: (listener) => {
          this.#listeners.push(listener);
          return { [Symbol.dispose]: () => undefined };
        },
      },
      store: {
        all: () => [],
        put: () => undefined,
        calledUpTo: (_tx, _id, seq) => void this.calledUpTo.push(seq),
        remove: () => undefined,
        write: (work) => Promise.resolve(work(undefined as never)),
      },
      sender: {
        key: 'key',
        check: () => undefined,
        hostOf: () => 'push.example',
        send: ({ session }: CalledBrowser, payload) => {
          if (session === this.broken) {
            throw new Error('these are no keys');
          }
          const { promise, resolve } = Promise.withResolvers<PushOutcome>();
          const { seq } = JSON.parse(payload) as { seq: number };
          this.begun.push({ session, seq, answer: resolve });
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

  #held(id: SessionId): HeldSession {
    return {
      status: 'held',
      id,
      portalId: 'p' as PortalId,
      language: 'en',
      screen: { state: 'asked' },
    } as unknown as HeldSession;
  }

  async subscribe(session: SessionId): Promise<void> {
    await this.pushes.subscribe(session, { endpoint: 'e', p256dh: 'p', auth: 'a', origin: 'o' });
  }

  /** Mira does it, for which the session's customer is called; answers its place in the journal. */
  happen(session: SessionId, type: 'accepted' | 'chat' | 'screen-requested'): number {
    this.#seq += 1;
    const fact = { type, by: MIRA, from: MIRA } as unknown as SessionFact;
    for (const listener of this.#listeners) {
      listener(session, [{ seq: this.#seq, at: this.time.now(), fact }], this.#held(session));
    }
    return this.#seq;
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
  first.toReversed().forEach((session) => calls.happen(session, 'accepted'));
  await turn();
  t.is(calls.begun.length, LIMITS.pushesAtOnce);
  // Answered and asked in one breath: whoever waited longest is next.
  calls.begun[0]?.answer({ kind: 'taken' });
  await Promise.resolve();
  calls.happen(late as SessionId, 'accepted');
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

test('what is written calls now and then; a question in between is not kept waiting by it, and a crash forgets neither', async (t) => {
  using calls = new Calls();
  const session = 's' as SessionId;
  await calls.subscribe(session);
  const answered = async (): Promise<readonly number[]> => {
    await turn();
    calls.begun.at(-1)?.answer({ kind: 'taken' });
    await turn();
    return calls.begun.map(({ seq }) => seq);
  };
  const first = calls.happen(session, 'chat');
  t.deepEqual(await answered(), [first]);
  const second = calls.happen(session, 'chat');
  t.deepEqual(await answered(), [first], 'it waits');
  const question = calls.happen(session, 'screen-requested');
  t.deepEqual(await answered(), [first, question]);
  t.is(Math.max(...calls.calledUpTo), second - 1, 'what waits is still to be called for');
  calls.time.advance(LIMITS.pushChatEveryMs);
  t.deepEqual(await answered(), [first, question, second]);
  t.is(Math.max(...calls.calledUpTo), question);
});
