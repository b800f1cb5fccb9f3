import test from 'ava';
import { consoleSurveys } from '../src/console/edge/surveys.ts';
import { afterTheEnd } from '../src/customer/edge/after.ts';
import type { SessionId } from '../src/kernel/index.ts';

const SESSION = 'session---------------' as SessionId;

test.serial('what a page asks for after a session is given up when nobody answers', async (t) => {
  const { fetch } = globalThis;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const givesUp = new AbortController();
  const patience: number[] = [];
  t.teardown(() => {
    globalThis.fetch = fetch;
    AbortSignal.timeout = timeout;
  });
  AbortSignal.timeout = (ms) => {
    patience.push(ms);
    return givesUp.signal;
  };
  globalThis.fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('given up')));
    });
  const asked = [afterTheEnd(SESSION).ask(), consoleSurveys.isOpen(SESSION)];
  givesUp.abort();
  for (const each of asked) {
    await t.throwsAsync(each, { message: 'given up' });
  }
  t.deepEqual(patience, [12_000, 12_000]);
});
