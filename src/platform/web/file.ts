import { open } from 'node:fs/promises';
import { constants } from 'node:fs';
import { Fault } from '../../kernel/index.ts';
import type { WebContext } from './route.ts';
import { FILE_POLICY } from './security-headers.ts';

/** What of a file is sent: `start` to `end`, both included. */
type Span =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

/**
 * A `Range` header for a file of `size` bytes (RFC 9110 §14). Only single byte ranges are served; the
 * RFC lets a server ignore what it does not serve, so several ranges or other units give the whole file.
 */
function spanOf(range: string | undefined, size: number): Span {
  const match = range === undefined ? null : /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.trim());
  if (match === null || (match[1] === '' && match[2] === '')) {
    return { kind: 'whole' };
  }
  const [, first = '', last = ''] = match;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', start: size - length, end: size - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) {
    return { kind: 'whole' };
  }
  if (start >= size) {
    return { kind: 'unsatisfiable' };
  }
  return { kind: 'part', start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}

/** A Content-Disposition for any file name (RFC 6266, RFC 8187): nothing in it can end the header or become a path. */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9 ._()-]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

export interface FileAnswer {
  readonly type: string;
  /** Save it under this name instead of showing it. */
  readonly download?: string;
  /** Answer `Range` requests, so that a player can seek; on unless said otherwise. */
  readonly range?: boolean;
}

/**
 * Streams a stored file. `file` is a path that the appliance made itself, never one from outside.
 * A symbolic link is not followed. Raises `not-found` when there is no such file.
 */
export async function sendFile(ctx: WebContext, file: string, answer: FileAnswer): Promise<void> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch((problem: unknown) => {
    throw new Fault('not-found', { detail: problem instanceof Error ? problem.message : String(problem) });
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw new Fault('not-found', { detail: `${file} is not a file` });
    }
    const tag = `"${stat.size.toString(16)}-${Math.floor(stat.mtimeMs).toString(16)}"`;
    ctx.set('ETag', tag);
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.set('Content-Security-Policy', FILE_POLICY);
    ctx.set('Accept-Ranges', answer.range === false ? 'none' : 'bytes');
    if (answer.download !== undefined) {
      ctx.set('Content-Disposition', attachment(answer.download));
    }
    if (ctx.req.headers['if-none-match'] === tag) {
      ctx.status = 304;
      await handle.close();
      return;
    }
    const condition = ctx.req.headers['if-range'];
    const wanted = answer.range === false || (condition !== undefined && condition !== tag);
    const span = spanOf(wanted ? undefined : ctx.req.headers.range, stat.size);
    if (span.kind === 'unsatisfiable') {
      ctx.status = 416;
      ctx.set('Content-Range', `bytes */${stat.size}`);
      ctx.type = 'text/plain';
      ctx.body = 'That part is not in the file.';
      await handle.close();
      return;
    }
    const [start, end] = span.kind === 'part' ? [span.start, span.end] : [0, stat.size - 1];
    ctx.status = span.kind === 'part' ? 206 : 200;
    if (span.kind === 'part') {
      ctx.set('Content-Range', `bytes ${start}-${end}/${stat.size}`);
    }
    ctx.type = answer.type;
    if (ctx.method === 'HEAD' || stat.size === 0) {
      ctx.body = stat.size === 0 ? '' : null;
      ctx.status = span.kind === 'part' ? 206 : 200;
      ctx.type = answer.type;
      ctx.length = stat.size === 0 ? 0 : end - start + 1;
      await handle.close();
      return;
    }
    // A file that is being written may grow meanwhile; `end` keeps the promise of Content-Length.
    ctx.body = handle.createReadStream({ start, end });
    ctx.length = end - start + 1;
  } catch (thrown) {
    await handle.close().catch(() => undefined);
    throw thrown;
  }
}
