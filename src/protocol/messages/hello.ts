import * as v from 'valibot';
import { seqSchema } from '../fields.ts';

/**
 * Up, the first message of every connection. `version` must be the appliance's own protocol
 * version (otherwise the page is told to reload); `after` is the last journal place that this page
 * has shown, 0 for a page that shows nothing yet. The answer is `welcome`.
 */
export const helloSchema = v.object({
  type: v.literal('hello'),
  version: v.pipe(v.number(), v.integer()),
  after: seqSchema,
});
