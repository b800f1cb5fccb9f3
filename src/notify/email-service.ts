import { Fault } from '../kernel/index.ts';
import type { Audit, By } from '../settings/index.ts';
import type { ToAscii } from './address.ts';
import {
  checkedConfiguration,
  mayKeepPassword,
  NO_EMAIL,
  type EmailConfiguration,
  type SmtpAccess,
} from './email-configuration.ts';
import type { EmailConfigurationStore, Sealing, StoredEmailConfiguration } from './ports.ts';

const PURPOSE = 'smtp password';

/** *Email Configuration*: how the appliance sends mail. The password goes in and never comes out again, but to the mail server. */
export interface EmailService {
  current(): EmailConfiguration;
  /** Changes with every write. */
  revision(): number;
  /** `unreadable`: there is one, but the key that sealed it is gone. */
  password(): 'none' | 'stored' | 'unreadable';
  /** What is needed to send now; undefined when it is not set up, or its password cannot be read. */
  access(): SmtpAccess | undefined;
  /**
   * `password` '' keeps the stored one. Raises `changed-meanwhile`, or `not-valid` with the field: for
   * `password`, when the stored one may not be kept with what else changed.
   */
  change(by: By, wanted: EmailConfiguration, password: string, revision: number): Promise<void>;
}

export function createEmailService(ports: {
  readonly store: EmailConfigurationStore;
  readonly audit: Audit;
  readonly sealing: Sealing;
  readonly toAscii: ToAscii;
}): EmailService {
  const { store, audit, sealing, toAscii } = ports;
  let stored = store.load();

  function opened(): string | undefined {
    return stored?.sealedPassword === undefined ? undefined : sealing.unseal(PURPOSE, stored.sealedPassword);
  }

  return {
    current: () => withoutSecret(stored ?? NO_EMAIL),
    revision: () => stored?.revision ?? 0,
    password: () =>
      stored?.sealedPassword === undefined ? 'none' : opened() === undefined ? 'unreadable' : 'stored',
    access() {
      if (stored === undefined || stored.server === '') {
        return undefined;
      }
      const password = opened();
      return stored.sealedPassword !== undefined && password === undefined
        ? undefined
        : { ...withoutSecret(stored), password };
    },
    async change(by, wanted, password, revision) {
      const checked = checkedConfiguration(wanted, toAscii);
      if (!checked.ok) {
        throw new Fault('not-valid', checked);
      }
      const { configuration } = checked;
      await audit.write((tx, record) => {
        const before = store.load();
        const after: StoredEmailConfiguration = {
          ...configuration,
          sealedPassword: sealedPassword(before, configuration, password),
          revision: revision + 1,
        };
        const changes = recordedChanges(before, after);
        // A form that is pressed twice is sent twice.
        if ((before?.revision ?? 0) !== revision && changes !== undefined) {
          throw new Fault('changed-meanwhile');
        }
        if (changes !== undefined) {
          store.save(tx, after);
          record({ type: 'email-configuration-changed', data: { by, ...changes } });
        }
      });
      stored = store.load();
    },
  };

  function sealedPassword(
    before: StoredEmailConfiguration | undefined,
    after: EmailConfiguration,
    typed: string,
  ): string | undefined {
    if (after.username === '' || after.server === '') {
      if (typed !== '' && after.server !== '') {
        throw new Fault('not-valid', {
          field: 'username',
          sentence: 'A password goes with a user name: please enter it too, or leave the password empty.',
        });
      }
      return undefined;
    }
    const kept = before?.sealedPassword;
    const known = kept === undefined ? undefined : sealing.unseal(PURPOSE, kept);
    if (typed !== '') {
      return typed === known ? kept : sealing.seal(PURPOSE, typed);
    }
    if (known === undefined) {
      throw new Fault('not-valid', {
        field: 'password',
        sentence: 'Please enter the password that goes with the user name.',
      });
    }
    if (before === undefined || !mayKeepPassword(before, after)) {
      throw new Fault('not-valid', {
        field: 'password',
        sentence:
          'Please enter the password again: it is kept only for the same server and port, with the same or better encryption.',
      });
    }
    return kept;
  }
}

function withoutSecret({ server, port, encryption, username, from }: EmailConfiguration): EmailConfiguration {
  return { server, port, encryption, username, from };
}

/** What the audit is told: of the password only whether there is one, and that it was changed. */
function recordedChanges(
  before: StoredEmailConfiguration | undefined,
  after: StoredEmailConfiguration,
): Readonly<Record<'old' | 'new', Readonly<Record<string, string | number>>>> | undefined {
  const was = before ?? { ...NO_EMAIL, sealedPassword: undefined };
  const names = (['server', 'port', 'encryption', 'username', 'from'] as const).filter(
    (name) => was[name] !== after[name],
  );
  const passwordChanged = was.sealedPassword !== after.sealedPassword;
  if (names.length === 0 && !passwordChanged) {
    return undefined;
  }
  const values = (from: EmailConfiguration) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return {
    old: {
      ...values(was),
      ...(passwordChanged ? { password: was.sealedPassword === undefined ? 'none' : 'set' } : {}),
    },
    new: {
      ...values(after),
      ...(passwordChanged ? { password: after.sealedPassword === undefined ? 'none' : 'set anew' } : {}),
    },
  };
}
