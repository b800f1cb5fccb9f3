import { LIMITS } from '../kernel/index.ts';

/**
 * The host of a `Host` header as it is compared: without port, in small letters, without the dot of
 * the root. undefined for what names no host.
 */
export function hostOf(header: string | undefined): string | undefined {
  const match = /^([^:[\]\s/@?#]+|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/.exec(header ?? '');
  const host = match?.[1]?.toLowerCase().replace(/\.$/, '');
  return host === undefined || host === '' || host.length > LIMITS.hostCharacters ? undefined : host;
}

/** Whether a host in ASCII is one that a site can have: a name of DNS labels, or an IPv4 address. */
export function isHostName(host: string): boolean {
  return (
    host.length <= LIMITS.hostCharacters &&
    /^(?=.*[a-z0-9])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/.test(
      host,
    )
  );
}

/** What was typed for a host: an address that was pasted whole loses what surrounds the host. */
export function hostTyped(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:\d{0,5}$/, '')
    .replace(/\.$/, '');
}
