import test from 'ava';
import { personalQueue, teamQueue, type RepId, type TeamId } from '../kernel/index.ts';
import { canHold, type QueuePlace } from './can-hold.ts';

const personal = { kind: 'personal', queue: personalQueue('ada' as RepId) } as const;
const team = { kind: 'team', queue: teamQueue('support' as TeamId) } as const;

const CASES: readonly [sentence: string, place: QueuePlace, holds: boolean][] = [
  ['the personal queue of somebody logged in holds a session', { ...personal, ownerLoggedIn: true }, true],
  ['the personal queue of somebody logged off does not', { ...personal, ownerLoggedIn: false }, false],
  ['a team queue with somebody there does', { ...team, persistent: false, loggedIn: 1 }, true],
  ['a team queue with nobody there does not', { ...team, persistent: false, loggedIn: 0 }, false],
  ['a persistent queue does, whoever is there', { ...team, persistent: true, loggedIn: 0 }, true],
];

for (const [sentence, place, holds] of CASES) {
  test(sentence, (t) => t.is(canHold(place), holds));
}
