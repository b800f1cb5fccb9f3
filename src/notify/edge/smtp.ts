import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import { LIMITS, type Clock } from '../../kernel/index.ts';
import type { Attempt, Delivery, Mail, MailServer, Refusal, SmtpAccess } from '../index.ts';
import { certificateProblem, connectionProblem, outgoingTls } from '../../platform/outgoing-tls.ts';

/** How long we wait for the other end to close its side when all is said. */
const PARTING_MS = 1_000;

/**
 * Mail over SMTP, a connection a message. The caller limits the time by `giveUp`; the limits here are
 * for the library's own sake and end no attempt sooner.
 */
export function createMailServer(options: {
  readonly clock: Pick<Clock, 'now'>;
  /** How we greet: the public host name, where there is one. */
  readonly name: string | undefined;
  /** Authorities to trust instead of the system's; for tests. */
  readonly trusted: readonly string[] | undefined;
}): MailServer {
  const { clock, name, trusted } = options;

  function send(access: SmtpAccess, mail: Mail): Attempt {
    const { promise: outcome, resolve } = Promise.withResolvers<Delivery>();
    const connection = new SMTPConnection({
      host: access.server,
      port: access.port,
      secure: access.encryption === 'tls',
      requireTLS: access.encryption === 'starttls',
      ignoreTLS: access.encryption === 'none',
      tls: outgoingTls(trusted),
      connectionTimeout: LIMITS.outgoingAttemptMs,
      greetingTimeout: LIMITS.outgoingAttemptMs,
      socketTimeout: LIMITS.outgoingAttemptMs,
      socketCloseTimeout: PARTING_MS,
      maxResponseSize: LIMITS.outgoingAnswerBytes,
      ...(name === undefined ? {} : { name }),
    });
    let handedOver = false;
    let over = false;

    function end(delivery: Delivery): void {
      if (!over) {
        over = true;
        resolve(delivery);
      }
      connection.close();
    }
    function fail(error: SMTPError): void {
      const refusal = refusalOf(error);
      // All of it went out: whether it arrived, only an answer would tell.
      end(handedOver && refusal.kind !== 'answered' ? { kind: 'unclear' } : { kind: 'refused', refusal });
    }

    function transmit(message: Buffer): void {
      const stream = Readable.from([message], { objectMode: false });
      stream.once('end', () => {
        handedOver = true;
      });
      connection.send({ from: mail.from.address, to: [mail.to] }, stream, (error, info) => {
        if (error !== null) {
          fail(error);
          return;
        }
        connection.quit();
        end({ kind: 'taken', answer: info?.response ?? '' });
      });
    }

    connection.on('error', fail);
    connection.on('end', () => fail(Object.assign(new Error('closed'), { code: 'ECONNECTION' })));
    composed(mail, clock).then(
      (message) => {
        if (over) {
          return;
        }
        connection.connect((failed) => {
          if (failed !== undefined) {
            fail(failed);
          } else if (access.password === undefined) {
            transmit(message);
          } else {
            connection.login({ user: access.username, pass: access.password }, (error) =>
              error === null ? transmit(message) : fail(error),
            );
          }
        });
      },
      (thrown: unknown) => fail(thrown as SMTPError),
    );
    return {
      outcome,
      giveUp: () =>
        end(handedOver ? { kind: 'unclear' } : { kind: 'refused', refusal: { kind: 'no-answer' } }),
    };
  }

  return { send };
}

/** The message as it travels: plain text in UTF-8, marked as written by a machine (RFC 3834). */
function composed(mail: Mail, clock: Pick<Clock, 'now'>): Promise<Buffer> {
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1);
  return new MailComposer({
    from: mail.from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    date: new Date(clock.now()),
    messageId: `<${randomUUID()}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

function refusalOf(error: SMTPError): Refusal {
  const { code = '', command = '', responseCode, response } = error;
  const systemCode = 'originalCode' in error ? String(error.originalCode) : code;
  const certificate = certificateProblem(systemCode);
  if (certificate !== undefined) {
    return { kind: 'certificate', detail: certificate };
  }
  if (command === 'STARTTLS') {
    return { kind: 'no-starttls' };
  }
  if (typeof response === 'string' && responseCode !== undefined) {
    return {
      kind: 'answered',
      step: stepOf(command),
      answer: response,
      temporary: responseCode >= 400 && responseCode < 500,
    };
  }
  switch (code) {
    case 'ETIMEDOUT':
      return { kind: 'no-answer' };
    case 'EDNS':
    case 'ESOCKET':
      return { kind: 'unreachable', detail: connectionProblem(systemCode) };
    case 'ETLS':
      return { kind: 'broken-off', detail: 'no encrypted connection came about' };
    case 'EPROTOCOL':
      return { kind: 'broken-off', detail: 'what answers there is no mail server' };
    default:
      return { kind: 'broken-off', detail: connectionProblem(systemCode) };
  }
}

function stepOf(command: string): Extract<Refusal, { kind: 'answered' }>['step'] {
  if (command.startsWith('AUTH')) {
    return 'sign-in';
  }
  switch (command) {
    case 'MAIL FROM':
      return 'sender';
    case 'RCPT TO':
      return 'recipient';
    case 'DATA':
      return 'message';
    default:
      return 'greeting';
  }
}
