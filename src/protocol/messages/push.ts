import * as v from 'valibot';
import { LIMITS } from '../../kernel/index.ts';
import { commandIdSchema, sessionIdSchema } from '../fields.ts';

/** An uncompressed point of P-256 (65 bytes) and a secret of 16 bytes, as browsers give them. */
const publicKeySchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{87}$/));
const secretSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));

/** Down, to the customer after `welcome`: the key to subscribe with; none where the site does not call its customers. */
export const pushOfferSchema = v.object({
  type: v.literal('push-offer'),
  session: sessionIdSchema,
  key: v.optional(publicKeySchema),
});

/** Up, by the customer: call this browser by web push while this session lasts. Sent again it changes nothing. */
export const subscribePushSchema = v.object({
  type: v.literal('subscribe-push'),
  command: commandIdSchema,
  session: sessionIdSchema,
  endpoint: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.pushEndpointCharacters)),
  p256dh: publicKeySchema,
  auth: secretSchema,
});

/** Up, by the customer: not any more. */
export const unsubscribePushSchema = v.object({
  type: v.literal('unsubscribe-push'),
  command: commandIdSchema,
  session: sessionIdSchema,
});

/** Up, by the customer's page that is called: whether somebody looks at it. A page that said nothing is looked at. */
export const lookingSchema = v.object({
  type: v.literal('looking'),
  session: sessionIdSchema,
  looks: v.boolean(),
});
