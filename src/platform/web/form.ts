import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { Fault, faultFrom, hasHiddenCharacter, isVisible, LIMITS } from '../../kernel/index.ts';

/** The name of the hidden field in every form. */
export const TOKEN_FIELD = 'csrf';
/** The name of the hidden field by which a form that begins something is known again. */
export const NONCE_FIELD = 'once';

/**
 * What was sent in a form, as the handler sees it. `text` is what the person typed, to fill the form
 * again; passwords in it must not be shown again. `problems` has a sentence for each field that needs
 * another look.
 */
export type Sent<Values> =
  | { readonly ok: true; readonly values: Values; readonly text: Typed }
  | { readonly ok: false; readonly fault: Fault; readonly problems: Problems; readonly text: Typed };
export type Typed = Readonly<Record<string, string>>;
export type Problems = Readonly<Record<string, string>>;

/**
 * Ties a form to the one who was given it: `secret` is the value of their cookie, 256 random bits which
 * no other site can read and which cannot be found from the token.
 */
export function formToken(secret: string): string {
  return hash('sha256', `handrail form ${secret}`, 'base64url');
}

export function isFormToken(token: string | undefined, secret: string | undefined): boolean {
  if (token === undefined || secret === undefined || secret === '') {
    return false;
  }
  const given = Buffer.from(token);
  const right = Buffer.from(formToken(secret));
  return given.length === right.length && timingSafeEqual(given, right);
}

/**
 * Marks one form as it was sent: the same again, from the same browser and with the same fields, has the same mark, and
 * nothing else has it. Undefined for what no page of ours was given to this browser for.
 */
export function markOf(path: string, fields: Typed, secret: string | undefined): string | undefined {
  const nonce = fields[NONCE_FIELD];
  if (nonce === undefined || !/^[A-Za-z0-9_-]{22}$/.test(nonce) || !isFormSecret(secret)) {
    return undefined;
  }
  const said = Object.entries(fields)
    .filter(([name]) => name !== TOKEN_FIELD)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return hash('sha256', JSON.stringify(['handrail sent', secret, path, said]), 'base64url');
}

/** The value of the form cookie, as we give it. */
export function isFormSecret(value: string | undefined): value is string {
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value);
}

/** The whole body as text. Raises `too-large`, or `bad-request` for another type, a packed body or invalid UTF-8. */
export async function readBody(
  request: IncomingMessage,
  type: 'application/x-www-form-urlencoded' | 'application/json',
  limitBytes: number = LIMITS.formBytes,
): Promise<string> {
  const given = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (given !== type || request.headers['content-encoding'] !== undefined) {
    throw new Fault('bad-request', { detail: `a body of type ${given ?? 'nothing'}` });
  }
  if (Number(request.headers['content-length'] ?? 0) > PATIENCE_BYTES) {
    throw new Fault('too-large');
  }
  const parts = await collect(request, limitBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new Fault('bad-request', { detail: 'the body is not UTF-8' });
  }
}

/**
 * What is too large is answered at once, and still read to its end up to here: a browser that is cut off while it sends
 * shows an error of its own in place of the answer.
 */
const PATIENCE_BYTES = 4 * 1024 * 1024;

/** By events, since leaving a `for await` early would destroy the socket before the answer is written. */
function collect(request: IncomingMessage, limitBytes: number): Promise<readonly Buffer[]> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > PATIENCE_BYTES) {
        request.destroy();
      } else if (bytes > limitBytes) {
        parts.length = 0;
        reject(new Fault('too-large'));
      } else {
        parts.push(part);
      }
    });
    request.once('end', () => resolve(parts));
    request.once('error', reject);
    request.once('aborted', () => reject(new Fault('bad-request', { detail: 'the body ended early' })));
  });
}

/** What a name of a field may have; one of a link is `session.custom.` and a code name. */
const FIELD_NAME_CHARACTERS = 96;

/** Fields of a form or of a query; each name once, as forms of ours send them. Raises `bad-request` otherwise. */
export function parseFields(body: string): Typed {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    count += 1;
    if (count > LIMITS.formFields || name.length > FIELD_NAME_CHARACTERS || name in fields) {
      throw new Fault('bad-request', { detail: 'a form with a field twice, or too many' });
    }
    fields[name] = value.replaceAll('\r\n', '\n');
  }
  return fields;
}

