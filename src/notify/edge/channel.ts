import { Fault, unreachable, type RepId } from '../../kernel/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import type { Invitation, InvitedTo, Outgoing } from '../index.ts';

/** The console's *Email (server)* and *SMS*. */
export function invitationHandlers(ports: {
  readonly outgoing: Pick<Outgoing, 'inviteByMail' | 'inviteBySms'>;
  /** The open key of this representative, as it was read aloud. Raises `key-refused`. `consoleOrigin` is where their browser reaches us. */
  readonly invitation: (
    rep: { readonly id: RepId; readonly name: string },
    key: string,
    consoleOrigin: string,
    language: string | undefined,
    to: InvitedTo,
  ) => Invitation;
}): Handlers {
  return {
    'send-invitation': ({ principal, origin }, { key, way, to, language, invitedTo = 'session' }) => {
      if (principal.kind !== 'person') {
        throw new Fault('not-allowed');
      }
      const invitation = ports.invitation(principal, key, origin, language, invitedTo);
      switch (way) {
        case 'mail':
          return ports.outgoing.inviteByMail(principal.id, to, invitation);
        case 'sms':
          return ports.outgoing.inviteBySms(principal.id, to, invitation);
        default:
          return unreachable(way);
      }
    },
  };
}
