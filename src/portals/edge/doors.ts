import type { SessionId, Transaction } from '../../kernel/index.ts';
import type { Typed, WebContext } from '../../platform/web.ts';
import type { CommandOf } from '../../sessions/index.ts';
import type { Availability, PublicSite } from '../index.ts';
import type { Chosen } from './present.ts';

export type Alongside = (tx: Transaction, session: SessionId) => void;

/**
 * The session that this form begins, or has begun when it was sent before; then its cookie is given anew. `begins` hands
 * `keep` to `begin`; undefined when a page that says otherwise was shown. `isKeyed`: what somebody came to cannot be begun anew.
 * Raises `too-many`.
 */
export type BeginOnce = (
  ctx: WebContext,
  fields: Typed,
  isKeyed: boolean,
  begins: (keep: Alongside) => Promise<SessionId | undefined>,
) => Promise<SessionId | undefined>;

/** What the portal does for every way in, its own pages, links and Support Buttons alike. */
export interface PortalDoors<Target extends { readonly chosen: Chosen }> {
  readonly siteOf: (ctx: WebContext) => PublicSite;
  /** From here on it is about this site, whichever host it was asked for at. */
  readonly isAbout: (ctx: WebContext, site: PublicSite) => void;
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
    also: Alongside,
  ) => Promise<SessionId>;
  readonly beginOnce: BeginOnce;
}
