import * as v from 'valibot';

/**
 * WebRTC parameters as a page sends them: whatever mediasoup-client writes passes, everything is
 * bounded, and nothing that is not listed here reaches the relay.
 */
const TEXT = v.pipe(v.string(), v.maxLength(255));
const INT32 = v.pipe(v.number(), v.safeInteger(), v.minValue(-(2 ** 31)), v.maxValue(2 ** 31 - 1));
const UINT32 = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 32 - 1));
/** A stream's name in RTP. 0 is allowed by RFC 3550 but no sender that we know uses it, and mediasoup takes it for none. */
const SSRC = v.pipe(UINT32, v.minValue(1));
const PAYLOAD_TYPE = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127));
const PARAMETERS = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(64)), v.union([TEXT, INT32, v.boolean()])),
  v.check((parameters) => Object.keys(parameters).length <= 32),
);
const MIME_TYPE = v.pipe(v.string(), v.maxLength(64), v.regex(/^(audio|video)\/[A-Za-z0-9._-]+$/));
const CLOCK_RATE = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const CHANNELS = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8));
const FEEDBACK = v.pipe(v.array(v.object({ type: TEXT, parameter: v.optional(TEXT) })), v.maxLength(32));

export const dtlsParametersSchema = v.object({
  role: v.optional(v.picklist(['auto', 'client', 'server'])),
  fingerprints: v.pipe(
    v.array(
      v.object({
        algorithm: v.picklist(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: v.pipe(v.string(), v.maxLength(191), v.regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/)),
      }),
    ),
    v.minLength(1),
    v.maxLength(8),
  ),
});
export type DtlsParameters = v.InferOutput<typeof dtlsParametersSchema>;

/** One stream in one resolution: a desktop is never scaled down for some of its viewers. */
const ENCODING = v.object({
  ssrc: v.optional(SSRC),
  rid: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,16}$/))),
  codecPayloadType: v.optional(PAYLOAD_TYPE),
  rtx: v.optional(v.object({ ssrc: SSRC })),
  dtx: v.optional(v.boolean()),
  scalabilityMode: v.optional(v.pipe(v.string(), v.regex(/^[LS]1T[1-3]$/))),
  maxBitrate: v.optional(INT32),
});

export const rtpParametersSchema = v.object({
  mid: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,32}$/))),
  codecs: v.pipe(
    v.array(
      v.object({
        mimeType: MIME_TYPE,
        payloadType: PAYLOAD_TYPE,
        clockRate: CLOCK_RATE,
        channels: v.optional(CHANNELS),
        parameters: v.optional(PARAMETERS),
        rtcpFeedback: v.optional(FEEDBACK),
      }),
    ),
    v.minLength(1),
    v.maxLength(8),
  ),
  headerExtensions: v.optional(
    v.pipe(
      v.array(
        v.object({
          uri: TEXT,
          id: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
          encrypt: v.optional(v.boolean()),
          parameters: v.optional(PARAMETERS),
        }),
      ),
      v.maxLength(32),
    ),
  ),
  encodings: v.pipe(v.array(ENCODING), v.length(1)),
  rtcp: v.optional(v.object({ cname: v.optional(TEXT), reducedSize: v.optional(v.boolean()) })),
  msid: v.optional(TEXT),
});
export type RtpParameters = v.InferOutput<typeof rtpParametersSchema>;

export const rtpCapabilitiesSchema = v.object({
  codecs: v.optional(
    v.pipe(
      v.array(
        v.object({
          kind: v.picklist(['audio', 'video']),
          mimeType: MIME_TYPE,
          preferredPayloadType: PAYLOAD_TYPE,
          clockRate: CLOCK_RATE,
          channels: v.optional(CHANNELS),
          parameters: v.optional(PARAMETERS),
          rtcpFeedback: v.optional(FEEDBACK),
        }),
      ),
      v.maxLength(96),
    ),
  ),
  headerExtensions: v.optional(
    v.pipe(
      v.array(
        v.object({
          kind: v.picklist(['audio', 'video']),
          uri: TEXT,
          preferredId: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
          preferredEncrypt: v.optional(v.boolean()),
          direction: v.optional(v.picklist(['sendrecv', 'sendonly', 'recvonly', 'inactive'])),
        }),
      ),
      v.maxLength(96),
    ),
  ),
});
export type RtpCapabilities = v.InferOutput<typeof rtpCapabilitiesSchema>;
