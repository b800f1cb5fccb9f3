import type { SecureVersion } from 'node:tls';

/**
 * How every outgoing connection is encrypted. There is no way to switch checking off: a server with a
 * certificate of a private authority is trusted by trusting that authority (NODE_EXTRA_CA_CERTS).
 */
export function outgoingTls(trusted: readonly string[] | undefined): {
  readonly minVersion: SecureVersion;
  readonly rejectUnauthorized: true;
  readonly ca?: string[];
} {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(trusted === undefined ? {} : { ca: [...trusted] }),
  };
}

const UNTRUSTED = 'its certificate comes from an authority that is not trusted here';
const CERTIFICATE_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', UNTRUSTED],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNTRUSTED],
  ['UNABLE_TO_GET_ISSUER_CERT', UNTRUSTED],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNTRUSTED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNTRUSTED],
]);

/** What is wrong with the other end's certificate, in words; undefined when the trouble is another one. */
export function certificateProblem(code: string): string | undefined {
  return (
    CERTIFICATE_PROBLEMS.get(code) ??
    (code.startsWith('CERT_') ? `its certificate is not accepted: ${code}` : undefined)
  );
}

const CLOSED = 'it closed the connection';
const CONNECTION_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'the connection was refused'],
  ['ENOTFOUND', 'no machine has that name'],
  ['EDNS', 'no machine has that name'],
  ['EAI_AGAIN', 'names cannot be looked up now'],
  ['EHOSTUNREACH', 'there is no way to it'],
  ['ENETUNREACH', 'there is no way to it'],
  ['ECONNRESET', CLOSED],
  ['EPIPE', CLOSED],
  ['ECONNECTION', CLOSED],
  ['ETIMEDOUT', 'the connection did not come about in time'],
]);

/** Why a connection did not come about, in words. */
export function connectionProblem(code: string): string {
  return CONNECTION_PROBLEMS.get(code) ?? (code === '' ? 'for an unknown reason' : code);
}
