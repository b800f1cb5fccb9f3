/** The push services of Chromium, Firefox, Safari and Edge; `*.` stands for one or more labels. */
const KNOWN = [
  'fcm.googleapis.com',
  '*.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
];

/** Where a call goes to. */
export interface Endpoint {
  readonly url: URL;
  /** Named by the administrator: it may be a machine of their own network. */
  readonly isNamed: boolean;
}

/**
 * The address that a customer's browser gave, when it is that of a push service: https, one of the known hosts on the usual
 * port or one that the administrator named as `host` or `host:port`. Anything else is undefined: a customer must not
 * choose what the appliance asks.
 */
export function endpointOf(text: string, named: readonly string[]): Endpoint | undefined {
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    return undefined;
  }
  if (named.includes(url.host)) {
    return { url, isNamed: true };
  }
  const isKnown = KNOWN.some((host) =>
    host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host,
  );
  return isKnown && url.port === '' ? { url, isNamed: false } : undefined;
}
