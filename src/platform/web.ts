/**
 * The web platform: Koa, from a table of routes. Rooms build routes in `edge/http.ts` with pageRoute,
 * formRoute, jsonRoute, fileRoute and uploadRoute; nothing else answers a request, so the table is all there is.
 *
 * In order: plain path, route, who, origin, body, token, schema, handler. A refusal anywhere is a Fault
 * and becomes a page or JSON that says what to do next.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Router } from '@koa/router';
import Koa from 'koa';
import type { Clock, Log, Principal, Random } from '../kernel/index.ts';
import { Fault, faultFrom, idPattern, LIMITS, unreachable } from '../kernel/index.ts';
import {
  chooseLanguage,
  faultWords,
  LANGUAGES,
  say,
  sayLater,
  wordsOf,
  type Language,
} from '../languages/index.ts';
import { cookieLine, readCookie } from './web/cookie.ts';
import {
  checkFields,
  formToken,
  isFormSecret,
  isFormToken,
  markOf,
  parseFields,
  parseJson,
  parseOpenFields,
  readBody,
  readOpenBody,
  type Sent,
  TOKEN_FIELD,
  type Typed,
} from './web/form.ts';
import { keepable, type KeptForm, packForm, readableText } from './web/kept-form.ts';
import { LANGUAGE_COOKIE } from './web/language.ts';
import {
  clientAddress,
  formOfAnswer,
  isOwnOrigin,
  isPlainPath,
  isSecure,
  localPath,
  originAt,
  pathOf,
} from './web/request.ts';
import {
  needsSignIn,
  queryValue,
  redirect,
  render,
  type RequestState,
  type Route,
  type WebContext,
  type Who,
} from './web/route.ts';
import { pageHeaders, STRICT_TRANSPORT, STRICTEST } from './web/security-headers.ts';
import { sourceOf } from './web/source-limit.ts';
import { readUpload, type ReadUpload, type SentFile, textOf } from './web/upload.ts';
import type { FormMarks, Speech, Views } from './web/view.ts';

export { Assets } from './web/asset.ts';
export { cookieLine, readCookie } from './web/cookie.ts';
export type { Cookie } from './web/cookie.ts';
export { attachment, sendFile } from './web/file.ts';
export { checkboxField, checkFields, choiceField, parseOpenFields, textField } from './web/form.ts';
export type { Problems, Sent, Typed } from './web/form.ts';
export { unpackForm } from './web/kept-form.ts';
export { languageRoutes, scopeLanguage } from './web/language.ts';
export { formOfAnswer, type FormOfAnswer, isOwnOrigin, localPath } from './web/request.ts';
export {
  allowFrames,
  fileRoute,
  formRoute,
  jsonRoute,
  openRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  uploadRoute,
} from './web/route.ts';
export type { Route, WebContext, Who } from './web/route.ts';
export { SourceLimit } from './web/source-limit.ts';
export type { SentFile } from './web/upload.ts';
export { Views } from './web/view.ts';

/** Reads one cookie of a request by name. */
export type Cookies = (name: string) => string | undefined;

