import type { PictureTap } from '../../media/index.ts';
import {
  NO_FIGURES,
  RecorderProblem,
  type Capture,
  type CaptureEnd,
  type Recorder,
  type Sealed,
} from '../ports.ts';

/** Writes nothing; tests end captures as ffmpeg, the disk or a crash would. */
export class FakeRecorder implements Recorder {
  readonly captures: FakeCapture[] = [];
  readonly seals: string[] = [];
  isDiskFull = false;
  /** What is found in a file; undefined: nothing. */
  sealed: Sealed | undefined = { lengthMs: 1_000, bytes: 5, sha256: 'ab' };
  /** Set to hold every seal back. */
  sealing: Promise<void> = Promise.resolve();
  isClosed = false;

  async begin(file: string): Promise<Capture> {
    await Promise.resolve();
    if (this.isDiskFull) {
      throw new RecorderProblem('disk-full', '');
    }
    const capture = new FakeCapture(file, this.captures.length + 1);
    this.captures.push(capture);
    return capture;
  }

  async seal(file: string, end: 'whole' | 'cut' | 'left'): Promise<Sealed | undefined> {
    await this.sealing;
    this.seals.push(`${file} ${end}`);
    return this.sealed;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

export class FakeCapture implements Capture {
  readonly file: string;
  readonly port: number;
  readonly ended: Promise<CaptureEnd>;
  readonly sources: number[] = [];
  #end: (end: CaptureEnd) => void = () => undefined;
  #keyFrameWanted: () => void = () => undefined;

  constructor(file: string, port: number) {
    this.file = file;
    this.port = port;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  expect({ ssrc }: Pick<PictureTap, 'ssrc'>): Promise<void> {
    this.sources.push(ssrc);
    return Promise.resolve();
  }

  onKeyFrameWanted(listener: () => void): void {
    this.#keyFrameWanted = listener;
  }

  finish(): void {
    this.end('finished');
  }

  end(how: CaptureEnd['how']): void {
    this.#end({ how, isWhole: how !== 'recorder-died', figures: NO_FIGURES, detail: '' });
  }

  wantKeyFrame(): void {
    this.#keyFrameWanted();
  }
}
