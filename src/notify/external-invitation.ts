import { LIMITS, type Instant, type PortalId } from '../kernel/index.ts';
import { type Language, untilWhen } from '../languages/index.ts';
import { mailOf } from './invitation.ts';
import { oneLine } from './plain-text.ts';

/** The key of somebody from outside, on its way to them. */
export interface ExternalInvitation {
  readonly repName: string;
  /** Who is invited, as everybody will see it. */
  readonly name: string;
  /** As it is read aloud. */
  readonly key: string;
  readonly url: string;
  readonly until: Instant;
  readonly portal: PortalId;
  readonly siteName: string;
  /** Of the mail; the pages that it leads to are in English. */
  readonly language: Language;
  readonly timeZone: string;
}

/** As the administrator of the session's site wrote it, as plain text. */
export function externalMail(
  invitation: ExternalInvitation,
  texts: { readonly subject: string; readonly body: string },
): { readonly subject: string; readonly body: string } {
  return mailOf(texts, {
    REP_NAME: oneLine(invitation.repName, LIMITS.nameCharacters),
    GUEST_NAME: oneLine(invitation.name, 2 * LIMITS.nameCharacters),
    SESSION_KEY: invitation.key,
    SESSION_KEY_URL: invitation.url,
    SITE_NAME: oneLine(invitation.siteName, LIMITS.siteNameCharacters),
    EXPIRES: untilWhen(invitation.until, invitation.language, invitation.timeZone),
  });
}
