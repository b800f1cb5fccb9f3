import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LOCALHOST } from './certificates.ts';

/** A gateway for text messages on a port of its own, that keeps what it was asked. */
export class SmsGateway implements AsyncDisposable {
  /** The addresses that were called, with their queries. */
  readonly asked: URL[] = [];
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server, port: number, asked: URL[]) {
    this.#server = server;
    this.port = port;
    this.asked = asked;
  }

  static async open(
    answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('OK');
    },
    certificate: { readonly cert: string; readonly key: string } = LOCALHOST,
  ): Promise<SmsGateway> {
    const asked: URL[] = [];
    const server = createServer(certificate, (request, response) => {
      asked.push(new URL(request.url ?? '/', 'https://gateway.test'));
      answer(request, response);
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new SmsGateway(server, (server.address() as { port: number }).port, asked);
  }

  /** *SMS Gateway URL* with a secret in it. */
  get url(): string {
    return `https://localhost:${this.port}/send?key=g4teway-s3cret&to={number}&text={message}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }
}
