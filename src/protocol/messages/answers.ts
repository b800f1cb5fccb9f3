import * as v from 'valibot';
import { FAULTS, type FaultCode } from '../../kernel/index.ts';
import { commandIdSchema } from '../fields.ts';

/** Down: the command was carried out and is in the journal where it belongs there. */
export const doneSchema = v.object({ type: v.literal('done'), command: commandIdSchema });

/** Down: the command was carried out and this is what it asked for; each command says what `body` is. */
export const answerSchema = v.object({
  type: v.literal('answer'),
  command: commandIdSchema,
  body: v.unknown(),
});

/** Down: not carried out. `command` is missing when the message could not be read that far. */
export const refusedSchema = v.object({
  type: v.literal('refused'),
  command: v.optional(commandIdSchema),
  code: v.picklist(Object.keys(FAULTS) as [FaultCode, ...FaultCode[]]),
  sentence: v.string(),
});
