import { LIMITS } from '../kernel/index.ts';
import { type FileKind, type StoredFile, storedFileAddress } from '../portals/index.ts';
import { field, problemOf, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { counted, sizeInWords } from './words.ts';

export function storedFileHref({ id }: Pick<StoredFile, 'id'>): string {
  return `/login/file-store/${id}`;
}

const KINDS = {
  image: 'Image',
  drawing: 'SVG drawing',
  stylesheet: 'Style sheet',
  font: 'Font',
  document: 'Other file',
} as const satisfies Record<FileKind, string>;

const USES = {
  image: '<img src="ADDRESS" alt="">',
  drawing: '<img src="ADDRESS" alt="">',
  stylesheet: '<link rel="stylesheet" href="ADDRESS">',
  font: '@font-face { font-family: "Ours"; src: url("ADDRESS"); }',
  document: '<a href="ADDRESS">Download</a>',
} as const satisfies Record<FileKind, string>;

/** Page model of login/file-store. */
export function fileStorePage(shown: {
  readonly files: readonly StoredFile[];
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { files, typed } = shown;
  const size = files.reduce((sum, each) => sum + each.size, 0);
  return {
    files: files.map((each) => ({
      href: storedFileHref(each),
      name: each.name,
      kind: KINDS[each.kind],
      size: sizeInWords(each.size),
      changedAt: each.changedAt,
      address: storedFileAddress(each.id),
    })),
    isEmpty: files.length === 0,
    total: `${counted(files.length, 'file', 'files')}, ${sizeInWords(size)} of ${sizeInWords(LIMITS.storedFilesBytes)}`,
    largest: sizeInWords(LIMITS.storedFileBytes),
    problem: typed === undefined ? '' : problemOf('file', typed),
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** Page model of login/stored-file. `fileTyped` was refused in the form that replaces it. */
export function storedFilePage(shown: {
  readonly file: StoredFile;
  /** Where this very content is. */
  readonly picture: string;
  readonly usedIn: readonly string[];
  readonly typed?: Typed | undefined;
  readonly fileTyped?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { file, typed, fileTyped } = shown;
  const address = storedFileAddress(file.id);
  const fault = typed?.fault ?? fileTyped?.fault;
  return {
    href: storedFileHref(file),
    heading: file.name,
    name: field('name', file.name, typed),
    nameLimit: LIMITS.storedFileNameCharacters,
    revision: revisionShown(file.revision, typed),
    kind: KINDS[file.kind],
    size: sizeInWords(file.size),
    changedAt: file.changedAt,
    address,
    digest: file.digest,
    use: USES[file.kind].replace('ADDRESS', address),
    picture: file.kind === 'image' || file.kind === 'drawing' ? shown.picture : '',
    isDrawing: file.kind === 'drawing',
    isDocument: file.kind === 'document',
    usedIn: shown.usedIn,
    isUsed: shown.usedIn.length > 0,
    largest: sizeInWords(LIMITS.storedFileBytes),
    fileProblem: fileTyped === undefined ? '' : problemOf('file', fileTyped),
    meanwhile: typed?.fault?.code === 'changed-meanwhile' ? [{ label: 'Name', value: file.name }] : [],
    notice: fault === undefined ? shown.notice : refusal(fault),
  };
}

/** Page model of login/remove for a stored file. */
export function removeStoredFilePage(file: StoredFile, usedIn: readonly string[], typed: Typed | undefined) {
  return removalPage({
    heading: `Delete the file ${file.name}?`,
    sentence:
      usedIn.length === 0
        ? 'Its address leads nowhere from then on, also for other pages and mails that use it.'
        : 'It is still used here: what uses it will miss it at once.',
    facts: [
      { label: 'Kind', value: KINDS[file.kind] },
      { label: 'Address', value: storedFileAddress(file.id) },
      { label: 'Used in', value: usedIn.join(', ') || 'Nothing that is known here' },
    ],
    href: storedFileHref(file),
    typed,
  });
}
