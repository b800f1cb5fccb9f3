import { LIMITS, utf8ByteLength } from '../kernel/index.ts';
import type { Issue } from '../people/index.ts';
import type { CustomerNotice } from './customer-notice.ts';
import { type Macro, usesMacro } from './html-template.ts';
import type { PublicSite } from './site.ts';
import { type StoredFile, storedFileAddress } from './stored-file.ts';
import { offersIssue } from './way-in.ts';

/** Our own styles, script and mark over the network, and the page without what an administrator wrote: measured, rounded up. */
const OWN_BYTES = 25_000;
/** Around each issue and each notice in the page. */
const AROUND_ISSUE_BYTES = 50;
const AROUND_NOTICE_BYTES = 130;
/** Around each representative, with the address and the initials. */
const AROUND_REPRESENTATIVE_BYTES = 165;
/** Of what makes a page heavy, so much is named. */
const NAMED = 3;

/** What the page has in the place of a macro, in so many bytes. */
export interface WeighedList {
  readonly macro: Macro;
  readonly name: string;
  readonly size: number;
}

/**
 * The lists of a site's page that grow with what administrators write; `notices` are those that it shows,
 * `representatives` those
 * whom it lists when they are all there, the longest names first.
 */
export function portalLists(
  site: PublicSite,
  issues: readonly Pick<Issue, 'team' | 'description'>[],
  notices: readonly Pick<CustomerNotice, 'texts'>[],
  representatives: readonly { readonly name: string }[],
): readonly WeighedList[] {
  // Who of them is there changes; the longest names count.
  const names = representatives.slice(0, LIMITS.representativesListed);
  const offered = issues.filter((issue) => offersIssue(site, issue));
  return [
    {
      macro: 'ISSUE_FORM',
      name: offered.length === 1 ? '1 issue' : `${offered.length} issues`,
      size: sum(offered.map(({ description }) => utf8ByteLength(description) + AROUND_ISSUE_BYTES)),
    },
    {
      macro: 'NOTICES',
      name: notices.length === 1 ? '1 customer notice' : `${notices.length} customer notices`,
      size: sum(
        notices.map(({ texts }) => {
          // In one language for each reader: the longest counts.
          const sizes = Object.values(texts).map(({ title, message }) => utf8ByteLength(title + message));
          return Math.max(0, ...sizes) + AROUND_NOTICE_BYTES;
        }),
      ),
    },
    {
      macro: 'REPRESENTATIVES',
      name: names.length === 1 ? '1 representative' : `${names.length} representatives`,
      size: sum(names.map(({ name }) => utf8ByteLength(name) + AROUND_REPRESENTATIVE_BYTES)),
    },
  ];
}

/**
 * A sentence for a template whose page, with its files from the File Store, the logo and the lists of a site that has
 * it, weighs more than a slow mobile network brings in two seconds; undefined for a light one. What a style sheet loads
 * in turn is not known.
 */
export function weightWarning(
  html: string,
  files: readonly Pick<StoredFile, 'id' | 'name' | 'size'>[],
  logoBytes: number,
  lists: readonly WeighedList[] = [],
): string | undefined {
  const pictures = [
    ...files.filter(({ id }) => html.includes(storedFileAddress(id))),
    { name: 'the logo', size: logoBytes },
  ];
  const shown = lists.filter(({ macro }) => usesMacro(html, macro));
  const inPictures = sum(pictures.map(({ size }) => size));
  const inLists = sum(shown.map(({ size }) => size));
  const bytes = OWN_BYTES + html.length + inPictures + inLists;
  if (bytes <= LIMITS.portalPageBytes) {
    return undefined;
  }
  const names = [...pictures, ...shown]
    .filter(({ size }) => size > 0)
    .toSorted((one, other) => other.size - one.size)
    .slice(0, NAMED)
    .map(({ name, size }) => `${name} (${kilobytes(size)} kB)`);
  const heaviest = names.length === 0 ? '' : ` The heaviest: ${names.join(', ')}.`;
  const advice =
    inLists > inPictures
      ? 'Please let the site display the issues of fewer teams, shorter notices, or fewer representatives.'
      : 'Please save the images smaller.';
  return `With what it loads the page weighs about ${kilobytes(bytes)} kB; up to ${kilobytes(LIMITS.portalPageBytes)} kB it is there within two seconds over a slow mobile network. ${advice}${heaviest}`;
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all + size, 0);
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1_000);
}
