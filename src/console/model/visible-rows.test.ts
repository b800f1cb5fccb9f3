import test from 'ava';
import * as fc from 'fast-check';
import { visibleRows } from './visible-rows.ts';

const lists = fc.record({
  count: fc.nat(6000),
  rowPx: fc.integer({ min: 20, max: 120 }),
  scrolledPx: fc.integer({ min: -50, max: 700_000 }),
  viewportPx: fc.integer({ min: 0, max: 2000 }),
});

test('what is drawn and what stands for the rest are together as high as the whole list', (t) => {
  fc.assert(
    fc.property(lists, (list) => {
      const { from, to, spaceBeforePx, spaceAfterPx } = visibleRows(list);
      t.is(spaceBeforePx + (to - from) * list.rowPx + spaceAfterPx, list.count * list.rowPx);
      t.true(from >= 0 && from <= to && to <= list.count);
    }),
  );
});

test('every row that the viewport touches is drawn', (t) => {
  fc.assert(
    fc.property(lists, (list) => {
      const most = Math.max(0, list.count * list.rowPx - list.viewportPx);
      const scrolledPx = Math.min(Math.max(0, list.scrolledPx), most);
      const { from, to } = visibleRows({ ...list, scrolledPx });
      const firstSeen = Math.floor(scrolledPx / list.rowPx);
      const lastSeen = Math.min(list.count, Math.ceil((scrolledPx + list.viewportPx) / list.rowPx));
      t.true(list.count === 0 || from <= firstSeen);
      t.true(to >= lastSeen);
    }),
  );
});

test('of five thousand rows only a screenful is drawn', (t) => {
  const { from, to } = visibleRows({ count: 5000, rowPx: 44, scrolledPx: 100_000, viewportPx: 880 });
  t.true(to - from < 60);
});
