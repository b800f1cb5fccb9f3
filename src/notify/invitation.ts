import { LIMITS, type Instant, type PortalId } from '../kernel/index.ts';
import type { Language } from '../languages/index.ts';
import { type ExternalMacroValues, fittedMacros, type MacroValues } from './macros.ts';
import { oneLine, severalLines } from './plain-text.ts';
import { untilWhen } from './until-when.ts';

/** A session key on its way to a customer. */
export interface Invitation {
  readonly repName: string;
  /** As it is read aloud. */
  readonly key: string;
  /** Leads to the representative without typing the key. */
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
  texts(portal: PortalId, language: Language): InvitationTexts;
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
  values: MacroValues | ExternalMacroValues,
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

function valuesOf(invitation: Invitation): MacroValues {
  return {
    REP_NAME: oneLine(invitation.repName, LIMITS.nameCharacters),
    SESSION_KEY: invitation.key,
    SESSION_KEY_URL: invitation.url,
    SITE_NAME: oneLine(invitation.siteName, LIMITS.siteNameCharacters),
    PORTAL_URL: invitation.portalUrl,
    EXPIRES: untilWhen(invitation.expiresAt, invitation.language, invitation.timeZone),
  };
}
