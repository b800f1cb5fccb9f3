import * as v from 'valibot';
import { hasHiddenCharacter, isVisible, LIMITS, oneLine, utf8ByteLength } from '../kernel/index.ts';
import { later } from '../languages/index.ts';

const HIDDEN_CHARACTER = 'portal.start.hidden-character';

/** `POST /join`: what was typed as the key. Whether it is one is for keys/ to say, in one sentence for every reason. */
export const keyForm = v.object({ key: v.optional(v.string(), '') });

/** `POST /start`: who comes, and why. Limits of behaviour.md §1.3: the name in characters, the details in bytes. */
export const startForm = v.object({
  key: v.optional(v.string(), ''),
  name: v.pipe(
    v.optional(v.string(), ''),
    v.transform(oneLine),
    v.check(isVisible, 'portal.start.name-missing'),
    v.check(
      (text) => Array.from(text).length <= LIMITS.nameCharacters,
      later('portal.start.name-too-long', { count: LIMITS.nameCharacters }),
    ),
    v.check((text) => !hasHiddenCharacter(text), HIDDEN_CHARACTER),
  ),
  details: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text.normalize('NFC').trim()),
    v.check(
      (text) => utf8ByteLength(text) <= LIMITS.detailsBytes,
      later('portal.start.details-too-long', { bytes: LIMITS.detailsBytes }),
    ),
    v.check((text) => !hasHiddenCharacter(text), HIDDEN_CHARACTER),
  ),
});
