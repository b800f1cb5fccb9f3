import test from 'ava';
import * as fc from 'fast-check';
import type { ScreenStopReason, SessionEntry, SessionView } from '../../protocol/index.ts';
import {
  mayResume,
  NOT_SHARING,
  stepSharing,
  type Sharing,
  type SharingEffect,
  type SharingEvent,
} from './sharing.ts';

/** The state after these events, and what they asked for. */
function after(...events: readonly SharingEvent[]): { sharing: Sharing; effects: readonly SharingEffect[] } {
  let sharing: Sharing = NOT_SHARING;
  const effects: SharingEffect[] = [];
  for (const event of events) {
    const step = stepSharing(sharing, event);
    sharing = step.sharing;
    effects.push(...step.effects);
  }
  return { sharing, effects };
}

const choose: SharingEvent = { kind: 'choose', answering: false, afterReload: false };
const allow: SharingEvent = { kind: 'choose', answering: true, afterReload: false };
const chosen: SharingEvent = { kind: 'chosen', surface: 'monitor' };
const live: readonly SharingEvent[] = [choose, chosen, { kind: 'sent', attempt: 1, producerId: 'p1' }];

function happened(
  screen: SessionView['screen'],
  stopped?: ScreenStopReason,
  status: SessionView['status'] = 'in-session',
): SharingEvent {
  return { kind: 'happened', view: { status, screen }, stopped };
}

test('choosing a screen sends it, and sharing is live when the relay has it', (t) => {
  const { sharing, effects } = after(...live);
  t.like(sharing, { state: 'on', surface: 'monitor', producerId: 'p1', failures: 0 });
  t.deepEqual(effects, [{ kind: 'remember' }, { kind: 'send', attempt: 1 }]);
});

test('what was asked for is agreed to when the browser has given the screen, not before', (t) => {
  t.deepEqual(after(allow).effects, []);
  t.deepEqual(after(allow, chosen).effects[0], { kind: 'answer', allow: true });
});

test('closing the browser’s picker denies what was asked for, and is no error', (t) => {
  const { sharing, effects } = after(allow, { kind: 'not-chosen', why: 'cancelled' });
  t.deepEqual(sharing, { state: 'off', notice: 'cancelled' });
  t.deepEqual(effects, [{ kind: 'end' }, { kind: 'answer', allow: false }]);
});

test('after a reload the browser may want a click: then one button is offered', (t) => {
  const reload: SharingEvent = { kind: 'choose', answering: false, afterReload: true };
  t.deepEqual(after(reload, { kind: 'not-chosen', why: 'needs-click' }).sharing, { state: 'again' });
  t.deepEqual(after(reload, { kind: 'not-chosen', why: 'cancelled' }).sharing, { state: 'again' });
  t.like(after(reload, { kind: 'not-chosen', why: 'needs-click' }, choose, chosen).sharing, { state: 'on' });
});

test('a way that cannot be opened is tried again with growing pauses, and the capture lives on', (t) => {
  let { sharing } = after(choose, chosen);
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 7; attempt++) {
    const failed = stepSharing(sharing, { kind: 'send-failed', attempt, code: undefined });
    pauses.push(...failed.effects.flatMap((effect) => (effect.kind === 'retry-in' ? [effect.delayMs] : [])));
    const retried = stepSharing(failed.sharing, { kind: 'retry', attempt });
    t.deepEqual(retried.effects, [{ kind: 'send', attempt: attempt + 1 }]);
    sharing = retried.sharing;
  }
  t.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
  t.like(sharing, { state: 'on', failures: 7 });
});

test('a new connection and a restarted relay send the living capture at once', (t) => {
  const { sharing, effects } = after(...live, { kind: 'renew' });
  t.like(sharing, { state: 'on', attempt: 2, producerId: undefined });
  t.deepEqual(effects.at(-1), { kind: 'send', attempt: 2 });
  t.deepEqual(after({ kind: 'renew' }).effects, [], 'nothing to send when nothing is shared');
});

