import * as v from 'valibot';
import {
  commandIdSchema,
  invitationIdSchema,
  queueIdSchema,
  repIdSchema,
  sessionIdSchema,
} from '../fields.ts';

/** Up, by the owner: ask a representative, or anybody of a team, to come into the session. It shows in their queue; `accept` comes. */
export const shareSchema = v.object({
  type: v.literal('share'),
  command: commandIdSchema,
  session: sessionIdSchema,
  to: queueIdSchema,
});

/** Up: the owner takes an invitation back, or whoever was asked by name declines it. */
export const closeInvitationSchema = v.object({
  type: v.literal('close-invitation'),
  command: commandIdSchema,
  session: sessionIdSchema,
  invitation: invitationIdSchema,
});

/** Up: out of a shared session that is not mine. */
export const leaveSessionSchema = v.object({
  type: v.literal('leave-session'),
  command: commandIdSchema,
  session: sessionIdSchema,
});

/** Up, by the owner. */
export const removeParticipantSchema = v.object({
  type: v.literal('remove-participant'),
  command: commandIdSchema,
  session: sessionIdSchema,
  who: repIdSchema,
});
