import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTORY = join(import.meta.dirname, 'certificates');

function read(name: string): string {
  return readFileSync(join(DIRECTORY, name), 'utf8');
}

/** Who signed the certificates of the tests. */
export const AUTHORITY = read('authority.pem');
/** Where the same is, for NODE_EXTRA_CA_CERTS. */
export const AUTHORITY_FILE = join(DIRECTORY, 'authority.pem');
export const LOCALHOST = { cert: read('localhost.pem'), key: read('localhost.key') };
/** Signed by the same authority, for another name. */
export const ELSEWHERE = { cert: read('elsewhere.pem'), key: read('elsewhere.key') };
