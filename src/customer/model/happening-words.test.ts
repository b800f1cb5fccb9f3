import test from 'ava';
import type { InvitationId, QueueId, RepId, SupportButtonId } from '../../kernel/index.ts';
import { words as german } from '../../languages/customer-page/de.ts';
import { words } from '../../languages/customer-page/en.ts';
import { happeningWords } from './happening-words.ts';

const MIRA = { id: 'RRRRRRRRRRRRRRRRRRRRRR' as RepId, name: 'Mira' };

test('who joins, goes and takes over is told by name', (t) => {
  const karl = { id: 'KKKKKKKKKKKKKKKKKKKKKK' as RepId, name: 'Karl (external)', external: true } as const;
  t.is(
    happeningWords(words, { type: 'joined', who: karl, by: MIRA }),
    'Karl (external) joined the session from outside, invited by Mira.',
  );
  t.is(
    happeningWords(words, { type: 'left', who: karl, how: 'ownerless' }),
    'Karl (external) left the session.',
  );
  t.is(happeningWords(words, { type: 'joined', who: MIRA }), 'Mira joined the session.');
  t.is(happeningWords(words, { type: 'left', who: MIRA, how: 'left' }), 'Mira left the session.');
  t.is(happeningWords(words, { type: 'left', who: MIRA, how: 'removed' }), 'Mira left the session.');
  t.is(
    happeningWords(words, { type: 'left', who: MIRA, how: 'lost' }),
    'The connection to Mira did not come back.',
  );
  t.is(
    happeningWords(words, { type: 'owner-changed', to: MIRA, how: 'fallback' }),
    'Mira is helping you now.',
  );
});

test('a transfer is told once, and no queue is named to the customer', (t) => {
  t.is(happeningWords(words, { type: 'left', who: MIRA, how: 'transferred' }), undefined);
  const told = (['arrival', 'hand', 'waiting-rule', 'fallback'] as const).map((how) =>
    happeningWords(words, { type: 'queued', queueName: 'Difficult cases', how, by: MIRA }),
  );
  t.is(told[0], undefined);
  t.is(told[1], 'Mira passed your session on. Somebody else will help you.');
  t.is(new Set(told).size, 4);
  t.false(told.some((one) => one?.includes('Difficult') === true));
});

test('a Support Button is called as its company calls it in the language of the page', (t) => {
  const button = { id: 'BBBBBBBBBBBBBBBBBBBBBB' as SupportButtonId, title: 'Get help' };
  const titled = { ...button, titles: { de: 'Hilfe holen', ar: 'مساعدة' } };
  for (const event of [
    { type: 'button-offered', by: MIRA },
    { type: 'button-closed', outcome: 'allowed' },
    { type: 'button-removed', by: MIRA },
  ] as const) {
    t.regex(happeningWords(words, { ...titled, ...event }) ?? '', /Get help/);
    t.regex(happeningWords(german, { ...titled, ...event }) ?? '', /Hilfe holen/);
    t.regex(happeningWords(german, { ...button, ...event }) ?? '', /Get help/, 'as it was before');
  }
});

test('how representatives are found is not the customer’s concern', (t) => {
  const invitation = 'IIIIIIIIIIIIIIIIIIIIII' as InvitationId;
  for (const event of [
    { type: 'offered', to: MIRA, until: 0 as never },
    { type: 'offer-closed', to: MIRA, outcome: 'rejected' },
    { type: 'overdue' },
    { type: 'invited', invitation, to: 'team:TTTTTTTTTTTTTTTTTTTTTT' as QueueId, toName: 'E-mail', by: MIRA },
    { type: 'invitation-closed', invitation, outcome: 'declined' },
  ] as const) {
    t.is(happeningWords(words, event), undefined, event.type);
  }
});
