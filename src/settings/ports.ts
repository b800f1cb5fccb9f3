import type { RepId, Transaction } from '../kernel/index.ts';

/** Who did it, as it is written down. `appliance` is the appliance itself. */
export type By = { readonly id: RepId; readonly name: string } | 'appliance';

type AuditValue = string | number | boolean | readonly string[];

/** One entry of the audit: what happened to a plain table, with old and new values, never a secret. */
export interface AuditEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, AuditValue | Readonly<Record<string, AuditValue>>>>;
}

/**
 * Writing to plain tables: what `work` writes and what it records become true together or not at all.
 * `work` is synchronous; the promise resolves when both are on the disk, and rejects with what it raised.
 */
export interface Audit {
  write<T>(work: (tx: Transaction, record: (event: AuditEvent) => void) => T): Promise<T>;

  /**
   * Whether one of the latest LIMITS.auditLookBack entries is of this type and has this value: what is asked for was
   * done already, by whoever pressed the button twice or by somebody else. Within `work`, what it shares a commit with counts.
   */
  happened(type: string, field: string, value: string): boolean;
}

export interface SettingsStore {
  /** Every stored value by name. */
  load(): ReadonlyMap<string, unknown>;
  /** How often the settings were written; 0 when never. */
  revision(): number;
  put(tx: Transaction, values: Readonly<Record<string, string | number | boolean>>): void;
}
