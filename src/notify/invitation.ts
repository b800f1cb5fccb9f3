import { LIMITS, type Instant, type PortalId } from '../kernel/index.ts';
import { withMacros, type MacroValues } from './macros.ts';
import { oneLine, severalLines } from './plain-text.ts';

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
}

/** What the administrator of a site writes to customers, in one language, with macros. */
export interface InvitationTexts {
  readonly subject: string;
  readonly body: string;
  readonly sms: string;
}

/** How invitations go out from one site. */
export interface InvitationTextsOf {
  (portal: PortalId): InvitationTexts & {
    /** BCP 47, for the time in the text. */
    readonly language: string;
    /** The site's own From address; undefined for the one of *Email Configuration*. */
    readonly from: string | undefined;
  };
}

export const DEFAULT_TEXTS: InvitationTexts = {
  subject: '%SITE_NAME%: your support session',
  body: `Hello,

%REP_NAME% of %SITE_NAME% invites you to a support session. Please open this link:

%SESSION_KEY_URL%

Or go to %PORTAL_URL% and type this session key: %SESSION_KEY%

The key can be used once, until %EXPIRES%. Nobody sees your screen before you allow it.

If you did not ask for support, you can ignore this message.
`,
  sms: '%REP_NAME% (%SITE_NAME%) invites you to a support session: %SESSION_KEY_URL% Valid until %EXPIRES%.',
};

/** The mail, as plain text: nothing in it is markup, and the subject is one line. */
export function invitationMail(
  invitation: Invitation,
  texts: InvitationTexts,
  language: string,
): { readonly subject: string; readonly body: string } {
  const values = valuesOf(invitation, language);
  return {
    subject: oneLine(withMacros(texts.subject, values), LIMITS.invitationSubjectCharacters),
    body: severalLines(withMacros(texts.body, values), LIMITS.invitationBodyCharacters),
  };
}

/** The text message, as one line. */
export function invitationSms(invitation: Invitation, texts: InvitationTexts, language: string): string {
  return oneLine(withMacros(texts.sms, valuesOf(invitation, language)), LIMITS.smsCharacters);
}

function valuesOf(invitation: Invitation, language: string): MacroValues {
  return {
    REP_NAME: oneLine(invitation.repName, LIMITS.nameCharacters),
    SESSION_KEY: invitation.key,
    SESSION_KEY_URL: invitation.url,
    SITE_NAME: oneLine(invitation.siteName, LIMITS.siteNameCharacters),
    PORTAL_URL: invitation.portalUrl,
    EXPIRES: untilWhen(invitation.expiresAt, language),
  };
}

/** In the appliance's time zone, which is named, since the customer's is unknown here. */
function untilWhen(at: Instant, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at);
}
