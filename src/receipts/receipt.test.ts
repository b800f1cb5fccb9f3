import test from 'ava';
import {
  CUSTOMER,
  instant,
  type MessageId,
  type PortalId,
  type RecordingId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import { LANGUAGES, wordsOf } from '../languages/index.ts';
import type { SessionFact } from '../sessions/index.ts';
import { ReceiptDraft } from './receipt.ts';
import { transcriptText } from './transcript.ts';

const HOSTILE = '{{7*7}} <b>\u202eEve\u0000\nMira: lie';
const MIRA = { id: 'm'.repeat(22) as RepId, name: 'Mira' };
const ANNA = { id: CUSTOMER, name: HOSTILE };
const RECORDING = 'r'.repeat(22) as RecordingId;
const SHA256 = 'a'.repeat(64);

const BEFORE: readonly SessionFact[] = [
  {
    type: 'requested',
    customerName: HOSTILE,
    details: HOSTILE,
    portalId: 'p' as PortalId,
    portalName: HOSTILE,
    startMethod: 'session-key',
    mode: 'full',
    language: 'en',
  },
  { type: 'accepted', by: MIRA },
  { type: 'chat', messageId: '1' as MessageId, from: ANNA, text: HOSTILE },
  { type: 'chat', messageId: '2' as MessageId, from: MIRA, text: 'Hello' },
  { type: 'note', messageId: '3' as MessageId, by: MIRA, text: 'a secret note' },
  { type: 'screen-started', producerId: 'x' },
  { type: 'recording-started', recordingId: RECORDING, file: 'f' },
];
const ENDED: readonly SessionFact[] = [
  { type: 'screen-stopped', reason: 'session-ended' },
  { type: 'ended', reason: 'ended-by-representative', by: MIRA },
];
const FINISHED: SessionFact = {
  type: 'recording-stopped',
  recordingId: RECORDING,
  lengthMs: 2_000.4,
  bytes: 77,
  sha256: SHA256,
};

function drafted(facts: readonly SessionFact[]) {
  const draft = new ReceiptDraft();
  for (const [at, fact] of facts.entries()) {
    draft.add({ seq: at + 1, at: instant(at * 1_000), fact });
  }
  return draft.receipt('s'.repeat(22) as SessionId, 'key');
}

test('a receipt says who, when, which tools, and the recording with its hash, and nothing of the notes', (t) => {
  const receipt = drafted([...BEFORE, ...ENDED, FINISHED]);
  t.like(receipt, {
    site: HOSTILE,
    customer: HOSTILE,
    mode: 'full',
    startedAt: '1970-01-01T00:00:00.000Z',
    acceptedAt: '1970-01-01T00:00:01.000Z',
    endedAt: '1970-01-01T00:00:08.000Z',
    endedBy: 'Mira',
    people: [{ name: 'Mira', external: false }],
    tools: { chatMessages: 2, chatMessagesOfCustomer: 1, screenSharedMs: 2_000 },
    files: [],
    recordings: [{ startedAt: '1970-01-01T00:00:06.000Z', lengthMs: 2_000, bytes: 77, sha256: SHA256 }],
  });
  t.false(JSON.stringify(receipt).includes('secret'));
});

test('a receipt says who looked on, as far as the customer was told, what was agreed to, and what a chat became', (t) => {
  const [requested, accepted, ...rest] = BEFORE;
  const bob = { id: 'b'.repeat(22) as RepId, name: 'Bob' };
  const eve = { id: 'e'.repeat(22) as RepId, name: 'Eve' };
  const facts = [
    { ...requested, mode: 'chat' },
    { type: 'agreement-closed', outcome: 'accepted', sha256: SHA256 },
    accepted,
    { type: 'viewing-started', who: bob, isTold: true },
    { type: 'viewing-started', who: eve, isTold: false },
    { type: 'viewing-started', who: MIRA, isTold: true },
    { type: 'elevation-closed', outcome: 'denied' },
    { type: 'elevation-closed', outcome: 'allowed' },
    ...rest,
    ...ENDED,
    FINISHED,
  ] as readonly SessionFact[];
  t.like(drafted(facts), {
    people: [{ name: 'Mira', external: false }],
    lookedOn: [{ name: 'Bob' }],
    mode: 'chat-elevated',
    agreements: [{ acceptedAt: '1970-01-01T00:00:01.000Z', sha256: SHA256 }],
  });
  const text = facts
    .map((fact, at) => transcriptText({ seq: at + 1, at: instant(0), fact }, wordsOf('en'), 'UTC'))
    .join('');
  t.regex(text, /-- Bob is looking on\./);
  t.notRegex(text, /Eve is looking on/);
  t.like(drafted(facts.filter(({ type }) => type !== 'elevation-closed')), { mode: 'chat' });
});

test('there is none while the session lives or its recording is not finished', (t) => {
  t.is(drafted(BEFORE), undefined);
  t.is(drafted([...BEFORE, ...ENDED]), undefined);
  t.not(drafted([...BEFORE, ...ENDED, FINISHED]), undefined);
});

test('the transcript has the conversation in every language, and no line poses as another’s', (t) => {
  for (const language of LANGUAGES) {
    const text = [...BEFORE, ...ENDED, FINISHED]
      .map((fact, at) => transcriptText({ seq: at + 1, at: instant(0), fact }, wordsOf(language), 'UTC'))
      .join('');
    t.true(text.includes('{{7*7}} <b>\ufffdEve\ufffd\n    Mira: lie'), language);
    t.true(text.includes('] Mira: Hello\n'));
    t.notRegex(text, /secret|undefined/);
    t.notRegex(text, /^Mira: lie/m);
    t.false(text.includes('\u0000') || text.includes('\u202e'));
  }
});
