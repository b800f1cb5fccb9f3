import { LIMITS } from '../kernel/index.ts';
import { type StoredFile, storedFileAddress } from './stored-file.ts';

/** Our own styles, script and mark over the network, and the page without what an administrator wrote: measured, rounded up. */
const OWN_BYTES = 25_000;
/** Of the files, so many are named. */
const NAMED = 3;

/**
 * A sentence for a template whose page, with its files from the File Store and the largest `logo` of the sites that have
 * it, weighs more than a slow mobile network brings in two seconds; undefined for a light one. What a style sheet loads
 * in turn is not known.
 */
export function weightWarning(
  html: string,
  files: readonly Pick<StoredFile, 'id' | 'name' | 'size'>[],
  logoBytes: number,
): string | undefined {
  const loaded = files
    .filter(({ id }) => html.includes(storedFileAddress(id)))
    .toSorted((a, b) => b.size - a.size);
  const bytes = loaded.reduce((sum, { size }) => sum + size, OWN_BYTES + html.length + logoBytes);
  if (bytes <= LIMITS.portalPageBytes) {
    return undefined;
  }
  const names = loaded.slice(0, NAMED).map(({ name, size }) => `${name} (${kilobytes(size)} kB)`);
  const heaviest = names.length === 0 ? '' : ` The heaviest: ${names.join(', ')}.`;
  return `With what it loads the page weighs about ${kilobytes(bytes)} kB; up to ${kilobytes(LIMITS.portalPageBytes)} kB it is there within two seconds over a slow mobile network. Please save the images smaller.${heaviest}`;
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1_000);
}
