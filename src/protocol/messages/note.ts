import * as v from 'valibot';
import { commandIdSchema, messageIdSchema, noteTextSchema, sessionIdSchema } from '../fields.ts';

/** Up: a note for the report. The customer never sees it. Repeating a `messageId` changes nothing. */
export const addNoteSchema = v.object({
  type: v.literal('add-note'),
  command: commandIdSchema,
  session: sessionIdSchema,
  messageId: messageIdSchema,
  text: noteTextSchema,
});
