import test from 'ava';
import { instant, laterBy } from '../kernel/index.ts';
import { CLAIM_LIFE_MS, newClaim, opens } from './claim.ts';

const NOON = instant(1_800_000_000_000);

test('a claim opens an appliance without administrator, for a day, by its own text alone', (t) => {
  const claim = newClaim('digest', NOON);
  t.true(opens(claim, 'digest', 0, NOON));
  t.true(opens(claim, 'digest', 0, laterBy(NOON, CLAIM_LIFE_MS - 1)));
  t.false(opens(claim, 'digest', 0, laterBy(NOON, CLAIM_LIFE_MS)));
  t.false(opens(claim, 'other', 0, NOON));
  t.false(opens(claim, 'digest', 1, NOON));
  t.false(opens(undefined, 'digest', 0, NOON));
});
