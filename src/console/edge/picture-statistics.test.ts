import test from 'ava';
import { readStatistics } from './picture-statistics.ts';

function report(bytes: number, atMs: number): RTCStatsReport {
  return new Map<string, object>([
    ['T1', { id: 'T1', type: 'transport', selectedCandidatePairId: 'P2' }],
    ['P1', { id: 'P1', type: 'candidate-pair', nominated: true, currentRoundTripTime: 9 }],
    ['P2', { id: 'P2', type: 'candidate-pair', currentRoundTripTime: 0.024, localCandidateId: 'L1' }],
    ['L1', { id: 'L1', type: 'local-candidate', protocol: 'udp' }],
    ['C1', { id: 'C1', type: 'codec', mimeType: 'video/VP8' }],
    [
      'V1',
      {
        id: 'V1',
        type: 'inbound-rtp',
        kind: 'video',
        codecId: 'C1',
        timestamp: atMs,
        bytesReceived: bytes,
        frameWidth: 1280,
        frameHeight: 720,
        jitterBufferDelay: bytes / 100_000,
        jitterBufferEmittedCount: bytes / 1000,
        packetsLost: 3,
      },
    ],
  ]) as unknown as RTCStatsReport;
}

test('the pair in use gives the round trip, two readings give the rates', (t) => {
  const first = readStatistics(report(100_000, 1000), undefined);
  t.is(first.statistics.roundTripMs, 24);
  t.is(first.statistics.bitsPerSecond, undefined);
  const second = readStatistics(report(225_000, 2000), first.counters);
  t.like(second.statistics, {
    bitsPerSecond: 1_000_000,
    codec: 'VP8',
    protocol: 'UDP',
    widthPx: 1280,
    packetsLost: 3,
  });
  t.is(Math.round(second.statistics.bufferMs ?? 0), 10);
});

test('what the browser does not tell is not known, and never zero', (t) => {
  const { statistics, counters } = readStatistics(new Map() as unknown as RTCStatsReport, undefined);
  t.is(counters, undefined);
  t.true(Object.values(statistics).every((value) => value === undefined));
});
