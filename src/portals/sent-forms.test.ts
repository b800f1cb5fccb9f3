import test from 'ava';
import { LIMITS, type SessionId, type Transaction } from '../kernel/index.ts';
import { FakeTime } from '../kernel/testing/fake-time.ts';
import type { Began } from './ports.ts';
import { createSentForms } from './sent-forms.ts';

const TX = {} as Transaction;
const SESSION: Began = { kind: 'session', session: 'a-session-------------' as SessionId };

function opened() {
  const time = new FakeTime();
  const rows = new Map<string, { began: Began; at: number }>();
  const forms = createSentForms({
    clock: time,
    store: {
      find: (mark, since) => {
        const row = rows.get(mark);
        return row !== undefined && row.at > since ? row.began : undefined;
      },
      put: (_tx, mark, began, now) => void rows.set(mark, { began, at: now }),
      forget: (_tx, before) => {
        for (const [mark, { at }] of rows) {
          if (at <= before) {
            rows.delete(mark);
          }
        }
      },
    },
  });
  return { time, forms, rows };
}

test('the same form is told what it began, another one is not, and after a while nobody is', async (t) => {
  const { time, forms, rows } = opened();
  await forms.inTurn('one', async (began) => {
    t.is(began, undefined);
    forms.keep(TX, 'one', SESSION);
  });
  t.deepEqual(await forms.inTurn('one', async (began) => began), SESSION);
  t.is(await forms.inTurn('other', async (began) => began), undefined);
  time.advance(LIMITS.sentFormLifeMs);
  t.is(await forms.inTurn('one', async (began) => began), undefined);
  forms.keep(TX, 'other', { kind: 'message' });
  t.deepEqual([...rows.keys()], ['other'], 'what is old is forgotten when something new is kept');
});

test('who sends the same form meanwhile waits for what becomes of it; a refusal leaves it to the next', async (t) => {
  const { forms } = opened();
  const order: string[] = [];
  const answers = await Promise.allSettled(
    ['refused', 'begins', 'repeats'].map((what) =>
      forms.inTurn('one', async (began) => {
        order.push(`${what} ${began?.kind ?? 'nothing'}`);
        await new Promise<void>((resolve) => void setTimeout(resolve, 1));
        if (what === 'refused') {
          throw new Error('refused');
        }
        if (began === undefined) {
          forms.keep(TX, 'one', SESSION);
        }
        return began?.kind;
      }),
    ),
  );
  t.deepEqual(order, ['refused nothing', 'begins nothing', 'repeats session']);
  t.deepEqual(
    answers.map((each) => each.status),
    ['rejected', 'fulfilled', 'fulfilled'],
  );
});

test('without a mark every form is one of its own, and nothing is kept', async (t) => {
  const { forms, rows } = opened();
  await forms.inTurn(undefined, async (began) => {
    t.is(began, undefined);
    forms.keep(TX, undefined, SESSION);
  });
  t.is(rows.size, 0);
});
