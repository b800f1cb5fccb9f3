import test from 'ava';
import * as fc from 'fast-check';
import {
  CUSTOMER,
  instant,
  LIMITS,
  personalQueue,
  type ButtonProfileId,
  type InvitationId,
  type KeyId,
  type MessageId,
  type PortalId,
  type QueueId,
  type RecordingId,
  type RepId,
  type SessionId,
  type SupportButtonId,
} from '../kernel/index.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { externalName } from './external.ts';
import type { Command, SessionFact } from './facts.ts';
import { externalsIn, isIn, newSession, representativesIn, type Session } from './session.ts';

const reps = ['ada-------------------', 'bob-------------------', 'cleo------------------'].map((id) => ({
  id: id as RepId,
  name: id,
}));
/** Two who come from outside: they try whatever a representative may. */
const outsiders = ['eve-------------------', 'karl------------------'].map((id) => ({
  id: id as RepId,
  name: externalName(id),
  external: true as const,
}));
const rep = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...reps) }, fc.constantFrom(...outsiders));
const person = fc.oneof(rep, fc.constant({ id: CUSTOMER, name: 'Anna' }));
const queue = fc.constantFrom(
  ...[...reps, ...outsiders].map(({ id }) => personalQueue(id)),
  'team:one-------------------' as QueueId,
  'team:two-------------------' as QueueId,
);
const invitation = fc.constantFrom('i1', 'i2').map((text) => text as InvitationId);
const messageId = fc.constantFrom('m1', 'm2', 'm3').map((text) => text as MessageId);
const recordingId = fc.constantFrom('r1', 'r2').map((text) => text as RecordingId);
const button = fc.constantFrom('b1', 'b2', 'b3').map((text) => text as SupportButtonId);
const request: Command = {
  kind: 'request',
  customerName: 'Anna',
  details: '',
  portalId: 'p' as PortalId,
  portalName: 'Support',
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
  keyId: 'k' as KeyId,
  queue: personalQueue(reps[0]?.id as RepId),
  queueName: 'Personal queue',
};

const accepted: Command = {
  kind: 'accept',
  by: reps[0] as (typeof reps)[number],
  from: new Set([personalQueue(reps[0]?.id as RepId)]),
};

