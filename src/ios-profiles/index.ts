/**
 * iOS profiles: configuration profiles for iPhones and iPads, and who is given them.
 *
 * Owns   the profiles that administrators upload, public and private; what makes a file one; the access
 *        keys to them; what is counted and recorded of each download.
 * Never  changes a file, looks into a signature, or begins a session: an access key is no session key.
 * Seed   "iOS profile access key" (000)
 */
export type { AccessKey } from './access-key.ts';
export { AccessKeys } from './access-key-service.ts';
export type { AccessKeyStore, IosProfileStore } from './ports.ts';
export {
  descriptionText,
  type IosProfile,
  type IosProfileFields,
  nameText,
  PROFILE_TYPE,
  profileFileName,
} from './profile.ts';
export { createIosProfiles, type IosProfiles } from './profile-service.ts';
