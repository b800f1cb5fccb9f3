import { Fault, type SessionId } from '../../kernel/index.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import type { Pushes } from '../index.ts';

/** Which pages of a session somebody looks at: a page says when nobody does. */
export class Looks {
  readonly #pages = new Map<SessionId, Map<Connection, boolean>>();

  set(session: SessionId, page: Connection, looks: boolean): void {
    this.#pages.set(session, (this.#pages.get(session) ?? new Map<Connection, boolean>()).set(page, looks));
  }

  closed(page: Connection): void {
    const { principal } = page;
    if (principal.kind === 'customer') {
      const pages = this.#pages.get(principal.session);
      pages?.delete(page);
      if (pages?.size === 0) {
        this.#pages.delete(principal.session);
      }
    }
  }

  isLookedAt(session: SessionId): boolean {
    return [...(this.#pages.get(session)?.values() ?? [])].includes(true);
  }
}

/** Web push over the wire: the offer to a customer's page, what it asks for, and whether somebody looks at it. */
export function pushHandlers(pushes: Pushes, looks: Looks): Handlers {
  return {
    hello(connection) {
      const { principal } = connection;
      if (principal.kind === 'customer') {
        const { session } = principal;
        looks.set(session, connection, true);
        const key = pushes.offer(session);
        connection.send({ type: 'push-offer', session, ...(key === undefined ? {} : { key }) });
      }
    },
    'subscribe-push': (connection, { session, endpoint, p256dh, auth }) =>
      pushes.subscribe(own(connection, session), { endpoint, p256dh, auth, origin: connection.origin }),
    'unsubscribe-push': (connection, { session }) => pushes.unsubscribe(own(connection, session)),
    looking: (connection, { session, looks: isSeen }) =>
      looks.set(own(connection, session), connection, isSeen),
  };
}

/** A customer has one session. */
function own({ principal }: Connection, session: SessionId): SessionId {
  if (principal.kind !== 'customer' || principal.session !== session) {
    throw new Fault('no-such-session');
  }
  return session;
}
