import * as v from 'valibot';
import { CUSTOMER, Fault, type SessionId } from '../../kernel/index.ts';
import type { DownOf, MediaConsumed, PictureWatermark } from '../../protocol/index.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import type { Media } from '../index.ts';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from '../rtc.ts';

/**
 * Media over the wire. What pages send for the relay is parsed here once; the socket server has
 * checked before who may send which message at all.
 */
export function createMediaHandlers(
  media: Media,
  toRepresentatives: (session: SessionId, message: DownOf<'sender-delay'>) => void,
  /** What is drawn over the pictures of this session; whoever is given the picture is told. */
  watermark: (session: SessionId) => PictureWatermark | undefined = () => undefined,
): Handlers {
  async function marked(session: SessionId, consuming: Promise<MediaConsumed>): Promise<MediaConsumed> {
    const consumed = await consuming;
    const drawn = watermark(session);
    return drawn === undefined ? consumed : { ...consumed, watermark: drawn };
  }
  return {
    'media-open': (connection, message) => media.open(pageOf(connection, message.session)),
    'media-connect': (connection, message) =>
      media.connect(
        pageOf(connection, message.session),
        message.transportId,
        parsed(dtlsParametersSchema, message.dtlsParameters),
      ),
    'media-produce': (connection, message) =>
      media.produce(
        pageOf(connection, message.session),
        message.transportId,
        parsed(rtpParametersSchema, message.rtpParameters),
      ),
    'media-consume': (connection, message) =>
      marked(
        message.session,
        media.consume(
          pageOf(connection, message.session),
          message.transportId,
          message.producerId,
          parsed(rtpCapabilitiesSchema, message.rtpCapabilities),
        ),
      ),
    'media-resume': (connection, message) =>
      media.resume(pageOf(connection, message.session), message.consumerId),
    'sender-delay': (connection, message) => {
      pageOf(connection, message.session);
      toRepresentatives(message.session, message);
    },
  };
}

/** Raises `not-in-session` for a customer, or somebody from outside, who names another session than the own. */
function pageOf(connection: Connection, session: SessionId): Parameters<Media['open']>[0] {
  const { id: connectionId, principal } = connection;
  if (principal.kind === 'person') {
    return { session, who: principal.id, connectionId };
  }
  if (principal.session !== session) {
    throw new Fault('not-in-session');
  }
  return { session, who: principal.kind === 'customer' ? CUSTOMER : principal.id, connectionId };
}

/** Raises `bad-request`. */
function parsed<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new Fault('bad-request', { detail: `${v.getDotPath(issue) ?? 'parameters'}: ${issue.type}` });
  }
  return result.output;
}
