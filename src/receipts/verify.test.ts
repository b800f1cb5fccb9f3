import test from 'ava';
import { canonical, type Json } from './canonical.ts';
import type { Receipt } from './receipt.ts';
import { type Check, signedText, verdictOn } from './verify.ts';

const RECEIPT: Receipt = {
  format: 'handrail-receipt-1',
  key: 'ours',
  site: 'Northwind {{7*7}} <b>',
  session: 's'.repeat(22),
  customer: 'Ånna "Q" \u2068Lindqvist\u2069 \\',
  startedAt: '2026-11-21T10:00:00.000Z',
  acceptedAt: '2026-11-21T10:01:00.000Z',
  endedAt: '2026-11-21T10:20:00.000Z',
  endReason: 'ended-by-representative',
  endedBy: 'Mira',
  people: [
    { name: 'Mira', external: false },
    { name: 'Ravi', external: true },
  ],
  tools: { chatMessages: 3, chatMessagesOfCustomer: 1, screenSharedMs: 600_000 },
  files: [{ name: 'a.txt', bytes: 5, sha256: 'f'.repeat(64), to: 'customer' }],
  recordings: [
    { startedAt: '2026-11-21T10:02:00.000Z', lengthMs: 5, bytes: 5, sha256: 'e'.repeat(64) },
    { startedAt: '2026-11-21T10:03:00.000Z', lengthMs: 5, bytes: 5 },
  ],
};

/** A signature that only repeats what was signed: whatever differs is found by comparing. */
const check: Check = (key, signed, signature) =>
  key === 'ours' ? signature === `signed ${signed}` : undefined;
const SIGNED = { ...RECEIPT, signature: `signed ${signedText(RECEIPT)}` };

/** The same with each value changed one by one, removed, and with something added beside it. */
function* changed(value: unknown): Generator<unknown, void, void> {
  if (Array.isArray(value)) {
    yield [...value, 'more'];
    for (const [at, each] of value.entries()) {
      yield value.toSpliced(at, 1);
      yield [...value, each];
      for (const other of changed(each)) {
        yield value.with(at, other);
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, added: 'x' };
    for (const [name, each] of Object.entries(value)) {
      const { [name]: _gone, ...rest } = value as Record<string, unknown>;
      yield rest;
      for (const other of changed(each)) {
        yield { ...value, [name]: other };
      }
    }
  } else if (typeof value === 'number') {
    yield* [value + 1, -value - 1, String(value), value + 0.5, null];
  } else if (typeof value === 'boolean') {
    yield* [!value, String(value), 0];
  } else {
    yield* [`${String(value)} `, '', `${String(value)}\u200b`, 0, null, [value]];
  }
}

test('a receipt is genuine however it is laid out', (t) => {
  const backwards = Object.fromEntries(Object.entries(SIGNED).toReversed());
  for (const written of [
    JSON.stringify(SIGNED),
    `\ufeff${JSON.stringify(SIGNED, undefined, 2)}\r\n`,
    JSON.stringify(backwards, undefined, '\t'),
  ]) {
    t.deepEqual(verdictOn(written, check), { kind: 'genuine', receipt: RECEIPT });
  }
});

test('each change of each field is found', (t) => {
  let tried = 0;
  for (const other of changed(SIGNED)) {
    const { kind } = verdictOn(JSON.stringify(other), check);
    const isOurs = (other as { key?: unknown }).key === 'ours';
    t.is(kind, isOurs ? 'changed' : 'not-ours', JSON.stringify(other));
    tried += 1;
  }
  t.true(tried > 150, String(tried));
});

test('a field that stands there twice is a change, whichever of them counts', (t) => {
  const written = JSON.stringify(SIGNED);
  t.is(verdictOn(written.replace('{', '{"customer":"Eve",'), check).kind, 'changed');
  t.is(verdictOn(written.replace(/\}$/, ',"site":"Northwind {{7*7}} <b>"}'), check).kind, 'changed');
  t.is(verdictOn(written.replace('"tools":{', '"tools":{"chatMessages":9,'), check).kind, 'changed');
});

test('what is no receipt at all is not ours', (t) => {
  for (const written of [
    '',
    'x',
    '{',
    '[]',
    'null',
    '7',
    '{"key":7}',
    '{"key":"theirs"}',
    '[1,2',
    '{"__proto__":1}',
    '['.repeat(50_000),
  ]) {
    t.is(verdictOn(written, check).kind, 'not-ours', written.slice(0, 20));
  }
});

test('one value has one text, and different values have different ones', (t) => {
  t.is(canonical({ b: 1, a: [true, 'x"\n', {}] }), '{"a":[true,"x\\"\\n",{}],"b":1}');
  t.not(canonical({ a: '1,b:2' }), canonical({ a: '1', b: '2' }));
  t.throws(() => canonical({ a: 0.5 }), { instanceOf: TypeError });
  t.throws(() => canonical({ a: Number.NaN } as Json), { instanceOf: TypeError });
});
