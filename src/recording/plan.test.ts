import test from 'ava';
import type { RecordingId, SessionId } from '../kernel/index.ts';
import {
  captureArguments,
  isKeyFrameDue,
  probeArguments,
  recordingFile,
  remuxArguments,
  reserveBytes,
} from './plan.ts';

const SESSION = 'session-session-sessio' as SessionId;
const RECORDING = 'recording-recording-re' as RecordingId;

test('a file is named by ids alone', (t) => {
  t.is(recordingFile(SESSION, RECORDING), `${SESSION}/${RECORDING}.webm`);
  for (const hostile of ['../../etc/passwd', '', 'a/b', '-y', 'x'.repeat(22) + '\n', `${'x'.repeat(21)}/`]) {
    t.throws(() => recordingFile(hostile as SessionId, RECORDING));
    t.throws(() => recordingFile(SESSION, hostile as RecordingId));
  }
});

/** The arguments in three lines; an argument with the path in it is still one argument. */
function spoken(words: readonly string[], path: string): readonly string[] {
  return words
    .map((word) => word.replace(path, 'PATH'))
    .join(' ')
    .split(/ (?=-protocol_whitelist|-map)/);
}

test('ffmpeg is told word by word what to do, and the path is a file and nothing else', (t) => {
  const path = '/data/with space; $(id) -y/x.webm';
  t.deepEqual(spoken(captureArguments(path), path), [
    '-hide_banner -nostdin -nostats -loglevel error',
    '-protocol_whitelist file,pipe -probesize 32 -analyzeduration 0 -f ivf -i pipe:0',
    '-map 0:v:0 -c copy -f webm -cluster_time_limit 200 -flush_packets 1 -y file:PATH',
  ]);
  t.deepEqual(spoken(remuxArguments(path, `${path}.part`), path), [
    '-hide_banner -nostdin -nostats -loglevel error',
    '-protocol_whitelist file -f matroska -i file:PATH',
    '-map 0:v:0 -c copy -f webm -y file:PATH.part',
  ]);
  t.is(probeArguments(path).at(-1), `file:${path}`);
});

test('a twentieth of the disk stays free, at most 200 MB', (t) => {
  t.is(reserveBytes(40 * 1024 ** 2), 2 * 1024 ** 2);
  t.is(reserveBytes(1024 ** 4), 200 * 1024 ** 2);
});

test('a key frame is asked for where it is cheap, and at least once a minute', (t) => {
  const busy = { keyFrameBytes: 100, bytes: 400 };
  const still = { keyFrameBytes: 100, bytes: 399 };
  t.false(isKeyFrameDue({ keyFrameMs: 9_999, ...busy }));
  t.true(isKeyFrameDue({ keyFrameMs: 10_000, ...busy }));
  t.false(isKeyFrameDue({ keyFrameMs: 59_999, ...still }));
  t.true(isKeyFrameDue({ keyFrameMs: 60_000, ...still }));
});
