/**
 * Reads an IP address into `bytes`, whose length says which kind is wanted: 4 for IPv4, 16 for
 * IPv6. False where `text` is not that. A zone (`fe80::1%eth0`) is left off, since it means nothing
 * to the other end.
 */
export function readIpAddress(text: string, bytes: Uint8Array): boolean {
  if (bytes.length === 4) {
    return readIpv4(text, 0, bytes, 0);
  }
  const zone = text.indexOf('%');
  return readIpv6(zone < 0 ? text : text.slice(0, zone), bytes);
}

const DOT = 46;
const COLON = 58;

/** The dotted address from `start` to the end of `text`, into the four bytes from `first`. */
function readIpv4(text: string, start: number, bytes: Uint8Array, first: number): boolean {
  let octet = 0;
  let digits = 0;
  let at = first;
  for (let index = start; index <= text.length; index++) {
    const code = index === text.length ? DOT : text.charCodeAt(index);
    if (code === DOT) {
      if (digits === 0 || at === first + 4) {
        return false;
      }
      bytes[at++] = octet;
      octet = 0;
      digits = 0;
      continue;
    }
    const digit = hexDigit(code);
    // No leading zeros: some readers take 010 for eight.
    if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) {
      return false;
    }
    octet = octet * 10 + digit;
    digits++;
    if (octet > 255) {
      return false;
    }
  }
  return at === first + 4;
}

/** RFC 4291 §2.2: eight groups, `::` once for one or more of zeros, the last two perhaps dotted. */
function readIpv6(text: string, bytes: Uint8Array): boolean {
  let at = 0;
  let gapAt = -1;
  let index = 0;
  if (text.startsWith('::')) {
    gapAt = 0;
    index = 2;
  }
  while (index < text.length) {
    if (at > 14) {
      return false;
    }
    const groupStart = index;
    let group = 0;
    let digit = hexDigit(text.charCodeAt(index));
    while (digit >= 0 && index - groupStart < 4) {
      group = group * 16 + digit;
      index++;
      digit = index < text.length ? hexDigit(text.charCodeAt(index)) : -1;
    }
    if (index === groupStart) {
      return false;
    }
    if (text.charCodeAt(index) === DOT) {
      if (at > 12 || !readIpv4(text, groupStart, bytes, at)) {
        return false;
      }
      at += 4;
      break;
    }
    bytes[at++] = group >> 8;
    bytes[at++] = group;
    if (index === text.length) {
      break;
    }
    if (text.charCodeAt(index) !== COLON || index + 1 === text.length) {
      return false;
    }
    index++;
    if (text.charCodeAt(index) === COLON) {
      if (gapAt >= 0) {
        return false;
      }
      gapAt = at;
      index++;
    }
  }
  if (gapAt < 0) {
    return at === 16;
  }
  if (at === 16) {
    return false;
  }
  bytes.copyWithin(16 - (at - gapAt), gapAt, at);
  bytes.fill(0, gapAt, 16 - (at - gapAt));
  return true;
}

/** 0 to 15, or -1 where `code` is no hexadecimal digit. */
function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) {
    return code - 48;
  }
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
