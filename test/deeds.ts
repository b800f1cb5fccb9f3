import { join } from 'node:path';
import { Database } from '../src/platform/database.ts';
import type { World } from './world.ts';

/** What administrators have done, in order, as it is written down; without who signed in. */
export function deedsOf(world: World): readonly string[] {
  using database = Database.openToRead({
    file: join(world.directory, 'handrail.sqlite'),
    log: world.log,
    isChecked: true,
  });
  const audit = database.table('journal_streams').select('id').where({ name: 'audit' });
  return database
    .all<{ type: string }>(database.table('journal').whereIn('stream', audit).orderBy('seq').select('type'))
    .flatMap(({ type }) => (type.startsWith('sign') ? [] : [type]));
}
