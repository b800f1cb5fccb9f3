import test from 'ava';
import { instant, newId, type RepId, type SessionId, type Day } from '../kernel/index.ts';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import { askedFor, isNamed, NO_FILTER, placeText } from './report-filter.ts';

const random = new SeededRandom(7);
const anna = newId<RepId>(random);
const session = newId<SessionId>(random);
const offered: ReadonlySet<RepId> = new Set([anna]);

function problemsOf(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const asked = askedFor(fields, offered);
  return asked.ok ? {} : asked.problems;
}

test('an address without anything asks for the newest sessions of everybody', (t) => {
  t.deepEqual(askedFor({}, offered), { ok: true, filter: NO_FILTER, position: { kind: 'newest' } });
});

test('fields that were left empty narrow nothing', (t) => {
  t.deepEqual(askedFor({ from: '', to: '', representative: '', customer: '   ', older: '' }, offered), {
    ok: true,
    filter: NO_FILTER,
    position: { kind: 'newest' },
  });
});

test('all filters hold together', (t) => {
  t.deepEqual(
    askedFor({ from: '2026-11-01', to: '2026-11-30', representative: anna, customer: ' Müller ' }, offered),
    {
      ok: true,
      filter: {
        from: '2026-11-01' as Day,
        to: '2026-11-30' as Day,
        representative: anna,
        customer: 'Müller',
      },
      position: { kind: 'newest' },
    },
  );
});

test('one day is a range', (t) => {
  t.true(askedFor({ from: '2026-11-21', to: '2026-11-21' }, offered).ok);
});

test('a range that ends before it begins is told beside its end', (t) => {
  t.deepEqual(Object.keys(problemsOf({ from: '2026-11-21', to: '2026-11-20' })), ['to']);
});

test('each wrong field has its own sentence', (t) => {
  const problems = problemsOf({
    from: 'yesterday',
    to: '2026-02-30',
    representative: newId<RepId>(random),
    customer: 'x'.repeat(101),
    older: 'x',
  });
  t.deepEqual(Object.keys(problems).toSorted(), ['customer', 'from', 'position', 'representative', 'to']);
  t.true(Object.values(problems).every((sentence) => sentence.endsWith('.')));
});

for (const hostile of [
  '{"$ne":1}',
  '1) or (1=1',
  'id desc; drop table sessions',
  "' or ''='",
  '%',
  '__proto__',
  '\u0000',
  '９'.repeat(22),
]) {
  test(`${JSON.stringify(hostile)} is refused wherever a choice or a number belongs`, (t) => {
    for (const field of ['from', 'to', 'representative', 'older', 'newer']) {
      t.is(Object.keys(problemsOf({ [field]: hostile })).length, 1, field);
    }
  });
}

test('a place is found again by its text', (t) => {
  const place = { startedAt: instant(Date.UTC(2026, 10, 21)), session };
  t.deepEqual(askedFor({ older: placeText(place) }, offered), {
    ok: true,
    filter: NO_FILTER,
    position: { kind: 'older-than', place },
  });
  t.deepEqual(askedFor({ newer: placeText(place) }, offered), {
    ok: true,
    filter: NO_FILTER,
    position: { kind: 'newer-than', place },
  });
});

test('a name is found by a part of it, whatever its case and Unicode form', (t) => {
  t.true(isNamed('MÜLLER GmbH', 'müll'));
  t.true(isNamed('Mu\u0308ller', 'Mü'));
  t.true(isNamed('50% off_\\', '% OFF_\\'));
  t.false(isNamed('Muller', 'Mü'));
  t.false(isNamed('500 off', '50%'));
});
