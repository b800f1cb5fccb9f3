import test from 'ava';
import {
  newMeter,
  pictureLine,
  pictureNow,
  statisticsLines,
  watchedAgain,
  withFrame,
  withRelayDelay,
  withSenderWord,
  type PictureMeter,
} from './picture.ts';

const around = { transport: true, customerConnected: true };
const sender = (heardAtMs: number, limitedBy: 'none' | 'bandwidth' | 'cpu' = 'none') => ({
  delayMs: 70,
  limitedBy,
  heardAtMs,
});

/** Frames every `everyMs` up to `untilMs`, each shown 30 ms after its receipt. */
function played(meter: PictureMeter, everyMs: number, untilMs: number): PictureMeter {
  let after = meter;
  for (let atMs = everyMs; atMs <= untilMs; atMs += everyMs) {
    after = withFrame(after, { shownAtMs: atMs, displayDelayMs: 30 });
  }
  return after;
}

test('the age is the sender’s part, half the round trip to the relay, and receipt to display', (t) => {
  const meter = withRelayDelay(withSenderWord(played(newMeter(0), 50, 3000), sender(2900)), 12);
  t.deepEqual(pictureNow(meter, { nowMs: 3010, ...around }), {
    state: 'moving',
    ageMs: 112,
    atLeast: false,
    framesPerSecond: 20,
    limitedBy: 'none',
  });
  t.is(pictureLine(pictureNow(meter, { nowMs: 3010, ...around })), 'Picture 112 ms old · relayed · 20 fps');
});

test('without the sender’s word, or the round trip, the age is a lower bound and called one', (t) => {
  const withoutSender = withRelayDelay(played(newMeter(0), 50, 1000), 12);
  t.regex(pictureLine(pictureNow(withoutSender, { nowMs: 1000, ...around })), /^Picture at least 42 ms old/);
  const withoutTrip = withSenderWord(played(newMeter(0), 50, 1000), sender(900));
  t.regex(pictureLine(pictureNow(withoutTrip, { nowMs: 1000, ...around })), /^Picture at least 100 ms old/);
});

test('one late frame does not make the age jump', (t) => {
  const steady = withRelayDelay(withSenderWord(played(newMeter(0), 50, 950), sender(900)), 10);
  const late = withFrame(steady, { shownAtMs: 1000, displayDelayMs: 900 });
  t.like(pictureNow(late, { nowMs: 1000, ...around }), { ageMs: 110 });
});

test('a browser that gives no receipt time, or an impossible one, makes the age a lower bound', (t) => {
  const meter = withRelayDelay(withSenderWord(newMeter(0), sender(0)), 10);
  for (const displayDelayMs of [undefined, -5, 10_000_000]) {
    const now = pictureNow(withFrame(meter, { shownAtMs: 10, displayDelayMs }), { nowMs: 20, ...around });
    t.like(now, { state: 'moving', ageMs: 80, atLeast: true });
  }
});

test('why the sender sends less than it could is said', (t) => {
  const meter = withRelayDelay(withSenderWord(played(newMeter(0), 100, 1000), sender(900, 'bandwidth')), 5);
  t.regex(
    pictureLine(pictureNow(meter, { nowMs: 1000, ...around })),
    /reduced: the customer’s connection is slow$/,
  );
});

test('no new frame while the sender speaks means that nothing changes there', (t) => {
  const meter = withSenderWord(played(newMeter(0), 100, 1000), sender(4800));
  const now = pictureNow(meter, { nowMs: 5000, ...around });
  t.like(now, { state: 'still', forMs: 4000 });
  t.is(pictureLine(now), 'Picture still: nothing has changed for 4 s · relayed');
});

test('no new frame and a silent sender means that the picture stopped', (t) => {
  const meter = withSenderWord(played(newMeter(0), 100, 1000), sender(900));
  const now = pictureNow(meter, { nowMs: 7000, ...around });
  t.deepEqual(now, { state: 'stopped', forMs: 6000, why: 'customer' });
  t.is(pictureLine(now), 'Picture stopped 6 s ago · the customer’s page does not answer');
});

test('a lost way to the relay and a lost customer are told apart', (t) => {
  const meter = withSenderWord(played(newMeter(0), 100, 1000), sender(4900));
  t.like(pictureNow(meter, { nowMs: 5000, transport: false, customerConnected: true }), {
    state: 'stopped',
    why: 'this-page',
  });
  t.like(pictureNow(meter, { nowMs: 5000, transport: true, customerConnected: false }), {
    state: 'stopped',
    why: 'customer',
  });
});

test('before the first frame nothing is claimed', (t) => {
  t.deepEqual(pictureNow(newMeter(100), { nowMs: 400, ...around }), { state: 'starting', forMs: 300 });
});

test('the time while the page was hidden is not held against the picture', (t) => {
  const meter = watchedAgain(withSenderWord(played(newMeter(0), 100, 1000), sender(900)), 60_000);
  t.deepEqual(pictureNow(meter, { nowMs: 60_010, ...around }), { state: 'starting', forMs: 10 });
});

test('only the last second of frames is kept', (t) => {
  t.true(played(newMeter(0), 10, 60_000).frames.length <= 101);
});

test('statistics say what is not known instead of inventing a figure', (t) => {
  const lines = new Map(
    statisticsLines(
      {
        widthPx: 1280,
        heightPx: 720,
        codec: 'VP8',
        bitsPerSecond: 1_240_000,
        roundTripMs: 11.6,
        jitterMs: undefined,
        bufferMs: undefined,
        packetsLost: 0,
        framesDropped: undefined,
        protocol: 'UDP',
      },
      newMeter(0),
    ),
  );
  t.is(lines.get('Picture'), '1280 × 720');
  t.is(lines.get('Data rate'), '1.2 Mbit/s');
  t.is(lines.get('Round trip to relay'), '12 ms');
  t.is(lines.get('Packets lost'), '0');
  t.is(lines.get('Jitter'), 'not known');
  t.is(lines.get('Customer to relay'), 'not known');
});
