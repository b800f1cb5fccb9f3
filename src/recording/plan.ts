import { idPattern, type RecordingId, type SessionId } from '../kernel/index.ts';

export const RECORDING_LIMITS = {
  /** A recording that reaches this goes on in another one. At 1.5 Mbit/s it takes half a day. */
  fileBytes: 8 * 1024 ** 3,
  /** What may wait for an ffmpeg that does not read; beyond it ffmpeg counts as dead. */
  backlogBytes: 32 * 1024 ** 2,
  /** Recordings at a time. */
  captures: 500,
  /** How often ffmpeg may die on one picture before it is left alone. */
  deathsPerPicture: 5,
  /** ffmpeg's end after the last frame; then it is terminated, and a second later killed. */
  endMs: 2_000,
  /** How long a closing appliance waits for recordings to be checked. */
  sealMsAtClose: 1_500,
} as const;

/** Why a recording is not whole, for the report. */
export const PROBLEMS = {
  'disk-full': 'The disk was full, so recording stopped.',
  'recorder-died': 'Recording was interrupted and went on in another recording.',
  'given-up': 'Recording failed and was given up for this picture.',
  'no-picture': 'No picture arrived, so nothing was recorded.',
  interrupted: 'The appliance was interrupted while it recorded; the last moment may be missing.',
} as const;
export type Problem = keyof typeof PROBLEMS;

/**
 * Where a recording is kept, below the recordings directory: made of ids alone, so nothing that
 * anybody typed is ever part of a path or of an argument. Raises for anything that is not an id.
 */
export function recordingFile(session: SessionId, recordingId: RecordingId): string {
  if (!idPattern.test(session) || !idPattern.test(recordingId)) {
    throw new Error('a recording is named by ids alone');
  }
  return `${session}/${recordingId}.webm`;
}

const QUIET = words('-hide_banner -nostdin -nostats -loglevel error');
const FRAMES_IN = words('-protocol_whitelist file,pipe -probesize 32 -analyzeduration 0 -f ivf -i pipe:0');
const AS_IT_CAME = words('-map 0:v:0 -c copy -f webm');
const WRITTEN_AT_ONCE = words('-cluster_time_limit 200 -flush_packets 1');
const RECORDING_IN = words('-protocol_whitelist file -f matroska');
const COUNTED = words(
  '-select_streams v:0 -count_packets -show_entries stream=nb_read_packets:format=duration -of json',
);

/**
 * ffmpeg's arguments for a recording while it runs: frames from its standard input into WebM as they
 * came. A cluster is closed after a fifth of a second and written at once, so that this much is lost when
 * ffmpeg is killed. `path` is absolute. Argument by argument: docs/decisions/ffmpeg.md.
 */
export function captureArguments(path: string): readonly string[] {
  return [...QUIET, ...FRAMES_IN, ...AS_IT_CAME, ...WRITTEN_AT_ONCE, '-y', `file:${path}`];
}

/** ffmpeg's arguments to write a recording that was cut off anew, with duration and index. Paths are absolute. */
export function remuxArguments(from: string, to: string): readonly string[] {
  return [...QUIET, ...RECORDING_IN, '-i', `file:${from}`, ...AS_IT_CAME, '-y', `file:${to}`];
}

/** ffprobe's arguments to count a recording's frames and tell its length, as JSON. */
export function probeArguments(path: string): readonly string[] {
  return ['-hide_banner', '-loglevel', 'error', ...RECORDING_IN, ...COUNTED, `file:${path}`];
}

/** Of our own text only: what anybody else chose is an argument of its own. */
function words(text: string): readonly string[] {
  return text.split(' ');
}

/**
 * What must stay free on the recordings' disk: the journal and the chats are written there too. A
 * twentieth of it, at most 200 MB.
 */
export function reserveBytes(diskBytes: number): number {
  return Math.min(200 * 1024 ** 2, diskBytes / 20);
}

const KEY_FRAMES_APART_MS = 10_000;
const LONGEST_WITHOUT_KEY_FRAME_MS = 60_000;

/**
 * Whether to ask for a key frame so that players can seek to about here. A key frame is asked for
 * where it costs at most a quarter more, and at least once a minute: on a slow line a key frame of a
 * desktop takes as long as a second of everything else, and the people in the session come first.
 */
export function isKeyFrameDue(since: {
  readonly keyFrameMs: number;
  readonly keyFrameBytes: number;
  readonly bytes: number;
}): boolean {
  return (
    since.keyFrameMs >= LONGEST_WITHOUT_KEY_FRAME_MS ||
    (since.keyFrameMs >= KEY_FRAMES_APART_MS && since.bytes >= 4 * since.keyFrameBytes)
  );
}
