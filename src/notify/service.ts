import {
  Fault,
  LIMITS,
  type Clock,
  type Log,
  type PortalId,
  type RepId,
  type Timers,
  unreachable,
} from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import { mailAddress, type ToAscii } from './address.ts';
import { mailSentence, smsSentence, UNCLEAR_SENTENCE, type Delivery } from './delivery.ts';
import type { EmailService } from './email-service.ts';
import type { SmtpAccess } from './email-configuration.ts';
import { externalMail, type ExternalInvitation } from './external-invitation.ts';
import { filledGateway, gatewayProblem, type HostOf } from './gateway-url.ts';
import {
  invitationMail,
  invitationSms,
  type Invitation,
  type InvitationTexts,
  type SiteInvitations,
} from './invitation.ts';
import { Outbox, type Pace } from './outbox.ts';
import { PHONE_SENTENCE, phoneNumber } from './phone-number.ts';
import { oneLine } from './plain-text.ts';
import type { Allowance, Mail, MailServer, Sealing, SmsGateway } from './ports.ts';

const GATEWAY = 'sms gateway';

/** How an invitation can be sent now: what the administrator switched on, and nothing else. */
export interface Ways {
  /** *Email (local)*: for the representative's own mail program. */
  readonly localMail?: { readonly subject: string; readonly body: string };
  /** *Email (server)*. */
  readonly serverMail: boolean;
  readonly sms: boolean;
}

/**
 * What goes out to people by mail and SMS. Each method that sends resolves when the server took the
 * message, and raises `not-valid` with the field `to`, `too-many`, `not-allowed` when that way is
 * switched off, `shutting-down`, or `not-sent` with a sentence that says what the server answered.
 * Numbers, addresses and messages are handed on and forgotten: nothing here writes them down.
 */
export interface Outgoing {
  waysFor(invitation: Invitation): Ways;
  /** *Email (server)*: the site's subject and body, nobody's to change. */
  inviteByMail(by: RepId, to: string, invitation: Invitation): Promise<void>;
  inviteBySms(by: RepId, to: string, invitation: Invitation): Promise<void>;
  /** The same for somebody from outside who is invited into a session: by mail alone. */
  waysForExternal(invitation: ExternalInvitation): Omit<Ways, 'sms'>;
  inviteExternalByMail(by: RepId, to: string, invitation: ExternalInvitation): Promise<void>;
  /** One try with what is saved; resolves with what the mail server said. */
  testMail(by: RepId, to: string, siteName: string): Promise<string>;
  /** What *Options* stores for this SMS Gateway URL. Raises `not-valid` with the field `smsGatewayUrl`. */
  gatewaySettings(url: string): { readonly smsGatewayHost: string; readonly smsGatewaySealed: string };
  /** `unreadable`: there is one, but the key that sealed it is gone. */
  gateway(): 'none' | 'stored' | 'unreadable';
  /** What is under way has so long to finish; what waits is refused. */
  close(withinMs: number): Promise<void>;
}

