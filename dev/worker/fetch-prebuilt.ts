/**
 * Fetches the worker that mediasoup's project builds for its releases.
 *
 * usage: node dev/worker/fetch-prebuilt.ts FILE
 *
 * mediasoup's own install script does the same without a time limit, and goes on to build with
 * downloads of its own when it fails. Upstream publishes no checksum, so what is fetched is trusted as
 * far as HTTPS and the host are; HANDRAIL_WORKER_FROM_SOURCE=1 is for those who do not want that.
 *
 * Ends with a sentence and exit status 1 when there is no worker for this machine or it does not come
 * in time.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { dirname, join } from 'node:path';

const ANSWER_TIMEOUT_MS = 5_000;
const DOWNLOAD_TIMEOUT_MS = 60_000;
/** Upstream's archives are about 8 MB; what is far larger is not one of them. */
const ARCHIVE_LIMIT_BYTES = 64 * 1024 * 1024;

type MediasoupPackage = { readonly version: string; readonly repository: { readonly url: string } };

/**
 * Where upstream's own npm-scripts.mjs looks: one archive for each version, system, processor and
 * kernel's major version.
 */
function archiveUrl(mediasoup: MediasoupPackage): string {
  const releases =
    process.env['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'] ??
    `${mediasoup.repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  const kernel = platform() === 'linux' ? `-kernel${Number.parseInt(release(), 10)}` : '';
  return `${releases}/${mediasoup.version}/mediasoup-worker-${mediasoup.version}-${platform()}-${arch()}${kernel}.tgz`;
}

async function download(url: string): Promise<Uint8Array> {
  const stop = new AbortController();
  const tooLate = (what: string, afterMs: number) =>
    setTimeout(() => stop.abort(new Error(`${what} within ${afterMs / 1000} s`)), afterMs);
  const download = tooLate('not complete', DOWNLOAD_TIMEOUT_MS);
  const answer = tooLate('no answer', ANSWER_TIMEOUT_MS);
  try {
    const response = await fetch(url, { signal: stop.signal });
    clearTimeout(answer);
    if (!response.ok || response.body === null) {
      throw new Error(`the answer is ${response.status} ${response.statusText}`);
    }
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body) {
      bytes += part.byteLength;
      if (bytes > ARCHIVE_LIMIT_BYTES) {
        throw new Error(`larger than ${ARCHIVE_LIMIT_BYTES} bytes`);
      }
      parts.push(part);
    }
    return Buffer.concat(parts);
  } finally {
    clearTimeout(answer);
    clearTimeout(download);
    stop.abort();
  }
}

/** Takes the one file we want out of the archive, and no other that might be in it. */
function unpack(archive: Uint8Array, file: string): void {
  const folder = mkdtempSync(join(dirname(file), '.unpack-'));
  try {
    const packed = join(folder, 'archive.tgz');
    writeFileSync(packed, archive);
    const tar = spawnSync('tar', ['-xzf', packed, '-C', folder, '--no-same-owner', 'mediasoup-worker'], {
      encoding: 'utf8',
    });
    if (tar.status !== 0) {
      throw new Error(`tar cannot unpack it: ${tar.error?.message ?? tar.stderr.trim()}`);
    }
    chmodSync(join(folder, 'mediasoup-worker'), 0o755);
    renameSync(join(folder, 'mediasoup-worker'), file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  throw new Error('usage: node dev/worker/fetch-prebuilt.ts FILE');
}
const mediasoup = JSON.parse(
  readFileSync(new URL('../../node_modules/mediasoup/package.json', import.meta.url), 'utf8'),
) as MediasoupPackage;
const url = archiveUrl(mediasoup);
try {
  unpack(await download(url), file);
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  console.error(`${url}: ${error instanceof Error ? error.message : String(error)}${cause}`);
  process.exitCode = 1;
}
