import { createHash } from 'node:crypto';
import { toJsonSchema } from '@valibot/to-json-schema';
import test from 'ava';
import { downSchema } from './down.ts';
import { upSchema } from './up.ts';
import { PROTOCOL_VERSION } from './version.ts';

/**
 * When this fails, the wire has changed. Can a page of the released version misread it, or can the
 * appliance misread that page? Then raise PROTOCOL_VERSION. In both cases write the change down in
 * docs/protocol.md and put the new hash here.
 */
test('the wire is the one that this version names', (t) => {
  const schemas = [upSchema, downSchema].map((schema) => toJsonSchema(schema, { errorMode: 'ignore' }));
  const hash = createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16);
  t.deepEqual({ version: PROTOCOL_VERSION, hash }, { version: 8, hash: '7c78e013ba6ad440' });
});
