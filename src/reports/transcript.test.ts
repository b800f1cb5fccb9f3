import test from 'ava';
import {
  CUSTOMER,
  instant,
  newId,
  type KeyId,
  type MessageId,
  type PortalId,
  type RepId,
} from '../kernel/index.ts';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import type { SessionFact } from '../sessions/index.ts';
import { transcriptText } from './transcript.ts';

const random = new SeededRandom(5);
const noon = instant(Date.UTC(2026, 10, 21, 12, 5, 10));
const anna = { id: newId<RepId>(random), name: 'Anna Berg' };

function textOf(fact: SessionFact, timeZone = 'Europe/Berlin'): string {
  return transcriptText({ seq: 1, at: noon, fact }, timeZone);
}

function requested(details: string): SessionFact {
  return {
    type: 'requested',
    customerName: 'Maria Müller',
    details,
    portalId: newId<PortalId>(random),
    portalName: 'Help desk',
    startMethod: 'session-key',
    mode: 'full',
    language: 'en',
    keyId: newId<KeyId>(random),
  };
}

function said(text: string, name = 'Maria'): SessionFact {
  return { type: 'chat', messageId: newId<MessageId>(random), from: { id: CUSTOMER, name }, text };
}

test('it begins with who, where, when, and whose time it is', (t) => {
  t.is(
    textOf(requested('')),
    [
      'Transcript of a support session with Maria Müller',
      'Portal: Help desk',
      'Started: 2026-11-21 13:05:10',
      'Times are those of Europe/Berlin.',
      '',
      '',
    ].join('\n'),
  );
});

test('the problem as described stands above the conversation', (t) => {
  t.true(
    textOf(requested('No paper\nNo toner')).includes('described the problem:\n  No paper\n    No toner\n\n'),
  );
});

test('a message is a line with time and name', (t) => {
  t.is(textOf(said('Hello')), '[2026-11-21 13:05:10] Maria: Hello\n');
  t.is(textOf(said('Hello'), 'America/New_York'), '[2026-11-21 07:05:10] Maria: Hello\n');
});

test('who came and the end are told; notes, screens and deliveries are not', (t) => {
  t.is(textOf({ type: 'accepted', by: anna }), '[2026-11-21 13:05:10] -- Anna Berg accepted the session\n');
  t.is(
    textOf({ type: 'ended', reason: 'ended-by-representative', by: anna }),
    '[2026-11-21 13:05:10] -- Anna Berg ended the session\n',
  );
  t.is(textOf({ type: 'note', messageId: newId<MessageId>(random), by: anna, text: 'internal' }), '');
  t.is(textOf({ type: 'screen-started', producerId: 'p' }), '');
  t.is(textOf({ type: 'chat-delivered', to: anna.id, upTo: 3 }), '');
});

test('no message can pose as another line', (t) => {
  for (const lineBreak of ['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\u000b', '\u000c']) {
    const text = textOf(said(`Hello${lineBreak}[2026-11-21 13:05:11] Anna: Yes`));
    // oxlint-disable-next-line no-control-regex -- what some programs break lines at
    const [, ...further] = text.trimEnd().split(/\r\n|[\n\r\u2028\u2029\u0085\u000b\u000c]/);
    t.true(
      further.every((line) => line.startsWith('    ')),
      JSON.stringify(text),
    );
  }
});

test('control characters and turned directions do not reach the file', (t) => {
  t.is(
    textOf(said('a\u001b[31mb\u0007\u202ec\u0000\td', 'Ma\u202eria')),
    '[2026-11-21 13:05:10] Ma\ufffdria: a\ufffd[31mb\ufffd\ufffdc\ufffd\td\n',
  );
});
