import * as v from 'valibot';
import { LIMITS } from '../../kernel/index.ts';
import { seqSchema, sessionIdSchema } from '../fields.ts';

/**
 * Up, the first message of every connection. `version` must be the appliance's own protocol
 * version (otherwise the page is told to reload). `shown` says, session by session, up to which
 * place in the journal this page already shows; what it does not name is sent from the start. One
 * number for all sessions would lose events when a connection breaks in the middle of catching up.
 * The answer is `welcome`.
 */
export const helloSchema = v.object({
  type: v.literal('hello'),
  version: v.pipe(v.number(), v.integer()),
  shown: v.pipe(
    v.array(v.object({ session: sessionIdSchema, upTo: seqSchema })),
    v.maxLength(LIMITS.sessionsShown),
  ),
});