export function createOutgoing(ports: {
  readonly email: EmailService;
  readonly settings: Pick<Settings, 'current'>;
  readonly sites: SiteInvitations;
  readonly mailServer: MailServer;
  readonly smsGateway: SmsGateway;
  readonly sealing: Sealing;
  readonly toAscii: ToAscii;
  readonly hostOf: HostOf;
  readonly allowance: Allowance;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Timers;
  readonly log: Log;
}): Outgoing {
  const { email, settings, sites, sealing, toAscii, log } = ports;
  const pace: Pace = {
    waiting: LIMITS.outgoingMessages,
    waitMs: LIMITS.outgoingWaitMs,
    attemptMs: LIMITS.outgoingAttemptMs,
    againAfterMs: LIMITS.outgoingAgainAfterMs,
  };
  const around = { timers: ports.timers, nowMs: () => ports.clock.monotonicMs(), log };
  const mails = new Outbox(pace, around);
  const messages = new Outbox(pace, around);

  function gatewayUrl(): string | undefined {
    const { smsGatewaySealed } = settings.current();
    return smsGatewaySealed === '' ? undefined : sealing.unseal(GATEWAY, smsGatewaySealed);
  }

  function recipient(typed: string): string {
    const parsed = mailAddress(typed, toAscii);
    if (!parsed.ok) {
      throw new Fault('not-valid', { field: 'to', sentence: parsed.sentence });
    }
    return parsed.address;
  }

  function admit(by: RepId): void {
    if (!ports.allowance(by)) {
      throw new Fault('too-many', {
        sentence: `You sent ${LIMITS.invitationsBurst} messages in a short time. Please wait a minute and try again.`,
      });
    }
  }

  /** Whom the log may name: who sent, never to whom, nor what. */
  function done(delivery: Delivery, by: RepId, way: 'mail' | 'sms'): string {
    const outcome = delivery.kind === 'refused' ? delivery.refusal.kind : delivery.kind;
    log[delivery.kind === 'taken' ? 'info' : 'warn'](
      { by, way, outcome },
      delivery.kind === 'taken'
        ? 'A message was handed to its server'
        : 'A message was not taken by its server',
    );
    switch (delivery.kind) {
      case 'taken':
        return delivery.answer;
      case 'unclear':
        throw new Fault('not-sent', { sentence: UNCLEAR_SENTENCE });
      case 'refused':
        throw new Fault('not-sent', {
          sentence: way === 'mail' ? mailSentence(delivery.refusal) : smsSentence(delivery.refusal),
        });
      default:
        return unreachable(delivery);
    }
  }

  async function send(by: RepId, access: SmtpAccess, mail: Mail, tries?: 1): Promise<string> {
    admit(by);
    return done(await mails.post(() => ports.mailServer.send(access, mail), tries), by, 'mail');
  }

  async function sendInvitation(
    by: RepId,
    to: string,
    from: { readonly portal: PortalId; readonly siteName: string },
    mail: { readonly subject: string; readonly body: string },
  ): Promise<void> {
    if (!settings.current().serverSideEmails) {
      throw new Fault('not-allowed', { sentence: 'Invitations by server-side email are switched off.' });
    }
    const access = accessNow();
    await send(by, access, {
      from: { name: sender(from.siteName), address: senderAddress(from.portal, access) },
      to: recipient(to),
      subject: mail.subject,
      text: mail.body,
    });
  }

  function accessNow(): SmtpAccess {
    const access = email.access();
    if (access === undefined) {
      throw new Fault('not-sent', {
        sentence:
          'This appliance has no mail server. An administrator sets it up under Management > Email Configuration.',
      });
    }
    return access;
  }

  function senderAddress(portal: PortalId, access: SmtpAccess): string {
    const own = mailAddress(sites.from(portal) ?? '', toAscii);
    return own.ok ? own.address : access.from;
  }

  function textsFor({ portal, language, to }: Invitation): InvitationTexts {
    return sites.texts(portal, language, to);
  }

  function externalMailOf(invitation: ExternalInvitation): ReturnType<typeof externalMail> {
    return externalMail(invitation, sites.externalTexts(invitation.portal, invitation.language));
  }

  function waysFor(invitation: Invitation): Ways {
    const { clientSideEmails, serverSideEmails } = settings.current();
    return {
      ...(clientSideEmails ? { localMail: invitationMail(invitation, textsFor(invitation)) } : {}),
      serverMail: serverSideEmails && email.access() !== undefined,
      sms: gatewayUrl() !== undefined,
    };
  }

  return {
    waysFor,

    async inviteByMail(by, to, invitation) {
      await sendInvitation(by, to, invitation, invitationMail(invitation, textsFor(invitation)));
    },

    async inviteBySms(by, to, invitation) {
      const url = gatewayUrl();
      if (url === undefined) {
        throw new Fault('not-allowed', { sentence: 'This appliance has no SMS gateway.' });
      }
      const number = phoneNumber(to);
      if (number === undefined) {
        throw new Fault('not-valid', { field: 'to', sentence: PHONE_SENTENCE });
      }
      admit(by);
      const filled = filledGateway(url, number, invitationSms(invitation, textsFor(invitation)));
      done(await messages.post(() => ports.smsGateway.send(filled)), by, 'sms');
    },

    waysForExternal(invitation) {
      const { clientSideEmails, serverSideEmails } = settings.current();
      return {
        ...(clientSideEmails ? { localMail: externalMailOf(invitation) } : {}),
        serverMail: serverSideEmails && email.access() !== undefined,
      };
    },

    async inviteExternalByMail(by, to, invitation) {
      await sendInvitation(by, to, invitation, externalMailOf(invitation));
    },

    async testMail(by, to, siteName) {
      const access = accessNow();
      return send(
        by,
        access,
        {
          from: { name: sender(siteName), address: access.from },
          to: recipient(to),
          subject: oneLine(`${siteName}: test mail`, LIMITS.invitationSubjectCharacters),
          text: 'This is a test. If you can read it, the appliance can send mail.\n',
        },
        1,
      );
    },

    gatewaySettings(url) {
      const problem = gatewayProblem(url, ports.hostOf);
      if (problem !== undefined) {
        throw new Fault('not-valid', { field: 'smsGatewayUrl', sentence: problem });
      }
      return { smsGatewayHost: ports.hostOf(url) ?? '', smsGatewaySealed: sealing.seal(GATEWAY, url) };
    },

    gateway: () =>
      settings.current().smsGatewaySealed === ''
        ? 'none'
        : gatewayUrl() === undefined
          ? 'unreadable'
          : 'stored',

    async close(withinMs) {
      await Promise.all([mails.close(withinMs), messages.close(withinMs)]);
    },
  };
}

function sender(siteName: string): string {
  return oneLine(siteName, LIMITS.siteNameCharacters);
}
