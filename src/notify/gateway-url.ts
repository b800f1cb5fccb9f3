import { LIMITS } from '../kernel/index.ts';

/**
 * *SMS Gateway URL*: an https address in whose path or query `{number}` and `{message}` stand for
 * what they say, once or more often. A GET of the filled address sends the message.
 */
const PLACEHOLDERS = ['{number}', '{message}'] as const;

/** The host that the address names, for people; undefined when it is no address of https. */
export type HostOf = (url: string) => string | undefined;

/** What is wrong with it, as a sentence; undefined when it can be used. */
export function gatewayProblem(url: string, hostOf: HostOf): string | undefined {
  if (url.length > LIMITS.smsGatewayUrlCharacters) {
    return `SMS Gateway URL can have ${LIMITS.smsGatewayUrlCharacters} characters at most.`;
  }
  if (!url.startsWith('https://')) {
    return 'The SMS gateway must be reached securely: please enter an address that begins with https://.';
  }
  // Placeholders are no part of an address yet; anything else in braces is a slip of the pen.
  const [, authority = '', rest = ''] = /^https:\/\/([^/?#]*)(.*)$/su.exec(url) ?? [];
  const missing = PLACEHOLDERS.filter((placeholder) => !rest.includes(placeholder));
  if (missing.length > 0) {
    return `After the host, the address must have ${missing.join(' and ')} where ${missing.length === 1 ? 'that belongs' : 'they belong'}.`;
  }
  const unknown = /\{[^{}]*\}?|\}/u.exec(
    authority + rest.replaceAll('{number}', '').replaceAll('{message}', ''),
  );
  if (unknown !== null) {
    return 'Only {number} and {message}, after the host, can stand in braces.';
  }
  if (
    !/^[\x21-\x7e]+$/.test(url) ||
    /[\\#<>"^`|]/.test(url) ||
    hostOf(filledGateway(url, '0', 'x')) === undefined
  ) {
    return 'This is not an address that can be called: please check it for spaces and special characters.';
  }
  return undefined;
}

/** The address that sends this message to this number. */
export function filledGateway(url: string, number: string, message: string): string {
  const values: Readonly<Record<string, string>> = { number, message };
  // One pass, so that a message with "{number}" in it stays what it is.
  return url.replaceAll(/\{(number|message)\}/g, (_, name: string) => percentEncoded(values[name] ?? ''));
}

/** Everything but letters, digits and -._~ (RFC 3986): a message cannot end its parameter, or its place in a path. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
