import type { Ports } from '../ports.ts';

/** The page among the person's other windows: whether it is seen, notifications, the clipboard. */
export const browserDesk: Ports['desk'] = {
  isSeen: () => document.visibilityState === 'visible',
  mayNotify: () => ('Notification' in globalThis ? Notification.permission : 'impossible'),
  async askToNotify() {
    return 'Notification' in globalThis ? Notification.requestPermission() : 'impossible';
  },
  notify(title, text, about) {
    if (!('Notification' in globalThis) || Notification.permission !== 'granted') {
      return;
    }
    try {
      const notification = new Notification(title, { body: text, tag: about });
      notification.addEventListener('click', () => {
        window.focus();
        notification.close();
      });
    } catch {
      // Chrome on Android shows notifications only from a service worker; the sound and the title still tell.
    }
  },
  copy: (text) => navigator.clipboard.writeText(text),
};
