import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { LOCALHOST } from './certificates.ts';

/** A mail as the relay got it. */
export interface Arrived {
  readonly from: string;
  readonly to: readonly string[];
  /** As it travelled. */
  readonly raw: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

/** What the relay says no to; each is asked once for each try. */
export interface Refusals {
  /** At RCPT TO; undefined takes the recipient. */
  readonly recipient?: (attempt: number) => { readonly code: number; readonly text: string } | undefined;
  /** After the message. */
  readonly message?: () => { readonly code: number; readonly text: string } | undefined;
}

export const RELAY_USER = { user: 'handrail', password: 'sealed s3cret ü' };

/** A mail server on a port of its own, as strict as real ones, that keeps what it gets. */
export class MailRelay implements AsyncDisposable {
  readonly arrived: Arrived[] = [];
  readonly port: number;
  readonly #server: SMTPServer;
  /** How often a recipient was named. */
  tries: number;

  private constructor(server: SMTPServer, port: number, arrived: Arrived[]) {
    this.#server = server;
    this.port = port;
    this.arrived = arrived;
    this.tries = 0;
  }

  static async open(
    how: {
      readonly encryption?: 'tls' | 'starttls' | 'none';
      readonly certificate?: { readonly cert: string; readonly key: string };
      readonly refusals?: Refusals;
    } = {},
  ): Promise<MailRelay> {
    const { encryption = 'starttls', certificate = LOCALHOST, refusals = {} } = how;
    const arrived: Arrived[] = [];
    const self: { relay?: MailRelay } = {};
    const options: SMTPServerOptions = {
      ...certificate,
      name: 'relay.test',
      secure: encryption === 'tls',
      disabledCommands: encryption === 'none' ? ['STARTTLS'] : [],
      authMethods: ['PLAIN', 'LOGIN'],
      allowInsecureAuth: encryption === 'none',
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      onAuth({ username, password }, _session, done) {
        if (username === RELAY_USER.user && password === RELAY_USER.password) {
          done(null, { user: username });
        } else {
          done(Object.assign(new Error('5.7.8 Authentication credentials invalid'), { responseCode: 535 }));
        }
      },
      onRcptTo(_address, _session, done) {
        const { relay } = self;
        const attempt = relay === undefined ? 0 : (relay.tries += 1);
        const refusal = refusals.recipient?.(attempt);
        done(
          refusal === undefined
            ? null
            : Object.assign(new Error(refusal.text), { responseCode: refusal.code }),
        );
      },
      onData(stream, session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => void parts.push(part));
        stream.on('end', () => {
          const refusal = refusals.message?.();
          if (refusal !== undefined) {
            done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
            return;
          }
          const { mailFrom, rcptTo } = session.envelope;
          arrived.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(parts).toString('utf8'),
            secure: session.secure,
            user: session.user as string | undefined,
          });
          done(null, 'Queued as 4711');
        });
      },
    };
    const server = new SMTPServer(options);
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as { port: number };
    const relay = new MailRelay(server, port, arrived);
    self.relay = relay;
    return relay;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

/** A machine at that port that says `greeting` to whoever connects, and nothing more. */
export class SilentMachine implements AsyncDisposable {
  readonly port: number;
  readonly sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async open(
    greeting: string | Buffer = '',
    answer: (said: string) => string = () => '',
  ): Promise<SilentMachine> {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const machine = new SilentMachine(server, port);
    server.on('connection', (socket) => {
      machine.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => void machine.sockets.delete(socket));
      socket.write(greeting);
      socket.on('data', (said) => socket.write(answer(said.toString('latin1'))));
    });
    return machine;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }
}

/** The headers of a mail, unfolded, and its body as a reader sees it. */
export function readMail(raw: string): {
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly text: string;
} {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), decodedWords(line.slice(at + 1).trim())]);
  }
  const body = rest.join('\r\n\r\n');
  const bytes =
    headers.get('content-transfer-encoding')?.[0] === 'quoted-printable'
      ? quotedPrintable(body)
      : headers.get('content-transfer-encoding')?.[0] === 'base64'
        ? Buffer.from(body, 'base64')
        : Buffer.from(body);
  return { headers, text: bytes.toString('utf8').replaceAll('\r\n', '\n') };
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text
      .replaceAll(/=\r\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** RFC 2047. */
function decodedWords(text: string): string {
  return (
    text
      .replaceAll(/\?=\s+=\?/g, '?==?')
      .replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
        how.toUpperCase() === 'B'
          ? `\u0000${word}\u0000`
          : quotedPrintable(word.replaceAll('_', ' ')).toString('latin1'),
      )
      // eslint-disable-next-line no-control-regex -- set just above, around what is still in base64
      .replaceAll(/(?:\u0000([^\u0000]*)\u0000)+/g, (whole) =>
        Buffer.concat(
          whole
            .split('\u0000')
            .filter((word) => word !== '')
            .map((word) => Buffer.from(word, 'base64')),
        ).toString('latin1'),
      )
      .replace(/[\s\S]*/, (latin) => Buffer.from(latin, 'latin1').toString('utf8'))
  );
}
