import test from 'ava';
import { instant, type PortalId, type QueueId } from '../kernel/index.ts';
import { buttonExpiry, isAlive, profileProblems, shortcut } from './support-button.ts';

const known = { isPortal: () => true, isQueue: () => true };
const fields = {
  name: 'Front desk',
  title: 'Help',
  portal: 'p' as PortalId,
  asks: 'either',
  queue: 'team:t' as QueueId,
  lifeMs: 86_400_000,
} as const;

test('a button lives as long as its profile says, or until it is removed', (t) => {
  const now = instant(1_000);
  const expiresAt = buttonExpiry(fields, now);
  t.is(expiresAt, instant(86_401_000));
  t.true(isAlive({ expiresAt }, instant(86_400_999)));
  t.false(isAlive({ expiresAt }, instant(86_401_000)));
  t.is(buttonExpiry({ lifeMs: 0 }, now), undefined);
  t.true(isAlive({ expiresAt: undefined }, instant(9e15)));
});

test('a profile leads somewhere, unless a key is all that it asks for', (t) => {
  t.deepEqual(profileProblems(fields, [], known), {});
  const { queue: _, ...rest } = fields;
  t.deepEqual(Object.keys(profileProblems({ ...rest, queue: undefined }, [], known)), ['queue']);
  t.deepEqual(profileProblems({ ...rest, queue: undefined, asks: 'key' }, [], known), {});
  const wrong = profileProblems({ ...fields, lifeMs: 5 }, [], {
    isPortal: () => false,
    isQueue: () => false,
  });
  t.deepEqual(Object.keys(wrong).toSorted(), ['lifeMs', 'portal', 'queue']);
});

test('nothing of a title becomes a line of its own in a shortcut', (t) => {
  const url = 'https://help.example.com/button/T';
  for (const ending of ['url', 'webloc', 'desktop']) {
    const text = shortcut(ending, { url, title: 'Help\nExec=rm -rf\r\n[X]\u0000\\n' })?.text ?? '';
    t.true(text.includes(url), ending);
    t.notRegex(text, /^(?:Exec|\[X\])/m, ending);
  }
  t.is(shortcut('exe', { url, title: '' }), undefined);
});
