import type { Visitor } from './world.ts';

const MINUTE_MS = 60_000;

/** *Customer Client* of the default site, in English. */
export const CLIENT_PAGE = '/login/customer-client?site=default-portal--------&language=en';

/** What the administrator ticks and writes there; everything else is as it was at first. Raises where it is refused. */
export async function configureClient(
  administrator: Visitor,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const form = await (await administrator.get(CLIENT_PAGE)).text();
  const saved = await administrator.submit(CLIENT_PAGE, '/login/customer-client', {
    site: 'default-portal--------',
    language: 'en',
    revision: /name="revision" value="(\d+)"/.exec(form)?.[1] ?? '',
    options: 'sent',
    agreementTimeoutMs: String(10 * MINUTE_MS),
    onHoldEveryMs: String(2 * MINUTE_MS),
    recording: 'site-wide',
    redirectAfterMs: '0',
    reconnectTimeoutMs: String(5 * MINUTE_MS),
    ...fields,
  });
  if (saved.status !== 303) {
    throw new Error(`not saved: ${saved.status}`);
  }
}
