import {
  type Clock,
  Fault,
  instant,
  type Instant,
  LIMITS,
  type Log,
  msBetween,
  newId,
  type Principal,
  type Random,
  type RepId,
  type Transaction,
} from '../kernel/index.ts';
import type { SkillId } from '../equilibrium/index.ts';
import type { Audit, AuditEvent, By, Settings } from '../settings/index.ts';
import { allowed, mustHaveNone } from './allowed.ts';
import { AttemptLedger } from './attempts.ts';
import { newClaim, opens } from './claim.ts';
import { passwordText, problemWithPassword } from './password.ts';
import {
  mayRemove,
  type Person,
  personFields,
  type PersonFields,
  problemsOf,
  rolesOf,
  usernameKey,
} from './person.ts';
import type {
  ClaimStore,
  Digest,
  Passwords,
  PeopleStore,
  SignedIn,
  SignInRecord,
  SkillStore,
  SourceBudget,
} from './ports.ts';
import { changesOf, type Recorded } from './recorded.ts';
import { NEW_REP, recordedRepSettings, type RepSettings, repSettingsProblems } from './rep-settings.ts';
import { isAlive, SIGN_IN_LIFE } from './sign-in.ts';

export type SignedInPrincipal = Principal & { readonly kind: 'person' };

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Where it comes from, for limits. */
  readonly source: string;
  /** The same for the record. */
  readonly address: string;
  /** The sign-in that this browser had before; it ends. */
  readonly replaces?: string;
}

/** What other rooms may need to know of a person. */
export type PersonChange =
  | { readonly kind: 'added' | 'changed' | 'enabled'; readonly person: Person }
  | { readonly kind: 'disabled' | 'deleted'; readonly person: Person };

export interface Setup {
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly siteName: string;
}

/**
 * Everything about accounts. `by` is the principal of the request; each method that changes another
 * person's account raises `not-allowed` unless `by` may manage people, whatever the route said.
 */
export interface People {
  /** Whose sign-in cookie this is; undefined when it is not one, has ended, or the person is disabled. Cheap. */
  principalOf(cookie: string | undefined): SignedInPrincipal | undefined;
  find(id: RepId): Person | undefined;
  list(page: { readonly search: string; readonly page: number }): {
    readonly people: readonly Person[];
    readonly total: number;
  };
  /** Who is signed in now, the latest first, 50 at most. */
  signedIn(): readonly SignedIn[];
  isLocked(person: Person): boolean;

  /**
   * Answers the cookie's value. Raises `wrong-credentials` for a wrong password, an unknown username, a
   * disabled or locked account alike, and `too-many` for a source that guesses too much.
   */
  signIn(credentials: Credentials): Promise<string>;
  /** Idempotent. `signIn` is the principal's. */
  signOut(by: SignedInPrincipal): Promise<void>;
  /**
   * Ends every sign-in of this person and answers the cookie of a new one. Raises `not-valid` with
   * field `currentPassword` or `newPassword`, `too-many`.
   */
  changeOwnPassword(
    by: SignedInPrincipal,
    passwords: {
      readonly current: string;
      readonly next: string;
      readonly source: string;
      readonly address: string;
    },
  ): Promise<string>;

