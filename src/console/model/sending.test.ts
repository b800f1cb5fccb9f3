import test from 'ava';
import { mailtoAddress, withRecipient } from './sending.ts';

const LINK = 'https://support.example/?key=K7QM3XWP';

/** What a mail program makes of the address. */
function opened(address: string): { readonly subject: string; readonly body: string } {
  const [, query = ''] = address.split('?', 2);
  const fields = new Map(query.split('&').map((pair) => pair.split('=', 2) as [string, string]));
  return {
    subject: decodeURIComponent(fields.get('subject') ?? ''),
    body: decodeURIComponent(fields.get('body') ?? ''),
  };
}

test('the mail program gets subject and body whole, whatever is in them, with line breaks as mail has them', (t) => {
  const subject = 'Hjälp & "support"? #1 = 100 % + 😀';
  const body = `Hello,\n\n${LINK}\n\n&bcc=all@example.com?subject=x\ud800`;
  const address = mailtoAddress({ subject, body }, LINK);
  t.true(address.startsWith('mailto:?subject='));
  t.deepEqual(opened(address), { subject, body: body.toWellFormed().replaceAll('\n', '\r\n') });
  t.is(address.split('&').length, 2);
});

test('a text too long for an address is cut, the link comes first, and no symbol is cut in two', (t) => {
  const address = mailtoAddress({ subject: '日'.repeat(100), body: '😀\n'.repeat(2_000) }, LINK);
  t.true(address.length <= 1_900);
  t.true(address.length > 1_800);
  const { subject, body } = opened(address);
  t.is(subject, '日'.repeat(100));
  t.true(body.startsWith(`${LINK}\r\n\r\n😀`));
  const longest = mailtoAddress({ subject: '😀'.repeat(150), body: 'x'.repeat(4_000) }, LINK);
  t.true(opened(longest).body.startsWith(LINK));
});

test('nothing is typed into what is being sent', (t) => {
  const busy = { state: 'busy', to: 'anna@example.com' } as const;
  t.is(withRecipient(busy, 'x'), busy);
  t.deepEqual(withRecipient({ state: 'sent', to: '', sentTo: 'anna@example.com' }, 'b'), {
    state: 'open',
    to: 'b',
    problem: undefined,
  });
});
