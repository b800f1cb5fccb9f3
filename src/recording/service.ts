import {
  faultFrom,
  Mailbox,
  newId,
  type Log,
  type Random,
  type RecordingId,
  type SessionId,
  type Timers,
} from '../kernel/index.ts';
import type { PictureTap } from '../media/index.ts';
import { PROBLEMS, RECORDING_LIMITS, recordingFile, type Problem } from './plan.ts';
import {
  RecorderProblem,
  type Capture,
  type CaptureEnd,
  type Pictures,
  type Recorder,
  type RecordingSessions,
} from './ports.ts';

interface Running {
  readonly recordingId: RecordingId;
  readonly file: string;
  readonly capture: Capture;
  /** The picture that is recorded; another one goes on in the same file. */
  producerId: string | undefined;
  tap: PictureTap | undefined;
}

interface Place {
  readonly mailbox: Mailbox;
  running: Running | undefined;
  /** Deaths of the recorder while this picture was shared. */
  deaths: { readonly producerId: string; count: number };
  /** Nothing is tried any more while this picture is shared. */
  givenUp: string | undefined;
}

/**
 * The recordings of all sessions: what is shared is recorded. Every call of follow() compares what
 * the session says with what is being written, so nothing depends on which event was seen.
 */
export class Recordings {
  readonly #places = new Map<SessionId, Place>();
  /** Files that are being closed, checked and told. */
  readonly #sealing = new Set<Promise<void>>();
  readonly #sessions: RecordingSessions;
  readonly #pictures: Pictures;
  readonly #recorder: Recorder;
  readonly #random: Random;
  readonly #timers: Timers;
  readonly #log: Log;
  #closing = false;

  constructor(ports: {
    readonly sessions: RecordingSessions;
    readonly pictures: Pictures;
    readonly recorder: Recorder;
    readonly random: Random;
    readonly timers: Timers;
    readonly log: Log;
  }) {
    this.#sessions = ports.sessions;
    this.#pictures = ports.pictures;
    this.#recorder = ports.recorder;
    this.#random = ports.random;
    this.#timers = ports.timers;
    this.#log = ports.log;
  }

  /** To be called after anything happened in the session. */
  follow(session: SessionId): void {
    const place = this.#places.get(session);
    if (this.#closing || (place === undefined && this.#sessions.pictureOf(session) === undefined)) {
      return;
    }
    void this.#reconcile(session);
  }

  /**
   * Finishes what a former process left: makes the files whole and tells the sessions. To be called
   * once at the start; what is recorded meanwhile is not touched.
   */
  async recover(): Promise<void> {
    for (const { session, recordingId } of this.#sessions.open()) {
      if (this.#places.get(session)?.running?.recordingId !== recordingId) {
        const file = recordingFile(session, recordingId);
        await this.#seal(session, { recordingId, file }, 'left', 'interrupted', 0);
      }
    }
  }

  /**
   * Finishes every recording; nothing begins any more. Every file is closed when this resolves; one
   * that takes too long to check is left to the next start's recover().
   */
  async close(): Promise<void> {
    this.#closing = true;
    const captures = [...this.#places.values()].flatMap(({ running }) => running?.capture ?? []);
    await Promise.all([...this.#places.keys()].map((session) => this.#reconcile(session)));
    await Promise.all(captures.map(({ ended }) => ended));
    await this.#sealed(RECORDING_LIMITS.sealMsAtClose);
    await this.#recorder.close();
  }

  async #sealed(withinMs: number): Promise<void> {
    let deadline: Disposable | undefined;
    const late = new Promise<void>((resolve) => {
      deadline = this.#timers.after(withinMs, resolve);
    });
    while (this.#sealing.size > 0 && !(await isFirst(late, Promise.all(this.#sealing)))) {
      // What ended meanwhile may have begun to seal another.
    }
    deadline?.[Symbol.dispose]();
  }

  async #reconcile(session: SessionId): Promise<void> {
    const place = this.#places.get(session) ?? {
      mailbox: new Mailbox(),
      running: undefined,
      deaths: { producerId: '', count: 0 },
      givenUp: undefined,
    };
    this.#places.set(session, place);
    try {
      await place.mailbox.post(() => this.#fit(session, place));
    } catch (thrown) {
      const fault = faultFrom(thrown);
      this.#log[fault.code === 'internal' ? 'error' : 'info'](
        { session, code: fault.code, detail: fault.detail },
        'A recording could not be begun or gone on with.',
      );
    }
    if (place.mailbox.length === 0 && place.running === undefined && !this.#isWanted(session)) {
      this.#places.delete(session);
    }
  }

