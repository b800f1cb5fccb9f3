import * as v from 'valibot';
import { hasHiddenCharacter, isVisible, LIMITS, oneLine, utf8ByteLength } from '../kernel/index.ts';
import { later } from '../languages/index.ts';

const HIDDEN_CHARACTER = 'portal.start.hidden-character';

/** One line of what a customer types, without the spaces around and the doubled ones within. */
function lineField(maxCharacters: number, tooLong: string) {
  return v.pipe(
    v.optional(v.string(), ''),
    v.transform(oneLine),
    v.check((text) => Array.from(text).length <= maxCharacters, later(tooLong, { count: maxCharacters })),
    v.check((text) => !hasHiddenCharacter(text), HIDDEN_CHARACTER),
  );
}

const nameField = v.pipe(
  lineField(LIMITS.nameCharacters, 'portal.start.name-too-long'),
  v.check(isVisible, 'portal.start.name-missing'),
);

/** `POST /join`: what was typed as the key. Whether it is one is for keys/ to say, in one sentence for every reason. */
export const keyForm = v.object({ key: v.optional(v.string(), '') });

/** Whom or what the customer has chosen: exactly one of them is not ''. What it leads to is found out anew each time. */
const chosenFields = {
  key: v.optional(v.string(), ''),
  issue: v.optional(v.string(), ''),
  representative: v.optional(v.string(), ''),
};

/** `POST /ask`: the first words of a customer, kept as they are until the rest is known. */
export const askForm = v.object({ ...chosenFields, details: v.optional(v.string(), '') });

/** `POST /start`: who comes, and why. Limits of behaviour.md §1.3: the details in bytes, everything else in characters. */
export const startForm = v.object({
  ...chosenFields,
  name: nameField,
  company: lineField(LIMITS.companyCharacters, 'ways.too-long'),
  companyCode: lineField(LIMITS.companyCharacters, 'ways.too-long'),
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

/** `POST /button/<token>`: a key or what the problem is, as far as the button asks for it. */
export const buttonForm = v.object({
  key: v.optional(v.string(), ''),
  name: nameField,
  details: startForm.entries.details,
});

/** `POST /message`: what is left for later. */
export const messageForm = v.object({
  issue: v.optional(v.string(), ''),
  representative: v.optional(v.string(), ''),
  name: nameField,
  reach: v.pipe(
    lineField(LIMITS.reachCharacters, 'ways.too-long'),
    v.check(isVisible, 'message.reach-missing'),
  ),
  message: v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text.normalize('NFC').trim()),
    v.check(isVisible, 'message.text-missing'),
    v.check(
      (text) => Array.from(text).length <= LIMITS.leftMessageCharacters,
      later('ways.too-long', { count: LIMITS.leftMessageCharacters }),
    ),
    v.check((text) => !hasHiddenCharacter(text), HIDDEN_CHARACTER),
  ),
});
