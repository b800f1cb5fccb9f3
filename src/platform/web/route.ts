import type Koa from 'koa';
import type * as v from 'valibot';
import type { Log, Principal } from '../../kernel/index.ts';
import type { Language } from '../../languages/index.ts';
import type { Sent, Typed } from './form.ts';
import type { KeptForm } from './kept-form.ts';
import type { SentFile } from './upload.ts';
import type { FormMarks, Speech, Views } from './view.ts';

/**
 * Who may use a route; refused before its handler runs. `anyone` needs nothing; `signed-in` is any
 * person with an account; `may` is whoever has that permission, by role or granted; `customer` is the one customer of the session that the path names by `:id`,
 * `external` somebody from outside who was let into it;
 * `claimant` brings the valid one-time claim in `?claim=`, and everybody else is told that there is nothing.
 */
export type Who =
  | 'anyone'
  | 'signed-in'
  | 'representative'
  | 'administrator'
  | 'customer'
  | 'external'
  | 'claimant'
  | { readonly may: string };

/** Whether it is for people with an account alone. */
export function needsSignIn(who: Who): boolean {
  return typeof who === 'object' || ['signed-in', 'representative', 'administrator'].includes(who);
}

/** What is known of a request when a handler runs, as `ctx.state`. */
export interface RequestState {
  /** On each log line of this request, and in the answer's `X-Request-Id`. */
  readonly requestId: string;
  readonly log: Log;
  /** The client's address; X-Forwarded-For counts only as far as HANDRAIL_TRUST_PROXY says. */
  readonly address: string;
  /** What rate limits count by: the address, or the /64 of an IPv6 one. */
  readonly source: string;
  /** Whether the client speaks TLS. */
  readonly secure: boolean;
  /** Where this request was sent to, as an origin. Raises `bad-request` when its `Host` names no host. */
  readonly origin: string;
  /** Whether cookies given now are marked Secure: the client speaks TLS, or the public URL says https. */
  readonly secureCookies: boolean;
  readonly principal: Principal | undefined;
  readonly views: Views;
  /** What `render` sets. */
  readonly pageHeaders: readonly (readonly [name: string, value: string])[];
  /** What the view helpers `{{csrf}}` and `{{once}}` write into this person's forms. */
  readonly formMarks: FormMarks;
  /**
   * The mark of a form with `{{once}}` as it was sent: whoever sends the same once more, or whose browser does, has the
   * same. Undefined for what is not of a page that this browser was given.
   */
  readonly markOf: (fields: Typed) => string | undefined;
  /**
   * Answers whoever has just signed in, with this cookie, with the form that they had sent without: as they typed it, to be
   * sent once more. Its handler is told that nothing was sent, so nothing is changed by it; where there is no such form
   * to show, it leads to the page above it.
   */
  readonly showAgain: (ctx: WebContext, form: KeptForm, signIn: string) => Promise<void>;
  /** How to speak to whoever asked: customers in their language, everybody else in English. */
  readonly speech: Speech;
  /** From now on in this language, when it is one that is offered: an address may say which. */
  readonly speak: (language: Language) => void;
  /** What every view gets as `page`. */
  readonly page: Readonly<Record<string, unknown>>;
  /** From now on with this in `page`: what is asked for may belong elsewhere than its host says. */
  readonly wear: (look: Readonly<Record<string, unknown>>) => void;
}

/** Koa's context as handlers see it. Every value in `params` is an id (`idPattern`) unless the route says otherwise. */
export type WebContext = Koa.ParameterizedContext<RequestState, { params: Record<string, string> }>;

interface RouteBase {
  readonly path: `/${string}`;
  readonly who: Who;
  /** Patterns for parameters of the path that are not ids; what does not match is 404. */
  readonly params?: Readonly<Record<string, RegExp>>;
  /** Programs use it beside people: a refusal is a page, JSON or a plain sentence, as `Accept` asks. */
  readonly forPrograms?: true;
}

/** A page that is looked at: GET (and HEAD). The handler renders, redirects, or raises a Fault. */
export interface PageRoute extends RouteBase {
  readonly kind: 'page';
  readonly method: 'GET';
  readonly handle: (ctx: WebContext) => Promise<void> | void;
}

/**
 * A form that is sent: POST, application/x-www-form-urlencoded. Origin, size, token and schema were
 * checked before; what was wrong with the fields or the token comes as `sent.ok === false`, and the
 * handler renders the form again with the text kept.
 */
export interface FormRoute extends RouteBase {
  readonly kind: 'form';
  readonly method: 'POST';
  readonly form: v.GenericSchema<unknown, unknown>;
  /** Of the whole body, where LIMITS.formBytes are too few. */
  readonly limitBytes?: number;
  /** Fields beside passwords whose text is never shown again. */
  readonly secrets?: readonly string[];
  readonly handle: (ctx: WebContext, sent: Sent<unknown>) => Promise<void> | void;
}

/**
 * For programs: what the handler returns is the answer as JSON, faults are `{ error: { code, message } }`.
 * A POST must come from our own origin with the header `X-Handrail: 1`, which no form can send.
 */
