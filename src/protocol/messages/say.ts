import * as v from 'valibot';
import { chatTextSchema, commandIdSchema, messageIdSchema, sessionIdSchema } from '../fields.ts';

/**
 * Up: chat. `messageId` is chosen by the page and kept when it sends again after a lost connection:
 * the second copy is answered `done` and changes nothing. `done` means that the journal has it.
 */
export const saySchema = v.object({
  type: v.literal('say'),
  command: commandIdSchema,
  session: sessionIdSchema,
  messageId: messageIdSchema,
  text: chatTextSchema,
});
