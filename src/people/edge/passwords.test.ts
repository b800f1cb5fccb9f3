import test from 'ava';
import { Fault } from '../../kernel/index.ts';
import { createPasswords } from './passwords.ts';

test('a password is found again and another is not', async (t) => {
  const passwords = createPasswords();
  const hash = await passwords.hash('three green ladders');
  t.regex(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  t.true(passwords.isCurrent(hash));
  t.true(await passwords.verify(hash, 'three green ladders'));
  t.false(await passwords.verify(hash, 'three green ladder'));
  t.not(await passwords.hash('three green ladders'), hash, 'each hash has its own salt');
});

test('what is not a hash is nobody’s password, and an older cost is not current', async (t) => {
  const passwords = createPasswords();
  for (const stored of ['', 'x', 'three green ladders', '$argon2id$broken']) {
    t.false(await passwords.verify(stored, 'three green ladders'), stored);
  }
  t.false(passwords.isCurrent('$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaA'));
});

test('beyond the line’s length a check is refused at once, and the others are answered', async (t) => {
  const passwords = createPasswords({ concurrency: 1, waiting: 2 });
  const hash = await passwords.hash('x');
  const answers = await Promise.allSettled(Array.from({ length: 6 }, () => passwords.verify(hash, 'x')));
  t.is(answers.filter((answer) => answer.status === 'fulfilled' && answer.value).length, 3);
  for (const answer of answers) {
    if (answer.status === 'rejected') {
      t.true(answer.reason instanceof Fault && answer.reason.code === 'too-many');
    }
  }
  t.true(await passwords.verify(hash, 'x'), 'afterwards there is room again');
});