export interface WebOptions {
  readonly routes: readonly Route[];
  readonly views: Views;
  readonly principals: {
    /** Who is signed in, by the sign-in cookie. */
    readonly person: (cookies: Cookies) => (Principal & { readonly kind: 'person' }) | undefined;
    /** Whether this person has a permission, as a route's `who` names it. */
    readonly may: (person: Principal & { readonly kind: 'person' }, permission: string) => boolean;
    /** The cookie that `person` reads; forms of signed-in people are tied to its value. */
    readonly personCookie: string;
    /** Which customer this is, by the cookie of a session. */
    readonly customer: (cookies: Cookies) => (Principal & { readonly kind: 'customer' }) | undefined;
    /** Who from outside this is, by the cookie of one session. */
    readonly external: (cookies: Cookies) => (Principal & { readonly kind: 'external' }) | undefined;
    /** Whether this is the one-time claim of an appliance that nobody owns yet. */
    readonly claimant: (claim: string) => boolean;
  };
  /** What every view gets as `page`, beside `page.path`: at least `siteName`. */
  readonly page: (request: {
    readonly principal: Principal | undefined;
    readonly path: string;
    /** The `Host` header. */
    readonly host: string | undefined;
  }) => Readonly<Record<string, unknown>>;
  /** Which languages the site offers that this request asks for, the usual one first; all unless said otherwise. */
  readonly languages?: (request: {
    readonly path: string;
    readonly host: string | undefined;
  }) => readonly [Language, ...(readonly Language[])];
  /** Where people sign in; a page that needs it sends them there with `?next=`. */
  readonly signInPath: string;
  /** Answers a form that came from who is not signed in (any more) with a page to sign in that keeps what was typed. */
  readonly askToSignIn?: (
    ctx: WebContext,
    form: {
      /** Where it was sent. */
      readonly address: string;
      /** Whether there is anything in it but a button. */
      readonly isTyped: boolean;
      /** For a field of the page, out of which `unpackForm` makes what `showAgain` takes. */
      readonly kept: string;
    },
  ) => void;
  /** HANDRAIL_PUBLIC_URL, when given. */
  readonly publicUrl: string | undefined;
  /** What of a path is a secret: it does not stand in the log. */
  readonly secretInPath?: RegExp;
  /** HANDRAIL_TRUST_PROXY: how many proxies in front are ours. */
  readonly trustedHops: number;
  /** How long a request may take to arrive, when not LIMITS.requestMs; for tests. */
  readonly requestMs?: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface Web {
  /** All there is, for the test that tries everybody on everything. */
  readonly routes: readonly Route[];
  /** For `upgrade` listeners; it listens after `listen`. */
  readonly server: Server;
  /** Resolves with the port in use (0 asks for any). Rejects when the port is taken. */
  listen(port: number, host?: string): Promise<number>;
  /** Takes no new request, lets running ones finish for 3 s, then cuts them. Idempotent. */
  close(): Promise<void>;
}

/** The anonymous visitor's cookie: a random number that forms are tied to, nothing else. */
const FORM_COOKIE = 'handrail_form';
const CLOSE_GRACE_MS = 3_000;
const SILENCE_MS = 120_000;

export function createWeb(options: WebOptions): Web {
  const { log } = options;
  const publicOrigin = options.publicUrl === undefined ? undefined : new URL(options.publicUrl).origin;
  const shared: Shared = {
    options,
    pageHeaders: pageHeaders(publicOrigin),
    publicIsSecure: publicOrigin?.startsWith('https:') === true,
    find: finderOf(options.routes),
  };
  const { find } = shared;
  const app = new Koa({ proxy: false });
  const start = Buffer.from(options.random.bytes(6)).toString('base64url');
  let requests = 0;
  let closing = false;

  app.on('error', (problem: Error) => {
    // A client that goes away in the middle of an answer is everyday, not an error of ours.
    log.debug({ problem: problem.message }, 'An answer could not be sent to its end');
  });

  app.use(async (ctx, next) => {
    requests += 1;
    const startedMs = options.clock.monotonicMs();
    const state = new State(ctx.req, ctx.res, shared, `${start}-${requests.toString(36)}`);
    ctx.state = state;
    for (const [name, value] of STRICTEST) {
      ctx.res.setHeader(name, value);
    }
    ctx.res.setHeader('X-Request-Id', state.requestId);
    if (state.secure) {
      ctx.res.setHeader(...STRICT_TRANSPORT);
    }
    const path = pathOf(ctx.req.url ?? '');
    try {
      if (closing) {
        ctx.set('Connection', 'close');
        throw new Fault('shutting-down');
      }
      if (!isPlainPath(path)) {
        throw new Fault('not-found');
      }
      await next();
    } catch (thrown) {
      const fault = faultFrom(thrown);
      answerFault(ctx as unknown as WebContext, fault, options, fault.status);
    }
    logRequest(log, ctx.method, ctx.status, () => ({
      requestId: state.requestId,
      method: ctx.method,
      path: withoutSecret(path, options.secretInPath).slice(0, 200),
      status: ctx.status,
      durationMs: Math.round(options.clock.monotonicMs() - startedMs),
      address: state.address,
    }));
  });
  app.use(async (ctx) => {
    const found = find(ctx.path, ctx.method);
    switch (found.kind) {
      case 'route': {
        const state = ctx.state as State;
        const web = Object.assign(ctx, { params: found.params }) as unknown as WebContext;
        state.route = found.route;
        if (found.route.kind === 'open') {
          checkSeen(web);
        } else if (found.route.method === 'POST') {
          checkOrigin(web, publicOrigin);
        }
        await admitOrKeep(found.route, web, state, options);
        await answer(found.route, web, state);
        return;
      }
      case 'other-methods': {
        ctx.set('Allow', found.methods.join(', '));
        const refusal = new Fault('not-found', {
          sentence: 'This address does not take that kind of request.',
          text: 'fault.not-found.method',
        });
        answerFault(ctx as unknown as WebContext, refusal, options, 405);
        return;
      }
      case 'nothing':
        throw new Fault('not-found');
      default:
        unreachable(found);
    }
  });

  const handler = app.callback();
  const { requestMs = LIMITS.requestMs } = options;
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: Math.min(LIMITS.requestHeadMs, requestMs),
      requestTimeout: requestMs,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: Math.min(5_000, requestMs / 2),
    },
    (request: IncomingMessage, response: ServerResponse) => void handler(request, response),
  );
  server.maxConnections = LIMITS.connections;
  // Whoever neither reads an answer nor sends anything does not hold a connection; a WebSocket has its heartbeat.
  server.setTimeout(SILENCE_MS);
  const sockets = new Set<Socket>();
  const openBySource = new Map<string, number>();
  server.on('connection', (socket) => {
    const source = sourceOf(socket.remoteAddress ?? '');
    const open = openBySource.get(source) ?? 0;
    if (open >= LIMITS.connectionsPerSource && options.trustedHops === 0) {
      socket.destroy();
      return;
    }
    openBySource.set(source, open + 1);
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      const left = (openBySource.get(source) ?? 1) - 1;
      if (left === 0) {
        openBySource.delete(source);
      } else {
        openBySource.set(source, left);
      }
    });
  });
  let closed: Promise<void> | undefined;
  return {
    routes: options.routes,
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: () => {
      closing = true;
      closed ??= new Promise((resolve) => {
        const cut = setTimeout(() => {
          // Upgraded sockets too, which the server itself has forgotten.
          for (const socket of sockets) {
            socket.destroy();
          }
        }, CLOSE_GRACE_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
      return closed;
    },
  };
}

function withoutSecret(path: string, secret: RegExp | undefined): string {
  return secret === undefined ? path : path.replace(secret, '…');
}

/** What changed something or was refused is worth a line each time; what was only looked at, when somebody looks for it. */
function logRequest(
  log: Log,
  method: string,
  status: number,
  line: () => Readonly<Record<string, unknown>>,
): void {
  if (status < 400 && (method === 'GET' || method === 'HEAD')) {
    log.debug(line(), 'Request');
  } else {
    log.info(line(), 'Request');
  }
}

/** What all requests have in common. */
interface Shared {
  readonly options: WebOptions;
  readonly pageHeaders: ReturnType<typeof pageHeaders>;
  /** Whether the public URL is one of https. */
  readonly publicIsSecure: boolean;
  readonly find: (path: string, method: string) => Found;
}

/** One request's facts; what costs something is found out when it is first asked for. */
class State implements RequestState {
  readonly requestId: string;
  readonly address: string;
  readonly secure: boolean;
  readonly views: Views;
  readonly pageHeaders: Shared['pageHeaders'];
  route: Route | undefined;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #options: WebOptions;
  readonly #publicIsSecure: boolean;
  readonly #find: Shared['find'];
  /** What came in the form of somebody with an account, as far as it may be shown again. */
  #typed: Typed | undefined;
  /** The sign-in that the answer gives, so that it did not come with the request. */
  #signedInBy: string | undefined;
  #log: Log | undefined;
  #principal: { readonly is: Principal | undefined } | undefined;
  #speech: Speech | undefined;
  #formSecret: string | undefined;
  #look: Readonly<Record<string, unknown>> = {};

  constructor(request: IncomingMessage, response: ServerResponse, shared: Shared, requestId: string) {
    const { options } = shared;
    this.#request = request;
    this.#response = response;
    this.#options = options;
    this.#publicIsSecure = shared.publicIsSecure;
    this.#find = shared.find;
    this.requestId = requestId;
    this.views = options.views;
    this.pageHeaders = shared.pageHeaders;
    const peer = { remoteAddress: request.socket.remoteAddress ?? '', trustedHops: options.trustedHops };
    this.address = clientAddress(peer, oneHeader(request, 'x-forwarded-for'));
    this.secure = speaksTls(request, options.trustedHops);
  }

  readonly cookies: Cookies = (name) =>
    this.#signedInBy !== undefined && name === this.#options.principals.personCookie
      ? this.#signedInBy
      : readCookie(this.#request.headers.cookie, name);

  get log(): Log {
    this.#log ??= this.#options.log.child({ requestId: this.requestId });
    return this.#log;
  }

  get origin(): string {
    const { host } = this.#request.headers;
    const origin = originAt(host, this.secure);
    if (origin === undefined) {
      throw new Fault('bad-request', { detail: `the host ${host ?? 'is missing'}` });
    }
    return origin;
  }

  get source(): string {
    return sourceOf(this.address);
  }

  get principal(): Principal | undefined {
    const { who } = this.route ?? {};
    const read = who === 'customer' || who === 'external' ? who : 'person';
    this.#principal ??= { is: this.#options.principals[read](this.cookies) };
    return this.#principal.is;
  }

  get page(): Readonly<Record<string, unknown>> {
    const path = pathOf(this.#request.url ?? '');
    const { host } = this.#request.headers;
    return { ...this.#options.page({ principal: this.principal, path, host }), ...this.#look, path };
  }

  readonly wear = (look: Readonly<Record<string, unknown>>): void => {
    this.#look = { ...this.#look, ...look };
  };

  get speech(): Speech {
    this.#speech ??= this.#isForStaff() ? speechIn('en') : this.#speechForCustomer();
    return this.#speech;
  }

  /** Representatives' and administrators' pages are in English, and so is what goes wrong there. */
  #isForStaff(): boolean {
    const path = pathOf(this.#request.url ?? '');
    const { signInPath } = this.#options;
    const who = this.route?.who;
    return (
      path === signInPath ||
      path.startsWith(`${signInPath}/`) ||
      (who !== undefined && who !== 'anyone' && who !== 'customer')
    );
  }

  readonly speak = (language: Language): void => {
    const before = this.speech;
    if (before.offered.includes(language)) {
      this.#speech = { ...before, words: wordsOf(language) };
    }
  };

  #speechForCustomer(): Speech {
    const { headers, method, url } = this.#request;
    const offered = this.#options.languages?.({ path: pathOf(url ?? ''), host: headers.host }) ?? LANGUAGES;
    const accepted = oneHeader(this.#request, 'accept-language');
    const language = chooseLanguage(this.cookies(LANGUAGE_COOKIE), accepted, offered);
    return {
      words: wordsOf(language),
      offered,
      here: method === 'GET' ? localPath(url, '/', LIMITS.pageAddressCharacters) : '/',
    };
  }

  /** Whether cookies given now are to be sent back over TLS only. */
  get secureCookies(): boolean {
    return this.secure || this.#publicIsSecure;
  }

  readonly formMarks: FormMarks = {
    token: () => {
      const signIn =
        this.principal?.kind === 'person' ? this.cookies(this.#options.principals.personCookie) : undefined;
      return formToken(signIn ?? this.#anonymousSecret());
    },
    nonce: () => {
      this.#anonymousSecret();
      return Buffer.from(this.#options.random.bytes(16)).toString('base64url');
    },
  };

  readonly markOf = (fields: Typed): string | undefined =>
    markOf(pathOf(this.#request.url ?? ''), fields, this.cookies(FORM_COOKIE));

  readonly showAgain = async (
    ctx: WebContext,
    { address, text }: KeptForm,
    signIn: string,
  ): Promise<void> => {
    this.#signedInBy = signIn;
    this.#principal = undefined;
    const path = pathOf(address);
    const found = this.#find(path, 'POST');
    if (found.kind !== 'route' || !isKept(found.route)) {
      redirect(ctx, this.#pageAbove(path));
      return;
    }
    const { route } = found;
    ctx.url = address;
    ctx.params = { ...found.params };
    this.route = route;
    const typed = this.keep(route, text);
    admit(route.who, ctx, this.#options);
    const fault = new Fault('form-expired', {
      sentence:
        'You are signed in again. Nothing was saved yet: please look at what you typed before, and send it again.',
    });
    try {
      const sent = { ok: false, fault, problems: {}, text: typed } as const;
      await route.handle(ctx, sent);
    } catch (thrown) {
      if (thrown !== fault) {
        throw thrown;
      }
      redirect(ctx, this.#pageAbove(path));
      return;
    }
    if (ctx.status === fault.status) {
      // The sign-in was taken: a browser that keeps the password looks at this.
      ctx.status = 200;
    }
  };

  get typed(): Typed | undefined {
    return this.#typed;
  }

  keep(route: SentRoute, fields: Typed): Typed {
    const typed = keepable(fields, secretsOf(route));
    if (isKept(route)) {
      this.#typed = typed;
    }
    return typed;
  }

  /** The nearest page on the way up from what has none itself. */
  #pageAbove(path: string): string {
    for (let above = path; above !== ''; above = above.slice(0, above.lastIndexOf('/'))) {
      const found = this.#find(above, 'GET');
      if (found.kind === 'route' && found.route.kind === 'page' && needsSignIn(found.route.who)) {
        return above;
      }
    }
    return this.#options.signInPath;
  }

  isFormToken(token: string | undefined): boolean {
    const person = this.principal?.kind === 'person';
    if (person && isFormToken(token, this.cookies(this.#options.principals.personCookie))) {
      return true;
    }
    // Somebody who signed in in another tab may still send a form that anyone may send.
    const isForPeople = this.route !== undefined && needsSignIn(this.route.who);
    return !isForPeople && isFormToken(token, this.cookies(FORM_COOKIE));
  }

  get sentFormCookie(): boolean {
    return this.cookies(FORM_COOKIE) !== undefined;
  }

  #anonymousSecret(): string {
    const given = this.cookies(FORM_COOKIE);
    this.#formSecret ??= isFormSecret(given) ? given : undefined;
    if (this.#formSecret === undefined) {
      this.#formSecret = Buffer.from(this.#options.random.bytes(32)).toString('base64url');
      this.#response.appendHeader(
        'Set-Cookie',
        cookieLine({ name: FORM_COOKIE, value: this.#formSecret, secure: this.secureCookies }),
      );
    }
    return this.#formSecret;
  }
}

function speechIn(language: Language): Speech {
  return { words: wordsOf(language), offered: [language], here: '/' };
}

/** Whether whoever sent this request speaks TLS, as far as the socket or a trusted proxy says so. */
export function speaksTls(request: IncomingMessage, trustedHops: number): boolean {
  const { socket } = request;
  const peer = { remoteAddress: socket.remoteAddress ?? '', trustedHops, encrypted: 'encrypted' in socket };
  return isSecure(peer, oneHeader(request, 'x-forwarded-proto'));
}

function oneHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

type Found =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'other-methods'; readonly methods: readonly string[] }
  | { readonly kind: 'nothing' };

/**
 * Finds the route of a path and method: one without parameters by its name, the others by @koa/router,
 * which only matches: its own way to the handler composes a middleware chain anew for each request,
 * which costs more than the matching. Raises when two routes have the same method and path.
 */
function finderOf(routes: readonly Route[]): (path: string, method: string) => Found {
  const router = new Router({ strict: true, sensitive: true });
  const byLayer = new Map<unknown, Route>();
  const exact = new Map<string, Found>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    if (exact.has(name)) {
      throw new Error(`two routes are called ${name}`);
    }
    // A path with a parameter is never asked for under its own name: a colon is not in a plain path.
    const found: Found = { kind: 'route', route, params: {} };
    exact.set(name, found);
    if (route.method === 'GET') {
      exact.set(`HEAD ${route.path}`, found);
    }
    byLayer.set(
      router.register(route.path, [route.method], () => undefined),
      route,
    );
  }
  return (path, method) => {
    const found = exact.get(`${method} ${path}`);
    if (found !== undefined) {
      return found;
    }
    const { path: layers } = router.match(path, method);
    const methods = new Set<string>();
    for (const layer of layers) {
      const route = byLayer.get(layer);
      const params = layer.params(path, layer.captures(path));
      const fits =
        route !== undefined && Object.keys(params).every((key) => fitsParam(route, key, params[key]));
      if (fits && layer.methods.includes(method)) {
        return { kind: 'route', route, params };
      }
      // A way in that may be closed does not say that it is there (T12).
      if (fits && route.who !== 'claimant') {
        layer.methods.forEach((other) => methods.add(other));
      }
    }
    return methods.size === 0 ? { kind: 'nothing' } : { kind: 'other-methods', methods: [...methods] };
  };
}

function fitsParam(route: Route, key: string, value: string | undefined): boolean {
  return value !== undefined && (route.params?.[key] ?? idPattern).test(value);
}

/** Raises `wrong-origin`. */
function checkOrigin(ctx: WebContext, publicOrigin: string | undefined): void {
  const { origin, host } = ctx.req.headers;
  const fetchSite = oneHeader(ctx.req, 'sec-fetch-site');
  if (!isOwnOrigin({ origin, fetchSite, host, secure: ctx.state.secure }, publicOrigin)) {
    throw new Fault('wrong-origin', {
      detail: `origin ${origin ?? 'none'}, Sec-Fetch-Site ${fetchSite ?? 'none'}, host ${host ?? 'none'}, public ${publicOrigin ?? 'not set'}`,
    });
  }
}

/** What a browser sends behind its person's back (a frame, a script, a picture) begins nothing. Raises `wrong-origin`. */
function checkSeen(ctx: WebContext): void {
  const fetchSite = oneHeader(ctx.req, 'sec-fetch-site');
  const fetchDest = oneHeader(ctx.req, 'sec-fetch-dest');
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchDest !== 'document') {
    throw new Fault('wrong-origin', { detail: `Sec-Fetch-Site ${fetchSite}, Sec-Fetch-Dest ${fetchDest}` });
  }
}

/** Raises `sign-in-required`. */
function personOf(ctx: WebContext): Principal & { readonly kind: 'person' } {
  const { principal } = ctx.state;
  if (principal?.kind !== 'person') {
    throw new Fault('sign-in-required');
  }
  return principal;
}

type SentRoute = Route & { readonly kind: 'form' | 'upload' };

/** Whether what is typed there is kept for whoever is refused: the forms of people with an account. */
function isKept(route: Route): route is SentRoute {
  return (route.kind === 'form' || route.kind === 'upload') && needsSignIn(route.who);
}

function secretsOf(route: SentRoute): readonly string[] {
  return (route.kind === 'form' ? route.secrets : undefined) ?? [];
}

/** As `admit`. Whoever is refused has typed something: it is read, so that the answer can hold it. */
async function admitOrKeep(route: Route, ctx: WebContext, state: State, options: WebOptions): Promise<void> {
  try {
    admit(route.who, ctx, options);
  } catch (refusal) {
    if (isKept(route)) {
      try {
        await (route.kind === 'form' ? readForm(route, ctx, state) : readFile(route, ctx, state, 1));
      } catch (unreadable) {
        state.log.info(
          { detail: faultFrom(unreadable).detail },
          'What came with a refused form was not read',
        );
      }
    }
    throw refusal;
  }
}

async function readForm(
  route: SentRoute & { readonly kind: 'form' },
  ctx: WebContext,
  state: State,
): Promise<Typed> {
  const type = 'application/x-www-form-urlencoded';
  const fields = parseFields(await readBody(ctx.req, type, route.limitBytes));
  state.keep(route, fields);
  return fields;
}

async function readFile(
  route: SentRoute & { readonly kind: 'upload' },
  ctx: WebContext,
  state: State,
  limitBytes: number,
): Promise<ReadUpload> {
  const upload = await readUpload(ctx.req, route.field, limitBytes);
  state.keep(route, upload.fields);
  return upload;
}

/** Raises `sign-in-required`, `not-allowed`, or `not-found` where even the place is not to be known. */
function admit(who: Who, ctx: WebContext, options: WebOptions): void {
  if (typeof who === 'object') {
    if (!options.principals.may(personOf(ctx), who.may)) {
      throw new Fault('not-allowed');
    }
    return;
  }
  switch (who) {
    case 'anyone':
      return;
    case 'signed-in':
    case 'representative':
    case 'administrator': {
      const { roles } = personOf(ctx);
      if (who !== 'signed-in' && !roles.has(who)) {
        throw new Fault('not-allowed');
      }
      return;
    }
    case 'customer': {
      const { principal } = ctx.state;
      if (principal?.kind !== 'customer' || principal.session !== ctx.params['id']) {
        throw new Fault('no-such-session');
      }
      return;
    }
    case 'external': {
      const { principal } = ctx.state;
      if (principal?.kind !== 'external' || principal.session !== ctx.params['id']) {
        throw new Fault('no-such-session', {
          sentence:
            'You are not in this session, or not any more. An invitation is good for one browser; whoever invited you can send you another one.',
        });
      }
      return;
    }
    case 'claimant':
      if (!options.principals.claimant(queryValue(ctx, 'claim') ?? '')) {
        throw new Fault('not-found');
      }
      return;
    default:
      unreachable(who);
  }
}

async function answer(route: Route, ctx: WebContext, state: State): Promise<void> {
  switch (route.kind) {
    case 'page':
    case 'file':
      await route.handle(ctx);
      return;
    case 'form': {
      await route.handle(ctx, sentBy(route, await readForm(route, ctx, state), state));
      return;
    }
    case 'open':
      await route.handle(ctx, parseOpenFields([ctx.querystring, await readOpenBody(ctx.req)], route.names));
      return;
    case 'upload': {
      const upload = await readFile(route, ctx, state, route.limitBytes);
      await route.handle(ctx, sentFile(route, upload, state));
      return;
    }
    case 'json': {
      if (route.method === 'POST' && ctx.req.headers['x-handrail'] !== '1') {
        throw new Fault('wrong-origin', { detail: 'the header X-Handrail is missing' });
      }
      if (route.body === undefined) {
        ctx.req.resume();
      }
      const body =
        route.body === undefined
          ? undefined
          : parseJson(route.body, await readBody(ctx.req, 'application/json'));
      const result = await route.handle(ctx, body);
      if (result === undefined) {
        ctx.status = 204;
        return;
      }
      ctx.res.setHeader('Content-Type', 'application/json; charset=utf-8');
      ctx.body = JSON.stringify(result);
      return;
    }
    default:
      unreachable(route);
  }
}

function sentBy(
  route: Route & { readonly kind: 'form' },
  fields: Readonly<Record<string, string>>,
  state: State,
): Sent<unknown> {
  const sent = inWords(checkFields(route.form, fields), state);
  return state.isFormToken(fields[TOKEN_FIELD])
    ? sent
    : inWords({ ok: false, fault: tokenFault(state), problems: {}, text: sent.text }, state);
}

function sentFile(route: Route & { readonly kind: 'upload' }, upload: ReadUpload, state: State): SentFile {
  const text = textOf(upload.fields);
  const { field } = route;
  if (upload.isTooLarge) {
    const sentence = `This file is too large: ${Math.floor(route.limitBytes / 1024)} kB fit.`;
    return { ok: false, fault: new Fault('too-large', { field, sentence }), text };
  }
  if (!state.isFormToken(upload.fields[TOKEN_FIELD])) {
    return { ok: false, fault: tokenFault(state), text };
  }
  return upload.bytes === undefined
    ? { ok: false, fault: new Fault('not-valid', { field, sentence: 'Please choose a file first.' }), text }
    : { ok: true, bytes: upload.bytes, name: upload.name, text };
}

function tokenFault(state: State): Fault {
  return state.sentFormCookie
    ? new Fault('form-expired')
    : new Fault('form-expired', {
        text: 'fault.form-expired.cookies',
        sentence:
          'Your browser did not send back the cookie of this form. Please allow cookies for this site, then send the form again; nothing was lost.',
      });
}

/** What is wrong with a form, in the language of whoever sent it. */
function inWords(sent: Sent<unknown>, { speech: { words } }: State): Sent<unknown> {
  if (sent.ok) {
    return sent;
  }
  const problems = Object.entries(sent.problems).map(([field, said]) => [field, sayLater(words, said)]);
  return {
    ...sent,
    fault: new Fault(sent.fault.code, { sentence: faultWords(words, sent.fault) }),
    problems: Object.fromEntries(problems) as Record<string, string>,
  };
}

/** The fault as JSON, a redirect to sign in, or a page that says what to do next. */
function answerFault(ctx: WebContext, fault: Fault, options: WebOptions, status: number): void {
  const state = ctx.state as State;
  if (fault.code === 'internal') {
    state.log.error({ fault: fault.code, detail: fault.detail, stack: fault.stack }, 'A request failed');
  } else if (fault.detail !== undefined) {
    state.log.info({ fault: fault.code, detail: fault.detail }, 'A request was refused');
  }
  if (ctx.headerSent) {
    ctx.res.destroy();
    return;
  }
  for (const name of ['Content-Encoding', 'Content-Disposition', 'Content-Range', 'Accept-Ranges', 'ETag']) {
    ctx.remove(name);
  }
  for (const [name, value] of STRICTEST) {
    ctx.res.setHeader(name, value);
  }
  if (fault.code === 'too-large' && ctx.req.readableFlowing !== true) {
    // The rest of the body is not read, so the connection cannot be used again.
    ctx.set('Connection', 'close');
  }
  ctx.status = status;
  const { route } = state;
  const accept = oneHeader(ctx.req, 'accept');
  const wants =
    route?.forPrograms === true ? formOfAnswer(accept) : wantsJson(route, accept) ? 'json' : 'page';
  if (wants !== 'page') {
    const sentence = route?.forPrograms === true ? faultWords(state.speech.words, fault) : fault.sentence;
    ctx.type = wants === 'json' ? 'application/json' : 'text/plain';
    ctx.body =
      wants === 'json' ? JSON.stringify({ error: { code: fault.code, message: sentence } }) : `${sentence}\n`;
    return;
  }
  if (fault.code === 'sign-in-required' && ctx.method === 'GET') {
    redirect(ctx, `${options.signInPath}?next=${encodeURIComponent(ctx.req.url ?? '/')}`);
    return;
  }
  const { typed } = state;
  try {
    const address = ctx.req.url ?? '/';
    const kept =
      fault.code === 'sign-in-required' && typed !== undefined
        ? packForm({ address, text: typed })
        : undefined;
    if (kept !== undefined && options.askToSignIn !== undefined) {
      const isTyped = Object.keys(typed ?? {}).some((name) => name !== 'revision');
      options.askToSignIn(ctx, { address, isTyped, kept });
      return;
    }
    const isSignedIn = state.principal?.kind === 'person';
    const model = {
      ...errorModel(status, fault, options.signInPath, isSignedIn, state.speech),
      typed: readableText(typed ?? {}),
    };
    // Whoever is refused is given no form, and so no cookie.
    state.wear({ isRefusal: true });
    render(ctx, 'error/error', { ...model }, status, '/');
  } catch (problem) {
    state.log.error({ detail: faultFrom(problem).detail }, 'The error page could not be shown');
    ctx.type = 'text/plain';
    ctx.body = fault.sentence;
  }
}

function wantsJson(route: Route | undefined, accept: string | undefined): boolean {
  return route === undefined ? prefersJson(accept) : route.kind === 'json';
}

function prefersJson(accept: string | undefined): boolean {
  return accept !== undefined && accept.includes('application/json') && !accept.includes('text/html');
}

/** Page model of views/error/error.hbs. */
export interface ErrorModel {
  readonly status: number;
  readonly title: string;
  readonly sentence: string;
  readonly next: { readonly href: string; readonly label: string };
  /** Whether a message left instead would be taken now. */
  readonly mayWrite: boolean;
  /** What came with a form that was refused, to be copied. */
  readonly typed: readonly { readonly name: string; readonly text: string }[];
}

function errorModel(
  status: number,
  fault: Fault,
  signInPath: string,
  isSignedIn: boolean,
  { words }: Speech,
): Omit<ErrorModel, 'typed'> {
  const sentence = faultWords(words, fault);
  if (status === 401) {
    const next = { href: signInPath, label: 'Sign in' };
    return { status, title: 'Please sign in', sentence, next, mayWrite: false };
  }
  const next = isSignedIn
    ? { href: signInPath, label: 'Go to Status' }
    : { href: '/', label: say(words, 'error.home') };
  return { status, title: say(words, titleFor(status)), sentence, next, mayWrite: status < 500 };
}

function titleFor(status: number) {
  return status in ERROR_TITLES ? ERROR_TITLES[status as keyof typeof ERROR_TITLES] : 'error.title';
}

const ERROR_TITLES = {
  403: 'error.title-403',
  404: 'error.title-404',
  429: 'error.title-429',
  500: 'error.title-500',
  503: 'error.title-503',
} as const satisfies Readonly<Record<number, string>>;
