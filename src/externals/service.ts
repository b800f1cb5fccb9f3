import {
  Fault,
  faultFrom,
  laterBy,
  newId,
  oneLine,
  type Clock,
  type Instant,
  type InvitationId,
  type Principal,
  type Random,
  type RepId,
  type SessionId,
  type Timers,
} from '../kernel/index.ts';
import { generateKeyText, slowed, spokenKey, typedKey, type Guesses } from '../keys/index.ts';
import { inviteProblems } from '../protocol/index.ts';
import {
  EXTERNAL_KEY_MS,
  externalName,
  externalOf,
  externalsIn,
  isIn,
  type ExternalInvitation,
  type Profile,
  type Representative,
  type Session,
  type Sessions,
} from '../sessions/index.ts';
import type { ExternalStore, Secrets } from './ports.ts';

/** 31^12 ≈ 7.9 × 10¹⁷: unlike a session key, this one lets somebody in. */
const EXTERNAL_KEY_LENGTH = 12;

/** As long as a key is known, its link leads the browser that entered back to the session. */
const KEYS_KEPT_MS = 24 * 3_600_000;

type ExternalPrincipal = Principal & { readonly kind: 'external' };

/** Keys and sign-ins of those who are invited from outside. Every answer follows from the session as it is now. */
export class Externals {
  readonly #sessions: Sessions;
  readonly #store: ExternalStore;
  readonly #secrets: Secrets;
  readonly #guesses: Guesses;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #random: Random;

  constructor(ports: {
    readonly sessions: Sessions;
    readonly store: ExternalStore;
    readonly secrets: Secrets;
    readonly guesses: Guesses;
    readonly clock: Clock;
    readonly timers: Timers;
    readonly random: Random;
  }) {
    this.#sessions = ports.sessions;
    this.#store = ports.store;
    this.#secrets = ports.secrets;
    this.#guesses = ports.guesses;
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#random = ports.random;
  }

