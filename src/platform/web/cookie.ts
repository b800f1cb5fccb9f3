/** The value of a cookie as it was sent, undefined when it is missing or longer than ours ever are. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined || header.length > 8192) {
    return undefined;
  }
  const wanted = `${name}=`;
  for (const pair of header.split(';')) {
    const text = pair.trim();
    if (text.startsWith(wanted)) {
      const value = text.slice(wanted.length);
      return value.length <= 512 ? value : undefined;
    }
  }
  return undefined;
}

export interface Cookie {
  readonly name: string;
  /** Base64url or hex only: our cookies are random numbers, nothing that needs quoting. */
  readonly value: string;
  /** `/` unless said otherwise. */
  readonly path?: string;
  /** Without it the cookie ends with the browser. 0 removes it. */
  readonly lifeMs?: number;
  readonly secure: boolean;
}

/** A Set-Cookie line: always HttpOnly and SameSite=Lax. */
export function cookieLine(cookie: Cookie): string {
  if (!/^[A-Za-z0-9_-]*$/.test(cookie.value) || !/^[a-z_]+$/.test(cookie.name)) {
    throw new Error(`cookie ${cookie.name} has a name or value that needs quoting`);
  }
  const life = cookie.lifeMs === undefined ? '' : `; Max-Age=${Math.floor(cookie.lifeMs / 1000)}`;
  const secure = cookie.secure ? '; Secure' : '';
  return `${cookie.name}=${cookie.value}; Path=${cookie.path ?? '/'}${life}; HttpOnly; SameSite=Lax${secure}`;
}