export interface JsonRoute extends RouteBase {
  readonly kind: 'json';
  readonly method: 'GET' | 'POST';
  readonly body: v.GenericSchema<unknown, unknown> | undefined;
  readonly handle: (ctx: WebContext, body: unknown) => Promise<object | void> | object | void;
}

/** Bytes of a file (`sendFile`) or an asset: GET (and HEAD). Faults are answered as pages. */
export interface FileRoute extends RouteBase {
  readonly kind: 'file';
  readonly method: 'GET';
  readonly handle: (ctx: WebContext) => Promise<void> | void;
}

/**
 * A form with one file: POST, multipart/form-data. Origin and token were checked before; an empty or too
 * large file, or a wrong token, comes as `sent.ok === false`. What the bytes are is for the handler to
 * find out from them alone.
 */
export interface UploadRoute extends RouteBase {
  readonly kind: 'upload';
  readonly method: 'POST';
  /** The name of the file's field. */
  readonly field: string;
  readonly limitBytes: number;
  readonly handle: (ctx: WebContext, sent: SentFile) => Promise<void> | void;
}

/**
 * Fields that pages of other sites and programs send: POST, in the address or as application/x-www-form-urlencoded. Neither
 * origin nor token is checked, so such a handler must not look at who is signed in, and may change
 * nothing but what it begins for whoever sent it. A browser is let through only where its person sees
 * the answer as a page (`Sec-Fetch-Dest: document`).
 */
export interface OpenRoute extends RouteBase {
  readonly kind: 'open';
  readonly method: 'POST';
  /** Of fields that are looked at; all others are passed over. */
  readonly names: RegExp;
  readonly handle: (ctx: WebContext, fields: Typed) => Promise<void> | void;
}

export type Route = PageRoute | FormRoute | JsonRoute | FileRoute | UploadRoute | OpenRoute;

export function pageRoute(route: Omit<PageRoute, 'kind' | 'method'>): Route {
  return { kind: 'page', method: 'GET', ...route };
}

export function formRoute<Values>(
  route: RouteBase & {
    readonly form: v.GenericSchema<unknown, Values>;
    readonly limitBytes?: number;
    readonly secrets?: readonly string[];
    readonly handle: (ctx: WebContext, sent: Sent<Values>) => Promise<void> | void;
  },
): Route {
  // The schema of the same route made the values, so the handler is given what it expects.
  return { kind: 'form', method: 'POST', ...route } as Route;
}

export function jsonRoute<Body = undefined>(
  route: RouteBase & {
    readonly method: 'GET' | 'POST';
    readonly body?: v.GenericSchema<unknown, Body>;
    readonly handle: (ctx: WebContext, body: Body) => Promise<object | void> | object | void;
  },
): Route {
  return { kind: 'json', body: undefined, ...route } as Route;
}

export function fileRoute(route: Omit<FileRoute, 'kind' | 'method'>): Route {
  return { kind: 'file', method: 'GET', ...route };
}

export function openRoute(route: Omit<OpenRoute, 'kind' | 'method'>): Route {
  return { kind: 'open', method: 'POST', ...route };
}

export function uploadRoute(route: Omit<UploadRoute, 'kind' | 'method'>): Route {
  return { kind: 'upload', method: 'POST', ...route };
}

/**
 * Shows a view (`portal/join` is views/portal/join.hbs) with its page model. `here` is the address that
 * shows the same page again, where that is not the one that was asked for: a form's answer has none of its own.
 * `as`: how it would look to somebody else.
 */
export function render(
  ctx: WebContext,
  view: string,
  model: Readonly<Record<string, unknown>>,
  status = 200,
  here?: string,
  as: Pick<RequestState, 'speech' | 'page'> = ctx.state,
): void {
  for (const [name, value] of ctx.state.pageHeaders) {
    ctx.res.setHeader(name, value);
  }
  ctx.status = status;
  ctx.type = 'html';
  const { speech, page } = as;
  ctx.set('Content-Language', speech.words.language);
  ctx.set('Vary', 'Accept-Language, Cookie');
  ctx.body = ctx.state.views.render(
    view,
    { ...model, page },
    ctx.state.formMarks,
    here === undefined ? speech : { ...speech, here },
  );
}

/** Lets a rendered page hold a frame with a page of ours (`around`), or be within one (`inside`). */
export function allowFrames(ctx: WebContext, which: 'around' | 'inside'): void {
  const policy = String(ctx.res.getHeader('Content-Security-Policy'));
  ctx.set(
    'Content-Security-Policy',
    which === 'around'
      ? `${policy}; frame-src 'self'`
      : policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  );
}

/** Goes on to another page of ours after a form was taken. */
export function redirect(ctx: WebContext, path: string): void {
  ctx.body = null;
  ctx.set('Location', path);
  ctx.status = 303;
}

/** One value of the query string, undefined when it is missing or was given twice. */
export function queryValue(ctx: WebContext, name: string): string | undefined {
  const values = new URLSearchParams(ctx.querystring).getAll(name);
  return values.length === 1 ? values[0] : undefined;
}
