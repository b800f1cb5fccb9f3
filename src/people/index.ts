/**
 * People: who has an account, what they may do, and whether they are signed in.
 *
 * Owns   persons with their roles and states, permissions (can.ts), passwords' rules, sign-ins and
 *        their lock, the one-time claim that makes the first administrator.
 * Never  shows a page (admin/ does), knows who is online in the console (sessions/ does), or keeps a
 *        password or a cookie: only what neither can be found from.
 * Seed   "Set up and sign in" of the first version; "Users" and "Security" of /login
 */
export { can, permissionsOf, type Permission } from './can.ts';
export { CLAIM_LIFE_MS } from './claim.ts';
export { personFields, usernameKey, type Person, type PersonFields } from './person.ts';
export { SIGN_IN_COOKIE, SIGN_IN_LIFE, WRONG_PER_SOURCE } from './sign-in.ts';
export type { ClaimStore, Digest, Passwords, PeopleStore, SignedIn, SourceBudget } from './ports.ts';
export {
  createPeople,
  type Credentials,
  type People,
  type PersonChange,
  type SignedInPrincipal,
} from './service.ts';
