/**
 * What may be believed of a request before anything else is known of it. Pure: header values in,
 * answers out.
 */

/**
 * A path as this appliance writes them: plain segments of ASCII letters, digits, `-`, `_`, `.`, none
 * of them empty or beginning with a dot. Whatever is written another way (`//setup`, `/%73etup`,
 * `/setup/`, `/./setup`, `/setup;x`, an absolute URI) is not one of ours, so that no other reading of
 * a path by a proxy or a file system can ever matter.
 */
export function isPlainPath(path: string): boolean {
  return path === '/' || /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path);
}

/** The part of a request target before `?`, exactly as it was sent. */
export function pathOf(target: string): string {
  const query = target.indexOf('?');
  return query === -1 ? target : target.slice(0, query);
}

/** What stands between the client and us, as configured (HANDRAIL_TRUST_PROXY). */
export interface Peer {
  readonly remoteAddress: string;
  readonly trustedHops: number;
}

/**
 * The client's address. Each trusted proxy appends the address that it saw to `X-Forwarded-For`, so
 * with n proxies the n-th entry from the end is the last one that a machine of ours wrote; everything
 * before it came from outside and is ignored, and without trusted proxies the whole header is.
 */
export function clientAddress(peer: Peer, forwardedFor: string | undefined): string {
  const entry = forwardedBy(peer.trustedHops, forwardedFor);
  const address = entry?.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  return address !== undefined && /^[0-9A-Fa-f:.]{2,45}$/.test(address) ? address : peer.remoteAddress;
}

/** Whether the client speaks TLS, as far as the socket or a trusted proxy says so. */
export function isSecure(
  peer: Peer & { readonly encrypted: boolean },
  forwardedProto: string | undefined,
): boolean {
  if (peer.encrypted) {
    return true;
  }
  return forwardedBy(peer.trustedHops, forwardedProto)?.toLowerCase() === 'https';
}

function forwardedBy(trustedHops: number, header: string | undefined): string | undefined {
  if (trustedHops <= 0 || header === undefined || header === '') {
    return undefined;
  }
  const entries = header.split(',');
  return entries[Math.max(0, entries.length - trustedHops)]?.trim();
}

/** The origin that a `Host` header names; undefined when it names none. */
export function originAt(host: string | undefined, secure: boolean): string | undefined {
  const url =
    host === undefined || /[@/\\?#\s]/.test(host)
      ? null
      : URL.parse(`${secure ? 'https' : 'http'}://${host}`);
  return url === null ? undefined : url.origin;
}

/** What a browser says about where a request comes from. */
export interface Provenance {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly host: string | undefined;
  readonly secure: boolean;
}

/**
 * Whether a request that changes something comes from one of our own pages. A browser says so by
 * `Origin` (each POST, each WebSocket) and `Sec-Fetch-Site`; a request with neither is refused.
 * The origin must be that of the public URL, or of the very host that was asked. Without a public URL
 * the scheme is not compared: behind a proxy that ends TLS, and is not declared, we cannot know it.
 */
export function isOwnOrigin(request: Provenance, publicOrigin: string | undefined): boolean {
  if (
    request.fetchSite !== undefined &&
    request.fetchSite !== 'same-origin' &&
    request.fetchSite !== 'none'
  ) {
    return false;
  }
  if (request.origin === undefined) {
    return request.fetchSite === 'same-origin';
  }
  if (request.origin === publicOrigin) {
    return true;
  }
  const host = request.host?.toLowerCase();
  if (host === undefined || host === '') {
    return false;
  }
  const origins =
    publicOrigin === undefined
      ? [`http://${host}`, `https://${host}`]
      : [`${request.secure ? 'https' : 'http'}://${host}`];
  return origins.includes(request.origin);
}

/**
 * `text` when it is a path on this site to go back to, otherwise `otherwise`. Never another host: a
 * browser reads `//host`, `/\host` and `/<tab>/host` as one. `longest` in characters.
 */
export function localPath(text: string | undefined, otherwise: string, longest = 512): string {
  if (text === undefined || text.length > longest) {
    return otherwise;
  }
  return isPlainPath(pathOf(text)) && /^[\x21-\x7e]*$/.test(text) && !text.includes('#') ? text : otherwise;
}

/** In which form somebody wants an answer, where programs ask beside people: every browser names HTML. */
export type FormOfAnswer = 'page' | 'json' | 'plain';

export function formOfAnswer(accept: string | undefined): FormOfAnswer {
  if (accept?.includes('text/html') === true) {
    return 'page';
  }
  return accept?.includes('application/json') === true ? 'json' : 'plain';
}
