import test from 'ava';
import { CUSTOMER, instant, LIMITS, type RepId } from '../kernel/index.ts';
import { LANGUAGES } from '../languages/index.ts';
import type { SessionFact } from '../sessions/index.ts';
import { type CallKind, callOf, callWords } from './call.ts';

const MIRA = { id: 'R'.repeat(22) as RepId, name: 'Mira' };
const KINDS: readonly CallKind[] = [
  'here',
  'goes-on',
  'waiting-again',
  'elevation',
  'screen',
  'notice',
  'chat',
  'nobody',
];

function calledFor(fact: object): CallKind | undefined {
  return callOf({ seq: 7, at: instant(1), fact: fact as SessionFact })?.kind;
}

test('what the customer did, and what changes nothing for them, calls nobody', (t) => {
  t.is(calledFor({ type: 'accepted', by: MIRA }), 'here');
  t.is(calledFor({ type: 'chat', from: MIRA, text: 'x' }), 'chat');
  t.is(calledFor({ type: 'queued', how: 'fallback' }), 'waiting-again');
  t.is(calledFor({ type: 'ended', reason: 'no-representative' }), 'nobody');
  for (const fact of [
    { type: 'chat', from: { id: CUSTOMER, name: 'Anna' }, text: 'x' },
    { type: 'queued', how: 'arrival' },
    { type: 'queued', how: 'waiting-rule' },
    { type: 'offered', to: MIRA },
    { type: 'note', by: MIRA, text: 'secret' },
    { type: 'ended', reason: 'ended-by-representative' },
    { type: 'ended', reason: 'customer-left-waiting' },
    { type: 'connection-lost', who: MIRA },
  ]) {
    t.is(calledFor(fact), undefined, JSON.stringify(fact));
  }
});

test('every call has its words in every language, without braces and without what was written', (t) => {
  for (const language of LANGUAGES) {
    const all = KINDS.map((kind) => callWords({ kind, name: 'Mira {name} <b>' }, language));
    t.is(new Set(all.map(({ title, body }) => `${title} ${body}`)).size, KINDS.length, language);
    for (const { title, body, direction } of all) {
      t.true(title.length > 2 && body.length > 2, language);
      t.notRegex(`${title} ${body}`.replaceAll('Mira {name} <b>', ''), /[{}<>]/u, language);
      t.is(direction, language === 'ar' ? 'rtl' : 'ltr');
    }
  }
  t.is(callWords({ kind: 'nobody', name: '' }, 'xx').language, 'en');
});

test('a question is worth a call as long as it may be answered', (t) => {
  const lifeMs = (fact: object) => callOf({ seq: 7, at: instant(1), fact: fact as SessionFact })?.lifeMs;
  t.is(lifeMs({ type: 'screen-requested', by: MIRA, answerMs: 300_000 }), 300_000);
  t.is(lifeMs({ type: 'elevation-requested', by: MIRA, answerMs: 30_000 }), 30_000);
  const agreement = { sha256: 'x', timeoutMs: 600_000 };
  t.is(lifeMs({ type: 'elevation-requested', by: MIRA, answerMs: 30_000, agreement }), 600_000);
  t.is(lifeMs({ type: 'screen-requested', by: MIRA }), LIMITS.pushQuestionLifeMs);
});