  /**
   * A key that lets one person into this session. Its text is told here and never again. Raises
   * `no-such-session` for whoever is not in it, `not-owner`, `not-valid`, `too-many-invited`.
   */
  async invite(
    session: SessionId,
    by: Representative,
    typed: { readonly name: string; readonly comments: string },
    profile: Profile | undefined,
  ): Promise<{ readonly text: string; readonly spoken: string; readonly until: Instant }> {
    if (!isIn(this.#sessions.find(session) ?? ABSENT, by.id)) {
      throw new Fault('no-such-session');
    }
    const [problem] = Object.entries(inviteProblems(typed));
    if (problem !== undefined) {
      throw new Fault('not-valid', { field: problem[0], sentence: problem[1] });
    }
    const text = generateKeyText(this.#random, EXTERNAL_KEY_LENGTH);
    const invitation = newId<InvitationId>(this.#random);
    const until = laterBy(this.#clock.now(), EXTERNAL_KEY_MS);
    await this.#sessions.command(
      session,
      {
        kind: 'invite-external',
        invitation,
        name: externalName(oneLine(typed.name)),
        comments: typed.comments.normalize('NFC').trim(),
        until,
        by,
        ...(profile === undefined ? {} : { profile }),
      },
      (tx) => this.#store.addKey(tx, this.#secrets.keyDigest(text), { session, invitation, until }),
    );
    return { text, spoken: spokenKey(text), until };
  }

  /**
   * Where the key leads that was typed; without `invitation`, somebody has come with it before, or it
   * is over, while others from outside are in that session. Raises `key-refused` for everything else
   * alike, and `too-many` for a source that guesses.
   */
  async find(
    typed: string,
    source: string,
  ): Promise<{ readonly session: SessionId; readonly invitation: ExternalInvitation | undefined }> {
    await slowed(this.#guesses, source, { clock: this.#clock, timers: this.#timers });
    const text = typedKey(typed, EXTERNAL_KEY_LENGTH);
    const key = text === undefined ? undefined : this.#store.keyBy(this.#secrets.keyDigest(text));
    const session = key === undefined ? undefined : this.#sessions.find(key.session);
    if (key === undefined || session?.status !== 'held') {
      this.#guesses.missed(this.#clock.monotonicMs());
      throw refused();
    }
    const invitation = session.externalInvitations.find(
      ({ id, until }) => id === key.invitation && this.#clock.now() < until,
    );
    if (invitation === undefined && externalsIn(session).length + session.away.length === 0) {
      this.#guesses.missed(this.#clock.monotonicMs());
      throw refused();
    }
    this.#guesses.right(source);
    return { session: key.session, invitation };
  }

  /** Uses the key up: whoever typed it is in the session, and the cookie lets their browser come back. Raises as `find` does. */
  async enter(
    typed: string,
    source: string,
  ): Promise<{ readonly session: SessionId; readonly cookie: string }> {
    const { session, invitation } = await this.find(typed, source);
    if (invitation === undefined) {
      throw refused();
    }
    const who = newId<RepId>(this.#random);
    const cookie = this.#secrets.newCookie();
    try {
      await this.#sessions.command(
        session,
        { kind: 'enter', invitation: invitation.id, who, now: this.#clock.now() },
        (tx) => this.#store.addSignIn(tx, this.#secrets.cookieDigest(cookie), { session, person: who }),
      );
    } catch (thrown) {
      const { code } = faultFrom(thrown);
      throw code === 'already-ended' || code === 'no-such-session' ? refused() : thrown;
    }
    return { session, cookie };
  }

  /** Who holds this cookie, as long as they are in their session or may come back into it. */
  principalOf(cookie: string): ExternalPrincipal | undefined {
    if (cookie.length !== 43) {
      return undefined;
    }
    const signIn = this.#secrets.cookieDigest(cookie);
    const row = this.#store.signInBy(signIn);
    const who = row && externalOf(this.#sessions.find(row.session) ?? ABSENT, row.person);
    return row && who && { kind: 'external', session: row.session, id: row.person, name: who.name, signIn };
  }

  /**
   * The open key that this representative made, as it was read aloud, with whom it is for. Raises
   * `key-refused`. Only one's own keys are found, so that guessing is worth nothing here.
   */
  own(
    rep: RepId,
    spoken: string,
  ): {
    readonly session: SessionId;
    readonly text: string;
    readonly name: string;
    readonly until: Instant;
  } {
    const text = typedKey(spoken, EXTERNAL_KEY_LENGTH);
    const key = text === undefined ? undefined : this.#store.keyBy(this.#secrets.keyDigest(text));
    const session = key === undefined ? undefined : this.#sessions.find(key.session);
    const invitation =
      session?.status === 'held'
        ? session.externalInvitations.find(({ id, by }) => id === key?.invitation && by.id === rep)
        : undefined;
    if (
      text === undefined ||
      key === undefined ||
      invitation === undefined ||
      this.#clock.now() >= invitation.until
    ) {
      throw new Fault('key-refused', {
        sentence: 'This key has been used or is not valid any more. Please create another one.',
      });
    }
    return { session: key.session, text, name: invitation.name, until: invitation.until };
  }

  /** Out of the session, for good: which ends the sign-in too. */
  async leave({ session, id }: ExternalPrincipal): Promise<void> {
    try {
      await this.#sessions.command(session, { kind: 'leave', by: id, how: 'left' });
    } catch (thrown) {
      const { code } = faultFrom(thrown);
      if (code !== 'not-in-session' && code !== 'already-ended' && code !== 'no-such-session') {
        throw thrown;
      }
    }
  }

  sweep(): Promise<void> {
    return this.#store.forget(laterBy(this.#clock.now(), -KEYS_KEPT_MS));
  }
}

const ABSENT: Session = { status: 'new', id: '' as SessionId, version: 0 };

/** One refusal for wrong, used, expired and withdrawn keys, and for those of sessions that are over. */
function refused(): Fault {
  return new Fault('key-refused', {
    field: 'key',
    sentence: 'This key is not valid. Please check it, or ask whoever invited you for a new one.',
  });
}
