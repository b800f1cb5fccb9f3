import { laterBy, msBetween, type Instant, type RecordingId } from '../kernel/index.ts';

/** A recording of the screen as the session's events tell it. */
export type Recording =
  /** Not finished: running, or left by a crash and not yet taken care of. */
  | { readonly state: 'running'; readonly id: RecordingId; readonly startedAt: Instant }
  | {
      readonly state: 'finished';
      readonly id: RecordingId;
      readonly startedAt: Instant;
      readonly lengthMs: number;
      readonly bytes: number;
      /** Of the file, in hex. */
      readonly sha256: string | undefined;
      /** A sentence for people. */
      readonly problem: string | undefined;
    };

/** A moment in a recording. */
export interface PlayedAt {
  readonly recording: RecordingId;
  readonly offsetMs: number;
}

/** Where this moment is shown; undefined when nothing was recorded then. Of two, the one that began last. */
export function playedAt(recordings: readonly Recording[], at: Instant): PlayedAt | undefined {
  const recording = recordings.findLast(
    (candidate) =>
      candidate.startedAt <= at &&
      (candidate.state === 'running' || at <= laterBy(candidate.startedAt, candidate.lengthMs)),
  );
  return recording === undefined
    ? undefined
    : { recording: recording.id, offsetMs: msBetween(recording.startedAt, at) };
}
