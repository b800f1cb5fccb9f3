/**
 * Media: the screen's way from the customer's page through the relay to whoever watches.
 *
 * Owns   which codec a picture has, who may send and who may watch, the transports of each page,
 *        what happens when a page, a network or the relay itself goes away and returns.
 * Never  decides about the session (it asks it by commands), decodes a picture or writes a file.
 * Seed   "Options": sharing a screen through the appliance
 */
export { MEDIA_LIMITS, type PictureCodec } from './plan.ts';
export type {
  PictureTap,
  Relay,
  RelayConsumer,
  RelayHealth,
  RelayProducer,
  RelayRoom,
  RelayTransport,
  SharingSession,
  SharingSessions,
} from './ports.ts';
export { Media } from './service.ts';
