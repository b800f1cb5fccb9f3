import { LIMITS, type Clock, type Log, type Timers } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Sealing } from '../../platform/sealing.ts';
import { SourceLimit } from '../../platform/web.ts';
import type { Audit, Settings } from '../../settings/index.ts';
import {
  createEmailService,
  createOutgoing,
  type EmailService,
  type Outgoing,
  type SiteInvitations,
} from '../index.ts';
import { hostOf, toAscii } from './domain.ts';
import { createSmsGateway } from './sms-gateway.ts';
import { createMailServer } from './smtp.ts';
import { createEmailConfigurationStore } from './store.ts';

/** Mail and SMS, on one database. */
export function openNotify(world: {
  readonly database: Database;
  readonly audit: Audit;
  readonly settings: Settings;
  readonly sites: SiteInvitations;
  readonly sealing: Sealing;
  readonly publicUrl: string | undefined;
  readonly trusted: readonly string[] | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}): { readonly email: EmailService; readonly outgoing: Outgoing } {
  const { database, audit, settings, sites, sealing, publicUrl, trusted, clock, timers, log } = world;
  const email = createEmailService({
    store: createEmailConfigurationStore(database),
    audit,
    sealing,
    toAscii,
  });
  const sent = new SourceLimit({
    burst: LIMITS.invitationsBurst,
    perSecond: LIMITS.invitationsPerMinute / 60,
    clock,
  });
  const outgoing = createOutgoing({
    email,
    settings,
    sites,
    mailServer: createMailServer({
      clock,
      name: publicUrl === undefined ? undefined : new URL(publicUrl).hostname,
      trusted,
    }),
    smsGateway: createSmsGateway({ trusted }),
    sealing,
    toAscii,
    hostOf,
    allowance: (who) => sent.take(who),
    clock,
    timers,
    log,
  });
  return { email, outgoing };
}
