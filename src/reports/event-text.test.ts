import test from 'ava';
import {
  CUSTOMER,
  instant,
  laterBy,
  newId,
  type InvitationId,
  type IssueId,
  type MessageId,
  type PortalId,
  type QueueId,
  type RecordingId,
  type RepId,
} from '../kernel/index.ts';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import type { EndReason, ScreenStopReason, StartMethod } from '../protocol/index.ts';
import type { SessionFact } from '../sessions/index.ts';
import { endText, told } from './event-text.ts';

const random = new SeededRandom(3);
const at = instant(Date.UTC(2026, 10, 21, 12));
const anna = { id: newId<RepId>(random), name: 'Anna Berg' };

function sentence(fact: SessionFact): string {
  const { who, what } = told(fact, at, 'Maria');
  return who === '' ? what : `${who} ${what}`;
}

function said(text: string): SessionFact {
  return { type: 'chat', messageId: newId<MessageId>(random), from: { id: CUSTOMER, name: 'Maria' }, text };
}

for (const [outcome, expected] of [
  ['allowed', 'Maria agreed to share the screen'],
  ['denied', 'Maria refused to share the screen'],
  ['no-answer', 'Maria did not answer whether to share the screen'],
  ['withdrawn', 'The question whether to share the screen was withdrawn'],
] as const) {
  test(`the answer "${outcome}" is told as one of its own`, (t) => {
    t.is(sentence({ type: 'screen-request-closed', outcome }), expected);
  });
}

test('each way in has its own words, with the issue where one was chosen', (t) => {
  const methods: readonly StartMethod[] = [
    'session-key',
    'representative',
    'issue',
    'support-button',
    'link',
  ];
  const issue = {
    id: newId<IssueId>(random),
    codeName: 'printing',
    description: 'Printing',
    priority: 'low',
    skills: [],
  } as const;
  const asked = (startMethod: StartMethod, more: object = {}) =>
    sentence({
      type: 'requested',
      customerName: 'Maria',
      details: '',
      portalId: newId<PortalId>(random),
      portalName: 'Help desk',
      startMethod,
      mode: 'full',
      language: 'en',
      ...more,
    });
  t.is(new Set(methods.map((method) => asked(method))).size, methods.length);
  t.is(asked('issue', { issue }), 'Maria asked for help about “Printing” on the portal “Help desk”');
  t.is(
    asked('link', { issue, mode: 'chat' }),
    'Maria asked for help by a link about “Printing” on the portal “Help desk”, by click-to-chat',
  );
});

test('every reason why sharing stopped has its own words', (t) => {
  const reasons: readonly ScreenStopReason[] = [
    'stopped-by-customer',
    'stopped-by-representative',
    'source-ended',
    'connection-lost',
    'relay-lost',
    'appliance-restarted',
    'session-ended',
    'transferred',
    'not-permitted',
  ];
  const texts = reasons.map((reason) => sentence({ type: 'screen-stopped', reason }));
  t.is(new Set(texts).size, reasons.length);
  t.is(texts[0], 'Maria stopped sharing the screen');
});

test('every end has its own words, with the person where there was one', (t) => {
  const reasons: readonly EndReason[] = [
    'ended-by-customer',
    'ended-by-representative',
    'customer-left-waiting',
    'customer-lost',
    'no-representative',
    'ended-by-administrator',
  ];
  t.is(new Set(reasons.map(endText)).size, reasons.length);
  t.is(
    sentence({ type: 'ended', reason: 'ended-by-representative', by: anna }),
    'Anna Berg ended the session',
  );
  t.is(
    sentence({ type: 'ended', reason: 'customer-left-waiting', by: { id: CUSTOMER, name: 'Maria' } }),
    'Maria left while waiting',
  );
  t.is(
    sentence({ type: 'ended', reason: 'customer-lost' }),
    'The session ended: connection to the customer was lost',
  );
});

test('a problem of a recording is told with its end', (t) => {
  const fact = {
    type: 'recording-stopped',
    recordingId: newId<RecordingId>(random),
    lengthMs: 0,
    bytes: 0,
  } as const;
  t.is(sentence(fact), 'Recording was finished');
  t.is(
    sentence({ ...fact, problem: 'The disk is full.' }),
    'Recording was finished with a problem: The disk is full.',
  );
});

test('what somebody wrote is quoted on one line and cut when it is long', (t) => {
  t.is(told(said('one\n  two\tthree'), at, 'Maria').quote, 'one two three');
  const long = told(said('ü'.repeat(4_000)), at, 'Maria').quote;
  t.is(long, `${'ü'.repeat(119)}…`);
});

test('a quote is never cut within a character', (t) => {
  const quote = told(said('🙂'.repeat(1_000)), at, 'Maria').quote;
  t.is(quote, `${'🙂'.repeat(119)}…`);
  const family = '👩‍👩‍👧‍👦';
  const families = told(said(family.repeat(300)), at, 'Maria').quote;
  t.true(families.endsWith(`${family}…`));
  t.is(families.replaceAll(family, ''), '…');
});

