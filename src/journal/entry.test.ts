import test from 'ava';
import * as fc from 'fast-check';
import { canonicalJson } from './entry.ts';

test('names are sorted by UTF-16 code units at every depth, as in the example of RFC 8785', (t) => {
  // RFC 8785 §3.2.3, in the order that it asks for.
  const names = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
  const shuffled = Object.fromEntries(
    names.toReversed().map((name, index) => [name, { b: index, a: [name] }]),
  );
  const expected = names.map((name, index) => {
    const text = JSON.stringify(name);
    return `${text}:{"a":[${text}],"b":${names.length - 1 - index}}`;
  });
  t.is(canonicalJson(shuffled), `{${expected.join(',')}}`);
});

test('numbers and texts are written as in RFC 8785', (t) => {
  // The input and output of RFC 8785 §3.2.2.
  const input = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  t.is(
    canonicalJson(input),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  t.is(canonicalJson({ zero: -0, lone: '\ud800', left: undefined }), '{"lone":"\\ud800","zero":0}');
});

test('any JSON value has one text, whatever the order of its names, and comes back from it', (t) => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = canonicalJson(value);
      const back: unknown = JSON.parse(text);
      t.deepEqual(back, JSON.parse(JSON.stringify(value)));
      t.is(canonicalJson(back), text);
      t.is(canonicalJson(reversed(value)), text);
    }),
  );
});

test('what is too deep is refused before it exhausts the stack', (t) => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth += 1) {
    deep = [deep];
  }
  t.throws(() => canonicalJson(deep), { instanceOf: TypeError, message: 'too deep for the journal' });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  // Object.fromEntries makes `__proto__` an own name like any other.
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, field]) => [name, reversed(field)]),
  );
}
