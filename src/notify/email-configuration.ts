import { LIMITS } from '../kernel/index.ts';
import { mailAddress, type ToAscii } from './address.ts';

/** `tls` from the first byte; `starttls` required, never just tried; `none` sends all in the clear. */
export const ENCRYPTIONS = ['tls', 'starttls', 'none'] as const;
export type Encryption = (typeof ENCRYPTIONS)[number];

/** The port that goes with each, where the administrator names none (RFC 8314, RFC 5321). */
export const USUAL_PORTS: Readonly<Record<Encryption, number>> = { tls: 465, starttls: 587, none: 25 };

/** *Email Configuration* without its secret. */
export interface EmailConfiguration {
  /** A name or an address; '' while the appliance sends no mail. */
  readonly server: string;
  readonly port: number;
  readonly encryption: Encryption;
  /** '' to send without signing in. */
  readonly username: string;
  readonly from: string;
}

export const NO_EMAIL: EmailConfiguration = {
  server: '',
  port: USUAL_PORTS.starttls,
  encryption: 'starttls',
  username: '',
  from: '',
};

/** What a mail server is told to let us in; nothing of this is logged or shown. */
export interface SmtpAccess extends EmailConfiguration {
  /** undefined: no sign-in. */
  readonly password: string | undefined;
}

const HOST_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.?$/i;
const IPV6 = /^[0-9a-f:]+(\.\d{1,3}){0,3}$/i;

/** The first field that needs another look, with a sentence. The From address comes back as mail servers know it. */
export function checkedConfiguration(
  typed: EmailConfiguration,
  toAscii: ToAscii,
):
  | { readonly ok: true; readonly configuration: EmailConfiguration }
  | { readonly ok: false; readonly field: keyof EmailConfiguration; readonly sentence: string } {
  const server = /^[\p{L}\p{M}\p{N}.-]+$/u.test(typed.server) ? toAscii(typed.server) : typed.server;
  if (
    typed.server !== '' &&
    (server.length > 253 || !(HOST_NAME.test(server) || (server.includes(':') && IPV6.test(server))))
  ) {
    return {
      ok: false,
      field: 'server',
      sentence: 'Please enter the name or the address of the server alone, such as smtp.example.com.',
    };
  }
  if (typed.from === '' && server === '') {
    return { ok: true, configuration: { ...typed, server } };
  }
  const from = mailAddress(typed.from, toAscii);
  return from.ok
    ? { ok: true, configuration: { ...typed, server, from: from.address } }
    : { ok: false, field: 'from', sentence: from.sentence };
}

/**
 * Whether a stored password may be kept for this configuration without being typed again: never for
 * another server or port or less protection, or else whoever may change the page could have the
 * password sent to a server of theirs.
 */
export function mayKeepPassword(before: EmailConfiguration, after: EmailConfiguration): boolean {
  return (
    before.server.toLowerCase() === after.server.toLowerCase() &&
    before.port === after.port &&
    ENCRYPTIONS.indexOf(after.encryption) <= ENCRYPTIONS.indexOf(before.encryption)
  );
}

export const SMTP_LIMITS = {
  serverCharacters: 253,
  usernameCharacters: LIMITS.mailAddressCharacters,
  passwordCharacters: 1_000,
} as const;
