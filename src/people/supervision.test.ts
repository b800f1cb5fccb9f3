import test from 'ava';
import { supervisionIn } from './supervision.ts';

const nothing = { monitoring: 'disabled', monitorIndicator: true, takeOver: false } as const;
const seen = { ...nothing, monitoring: 'representative-console' } as const;
const silent = { ...seen, monitorIndicator: false } as const;

test('nobody is supervised without a team in which somebody is above them', (t) => {
  t.is(supervisionIn([]), undefined);
});

test('a team that allows nothing shows people, and no more', (t) => {
  t.deepEqual(supervisionIn([nothing]), { view: false, isTold: false, takeOver: false });
});

test('what one team allows is allowed', (t) => {
  t.like(supervisionIn([nothing, { ...nothing, takeOver: true }]), { view: false, takeOver: true });
  t.like(supervisionIn([seen, { ...nothing, takeOver: true }]), { view: true, takeOver: true });
});

test('viewing is silent only where every team that allows it wants it silent', (t) => {
  t.like(supervisionIn([silent]), { view: true, isTold: false });
  t.like(supervisionIn([silent, seen]), { view: true, isTold: true });
  t.like(supervisionIn([silent, nothing]), { view: true, isTold: false }, 'the other allows no viewing');
});
