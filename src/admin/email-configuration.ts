import { LIMITS } from '../kernel/index.ts';
import {
  ENCRYPTIONS,
  SMTP_LIMITS,
  USUAL_PORTS,
  type EmailConfiguration,
  type Encryption,
} from '../notify/index.ts';
import { field, secretField, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';

const ENCRYPTION_WORDS: Readonly<Record<Encryption, { readonly label: string; readonly hint: string }>> = {
  tls: { label: 'TLS', hint: `Encrypted from the first byte, usually on port ${USUAL_PORTS.tls}.` },
  starttls: {
    label: 'STARTTLS',
    hint: `Encrypted before anything is said, usually on port ${USUAL_PORTS.starttls}. A server that cannot do it gets nothing.`,
  },
  none: {
    label: 'None',
    hint: 'Warning: whoever is on the way can read the password and every invitation, and change them. Only for a server on this machine or a network that you trust.',
  },
};

const PASSWORD_HINTS = {
  none: 'Goes with the user name. It is kept sealed and never shown again.',
  stored: 'A password is stored and not shown. Leave the field empty to keep it.',
  unreadable:
    'A password is stored, but the key that sealed it (the file sealing-key in the data directory) was replaced. Please enter the password again.',
} as const;

/** Page model of login/email. */
export function emailPage(shown: {
  readonly configuration: EmailConfiguration;
  readonly revision: number;
  readonly password: keyof typeof PASSWORD_HINTS;
  readonly serverSideEmails: boolean;
  readonly typed?: Typed;
  /** The form *Send a test mail*: what was typed, and what the mail server said. */
  readonly testTyped?: Typed;
  readonly tested?: Notice;
  readonly notice?: Notice | undefined;
}) {
  const { configuration, typed, testTyped } = shown;
  const isSetUp = configuration.server !== '';
  const encryption = field('encryption', configuration.encryption, typed);
  return {
    revision: revisionShown(shown.revision, typed),
    server: field('server', configuration.server, typed),
    serverLimit: SMTP_LIMITS.serverCharacters,
    port: field('port', String(configuration.port), typed),
    portLength: 5,
    encryption: {
      problem: encryption.problem,
      choices: ENCRYPTIONS.map((value) => ({
        value,
        ...ENCRYPTION_WORDS[value],
        isWarning: value === 'none',
        checked: value === encryption.value,
      })),
    },
    username: field('username', configuration.username, typed),
    usernameLimit: SMTP_LIMITS.usernameCharacters,
    password: { ...secretField('password', typed), hint: PASSWORD_HINTS[shown.password] },
    passwordLimit: SMTP_LIMITS.passwordCharacters,
    from: field('from', configuration.from, typed),
    addressLimit: LIMITS.mailAddressCharacters,
    isClear: isSetUp && configuration.encryption === 'none',
    isSetUp,
    isUnused: isSetUp && !shown.serverSideEmails,
    to: field('to', '', testTyped),
    tested: shown.tested ?? (testTyped?.fault === undefined ? undefined : refusal(testTyped.fault)),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'SMTP Server', value: configuration.server === '' ? 'None' : configuration.server },
            { label: 'Port', value: String(configuration.port) },
            { label: 'Encryption', value: ENCRYPTION_WORDS[configuration.encryption].label },
            { label: 'User name', value: configuration.username === '' ? 'None' : configuration.username },
            { label: 'From Address', value: configuration.from === '' ? 'None' : configuration.from },
          ]
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}
