import * as v from 'valibot';
import {
  chatTextSchema,
  commandIdSchema,
  instantSchema,
  messageIdSchema,
  nameSchema,
  repIdSchema,
  teamIdSchema,
} from '../fields.ts';

/** A place in the order of all team chats, from 1; 0 is before the first. Never given twice. */
const placeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const teamMessageSchema = v.object({
  place: placeSchema,
  at: instantSchema,
  messageId: messageIdSchema,
  /** With the name of the time. */
  from: v.object({ id: repIdSchema, name: nameSchema }),
  text: chatTextSchema,
});
export type TeamMessage = v.InferOutput<typeof teamMessageSchema>;

/**
 * Up: to everybody in my team. As with `say`, `messageId` is chosen by the page and kept when it
 * sends again: the second copy is answered `done` and changes nothing. `done` means that it is on the disk.
 */
export const sayToTeamSchema = v.object({
  type: v.literal('say-to-team'),
  command: commandIdSchema,
  team: teamIdSchema,
  messageId: messageIdSchema,
  text: v.pipe(chatTextSchema, v.regex(/\S/u)),
});

/** Up: the newest messages of my team, or the newest of those before a place. */
export const teamChatPageSchema = v.object({
  type: v.literal('team-chat-page'),
  command: commandIdSchema,
  team: teamIdSchema,
  before: v.optional(placeSchema),
});

/** The body of its `answer`. */
export const teamChatPageAnswerSchema = v.object({
  /** In order. */
  messages: v.array(teamMessageSchema),
  hasOlder: v.boolean(),
  /** The last place of that team's chat now: a page without `before` holds everything up to here. */
  last: placeSchema,
});
export type TeamChatPage = v.InferOutput<typeof teamChatPageAnswerSchema>;

/** Up: everything of that chat up to that place was in front of me. Not answered; my other consoles are told. */
export const teamChatSeenSchema = v.object({
  type: v.literal('team-chat-seen'),
  team: teamIdSchema,
  upTo: placeSchema,
});

/**
 * Down: where I stand in the chats of my teams. `reset`: these are all my teams from here on (many
 * go on in frames without it); otherwise each is put in its place.
 */
export const teamChatsSchema = v.object({
  type: v.literal('team-chats'),
  reset: v.boolean(),
  /** *Team Chat History*; 0: not longer than it is shown. */
  keptForDays: v.number(),
  chats: v.array(
    v.object({
      team: teamIdSchema,
      last: placeSchema,
      seenUpTo: placeSchema,
      /** What others wrote since; counted up to a limit. */
      unread: v.number(),
    }),
  ),
});

/** Down: somebody wrote. `previous` is the place before it in that team: a page that does not have it has missed something. */
export const teamSaidSchema = v.object({
  type: v.literal('team-said'),
  team: teamIdSchema,
  previous: placeSchema,
  message: teamMessageSchema,
});
