import { LIMITS, type Instant, type PortalId } from '../kernel/index.ts';
import { type Language, untilWhen } from '../languages/index.ts';
import { fittedMacros, type InvitationValues } from './macros.ts';
import { oneLine, severalLines } from './plain-text.ts';

/** What a customer is invited to: a session, or to take iOS profiles. Each has texts of its own. */
export type InvitedTo = 'session' | 'ios-profiles';

/** A key on its way to a customer. */
export interface Invitation {
  readonly to: InvitedTo;
  readonly repName: string;
  /** As it is read aloud. */
  readonly key: string;
  /** Leads to the representative, or to the profiles, without typing the key. */
  readonly url: string;
  readonly portal: PortalId;
  readonly siteName: string;
  /** Where the key can be typed, without a slash at the end. */
  readonly portalUrl: string;
  readonly expiresAt: Instant;
  /** Of the invitation. */
  readonly language: Language;
  /** Of the site: in whose time the end is told. */
  readonly timeZone: string;
}

/** What the administrator of a site writes to customers, in one language, with macros. */
export interface InvitationTexts {
  readonly subject: string;
  readonly body: string;
  readonly sms: string;
}

/** How invitations go out from the public sites. */
export interface SiteInvitations {
  texts(portal: PortalId, language: Language, to: InvitedTo): InvitationTexts;
  /** What is written to somebody from outside who is invited into a session. */
  externalTexts(portal: PortalId, language: Language): Omit<InvitationTexts, 'sms'>;
  /** The site's own From address; undefined for the one of *Email Configuration*. */
  from(portal: PortalId): string | undefined;
}

/** The mail, as plain text: nothing in it is markup, and the subject is one line. */
export function invitationMail(
  invitation: Invitation,
  texts: InvitationTexts,
): { readonly subject: string; readonly body: string } {
  return mailOf(texts, valuesOf(invitation));
}

/** One line, and plain text with its values; the link in it is whole, whatever was written around it. */
export function mailOf(
  texts: Omit<InvitationTexts, 'sms'>,
  values: InvitationValues,
): { readonly subject: string; readonly body: string } {
  return {
    subject: oneLine(
      fittedMacros(texts.subject, values, LIMITS.invitationSubjectCharacters),
      LIMITS.invitationSubjectCharacters,
    ),
    body: severalLines(
      fittedMacros(texts.body, values, LIMITS.invitationBodyCharacters),
      LIMITS.invitationBodyCharacters,
    ),
  };
}

/** The text message, as one line. Its link is whole, whatever was written around it. */
export function invitationSms(invitation: Invitation, texts: InvitationTexts): string {
  const line = oneLine(texts.sms, Number.POSITIVE_INFINITY);
  return oneLine(fittedMacros(line, valuesOf(invitation), LIMITS.smsCharacters), LIMITS.smsCharacters);
}

function valuesOf(invitation: Invitation): InvitationValues {
  const { key, url, portalUrl } = invitation;
  const shared = {
    REP_NAME: oneLine(invitation.repName, LIMITS.nameCharacters),
    SITE_NAME: oneLine(invitation.siteName, LIMITS.siteNameCharacters),
    EXPIRES: untilWhen(invitation.expiresAt, invitation.language, invitation.timeZone),
  };
  return invitation.to === 'session'
    ? { ...shared, SESSION_KEY: key, SESSION_KEY_URL: url, PORTAL_URL: portalUrl }
    : { ...shared, ACCESS_KEY: key, ACCESS_KEY_URL: url, PROFILES_URL: portalUrl };
}
