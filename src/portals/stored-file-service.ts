import { type Clock, Fault, newId, type Random, type StoredFileId } from '../kernel/index.ts';
import { allowed, changesOf, mustHaveNone, type SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import type { StoredFileStore } from './ports.ts';
import {
  type Decode,
  fileKindOf,
  recordedFile,
  shownFileName,
  type StoredFile,
  storedFileAddress,
  storedFileProblems,
} from './stored-file.ts';

/**
 * The *File Store*. Each method that changes something raises `not-allowed` unless `by` may edit it, and
 * `not-found` when the file is gone.
 */
export interface StoredFiles {
  /** By name. */
  all(): readonly StoredFile[];
  find(id: StoredFileId): StoredFile | undefined;
  bytes(id: StoredFileId): Uint8Array | undefined;
  /** What would miss it, in words. */
  usedIn(id: StoredFileId): readonly string[];
  /** `called` is what the browser calls it. Raises `not-valid` with a field. */
  add(by: SignedInPrincipal, called: string, bytes: Uint8Array): Promise<StoredFile>;
  /** Raises `not-valid` with a field, `changed-meanwhile` when the file is not at `revision`. */
  rename(by: SignedInPrincipal, id: StoredFileId, name: string, revision: number): Promise<void>;
  /** Puts other content at the same address. Raises `not-valid` when it is of another kind. */
  replace(by: SignedInPrincipal, id: StoredFileId, bytes: Uint8Array): Promise<void>;
  delete(by: SignedInPrincipal, id: StoredFileId): Promise<void>;
}

export function createStoredFiles(ports: {
  readonly store: StoredFileStore;
  readonly audit: Audit;
  /** What else may name an address, and what it is called. */
  readonly texts: () => readonly { readonly name: string; readonly text: string }[];
  readonly decode: Decode;
  readonly digest: (bytes: Uint8Array) => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
}): StoredFiles {
  const { store, audit, texts, decode, digest, clock, random } = ports;

  function existing(id: StoredFileId): StoredFile {
    const file = store.find(id);
    if (file === undefined) {
      throw new Fault('not-found', { sentence: 'This file does not exist any more.' });
    }
    return file;
  }
  function othersOf(id: StoredFileId): readonly StoredFile[] {
    return store.all().filter((other) => other.id !== id);
  }

  return {
    all: () => store.all(),
    find: (id) => store.find(id),
    bytes: (id) => store.bytes(id),
    usedIn(id) {
      const address = storedFileAddress(id);
      const sheets = othersOf(id)
        .filter(({ kind }) => kind === 'stylesheet')
        .map((sheet) => ({
          name: sheet.name,
          text: decode(store.bytes(sheet.id) ?? new Uint8Array()) ?? '',
        }));
      return [...texts(), ...sheets].filter(({ text }) => text.includes(address)).map(({ name }) => name);
    },
    async add(byPrincipal, called, bytes) {
      const by = allowed(byPrincipal, 'edit-file-store');
      const name = shownFileName(called);
      return audit.write((tx, record) => {
        const same = store.all().find((each) => each.name === name && each.digest === digest(bytes));
        // A form that is pressed twice is sent twice.
        if (same !== undefined) {
          return same;
        }
        const file: StoredFile = {
          id: newId<StoredFileId>(random),
          name,
          ...fileKindOf(name, bytes, decode),
          size: bytes.length,
          digest: digest(bytes),
          changedAt: clock.now(),
          revision: 1,
        };
        const [problem] = Object.values(storedFileProblems(file, othersOf(file.id)));
        mustHaveNone(problem === undefined ? {} : { file: problem });
        store.add(tx, file, bytes);
        record({ type: 'stored-file-added', data: { by, id: file.id, new: recordedFile(file) } });
        return file;
      });
    },
    async rename(byPrincipal, id, name, revision) {
      const by = allowed(byPrincipal, 'edit-file-store');
      await audit.write((tx, record) => {
        const before = existing(id);
        // A form that is pressed twice is sent twice.
        if (before.revision !== revision && before.name !== name) {
          throw new Fault('changed-meanwhile');
        }
        const after: StoredFile = { ...before, name, revision: before.revision + 1 };
        mustHaveNone(storedFileProblems(after, othersOf(id)));
        const changes = changesOf(recordedFile(before), recordedFile(after));
        if (changes !== undefined) {
          store.update(tx, after, undefined);
          record({ type: 'stored-file-changed', data: { by, id, ...changes } });
        }
      });
    },
    async replace(byPrincipal, id, bytes) {
      const by = allowed(byPrincipal, 'edit-file-store');
      await audit.write((tx, record) => {
        const before = existing(id);
        // A style sheet may be called anything by now; only its first name had to say what it is.
        const called = before.kind === 'stylesheet' ? 'style.css' : before.name;
        const after: StoredFile = {
          ...before,
          ...fileKindOf(called, bytes, decode),
          size: bytes.length,
          digest: digest(bytes),
          changedAt: clock.now(),
          revision: before.revision + 1,
        };
        mustHaveNone(
          after.kind === before.kind
            ? storedFileProblems(after, othersOf(id))
            : {
                file: 'This is another kind of file: pages that use the address would break. Add it as a new file.',
              },
        );
        const changes = changesOf(recordedFile(before), recordedFile(after));
        if (changes !== undefined) {
          store.update(tx, after, bytes);
          record({ type: 'stored-file-changed', data: { by, id, ...changes } });
        }
      });
    },
    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'edit-file-store');
      await audit.write((tx, record) => {
        if (store.find(id) === undefined && audit.happened('stored-file-deleted', 'id', id)) {
          return;
        }
        const before = existing(id);
        store.remove(tx, id);
        record({ type: 'stored-file-deleted', data: { by, id, old: recordedFile(before) } });
      });
    },
  };
}
