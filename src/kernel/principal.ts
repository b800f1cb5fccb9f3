import type { RepId, SessionId } from './ids.ts';

export type Role = 'administrator' | 'representative';

/** Who speaks, as established at the door from a cookie; never from what the message says. */
export type Principal =
  | {
      readonly kind: 'person';
      readonly id: RepId;
      /** The public display name. */
      readonly name: string;
      readonly roles: ReadonlySet<Role>;
      /** What an administrator granted them beside that, in the words of people/can.ts. */
      readonly grants: ReadonlySet<string>;
      /** Which sign-in this is: SHA-256 of its cookie, in hex. Signing out ends all that hangs on it. */
      readonly signIn: string;
    }
  | {
      readonly kind: 'customer';
      readonly session: SessionId;
      /** SHA-256 of the cookie, in hex. */
      readonly signIn: string;
    }
  | {
      /** Somebody without an account, whom a representative invited into one session. */
      readonly kind: 'external';
      readonly session: SessionId;
      /** Who it is in that session, and nowhere else. */
      readonly id: RepId;
      /** As everybody in the session sees it. */
      readonly name: string;
      /** SHA-256 of the cookie, in hex. */
      readonly signIn: string;
    };
