import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { Fault } from '../../kernel/index.ts';
import { TOKEN_FIELD, type Typed } from './form.ts';

/**
 * What was sent in a form with a file, as the handler sees it: the bytes, and `name`, what the browser calls
 * the file: any text at all, good for being shown once it was checked and for nothing else.
 */
export type SentFile =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly name: string; readonly text: Typed }
  | { readonly ok: false; readonly fault: Fault; readonly text: Typed };

export interface ReadUpload {
  /** The text fields, the token among them. */
  readonly fields: Typed;
  /** undefined when none was chosen. */
  readonly bytes: Uint8Array | undefined;
  readonly name: string;
  /** More bytes than the limit came; none of them are kept. */
  readonly isTooLarge: boolean;
}

const FIELD_BYTES = 16 * 1024;
/** What is too large is still read to its end up to here, so that the browser reads the answer. */
const PATIENCE_BYTES = 16 * 1024 * 1024;
const FIELDS = 20;

/**
 * A multipart/form-data body with one file in the field `name`. Raises `bad-request` for another body,
 * `too-large` for one of more than 16 MiB. Of a file that is too large nothing is kept, of the fields around it
 * all: whoever chose it finds them again.
 */
export async function readUpload(
  request: IncomingMessage,
  name: string,
  limitBytes: number,
): Promise<ReadUpload> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data;/i.test(type) || request.headers['content-encoding'] !== undefined) {
    throw new Fault('bad-request', { detail: `a body of type ${type.slice(0, 100)}` });
  }
  if (Number(request.headers['content-length'] ?? 0) > PATIENCE_BYTES) {
    throw new Fault('too-large');
  }
  return new Promise((resolve, reject) => {
    const refuse = (detail: string) => reject(new Fault('bad-request', { detail }));
    const parser = parserFor({ ...request.headers, 'content-type': type }, name, limitBytes, resolve, refuse);
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > PATIENCE_BYTES) {
        request.pause();
        reject(new Fault('too-large'));
      } else {
        parser?.write(part);
      }
    });
    request.once('end', () => parser?.end());
    request.once('error', reject);
    request.once('aborted', () => refuse('the body ended early'));
  });
}

/** undefined, and refused, for headers that tell no parts from each other. */
function parserFor(
  headers: BusboyHeaders,
  name: string,
  limitBytes: number,
  resolve: (upload: ReadUpload) => void,
  refuse: (detail: string) => void,
): BusboyInstance | undefined {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  let chunks: Buffer[] = [];
  let isTooLarge = false;
  let fileName = '';
  let parser: BusboyInstance;
  try {
    parser = new Busboy({
      headers,
      // Whatever a browser says of it: only the field of that name is the file, and nothing else is one.
      isPartAFile: (field) => field === name,
      limits: {
        fieldNameSize: 64,
        fieldSize: FIELD_BYTES,
        fields: FIELDS,
        files: 1,
        fileSize: limitBytes,
        parts: FIELDS + 1,
        headerPairs: 20,
        headerSize: 4_096,
      },
    });
  } catch (thrown) {
    refuse(String(thrown));
    return undefined;
  }
  parser.on('field', (field, value) => {
    if (field in fields) {
      refuse('a form with a field twice');
    } else {
      fields[field] = value.replaceAll('\r\n', '\n');
    }
  });
  parser.on('file', (_field, stream, called) => {
    fileName = typeof called === 'string' ? called : '';
    stream.on('data', (chunk: Buffer) => {
      if (!isTooLarge) {
        chunks.push(chunk);
      }
    });
    stream.once('limit', () => {
      isTooLarge = true;
      chunks = [];
    });
    stream.once('error', (problem: Error) => refuse(problem.message));
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    parser.on(limit, () => refuse('a form with too many parts'));
  }
  parser.on('error', (problem) => refuse(String(problem)));
  parser.on('finish', () => {
    const bytes = Buffer.concat(chunks);
    resolve({
      fields,
      bytes: bytes.length === 0 || isTooLarge ? undefined : bytes,
      name: fileName,
      isTooLarge,
    });
  });
  return parser;
}

/** The text fields without the token, for a form that is shown again. */
export function textOf(fields: Typed): Typed {
  const { [TOKEN_FIELD]: _token, ...text } = fields;
  return text;
}