test('how a session came into a queue is told, with whose hand it was', (t) => {
  const queue = `team:${newId(random)}` as QueueId;
  const words = (['arrival', 'hand', 'waiting-rule', 'fallback'] as const).map((how) =>
    sentence({ type: 'queued', queue, queueName: 'E-mail', how, ...(how === 'hand' ? { by: anna } : {}) }),
  );
  t.deepEqual(words, [
    'The session was put into the queue “E-mail”',
    'Anna Berg transferred the session to the queue “E-mail”',
    'The session was moved to the queue “E-mail” by the waiting session rule',
    'The session fell back to the queue “E-mail”',
  ]);
});

test('an offer says to whom, for how long and why', (t) => {
  const offered: SessionFact = {
    type: 'offered',
    to: anna,
    until: laterBy(at, 30_000),
    why: { candidates: 1 },
  };
  t.is(
    sentence(offered),
    'The session was offered to Anna Berg for 30 seconds (the only one who could be asked)',
  );
});

test('every end of an offer, of an invitation and of somebody’s part is a sentence of its own', (t) => {
  const offers = (['accepted', 'rejected', 'no-answer', 'lost', 'taken', 'withdrawn'] as const).map(
    (outcome) => sentence({ type: 'offer-closed', to: anna, outcome }),
  );
  t.is(new Set(offers).size, 6);
  t.is(offers[2], 'Anna Berg did not answer the offer');
  const invitations = (['accepted', 'declined', 'withdrawn'] as const).map((outcome) =>
    sentence({ type: 'invitation-closed', invitation: newId<InvitationId>(random), outcome }),
  );
  t.is(new Set(invitations).size, 3);
  const parts = (['left', 'removed', 'transferred', 'lost'] as const).map((how) =>
    sentence({ type: 'left', who: anna, how }),
  );
  t.is(new Set(parts).size, 4);
});

test('who was invited, who came and who took over are told by name', (t) => {
  t.deepEqual(
    [
      sentence({
        type: 'invited',
        invitation: newId<InvitationId>(random),
        to: `team:${newId(random)}` as QueueId,
        toName: 'E-mail',
        by: anna,
      }),
      sentence({ type: 'joined', who: anna }),
      sentence({ type: 'owner-changed', to: anna, how: 'taken-over' }),
    ],
    [
      'Anna Berg invited “E-mail” to share the session',
      'Anna Berg joined the session',
      'Anna Berg took the session over',
    ],
  );
});

test('who looked on is told, with whether the people in the session knew', (t) => {
  t.deepEqual(
    [
      sentence({ type: 'viewing-started', who: anna, isTold: true }),
      sentence({ type: 'viewing-started', who: anna, isTold: false }),
      sentence({ type: 'viewing-ended', who: anna, isTold: false }),
      sentence({ type: 'joined', who: anna, how: 'supervising' }),
    ],
    [
      'Anna Berg began to view the session from the dashboard, and the people in it were told',
      'Anna Berg began to view the session from the dashboard, without a notice to the people in it',
      'Anna Berg stopped viewing the session',
      'Anna Berg joined the session from the dashboard',
    ],
  );
});

test('who came from outside, invited by whom and what for, and how they went', (t) => {
  const karl = { id: newId<RepId>(random), name: 'Karl (external)', external: true } as const;
  const invited: SessionFact = {
    type: 'external-invited',
    invitation: newId<InvitationId>(random),
    name: karl.name,
    comments: 'Knows the plotter',
    until: laterBy(at, 1),
    by: anna,
  };
  t.is(sentence(invited), 'Anna Berg invited “Karl (external)” from outside into the session');
  t.is(told(invited, at, 'Maria').quote, 'Knows the plotter');
  t.is(
    sentence({ type: 'joined', who: karl, by: anna }),
    'Karl (external) joined the session, invited by Anna Berg',
  );
  t.is(
    sentence({ type: 'left', who: karl, how: 'ownerless' }),
    'Karl (external) had to leave the session: nobody owned it any more',
  );
  t.is(
    sentence({ type: 'invitation-closed', invitation: newId<InvitationId>(random), outcome: 'expired' }),
    'An invitation expired: nobody had come',
  );
});

test('a name within a sentence that reads the other way turns nothing but itself', (t) => {
  const by = { id: newId<RepId>(random), name: 'Anna Berg' };
  const to = { id: newId<RepId>(random), name: 'מרים (שרה)' };
  t.is(
    sentence({ type: 'invited', by, to: to.id, toName: to.name } as unknown as SessionFact),
    'Anna Berg invited “\u2068מרים (שרה)\u2069” to share the session',
  );
});