test('a late word about an earlier way changes nothing', (t) => {
  const { sharing } = after(...live, { kind: 'renew' });
  for (const event of [
    { kind: 'sent', attempt: 1, producerId: 'old' },
    { kind: 'send-failed', attempt: 1, code: undefined },
    { kind: 'way-lost', attempt: 1 },
    { kind: 'retry', attempt: 1 },
  ] as const) {
    t.deepEqual(stepSharing(sharing, event), { sharing, effects: [] });
  }
});

test('stopping ends the capture and says so, with the browser’s own button too', (t) => {
  const { sharing, effects } = after(...live, { kind: 'stop' });
  t.deepEqual(sharing, NOT_SHARING);
  t.deepEqual(effects.slice(-2), [{ kind: 'end' }, { kind: 'tell-stopped', reason: 'asked' }]);
  t.deepEqual(after(...live, { kind: 'source-ended' }).effects.slice(-1), [
    { kind: 'tell-stopped', reason: 'source-ended' },
  ]);
});

test('a capture that comes after all was called off is ended', (t) => {
  t.deepEqual(after(choose, { kind: 'stop' }, chosen).effects.at(-1), { kind: 'end' });
});

test('the representative’s stop ends the capture, an interruption sends it again', (t) => {
  const stopped = after(...live, happened({ state: 'off' }, 'stopped-by-representative'));
  t.deepEqual(stopped.sharing, { state: 'off', notice: 'stopped-by-representative' });
  const denied = after(...live, happened({ state: 'off' }, 'not-permitted'));
  t.deepEqual(denied.sharing, { state: 'off', notice: 'not-permitted' });
  for (const reason of ['connection-lost', 'relay-lost', 'appliance-restarted'] as const) {
    t.deepEqual(after(...live, happened({ state: 'off' }, reason)).effects.at(-1), {
      kind: 'send',
      attempt: 2,
    });
  }
});

test('a picture that was replaced by this page’s own next one goes on', (t) => {
  const { sharing } = after(
    ...live,
    { kind: 'renew' },
    { kind: 'sent', attempt: 2, producerId: 'p2' },
    happened({ state: 'on', producerId: 'p2' }, 'connection-lost'),
  );
  t.like(sharing, { state: 'on', producerId: 'p2' });
});

test('another page of the customer takes the sharing over', (t) => {
  const { sharing, effects } = after(...live, happened({ state: 'on', producerId: 'other' }));
  t.deepEqual(sharing, { state: 'off', notice: 'taken-over' });
  t.deepEqual(effects.at(-1), { kind: 'end' });
});

test('a stop of the customer’s own that was still on its way does not end the next sharing', (t) => {
  const { sharing } = after(choose, chosen, happened({ state: 'off' }, 'stopped-by-customer'));
  t.like(sharing, { state: 'on' });
});

test('the end of the session ends everything', (t) => {
  for (const events of [live, [choose], [choose, chosen]]) {
    const { sharing, effects } = after(...events, happened({ state: 'off' }, 'session-ended', 'ended'));
    t.deepEqual(sharing, NOT_SHARING);
    t.deepEqual(effects.at(-1), { kind: 'end' });
  }
  t.deepEqual(
    after(choose, chosen, { kind: 'send-failed', attempt: 1, code: 'already-ended' }).sharing,
    NOT_SHARING,
  );
});

function timeline(...events: readonly SessionEntry['event'][]): readonly SessionEntry[] {
  return events.map((event, i) => ({ seq: i + 1, at: i as SessionEntry['at'], event }));
}

