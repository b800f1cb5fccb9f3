import { inOrderAsRead, type IosProfileId, readIn } from '../../kernel/index.ts';
import type { Language } from '../../languages/index.ts';
import { descriptionText, type IosProfile, nameText } from '../index.ts';

/** A profile as a page offers it. `pass` lets it be fetched without being public. */
function offered(profile: IosProfile, language: Language, pass: string) {
  const { id, size } = profile;
  return {
    id,
    name: readIn(nameText(profile), language),
    paragraphs: readIn(descriptionText(profile), language)
      .split(/\n+/)
      .filter((line) => line.trim() !== ''),
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
  readonly language: Language;
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
  const { given, language } = shown;
  const ids = new Set(given?.profiles.map(({ id }) => id));
  // They come in the order of their names.
  const inOrder = (profiles: readonly IosProfile[]) => inOrderAsRead(profiles, language, nameText);
  const published = inOrder(shown.published).filter(({ id }) => !ids.has(id));
  return {
    isIosDevice: shown.isIosDevice,
    hasKey: given !== undefined,
    until: given?.until ?? '',
    given:
      given === undefined
        ? []
        : inOrder(given.profiles).map((profile) => offered(profile, language, given.passFor(profile.id))),
    published: published.map((profile) => offered(profile, language, '')),
    hasPublished: published.length > 0,
    // With a key in hand, that there is nothing else says nothing.
    saysNone: published.length === 0 && given === undefined,
    key: shown.typed,
    problem: shown.problem,
  };
}
