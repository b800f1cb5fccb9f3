import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { LOCALHOST } from './certificates.ts';

/** What a push service was sent. */
export interface Pushed {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * A push service on a port of its own (RFC 8030), that keeps what it was sent. What it knows of VAPID and of the encryption it has
 * from the RFCs alone, not from what the appliance sends with.
 */
export class PushService implements AsyncDisposable {
  readonly received: Pushed[] = [];
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server, port: number, received: Pushed[]) {
    this.#server = server;
    this.port = port;
    this.received = received;
  }

  static async open(
    answer: (response: ServerResponse, count: number) => void = (response) => {
      response.writeHead(201, { Location: 'https://push.test/message/1' }).end();
    },
  ): Promise<PushService> {
    const received: Pushed[] = [];
    const server = createServer(LOCALHOST, (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
        answer(response, received.length);
      });
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new PushService(server, (server.address() as { port: number }).port, received);
  }

  get host(): string {
    return `localhost:${this.port}`;
  }

  /** A browser that is subscribed here. */
  browser(): Subscriber {
    return new Subscriber(`https://${this.host}/push/${randomBytes(12).toString('base64url')}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }
}

/** A browser's end of web push: its keys, and what it makes of what comes. */
export class Subscriber {
  readonly endpoint: string;
  readonly #keys: ECDH;
  readonly #secret = randomBytes(16);

  constructor(endpoint: string) {
    this.endpoint = endpoint;
    this.#keys = createECDH('prime256v1');
    this.#keys.generateKeys();
  }

  /** As the page tells it to the appliance. */
  get address(): { readonly endpoint: string; readonly p256dh: string; readonly auth: string } {
    return {
      endpoint: this.endpoint,
      p256dh: this.#keys.getPublicKey('base64url'),
      auth: this.#secret.toString('base64url'),
    };
  }

  /** RFC 8188 and RFC 8291: one record, opened with the private key of this browser. */
  read({ body }: Pushed): Record<string, unknown> {
    const salt = body.subarray(0, 16);
    const keyLength = body.readUInt8(20);
    const theirs = body.subarray(21, 21 + keyLength);
    const sealed = body.subarray(21 + keyLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#keys.getPublicKey(), theirs]);
    const shared = this.#keys.computeSecret(theirs);
    const ikm = Buffer.from(hkdfSync('sha256', shared, this.#secret, info, 32));
    const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
    const opener = createDecipheriv('aes-128-gcm', key, nonce);
    opener.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
    // The last record ends with a delimiter of 2, then padding.
    const text = padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
    return JSON.parse(text) as Record<string, unknown>;
  }
}

/** RFC 8292: the claims of who called, when the signature is that of this key; throws otherwise. */
export function vapidClaims({ headers }: Pushed, key: string): Record<string, unknown> {
  const [, token = '', said = ''] =
    /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  if (said !== key) {
    throw new Error(`signed by another key: ${headers.authorization ?? 'nothing'}`);
  }
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const [head = '', claims = '', signature = ''] = token.split('.');
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string };
  if (!isRight || alg !== 'ES256') {
    throw new Error('the signature is wrong');
  }
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}