const fromOutside: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant('invite-external' as const),
    invitation,
    name: fc.constant(externalName('Eve')),
    comments: fc.constant(''),
    until: fc.nat(60).map(instant),
    by: rep,
  }),
  fc.record({
    kind: fc.constant('enter' as const),
    invitation,
    who: fc.constantFrom(...outsiders.map(({ id }) => id)),
    now: fc.nat(60).map(instant),
  }),
  fc.record({
    kind: fc.constant('come-back' as const),
    who: fc.constantFrom(...outsiders.map(({ id }) => id)),
  }),
  fc.record({ kind: fc.constant('expire-invitation' as const), invitation }),
);

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(request),
  fc.record({
    kind: fc.constant('accept' as const),
    by: rep,
    from: fc.uniqueArray(queue).map((queues) => new Set(queues)),
  }),
  fc.record({
    kind: fc.constant('offer' as const),
    to: rep,
    until: fc.nat(100).map(instant),
    why: fc.constant({}),
  }),
  fc.record({
    kind: fc.constant('close-offer' as const),
    to: rep.map(({ id }) => id),
    outcome: fc.constantFrom('rejected', 'no-answer', 'lost', 'withdrawn'),
  }),
  fc.constant<Command>({ kind: 'mark-overdue' }),
  fc.record({ kind: fc.constant('overflow' as const), to: queue, toName: fc.constant('q') }),
  fc.record({
    kind: fc.constant('transfer' as const),
    by: rep,
    to: queue,
    toName: fc.constant('q'),
    from: fc.uniqueArray(queue).map((queues) => new Set(queues)),
  }),
  fc.record({
    kind: fc.constant('invite' as const),
    invitation,
    to: queue,
    toName: fc.constant('q'),
    by: rep,
  }),
  fromOutside,
  fc.record({
    kind: fc.constant('close-invitation' as const),
    by: rep,
    invitation,
    from: fc.uniqueArray(queue).map((queues) => new Set(queues)),
  }),
  fc.record({
    kind: fc.constant('leave' as const),
    by: rep.map(({ id }) => id),
    how: fc.constantFrom('left', 'lost'),
  }),
  fc.record({
    kind: fc.constant('remove' as const),
    by: rep.map(({ id }) => id),
    who: rep.map(({ id }) => id),
  }),
  fc.record({
    kind: fc.constantFrom('join' as const, 'take-over' as const),
    by: rep,
    of: rep.map(({ id }) => id),
  }),
  fc.record({
    kind: fc.constant('view' as const),
    by: rep,
    of: rep.map(({ id }) => id),
    isTold: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('stop-viewing' as const), who: rep.map(({ id }) => id) }),
  fc.record({
    kind: fc.constant('fall-back' as const),
    from: rep.map(({ id }) => id),
    to: fc.oneof(
      fc.record({ kind: fc.constant('to-rep' as const), rep: rep.map(({ id }) => id) }),
      fc.record({ kind: fc.constant('to-queue' as const), queue, queueName: fc.constant('q') }),
      fc.constant({ kind: 'end' as const }),
    ),
  }),
  fc.record({
    kind: fc.constant('fall-back-waiting' as const),
    from: queue,
    to: fc.oneof(
      fc.record({ kind: fc.constant('to-rep' as const), rep: rep.map(({ id }) => id) }),
      fc.record({ kind: fc.constant('to-queue' as const), queue, queueName: fc.constant('q') }),
      fc.constant({ kind: 'end' as const }),
    ),
  }),
  fc.record({ kind: fc.constant('say' as const), messageId, from: person, text: fc.constant('x') }),
  fc.record({
    kind: fc.constant('deliver' as const),
    to: person.map(({ id }) => id),
    upTo: fc.nat(50),
  }),
  fc.record({ kind: fc.constant('elevate' as const), by: rep }),
  fc.record({ kind: fc.constant('answer-elevation' as const), allow: fc.boolean() }),
  fc.record({
    kind: fc.constant('offer-button' as const),
    id: button,
    title: fc.constant('Help'),
    profile: fc.constant('p' as ButtonProfileId),
    queue,
    queueName: fc.constant('q'),
    lifeMs: fc.constant(0),
    description: fc.constant(''),
    by: rep,
  }),
  fc.record({ kind: fc.constant('answer-button' as const), id: button, allow: fc.boolean() }),
  fc.record({
    kind: fc.constant('close-button' as const),
    outcome: fc.constantFrom('no-answer' as const, 'withdrawn' as const),
  }),
  fc.record({ kind: fc.constant('remove-button' as const), id: button, by: rep }),
  fc.record({ kind: fc.constant('request-screen' as const), by: rep }),
  fc.record({ kind: fc.constant('answer-screen' as const), allow: fc.boolean() }),
  fc.constant<Command>({ kind: 'expire-screen-request' }),
  fc.record({ kind: fc.constant('start-screen' as const), producerId: fc.constantFrom('p1', 'p2') }),
  fc.record({
    kind: fc.constant('stop-screen' as const),
    by: person.map(({ id }) => id),
    reason: fc.constant('source-ended' as const),
  }),
  fc.record({ kind: fc.constant('start-recording' as const), recordingId, file: fc.constant('f') }),
  fc.record({
    kind: fc.constant('stop-recording' as const),
    recordingId,
    lengthMs: fc.nat(),
    bytes: fc.nat(),
  }),
  fc.record({ kind: fc.constant('add-note' as const), messageId, by: rep, text: fc.constant('n') }),
  fc.record({ kind: fc.constant('lose' as const), who: person.map(({ id }) => id) }),
  fc.record({ kind: fc.constant('return' as const), who: person.map(({ id }) => id) }),
  fc.record({ kind: fc.constant('end' as const), by: person }),
  fc.constant<Command>({ kind: 'give-up', reason: 'customer-lost' }),
);

test('whatever is asked in whatever order, a session is waiting in a queue, held by one owner, or ended', (t) => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
      let session: Session = newSession('s' as SessionId);
      const facts: SessionFact[] = [];
      for (const [step, each] of [request, ...commands].entries()) {
        const before = session;
        const decision = decide(session, each);
        if ('refused' in decision) {
          continue;
        }
        for (const fact of decision) {
          session = evolve(session, fact, instant(step));
          facts.push(fact);
        }
        t.is(session.version, before.version + decision.length);
        if (before.status === 'ended') {
          t.is(session.status, 'ended');
        }
        switch (session.status) {
          case 'new':
            t.fail('a session that began is not new');
            break;
          case 'preparing':
            t.is(opened(facts, 'screen-started', 'screen-stopped'), 0);
            break;
          case 'waiting':
            t.truthy(session.queue);
            break;
          case 'offered':
            t.truthy(session.queue);
            t.false(
              session.declinedBy.has(session.to.id),
              'it was offered again to somebody who declined it',
            );
            break;
          case 'held':
            t.truthy(session.owner.id);
            t.is(
              new Set([...representativesIn(session), ...externalsIn(session)].map(({ id }) => id)).size,
              session.others.length + 1,
              'somebody is in it twice',
            );
            for (const { who } of session.viewers) {
              t.false(isIn(session, who.id), 'somebody looks on who is in it');
            }
            t.is(session.viewers.length, opened(facts, 'viewing-started', 'viewing-ended'));
            t.is(session.screen.state === 'on', opened(facts, 'screen-started', 'screen-stopped') === 1);
            break;
          case 'ended':
            t.is(opened(facts, 'screen-started', 'screen-stopped'), 0, 'a screen outlived its session');
            break;
        }
        if (session.status !== 'new') {
          t.is(
            opened(facts, 'button-offered', 'button-closed'),
            session.status === 'held' && session.buttonOffer !== undefined ? 1 : 0,
            'a question outlived who asked it',
          );
          t.true(session.buttons.length <= LIMITS.buttonsPerSession);
        }
        if (session.status !== 'held') {
          t.is(opened(facts, 'viewing-started', 'viewing-ended'), 0, 'a look outlived the owner');
        }
      }
      const said = facts.filter((fact) => fact.type === 'chat' || fact.type === 'note');
      t.is(new Set(said.map(({ messageId: id }) => id)).size, said.length, 'a message was kept twice');
    }),
    { numRuns: 500 },
  );
});

