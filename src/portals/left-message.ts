import type { Instant, LeftMessageId, PortalId, RepId, Role, TeamId } from '../kernel/index.ts';
import { mayUseSite } from './site.ts';

/** What a customer leaves when nobody is there. */
export interface LeftMessageFields {
  readonly name: string;
  /** A telephone number, an address: however they can be reached. */
  readonly reach: string;
  readonly message: string;
}

/** For whom it is: what the customer had chosen before. */
export type Addressee =
  | { readonly kind: 'team'; readonly team: TeamId }
  | { readonly kind: 'representative'; readonly rep: RepId }
  /** Whoever serves the site. */
  | { readonly kind: 'site' };

export interface LeftMessage extends LeftMessageFields {
  readonly id: LeftMessageId;
  readonly site: PortalId;
  readonly siteName: string;
  readonly to: Addressee;
  /** What the customer had chosen, in words; '' for nothing. */
  readonly about: string;
  /** In which the customer read the page. */
  readonly language: string;
  readonly leftAt: Instant;
  readonly done: { readonly at: Instant; readonly by: string } | undefined;
}

/** Who wants to see messages. */
export interface MessageReader {
  readonly id: RepId;
  readonly roles: ReadonlySet<Role>;
  readonly teams: ReadonlySet<TeamId>;
  readonly portals: 'all' | ReadonlySet<PortalId>;
}

/** Administrators see every message; representatives those to them, to their teams, and to sites of theirs. */
export function maySeeMessage(reader: MessageReader, message: Pick<LeftMessage, 'to' | 'site'>): boolean {
  if (reader.roles.has('administrator')) {
    return true;
  }
  if (!reader.roles.has('representative')) {
    return false;
  }
  const { to } = message;
  switch (to.kind) {
    case 'team':
      return reader.teams.has(to.team);
    case 'representative':
      return to.rep === reader.id;
    case 'site':
      return mayUseSite(reader.portals, message.site);
    default:
      return to satisfies never;
  }
}
