import {
  hasHiddenCharacter,
  type Instant,
  isVisible,
  LIMITS,
  oneLine,
  type StoredFileId,
} from '../kernel/index.ts';
import { nameKey } from '../people/index.ts';
import { pictureOf } from './logo.ts';

/** What a stored file is good for. A `document` is only ever saved, never shown or used by a page. */
export const FILE_KINDS = ['image', 'drawing', 'stylesheet', 'font', 'document'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A file that administrators gave, served to everybody. `digest` names its content. */
export interface StoredFile {
  readonly id: StoredFileId;
  /** How it is shown and saved; never part of a path. */
  readonly name: string;
  readonly kind: FileKind;
  readonly type: string;
  readonly size: number;
  readonly digest: string;
  readonly changedAt: Instant;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** Where the file is served, the same for ever: what it is called and what is in it may change. */
export function storedFileAddress(id: StoredFileId): string {
  return `/content/${id}`;
}

/** The text that the bytes are in UTF-8; undefined when they are none. */
export type Decode = (bytes: Uint8Array) => string | undefined;

/** What the bytes are. Only a style sheet is told by its name too, since every text could be one. */
export function fileKindOf(
  name: string,
  bytes: Uint8Array,
  decode: Decode,
): { readonly kind: FileKind; readonly type: string } {
  const picture = pictureOf(bytes);
  if (picture !== undefined) {
    return { kind: 'image', type: picture.type };
  }
  const signature = SIGNATURES.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (signature !== undefined) {
    return { kind: signature.kind, type: signature.type };
  }
  const text = plainText(decode(bytes));
  if (text !== undefined && DRAWING.test(text.slice(0, 4_096))) {
    return { kind: 'drawing', type: 'image/svg+xml' };
  }
  return text !== undefined && /\.css$/i.test(name) && !text.trimStart().startsWith('<')
    ? { kind: 'stylesheet', type: 'text/css; charset=utf-8' }
    : { kind: 'document', type: 'application/octet-stream' };
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

const SIGNATURES: readonly {
  readonly begins: readonly number[];
  readonly kind: FileKind;
  readonly type: string;
}[] = [
  { begins: ascii('wOF2'), kind: 'font', type: 'font/woff2' },
  { begins: ascii('wOFF'), kind: 'font', type: 'font/woff' },
  { begins: ascii('OTTO'), kind: 'font', type: 'font/otf' },
  { begins: [0, 1, 0, 0, 0], kind: 'font', type: 'font/ttf' },
  { begins: ascii('%PDF-'), kind: 'document', type: 'application/pdf' },
];

/** What may stand before the root of a drawing, which is `svg`. */
const DRAWING = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[^]*?-->\s*)?(?:<!DOCTYPE svg[^>[]*>\s*)?<svg[\s>]/;

function plainText(text: string | undefined): string | undefined {
  return text === undefined || hasHiddenCharacter(text.replaceAll('\f', '')) ? undefined : text;
}

/** The last part of what a browser calls a file, as a name that can be shown. */
export function shownFileName(called: string): string {
  const last = called.slice(Math.max(called.lastIndexOf('/'), called.lastIndexOf('\\')) + 1);
  const shown = oneLine(Array.from(last, (each) => (hasHiddenCharacter(each) ? ' ' : each)).join(''));
  return Array.from(shown).slice(0, LIMITS.storedFileNameCharacters).join('').trim() || 'file';
}

/** A sentence for each field that cannot stay as it is. `others` are the files beside this one. */
export function storedFileProblems(
  { name, size }: Pick<StoredFile, 'name' | 'size'>,
  others: readonly StoredFile[],
): Readonly<Record<string, string>> {
  const length = Array.from(name).length;
  if (!isVisible(name) || length > LIMITS.storedFileNameCharacters || hasHiddenCharacter(name)) {
    return { name: `Please give a name of 1 to ${LIMITS.storedFileNameCharacters} characters.` };
  }
  if (others.some((other) => nameKey(other.name) === nameKey(name))) {
    return {
      name: `There is a file called “${name}”. To put another one in its place, open it and replace it; its address stays the same.`,
    };
  }
  if (size > LIMITS.storedFileBytes) {
    return { file: `This file is too large: ${Math.floor(LIMITS.storedFileBytes / 1024)} kB fit.` };
  }
  if (others.length >= LIMITS.storedFiles) {
    return {
      file: `There can be ${LIMITS.storedFiles} files at most. Please delete one that is not needed.`,
    };
  }
  const all = others.reduce((sum, other) => sum + other.size, size);
  return all > LIMITS.storedFilesBytes
    ? {
        file: `All files together can have ${LIMITS.storedFilesBytes / 1024 / 1024} MB. Please delete one that is not needed.`,
      }
    : {};
}

/** What the audit keeps of a file. */
export function recordedFile(file: StoredFile): Readonly<Record<string, string | number>> {
  const { name, kind, size, digest } = file;
  return { name, kind, size, digest };
}
