import test from 'ava';
import { CUSTOMER, type PortalId, type RepId, type SessionPolicyId } from '../kernel/index.ts';
import type { Tool } from '../protocol/index.ts';
import type { PolicyHolder } from './ports.ts';
import type { HeldSession, LiveSession } from './session.ts';
import { Tools } from './tools.ts';

const RITA = { id: 'rita' as RepId, name: 'Rita' };
const BOB = { id: 'bob' as RepId, name: 'Bob' };
const KARL = { id: 'karl' as RepId, name: 'Karl (external)', external: true } as const;

/** Denied, by `user:<id>` or `profile:<id>`. */
function toolsWith(denied: Readonly<Record<string, readonly Tool[]>>): Tools {
  return new Tools({
    denied: (_portal: PortalId, { kind, id }: PolicyHolder) => new Set(denied[`${kind}:${id ?? ''}`]),
    answerMs: (_portal, { kind }) => (kind === 'user' ? 1 : 2),
    profiles: () => [],
    onChanged: () => ({ [Symbol.dispose]: () => undefined }),
  });
}

function held(more: Partial<HeldSession> = {}): LiveSession {
  return {
    status: 'held',
    mode: 'full',
    portalId: 'portal',
    owner: RITA,
    others: [],
    away: [],
    profiles: new Map(),
    ...more,
  } as unknown as LiveSession;
}
const withBob = held({ others: [{ who: BOB, since: 0 as never }] });
const withKarl = held({
  others: [{ who: KARL, since: 0 as never }],
  profiles: new Map([[KARL.id, 'guests' as SessionPolicyId]]),
});

test('each representative in a shared session has their own layer', (t) => {
  const tools = toolsWith({ 'user:bob': ['chat'] });
  t.deepEqual([...tools.denied(withBob, RITA.id)], []);
  t.deepEqual([...tools.denied(withBob, BOB.id)], ['chat']);
});

test('somebody from outside has the profile with which they were invited, also while away', (t) => {
  const tools = toolsWith({ 'profile:guests': ['screen-sharing'], 'profile:': ['chat'] });
  t.true(tools.denied(withKarl, KARL.id).has('screen-sharing'));
  t.deepEqual([...tools.denied(held({ away: [KARL] }), KARL.id)], ['chat']);
});

test('the customer may show a screen as long as anybody in the session may see it', (t) => {
  t.is(toolsWith({ 'user:rita': ['screen-sharing'] }).denied(withBob, CUSTOMER).size, 0);
  const nobody = toolsWith({ 'user:rita': ['screen-sharing'], 'user:bob': ['screen-sharing', 'chat'] });
  t.deepEqual([...nobody.denied(withBob, CUSTOMER)], ['screen-sharing']);
  const waiting = { ...held(), status: 'waiting', others: [] } as unknown as LiveSession;
  t.is(nobody.denied(waiting, CUSTOMER).size, 0, 'nobody is there yet whom it could be denied to');
});

test('a chat stays a chat, and is elevated only where a screen may be seen', (t) => {
  const tools = toolsWith({ 'user:rita': ['chat', 'screen-sharing'] });
  t.deepEqual([...tools.denied(held({ mode: 'chat' }), RITA.id)].toSorted(), ['elevation', 'screen-sharing']);
  t.true(tools.denied(held(), RITA.id).has('chat'));
});

test('what is denied is refused with the reason', (t) => {
  const tools = toolsWith({ 'user:rita': ['screen-sharing'] });
  t.throws(() => tools.must(held(), RITA.id, 'screen-sharing'), {
    message: /not-allowed/,
  });
  t.notThrows(() => tools.must(held(), RITA.id, 'chat'));
  t.is(tools.answerMs(withKarl, RITA.id), 1);
});
