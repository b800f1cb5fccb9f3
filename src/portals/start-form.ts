import * as v from 'valibot';
import { LIMITS, utf8ByteLength } from '../kernel/index.ts';
import { later } from '../languages/index.ts';

/** Control characters but line breaks and tabs, and those that turn the direction of the text around them. */
// oxlint-disable-next-line no-control-regex -- these are what is refused
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
/** A character that leaves a mark. A name without one would be an empty line in the queue. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\p{M}\u2800]/u;
const HIDDEN_CHARACTER = 'portal.start.hidden-character';

/** `POST /join`: what was typed as the key. Whether it is one is for keys/ to say, in one sentence for every reason. */
export const keyForm = v.object({ key: v.optional(v.string(), '') });

/** `POST /start`: who comes, and why. Limits of behaviour.md §1.3: the name in characters, the details in bytes. */
export const startForm = v.object({
  key: v.optional(v.string(), ''),
  name: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim()),
    v.check((text) => VISIBLE.test(text), 'portal.start.name-missing'),
    v.check(
      (text) => Array.from(text).length <= LIMITS.nameCharacters,
      later('portal.start.name-too-long', { count: LIMITS.nameCharacters }),
    ),
    v.check((text) => !HIDDEN.test(text), HIDDEN_CHARACTER),
  ),
  details: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text.normalize('NFC').trim()),
    v.check(
      (text) => utf8ByteLength(text) <= LIMITS.detailsBytes,
      later('portal.start.details-too-long', { bytes: LIMITS.detailsBytes }),
    ),
    v.check((text) => !HIDDEN.test(text), HIDDEN_CHARACTER),
  ),
});
