import * as v from 'valibot';
import { commandIdSchema, relayIdSchema, rtcParametersSchema, sessionIdSchema } from '../fields.ts';

/**
 * The screen's way through the relay, each message answered by `answer` (or `refused`):
 *
 *   customer: media-open → media-connect → media-produce
 *   representative: media-open → media-consume → media-connect → media-resume
 *
 * `media-open` makes one transport for this page and session, replacing an earlier one of the same
 * page: after a reconnect, an ICE failure or `media-restarted` a page simply begins again.
 */
export const mediaOpenSchema = v.object({
  type: v.literal('media-open'),
  command: commandIdSchema,
  session: sessionIdSchema,
});
export const mediaOpenedSchema = v.object({
  transportId: relayIdSchema,
  routerRtpCapabilities: rtcParametersSchema,
  iceParameters: rtcParametersSchema,
  iceCandidates: v.array(rtcParametersSchema),
  dtlsParameters: rtcParametersSchema,
});
export type MediaOpened = v.InferOutput<typeof mediaOpenedSchema>;

export const mediaConnectSchema = v.object({
  type: v.literal('media-connect'),
  command: commandIdSchema,
  session: sessionIdSchema,
  transportId: relayIdSchema,
  dtlsParameters: rtcParametersSchema,
});

/** Only the customer may send pictures. Answered `{ producerId }`; `screen-started` follows in the journal. */
export const mediaProduceSchema = v.object({
  type: v.literal('media-produce'),
  command: commandIdSchema,
  session: sessionIdSchema,
  transportId: relayIdSchema,
  rtpParameters: rtcParametersSchema,
});
export const mediaProducedSchema = v.object({ producerId: relayIdSchema });
export type MediaProduced = v.InferOutput<typeof mediaProducedSchema>;

export const mediaConsumeSchema = v.object({
  type: v.literal('media-consume'),
  command: commandIdSchema,
  session: sessionIdSchema,
  transportId: relayIdSchema,
  producerId: relayIdSchema,
  rtpCapabilities: rtcParametersSchema,
});
/** What the public site draws over the pictures of its customers: an element above, the picture itself is as it is. */
const watermarkSchema = v.object({
  text: v.string(),
  /** An address of the appliance; '' for the text alone. */
  image: v.string(),
  place: v.picklist(['top-left', 'top-right', 'middle', 'bottom-left', 'bottom-right']),
  opacityPercent: v.number(),
});
export type PictureWatermark = v.InferOutput<typeof watermarkSchema>;
export const mediaConsumedSchema = v.object({
  consumerId: relayIdSchema,
  producerId: relayIdSchema,
  kind: v.literal('video'),
  rtpParameters: rtcParametersSchema,
  watermark: v.optional(watermarkSchema),
});
export type MediaConsumed = v.InferOutput<typeof mediaConsumedSchema>;

/** Consumers start paused so that the first packet is a key frame's. Answered `done`. */
export const mediaResumeSchema = v.object({
  type: v.literal('media-resume'),
  command: commandIdSchema,
  session: sessionIdSchema,
  consumerId: relayIdSchema,
});

/** Down: the relay lost everything of this session (its worker crashed). Whoever shares or watches begins again with `media-open`. */
export const mediaRestartedSchema = v.object({
  type: v.literal('media-restarted'),
  session: sessionIdSchema,
});

/** Up, from the customer once a second while sharing; down to the representatives: half the round trip that the picture spends before the relay. */
export const senderDelaySchema = v.object({
  type: v.literal('sender-delay'),
  session: sessionIdSchema,
  /** Milliseconds from capture to the relay, estimated by the sender. */
  delayMs: v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)),
  /** Why the picture is worse than it could be, when it is: WebRTC's qualityLimitationReason. */
  limitedBy: v.picklist(['none', 'cpu', 'bandwidth', 'other']),
});
