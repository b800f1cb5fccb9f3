import type { TestFn } from 'ava';
import * as fc from 'fast-check';
import { Fault, instant, LIMITS } from '../../kernel/index.ts';
import type { Entry, Journal, NewEvent } from '../index.ts';

const AT = instant(1_795_262_400_000);

/** What every journal keeps. `open` gives an empty one, and what closes it. */
export function journalContract(
  test: TestFn,
  name: string,
  open: () => Promise<{ journal: Journal } & Disposable>,
): void {
  function append(
    journal: Journal,
    stream: string,
    expected: number,
    ...events: NewEvent[]
  ): Promise<readonly Entry[]> {
    return journal.write((_tx, add) => add(stream, expected, events, AT));
  }

  test(`${name}: what is appended has its places, and is read back as it was told`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    t.deepEqual(journal.head(), { seq: 0, hash: '0'.repeat(64) });
    const told: Entry[] = [];
    using _listening = journal.onCommitted((entries) => told.push(...entries));
    const first = await append(journal, 'session:a', 0, said('one'), { type: 'ended', data: {} });
    const other = await append(journal, 'audit', 0, said('two'));
    const second = await append(journal, 'session:a', 2, {
      type: 'said',
      data: { text: 'ä\ud83d\ude00\ud800\0', left: undefined },
    });
    const all = [...first, ...other, ...second];
    t.deepEqual(
      all.map(({ seq, stream, version, at, type, data }) => ({ seq, stream, version, at, type, data })),
      [
        { seq: 1, stream: 'session:a', version: 1, at: AT, type: 'said', data: { text: 'one' } },
        { seq: 2, stream: 'session:a', version: 2, at: AT, type: 'ended', data: {} },
        { seq: 3, stream: 'audit', version: 1, at: AT, type: 'said', data: { text: 'two' } },
        {
          seq: 4,
          stream: 'session:a',
          version: 3,
          at: AT,
          type: 'said',
          data: { text: 'ä\ud83d\ude00\ud800\0' },
        },
      ],
    );
    t.deepEqual(told, all);
    t.deepEqual(journal.page(0, 10), all);
    t.deepEqual(journal.stream('session:a'), [...first, ...second]);
    t.deepEqual(journal.stream('session:a', 2), second);
    t.deepEqual(journal.stream('session:b'), []);
    t.deepEqual(journal.head(), { seq: 4, hash: all[3]?.hash ?? '' });
    t.deepEqual(journal.verify(), { ok: true, entries: 4, head: journal.head() });
  });

  test(`${name}: a stream at another version refuses, and nothing of the write is kept`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    await append(journal, 'session:a', 0, said('one'));
    const outcomes = await Promise.allSettled([
      append(journal, 'session:a', 1, said('first')),
      append(journal, 'session:a', 1, said('second')),
      append(journal, 'session:a', 7, said('from the future')),
      journal.write((_tx, add) => {
        add('session:b', 0, [said('undone')], AT);
        add('session:a', 0, [said('late')], AT);
      }),
      append(journal, 'session:b', 0, said('kept')),
    ]);
    t.deepEqual(
      outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? 'kept' : outcome.reason instanceof Fault && outcome.reason.code,
      ),
      ['kept', 'changed-meanwhile', 'changed-meanwhile', 'changed-meanwhile', 'kept'],
    );
    t.deepEqual(texts(journal.page(0, 10)), ['one', 'first', 'kept']);
    t.true(journal.verify().ok);
  });

  test(`${name}: a work that throws leaves nothing behind, and those beside it go on in their places`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    const told: Entry[] = [];
    using _listening = journal.onCommitted((entries) => told.push(...entries));
    const outcomes = await Promise.allSettled([
      append(journal, 'session:a', 0, said('one')),
      journal.write((_tx, add) => {
        add('session:a', 1, [said('lost'), said('lost too')], AT);
        throw new Error('second thoughts');
      }),
      append(journal, 'session:a', 1, said('two')),
    ]);
    t.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    t.deepEqual(texts(journal.page(0, 10)), ['one', 'two']);
    t.deepEqual(told, journal.page(0, 10));
    t.true(journal.verify().ok);
  });

  test(`${name}: the version of a stream is the number of its events, also within the work that appends`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    t.is(journal.version('audit'), 0);
    await t.throwsAsync(
      journal.write((_tx, add) => {
        add('audit', 0, [said('one'), said('two')], AT);
        t.is(journal.version('audit'), 2);
        throw new Error('undo');
      }),
    );
    t.is(journal.version('audit'), 0);
    await append(journal, 'session:a', 0, said('other'));
    await append(journal, 'audit', 0, said('one'));
    await journal.write((_tx, add) => {
      add('audit', journal.version('audit'), [said('two')], AT);
      add('audit', journal.version('audit'), [said('three')], AT);
    });
    t.is(journal.version('audit'), 3);
    t.deepEqual(texts(journal.stream('audit')), ['one', 'two', 'three']);
  });

  test(`${name}: a work may catch a refusal and try another version`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    await append(journal, 'audit', 0, said('one'));
    await journal.write((_tx, add) => {
      t.throws(() => add('audit', 0, [said('two')], AT), {
        instanceOf: Fault,
        message: /^changed-meanwhile/,
      });
      add('audit', 1, [said('two')], AT);
    });
    t.deepEqual(texts(journal.stream('audit')), ['one', 'two']);
    t.true(journal.verify().ok);
  });

  test(`${name}: what JSON cannot hold, what is too large, and a malformed name are refused`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    for (const data of [{ n: Number.NaN }, { f: () => undefined }, { d: new Date(0) }, circle, { b: 1n }]) {
      await t.throwsAsync(append(journal, 'audit', 0, { type: 'said', data }), { instanceOf: TypeError });
    }
    const long = 'x'.repeat(LIMITS.journalEventBytes);
    await t.throwsAsync(append(journal, 'audit', 0, said(long)), {
      instanceOf: Fault,
      message: /^too-large/,
    });
    const wide = 'ä'.repeat(LIMITS.journalEventBytes / 2);
    await t.throwsAsync(append(journal, 'audit', 0, said(wide)), {
      instanceOf: Fault,
      message: /^too-large/,
    });
    const many = Array.from({ length: LIMITS.journalBatch + 1 }, () => said('x'));
    await t.throwsAsync(append(journal, 'audit', 0, ...many), { instanceOf: Fault, message: /^too-large/ });
    await t.throwsAsync(append(journal, "audit' --", 0, said('x')), { instanceOf: TypeError });
    await t.throwsAsync(append(journal, 'audit', 0, { type: 'Said it', data: {} }), {
      instanceOf: TypeError,
    });
    t.is(journal.head().seq, 0);
    const most = said('x'.repeat(LIMITS.journalEventBytes - '{"text":""}'.length));
    await append(journal, 'audit', 0, most);
    t.is(journal.head().seq, 1);
  });

  test(`${name}: appending after the transaction is refused`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    const kept = await journal.write((_tx, add) => add);
    t.throws(() => kept('audit', 0, [said('late')], AT), { message: /is over/ });
    await append(journal, 'audit', 0, said('in time'));
    t.deepEqual(texts(journal.page(0, 10)), ['in time']);
    t.true(journal.verify().ok);
  });

  test(`${name}: pages are bounded, and may be of one stream or one family of them`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    for (let batch = 0; batch < 3; batch += 1) {
      await append(journal, 'session:a', batch * 250, ...Array.from({ length: 250 }, () => said('a')));
      await append(journal, 'audit', batch, said('audited'));
      await append(journal, 'sessions', batch, said('no session'));
    }
    t.is(journal.page(0, 10_000).length, LIMITS.journalBatch);
    t.deepEqual(
      journal.page(251, 3).map(({ seq }) => seq),
      [252, 253, 254],
    );
    t.deepEqual(
      journal.page(300, 10, { streamPrefix: 'audit' }).map(({ seq, stream }) => [seq, stream]),
      [
        [503, 'audit'],
        [755, 'audit'],
      ],
    );
    const family = journal.page(248, 4, { streamPrefix: 'session:' });
    t.deepEqual(
      family.map(({ seq }) => seq),
      [249, 250, 253, 254],
    );
    t.deepEqual(journal.page(0, 10, { streamPrefix: 'session:b' }), []);
  });

  test(`${name}: a listener that throws or is disposed harms nobody; each write is told once, before it resolves`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    const order: string[] = [];
    using _failing = journal.onCommitted(() => {
      throw new Error('listener');
    });
    const first = journal.onCommitted((entries) => {
      order.push(`first ${texts(entries).join('+')}`);
      first[Symbol.dispose]();
    });
    using _second = journal.onCommitted((entries) => order.push(`second ${texts(entries).join('+')}`));
    await Promise.all([
      append(journal, 'audit', 0, said('a'), said('b')).then(() => order.push('resolved a')),
      append(journal, 'audit', 2, said('c')).then(() => order.push('resolved c')),
      journal.write(() => order.push('nothing appended')),
    ]);
    t.deepEqual(
      order.filter((line) => /first|second/.test(line)),
      ['first a+b', 'second a+b', 'second c'],
    );
    t.true(order.indexOf('second a+b') < order.indexOf('resolved a'));
    t.true(order.indexOf('second c') < order.indexOf('resolved c'));
  });

  test(`${name}: a tail gives the past and what is to come, and ends with its signal`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    await append(journal, 'audit', 0, said('a'), said('b'));
    const stop = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const entry of journal.tail(1, stop.signal)) {
        seen.push(...texts([entry]));
        if (seen.length === 3) {
          stop.abort();
        }
      }
    })();
    await append(journal, 'audit', 2, said('c'));
    await append(journal, 'audit', 3, said('d'));
    await reading;
    t.deepEqual(seen, ['b', 'c', 'd']);
    const waiting = new AbortController();
    const idle = journal.tail(4, waiting.signal)[Symbol.asyncIterator]().next();
    waiting.abort();
    t.true((await idle).done);
    t.true((await journal.tail(0, waiting.signal)[Symbol.asyncIterator]().next()).done);
  });

  test(`${name}: however writers and readers interleave, a tail has no gap and no double`, async (t) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(700),
        fc.array(fc.record({ events: fc.integer({ min: 1, max: 60 }), turns: fc.nat(3) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.array(fc.record({ after: fc.nat(800), turns: fc.nat(6), pause: fc.nat(40) }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (past, writes, readers) => {
          using opened = await open();
          const { journal } = opened;
          let written = 0;
          const write = async (count: number): Promise<void> => {
            const expected = written;
            written += count;
            await append(journal, 'audit', expected, ...Array.from({ length: count }, () => said('x')));
          };
          for (let left = past; left > 0; left -= LIMITS.journalBatch) {
            await write(Math.min(left, LIMITS.journalBatch));
          }
          const total = past + writes.reduce((sum, { events }) => sum + events, 0);
          const stop = new AbortController();
          const reading = readers.map(async ({ after, turns, pause }) => {
            await pass(turns);
            const seqs: number[] = [];
            if (after < total) {
              for await (const { seq } of journal.tail(after, stop.signal)) {
                seqs.push(seq);
                if (seq === total) {
                  break;
                }
                if (pause > 0 && seq % pause === 0) {
                  await pass(1);
                }
              }
            }
            return { after, seqs };
          });
          for (const { events, turns } of writes) {
            void write(events);
            await pass(turns);
          }
          for (const { after, seqs } of await Promise.all(reading)) {
            t.deepEqual(
              seqs,
              Array.from({ length: Math.max(0, total - after) }, (_, index) => after + index + 1),
            );
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test(`${name}: a tail that has caught up and then falls too far behind is ended`, async (t) => {
    using opened = await open();
    const { journal } = opened;
    await append(journal, 'audit', 0, said('first'));
    const stop = new AbortController();
    const tail = journal.tail(0, stop.signal)[Symbol.asyncIterator]();
    t.is((await tail.next()).value?.seq, 1);
    const second = tail.next();
    await pass(3);
    let version = 1;
    while (version <= LIMITS.journalReaderBacklog + 2) {
      const events = Array.from({ length: LIMITS.journalBatch }, () => said('x'));
      await append(journal, 'audit', version, ...events);
      version += events.length;
    }
    t.is((await second).value?.seq, 2);
    await t.throwsAsync(Promise.resolve(tail.next()), { instanceOf: Fault, message: /^consumer-too-slow/ });
    // It may come back: what it missed is in the journal.
    const again = journal.tail(2, stop.signal)[Symbol.asyncIterator]();
    t.is((await again.next()).value?.seq, 3);
    stop.abort();
  });
}

function said(text: string): NewEvent {
  return { type: 'said', data: { text } };
}

function texts(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ data }) => (data as { text: string }).text);
}

/** Lets the loop go round. */
async function pass(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
