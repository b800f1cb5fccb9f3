import test from 'ava';
import { senderDelay, type SenderFigures } from './sender-delay.ts';

function figures(more: Partial<SenderFigures>): SenderFigures {
  return {
    roundTripMs: 40,
    encodedFrames: 0,
    encodeMs: 0,
    sentPackets: 0,
    pacerMs: 0,
    sentBytes: 0,
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
