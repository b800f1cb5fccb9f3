import test from 'ava';
import type { SessionId } from '../../kernel/index.ts';
import { NOON, sample, secondsAfterNoon } from '../testing/samples.ts';
import { closedOfferWords, countdown, isSettled, withOffer, type Offer } from './offer.ts';

const offer: Offer = {
  session: sample<SessionId>('A'),
  queueName: 'E-mail',
  offeredAt: NOON,
  until: secondsAfterNoon(30),
  request: { customerName: 'Anna', details: '', queuedAt: NOON, startMethod: 'issue', mode: 'full' },
  why: 'You are free.',
};

test('the countdown goes from the whole time to nothing, and warns in the last five seconds', (t) => {
  t.deepEqual(countdown(offer, NOON), { leftS: 30, wholeS: 30, isEnding: false });
  t.false(countdown(offer, secondsAfterNoon(24)).isEnding);
  t.deepEqual(countdown(offer, secondsAfterNoon(25)), { leftS: 5, wholeS: 30, isEnding: true });
  t.is(countdown(offer, secondsAfterNoon(40)).leftS, 0);
  t.is(countdown(offer, secondsAfterNoon(-1)).leftS, 30, 'never more than there was');
});

test('the same offer told again goes on, another one begins anew', (t) => {
  const open = withOffer(undefined, offer, 1000);
  const answered = open && { ...open, answering: 'accept' as const, warned: true };
  t.like(withOffer(answered, { ...offer }, 9000), { answering: 'accept', warned: true, shownAtMs: 1000 });
  const again = { ...offer, offeredAt: secondsAfterNoon(60), until: secondsAfterNoon(90) };
  t.like(withOffer(answered, again, 9000), { answering: 'nothing', warned: false, shownAtMs: 9000 });
  t.is(withOffer(answered, undefined, 9000), undefined);
});

test('a key that was on its way when the offer came does not answer it', (t) => {
  const open = withOffer(undefined, offer, 1000);
  t.false(open !== undefined && isSettled(open, 1500));
  t.true(open !== undefined && isSettled(open, 1600));
});

test('running out and being taken are told apart, and one’s own answer is not told back', (t) => {
  const open = withOffer(undefined, offer, 0);
  if (open === undefined) {
    t.fail();
    return;
  }
  t.regex(closedOfferWords(open, secondsAfterNoon(30)) ?? '', /did not answer in time: Anna/);
  t.regex(closedOfferWords(open, secondsAfterNoon(10)) ?? '', /^Anna is not offered to you any more/);
  t.is(closedOfferWords({ ...open, answering: 'reject' }, secondsAfterNoon(10)), undefined);
});
