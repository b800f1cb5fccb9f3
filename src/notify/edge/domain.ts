import { domainToASCII } from 'node:url';

export function toAscii(domain: string): string {
  return domainToASCII(domain);
}

/** The host of an https address, with its port where that is not the usual one. */
export function hostOf(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' && parsed.hostname !== '' ? parsed.host : undefined;
}
