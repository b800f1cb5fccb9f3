import { Fault, LIMITS } from '../kernel/index.ts';

export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type LogoType = (typeof LOGO_TYPES)[number];

/** An image that a site shows. `digest` names its content, so that browsers may keep it for ever. */
export interface Logo {
  readonly type: LogoType;
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/** What the bytes themselves say they are: what a browser said of the file counts for nothing. */
export interface Picture<Type extends string = LogoType | 'image/gif'> {
  readonly type: Type;
  readonly width: number;
  readonly height: number;
}

/** Raises `not-valid` for the field `logo` with what is wrong. */
export function logoType(bytes: Uint8Array): LogoType {
  return checkedPicture(bytes, {
    field: 'logo',
    types: LOGO_TYPES,
    names: 'PNG, JPEG or WebP',
    bytes: LIMITS.logoBytes,
    widthPixels: LIMITS.logoPixels,
    heightPixels: LIMITS.logoPixels,
  }).type;
}

/** Raises `not-valid` or `too-large` for `field` with what is wrong. */
export function checkedPicture<Type extends string>(
  bytes: Uint8Array,
  wanted: {
    readonly field: string;
    readonly types: readonly Type[];
    /** The types in words. */
    readonly names: string;
    readonly bytes: number;
    readonly widthPixels: number;
    readonly heightPixels: number;
  },
): Picture<Type> {
  const { field, widthPixels, heightPixels } = wanted;
  if (bytes.length === 0) {
    throw new Fault('not-valid', { field, sentence: 'Please choose an image first.' });
  }
  if (bytes.length > wanted.bytes) {
    throw new Fault('too-large', {
      field,
      sentence: `This image is too large: ${Math.floor(wanted.bytes / 1024)} kB fit. Please save it smaller.`,
    });
  }
  const picture = pictureOf(bytes);
  const type = wanted.types.find((each) => each === picture?.type);
  if (picture === undefined || type === undefined) {
    throw new Fault('not-valid', {
      field,
      sentence: `This is not a ${wanted.names} image. Please choose one of these.`,
    });
  }
  const { width, height } = picture;
  if (width < 1 || height < 1 || width > widthPixels || height > heightPixels) {
    throw new Fault('not-valid', {
      field,
      sentence: `This image has ${width} × ${height} pixels; ${widthPixels} × ${heightPixels} fit.`,
    });
  }
  return { type, width, height };
}

export function pictureOf(bytes: Uint8Array): Picture | undefined {
  return pngOf(bytes) ?? webpOf(bytes) ?? jpegOf(bytes) ?? gifOf(bytes);
}

function startsWith(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}
function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
function big16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
function little16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
function little24(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
}

function pngOf(bytes: Uint8Array): Picture | undefined {
  return startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) &&
    startsWith(bytes, 12, ascii('IHDR')) &&
    bytes.length > 45
    ? {
        type: 'image/png',
        width: big16(bytes, 16) * 65_536 + big16(bytes, 18),
        height: big16(bytes, 20) * 65_536 + big16(bytes, 22),
      }
    : undefined;
}

function webpOf(bytes: Uint8Array): Picture | undefined {
  if (!startsWith(bytes, 0, ascii('RIFF')) || !startsWith(bytes, 8, ascii('WEBP')) || bytes.length < 30) {
    return undefined;
  }
  const type = 'image/webp';
  if (startsWith(bytes, 12, ascii('VP8X'))) {
    return { type, width: little24(bytes, 24) + 1, height: little24(bytes, 27) + 1 };
  }
  if (startsWith(bytes, 12, ascii('VP8 ')) && startsWith(bytes, 23, [0x9d, 0x01, 0x2a])) {
    const size = (at: number) => little16(bytes, at) & 0x3fff;
    return { type, width: size(26), height: size(28) };
  }
  if (startsWith(bytes, 12, ascii('VP8L')) && bytes[20] === 0x2f) {
    const bits = little24(bytes, 21) + (bytes[24] ?? 0) * 0x1000000;
    return { type, width: (bits % 0x4000) + 1, height: (Math.floor(bits / 0x4000) % 0x4000) + 1 };
  }
  return undefined;
}

function gifOf(bytes: Uint8Array): Picture | undefined {
  return startsWith(bytes, 0, ascii('GIF87a')) || startsWith(bytes, 0, ascii('GIF89a'))
    ? { type: 'image/gif', width: little16(bytes, 6), height: little16(bytes, 8) }
    : undefined;
}

/** The frame header is behind some segments, each of which says how long it is. */
function jpegOf(bytes: Uint8Array): Picture | undefined {
  if (!startsWith(bytes, 0, [0xff, 0xd8, 0xff])) {
    return undefined;
  }
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return { type: 'image/jpeg', height: big16(bytes, at + 5), width: big16(bytes, at + 7) };
    }
    const length = marker === 0xff ? -1 : big16(bytes, at + 2);
    at += length === -1 ? 1 : 2 + Math.max(length, 2);
  }
  return undefined;
}
