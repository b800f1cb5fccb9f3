import type { Database } from '../../platform/database.ts';
import type { EmailConfigurationStore, Encryption } from '../index.ts';

interface EmailConfigurationRow {
  readonly server: string;
  readonly port: number;
  readonly encryption: string;
  readonly username: string;
  readonly password_sealed: string | null;
  readonly from_address: string;
  readonly revision: number;
}

/** *Email Configuration* in the one row of the table `email_configuration`. */
export function createEmailConfigurationStore(database: Database): EmailConfigurationStore {
  const { table } = database;
  return {
    load() {
      const row = database.first<EmailConfigurationRow>(table('email_configuration').where({ id: 1 }));
      return row === undefined
        ? undefined
        : {
            server: row.server,
            port: row.port,
            encryption: row.encryption as Encryption,
            username: row.username,
            sealedPassword: row.password_sealed ?? undefined,
            from: row.from_address,
            revision: row.revision,
          };
    },
    save(tx, { server, port, encryption, username, sealedPassword, from, revision }) {
      database.inside(tx).run(
        table('email_configuration')
          .insert({
            id: 1,
            server,
            port,
            encryption,
            username,
            password_sealed: sealedPassword ?? null,
            from_address: from,
            revision,
          })
          .onConflict('id')
          .merge(),
      );
    },
  };
}
