/**
 * Recording: the shared screen in a file, as it came, from the first picture to the last.
 *
 * Owns   when a recording begins and ends, how its file is named and written, what becomes of it
 *        when ffmpeg, the relay, the disk or the appliance fails.
 * Never  decides that a screen is shared, encodes or decodes a picture, shows a recording to anybody
 *        (reports/ does), or takes a name from outside.
 * Seed   "Options": automatic recording of screen sharing
 */
export { recordingFile } from './plan.ts';
export type {
  Capture,
  CaptureEnd,
  CaptureFigures,
  Pictures,
  Recorder,
  RecordingSessions,
  Sealed,
} from './ports.ts';
export { Recordings } from './service.ts';
