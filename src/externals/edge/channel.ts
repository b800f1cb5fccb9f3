import { Fault, type Instant, type RepId, type SessionId, type SessionPolicyId } from '../../kernel/index.ts';
import { spokenKey } from '../../keys/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import type { ExternalKey } from '../../protocol/index.ts';
import type { Profile } from '../../sessions/index.ts';
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
  /** Raises what stands against it in this session. */
  readonly mustAllow: (session: SessionId, rep: RepId) => void;
  /** One of these is chosen where there are any. */
  readonly profiles: () => readonly Profile[];
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
  /** Raises `not-valid` for the field `profile`. */
  function chosenProfile(id: SessionPolicyId | undefined): Profile | undefined {
    const profiles = ports.profiles();
    const chosen = profiles.find((profile) => profile.id === id);
    if (chosen === undefined && (id !== undefined || profiles.length > 0)) {
      throw new Fault('not-valid', {
        field: 'profile',
        sentence: 'Please choose one of the security profiles.',
      });
    }
    return chosen;
  }
  return {
    'invite-external': async ({ principal, origin }, message): Promise<ExternalKey> => {
      if (principal.kind !== 'person' || !ports.mayInvite(principal.id)) {
        throw new Fault('not-allowed');
      }
      const { id, name } = principal;
      ports.mustAllow(message.session, id);
      const profile = chosenProfile(message.profile);
      const { text } = await ports.externals.invite(message.session, { id, name }, message, profile);
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
