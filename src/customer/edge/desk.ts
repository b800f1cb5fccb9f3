import type { Ports } from '../ports.ts';
import { calledBy } from './caller.ts';

const CHIME_SECONDS = 0.6;
/** The same in worker.ts: what calls for one session is one notification. */
const SESSION_TAG = 'handrail-session';

/** The person before the screen, and the operating system's way to call them. */
export const browserDesk: Ports['desk'] = {
  go: (address) => location.assign(address),
  isSeen: () => document.visibilityState === 'visible' && document.hasFocus(),
  mayNotify: () => ('Notification' in globalThis ? Notification.permission : 'impossible'),
  askToNotify: async () =>
    'Notification' in globalThis ? await Notification.requestPermission() : 'impossible',
  chime() {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.12, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + CHIME_SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.addEventListener('ended', () => void audio.close());
    tone.start();
    tone.stop(audio.currentTime + CHIME_SECONDS);
  },
  notify(title, text, seq) {
    if ('Notification' in globalThis && Notification.permission === 'granted') {
      void show(title, text, seq);
    }
  },
};

/** By the worker where there is one: then a call by web push for the same does not ring a second time. */
async function show(title: string, text: string, seq: number): Promise<void> {
  try {
    const registration = await calledBy();
    if (registration?.active) {
      const how = { body: text, tag: SESSION_TAG, renotify: true, data: { seq } };
      await registration.showNotification(title, how);
    } else {
      const notification = new Notification(title, { body: text, tag: SESSION_TAG });
      notification.addEventListener('click', () => {
        globalThis.focus();
        notification.close();
      });
    }
  } catch {
    // Chrome on Android has the permission and refuses the constructor; the tab's title says it too.
  }
}
