import test, { type ExecutionContext } from 'ava';
import { CUSTOMER, Fault, type RecordingId, type SessionId } from '../kernel/index.ts';
import { FakeTime } from '../kernel/testing/fake-time.ts';
import { MemoryLog } from '../kernel/testing/memory-log.ts';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import { Media } from '../media/index.ts';
import { chromiumRtpParameters } from '../media/testing/contract.ts';
import { FakeRelay } from '../media/testing/fake-relay.ts';
import { Recordings, recordingFile, type RecordingSessions } from './index.ts';
import { PROBLEMS, RECORDING_LIMITS } from './plan.ts';
import { FakeRecorder } from './testing/fake-recorder.ts';

const SESSION = 'session-session-sessio' as SessionId;
const LEFT = 'left-open-left-open-le' as RecordingId;

type Stopped = Parameters<RecordingSessions['stop']>[1];

/** A session with a customer who shares through the fake relay. */
function world(): {
  recordings: Recordings;
  recorder: FakeRecorder;
  relay: FakeRelay;
  time: FakeTime;
  started: RecordingId[];
  stopped: Stopped[];
  log: MemoryLog;
  share: (page?: string) => Promise<string>;
  stop: () => Promise<void>;
  refuse: () => void;
  settle: () => Promise<void>;
} {
  const relay = new FakeRelay();
  const recorder = new FakeRecorder();
  const time = new FakeTime();
  const log = new MemoryLog();
  const started: RecordingId[] = [];
  const stopped: Stopped[] = [];
  let producerId: string | undefined;
  let isRefusing = false;
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const media = new Media({
    relay,
    sessions: {
      find: () => ({ isIn: (who) => who === CUSTOMER, maySee: () => true, producerId }),
      startScreen(session, id) {
        producerId = id;
        recordings.follow(session);
        return Promise.resolve();
      },
      stopScreen: () => Promise.resolve(),
    },
    timers: time,
    log,
  });
  const recordings: Recordings = new Recordings({
    sessions: {
      pictureOf: (session) => (session === SESSION ? producerId : undefined),
      start(_session, recordingId, file) {
        if (isRefusing) {
          return Promise.reject(new Fault('not-sharing'));
        }
        if (file !== recordingFile(SESSION, recordingId)) {
          return Promise.reject(new Error('another file'));
        }
        started.push(recordingId);
        return Promise.resolve();
      },
      stop(_session, recording) {
        stopped.push(recording);
        return Promise.resolve();
      },
      open: () => [
        { session: SESSION, recordingId: LEFT },
        ...started
          .filter((recordingId) => !stopped.some((each) => each.recordingId === recordingId))
          .map((recordingId) => ({ session: SESSION, recordingId })),
      ],
    },
    pictures: media,
    recorder,
    random: new SeededRandom(1),
    timers: time,
    log,
  });
  return {
    recordings,
    recorder,
    relay,
    time,
    started,
    stopped,
    log,
    settle,
    async share(page = 'page') {
      const customer = { session: SESSION, who: CUSTOMER, connectionId: page };
      const { transportId } = await media.open(customer);
      const produced = await media.produce(customer, transportId, chromiumRtpParameters(1));
      await settle();
      return produced.producerId;
    },
    async stop() {
      producerId = undefined;
      recordings.follow(SESSION);
      media.follow(SESSION);
      await settle();
    },
    refuse() {
      isRefusing = true;
    },
  };
}

function problems(
  t: ExecutionContext,
  stopped: readonly Stopped[],
  expected: readonly (string | undefined)[],
): void {
  t.deepEqual(
    stopped.map(({ problem }) => problem),
    expected,
  );
}

test('a recording begins with sharing and ends with it, and the session is told what the file is', async (t) => {
  const { recorder, relay, started, stopped, share, stop } = world();
  await share();
  t.is(started.length, 1);
  t.is(recorder.captures.length, 1);
  t.is(relay.taps[0]?.paused, false);
  t.is(relay.taps[0]?.port, recorder.captures[0]?.port);
  await stop();
  t.is(relay.taps.length, 0);
  t.deepEqual(stopped, [{ recordingId: started[0] as RecordingId, lengthMs: 1_000, bytes: 5, sha256: 'ab' }]);
  t.deepEqual(recorder.seals, [`${recorder.captures[0]?.file} whole`]);
});

test('events that change nothing of the picture change nothing of the recording', async (t) => {
  const { recordings, recorder, relay, started, share, settle } = world();
  await share();
  for (let event = 0; event < 100; event += 1) {
    recordings.follow(SESSION);
  }
  await settle();
  t.is(started.length, 1);
  t.is(recorder.captures.length, 1);
  t.is(relay.taps[0]?.keyFrameRequests, 1);
});

test('a sender who returns with another picture goes on in the same recording', async (t) => {
  const { recorder, relay, started, stopped, share } = world();
  await share('before');
  const second = await share('after');
  t.is(started.length, 1);
  t.deepEqual(stopped, []);
  t.is(recorder.captures[0]?.sources.length, 2);
  t.deepEqual(
    relay.taps.map(({ producerId }) => producerId),
    [second],
  );
});

