import type { RecordingId, SessionId } from '../kernel/index.ts';
import type { PictureTap } from '../media/index.ts';

/** What recording needs of sessions. */
export interface RecordingSessions {
  /** The picture that is shared in this session now; undefined when there is none. */
  pictureOf(session: SessionId): string | undefined;
  /** Raises the session's refusal; then nothing is recorded. */
  start(session: SessionId, recordingId: RecordingId, file: string): Promise<void>;
  /** Also after the session has ended. */
  stop(
    session: SessionId,
    recording: {
      readonly recordingId: RecordingId;
      readonly lengthMs: number;
      readonly bytes: number;
      readonly sha256?: string;
      readonly problem?: string;
    },
  ): Promise<void>;
  /** The recordings that the journal says are not finished. */
  open(): readonly { readonly session: SessionId; readonly recordingId: RecordingId }[];
}

/** Where pictures come from: media/. */
export interface Pictures {
  /** The picture's packets to 127.0.0.1:`port`. Raises `not-sharing` or `relay-down`. */
  tap(session: SessionId, producerId: string, port: number): Promise<PictureTap>;
}

/** What writes files. `file` is a recordingFile(): relative, made of ids. */
export interface Recorder {
  /** Raises RecorderProblem `disk-full` or `recorder-died`. */
  begin(file: string): Promise<Capture>;
  /**
   * Checks a file that is no longer written, makes it whole where it was cut off (duration, index)
   * and tells what it is now. Undefined when nothing was recorded; then there is no file any more.
   * `end` says how it ended: `whole` by ffmpeg itself, `cut` with ffmpeg, `left` by a former process.
   */
  seal(file: string, end: 'whole' | 'cut' | 'left'): Promise<Sealed | undefined>;
  close(): Promise<void>;
}

export interface Sealed {
  readonly lengthMs: number;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** Why nothing can be recorded now. */
export class RecorderProblem extends Error {
  override readonly name = 'RecorderProblem';
  readonly kind: 'disk-full' | 'recorder-died';

  constructor(kind: 'disk-full' | 'recorder-died', detail: string) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
  }
}

/** A file that is being written. */
export interface Capture {
  /** Where the picture's packets are expected: 127.0.0.1, this port. */
  readonly port: number;
  /** The picture comes from here from now on; before it is called, nothing is recorded. */
  expect(source: Pick<PictureTap, 'codec' | 'ssrc' | 'payloadType' | 'relayPort'>): Promise<void>;
  /** At the beginning, after a loss, and so that players can seek. */
  onKeyFrameWanted(listener: () => void): void;
  /** Resolves when the file is closed, by finish() or by itself; never rejects. */
  readonly ended: Promise<CaptureEnd>;
  /** No more will come: writes what is there and closes the file. */
  finish(): void;
}

export interface CaptureEnd {
  /** `continued`: the file is as long as one may be, or the picture changed its codec; another goes on. */
  readonly how: 'finished' | 'continued' | 'disk-full' | 'recorder-died';
  /** Whether ffmpeg closed the file itself. */
  readonly isWhole: boolean;
  readonly figures: CaptureFigures;
  /** For the log. */
  readonly detail: string;
}

export interface CaptureFigures {
  /** Packets that arrived; those that came on a second try; those given up. */
  readonly packets: number;
  readonly recovered: number;
  readonly lost: number;
  /** Frames written; those left out between a loss and the next key frame; such losses. */
  readonly frames: number;
  readonly dropped: number;
  readonly gaps: number;
  readonly keyFrames: number;
  readonly lengthMs: number;
}

export const NO_FIGURES: CaptureFigures = {
  packets: 0,
  recovered: 0,
  lost: 0,
  frames: 0,
  dropped: 0,
  gaps: 0,
  keyFrames: 0,
  lengthMs: 0,
};
