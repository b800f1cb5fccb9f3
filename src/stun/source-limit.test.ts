import test from 'ava';
import * as fc from 'fast-check';
import { SOURCE_RATE, SourceLimit } from './source-limit.ts';

const RATE = { perSecond: 10, burst: 5 };

function ipv4(last: number): Uint8Array {
  return new Uint8Array([192, 0, 2, last]);
}

function allowed(limit: SourceLimit, address: Uint8Array, times: number, nowMs: number): number {
  let count = 0;
  for (let asked = 0; asked < times; asked++) {
    count += limit.allows(address, nowMs) ? 1 : 0;
  }
  return count;
}

test('a source may have its burst at once and nothing more', (t) => {
  const limit = new SourceLimit(RATE, 1);
  t.is(allowed(limit, ipv4(1), 20, 1000), 5);
  t.is(allowed(limit, ipv4(1), 20, 1000), 0);
});

test('afterwards it may have as many as the rate gives back', (t) => {
  const limit = new SourceLimit(RATE, 1);
  allowed(limit, ipv4(1), 20, 1000);
  t.is(allowed(limit, ipv4(1), 20, 1099), 0);
  t.is(allowed(limit, ipv4(1), 20, 1100), 1);
  t.is(allowed(limit, ipv4(1), 20, 1300), 2);
  t.is(allowed(limit, ipv4(1), 20, 60_000), 5, 'never more than the burst');
});

test('being refused costs nothing', (t) => {
  const limit = new SourceLimit(RATE, 1);
  allowed(limit, ipv4(1), 10_000, 1000);
  t.is(allowed(limit, ipv4(1), 20, 1100), 1);
});

test('one source’s flood leaves another’s allowance alone', (t) => {
  const limit = new SourceLimit(RATE, 1);
  allowed(limit, ipv4(1), 1000, 1000);
  t.is(allowed(limit, ipv4(2), 20, 1000), 5);
});

test('all addresses of one IPv6 /64 are one source, another /64 is another', (t) => {
  const limit = new SourceLimit(RATE, 1);
  const address = (network: number, host: number) =>
    new Uint8Array([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, network, 0, 0, 0, 0, 0, 0, 0, host]);
  t.is(allowed(limit, address(1, 1), 3, 1000), 3);
  t.is(allowed(limit, address(1, 2), 20, 1000), 2);
  t.is(allowed(limit, address(2, 1), 20, 1000), 5);
});

test('a flood from a million forged addresses refuses hardly anybody who asks as a browser does', (t) => {
  const limit = new SourceLimit(SOURCE_RATE, 0x1234_5678);
  const forged = new Uint8Array(4);
  for (let count = 0; count < 1_000_000; count++) {
    new DataView(forged.buffer).setUint32(0, Math.imul(count, 0x9e37_79b1));
    // 50,000 a second, for twenty seconds.
    limit.allows(forged, 1000 + count / 50);
  }
  let refused = 0;
  for (let last = 0; last < 256; last++) {
    refused += 10 - allowed(limit, ipv4(last), 10, 21_000);
  }
  t.is(refused, 0);
});

test('addresses are spread over the slots evenly', (t) => {
  const limit = new SourceLimit({ perSecond: 1, burst: 1 }, 7);
  let sharing = 0;
  for (let count = 0; count < 6553; count++) {
    const address = new Uint8Array([10, 0, count >> 8, count & 0xff]);
    sharing += limit.allows(address, 1000) ? 0 : 1;
  }
  // A tenth of the slots is taken: by chance about 5 % of the sources find theirs taken already.
  t.true(sharing < 6553 * 0.08, `${sharing} of 6,553 share`);
});

test('in any second no source has more than its burst and its rate', (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 50, maxLength: 400 }), (gapsMs) => {
      const limit = new SourceLimit(RATE, 1);
      const answeredAtMs: number[] = [];
      let nowMs = 0;
      for (const gapMs of gapsMs) {
        nowMs += gapMs;
        if (limit.allows(ipv4(1), nowMs)) {
          answeredAtMs.push(nowMs);
        }
      }
      for (const startMs of answeredAtMs) {
        const within = answeredAtMs.filter((atMs) => atMs >= startMs && atMs < startMs + 1000);
        t.true(within.length <= RATE.burst + RATE.perSecond);
      }
    }),
    { numRuns: 200 },
  );
});
