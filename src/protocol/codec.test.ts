import { readFileSync } from 'node:fs';
import test from 'ava';
import * as fc from 'fast-check';
import { LIMITS } from '../kernel/index.ts';
import { commandOf, readDown, readUp, write } from './codec.ts';
import { SENDERS, upSchema } from './up.ts';

function fixtures(name: string): readonly unknown[] {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as unknown[];
}

test('every valid message is read as it was written', (t) => {
  for (const message of fixtures('up-valid')) {
    const read = readUp(JSON.stringify(message));
    t.deepEqual(read, message as never);
    t.deepEqual(readUp(write(read)), read);
  }
});

test('every invalid message is refused with a code, whatever it is', (t) => {
  for (const message of fixtures('up-invalid')) {
    t.throws(
      () => readUp(JSON.stringify(message)),
      { name: 'Fault', message: /^bad-request/ },
      JSON.stringify(message),
    );
  }
  for (const text of [
    '',
    '{',
    'null',
    '\u0000',
    '{"type":"say"',
    '[[[[[[[[[[',
    '{"__proto__":{"type":"ping"}}',
  ]) {
    t.throws(() => readUp(text), { name: 'Fault', message: /^bad-request/ }, text);
  }
});

test('every kind of message up that a representative sends about queues has a fixture', (t) => {
  const seen = new Set(fixtures('up-valid').map((message) => (message as { type: string }).type));
  for (const type of [
    'accept',
    'get-next',
    'answer-offer',
    'transfer',
    'share',
    'close-invitation',
    'leave-session',
    'remove-participant',
    'set-status',
    'presence',
  ]) {
    t.true(seen.has(type), type);
  }
});

test('an offer, its absence and the desk are read as they were written', (t) => {
  const id = 'abcdefghijklmnopqrstuv';
  for (const message of [
    { type: 'offer' },
    {
      type: 'offer',
      offer: {
        session: id,
        queueName: 'E-mail',
        until: 30_000,
        offeredAt: 0,
        request: { customerName: 'Anna', details: '', queuedAt: 0, startMethod: 'issue', mode: 'chat' },
        why: 'You are free.',
      },
    },
    {
      type: 'desk',
      teams: [{ queue: `team:${id}`, name: 'E-mail', online: 2, mayTransfer: true, mayShare: true }],
      representatives: [{ id, queue: `personal:${id}`, name: 'Ravi', status: 'busy', statusName: 'Lunch' }],
      may: {
        generateKeys: true,
        getNext: true,
        acceptFromTeams: false,
        optOut: true,
        supervise: false,
        inviteExternal: false,
      },
      statuses: [{ id, name: 'Lunch', displayAs: 'busy' }],
      status: 'available',
      statusId: id,
      statusName: 'Available',
      assignments: true,
      closeSessionsFirst: false,
      publicSite: { mayList: true, listed: true, messages: 0, portals: [] },
    },
    { type: 'queues', reset: false, queues: [], rows: [], gone: [{ queue: `team:${id}`, session: id }] },
  ]) {
    t.deepEqual(readDown(JSON.stringify(message)), message as never);
  }
});

test('random JSON never does anything but be refused or parse', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(SENDERS)), (value, type) => {
      for (const text of [JSON.stringify(value), JSON.stringify({ ...(value as object), type })]) {
        try {
          readUp(text);
          readDown(text);
        } catch (thrown) {
          t.is((thrown as Error).name, 'Fault');
        }
        t.notThrows(() => commandOf(text));
      }
    }),
    { numRuns: 500 },
  );
});

test('text is limited where it enters', (t) => {
  const say = (text: string) => ({
    type: 'say',
    command: 'abcdefghijklmnopqrstuv',
    session: 'abcdefghijklmnopqrstuv',
    messageId: 'abcdefghijklmnopqrstuv',
    text,
  });
  t.notThrows(() => readUp(JSON.stringify(say('x'.repeat(LIMITS.chatCharacters)))));
  t.throws(() => readUp(JSON.stringify(say('x'.repeat(LIMITS.chatCharacters + 1)))));
});

test('every message up has somebody who may send it, and nobody else exists', (t) => {
  const types = upSchema.options.map((option) => option.entries.type.literal);
  t.deepEqual([...types].sort(), Object.keys(SENDERS).sort());
});

test('the command of an unreadable message is found when it has one', (t) => {
  t.is(commandOf('{"command":"abcdefghijklmnopqrstuv","type":"nothing"}'), 'abcdefghijklmnopqrstuv');
  t.is(commandOf('{"command":"abc","type":"nothing"}'), undefined);
  t.is(commandOf('{"command":7}'), undefined);
  t.is(commandOf('garbage'), undefined);
});
