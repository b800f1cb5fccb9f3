import * as v from 'valibot';
import { LIMITS } from '../../kernel/index.ts';
import {
  buttonProfileIdSchema,
  commandIdSchema,
  instantSchema,
  queueIdSchema,
  sessionIdSchema,
  supportButtonIdSchema,
} from '../fields.ts';

const descriptionSchema = v.pipe(v.string(), v.maxLength(2 * LIMITS.buttonDescriptionCharacters));
/** 0: until it is removed. */
const lifeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Up, by a representative: what I may choose from, for a button out of this session, or for those that are out there. */
export const buttonChoicesSchema = v.object({
  type: v.literal('button-choices'),
  command: commandIdSchema,
  session: v.optional(sessionIdSchema),
});

/** The body of its `answer`. */
export const buttonChoicesAnswerSchema = v.object({
  profiles: v.array(
    v.object({
      id: buttonProfileIdSchema,
      name: v.string(),
      title: v.string(),
      siteName: v.string(),
      /** How long its buttons may live. */
      lives: v.array(lifeSchema),
    }),
  ),
  /** The one that the session's public site has as its default. */
  profile: v.optional(buttonProfileIdSchema),
  queues: v.array(v.object({ id: queueIdSchema, name: v.string() })),
});
export type ButtonChoices = v.InferOutput<typeof buttonChoicesAnswerSchema>;

/** Up, by a representative: the customer is asked whether a Support Button is put on their device. */
export const deployButtonSchema = v.object({
  type: v.literal('deploy-button'),
  command: commandIdSchema,
  session: sessionIdSchema,
  /** Without it, the default one of the session's public site. */
  profile: v.optional(buttonProfileIdSchema),
  queue: queueIdSchema,
  lifeMs: lifeSchema,
  description: descriptionSchema,
});

/** Up, by the customer: the answer to that question. Allowing makes the button; its address is at `/session/<id>/button/<button>`. */
export const answerButtonSchema = v.object({
  type: v.literal('answer-button'),
  command: commandIdSchema,
  session: sessionIdSchema,
  button: supportButtonIdSchema,
  allow: v.boolean(),
});

/** Up, by a representative: it begins no sessions any more. With `session`, one of that session's customer, who is told. */
export const removeButtonSchema = v.object({
  type: v.literal('remove-button'),
  command: commandIdSchema,
  button: supportButtonIdSchema,
  session: v.optional(sessionIdSchema),
});

/** Up, by a representative: the buttons of my queues, the latest first, from one on. */
export const listButtonsSchema = v.object({
  type: v.literal('list-buttons'),
  command: commandIdSchema,
  search: v.pipe(v.string(), v.maxLength(2 * LIMITS.buttonDescriptionCharacters)),
  /** How many have been shown. */
  after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

/** The body of its `answer`. */
export const listedButtonsSchema = v.object({
  buttons: v.array(
    v.object({
      id: supportButtonIdSchema,
      title: v.string(),
      profileName: v.string(),
      siteName: v.string(),
      description: v.string(),
      queue: v.optional(queueIdSchema),
      queueName: v.string(),
      madeAt: instantSchema,
      madeBy: v.string(),
      expiresAt: v.optional(instantSchema),
      uses: v.number(),
      lastUsedAt: v.optional(instantSchema),
      /** How long it may be made to live from now on. */
      lives: v.array(lifeSchema),
      mayManage: v.boolean(),
    }),
  ),
  /** Of those that were searched for. */
  total: v.number(),
});
export type ListedButton = v.InferOutput<typeof listedButtonsSchema>['buttons'][number];

/** Up, by a representative: one of those, to be called and to lead otherwise. */
export const changeButtonSchema = v.object({
  type: v.literal('change-button'),
  command: commandIdSchema,
  button: supportButtonIdSchema,
  queue: queueIdSchema,
  description: descriptionSchema,
  /** From now on; without it, until when it was. */
  lifeMs: v.optional(lifeSchema),
});
