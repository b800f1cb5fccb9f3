import test from 'ava';
import {
  ownerOfPersonalQueue,
  personalQueue,
  type RepId,
  type TeamId,
  teamOfQueue,
  teamQueue,
} from './index.ts';

test('a queue says whose it is: one representative’s or one team’s, never both', (t) => {
  const rep = 'r'.repeat(22) as RepId;
  const team = 't'.repeat(22) as TeamId;
  t.is(ownerOfPersonalQueue(personalQueue(rep)), rep);
  t.is(teamOfQueue(personalQueue(rep)), undefined);
  t.is(teamOfQueue(teamQueue(team)), team);
  t.is(ownerOfPersonalQueue(teamQueue(team)), undefined);
});
