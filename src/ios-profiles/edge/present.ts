import type { IosProfileId } from '../../kernel/index.ts';
import type { IosProfile } from '../index.ts';

/** A profile as a page offers it. `pass` lets it be fetched without being public. */
function offered({ id, name, description, size }: IosProfile, pass: string) {
  return {
    id,
    name,
    paragraphs: description.split(/\n+/).filter((line) => line.trim() !== ''),
    size,
    href: `${hrefOf(id)}${pass === '' ? '' : `?pass=${encodeURIComponent(pass)}`}`,
  };
}

export const PAGE = '/ios-profiles';

function hrefOf(id: IosProfileId): string {
  return `${PAGE}/${id}`;
}

/** Page model of portal/ios-profiles. */
export function iosProfilesPage(shown: {
  readonly isIosDevice: boolean;
  readonly published: readonly IosProfile[];
  /** What an access key gives, and until when in words; undefined while none is typed. */
  readonly given:
    | {
        readonly profiles: readonly IosProfile[];
        readonly passFor: (id: IosProfileId) => string;
        readonly until: string;
      }
    | undefined;
  readonly typed: string;
  readonly problem: string;
}) {
  const { given } = shown;
  const ids = new Set(given?.profiles.map(({ id }) => id));
  const published = shown.published.filter(({ id }) => !ids.has(id));
  return {
    isIosDevice: shown.isIosDevice,
    hasKey: given !== undefined,
    until: given?.until ?? '',
    given: given?.profiles.map((profile) => offered(profile, given.passFor(profile.id))) ?? [],
    published: published.map((profile) => offered(profile, '')),
    hasPublished: published.length > 0,
    // With a key in hand, that there is nothing else says nothing.
    saysNone: published.length === 0 && given === undefined,
    key: shown.typed,
    problem: shown.problem,
  };
}
