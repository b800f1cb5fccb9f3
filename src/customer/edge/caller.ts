import type { SessionId } from '../../kernel/index.ts';
import type { BrowserAddress, Caller } from '../ports.ts';

/** The worker that is woken for this page's session; undefined where there is none, or the browser knows no workers. */
export async function calledBy(): Promise<ServiceWorkerRegistration | undefined> {
  // Browsers have it only on pages of https and of localhost.
  return 'serviceWorker' in navigator ? navigator.serviceWorker.getRegistration() : undefined;
}

/** Web push as this browser does it. Its worker is registered when somebody wants to be called, and not before. */
export function browserCaller(session: SessionId): Caller {
  const page = `/session/${session}`;
  return {
    isPossible: 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis,
    async known(key) {
      const registration = await calledBy();
      const known = await registration?.pushManager.getSubscription();
      if (known === null || known === undefined) {
        return undefined;
      }
      if (base64url(known.options.applicationServerKey) === key && Notification.permission === 'granted') {
        return addressOf(known);
      }
      await known.unsubscribe();
      return undefined;
    },
    async subscribe(key) {
      const registration = await navigator.serviceWorker.register(`${page}/worker.js`, { scope: page });
      await isActive(registration);
      const subscribed = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: key,
      });
      return addressOf(subscribed);
    },
    async forget() {
      try {
        const registration = await calledBy();
        await (await registration?.pushManager.getSubscription())?.unsubscribe();
        // What was shown last can still be pressed, which the worker hears.
        if (registration !== undefined && (await registration.getNotifications()).length === 0) {
          await registration.unregister();
        }
      } catch {
        // The appliance calls nobody any more in any case.
      }
    },
  };
}

/** `navigator.serviceWorker.ready` is for the page's own worker, which this page began without. */
function isActive({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  if (active !== null || coming === null) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') {
        resolve();
      } else if (coming.state === 'redundant') {
        reject(new Error('the worker was not installed'));
      }
    });
  });
}

function addressOf(subscription: PushSubscription): BrowserAddress {
  return {
    endpoint: subscription.endpoint,
    p256dh: base64url(subscription.getKey('p256dh')),
    auth: base64url(subscription.getKey('auth')),
  };
}

function base64url(bytes: ArrayBuffer | null): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
