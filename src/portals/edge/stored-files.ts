import { Fault, type StoredFileId } from '../../kernel/index.ts';
import { attachment, fileRoute, queryValue, type Route } from '../../platform/web.ts';
import type { StoredFile, StoredFiles } from '../index.ts';

/**
 * The files of the File Store, for everybody. Whatever somebody put into one, a browser that opens it alone
 * runs nothing of it: it is sandboxed, its type is the one found in its bytes, and what is not plainly a
 * picture, style sheet or font is saved instead of shown. A drawing still shows within a page's `<img>`,
 * where browsers run no script.
 */
export function storedFileRoutes(files: Pick<StoredFiles, 'find' | 'bytes'>): readonly Route[] {
  return [
    fileRoute({
      path: '/content/:id',
      who: 'anyone',
      handle(ctx) {
        const file = files.find(ctx.params['id'] as StoredFileId);
        if (file === undefined) {
          throw new Fault('not-found');
        }
        const tag = `"${file.digest}"`;
        ctx.set('ETag', tag);
        ctx.set(
          'Cache-Control',
          queryValue(ctx, 'v') === versionOf(file)
            ? 'public, max-age=31536000, immutable'
            : 'public, no-cache',
        );
        ctx.set('Content-Security-Policy', POLICY);
        ctx.set('Content-Disposition', SHOWN.has(file.kind) ? 'inline' : attachment(file.name));
        if (ctx.req.headers['if-none-match'] === tag) {
          ctx.status = 304;
          return;
        }
        const bytes = files.bytes(file.id);
        if (bytes === undefined) {
          throw new Fault('not-found');
        }
        ctx.body = Buffer.from(bytes);
        ctx.set('Content-Type', file.type);
      },
    }),
  ];
}

const SHOWN: ReadonlySet<StoredFile['kind']> = new Set(['image', 'stylesheet', 'font']);

/** Of the address that browsers may keep for ever: it changes with the content. */
function versionOf({ digest }: StoredFile): string {
  return digest.slice(0, 16);
}

/** For a file that somebody gave: it may be looked at as what it is, never run (T36). */
const POLICY = "default-src 'none'; sandbox";
