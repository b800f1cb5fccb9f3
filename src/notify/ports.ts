import type { RepId, Transaction } from '../kernel/index.ts';
import type { Attempt } from './delivery.ts';
import type { EmailConfiguration, SmtpAccess } from './email-configuration.ts';

/** One mail, as plain text. Every field is checked: one line each, and one recipient. */
export interface Mail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailServer {
  send(access: SmtpAccess, mail: Mail): Attempt;
}

/** `url` has the number and the message in it already. */
export interface SmsGateway {
  send(url: string): Attempt;
}

/** Hides a secret that must be said again; `purpose` is where it belongs. */
export interface Sealing {
  seal(purpose: string, text: string): string;
  /** undefined when it cannot be opened (any more). */
  unseal(purpose: string, sealed: string): string | undefined;
}

export interface StoredEmailConfiguration extends EmailConfiguration {
  readonly sealedPassword: string | undefined;
  /** Counts writes; 0 before the first. */
  readonly revision: number;
}

export interface EmailConfigurationStore {
  load(): StoredEmailConfiguration | undefined;
  save(tx: Transaction, configuration: StoredEmailConfiguration): void;
}

/** Whether this person may send one more message now; counts it. */
export interface Allowance {
  (who: RepId): boolean;
}
