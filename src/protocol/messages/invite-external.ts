import * as v from 'valibot';
import { hasHiddenCharacter, isVisible, LIMITS, oneLine } from '../../kernel/index.ts';
import {
  commandIdSchema,
  instantSchema,
  languageSchema,
  sessionIdSchema,
  sessionPolicyIdSchema,
} from '../fields.ts';

/**
 * Up, by the owner with the permission to: let somebody without an account into this session. `name` is
 * what everybody will see, with "(external)" behind it; `comments` are for the report and the representatives.
 */
export const inviteExternalSchema = v.object({
  type: v.literal('invite-external'),
  command: commandIdSchema,
  session: sessionIdSchema,
  name: v.pipe(v.string(), v.maxLength(1_000)),
  comments: v.pipe(v.string(), v.maxLength(2 * LIMITS.commentsCharacters)),
  /** Of the invitation; otherwise the first of the session's public site. */
  language: v.optional(languageSchema),
  /** What they may do: one of `desk.profiles`, where there are any. */
  profile: v.optional(sessionPolicyIdSchema),
});

/**
 * Up, by whoever made it: sends this open key to this e-mail address. `done` when the mail server has
 * taken it. The text is that of the session's public site.
 */
export const sendExternalInvitationSchema = v.object({
  type: v.literal('send-external-invitation'),
  command: commandIdSchema,
  /** As `invite-external` answered it. */
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  to: v.pipe(v.string(), v.maxLength(2 * LIMITS.mailAddressCharacters)),
  language: v.optional(languageSchema),
});

/** The body of the `answer` to `invite-external`. `key` is for reading aloud, `url` for sending; this is the only time that they are told. */
export const externalKeySchema = v.object({
  key: v.string(),
  url: v.string(),
  /** Until then somebody may come with it, once. */
  until: instantSchema,
  /** How it can be sent: what the administrator switched on. */
  ways: v.object({
    /** For the representative's own mail program. */
    localMail: v.optional(v.object({ subject: v.string(), body: v.string() })),
    serverMail: v.boolean(),
  }),
});
export type ExternalKey = v.InferOutput<typeof externalKeySchema>;

/** What is wrong with an invitation, by field: a sentence for each. The page and the appliance ask the same. */
export function inviteProblems(typed: {
  readonly name: string;
  readonly comments: string;
}): Partial<Record<'name' | 'comments', string>> {
  const name = oneLine(typed.name);
  const problems: Partial<Record<'name' | 'comments', string>> = {};
  if (!isVisible(name)) {
    problems.name = 'Please give a name: the customer sees who comes.';
  } else if (Array.from(name).length > LIMITS.externalNameCharacters) {
    problems.name = `This name is too long: ${LIMITS.externalNameCharacters} characters fit.`;
  } else if (hasHiddenCharacter(name)) {
    problems.name = 'This name contains a character that cannot be shown. Please type it again.';
  }
  if (Array.from(typed.comments).length > LIMITS.commentsCharacters) {
    problems.comments = `These comments are too long: ${LIMITS.commentsCharacters} characters fit.`;
  } else if (hasHiddenCharacter(typed.comments)) {
    problems.comments = 'These comments contain a character that cannot be shown. Please type them again.';
  }
  return problems;
}
