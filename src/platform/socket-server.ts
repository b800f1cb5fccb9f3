import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import {
  Fault,
  faultFrom,
  LIMITS,
  newId,
  unreachable,
  type Clock,
  type Log,
  type Principal,
  type Random,
  type Timers,
} from '../kernel/index.ts';
import {
  CLOSE,
  commandOf,
  PROTOCOL_VERSION,
  readUp,
  SENDERS,
  write,
  type Down,
  type Sender,
  type Up,
  type UpOf,
} from '../protocol/index.ts';
import type { Tickets } from './tickets.ts';
import { TokenBucket } from './token-bucket.ts';

/** A page that is connected, as its handlers see it. */
export interface Connection {
  readonly id: string;
  readonly principal: Principal;
  /** Our own origin under which the page was loaded. */
  readonly origin: string;
  send(message: Down): void;
  /** A frame that was written once for many connections. `sent` is called when the network has taken it, or the connection is gone. */
  sendFrame(frame: string, sent?: () => void): void;
  close(code: number): void;
}

/**
 * What a room does with a message. A returned value becomes the `answer`'s body, undefined becomes
 * `done` (for messages that carry a command), a thrown Fault `refused`.
 */
export type Handlers = {
  readonly [Type in Up['type']]?: (connection: Connection, message: UpOf<Type>) => unknown;
};

export interface SocketServer {
  /** Takes the server's upgrade requests from now on. */
  attach(server: Server): void;
  readonly connections: Iterable<Connection>;
  /** Ends every connection of a sign-in that is over, or of a customer whose session is. */
  closeWhere(concerns: (principal: Principal) => boolean, code: number): void;
  /** Tells every page that the appliance goes away, and waits until they are gone, at most `withinMs`. */
  close(withinMs: number): Promise<void>;
}

interface Open {
  readonly connection: Connection;
  readonly socket: WebSocket;
  /** Asked at each heartbeat: time alone ends a sign-in as well. */
  readonly isSignedIn: () => boolean;
  alive: boolean;
}

interface Admitted {
  readonly principal: Principal;
  readonly origin: string;
  readonly isSignedIn: () => boolean;
}

const SOCKET_PATH = /^\/(?:console|(?:session|console\/external)\/[A-Za-z0-9_-]{22})\/socket$/;
const HEARTBEAT_MS = 20_000;
const IN_FLIGHT = 64;
/** Control frames of the other end are answered only while so little waits to be sent. */
const PONG_WAITING_BYTES = 64 * 1024;

/**
 * WebSockets at `/console/socket`, `/session/<id>/socket` and `/console/external/<id>/socket`. Deny by default: the Origin must be
 * our own, the ticket unused and made for the very sign-in whose cookie comes with the request, the
 * path the principal's, the message known and allowed for its sender (docs/protocol.md).
 */
