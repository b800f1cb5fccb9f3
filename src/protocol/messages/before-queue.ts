import * as v from 'valibot';
import { commandIdSchema, sessionIdSchema } from '../fields.ts';

/** Up, by the customer, before the queue: the answer to the site's agreement. Refusing it ends the session. */
export const answerAgreementSchema = v.object({
  type: v.literal('answer-agreement'),
  command: commandIdSchema,
  session: sessionIdSchema,
  accept: v.boolean(),
});

/** Up, by the customer, before the queue: whether the shared screen may be recorded. The session goes on either way. */
export const answerRecordingSchema = v.object({
  type: v.literal('answer-recording'),
  command: commandIdSchema,
  session: sessionIdSchema,
  allow: v.boolean(),
});

/** Down, to the customer after `welcome`: what the public site says in this session, in its language. `%NAMES%` in them are the page's to replace. */
export const siteSaysSchema = v.object({
  type: v.literal('site-says'),
  session: sessionIdSchema,
  agreement: v.optional(v.object({ title: v.string(), text: v.string() })),
  /** An image above the chat, with its size in pixels; `alt` is '' where the site's name says enough. */
  banner: v.optional(
    v.object({ address: v.string(), alt: v.string(), width: v.number(), height: v.number() }),
  ),
  greeting: v.optional(v.string()),
  /** After a session in which somebody helped: a text, and a page of http or https ('' for none), gone to by itself after so long unless 0. */
  after: v.optional(v.object({ message: v.string(), url: v.string(), redirectAfterMs: v.number() })),
  /** What the page goes without; nothing when left out. */
  without: v.optional(v.array(v.picklist(['place', 'expected-wait', 'spell-check']))),
  /** Told again and again while the customer waits. */
  onHold: v.optional(v.object({ text: v.string(), everyMs: v.number() })),
});
