import type { Database } from '../../platform/database.ts';
import type { SitePicture, SitePictureStore } from '../index.ts';

/** Banners and watermarks in the table `site_pictures`. */
export function createSitePictureStore(database: Database): SitePictureStore {
  const { table } = database;
  return {
    find: (site, kind) =>
      database.first<SitePicture>(
        table('site_pictures').where({ site_id: site, kind }).first('type', 'width', 'height', 'digest'),
      ),
    bytes: (site, kind) =>
      database.first<{ bytes: Uint8Array }>(
        table('site_pictures').where({ site_id: site, kind }).first('bytes'),
      )?.bytes,
    put(tx, site, kind, after) {
      const inside = database.inside(tx);
      inside.run(table('site_pictures').where({ site_id: site, kind }).delete());
      if (after !== undefined) {
        const { type, width, height, digest } = after.picture;
        const bytes = Buffer.from(after.bytes);
        inside.run(
          table('site_pictures').insert({ site_id: site, kind, type, width, height, digest, bytes }),
        );
      }
    },
  };
}
