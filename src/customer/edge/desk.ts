import type { Ports } from '../ports.ts';

/** The person before the screen, and the operating system's way to call them. */
export const browserDesk: Ports['desk'] = {
  go: (address) => location.assign(address),
  isSeen: () => document.visibilityState === 'visible' && document.hasFocus(),
  mayNotify: () => ('Notification' in globalThis ? Notification.permission : 'impossible'),
  askToNotify: async () =>
    'Notification' in globalThis ? await Notification.requestPermission() : 'impossible',
  notify(title, text) {
    if (!('Notification' in globalThis) || Notification.permission !== 'granted') {
      return;
    }
    try {
      const notification = new Notification(title, { body: text, tag: 'handrail-session' });
      notification.addEventListener('click', () => {
        globalThis.focus();
        notification.close();
      });
    } catch {
      // Chrome on Android has the permission and refuses the constructor; the tab's title says it too.
    }
  },
};
