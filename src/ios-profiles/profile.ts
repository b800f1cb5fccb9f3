import {
  hasHiddenCharacter,
  type Instant,
  type IosProfileId,
  isVisible,
  LIMITS,
  oneLine,
  readIn,
  recordedTranslations,
  type Translated,
  translationProblems,
  type Translations,
} from '../kernel/index.ts';
import { nameKey, type Recorded } from '../people/index.ts';
import { type PlistValue, readPropertyList } from './property-list.ts';
import { isSequence, signedContent } from './signed-data.ts';

/** What an administrator says about a profile. */
export interface IosProfileFields {
  /** Unique. */
  readonly name: string;
  /** Of the name. */
  readonly names?: Translations;
  readonly description: string;
  /** Of the description. */
  readonly descriptions?: Translations;
  /** Anyone on a site that shows profiles may have it; otherwise only whoever has an access key to it. */
  readonly isPublic: boolean;
}

/** What a file says of itself. */
export interface ProfileContent {
  readonly isSigned: boolean;
  /** For one device alone: nobody here can say what is in it. */
  readonly isEncrypted: boolean;
  /** By which a device knows that one profile takes the place of another. */
  readonly identifier: string;
  /** The types of what it sets up, each once. */
  readonly payloads: readonly string[];
}

/** A configuration profile for iPhones and iPads. */
export interface IosProfile extends IosProfileFields, ProfileContent {
  readonly id: IosProfileId;
  readonly size: number;
  readonly digest: string;
  /** When its file came. */
  readonly changedAt: Instant;
  readonly downloads: number;
  readonly lastDownloadedAt: Instant | undefined;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

export const PROFILE_TYPE = 'application/x-apple-aspen-config';

/** As customers read it. */
export function nameText({ name, names }: Pick<IosProfile, 'name' | 'names'>): Translated {
  return { text: name, translations: names };
}

/** As customers read it. */
export function descriptionText({
  description,
  descriptions,
}: Pick<IosProfile, 'description' | 'descriptions'>): Translated {
  return { text: description, translations: descriptions };
}

/** What the device of a customer of this language saves it as. */
export function profileFileName(profile: Pick<IosProfile, 'name' | 'names'>, language: string): string {
  return `${readIn(nameText(profile), language).replaceAll(/[\\/]/g, ' ').trim() || 'profile'}.mobileconfig`;
}

/** The text that the bytes are in UTF-8; undefined when they are none. */
export type Decode = (bytes: Uint8Array) => string | undefined;

/**
 * What the bytes are, by themselves alone: an XML property list whose root is a configuration profile, or
 * CMS SignedData around one. Whatever else it is called, it is refused with a sentence.
 */
export function profileContent(
  bytes: Uint8Array,
  decode: Decode,
):
  | { readonly ok: true; readonly content: ProfileContent }
  | { readonly ok: false; readonly sentence: string } {
  const isSigned = isSequence(bytes);
  const inner = isSigned ? signedContent(bytes) : bytes;
  const text = inner === undefined ? undefined : decode(inner);
  const root = text === undefined ? undefined : readPropertyList(text);
  if (root?.kind !== 'dict') {
    return { ok: false, sentence: NO_PROFILE };
  }
  if (textOf(root, 'PayloadType') !== 'Configuration') {
    return {
      ok: false,
      sentence:
        'This is a property list, but no configuration profile: its PayloadType is not “Configuration”.',
    };
  }
  const identifier = shownText(textOf(root, 'PayloadIdentifier'));
  if (identifier === '' || shownText(textOf(root, 'PayloadUUID')) === '') {
    return {
      ok: false,
      sentence: 'This profile cannot be installed: it has no PayloadIdentifier or no PayloadUUID.',
    };
  }
  const payloads = root.entries.get('PayloadContent');
  const isEncrypted = root.entries.get('EncryptedPayloadContent')?.kind === 'data';
  if (payloads?.kind !== 'array' && !isEncrypted) {
    return { ok: false, sentence: 'This profile cannot be installed: it has no PayloadContent.' };
  }
  const types =
    payloads?.kind === 'array' ? payloads.items.map((item) => shownText(textOf(item, 'PayloadType'))) : [];
  return {
    ok: true,
    content: {
      isSigned,
      isEncrypted,
      identifier,
      payloads: [...new Set(types.filter((type) => type !== ''))].slice(0, PAYLOADS),
    },
  };
}

const NO_PROFILE =
  'This is no configuration profile. Please choose a .mobileconfig file as Apple Configurator or a device management saves it, signed or not.';
/** As many kinds as a page names. */
const PAYLOADS = 30;
const SHOWN_CHARACTERS = 120;

function textOf(value: PlistValue, key: string): string {
  const found = value.kind === 'dict' ? value.entries.get(key) : undefined;
  return found?.kind === 'text' ? found.text : '';
}

/** What a file says, as it may stand on a page of ours. */
function shownText(text: string): string {
  const plain = Array.from(text, (each) => (hasHiddenCharacter(each) ? ' ' : each)).join('');
  return Array.from(oneLine(plain)).slice(0, SHOWN_CHARACTERS).join('');
}

/** A sentence for each field that cannot stay as it is. `others` are the profiles beside this one. */
export function profileProblems(
  {
    name,
    names,
    description,
    descriptions,
    size,
  }: Pick<IosProfile, 'name' | 'names' | 'description' | 'descriptions' | 'size'>,
  others: readonly Pick<IosProfile, 'name'>[],
): Readonly<Record<string, string>> {
  if (
    !isVisible(name) ||
    Array.from(name).length > LIMITS.iosProfileNameCharacters ||
    hasHiddenCharacter(name) ||
    /[\n\t]/.test(name)
  ) {
    return { name: `Please give a name of 1 to ${LIMITS.iosProfileNameCharacters} characters.` };
  }
  if (others.some((other) => nameKey(other.name) === nameKey(name))) {
    return { name: 'Another profile has this name. Please choose another one.' };
  }
  if (Array.from(description).length > LIMITS.iosProfileDescriptionCharacters) {
    return {
      description: `A description can have ${LIMITS.iosProfileDescriptionCharacters} characters at most.`,
    };
  }
  if (hasHiddenCharacter(description)) {
    return { description: 'This description contains a character that cannot be shown.' };
  }
  const translated = {
    ...translationProblems('name', names, LIMITS.iosProfileNameCharacters),
    ...translationProblems('description', descriptions, LIMITS.iosProfileDescriptionCharacters),
  };
  if (Object.keys(translated).length > 0) {
    return translated;
  }
  if (size > LIMITS.iosProfileBytes) {
    return { file: `This file is too large: ${LIMITS.iosProfileBytes / 1024} kB fit.` };
  }
  return others.length >= LIMITS.iosProfiles
    ? { file: `There can be ${LIMITS.iosProfiles} profiles at most. Please delete one that is not needed.` }
    : {};
}

/** What the audit keeps of a profile: never what is in the file. */
export function recordedProfile(profile: IosProfile): Recorded {
  const { name, names, description, descriptions, isPublic, isSigned, size, digest } = profile;
  return {
    name,
    names: recordedTranslations(names),
    description,
    descriptions: recordedTranslations(descriptions),
    isPublic,
    isSigned,
    size,
    digest,
  };
}