  /** Raises `not-valid` with a field. */
  add(by: SignedInPrincipal, fields: PersonFields & { readonly password: string }): Promise<Person>;
  /**
   * Taking a role away signs the person out everywhere. Raises `not-valid` with a field,
   * `changed-meanwhile` when the person is not at `revision`, `not-allowed`, `not-found`.
   */
  change(by: SignedInPrincipal, id: RepId, fields: PersonFields, revision: number): Promise<Person>;
  /**
   * What the person may do as a representative, and when they are asked for sessions. Without a Display
   * Number they get the next one. Raises `not-valid` with a field, `changed-meanwhile` when the person
   * is not at `revision`, `not-allowed`, `not-found`.
   */
  changeRepSettings(
    by: SignedInPrincipal,
    id: RepId,
    settings: Omit<RepSettings, 'displayNumber'> & { readonly displayNumber: number | undefined },
    revision: number,
  ): Promise<void>;
  /**
   * Makes the person More Preferred in these skills and no others. Raises `not-valid` for field
   * `skills`, `changed-meanwhile` when the person is not at `revision`, `not-allowed`, `not-found`.
   */
  changeSkills(
    by: SignedInPrincipal,
    id: RepId,
    morePreferred: readonly SkillId[],
    revision: number,
  ): Promise<void>;
  /** Their own choice whether public sites list them; remembered. Idempotent. */
  setListed(id: RepId, isListed: boolean): Promise<void>;
  /** Signs the person out everywhere, at once. Raises `not-allowed`, `not-found`. */
  disable(by: SignedInPrincipal, id: RepId): Promise<void>;
  enable(by: SignedInPrincipal, id: RepId): Promise<void>;
  /** Raises `not-allowed`, `not-found`. What they did stays in the journal under their name. */
  delete(by: SignedInPrincipal, id: RepId): Promise<void>;
  /** Signs the person out everywhere. Raises `not-valid` for field `password`, `not-found`. */
  resetPassword(by: SignedInPrincipal, id: RepId, password: string): Promise<void>;

  /**
   * Called at each start. When nobody is administrator: voids the claim before and answers the text of
   * a new one, for the claim URL. Otherwise undefined.
   */
  openClaim(): Promise<string | undefined>;
  /** Whether this text opens the appliance now. */
  isClaim(claim: string): boolean;
  /**
   * Makes the first administrator, who is representative too, and answers the cookie that signs them
   * in. Raises `not-found` when the claim does not open (any more), `not-valid` with a field.
   */
  setUp(claim: string, setup: Setup, from: { readonly address: string }): Promise<string>;

  /** Calls `listener` with the ids (`Principal.signIn`) of sign-ins that have just ended. */
  onSignedOut(listener: (signIns: readonly string[]) => void): Disposable;
  onChanged(listener: (change: PersonChange) => void): Disposable;
  /** Removes sign-ins that are over. To be called now and then. */
  sweep(): Promise<void>;
}

const COOKIE_BYTES = 32;
const KNOWN_SIGN_INS = 1_000;
const COOKIE = /^[A-Za-z0-9_-]{43}$/;

