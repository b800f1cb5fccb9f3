import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmod, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Log, StartProblem } from '../kernel/index.ts';

/** The name of the key's file in the data directory. */
const KEY_FILE = 'sealing-key';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Goes first in everything sealed, so that another way to seal can be told from this one. */
const FORMAT = '1';

/**
 * Secrets that the appliance must be able to say again (to a mail server, to a gateway), so that they
 * cannot be hashed: AES-256-GCM under a key in a file of its own, mode 0600. Whoever steals the
 * database alone reads none of them. `purpose` is bound to the text: what was sealed for one place
 * does not open in another.
 */
export class Sealing {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Reads the key of this data directory, or makes it. Raises StartProblem for a file that holds none. */
  static async open(dataDir: string, log: Log): Promise<Sealing> {
    const file = join(dataDir, KEY_FILE);
    const text = await existing(file);
    if (text === undefined) {
      const key = randomBytes(KEY_BYTES);
      await write(file, key);
      return new Sealing(key);
    }
    if (((await stat(file)).mode & 0o077) !== 0) {
      await chmod(file, 0o600);
      log.warn({ file }, 'The key that seals secrets could be read by other users of this machine');
    }
    const key = Buffer.from(text.trim(), 'base64');
    if (key.length !== KEY_BYTES) {
      throw new StartProblem(
        `${file} holds no key: restore it from a backup, or delete it and type the sealed passwords again under /login.`,
      );
    }
    return new Sealing(key);
  }

  seal(purpose: string, text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${FORMAT}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** What was sealed for this purpose; undefined for anything else, and when the key was replaced since. */
  unseal(purpose: string, sealed: string): string | undefined {
    const [format, body = ''] = sealed.split('.', 2);
    const bytes = Buffer.from(body, 'base64url');
    if (format !== FORMAT || bytes.length < IV_BYTES + TAG_BYTES) {
      return undefined;
    }
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}

async function existing(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') {
      return undefined;
    }
    throw thrown;
  }
}

/** In one step, and on the disk before anything is sealed with it: what it sealed is lost without it. */
async function write(file: string, key: Buffer): Promise<void> {
  const next = `${file}.next`;
  // A file left by a start that was cut off may have another mode.
  await rm(next, { force: true });
  const handle = await open(next, 'wx', 0o600);
  try {
    await handle.writeFile(`${key.toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
  const directory = await open(dirname(file), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
