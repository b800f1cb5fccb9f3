import * as v from 'valibot';
import { Fault } from '../kernel/index.ts';
import { commandIdSchema } from './fields.ts';
import { downSchema, type Down } from './down.ts';
import { upSchema, type Up } from './up.ts';

/** Raises `bad-request` for anything that is not a message up. */
export function readUp(text: string): Up {
  return read(text, upSchema);
}

/** Raises `bad-request` for anything that is not a message down. */
export function readDown(text: string): Down {
  return read(text, downSchema);
}

export function write(message: Up | Down): string {
  return JSON.stringify(message);
}

/** The command that an unreadable message carried, so that its refusal can be matched; undefined when there is none. */
export function commandOf(text: string): string | undefined {
  const parsed = v.safeParse(v.object({ command: commandIdSchema }), parseJson(text));
  return parsed.success ? parsed.output.command : undefined;
}

function read<Schema extends typeof upSchema | typeof downSchema>(
  text: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, parseJson(text), { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Fault('bad-request', {
      detail: `${v.getDotPath(issue) ?? 'message'}: ${issue.type}`,
    });
  }
  return parsed.output;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
