import type { SessionId, Transaction } from '../../kernel/index.ts';
import type { Typed, WebContext } from '../../platform/web.ts';
import type { CommandOf } from '../../sessions/index.ts';
import type { Availability, PublicSite } from '../index.ts';
import type { Chosen } from './present.ts';

/** What the portal does for every way in, its own pages, links and Support Buttons alike. */
export interface PortalDoors<Target extends { readonly chosen: Chosen }> {
  readonly siteOf: (ctx: WebContext) => PublicSite;
  /** Raises `key-refused` and `too-many`. */
  readonly ofKey: (ctx: WebContext, typed: string) => Promise<Target>;
  readonly availability: (target: Target) => Availability;
  readonly isClosed: (site: PublicSite, chosen: Chosen) => boolean;
  readonly showNobody: (ctx: WebContext, why: 'closed' | 'nobody', chosen: Chosen, text: Typed) => void;
  readonly requestOf: (
    site: PublicSite,
    target: Target,
    customer: {
      readonly name: string;
      readonly company: string;
      readonly companyCode: string;
      readonly details: string;
    },
    language: string,
  ) => CommandOf<'request'>;
  /** Begins it, with what else must be true together with it, and gives the customer's cookie. */
  readonly begin: (
    ctx: WebContext,
    target: Target,
    request: CommandOf<'request'>,
    also?: (tx: Transaction) => void,
  ) => Promise<SessionId>;
}