export function createSocketServer(options: {
  readonly tickets: Tickets;
  readonly handlers: readonly Handlers[];
  /** Whose cookie this is; `customer` is asked on a session's path, `person` on the console's, `external` on that of an invitation. */
  readonly principals: Readonly<
    Record<Principal['kind'], (cookies: string | undefined) => Principal | undefined>
  >;
  readonly isOwnOrigin: (origin: string, request: IncomingMessage) => boolean;
  readonly onClosed: (connection: Connection) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
    clientTracking: false,
    // Answered here, within limits: whoever asks and never reads would fill the memory with answers.
    autoPong: false,
  });
  // A page that has just come is greeted by every room that has something to say to it, in their order.
  const greetings = options.handlers.flatMap(({ hello }) => hello ?? []);
  const handlers: Handlers = {
    ...(Object.assign({}, ...options.handlers) as Handlers),
    hello(connection, message) {
      for (const greet of greetings) {
        greet(connection, message);
      }
    },
  };
  const open = new Map<string, Open>();
  let closing = false;
  let heartbeat: Disposable = options.timers.after(HEARTBEAT_MS, beat);

  function beat(): void {
    // First, so that no failure in one round is the end of all rounds.
    heartbeat = options.timers.after(HEARTBEAT_MS, beat);
    for (const { socket } of [...open.values()].filter((each) => !each.alive)) {
      socket.terminate();
    }
    for (const each of open.values()) {
      each.alive = false;
      each.socket.ping();
      if (!each.isSignedIn()) {
        each.connection.close(CLOSE.signedOut);
      }
    }
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    let admitted: ReturnType<typeof admit>;
    try {
      admitted = admit(request);
    } catch (thrown) {
      options.log.error({ err: thrown }, 'a WebSocket could not be admitted');
      socket.destroy();
      return;
    }
    if ('refused' in admitted) {
      options.log.info({ path: pathOf(request), refused: admitted.refused }, 'a WebSocket was refused');
      // Node hands the socket over without any timeout, and half open: nobody else ever closes it.
      socket.once('finish', () => socket.destroy());
      socket.end(
        `HTTP/1.1 ${new Fault(admitted.refused).status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    const who = admitted;
    sockets.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, who));
  }

  function admit(
    request: IncomingMessage,
  ):
    | Admitted
    | { readonly refused: 'not-found' | 'wrong-origin' | 'ticket-refused' | 'shutting-down' | 'too-many' } {
    const path = pathOf(request);
    if (!SOCKET_PATH.test(path)) {
      return { refused: 'not-found' };
    }
    if (closing) {
      return { refused: 'shutting-down' };
    }
    const { origin } = request.headers;
    if (origin === undefined || !options.isOwnOrigin(origin, request)) {
      return { refused: 'wrong-origin' };
    }
    if (open.size >= LIMITS.connections) {
      return { refused: 'too-many' };
    }
    const ticket = new URL(request.url ?? '/', 'http://local').searchParams.get('ticket');
    const principal = ticket === null ? undefined : options.tickets.take(ticket);
    if (
      principal === undefined ||
      options.principals[principal.kind](request.headers.cookie)?.signIn !== principal.signIn ||
      path !== socketPath(principal)
    ) {
      return { refused: 'ticket-refused' };
    }
    const { cookie } = request.headers;
    return {
      principal,
      origin,
      isSignedIn: () => options.principals[principal.kind](cookie)?.signIn === principal.signIn,
    };
  }

  function accept(socket: WebSocket, { principal, origin, isSignedIn }: Admitted): void {
    const id = newId(options.random);
    const connection: Connection = {
      id,
      principal,
      origin,
      send: (message) => connection.sendFrame(write(message)),
      sendFrame(frame, sent) {
        if (socket.readyState !== socket.OPEN) {
          sent?.();
          return;
        }
        if (socket.bufferedAmount > LIMITS.outgoingBytes) {
          options.log.warn(
            { connection: id, bytes: socket.bufferedAmount },
            'a connection is too slow and is closed',
          );
          socket.close(CLOSE.tooSlow);
          socket.terminate();
          sent?.();
          return;
        }
        if (frame.length > LIMITS.frameBytes) {
          options.log.warn({ connection: id, characters: frame.length }, 'a frame is larger than it may be');
        }
        // In a turn of its own, so that whoever sends much lets others have theirs in between.
        socket.send(frame, sent === undefined ? undefined : () => void setImmediate(sent));
      },
      close: (code) => socket.close(code),
    };
    const each: Open = { connection, socket, isSignedIn, alive: true };
    makeRoomFor(principal);
    open.set(id, each);
    converse(each, principal);
  }

  /** A person with too many pages loses the one that has been open longest; one that was told so already and stays is cut. */
  function makeRoomFor(principal: Principal): void {
    const same = [...open.values()].filter(
      ({ connection }) => ownerOf(connection.principal) === ownerOf(principal),
    );
    if (same.length < LIMITS.connectionsPerPrincipal) {
      return;
    }
    for (const { socket } of same.filter((each) => each.socket.readyState !== each.socket.OPEN)) {
      socket.terminate();
    }
    const talking = same.filter(({ socket }) => socket.readyState === socket.OPEN);
    if (talking.length >= LIMITS.connectionsPerPrincipal) {
      talking[0]?.connection.close(CLOSE.replaced);
    }
  }

  function converse(each: Open, principal: Principal): void {
    const { connection, socket } = each;
    const kind: Sender = principal.kind === 'person' ? 'representative' : principal.kind;
    const log = options.log.child({ connection: connection.id, as: kind });
    const bucket = new TokenBucket(
      LIMITS.messagesUpBurst,
      LIMITS.messagesUpPerSecond,
      options.clock.monotonicMs(),
    );
    let refusals = 0;
    let inFlight = 0;
    let greeted = false;

    function refuse(thrown: unknown, command: string | undefined): void {
      const fault = faultFrom(thrown);
      if (fault.code === 'internal') {
        log.error({ detail: fault.detail }, 'a message could not be handled');
      }
      refusals += 1;
      connection.send({
        type: 'refused',
        ...(command === undefined ? {} : { command }),
        code: fault.code,
        sentence: fault.sentence,
      });
      if (refusals > LIMITS.refusalsPerConnection) {
        log.warn({ refusals }, 'a connection sent too much that was refused and is closed');
        connection.close(CLOSE.policy);
      }
    }

    async function handle(message: Up): Promise<void> {
      const command = 'command' in message ? message.command : undefined;
      const handler = handlers[message.type] as ((from: Connection, sent: Up) => unknown) | undefined;
      if (handler === undefined || !(SENDERS[message.type] as readonly string[]).includes(kind)) {
        refuse(new Fault('not-allowed'), command);
        return;
      }
      if (inFlight >= IN_FLIGHT) {
        refuse(new Fault('too-many'), command);
        return;
      }
      inFlight += 1;
      try {
        const body = await handler(connection, message);
        if (command !== undefined) {
          connection.send(body === undefined ? { type: 'done', command } : { type: 'answer', command, body });
        }
      } catch (thrown) {
        refuse(thrown, command);
      } finally {
        inFlight -= 1;
      }
    }

    function receive(data: RawData, isBinary: boolean): void {
      // Whoever was told to go and stays is not listened to any more.
      if (socket.readyState !== socket.OPEN) {
        return;
      }
      if (isBinary) {
        connection.close(CLOSE.unsupportedData);
        return;
      }
      each.alive = true;
      // ws gives text frames as one Buffer unless it is told otherwise.
      const text = (data as Buffer).toString('utf8');
      if (!bucket.take(options.clock.monotonicMs())) {
        refuse(new Fault('too-many'), commandOf(text));
        return;
      }
      let message: Up;
      try {
        message = readUp(text);
      } catch (thrown) {
        refuse(thrown, commandOf(text));
        return;
      }
      if (message.type === 'hello') {
        if (message.version !== PROTOCOL_VERSION) {
          connection.close(CLOSE.reload);
          return;
        }
        if (greeted) {
          refuse(new Fault('bad-request', { detail: 'a second hello' }), undefined);
          return;
        }
        greeted = true;
      } else if (!greeted) {
        refuse(new Fault('bad-request', { detail: 'hello comes first' }), commandOf(text));
        return;
      }
      void handle(message);
    }

    socket.on('message', receive);
    socket.on('ping', (data: Buffer) => {
      each.alive = true;
      if (socket.bufferedAmount < PONG_WAITING_BYTES) {
        socket.pong(data);
      }
    });
    socket.on('pong', () => {
      each.alive = true;
    });
    socket.on('error', (error) => log.info({ err: error.message }, 'a connection failed'));
    socket.on('close', (code) => {
      open.delete(connection.id);
      log.debug({ code }, 'a connection ended');
      options.onClosed(connection);
    });
  }

  return {
    attach: (server) => void server.on('upgrade', upgrade),
    get connections() {
      return [...open.values()].map(({ connection }) => connection);
    },
    closeWhere(concerns, code) {
      for (const { connection } of open.values()) {
        if (concerns(connection.principal)) {
          connection.close(code);
        }
      }
    },
    async close(withinMs) {
      closing = true;
      heartbeat[Symbol.dispose]();
      const gone = [...open.values()].map(
        ({ socket }) => new Promise<void>((resolve) => void socket.once('close', () => resolve())),
      );
      for (const { connection } of open.values()) {
        connection.close(CLOSE.goingAway);
      }
      await new Promise<void>((resolve) => {
        const late = options.timers.after(withinMs, resolve);
        void Promise.all(gone).then(() => {
          late[Symbol.dispose]();
          resolve();
        });
      });
      for (const { socket } of open.values()) {
        socket.terminate();
      }
      sockets.close();
    },
  };
}

/** Where this principal's pages connect. */
function socketPath(principal: Principal): string {
  switch (principal.kind) {
    case 'person':
      return '/console/socket';
    case 'customer':
      return `/session/${principal.session}/socket`;
    case 'external':
      return `/console/external/${principal.session}/socket`;
    default:
      return unreachable(principal);
  }
}

function ownerOf(principal: Principal): string {
  return principal.kind === 'customer' ? principal.session : principal.id;
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}
