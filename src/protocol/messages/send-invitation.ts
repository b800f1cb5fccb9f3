import * as v from 'valibot';
import { LIMITS } from '../../kernel/index.ts';
import { commandIdSchema, languageSchema } from '../fields.ts';

/**
 * Up: sends my open session key, or my access key to iOS profiles, to this e-mail address or phone number. `done` when the server that
 * delivers it has taken it. The text is the portal's.
 */
export const sendInvitationSchema = v.object({
  type: v.literal('send-invitation'),
  command: commandIdSchema,
  /** As `generate-key` answered it, or `generate-ios-key`. */
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** One of the portal's; without it, the portal's first. */
  language: v.optional(languageSchema),
  /** What the key leads to; a session unless it says otherwise. */
  invitedTo: v.optional(v.picklist(['session', 'ios-profiles'])),
  way: v.picklist(['mail', 'sms']),
  to: v.pipe(v.string(), v.maxLength(2 * LIMITS.mailAddressCharacters)),
});
