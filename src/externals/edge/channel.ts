import { Fault, type RepId } from '../../kernel/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import type { ExternalKey } from '../../protocol/index.ts';
import type { Externals } from '../index.ts';

/** The console's *Invite External Representative*. */
export function externalHandlers(ports: {
  readonly externals: Externals;
  readonly mayInvite: (rep: RepId) => boolean;
  /** HANDRAIL_PUBLIC_URL, when given; otherwise people come where the representative's own browser reaches us. */
  readonly publicUrl: string | undefined;
}): Handlers {
  return {
    'invite-external': async ({ principal, origin }, message): Promise<ExternalKey> => {
      if (principal.kind !== 'person' || !ports.mayInvite(principal.id)) {
        throw new Fault('not-allowed');
      }
      const { id, name } = principal;
      const key = await ports.externals.invite(message.session, { id, name }, message);
      return {
        key: key.spoken,
        url: `${ports.publicUrl ?? origin}/console/external?key=${key.text}`,
        until: key.until,
      };
    },
  };
}
