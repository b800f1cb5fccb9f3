import test from 'ava';
import type { SkillId, Why } from '../equilibrium/index.ts';
import { instant, type RepId } from '../kernel/index.ts';
import { whyInWords, withSkillNames } from './offer-words.ts';

const names = new Map([
  ['printing', 'Printing'],
  ['drivers', 'Printer drivers'],
  ['email', 'E-mail'],
  ['network', 'Network'],
]);

function why(more: {
  readonly needed?: readonly string[];
  readonly matched?: readonly string[];
  readonly preference?: 'more-preferred' | 'less-preferred' | 'anybody';
  readonly sessions?: number;
  readonly algorithm?: Why['algorithm'];
  readonly declined?: number;
}): string {
  const { needed = [], matched = needed, preference = 'anybody', sessions = 0 } = more;
  return whyInWords(
    withSkillNames(
      {
        algorithm: more.algorithm ?? 'skills-match-least-busy',
        needed: needed as SkillId[],
        matched: matched as SkillId[],
        candidates: 1,
        first: [{ rep: 'r' as RepId, preference, peeled: 0, sessions, since: instant(0) }],
        declined: more.declined ?? 0,
        declinedBy: [],
        unavailable: {},
        passedOver: [],
      },
      (skill) => names.get(skill),
    ),
  );
}

test('without skills it says how busy one is', (t) => {
  t.is(why({ algorithm: 'least-busy' }), 'Least busy: you are in no session.');
  t.is(why({ algorithm: 'least-busy', declined: 2 }), 'Least busy: you are in no session. 2 have declined.');
  t.is(why({ sessions: 1 }), 'Best skills, then least busy: you are in 1 session.');
});

test('it names the skills that were needed, and those that somebody was found by', (t) => {
  t.is(
    why({ needed: ['printing', 'email'], preference: 'more-preferred', sessions: 2 }),
    'Best skills, then least busy: you know Printing and E-mail best; you are in 2 sessions.',
  );
  t.is(
    why({ needed: ['drivers', 'email'], matched: ['printing'], preference: 'less-preferred' }),
    'Best skills, then least busy: you know Printing (needed: Printer drivers and E-mail); you are in no session.',
  );
  t.is(
    why({ needed: ['email'], matched: [] }),
    'Best skills, then least busy: nobody who can be asked knows E-mail; you are in no session.',
  );
});

test('a long list is cut, a skill that is gone is not made up', (t) => {
  t.is(
    why({ needed: ['printing', 'drivers', 'email', 'network'], preference: 'more-preferred' }),
    'Best skills, then least busy: you know Printing, Printer drivers, E-mail and 1 more best; you are in no session.',
  );
  t.is(
    why({ needed: ['gone'], preference: 'more-preferred' }),
    'Best skills, then least busy: you are in no session.',
  );
});

test('reasons that cannot be read say the least that is true', (t) => {
  t.is(whyInWords({}), 'Least busy: you are in no session.');
});