/**
 * What other sites and programs send, in the address, in a body, or in both. Only what `names` matches is looked at: forms of
 * theirs have fields of their own, as often as they like. Raises `bad-request` when one of ours says two things.
 */
export function parseOpenFields(texts: readonly string[], names: RegExp): Typed {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  const said = texts.flatMap((text) => [...new URLSearchParams(text)]);
  for (const [name, text] of said) {
    const value = text.replaceAll('\r\n', '\n');
    if (!names.test(name)) {
      continue;
    }
    if (
      said.length > LIMITS.formFields ||
      name.length > FIELD_NAME_CHARACTERS ||
      (fields[name] ?? value) !== value
    ) {
      throw unreadableFields('a field that says two things, or too many');
    }
    fields[name] = value;
  }
  return fields;
}

/** For whoever wrote the program or the form that sent them. */
function unreadableFields(detail: string): Fault {
  return new Fault('bad-request', { text: 'fault.bad-request.fields', detail });
}

/** The body of such a request; '' for none. Raises `too-large`, `bad-request`. */
export async function readOpenBody(request: IncomingMessage): Promise<string> {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  if (length === '0' && encoding === undefined) {
    return '';
  }
  try {
    return await readBody(request, 'application/x-www-form-urlencoded');
  } catch (thrown) {
    const fault = faultFrom(thrown);
    throw fault.code === 'bad-request' ? unreadableFields(fault.detail ?? '') : fault;
  }
}

/** Of a field that a schema has no sentence for: no page of ours sends it like that. */
const NOT_AS_SENT = 'This is missing, or is none of the values offered. Please look at it again.';

/** What the schema makes of the fields; its messages are the sentences beside the fields. */
export function checkFields<Values>(schema: v.GenericSchema<unknown, Values>, fields: Typed): Sent<Values> {
  const { [TOKEN_FIELD]: _token, ...text } = fields;
  const result = v.safeParse(schema, text, { message: NOT_AS_SENT });
  if (result.success) {
    return { ok: true, values: result.output, text };
  }
  const problems: Record<string, string> = {};
  for (const issue of result.issues) {
    const field = v.getDotPath(issue) ?? '';
    problems[field] ??= issue.message;
  }
  return { ok: false, fault: new Fault('not-valid'), problems, text };
}

/** A JSON object as the schema says. Raises `bad-request`. */
export function parseJson<Values>(schema: v.GenericSchema<unknown, Values>, body: string): Values {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Fault('bad-request', { detail: 'not JSON' });
  }
  // An object schema of valibot takes an array for an object without fields.
  const result = Array.isArray(value) ? undefined : v.safeParse(schema, value);
  if (result?.success !== true) {
    throw new Fault('bad-request', { detail: 'JSON of another shape' });
  }
  return result.output;
}

/**
 * A text field: trimmed, one line unless `lines` says otherwise, with a sentence for each way to be
 * wrong. `label` is the field's; `max` counts characters.
 */
export function textField(
  label: string,
  limits: { readonly min?: 0; readonly max: number; readonly lines?: boolean },
): v.GenericSchema<unknown, string> {
  const isOptional = limits.min === 0;
  return v.pipe(
    v.string(`Please fill in ${label}.`),
    v.transform((text) => text.normalize('NFC').trim()),
    v.check((text) => isOptional || isVisible(text), `Please fill in ${label}.`),
    v.check(
      (text) => Array.from(text).length <= limits.max,
      `${label} can have ${limits.max} characters at most.`,
    ),
    v.check(
      (text) => !hasHiddenCharacter(text) && !(limits.lines === true ? OTHER_BREAK : BREAK).test(text),
      `${label} contains a character that cannot be shown.`,
    ),
  );
}

/** What breaks a line, or jumps within it; and of that what a text of several lines has no more than one has. */
const BREAK = /[\t\n\r\u2028\u2029]/u;
const OTHER_BREAK = /[\r\u2028\u2029]/u;

/** A checkbox: absent when it is not ticked, which valibot passes over unless there is a default. */
export function checkboxField(): v.GenericSchema<unknown, boolean> {
  return v.pipe(
    v.optional(v.picklist(['on', 'off']), 'off'),
    v.transform((value) => value === 'on'),
  );
}

/** A choice among fixed values. */
export function choiceField<const Choices extends readonly [string, ...string[]]>(
  label: string,
  choices: Choices,
): v.GenericSchema<unknown, Choices[number]> {
  return v.picklist(choices, `Please choose one of the offered values for ${label}.`);
}
