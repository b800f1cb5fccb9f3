import type { Knex } from 'knex';

/** A value that SQLite holds. Booleans are kept as 0 and 1. */
export type SqlValue = string | number | boolean | null | Uint8Array;

/** What knex builds (`database.table(…)`, `database.table.raw(…)`), or what `prepare` has built. */
export interface Query {
  toSQL(): { toNative(): { readonly sql: string; readonly bindings: readonly unknown[] } };
}

/** A query whose text is known already, with the values of one run. */
export class PreparedQuery implements Query {
  readonly sql: string;
  readonly bindings: readonly unknown[];

  constructor(sql: string, bindings: readonly unknown[]) {
    this.sql = sql;
    this.bindings = bindings;
  }

  toSQL(): { toNative(): PreparedQuery } {
    return { toNative: () => this };
  }
}

/** Takes the place of a value while knex builds a query that is run later. */
class StandIn {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Text and bindings of a query, the bindings as SQLite takes them. */
export function compiled(query: Query): PreparedQuery {
  if (query instanceof PreparedQuery) {
    return query;
  }
  const { sql, bindings } = query.toSQL().toNative();
  return new PreparedQuery(sql, bindings.map(boundValue));
}

export function prepared<Values extends Readonly<Record<keyof Values, SqlValue>>>(
  build: (at: { readonly [Name in keyof Values]: Knex.Value }) => Query,
): (values: Values) => Query {
  const at = new Proxy({}, { get: (_target, name) => new StandIn(String(name)) });
  const { sql, bindings } = build(at as { readonly [Name in keyof Values]: Knex.Value })
    .toSQL()
    .toNative();
  return (values) =>
    new PreparedQuery(
      sql,
      bindings.map((binding) =>
        boundValue(binding instanceof StandIn ? values[binding.name as keyof Values] : binding),
      ),
    );
}

function boundValue(value: unknown): unknown {
  if (typeof value === 'boolean') {
    return value ? 1 : 0;
  }
  return value === undefined ? null : value;
}
