import test from 'ava';
import { personalQueue, type QueueId, type RepId } from '../kernel/index.ts';
import {
  deployQueues,
  leadsTo,
  managedQueues,
  offeredLives,
  seenQueues,
  type ButtonRights,
} from './button-rights.ts';

const RITA = 'rita------------------' as RepId;
const TEAM = 'team:t' as QueueId;
const none: ButtonRights = {
  rep: RITA,
  personal: false,
  deployInTeams: false,
  manageInTeams: false,
  changeProfile: true,
  teams: [TEAM],
};

test('each permission opens its own queues, and none of others', (t) => {
  const mine = personalQueue(RITA);
  const cases: readonly (readonly [Partial<ButtonRights>, QueueId[], QueueId[], QueueId[]])[] = [
    [{}, [], [], []],
    [{ personal: true }, [mine], [mine], [mine]],
    [{ deployInTeams: true }, [TEAM], [TEAM], []],
    [{ manageInTeams: true }, [], [TEAM], [TEAM]],
    [{ personal: true, deployInTeams: true, manageInTeams: true }, [mine, TEAM], [mine, TEAM], [mine, TEAM]],
    [{ deployInTeams: true, manageInTeams: true, teams: [] }, [], [], []],
  ];
  for (const [more, deploy, see, manage] of cases) {
    const rights = { ...none, ...more };
    t.deepEqual([deployQueues(rights), seenQueues(rights), managedQueues(rights)], [deploy, see, manage]);
  }
});

test('a button leads to its own queue before that of its profile, and lives no longer than its profile says', (t) => {
  t.is(leadsTo({ queue: undefined }, { queue: TEAM }), TEAM);
  t.is(leadsTo({ queue: personalQueue(RITA) }, { queue: TEAM }), personalQueue(RITA));
  t.deepEqual(offeredLives([0, 1, 7, 30], { lifeMs: 7 }), [1, 7]);
  t.deepEqual(offeredLives([0, 1, 7, 30], { lifeMs: 0 }), [0, 1, 7, 30]);
});
