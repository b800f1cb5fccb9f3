import { revisionIn } from './html.ts';
import type { Visitor } from './world.ts';

const MINUTE_MS = 60_000;

/** *Customer Client* of the default site, in English. */
export const CLIENT_PAGE = '/login/customer-client?site=default-portal--------&language=en';

/** What the form has for everything that is chosen, as it is at first. */
export const CLIENT_FIELDS: Readonly<Record<string, string>> = {
  options: 'sent',
  displayPlace: 'on',
  displayExpectedWait: 'on',
  spellCheck: 'on',
  displayExitSurvey: 'on',
  displayOrphaned: 'on',
  webPush: 'on',
  agreementTimeoutMs: String(10 * MINUTE_MS),
  onHoldEveryMs: String(2 * MINUTE_MS),
  watermarkPlace: 'top-right',
  watermarkOpacity: '40',
  recording: 'site-wide',
  redirectAfterMs: '0',
  reconnectTimeoutMs: String(5 * MINUTE_MS),
};

/** What the administrator ticks and writes there; everything else is as it was at first. Raises where it is refused. */
export async function configureClient(
  administrator: Visitor,
  fields: Readonly<Record<string, string>>,
  unticked: readonly string[] = [],
): Promise<void> {
  const page = CLIENT_PAGE.replace('language=en', `language=${fields['language'] ?? 'en'}`);
  const form = await (await administrator.get(page)).text();
  const saved = await administrator.submit(page, '/login/customer-client', {
    site: 'default-portal--------',
    language: 'en',
    revision: revisionIn(form),
    ...Object.fromEntries(Object.entries(CLIENT_FIELDS).filter(([name]) => !unticked.includes(name))),
    ...fields,
  });
  if (saved.status !== 303) {
    throw new Error(`not saved: ${saved.status}`);
  }
}

/** Sends an image of the site, whose name and type say nothing true of it; undefined for none. */
export async function sendSitePicture(
  administrator: Visitor,
  kind: string,
  file: Uint8Array | undefined,
): Promise<Response> {
  const path = `/login/customer-client/default-portal--------/pictures/${kind}?language=en`;
  const named =
    file === undefined
      ? undefined
      : new File([Uint8Array.from(file)], '../../evil.svg', { type: 'image/svg+xml' });
  return administrator.upload(CLIENT_PAGE, path, 'picture', named);
}
