/**
 * Settings: what an administrator may choose for the whole site.
 *
 * Owns   the site options with their types, limits and defaults; who is told when one changes.
 * Never  acts on an option (stun/ listens or not, keys/ limits a validity) or shows it (admin/ does).
 * Seed   "Options" (002), "Peer to Peer Options"
 */
export {
  KEY_TIMEOUT_LIMITS_MS,
  PEER_TO_PEER,
  TEAM_CHAT_DAYS,
  type PeerToPeer,
  type SiteSettings,
} from './site-settings.ts';
export { createSettings, type Settings } from './service.ts';
export type { Audit, AuditEvent, By, SettingsStore } from './ports.ts';
