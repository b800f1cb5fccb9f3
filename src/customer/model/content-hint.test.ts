import test from 'ava';
import { FIRST_HINT, nextHint } from './content-hint.ts';

/** The hints after each second with this many kB; negative: while something is at its limit. */
function hints(...kilobytesPerSecond: readonly number[]): string {
  let state = FIRST_HINT;
  return kilobytesPerSecond
    .map((kilobytes) => {
      state = nextHint(state, Math.abs(kilobytes) * 1000, kilobytes < 0);
      return state.hint.charAt(0);
    })
    .join('');
}

test('text at rest and scrolling is sent in detail, a film in motion', (t) => {
  t.is(hints(1, 0, 2, 90, 80, 70, 90), 'ddddddd');
  t.is(hints(250, 300, 250, 300), 'ddmm');
  t.is(hints(250, 300, 250, 2, 1, 0, 0), 'ddmmmdd');
});

test('one new page is not a film, and a quiet scene is not the end of one', (t) => {
  t.is(hints(400, 3, 400, 3, 400, 3), 'dddddd');
  t.is(hints(300, 300, 300, 20, 20, 300, 20, 20, 300), 'ddmmmmmmm');
});

test('a line or a computer at its limit keeps to detail, or goes back to it', (t) => {
  t.is(hints(-300, -300, -300, -300), 'dddd');
  t.is(hints(300, 300, 300, -300, -300, -300), 'ddmmmd');
});
