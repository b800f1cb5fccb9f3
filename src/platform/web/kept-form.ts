import * as v from 'valibot';
import { idPattern, LIMITS } from '../../kernel/index.ts';
import { NONCE_FIELD, TOKEN_FIELD, type Typed } from './form.ts';
import { localPath } from './request.ts';

/**
 * What somebody typed into a form that could not be taken, because they were not signed in any more: it travels in
 * the page that asks them to sign in, and is shown in the form again afterwards. Nothing of it is ever saved by that.
 */
export interface KeptForm {
  /** Where the form was sent, with its query. */
  readonly address: string;
  readonly text: Typed;
}

/** What is never shown again, by name, whatever else a route says. */
const SECRET = /password/i;

/** Without what ties a form to its browser, and without what is secret. */
export function keepable(fields: Typed, secrets: readonly string[] = []): Typed {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name]) =>
        name !== TOKEN_FIELD && name !== NONCE_FIELD && !SECRET.test(name) && !secrets.includes(name),
    ),
  );
}

/** As one field of another form; undefined when it is too large for one. */
export function packForm(form: KeptForm): string | undefined {
  const packed = Buffer.from(JSON.stringify(form)).toString('base64url');
  return packed.length <= LIMITS.keptFormCharacters ? packed : undefined;
}

const keptSchema = v.strictObject({
  address: v.string(),
  text: v.record(v.string(), v.string()),
});

/** undefined for what is none: it has been in a page, so anything may have been made of it. */
export function unpackForm(packed: string | undefined): KeptForm | undefined {
  if (packed === undefined || packed === '' || packed.length > LIMITS.keptFormCharacters) {
    return undefined;
  }
  const read = v.safeParse(keptSchema, fromJson(packed));
  if (!read.success || localPath(read.output.address, '') === '') {
    return undefined;
  }
  const { address, text } = read.output;
  return Object.keys(text).length > LIMITS.formFields ? undefined : { address, text: keepable(text) };
}

function fromJson(packed: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(packed, 'base64url')));
  } catch {
    return undefined;
  }
}

/** What a person may have written in it, to be read and copied: no ids, no ticks, no version of what was edited. */
export function readableText(text: Typed): readonly { readonly name: string; readonly text: string }[] {
  return Object.entries(text).flatMap(([name, value]) =>
    value.trim() === '' || value === 'on' || value === 'off' || name === 'revision' || idPattern.test(value)
      ? []
      : [{ name: inWords(name), text: value }],
  );
}

/** Fields are called as our code calls them; their labels are in the views. */
function inWords(name: string): string {
  const words = name
    .replaceAll(/[-_.]+/g, ' ')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
