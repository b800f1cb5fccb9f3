import { LIMITS, type Instant, type PortalId } from '../kernel/index.ts';
import { oneLine, severalLines } from './plain-text.ts';
import { untilWhen } from './until-when.ts';

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
  readonly timeZone: string;
}

/** In English, as are the pages that it leads to. */
export function externalMail(invitation: ExternalInvitation): {
  readonly subject: string;
  readonly body: string;
} {
  const { key, url, until, timeZone } = invitation;
  const name = oneLine(invitation.name, 2 * LIMITS.nameCharacters);
  const repName = oneLine(invitation.repName, LIMITS.nameCharacters);
  const siteName = oneLine(invitation.siteName, LIMITS.siteNameCharacters);
  return {
    subject: oneLine(`${siteName}: please come into a support session`, LIMITS.invitationSubjectCharacters),
    body: severalLines(
      `Hello,

${repName} of ${siteName} invites you into a support session, where you will be seen as ${name}. Please open this link:

${url}

It lets one person in, until ${untilWhen(until, 'en', timeZone)}, or until the session ends. If you are asked for a key, it is ${key}.

If you do not know what this is about, you can ignore this message. Please do not pass it on.`,
      LIMITS.invitationBodyCharacters,
    ),
  };
}
