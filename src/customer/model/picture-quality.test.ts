import test from 'ava';
import { FIRST_HINT, nextHint, senderDelay, type SenderFigures } from './picture-quality.ts';

/** The hints after each second with these many frames. */
function hints(...framesPerSecond: readonly number[]): string {
  let state = FIRST_HINT;
  return framesPerSecond
    .map((frames) => {
      state = nextHint(state, frames);
      return state.hint.charAt(0);
    })
    .join('');
}

test('text at rest is sent in detail, a film in motion, with two and three seconds to make sure', (t) => {
  t.is(hints(1, 0, 2, 1), 'dddd');
  t.is(hints(30, 30, 30), 'dmm');
  t.is(hints(30, 30, 30, 2, 1, 0, 0), 'dmmmmdd');
});

test('a moved mouse is not a film, and a pause in a film is not text', (t) => {
  t.is(hints(20, 1, 20, 1, 20), 'ddddd');
  t.is(hints(30, 30, 1, 1, 30, 1, 1, 30), 'dmmmmmmm');
});

function figures(more: Partial<SenderFigures>): SenderFigures {
  return {
    roundTripMs: 40,
    encodedFrames: 0,
    encodeMs: 0,
    sentPackets: 0,
    pacerMs: 0,
    capturedFrames: 0,
    limitedBy: 'none',
    ...more,
  };
}

test('the delay is half the round trip, the encoding of a frame and the wait of a packet', (t) => {
  const before = figures({ encodedFrames: 100, encodeMs: 1000, sentPackets: 1000, pacerMs: 500 });
  const now = figures({
    roundTripMs: 60,
    encodedFrames: 110,
    encodeMs: 1150,
    sentPackets: 1100,
    pacerMs: 700,
    limitedBy: 'bandwidth',
  });
  t.deepEqual(senderDelay(before, now), { delayMs: 30 + 15 + 2, limitedBy: 'bandwidth' });
});

test('a still screen costs no encoding, and an unknown round trip is not guessed', (t) => {
  t.deepEqual(senderDelay(figures({}), figures({ limitedBy: undefined })), {
    delayMs: 20,
    limitedBy: 'none',
  });
  t.is(senderDelay(figures({}), figures({ roundTripMs: undefined })), undefined);
  t.is(senderDelay(figures({}), figures({ limitedBy: 'weather' }))?.limitedBy, 'none');
});
