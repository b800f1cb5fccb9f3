/**
 * What the browser wakes when the appliance calls a customer: shows what it was told, and brings the page back when the
 * notification is pressed. It imports nothing, so that it is a script of its own, and it answers no request.
 */

/** Of one session: a later call takes the place of the one before it. */
const TAG = 'handrail-session';

interface Shown extends NotificationOptions {
  readonly renotify?: boolean;
  readonly data: { readonly seq: number };
}
interface WorkerScope {
  readonly registration: {
    readonly scope: string;
    showNotification(title: string, how: Shown): Promise<void>;
    getNotifications(which: { readonly tag: string }): Promise<readonly Notification[]>;
  };
  readonly clients: {
    matchAll(which: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly Tab[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install', listener: (event: Lasting) => void): void;
  addEventListener(type: 'push', listener: (event: Pushed) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: Pressed) => void): void;
}
interface Tab {
  readonly url: string;
  readonly focused: boolean;
  focus(): Promise<unknown>;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Pushed extends Lasting {
  readonly data: { json(): unknown } | null;
}
interface Pressed extends Lasting {
  readonly notification: Notification;
}
/** As push/call.ts words it. */
interface Told {
  readonly seq: number;
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

const worker = globalThis as unknown as WorkerScope;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('push', (event) => {
  if (event.data !== null) {
    event.waitUntil(show(event.data.json() as Told));
  }
});
worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open());
});

/** Nothing for whoever looks at the page; no second ring for what was shown already, by the page itself or by this. */
async function show({ seq, title, body, language, direction }: Told): Promise<void> {
  if ((await tabs()).some(({ focused }) => focused)) {
    return;
  }
  const there = await worker.registration.getNotifications({ tag: TAG });
  const known = there.find((each) => seqOf(each) >= seq);
  await worker.registration.showNotification(known?.title ?? title, {
    body: known?.body ?? body,
    lang: language,
    dir: direction,
    tag: TAG,
    renotify: known === undefined,
    data: { seq: known === undefined ? seq : seqOf(known) },
  });
}

function seqOf({ data }: Notification): number {
  return (data as Shown['data'] | null)?.seq ?? 0;
}

async function open(): Promise<void> {
  const [tab] = await tabs();
  await (tab === undefined ? worker.clients.openWindow(worker.registration.scope) : tab.focus());
}

/** The pages of this session; a scope is the beginning of an address, and this one is that of the page. */
async function tabs(): Promise<readonly Tab[]> {
  const { scope } = worker.registration;
  const all = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter(({ url }) => url === scope || url.startsWith(`${scope}/`) || url.startsWith(`${scope}#`));
}