test('a chat has no screen before its customer agreed to it, whatever is asked in whatever order', (t) => {
  const chat = { ...request, mode: 'chat' } as const;
  let elevated = 0;
  // Among so many commands a question and its answer would meet too seldom by chance alone.
  const mixed = fc.oneof(
    { weight: 4, arbitrary: command },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Command>(
        { kind: 'elevate', by: accepted.by },
        { kind: 'answer-elevation', allow: true },
      ),
    },
  );
  fc.assert(
    fc.property(fc.array(mixed, { minLength: 20, maxLength: 80 }), (commands) => {
      let session: Session = newSession('s' as SessionId);
      const facts: SessionFact[] = [];
      for (const [step, each] of [chat, accepted, ...commands].entries()) {
        const decision = decide(session, each);
        for (const fact of 'refused' in decision ? [] : decision) {
          session = evolve(session, fact, instant(step));
          facts.push(fact);
        }
      }
      const agreed = facts.findIndex(
        (fact) => fact.type === 'elevation-closed' && fact.outcome === 'allowed',
      );
      const screen = facts.findIndex(({ type }) => type.startsWith('screen-'));
      t.true(screen === -1 || (agreed !== -1 && agreed < screen));
      t.is(session.status !== 'new' && session.mode, agreed === -1 ? 'chat' : 'full');
      elevated += agreed === -1 ? 0 : 1;
    }),
    { numRuns: 300 },
  );
  t.true(elevated > 0, 'none of them was elevated');
});

test('somebody from outside never owns a session, and is in none that nobody owns', (t) => {
  const strangers = new Set(outsiders.map(({ id }) => id));
  const mixed = fc.oneof({ weight: 1, arbitrary: command }, { weight: 2, arbitrary: fromOutside });
  let entered = 0;
  fc.assert(
    fc.property(fc.array(mixed, { minLength: 20, maxLength: 80 }), (commands) => {
      let session: Session = newSession('s' as SessionId);
      for (const [step, each] of [request, accepted, ...commands].entries()) {
        const decision = decide(session, each);
        for (const fact of 'refused' in decision ? [] : decision) {
          session = evolve(session, fact, instant(step));
          entered += fact.type === 'joined' && fact.who.external === true ? 1 : 0;
        }
        if (session.status === 'held') {
          t.false(strangers.has(session.owner.id));
          t.true(session.others.every(({ who }) => (who.external === true) === strangers.has(who.id)));
        } else if (session.status === 'waiting' || session.status === 'offered') {
          t.deepEqual(externalsIn(session), []);
          t.deepEqual([session.away, session.externalInvitations], [[], []]);
        }
      }
    }),
    { numRuns: 1_000 },
  );
  t.true(entered > 50, `only ${entered} came in`);
});

test('nobody is offered a session again that they declined, unless it was transferred by hand', (t) => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 80 }), (commands) => {
      let session: Session = newSession('s' as SessionId);
      let declined = new Set<RepId>();
      for (const [step, each] of [request, ...commands].entries()) {
        const decision = decide(session, each);
        for (const fact of 'refused' in decision ? [] : decision) {
          if (fact.type === 'queued' && fact.how === 'hand') {
            declined =
              session.status !== 'new' && 'queue' in session && session.queue === fact.queue
                ? declined
                : new Set();
          } else if (
            fact.type === 'offer-closed' &&
            ['rejected', 'no-answer', 'lost'].includes(fact.outcome)
          ) {
            declined.add(fact.to.id);
          } else if (fact.type === 'offered') {
            t.false(declined.has(fact.to.id));
          }
          session = evolve(session, fact, instant(step));
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a session read back from its facts is the session that decided them', (t) => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      let session: Session = newSession('s' as SessionId);
      const facts: SessionFact[] = [];
      for (const each of [request, ...commands]) {
        const decision = decide(session, each);
        if (!('refused' in decision)) {
          for (const fact of decision) {
            session = evolve(session, fact, instant(facts.length));
            facts.push(JSON.parse(JSON.stringify(fact)) as SessionFact);
          }
        }
      }
      const again = facts.reduce<Session>(
        (each, fact, at) => evolve(each, fact, instant(at)),
        newSession('s' as SessionId),
      );
      t.deepEqual(again, session);
    }),
    { numRuns: 200 },
  );
});

function opened(facts: readonly SessionFact[], begin: string, end: string): number {
  return facts.filter(({ type }) => type === begin).length - facts.filter(({ type }) => type === end).length;
}
