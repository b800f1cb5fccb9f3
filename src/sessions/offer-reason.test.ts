import test from 'ava';
import { instant } from '../kernel/index.ts';
import { offerReasonText } from './offer-reason.ts';

const at = instant(1_000_000);
const reason = {
  algorithm: 'least-busy',
  needed: [],
  matched: [],
  candidates: 3,
  first: [{ rep: 'r', preference: 'anybody', peeled: 0, sessions: 1, since: 1_000_000 - 360_000 }],
  declined: 2,
  declinedBy: [],
  unavailable: {},
  passedOver: [],
};

test('it says among how many, how busy, and who had declined', (t) => {
  t.is(offerReasonText(reason, at), 'first of 3 who could be asked, in 1 session for 6 min, 2 had declined');
});

test('skills are told where the issue needs some', (t) => {
  const skilled = {
    ...reason,
    candidates: 1,
    declined: 0,
    matched: ['printing'],
    first: [{ ...reason.first[0], preference: 'more-preferred', sessions: 0 }],
  };
  t.is(
    offerReasonText(skilled, at),
    'the only one who could be asked, skilled in it, in 0 sessions for 6 min',
  );
});

test('the skills are named as they were called', (t) => {
  const named = (preference: string, needed: readonly string[], matched: readonly string[]) =>
    offerReasonText(
      {
        ...reason,
        declined: 0,
        needed,
        matched,
        skillNames: { p: 'Printing', e: 'E-mail' },
        first: [{ ...reason.first[0], preference, sessions: 0 }],
      },
      at,
    );
  t.is(
    named('more-preferred', ['p', 'e'], ['p', 'e']),
    'first of 3 who could be asked, skilled in Printing, E-mail, in 0 sessions for 6 min',
  );
  t.is(
    named('less-preferred', ['p', 'e'], ['p']),
    'first of 3 who could be asked, somewhat skilled in Printing (needed: Printing, E-mail), in 0 sessions for 6 min',
  );
  t.is(
    named('anybody', ['p'], []),
    'first of 3 who could be asked, without the skills (needed: Printing), in 0 sessions for 6 min',
  );
});

test('reasons that cannot be read are left out, never guessed', (t) => {
  for (const why of [undefined, null, {}, 'because', { candidates: 'many' }]) {
    t.is(offerReasonText(why, at), '');
  }
});
