import * as v from 'valibot';
import { type Fault, faultFrom, type Principal } from '../../kernel/index.ts';
import {
  cookieLine,
  formRoute,
  jsonRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  type WebContext,
} from '../../platform/web.ts';
import type { Externals } from '../index.ts';

/** The cookie of somebody from outside, for the path of one session. */
export const EXTERNAL_COOKIE = 'handrail_external';
/** The browser may forget it then; what it is good for ends with the session. */
const COOKIE_LIFE_MS = 7 * 24 * 3_600_000;

const keyForm = v.object({ key: v.optional(v.string(), '') });

/**
 * For those who are invited from outside: `/console/external` asks for the key, or has it in `?key=`;
 * the next page says what they come into, and only its button uses the key up.
 */
export function externalRoutes(ports: {
  readonly externals: Externals;
  readonly issueTicket: (to: Principal) => string;
}): readonly Route[] {
  const { externals } = ports;

  /** Says what the key leads to. A mail program that looks at the link in advance has used nothing up. */
  async function ask(ctx: WebContext, typed: string): Promise<void> {
    try {
      const { session, invitation } = await externals.find(typed, ctx.state.source);
      if (invitation === undefined) {
        // Whoever has entered with it is let in there by their cookie, and everybody else is not.
        redirect(ctx, placeOf(session));
        return;
      }
      render(ctx, 'external/confirm', {
        key: typed,
        inviter: invitation.by.name,
        name: invitation.name,
        until: invitation.until,
      });
    } catch (thrown) {
      refuse(ctx, typed, thrown);
    }
  }

  return [
    pageRoute({
      path: '/console/external',
      who: 'anyone',
      async handle(ctx) {
        const key = queryValue(ctx, 'key') ?? '';
        if (key === '') {
          render(ctx, 'external/key', { key: '', problem: '' });
        } else {
          await ask(ctx, key);
        }
      },
    }),
    formRoute({
      path: '/console/external',
      who: 'anyone',
      form: keyForm,
      async handle(ctx, sent) {
        if (!sent.ok) {
          askAgain(ctx, sent.text['key'] ?? '', sent.fault);
        } else if (sent.values.key.trim() === '') {
          render(ctx, 'external/key', { key: '', problem: 'Please type the key of your invitation.' }, 422);
        } else {
          await ask(ctx, sent.values.key);
        }
      },
    }),
    formRoute({
      path: '/console/external/enter',
      who: 'anyone',
      form: keyForm,
      async handle(ctx, sent) {
        if (!sent.ok) {
          askAgain(ctx, sent.text['key'] ?? '', sent.fault);
          return;
        }
        try {
          const { session, cookie } = await externals.enter(sent.values.key, ctx.state.source);
          setCookie(ctx, session, cookie);
          redirect(ctx, placeOf(session));
        } catch (thrown) {
          refuse(ctx, sent.values.key, thrown);
        }
      },
    }),
    pageRoute({
      path: '/console/external/:id',
      who: 'external',
      handle: (ctx) => render(ctx, 'external/session', { session: principal(ctx).session }),
    }),
    jsonRoute({
      method: 'POST',
      path: '/console/external/:id/ticket',
      who: 'external',
      handle: (ctx) => ({ ticket: ports.issueTicket(principal(ctx)) }),
    }),
    formRoute({
      path: '/console/external/:id/leave',
      who: 'external',
      form: v.object({}),
      async handle(ctx, sent) {
        if (!sent.ok) {
          render(ctx, 'external/session', { session: principal(ctx).session }, sent.fault.status);
          return;
        }
        const who = principal(ctx);
        await externals.leave(who);
        setCookie(ctx, who.session, undefined);
        render(ctx, 'external/left', {});
      },
    }),
  ];
}

function principal(ctx: WebContext): Principal & { readonly kind: 'external' } {
  const { principal: who } = ctx.state;
  if (who?.kind !== 'external') {
    throw new Error('the route let nobody from outside through');
  }
  return who;
}

function placeOf(session: string): string {
  return `/console/external/${session}`;
}

function setCookie(ctx: WebContext, session: string, value: string | undefined): void {
  ctx.append(
    'Set-Cookie',
    cookieLine({
      name: EXTERNAL_COOKIE,
      value: value ?? '',
      path: placeOf(session),
      lifeMs: value === undefined ? 0 : COOKIE_LIFE_MS,
      secure: ctx.state.secureCookies,
    }),
  );
}

function refuse(ctx: WebContext, typed: string, thrown: unknown): void {
  const fault = faultFrom(thrown);
  if (fault.code !== 'key-refused' && fault.code !== 'too-many' && fault.code !== 'session-full') {
    throw thrown;
  }
  askAgain(ctx, typed, fault);
}

function askAgain(ctx: WebContext, typed: string, fault: Fault): void {
  render(ctx, 'external/key', { key: typed.slice(0, 64), problem: fault.sentence }, fault.status);
}
