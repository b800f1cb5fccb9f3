import * as v from 'valibot';
import { answerSchema, doneSchema, refusedSchema } from './messages/answers.ts';
import { siteSaysSchema } from './messages/before-queue.ts';
import { dashboardSchema, viewingOverSchema } from './messages/dashboard.ts';
import { deskMoreSchema, deskSchema } from './messages/desk.ts';
import { eventsSchema } from './messages/events.ts';
import { mediaRestartedSchema, senderDelaySchema } from './messages/media.ts';
import { offerSchema } from './messages/offer.ts';
import { pongSchema } from './messages/ping.ts';
import { pushOfferSchema } from './messages/push.ts';
import { queuesSchema } from './messages/queues.ts';
import { sessionToolsSchema } from './messages/session-tools.ts';
import { teamChatsSchema, teamSaidSchema } from './messages/team-chat.ts';
import { typedSchema } from './messages/typing.ts';
import { waitingSchema } from './messages/waiting.ts';
import { welcomeSchema } from './messages/welcome.ts';

/** Everything that may travel from the appliance to a page. */
export const downSchema = v.variant('type', [
  welcomeSchema,
  pongSchema,
  doneSchema,
  answerSchema,
  refusedSchema,
  eventsSchema,
  queuesSchema,
  deskSchema,
  deskMoreSchema,
  dashboardSchema,
  viewingOverSchema,
  offerSchema,
  waitingSchema,
  siteSaysSchema,
  pushOfferSchema,
  sessionToolsSchema,
  typedSchema,
  mediaRestartedSchema,
  senderDelaySchema,
  teamChatsSchema,
  teamSaidSchema,
]);
export type Down = v.InferOutput<typeof downSchema>;
export type DownOf<Type extends Down['type']> = Extract<Down, { type: Type }>;
