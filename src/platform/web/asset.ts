import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import * as v from 'valibot';
import { Fault, unreachable } from '../../kernel/index.ts';
import { fileRoute, queryValue, type Route, type WebContext } from './route.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** dist/manifest.json: the name that a view uses → the hashed name of the file beside the manifest. */
const manifestSchema = v.record(v.string(), v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/)));

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  webp: 'image/webp',
  woff2: 'font/woff2',
  json: 'application/json',
  map: 'application/json',
  txt: 'text/plain; charset=utf-8',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  webmanifest: 'application/manifest+json',
};
const PACKABLE = new Set(['js', 'css', 'svg', 'json', 'map', 'txt', 'webmanifest']);

/**
 * The built files. Only what the manifest lists exists: a name from outside is looked up, never joined
 * to a path. Files are read once and kept, with their packed forms made when first asked for.
 */
export class Assets {
  readonly #directory: string;
  readonly #byName: ReadonlyMap<string, string>;
  readonly #hashed: ReadonlySet<string>;
  readonly #kept = new Map<string, Promise<Buffer>>();

  private constructor(directory: string, byName: ReadonlyMap<string, string>) {
    this.#directory = directory;
    this.#byName = byName;
    this.#hashed = new Set(byName.values());
  }

  /** Raises when the manifest is missing or is not one: then `npm run build` was not run. */
  static load(directory: string): Assets {
    const text = readFileSync(join(directory, 'manifest.json'), 'utf8');
    return new Assets(directory, new Map(Object.entries(v.parse(manifestSchema, JSON.parse(text)))));
  }

  /** The address of a built file. Raises when there is none of that name. */
  readonly addressOf = (name: string): string => {
    const hashed = this.#byName.get(name);
    if (hashed === undefined) {
      throw new Error(`no built file is called ${name}`);
    }
    return `/assets/${hashed}`;
  };

  /** GET /assets/<hashed name>, kept by browsers for ever since the name changes with the content. */
  routes(): readonly Route[] {
    return [
      fileRoute({
        path: '/assets/:name',
        who: 'anyone',
        params: { name: /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/ },
        handle: async (ctx) => {
          const name = ctx.params['name'] ?? '';
          if (!this.#hashed.has(name)) {
            throw new Fault('not-found');
          }
          const ending = name.slice(name.lastIndexOf('.') + 1);
          const packing = PACKABLE.has(ending) ? packingFor(ctx.req.headers['accept-encoding']) : 'identity';
          ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
          ctx.set('Vary', 'Accept-Encoding');
          if (packing !== 'identity') {
            ctx.set('Content-Encoding', packing);
          }
          ctx.body = await this.#bytes(name, packing);
          ctx.set('Content-Type', TYPES[ending] ?? 'application/octet-stream');
        },
      }),
    ];
  }

  /** Answers with a built script at an address that is not its own. Raises when there is none of that name. */
  async send(ctx: WebContext, name: string): Promise<void> {
    const packing = packingFor(ctx.req.headers['accept-encoding']);
    ctx.set('Vary', 'Accept-Encoding');
    if (packing !== 'identity') {
      ctx.set('Content-Encoding', packing);
    }
    ctx.body = await this.#bytes(this.addressOf(name).slice('/assets/'.length), packing);
    ctx.set('Content-Type', 'text/javascript; charset=utf-8');
  }

  /** The hash in the name of a built file: changes with its content. Raises when there is none of that name. */
  versionOf(name: string): string {
    const dot = name.lastIndexOf('.');
    return this.addressOf(name).slice(`/assets/${name.slice(0, dot)}-`.length, -(name.length - dot));
  }

  /**
   * A built script for pages of other sites, at an address that stays: kept for an hour, or for ever where
   * `?v=` is its version. Everybody may load it; there is nothing in it that is anybody's.
   */
  publicScript(path: `/${string}`, name: string): Route {
    const version = this.versionOf(name);
    return fileRoute({
      path,
      who: 'anyone',
      handle: async (ctx) => {
        const isExact = queryValue(ctx, 'v') === version;
        ctx.set('Cache-Control', isExact ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
        ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
        ctx.set('Access-Control-Allow-Origin', '*');
        await this.send(ctx, name);
      },
    });
  }

  #bytes(name: string, packing: Packing): Promise<Buffer> {
    const key = `${packing} ${name}`;
    let bytes = this.#kept.get(key);
    if (bytes === undefined) {
      bytes = packed(readFileSync(join(this.#directory, name)), packing);
      this.#kept.set(key, bytes);
    }
    return bytes;
  }
}

type Packing = 'br' | 'gzip' | 'identity';

function packingFor(accepted: string | undefined): Packing {
  const names = (accepted ?? '').split(',').map((part) => part.trim());
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity';
}

async function packed(bytes: Buffer, packing: Packing): Promise<Buffer> {
  switch (packing) {
    case 'br':
      return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    case 'gzip':
      return gzipped(bytes, { level: 9 });
    case 'identity':
      return bytes;
    default:
      return unreachable(packing);
  }
}
