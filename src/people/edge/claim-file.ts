import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the claim URL also is, for whoever can read the data directory as its owner. */
function claimFile(dataDir: string): string {
  return join(dataDir, 'claim-url');
}

/** Writes `DATA_DIR/claim-url` (mode 0600) in one step, so that it is never there half. */
export async function writeClaimFile(dataDir: string, url: string): Promise<void> {
  const next = `${claimFile(dataDir)}.next`;
  // A file left by a start that was cut off may have another mode.
  await rm(next, { force: true });
  const file = await open(next, 'wx', 0o600);
  try {
    await file.writeFile(`${url}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, claimFile(dataDir));
}

/** Removes it, if it is there. */
export async function removeClaimFile(dataDir: string): Promise<void> {
  await rm(claimFile(dataDir), { force: true });
}
