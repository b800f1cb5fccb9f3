import test from 'ava';
import { connectionTrouble, connectionWords } from './connection.ts';

test('while it stands there is nothing to say', (t) => {
  t.is(connectionTrouble({ kind: 'up' }), undefined);
  t.is(connectionTrouble({ kind: 'connecting' }), undefined);
});

test('a break says that writing can go on, and offers to try now', (t) => {
  const trouble = connectionTrouble({ kind: 'lost' });
  t.is(trouble?.cure, 'try-now');
  t.regex(trouble?.sentence ?? '', /go on writing/);
});

test('each end has its own cure', (t) => {
  const cures = (['signed-out', 'replaced', 'outdated'] as const).map(
    (why) => connectionTrouble({ kind: 'over', why })?.cure,
  );
  t.deepEqual(cures, ['sign-in', 'take-over', 'none']);
  t.is(connectionWords({ kind: 'over', why: 'signed-out' }), 'Signed out');
});
