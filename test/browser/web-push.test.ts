import test from 'ava';
import type { Page, Worker } from 'playwright-core';
import { AUTHORITY_FILE } from '../certificates.ts';
import { PushService, type Subscriber } from '../push-service.ts';
import { RunningAppliance, until } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim, makeSessionKey, say } from './people.ts';

/**
 * What the browser's own push service would give the page: Google's servers are not there in a test. The worker, its registration
 * and its notifications are the browser's.
 */
async function subscribesAt(page: Page, { address }: Subscriber): Promise<void> {
  await page.addInitScript((given) => {
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
        .buffer;
    const subscribed = () => {
      const key = localStorage.getItem('subscribed');
      return key === null
        ? null
        : {
            endpoint: given.endpoint,
            options: { applicationServerKey: bytes(key) },
            getKey: (name: 'p256dh' | 'auth') => bytes(given[name]),
            unsubscribe: () => Promise.resolve(localStorage.removeItem('subscribed')),
          };
    };
    Object.assign(PushManager.prototype, {
      getSubscription: () => Promise.resolve(subscribed()),
      subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => {
        localStorage.setItem('subscribed', applicationServerKey);
        return Promise.resolve(subscribed());
      },
    });
  }, address);
}

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly lang: string;
}

function shownBy(worker: Worker): Promise<readonly Shown[]> {
  return worker.evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const all = await registration.getNotifications();
    return all.map(({ title, body, lang }) => ({ title, body, lang }));
  });
}

/**
 * Counts what the worker has finished showing. The list is not asked before: Chromium drops a notification from its database when the
 * list is read in the moment between its being noted and its being shown, and then it is listed never.
 */
function countsShown(worker: Worker): Promise<void> {
  return worker.evaluate(() => {
    const scope = globalThis as unknown as { shown: number; registration: ServiceWorkerRegistration };
    const show = scope.registration.showNotification.bind(scope.registration);
    scope.shown = 0;
    scope.registration.showNotification = async (title, how) => {
      await show(title, how);
      scope.shown += 1;
    };
  });
}

function hasShown(worker: Worker, times: number): Promise<boolean> {
  return worker.evaluate((wanted) => (globalThis as unknown as { shown: number }).shown >= wanted, times);
}

/** The browser has forgotten all workers of this site. */
function hasNoWorker(page: Page): Promise<boolean> {
  return page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
}

test('Notify me: the page may be closed, the call is shown by the worker, pressed it opens the session, and nothing stays after the end', async (t) => {
  t.timeout(120_000);
  await using service = await PushService.open();
  await using appliance = await RunningAppliance.start({
    HANDRAIL_PUSH_SERVICES: service.host,
    NODE_EXTRA_CA_CERTS: AUTHORITY_FILE,
  });
  await using rep = await representativeAtDesk();
  const { page } = rep;
  await claim(page, appliance);
  await page.goto(`${appliance.url}/console`);
  await page.getByText('Connected', { exact: true }).waitFor();

  const elsewhere = await rep.browser.newContext({ locale: 'de-DE', permissions: ['notifications'] });
  const refused = await elsewhere.newPage();
  const { key } = await makeSessionKey(page);
  await refused.goto(`${appliance.url}/?key=${key}`);
  await refused.getByRole('textbox', { name: 'Ihr Name' }).fill('Anna Lindqvist');
  await refused.getByRole('button', { name: 'Sitzung beitreten' }).click();
  await refused.getByText('bitte schließen Sie sie nicht', { exact: false }).waitFor();
  await refused.getByRole('button', { name: 'Benachrichtigen' }).click();
  // This browser has no push service to go to: the page says so instead of promising.
  await refused.getByText('Bitte lassen Sie diese Seite offen.', { exact: false }).waitFor();
  t.is(await refused.getByText('Sie dürfen diese Seite schließen').count(), 0);
  await until('no worker is left where there is nothing to be woken for', () => hasNoWorker(refused));
  const address = refused.url();
  await refused.close();

  const without = await elsewhere.newPage();
  await without.addInitScript(() => Reflect.deleteProperty(globalThis, 'PushManager'));
  await without.goto(address);
  await without.getByText('bitte schließen Sie sie nicht', { exact: false }).waitFor();
  t.is(await without.getByText('auch gerufen', { exact: false }).count(), 0, 'no promise of what it has not');
  await without.close();

  const browser = service.browser();
  const customer = await elsewhere.newPage();
  await subscribesAt(customer, browser);
  await customer.goto(address);
  await customer.getByRole('button', { name: 'Benachrichtigen' }).click();
  await customer
    .getByText('Sie werden gerufen, auch wenn diese Seite geschlossen ist.', { exact: false })
    .waitFor();
  await customer.getByText('Sie dürfen diese Seite schließen.', { exact: false }).waitFor();
  const scope = await customer.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.scope);
  t.is(scope, address, 'the worker is of this session alone');
  await customer.reload();
  await customer.getByRole('button', { name: 'Nicht rufen' }).waitFor();

  const devtools = await elsewhere.newCDPSession(customer);
  let registrationId = '';
  devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    registrationId = registrations.find(({ isDeleted }) => !isDeleted)?.registrationId ?? registrationId;
  });
  await devtools.send('ServiceWorker.enable');
  await until('the registration', () => registrationId !== '');
  // Somewhere else, but not closed: the browser's tools hang on this tab.
  await customer.goto('about:blank');
  await page.getByRole('button', { name: 'Accept' }).first().click();
  await until('the call', () => service.received.length > 0);
  const [pushed] = service.received;
  const told = pushed === undefined ? {} : browser.read(pushed);
  t.like(told, { title: 'Ada Admin ist da', language: 'de' });
  // The one of the first try is still listed.
  const worker = elsewhere.serviceWorkers().at(-1);
  if (worker === undefined) {
    t.fail('no worker');
    return;
  }
  const deliver = () =>
    devtools.send('ServiceWorker.deliverPushMessage', {
      origin: appliance.url,
      registrationId,
      data: JSON.stringify(told),
    });
  await countsShown(worker);
  await deliver();
  await until('the notification', () => hasShown(worker, 1));
  await deliver();
  await until('the same call once more', () => hasShown(worker, 2));
  t.deepEqual(await shownBy(worker), [
    { title: 'Ada Admin ist da', body: 'Ihre Support-Sitzung hat begonnen.', lang: 'de' },
  ]);
  // Only a person may open a window: here it is looked at what would be opened.
  const opened = await worker.evaluate(async () => {
    const scope = globalThis as unknown as {
      clients: { openWindow(url: string): Promise<unknown> };
      registration: ServiceWorkerRegistration;
      dispatchEvent(event: Event): void;
      NotificationEvent: new (type: string, init: { notification: Notification | undefined }) => Event;
    };
    const addresses: string[] = [];
    scope.clients.openWindow = (url) => Promise.resolve(void addresses.push(url));
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    return addresses;
  });
  t.deepEqual(opened, [address]);

  await customer.goto(address);
  await customer.getByRole('button', { name: 'Sitzung beenden' }).waitFor();
  await say(page, 'Are you there?');
  await customer.getByText('Are you there?').first().waitFor();
  t.is(service.received.length, 1, 'who looks is not called');
  await page.getByRole('button', { name: 'End session' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await customer
    .getByRole('heading', { name: 'Sitzung beendet' })
    .or(customer.locator('#ended-title'))
    .first()
    .waitFor();
  await until('the worker is gone', () => hasNoWorker(customer));
  t.is(await customer.evaluate(() => localStorage.getItem('subscribed')), null);
  t.deepEqual(rep.complaints, []);
});