  #isWanted(session: SessionId): boolean {
    return this.#sessions.pictureOf(session) !== undefined;
  }

  async #fit(session: SessionId, place: Place): Promise<void> {
    const wanted = this.#closing ? undefined : this.#sessions.pictureOf(session);
    if (wanted === undefined) {
      place.givenUp = undefined;
      this.#finish(place);
      return;
    }
    if (place.running === undefined && place.givenUp !== wanted) {
      place.running = await this.#begin(session, place, wanted);
    }
    if (place.running !== undefined && place.running.producerId !== wanted) {
      await this.#connect(session, place.running, wanted);
    }
  }

  /** Raises the session's refusal. */
  async #begin(session: SessionId, place: Place, producerId: string): Promise<Running | undefined> {
    const recordingId = newId<RecordingId>(this.#random);
    const file = recordingFile(session, recordingId);
    await this.#sessions.start(session, recordingId, file);
    try {
      const capture = await this.#recorder.begin(file);
      const running: Running = { recordingId, file, capture, producerId: undefined, tap: undefined };
      capture.onKeyFrameWanted(() => void this.#askForKeyFrame(running));
      this.#track(capture.ended.then((end) => this.#ended(session, place, running, end)));
      return running;
    } catch (thrown) {
      const problem = thrown instanceof RecorderProblem ? thrown.kind : 'recorder-died';
      this.#log.error({ session, recordingId, err: thrown }, 'A recording did not begin.');
      place.givenUp = producerId;
      await this.#sessions.stop(session, {
        recordingId,
        lengthMs: 0,
        bytes: 0,
        problem: PROBLEMS[problem === 'disk-full' ? 'disk-full' : 'given-up'],
      });
      return undefined;
    }
  }

  async #connect(session: SessionId, running: Running, producerId: string): Promise<void> {
    running.tap?.close();
    running.tap = undefined;
    const tap = await this.#pictures.tap(session, producerId, running.capture.port);
    running.tap = tap;
    running.producerId = producerId;
    tap.onGone(() => {
      if (running.tap === tap) {
        running.tap = undefined;
      }
    });
    await running.capture.expect(tap);
    await tap.resume();
  }

  async #askForKeyFrame(running: Running): Promise<void> {
    try {
      await running.tap?.requestKeyFrame();
    } catch (thrown) {
      this.#log.debug({ recordingId: running.recordingId, err: thrown }, 'No key frame could be asked for.');
    }
  }

  #finish(place: Place): void {
    place.running?.tap?.close();
    place.running?.capture.finish();
    place.running = undefined;
  }

  async #ended(session: SessionId, place: Place, running: Running, end: CaptureEnd): Promise<void> {
    const { recordingId } = running;
    running.tap?.close();
    this.#log[end.how === 'finished' || end.how === 'continued' ? 'info' : 'error'](
      { session, recordingId, how: end.how, detail: end.detail, ...end.figures },
      'A recording ended.',
    );
    if (place.running === running) {
      place.running = undefined;
      this.#afterUnexpected(place, running, end);
      // The next recording begins at once; this one's file is looked after meanwhile.
      this.follow(session);
    }
    await this.#seal(
      session,
      running,
      end.isWhole ? 'whole' : 'cut',
      problemOf(end, place),
      end.figures.lengthMs,
    );
  }

  #afterUnexpected(place: Place, running: Running, end: CaptureEnd): void {
    const producerId = running.producerId ?? '';
    if (place.deaths.producerId !== producerId) {
      place.deaths = { producerId, count: 0 };
    }
    if (end.how === 'recorder-died') {
      place.deaths.count += 1;
    }
    if (end.how === 'disk-full' || place.deaths.count >= RECORDING_LIMITS.deathsPerPicture) {
      place.givenUp = producerId;
    }
  }

  async #seal(
    session: SessionId,
    recording: Pick<Running, 'recordingId' | 'file'>,
    end: 'whole' | 'cut' | 'left',
    problem: Problem | undefined,
    lengthMs: number,
  ): Promise<void> {
    const { recordingId, file } = recording;
    let told: Parameters<RecordingSessions['stop']>[1];
    try {
      const sealed = await this.#recorder.seal(file, end);
      const worst = sealed === undefined ? (problem ?? 'no-picture') : problem;
      told = {
        recordingId,
        ...(sealed ?? { lengthMs: 0, bytes: 0 }),
        ...(worst === undefined ? {} : { problem: PROBLEMS[worst] }),
      };
    } catch (thrown) {
      this.#log.error({ session, recordingId, err: thrown }, 'A recording could not be checked.');
      told = { recordingId, lengthMs, bytes: 0, problem: PROBLEMS[problem ?? 'interrupted'] };
    }
    try {
      await this.#sessions.stop(session, told);
    } catch (thrown) {
      this.#log.error({ session, recordingId, err: thrown }, 'The end of a recording could not be told.');
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((thrown: unknown) => this.#log.error({ err: thrown }, 'A recording could not be looked after.'))
      .finally(() => this.#sealing.delete(tracked));
    this.#sealing.add(tracked);
  }
}

/** Whether `one` is over before `other`. */
function isFirst(one: Promise<void>, other: Promise<unknown>): Promise<boolean> {
  return Promise.race([one.then(() => true), other.then(() => false)]);
}

function problemOf(end: CaptureEnd, place: Place): Problem | undefined {
  switch (end.how) {
    case 'finished':
    case 'continued':
      return undefined;
    case 'disk-full':
      return 'disk-full';
    case 'recorder-died':
      return place.givenUp === undefined ? 'recorder-died' : 'given-up';
    default:
      return end.how satisfies never;
  }
}
