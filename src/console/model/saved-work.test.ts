import test from 'ava';
import type { MessageId, RepId, SessionId } from '../../kernel/index.ts';
import { MAJA, NOON, PERSONAL, sample } from '../testing/samples.ts';
import { NEW_SESSION, withOutgoing } from './open-session.ts';
import { NO_TEAM_CHATS } from './team-chat.ts';
import { readSavedWork, savedForm, sessionWith } from './saved-work.ts';

const S1 = sample<SessionId>('S1');
const typed = withOutgoing(
  { ...NEW_SESSION, chatDraft: 'Half a sent', noteDraft: 'A note' },
  { kind: 'chat', messageId: sample<MessageId>('M1'), text: 'On its way', at: NOON },
);
const work = {
  rep: MAJA.id,
  tabs: { list: [{ session: S1, name: 'Printer' }], active: S1 },
  queue: PERSONAL,
  chats: NO_TEAM_CHATS,
  sessions: new Map([[S1, { ...typed, chatDraft: 'Half a sent', readUpTo: 7 }]]),
};
const stored = () => JSON.parse(JSON.stringify(savedForm(work))) as Record<string, unknown>;

test('tabs, drafts and what was on its way survive a reload', (t) => {
  const read = readSavedWork(stored(), MAJA.id);
  t.deepEqual(read?.tabs, work.tabs);
  t.is(read?.queue, PERSONAL);
  const open = sessionWith(read, S1);
  t.like(open, { chatDraft: 'Half a sent', noteDraft: 'A note', readUpTo: 7 });
  t.like(open.outgoing[0], { messageId: sample('M1'), text: 'On its way', progress: 'sending' });
});

test('another representative on the same browser sees nothing of it', (t) => {
  t.is(readSavedWork(stored(), sample<RepId>('Somebody else')), undefined);
});

test('what cannot be read is as if it were not there', (t) => {
  t.is(readSavedWork(undefined, MAJA.id), undefined);
  t.is(readSavedWork({ rep: 7 }, MAJA.id), undefined);
  t.deepEqual(readSavedWork({ ...stored(), tabs: 'none' }, MAJA.id)?.tabs, { list: [], active: 'queues' });
  t.is(sessionWith(readSavedWork({ ...stored(), sessions: [{}] }, MAJA.id), S1).chatDraft, '');
});
