/**
 * Notify: what goes out to people by mail and SMS.
 *
 * Owns   the invitation to a session key or to iOS profiles: its texts and macros, the ways to send it, who may be sent
 *        one; Email Configuration; the line in front of each mail server and gateway.
 * Never  makes a key, compiles a template, sends HTML, or writes down a number, a recipient or a message.
 * Seed   "Invitation Email Options", "SMS Gateway" (002), "Generate a session key" (000)
 */
export { mailAddress, type ToAscii } from './address.ts';
export { type Attempt, type Delivery, type Refusal } from './delivery.ts';
export {
  ENCRYPTIONS,
  SMTP_LIMITS,
  USUAL_PORTS,
  type EmailConfiguration,
  type Encryption,
  type SmtpAccess,
} from './email-configuration.ts';
export { EXTERNAL_MACROS, IOS_MACROS, MACROS, saysTheWayIn } from './macros.ts';
export { createEmailService, type EmailService } from './email-service.ts';
export type { ExternalInvitation } from './external-invitation.ts';
export { type Invitation, type InvitationTexts, type InvitedTo, type SiteInvitations } from './invitation.ts';
export type {
  EmailConfigurationStore,
  Mail,
  MailServer,
  SmsGateway,
  StoredEmailConfiguration,
} from './ports.ts';
export { createOutgoing, type Outgoing, type Ways } from './service.ts';