export function createPeople(ports: {
  readonly store: PeopleStore;
  readonly claims: ClaimStore;
  readonly skills: Pick<SkillStore, 'find' | 'ofPerson' | 'putOfPerson'>;
  readonly audit: Audit;
  readonly settings: Pick<Settings, 'changeInside'>;
  /** Adds what a new site begins with, within the write that makes its first administrator. */
  readonly begin: (
    tx: Transaction,
    record: (event: AuditEvent) => void,
    by: By,
    first: Person,
  ) => { afterwards(): void };
  readonly passwords: Passwords;
  readonly sources: SourceBudget;
  readonly digest: Digest;
  /** Bytes as base64url. */
  readonly secret: (bytes: Uint8Array) => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly log: Log;
}): People {
  const { store, claims, skills, audit, settings, passwords, sources, digest, clock, random, log } = ports;
  const ledger = new AttemptLedger();
  const onSignedOut = new Set<(signIns: readonly string[]) => void>();
  const onChanged = new Set<(change: PersonChange) => void>();
  /** What an unknown username is checked against, so that it takes as long as a known one. */
  let decoy: Promise<string> | undefined;

  /**
   * Sign-ins as they were read last, for the many requests between two changes. This service is the
   * only writer of people and sign-ins, and forgets all of them with each write, before anybody is
   * answered.
   */
  const known = new Map<string, SignInRecord>();

  async function write<T>(work: Parameters<typeof audit.write<T>>[0]): Promise<T> {
    try {
      return await audit.write(work);
    } finally {
      known.clear();
    }
  }
  function signInOf(signIn: string): SignInRecord | undefined {
    const record = known.get(signIn) ?? store.signIn(signIn);
    if (record !== undefined) {
      if (known.size >= KNOWN_SIGN_INS) {
        known.clear();
      }
      known.set(signIn, record);
    }
    return record;
  }

  function newSecret(): string {
    return ports.secret(random.bytes(COOKIE_BYTES));
  }
  function tellSignedOut(signIns: readonly string[]): void {
    if (signIns.length > 0) {
      for (const listener of onSignedOut) {
        listener(signIns);
      }
    }
  }
  function tellChanged(change: PersonChange): void {
    for (const listener of onChanged) {
      listener(change);
    }
  }
  function existing(id: RepId): Person {
    const person = store.find(id);
    if (person === undefined) {
      throw new Fault('not-found', { sentence: 'This user does not exist any more.' });
    }
    return person;
  }
  /** Gives `person` a sign-in within a write; the text is for their cookie. */
  function issue(tx: Transaction, person: Person, address: string, now: Instant): string {
    const cookie = newSecret();
    store.addSignIn(tx, { digest: digest(cookie), person: person.id, at: now, address });
    store.update(tx, { ...person, lastSignInAt: now });
    return cookie;
  }
  /** Whether the password is right. When it could not be checked, the attempt does not count. */
  async function verified(hash: string, text: string, key: string, source: string): Promise<boolean> {
    try {
      return await passwords.verify(hash, text);
    } catch (thrown) {
      ledger.undo(key, clock.now());
      sources.giveBack(source);
      throw thrown;
    }
  }
  function touch(signIn: string, at: Instant): void {
    write((tx) => store.touchSignIn(tx, signIn, at)).catch((problem: unknown) => {
      log.warn({ problem: String(problem) }, 'The last use of a sign-in could not be kept');
    });
  }

  return {
    principalOf(cookie) {
      if (cookie === undefined || !COOKIE.test(cookie)) {
        return undefined;
      }
      const signIn = digest(cookie);
      const found = signInOf(signIn);
      const now = clock.now();
      if (found === undefined || found.person.status !== 'active' || !isAlive(found, now)) {
        return undefined;
      }
      if (msBetween(found.seenAt, now) >= SIGN_IN_LIFE.touchMs) {
        touch(signIn, now);
      }
      const { id, name, roles, grants } = found.person;
      return { kind: 'person', id, name, roles, grants, signIn };
    },

    find: (id) => store.find(id),
    list: ({ search, page }) =>
      store.list({ search, offset: (page - 1) * LIMITS.rowsPerPage, limit: LIMITS.rowsPerPage }),
    signedIn: () => store.signedIn(instant(clock.now() - SIGN_IN_LIFE.idleMs)),
    isLocked: (person) => ledger.isLocked(usernameKey(person.username), clock.now()),

    async signIn(credentials) {
      if (!sources.take(credentials.source)) {
        throw new Fault('too-many');
      }
      const key = usernameKey(credentials.username.trim());
      const found = store.findByUsername(key);
      if (!ledger.begin(key, found !== undefined, clock.now())) {
        throw new Fault('wrong-credentials', { detail: 'the account is locked' });
      }
      const text = passwordText(credentials.password);
      decoy ??= passwords.hash(newSecret());
      const right = await verified(found?.passwordHash ?? (await decoy), text, key, credentials.source);
      if (found === undefined || !right || found.person.status !== 'active') {
        if (found !== undefined) {
          // Not waited for: the answer must not take longer where the account exists.
          recordFailure(found.person, credentials.address);
        }
        throw new Fault('wrong-credentials');
      }
      const renewed = passwords.isCurrent(found.passwordHash) ? undefined : await passwords.hash(text);
      const { cookie, ended } = await write((tx, record) => {
        // As it is now: the account may have been disabled while the password was checked.
        const person = store.find(found.person.id);
        if (person?.status !== 'active' || store.passwordHash(person.id) !== found.passwordHash) {
          throw new Fault('wrong-credentials');
        }
        const before = credentials.replaces;
        if (before !== undefined) {
          store.removeSignIn(tx, before);
        }
        if (renewed !== undefined) {
          store.setPassword(tx, person.id, renewed);
        }
        record({ type: 'signed-in', data: { by: byOf(person), address: credentials.address } });
        return {
          cookie: issue(tx, person, credentials.address, clock.now()),
          ended: before === undefined ? [] : [before],
        };
      });
      sources.giveBack(credentials.source);
      ledger.forget(key);
      tellSignedOut(ended);
      return cookie;
    },

    async signOut(by) {
      await write((tx, record) => {
        store.removeSignIn(tx, by.signIn);
        record({ type: 'signed-out', data: { by: byOf(by) } });
      });
      tellSignedOut([by.signIn]);
    },

    async changeOwnPassword(by, { current, next, source, address }) {
      const person = existing(by.id);
      if (!sources.take(source)) {
        throw new Fault('too-many');
      }
      const key = usernameKey(person.username);
      const hash = store.passwordHash(by.id) ?? '';
      const mayTry = ledger.begin(key, true, clock.now());
      if (!mayTry || !(await verified(hash, passwordText(current), key, source))) {
        throw new Fault('not-valid', {
          field: 'currentPassword',
          sentence: 'This is not your current password, or the account is locked for a while.',
        });
      }
      sources.giveBack(source);
      ledger.forget(key);
      mustBeUsable(next, person, 'newPassword');
      const nextHash = await passwords.hash(passwordText(next));
      const { cookie, ended } = await write((tx, record) => {
        if (store.passwordHash(by.id) !== hash) {
          throw new Fault('changed-meanwhile');
        }
        const ended = store.removeSignIns(tx, by.id);
        store.setPassword(tx, by.id, nextHash);
        record({ type: 'own-password-changed', data: { by: byOf(by) } });
        return { cookie: issue(tx, existing(by.id), address, clock.now()), ended };
      });
      tellSignedOut(ended);
      return cookie;
    },

    async add(byPrincipal, fields) {
      const by = allowed(byPrincipal, 'manage-people');
      mustHaveNone(problemsOf(fields));
      mustBeUsable(fields.password, fields, 'password');
      const hash = await passwords.hash(passwordText(fields.password));
      const person = await write((tx, record) => {
        if (store.count() >= LIMITS.peoplePerSite) {
          throw new Fault('too-many', {
            sentence: `There can be ${LIMITS.peoplePerSite} users at most. Please delete one that is not needed.`,
          });
        }
        const added = newPerson(newId<RepId>(random), fields, clock.now(), store.nextDisplayNumber());
        store.add(tx, added, hash);
        record({ type: 'user-added', data: { by, id: added.id, new: asRecorded(fields) } });
        return added;
      });
      tellChanged({ kind: 'added', person });
      return person;
    },

    async change(byPrincipal, id, fields, revision) {
      const by = allowed(byPrincipal, 'manage-people');
      mustHaveNone(problemsOf(fields));
      const { person, ended } = await write((tx, record) => {
        const before = existing(id);
        const changes = changesOf(asRecorded(personFields(before)), asRecorded(fields));
        if (changes === undefined) {
          return { person: before, ended: [] };
        }
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        if (before.roles.has('administrator') && !fields.administrator) {
          mayRemove('demote', before, byPrincipal.id, store.administrators(id));
        }
        const after: Person = {
          ...before,
          name: fields.name,
          username: fields.username,
          roles: rolesOf(fields),
          revision: before.revision + 1,
        };
        store.update(tx, after);
        record({ type: 'user-changed', data: { by, id, ...changes } });
        // What was opened with a role that is gone must close.
        const lost = [...before.roles].some((role) => !after.roles.has(role));
        return { person: after, ended: lost ? store.removeSignIns(tx, id) : [] };
      });
      tellSignedOut(ended);
      tellChanged({ kind: 'changed', person });
      return person;
    },

    async changeRepSettings(byPrincipal, id, wanted, revision) {
      const by = allowed(byPrincipal, 'manage-people');
      const person = await write((tx, record) => {
        const before = existing(id);
        const settings: RepSettings = {
          ...wanted,
          displayNumber: wanted.displayNumber ?? store.nextDisplayNumber(),
        };
        const changes = changesOf(recordedRepSettings(before), recordedRepSettings(settings));
        if (changes === undefined) {
          return before;
        }
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        mustHaveNone(repSettingsProblems(settings, (number) => store.hasDisplayNumber(number, id)));
        const after: Person = { ...before, ...settings, revision: before.revision + 1 };
        store.update(tx, after);
        record({ type: 'user-permissions-changed', data: { by, id, name: before.name, ...changes } });
        return after;
      });
      tellChanged({ kind: 'changed', person });
    },

    async setListed(id, isListed) {
      const person = await write((tx) => {
        const before = existing(id);
        const after: Person = { ...before, isListed };
        if (before.isListed !== isListed) {
          // The revision stays: what an administrator has open is not about this.
          store.update(tx, after);
        }
        return after;
      });
      tellChanged({ kind: 'changed', person });
    },

    async changeSkills(byPrincipal, id, morePreferred, revision) {
      const by = allowed(byPrincipal, 'manage-people');
      const person = await write((tx, record) => {
        const before = existing(id);
        const changes = changesOf(
          { morePreferred: [...skills.ofPerson(id)].toSorted() },
          { morePreferred: [...new Set(morePreferred)].toSorted() },
        );
        if (changes === undefined) {
          return before;
        }
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        if (!morePreferred.every((skill) => skills.find(skill) !== undefined)) {
          throw new Fault('not-valid', {
            field: 'skills',
            sentence: 'One of the skills does not exist any more. Please look again.',
          });
        }
        const after: Person = { ...before, revision: before.revision + 1 };
        store.update(tx, after);
        skills.putOfPerson(tx, id, morePreferred);
        record({ type: 'user-skills-changed', data: { by, id, name: before.name, ...changes } });
        return after;
      });
      tellChanged({ kind: 'changed', person });
    },

    async disable(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-people');
      const done = await write((tx, record) => {
        const before = existing(id);
        if (before.status === 'disabled') {
          return undefined;
        }
        mayRemove('disable', before, byPrincipal.id, store.administrators(id));
        const person: Person = {
          ...before,
          status: 'disabled',
          disabledAt: clock.now(),
          revision: before.revision + 1,
        };
        store.update(tx, person);
        record({ type: 'user-disabled', data: { by, id, name: before.name } });
        return { person, ended: store.removeSignIns(tx, id) };
      });
      if (done !== undefined) {
        tellSignedOut(done.ended);
        tellChanged({ kind: 'disabled', person: done.person });
      }
    },

    async enable(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-people');
      const person = await write((tx, record) => {
        const before = existing(id);
        if (before.status === 'active') {
          return undefined;
        }
        const { disabledAt: _disabledAt, ...facts } = before;
        const after: Person = { ...facts, status: 'active', revision: before.revision + 1 };
        store.update(tx, after);
        record({ type: 'user-enabled', data: { by, id, name: before.name } });
        return after;
      });
      if (person !== undefined) {
        ledger.forget(usernameKey(person.username));
        tellChanged({ kind: 'enabled', person });
      }
    },

    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-people');
      const done = await write((tx, record) => {
        if (store.find(id) === undefined && audit.happened('user-deleted', 'id', id)) {
          return undefined;
        }
        const before = existing(id);
        mayRemove('delete', before, byPrincipal.id, store.administrators(id));
        const signIns = store.removeSignIns(tx, id);
        store.remove(tx, id);
        record({ type: 'user-deleted', data: { by, id, old: asRecorded(personFields(before)) } });
        return { person: before, ended: signIns };
      });
      if (done !== undefined) {
        tellSignedOut(done.ended);
        tellChanged({ kind: 'deleted', person: done.person });
      }
    },

    async resetPassword(byPrincipal, id, password) {
      const by = allowed(byPrincipal, 'manage-people');
      const before = existing(id);
      mustBeUsable(password, before, 'password');
      const hash = await passwords.hash(passwordText(password));
      const ended = await write((tx, record) => {
        const person = existing(id);
        store.setPassword(tx, id, hash);
        store.update(tx, { ...person, revision: person.revision + 1 });
        record({ type: 'user-password-reset', data: { by, id, name: person.name } });
        return store.removeSignIns(tx, id);
      });
      ledger.forget(usernameKey(before.username));
      tellSignedOut(ended);
    },

    async openClaim() {
      if (store.administrators() > 0) {
        return undefined;
      }
      const claim = newSecret();
      await write((tx) => claims.put(tx, newClaim(digest(claim), clock.now())));
      return claim;
    },

    isClaim: (claim) =>
      COOKIE.test(claim) && opens(claims.get(), digest(claim), store.administrators(), clock.now()),

    async setUp(claim, setup, { address }) {
      const fields = { ...setup, administrator: true, representative: true };
      mustHaveNone(problemsOf(fields));
      mustBeUsable(setup.password, setup, 'password');
      const hash = await passwords.hash(passwordText(setup.password));
      const { cookie, person, site, beginning } = await write((tx, record) => {
        const now = clock.now();
        // Here and not before: of two that come at once, the second finds the claim used up.
        if (!opens(claims.get(), digest(claim), store.administrators(), now)) {
          throw new Fault('not-found');
        }
        claims.remove(tx);
        const first = newPerson(newId<RepId>(random), fields, now, store.nextDisplayNumber());
        store.add(tx, first, hash);
        record({
          type: 'set-up',
          data: { by: byOf(first), address, new: asRecorded(fields) },
        });
        const site = settings.changeInside(tx, record, byOf(first), { siteName: setup.siteName });
        const beginning = ports.begin(tx, record, byOf(first), first);
        return { cookie: issue(tx, first, address, now), person: first, site, beginning };
      });
      site.afterwards();
      tellChanged({ kind: 'added', person });
      beginning.afterwards();
      return cookie;
    },

    onSignedOut: (listener) => listening(onSignedOut, listener),
    onChanged: (listener) => listening(onChanged, listener),
    sweep: () =>
      write((tx) =>
        store.removeOldSignIns(
          tx,
          instant(clock.now() - SIGN_IN_LIFE.absoluteMs),
          instant(clock.now() - SIGN_IN_LIFE.idleMs),
        ),
      ),
  };

  /** A wrong password for an existing account is worth knowing; the lock keeps these few. */
  function recordFailure(person: Person, address: string): void {
    write((_tx, record) => {
      record({ type: 'sign-in-failed', data: { id: person.id, name: person.name, address } });
    }).catch((problem: unknown) => {
      log.warn({ problem: String(problem) }, 'A failed sign-in could not be recorded');
    });
  }
}

function listening<Listener>(listeners: Set<Listener>, listener: Listener): Disposable {
  listeners.add(listener);
  return { [Symbol.dispose]: () => listeners.delete(listener) };
}

function byOf(person: { readonly id: RepId; readonly name: string }): By {
  return { id: person.id, name: person.name };
}

function newPerson(id: RepId, fields: PersonFields, now: Instant, displayNumber: number): Person {
  return {
    status: 'active',
    id,
    username: fields.username,
    name: fields.name,
    roles: rolesOf(fields),
    createdAt: now,
    lastSignInAt: undefined,
    revision: 1,
    ...NEW_REP,
    displayNumber,
    isListed: true,
  };
}

function mustBeUsable(
  password: string,
  person: { readonly username: string; readonly name: string },
  field: string,
): void {
  const sentence = problemWithPassword(password, person);
  if (sentence !== undefined) {
    throw new Fault('not-valid', { field, sentence });
  }
}

function asRecorded(fields: PersonFields): Recorded {
  return { name: fields.name, username: fields.username, roles: [...rolesOf(fields)] };
}
