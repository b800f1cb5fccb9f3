import type { Ports } from '../ports.ts';

/** A sound as notes: when it begins, in seconds, and its pitch, in hertz. */
type Tune = readonly (readonly [atS: number, pitchHz: number])[];

const TUNES: Readonly<Record<Parameters<Ports['bell']['ring']>[0], Tune>> = {
  // Three steps up, twice: it asks for an answer.
  offer: [
    [0, 587.3],
    [0.14, 740],
    [0.28, 880],
    [0.7, 587.3],
    [0.84, 740],
    [0.98, 880],
  ],
  // Quick and high: the last seconds.
  'offer-ending': [
    [0, 987.8],
    [0.15, 987.8],
    [0.3, 987.8],
    [0.45, 987.8],
  ],
  invitation: [
    [0, 523.3],
    [0.2, 659.3],
  ],
  // Falling: somebody is kept waiting.
  overdue: [
    [0, 784],
    [0.2, 622.3],
    [0.6, 784],
    [0.8, 622.3],
  ],
  // A rising fourth, twice: somebody is at the door.
  waiting: [
    [0, 659.3],
    [0.16, 880],
    [0.5, 659.3],
    [0.66, 880],
  ],
  chat: [[0, 740]],
  // Lower and softer in shape: a colleague, not a customer.
  'team-chat': [
    [0, 440],
    [0.12, 554.4],
  ],
};
const NOTE_S = 0.28;
const LOUDNESS = 0.14;

/**
 * Small sounds made by the browser itself. A browser lets a page sound only after the person has
 * pressed something on it: until then the bell is dumb.
 */
export function createBell(): Ports['bell'] {
  let context: AudioContext | undefined;
  return {
    ring(sound) {
      try {
        context ??= new AudioContext();
        const audio = context;
        void audio.resume().then(() => play(audio, TUNES[sound]));
      } catch {
        // No sound device: the title and the page tell as well.
      }
    },
  };
}

function play(audio: AudioContext, tune: Tune): void {
  for (const [atS, pitchHz] of tune) {
    const start = audio.currentTime + atS;
    const note = new OscillatorNode(audio, { type: 'sine', frequency: pitchHz });
    const envelope = new GainNode(audio, { gain: 0 });
    envelope.gain.setValueAtTime(0, start);
    envelope.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
    envelope.gain.exponentialRampToValueAtTime(0.0005, start + NOTE_S);
    note.connect(envelope).connect(audio.destination);
    note.start(start);
    note.stop(start + NOTE_S);
  }
}
