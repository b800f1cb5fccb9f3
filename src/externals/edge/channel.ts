import { Fault, type Instant, type RepId, type SessionId } from '../../kernel/index.ts';
import { spokenKey } from '../../keys/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import type { ExternalKey } from '../../protocol/index.ts';
import type { Externals } from '../index.ts';

/** A key with what is told of it to whoever is invited. */
export interface MadeExternalKey {
  readonly session: SessionId;
  readonly repName: string;
  /** Who is invited. */
  readonly name: string;
  /** As it is read aloud. */
  readonly key: string;
  readonly url: string;
  readonly until: Instant;
}

/** The console's *Invite External Representative*. */
export function externalHandlers(ports: {
  readonly externals: Externals;
  readonly mayInvite: (rep: RepId) => boolean;
  /** HANDRAIL_PUBLIC_URL, when given; otherwise people come where the representative's own browser reaches us. */
  readonly publicUrl: string | undefined;
  /** How the key can be sent, and sending it. */
  readonly ways: (key: MadeExternalKey, language: string | undefined) => ExternalKey['ways'];
  readonly sendMail: (
    by: RepId,
    to: string,
    key: MadeExternalKey,
    language: string | undefined,
  ) => Promise<void>;
}): Handlers {
  function made(repName: string, key: ReturnType<Externals['own']>, origin: string): MadeExternalKey {
    return {
      session: key.session,
      repName,
      name: key.name,
      key: spokenKey(key.text),
      url: `${ports.publicUrl ?? origin}/console/external?key=${key.text}`,
      until: key.until,
    };
  }
  return {
    'invite-external': async ({ principal, origin }, message): Promise<ExternalKey> => {
      if (principal.kind !== 'person' || !ports.mayInvite(principal.id)) {
        throw new Fault('not-allowed');
      }
      const { id, name } = principal;
      const { text } = await ports.externals.invite(message.session, { id, name }, message);
      const key = made(name, ports.externals.own(id, text), origin);
      return { key: key.key, url: key.url, until: key.until, ways: ports.ways(key, message.language) };
    },
    'send-external-invitation': async ({ principal, origin }, { key, to, language }): Promise<void> => {
      if (principal.kind !== 'person' || !ports.mayInvite(principal.id)) {
        throw new Fault('not-allowed');
      }
      const { id, name } = principal;
      await ports.sendMail(id, to, made(name, ports.externals.own(id, key), origin), language);
    },
  };
}