test('a recorder that dies is replaced at once; both files are told', async (t) => {
  const { recorder, relay, started, stopped, share, stop, settle } = world();
  await share();
  recorder.captures[0]?.end('recorder-died');
  await settle();
  t.is(started.length, 2);
  t.is(relay.taps.length, 1);
  t.is(relay.taps[0]?.port, recorder.captures[1]?.port);
  problems(t, stopped, [PROBLEMS['recorder-died']]);
  t.deepEqual(recorder.seals, [`${recorder.captures[0]?.file} cut`]);
  await stop();
  problems(t, stopped, [PROBLEMS['recorder-died'], undefined]);
});

test('a recorder that keeps dying is left alone, until another picture is shared', async (t) => {
  const { recorder, started, stopped, share, settle, recordings } = world();
  await share();
  for (let death = 0; death < 20; death += 1) {
    recorder.captures.at(-1)?.end('recorder-died');
    await settle();
    recordings.follow(SESSION);
    await settle();
  }
  t.is(started.length, RECORDING_LIMITS.deathsPerPicture);
  t.is(stopped.length, RECORDING_LIMITS.deathsPerPicture);
  t.is(stopped.at(-1)?.problem, PROBLEMS['given-up']);
  await share('again');
  t.is(started.length, RECORDING_LIMITS.deathsPerPicture + 1);
});

test('a full disk ends the recording with a reason, once, and nothing else', async (t) => {
  const { recorder, started, stopped, share, settle, recordings } = world();
  await share();
  recorder.captures[0]?.end('disk-full');
  await settle();
  recordings.follow(SESSION);
  await settle();
  t.is(started.length, 1);
  problems(t, stopped, [PROBLEMS['disk-full']]);
});

test('a disk that is full already is told once for each picture', async (t) => {
  const { recorder, started, stopped, share, settle, recordings } = world();
  recorder.isDiskFull = true;
  await share();
  recordings.follow(SESSION);
  await settle();
  t.is(started.length, 1);
  t.deepEqual(stopped, [
    { recordingId: started[0] as RecordingId, lengthMs: 0, bytes: 0, problem: PROBLEMS['disk-full'] },
  ]);
});

test('a recording that is as long as one may be goes on in the next', async (t) => {
  const { recorder, started, stopped, share, settle } = world();
  await share();
  recorder.captures[0]?.end('continued');
  await settle();
  t.is(started.length, 2);
  problems(t, stopped, [undefined]);
});

test('when the session refuses, nothing is written', async (t) => {
  const { recorder, started, stopped, share, refuse } = world();
  refuse();
  await share();
  t.is(recorder.captures.length, 0);
  t.deepEqual([started, stopped], [[], []]);
});

test('a recording in which no picture arrived says so', async (t) => {
  const { recorder, stopped, share, stop } = world();
  recorder.sealed = undefined;
  await share();
  await stop();
  problems(t, stopped, [PROBLEMS['no-picture']]);
  t.is(stopped[0]?.bytes, 0);
});

test('the next recording does not wait until the last one is checked', async (t) => {
  const { recorder, started, stopped, share, stop, settle } = world();
  const held = Promise.withResolvers<void>();
  recorder.sealing = held.promise;
  await share();
  await stop();
  await share('again');
  t.is(started.length, 2);
  t.is(stopped.length, 0);
  held.resolve();
  await settle();
  t.is(stopped.length, 1);
});

test('key frames that the recorder wants are asked for', async (t) => {
  const { recorder, relay, share } = world();
  await share();
  recorder.captures[0]?.wantKeyFrame();
  await Promise.resolve();
  t.is(relay.taps[0]?.keyFrameRequests, 2);
});

test('a relay that is lost leaves the recording open for the picture’s return', async (t) => {
  const { recorder, relay, started, share, stop, stopped } = world();
  await share();
  relay.crash();
  relay.restart();
  t.notThrows(() => recorder.captures[0]?.wantKeyFrame());
  await share('again');
  t.is(started.length, 1);
  t.is(recorder.captures[0]?.sources.length, 2);
  await stop();
  problems(t, stopped, [undefined]);
});

test('what a crash left open is made whole and told; what runs meanwhile is not touched', async (t) => {
  const { recordings, recorder, started, stopped, share } = world();
  await share();
  await recordings.recover();
  t.deepEqual(recorder.seals, [`${recordingFile(SESSION, LEFT)} left`]);
  t.deepEqual(
    stopped.map(({ recordingId, problem }) => [recordingId, problem]),
    [[LEFT, PROBLEMS.interrupted]],
  );
  t.is(started.length, 1);
});

test('closing finishes what runs, begins nothing, and waits a limited time for the checking', async (t) => {
  const { recordings, recorder, time, started, stopped, share, settle } = world();
  await share();
  recorder.sealing = new Promise<void>(() => undefined);
  const closing = recordings.close();
  await settle();
  t.false(recorder.isClosed);
  time.advance(RECORDING_LIMITS.sealMsAtClose);
  await closing;
  t.true(recorder.isClosed);
  t.deepEqual(stopped, []);
  await share('late');
  t.is(started.length, 1);
  t.is(time.waiting, 0);
});

test('closing tells every recording that is checked in time', async (t) => {
  const { recordings, recorder, stopped, share } = world();
  await share();
  await recordings.close();
  problems(t, stopped, [undefined]);
  t.true(recorder.isClosed);
});
