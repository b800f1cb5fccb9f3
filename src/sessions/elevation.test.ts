import test from 'ava';
import { instant, laterBy, type PortalId, type QueueId, type RepId } from '../kernel/index.ts';
import { nextDeadline, SCREEN_ANSWER_MS } from './deadlines.ts';
import { decide } from './decide.ts';
import type { Command } from './facts.ts';
import { isOpen, type Session } from './session.ts';
import { sessionsAt } from './testing/sessions-at.ts';

const now = instant(1_800_000_000_000);
const laptops = 'team:laptops---------------' as QueueId;
const ada = { id: 'ada'.padEnd(22, '-') as RepId, name: 'Ada' };
const full = { sha256: 'full', timeoutMs: 600_000 };
const chat = { sha256: 'chat', timeoutMs: 600_000 };

const request: Command = {
  kind: 'request',
  customerName: 'Anna',
  details: '',
  portalId: 'p' as PortalId,
  portalName: 'Support',
  startMethod: 'issue',
  mode: 'chat',
  language: 'en',
  queue: laptops,
  queueName: 'Laptops',
};
const accept: Command = { kind: 'accept', by: ada, from: new Set([laptops]) };
const elevate: Command = { kind: 'elevate', by: ada, agreement: full };
const answer = (allow: boolean, agreement?: string): Command => ({
  kind: 'answer-elevation',
  allow,
  ...(agreement === undefined ? {} : { agreement }),
});

const { given } = sessionsAt(now);
function deadline(session: Session) {
  return isOpen(session) ? nextDeadline(session, () => ({ kind: 'none' })) : undefined;
}

test('the agreement of full sessions is asked for with the screen, and no yes counts without that very text', (t) => {
  t.deepEqual(decide(given(request, accept), elevate), [
    { type: 'elevation-requested', by: ada, agreement: full },
  ]);
  const asked = given(request, accept, elevate);
  t.deepEqual(decide(asked, answer(true)), { refused: 'changed-meanwhile' });
  t.deepEqual(decide(asked, answer(true, 'another')), { refused: 'changed-meanwhile' });
  t.deepEqual(decide(asked, answer(true, 'full')), [
    { type: 'agreement-closed', outcome: 'accepted', sha256: 'full' },
    { type: 'elevation-closed', outcome: 'allowed' },
  ]);
  t.like(given(request, accept, elevate, answer(true, 'full')), { status: 'held', mode: 'full' });
});

test('refused, not answered or withdrawn, it stays a chat, and the same is asked again', (t) => {
  const asked = given(request, accept, elevate);
  t.deepEqual(decide(asked, answer(false)), [
    { type: 'agreement-closed', outcome: 'refused', sha256: 'full' },
    { type: 'elevation-closed', outcome: 'denied' },
  ]);
  t.deepEqual(decide(asked, { kind: 'expire-screen-request' }), [
    { type: 'agreement-closed', outcome: 'no-answer', sha256: 'full' },
    { type: 'elevation-closed', outcome: 'no-answer' },
  ]);
  const refused = given(request, accept, elevate, answer(false));
  t.like(refused, { mode: 'chat', screen: { state: 'off' } });
  t.like(decide(refused, elevate), { 0: { agreement: full } });
});

test('there is as much time as the agreement gives, and a minute where there is none', (t) => {
  t.is(deadline(given(request, accept, elevate))?.at, laterBy(now, full.timeoutMs));
  t.is(deadline(given(request, accept, { kind: 'elevate', by: ada }))?.at, laterBy(now, SCREEN_ANSWER_MS));
});

test('who has accepted this very text is not asked for it again; another text is', (t) => {
  const before = { agreement: chat, askRecording: false };
  const agreed: Command = { kind: 'answer-agreement', answer: 'accepted', canQueue: true };
  const begun = [{ ...request, before } as Command, agreed, accept];
  t.deepEqual(decide(given(...begun), { ...elevate, agreement: chat } as Command), [
    { type: 'elevation-requested', by: ada },
  ]);
  t.like(decide(given(...begun), elevate), { 0: { agreement: full } });
  t.deepEqual(decide(given(request, accept, { kind: 'elevate', by: ada }), answer(true)), [
    { type: 'elevation-closed', outcome: 'allowed' },
  ]);
});
