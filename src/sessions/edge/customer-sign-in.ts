import { createHash } from 'node:crypto';
import {
  instant,
  type Clock,
  type Principal,
  type Random,
  type SessionId,
  type Transaction,
} from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';

/** The cookie that lets a customer's browser come back to its session, and to nothing else. */
export const CUSTOMER_COOKIE = 'handrail_customer';

/** How long a customer may come back to read how the session ended. */
const LIFE_MS = 24 * 3_600_000;

/** The customer's side of signing in: whoever started the session holds a random cookie for its path. */
export class CustomerSignIns {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(ports: { readonly database: Database; readonly clock: Clock; readonly random: Random }) {
    this.#database = ports.database;
    this.#clock = ports.clock;
    this.#random = ports.random;
  }

  /** The cookie's value, kept as a digest within the transaction that starts the session. */
  issue(tx: Transaction, session: SessionId): string {
    const token = Buffer.from(this.#random.bytes(32)).toString('base64url');
    const now = this.#clock.now();
    const inside = this.#database.inside(tx);
    inside.run(
      this.#database
        .table('customer_sign_ins')
        .where('made_at', '<', now - 2 * LIFE_MS)
        .whereNotIn('session_id', this.#database.table('sessions').select('id').whereNot({ status: 'ended' }))
        .del(),
    );
    inside.run(
      this.#database
        .table('customer_sign_ins')
        .insert({ digest: digestOf(token), session_id: session, made_at: now }),
    );
    return token;
  }

  /** Another one, for a browser that did not get the first. */
  issueAgain(session: SessionId): Promise<string> {
    return this.#database.write((tx) => this.issue(tx, session));
  }

  /** Who holds this cookie. Undefined for anything else. */
  principalOf(token: string): (Principal & { readonly kind: 'customer' }) | undefined {
    if (token.length !== 43) {
      return undefined;
    }
    const digest = digestOf(token);
    const row = this.#database.first<{ session_id: SessionId; made_at: number }>(
      this.#database.table('customer_sign_ins').where({ digest }).first('session_id', 'made_at'),
    );
    if (row === undefined || this.#isOver(row)) {
      return undefined;
    }
    return { kind: 'customer', session: row.session_id, signIn: digest };
  }

  /** A session may run for longer than the cookie lives; what counts is when it ended. */
  #isOver(row: { readonly session_id: SessionId; readonly made_at: number }): boolean {
    const now = this.#clock.now();
    if (now - row.made_at < LIFE_MS) {
      return false;
    }
    const session = this.#database.first<{ ended_at: number | null }>(
      this.#database.table('sessions').where({ id: row.session_id }).first('ended_at'),
    );
    return session === undefined || (session.ended_at !== null && now - instant(session.ended_at) > LIFE_MS);
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
