import type { SharingAbility, Surface } from '../model/sharing.ts';
import type { Choice, Screen } from '../ports.ts';

/** The capture that the sender sends. */
export class BrowserScreen implements Screen {
  #track: MediaStreamTrack | undefined;

  get ability(): SharingAbility {
    return typeof navigator.mediaDevices?.getDisplayMedia === 'function'
      ? 'possible'
      : isSecureContext
        ? 'not-here'
        : 'needs-secure-page';
  }

  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  async choose(onEnded: () => void): Promise<Choice> {
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia(WANTED);
    } catch (why) {
      return { kind: 'not-chosen', why: refusalOf(why) };
    }
    const [track] = stream.getVideoTracks();
    if (track === undefined) {
      return { kind: 'not-chosen', why: 'failed' };
    }
    this.end();
    this.#track = track;
    track.addEventListener('ended', () => {
      if (this.#track === track) {
        this.#track = undefined;
        onEnded();
      }
    });
    return { kind: 'chosen', surface: surfaceOf(track) };
  }

  end(): void {
    const track = this.#track;
    this.#track = undefined;
    track?.stop();
  }
}

/**
 * The whole screen is offered first: most help is about more than one window. Text of a 4K screen
 * is still readable at half its size, and the encoder has a quarter of the work.
 */
const WANTED: DisplayMediaStreamOptions & Readonly<Record<string, unknown>> = {
  video: {
    frameRate: { ideal: 30, max: 30 },
    width: { max: 2560 },
    height: { max: 1600 },
    displaySurface: 'monitor',
  },
  audio: false,
  // This very page would be a picture in a picture without end.
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  monitorTypeSurfaces: 'include',
  systemAudio: 'exclude',
};

function refusalOf(why: unknown): Extract<Choice, { kind: 'not-chosen' }>['why'] {
  const { name, message } = why instanceof DOMException ? why : { name: '', message: '' };
  switch (name) {
    case 'InvalidStateError':
      return 'needs-click';
    case 'NotAllowedError':
      return /system/i.test(message) ? 'refused-by-system' : 'cancelled';
    case 'AbortError':
    case 'NotFoundError':
    case 'NotReadableError':
    default:
      return 'failed';
  }
}

function surfaceOf(track: MediaStreamTrack): Surface {
  const { displaySurface } = track.getSettings();
  return displaySurface === 'monitor' || displaySurface === 'window' || displaySurface === 'browser'
    ? displaySurface
    : undefined;
}
