import { Fault, instant, LIMITS, type RepId, type Transaction } from '../../kernel/index.ts';
import { type Database, isUniqueViolation, type Query } from '../../platform/database.ts';
import { usernameKey, type ClaimStore, type PeopleStore } from '../index.ts';
import { personOf, type PersonRow, rowOf } from './person-row.ts';

interface SignInRow {
  readonly person_id: string;
  readonly made_at: number;
  readonly seen_at: number;
}

/** People and their sign-ins in the tables `people` and `sign_ins`. */
export function createPeopleStore(database: Database): PeopleStore {
  const { table } = database;
  const byId = database.prepare<{ id: string }>((at) => table('people').where({ id: at.id }));
  const byKey = database.prepare<{ key: string }>((at) => table('people').where({ username_key: at.key }));
  // Two reads by key: better-sqlite3 makes the row of a join anew each time, at seven times the cost.
  const signInByDigest = database.prepare<{ digest: string }>((at) =>
    table('sign_ins').where({ digest: at.digest }),
  );

  const latestSignedIn = database.prepare<{ since: number }>((at) =>
    table('sign_ins')
      .join('people', 'people.id', 'sign_ins.person_id')
      .where('seen_at', '>', at.since)
      .groupBy('person_id')
      .select('person_id', 'people.name')
      .min('made_at as since')
      .max('seen_at as seen_at')
      .orderBy('seen_at', 'desc')
      .limit(LIMITS.rowsPerPage),
  );

  function matching(search: string) {
    if (search === '') {
      return table('people');
    }
    const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    return table('people').whereRaw(String.raw`(name like ? escape '\' or username_key like ? escape '\')`, [
      pattern,
      usernameKey(pattern),
    ]);
  }

  /** Runs a query that may meet another person's username. */
  function run(tx: Transaction, query: Query): void {
    try {
      database.inside(tx).run(query);
    } catch (thrown) {
      if (isUniqueViolation(thrown)) {
        throw new Fault('not-valid', {
          field: 'username',
          sentence: 'Another user has this username. Please choose another one.',
        });
      }
      throw thrown;
    }
  }

  return {
    find(id) {
      const row = database.first<PersonRow>(byId({ id }));
      return row === undefined ? undefined : personOf(row);
    },
    findByUsername(key) {
      const row = database.first<PersonRow>(byKey({ key }));
      return row === undefined ? undefined : { person: personOf(row), passwordHash: row.password_hash };
    },
    passwordHash: (id) => database.first<PersonRow>(byId({ id }))?.password_hash,
    list({ search, offset, limit }) {
      const people = database.all<PersonRow>(
        matching(search).select('*').orderByRaw('name collate nocase, id').limit(limit).offset(offset),
      );
      const counted = database.first<{ total: number }>(matching(search).count('* as total'));
      return { people: people.map(personOf), total: counted?.total ?? 0 };
    },
    all: () => database.all<PersonRow>(table('people').limit(LIMITS.peoplePerSite)).map(personOf),
    nextDisplayNumber: () =>
      (database.first<{ last: number | null }>(table('people').max('display_number as last'))?.last ?? 0) + 1,
    hasDisplayNumber: (number, except) =>
      database.first(table('people').where({ display_number: number }).whereNot({ id: except })) !==
      undefined,
    count: () => database.first<{ total: number }>(table('people').count('* as total'))?.total ?? 0,
    administrators(except) {
      const active = table('people').where({ administrator: 1, disabled_at: null }).count('* as total');
      const counted = except === undefined ? active : active.whereNot({ id: except });
      return database.first<{ total: number }>(counted)?.total ?? 0;
    },
    add(tx, person, passwordHash) {
      run(tx, table('people').insert({ ...rowOf(person), password_hash: passwordHash }));
    },
    update(tx, person) {
      const { id, ...values } = rowOf(person);
      run(tx, table('people').where({ id }).update(values));
    },
    setPassword(tx, id, passwordHash) {
      database.inside(tx).run(table('people').where({ id }).update({ password_hash: passwordHash }));
    },
    remove(tx, id) {
      database.inside(tx).run(table('people').where({ id }).delete());
    },

    signIn(digest) {
      const signIn = database.first<SignInRow>(signInByDigest({ digest }));
      const person = signIn && database.first<PersonRow>(byId({ id: signIn.person_id }));
      return signIn === undefined || person === undefined
        ? undefined
        : { person: personOf(person), madeAt: instant(signIn.made_at), seenAt: instant(signIn.seen_at) };
    },
    signedIn: (since) =>
      database
        .all<{ person_id: string; name: string; since: number; seen_at: number }>(latestSignedIn({ since }))
        .map((row) => ({
          person: row.person_id as RepId,
          name: row.name,
          since: instant(row.since),
          seenAt: instant(row.seen_at),
        })),
    addSignIn(tx, { digest, person, at, address }) {
      database
        .inside(tx)
        .run(table('sign_ins').insert({ digest, person_id: person, made_at: at, seen_at: at, address }));
    },
    touchSignIn(tx, digest, at) {
      database.inside(tx).run(table('sign_ins').where({ digest }).update({ seen_at: at }));
    },
    removeSignIn(tx, digest) {
      database.inside(tx).run(table('sign_ins').where({ digest }).delete());
    },
    removeSignIns(tx, person) {
      const db = database.inside(tx);
      const ended = db.all<{ digest: string }>(
        table('sign_ins').where({ person_id: person }).select('digest'),
      );
      db.run(table('sign_ins').where({ person_id: person }).delete());
      return ended.map(({ digest }) => digest);
    },
    removeOldSignIns(tx, madeBefore, unusedSince) {
      database
        .inside(tx)
        .run(
          table('sign_ins').where('made_at', '<=', madeBefore).orWhere('seen_at', '<=', unusedSince).delete(),
        );
    },
  };
}

/** The one-time claim in the table `claim`. */
export function createClaimStore(database: Database): ClaimStore {
  const { table } = database;
  return {
    get() {
      const row = database.first<{ digest: string; expires_at: number }>(table('claim').where({ id: 1 }));
      return row === undefined ? undefined : { digest: row.digest, expiresAt: instant(row.expires_at) };
    },
    put(tx, { digest, expiresAt }) {
      database
        .inside(tx)
        .run(table('claim').insert({ id: 1, digest, expires_at: expiresAt }).onConflict('id').merge());
    },
    remove(tx) {
      database.inside(tx).run(table('claim').delete());
    },
  };
}
