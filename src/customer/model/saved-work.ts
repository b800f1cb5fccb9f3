import * as v from 'valibot';
import { idPattern, LIMITS, type MessageId } from '../../kernel/index.ts';

/** What a browser tab keeps over a reload: nothing of it is known to the appliance yet. */
const savedWorkSchema = v.object({
  draft: v.pipe(v.string(), v.maxLength(LIMITS.chatCharacters)),
  unsent: v.pipe(
    v.array(
      v.object({
        messageId: v.pipe(
          v.string(),
          v.regex(idPattern),
          v.transform((text) => text as MessageId),
        ),
        text: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.chatCharacters)),
      }),
    ),
    v.maxLength(100),
  ),
  /** The screen was shared when the page went. */
  wasSharing: v.boolean(),
});
export type SavedWork = v.InferOutput<typeof savedWorkSchema>;

export const NO_WORK: SavedWork = { draft: '', unsent: [], wasSharing: false };

/** What another version, or somebody at the developer tools, has left is not trusted. */
export function readSavedWork(saved: unknown): SavedWork {
  const parsed = v.safeParse(savedWorkSchema, saved);
  return parsed.success ? parsed.output : NO_WORK;
}