test('a page that shared before it was loaded again resumes unless somebody stopped it', (t) => {
  const started = { type: 'screen-started', producerId: 'p' } as const;
  const on = { state: 'on', producerId: 'p' } as const;
  const resumes = (screen: SessionView['screen'], ...events: readonly SessionEntry['event'][]) =>
    mayResume({ status: 'in-session', screen, timeline: timeline(...events) });
  t.true(resumes(on, started));
  t.true(resumes({ state: 'off' }, started, { type: 'screen-stopped', reason: 'connection-lost' }));
  t.true(resumes({ state: 'off' }, started, { type: 'screen-stopped', reason: 'appliance-restarted' }));
  t.false(
    resumes({ state: 'off' }, started, { type: 'screen-stopped', reason: 'stopped-by-representative' }),
  );
  t.false(resumes({ state: 'off' }, started, { type: 'screen-stopped', reason: 'source-ended' }));
  t.false(resumes({ state: 'off' }));
  t.false(mayResume({ status: 'ended', screen: on, timeline: timeline(started) }));
});

const anyEvent: fc.Arbitrary<SharingEvent> = fc.oneof(
  fc.record({ kind: fc.constant('choose' as const), answering: fc.boolean(), afterReload: fc.boolean() }),
  fc.constant(chosen),
  fc.record({
    kind: fc.constant('not-chosen' as const),
    why: fc.constantFrom('cancelled', 'refused-by-system', 'failed', 'needs-click'),
  }),
  fc.record({
    kind: fc.constant('sent' as const),
    attempt: fc.integer({ min: 1, max: 5 }),
    producerId: fc.constantFrom('a', 'b'),
  }),
  fc.record({
    kind: fc.constant('send-failed' as const),
    attempt: fc.integer({ min: 1, max: 5 }),
    code: fc.constantFrom(undefined, 'relay-down', 'already-ended'),
  }),
  fc.record({
    kind: fc.constantFrom('way-lost' as const, 'retry' as const),
    attempt: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constantFrom('renew' as const, 'source-ended' as const, 'stop' as const) }),
  fc
    .record({
      status: fc.constantFrom('in-session', 'ended') as fc.Arbitrary<SessionView['status']>,
      screen: fc.constantFrom(
        { state: 'off' },
        { state: 'on', producerId: 'a' },
        { state: 'on', producerId: 'b' },
      ) as fc.Arbitrary<SessionView['screen']>,
      stopped: fc.constantFrom(
        undefined,
        'stopped-by-representative',
        'not-permitted',
        'connection-lost',
        'stopped-by-customer',
      ),
    })
    .map(({ status, screen, stopped }): SharingEvent => ({
      kind: 'happened',
      view: { status, screen },
      stopped,
    })),
);

test('whatever happens, nothing is sent and no capture lives while the page says that nothing is shared', (t) => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      let sharing: Sharing = NOT_SHARING;
      // The world as the effects leave it.
      let captures = false;
      for (const event of events) {
        captures ||= event.kind === 'chosen';
        if (event.kind === 'source-ended') {
          captures = false;
        }
        const { sharing: next, effects } = stepSharing(sharing, event);
        for (const effect of effects) {
          if (effect.kind === 'end') {
            captures = false;
          }
          if (effect.kind === 'send' || effect.kind === 'retry-in') {
            t.is(next.state, 'on');
          }
          if (effect.kind === 'answer' && effect.allow) {
            t.is(event.kind, 'chosen', 'nothing is agreed to but by choosing');
          }
        }
        sharing = next;
        if (sharing.state === 'off' || sharing.state === 'again') {
          t.false(captures, `a capture lives in ${sharing.state} after ${event.kind}`);
        }
      }
    }),
    { numRuns: 3_000 },
  );
});

test('after a transfer nothing is shared any more, wherever sharing stood, and it is said why', (t) => {
  const off: Sharing = { state: 'off', notice: 'transferred' };
  t.deepEqual(after(...live, happened({ state: 'off' }, 'transferred', 'waiting')).sharing, off);
  t.deepEqual(after(...live, happened({ state: 'off' }, 'transferred')).sharing, off, 'and taken up again');
  t.deepEqual(after(choose, chosen, happened({ state: 'off' }, undefined, 'waiting')).sharing, off);
  const choosing = after(allow, happened({ state: 'off' }, undefined, 'waiting'), chosen);
  t.deepEqual(choosing.sharing, off);
  t.deepEqual(choosing.effects.at(-1), { kind: 'end' }, 'a screen that is chosen too late is let go');
});
