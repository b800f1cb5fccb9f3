import test from 'ava';
import type { SessionId } from '../../kernel/index.ts';
import type { SessionEvent } from '../../protocol/index.ts';
import { ACCEPTED, KARL, MAJA, sample } from '../testing/samples.ts';
import { ConsoleAtWork } from '../testing/console-at-work.ts';
import { externalStage } from './external-stage.ts';

const SESSION = sample<SessionId>('S1');
const JOINED: readonly SessionEvent[] = [...ACCEPTED, { type: 'joined', who: KARL, by: MAJA }];

function at(...events: readonly SessionEvent[]): ConsoleAtWork {
  const work = new ConsoleAtWork(undefined, SESSION);
  work.welcomeOutsider(SESSION);
  work.events(SESSION, events);
  return work;
}

function titleAfter(...events: readonly SessionEvent[]): string {
  const stage = externalStage(at(...JOINED, ...events).state);
  return stage.kind === 'over' ? stage.title : stage.kind;
}

test('the session shows as soon as something of it is there', (t) => {
  const work = new ConsoleAtWork(undefined, SESSION);
  t.is(externalStage(work.state).kind, 'opening');
  work.welcomeOutsider(SESSION);
  t.is(externalStage(work.state).kind, 'opening');
  work.events(SESSION, JOINED);
  t.is(externalStage(work.state).kind, 'in-session');
});

test('what has happened says how it is over', (t) => {
  t.is(titleAfter({ type: 'left', who: KARL, how: 'removed' }), 'You were taken out of the session');
  t.is(titleAfter({ type: 'left', who: KARL, how: 'left' }), 'You left the session');
  t.is(titleAfter({ type: 'left', who: KARL, how: 'ownerless' }), 'Your invitation is over');
  t.is(titleAfter({ type: 'ended', reason: 'ended-by-customer' }), 'The session is over');
  t.is(titleAfter({ type: 'left', who: MAJA, how: 'lost' }), 'in-session', 'somebody else may go');
});

test('who was lost for too long comes back, and it is as if nothing had been', (t) => {
  const lost: SessionEvent = { type: 'left', who: KARL, how: 'lost' };
  t.is(titleAfter(lost), 'in-session');
  t.is(titleAfter(lost, { type: 'joined', who: KARL }), 'in-session');
});

test('a sign-in that is over is the end, whatever this page has heard; a break of the network is not', (t) => {
  const work = at(...JOINED);
  work.console.status({ kind: 'lost', retryAt: undefined } as never);
  t.is(externalStage(work.state).kind, 'in-session');
  work.console.status({ kind: 'over', why: 'replaced' });
  t.is(externalStage(work.state).kind, 'in-session', 'another page of the same browser');
  for (const why of ['signed-out', 'gone'] as const) {
    work.console.status({ kind: 'over', why });
    t.is(externalStage(work.state).kind, 'over', why);
  }
});
