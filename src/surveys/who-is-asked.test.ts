import test from 'ava';
import type { RepId } from '../kernel/index.ts';
import { asksCustomer, asksRepresentative } from './who-is-asked.ts';

const REP = 'r'.repeat(22) as RepId;

test('a customer is asked after the end, but not after leaving through a notice or without the agreement', (t) => {
  t.false(asksCustomer({ endReason: undefined }));
  for (const endReason of [
    'ended-by-customer',
    'ended-by-representative',
    'customer-lost',
    'no-representative',
  ]) {
    t.true(asksCustomer({ endReason }), endReason);
  }
  for (const endReason of ['left-by-notice', 'agreement-refused', 'agreement-not-answered']) {
    t.false(asksCustomer({ endReason }), endReason);
  }
});

test('a representative is asked who took part, after the end', (t) => {
  const tookPart = new Set([REP]);
  t.true(asksRepresentative({ endReason: 'ended-by-customer', tookPart }, REP));
  t.false(asksRepresentative({ endReason: undefined, tookPart }, REP));
  t.false(asksRepresentative({ endReason: 'ended-by-customer', tookPart: new Set() }, REP));
});
