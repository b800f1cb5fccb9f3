import { cookieLine, type WebContext } from '../../platform/web.ts';
import { SIGN_IN_COOKIE, SIGN_IN_LIFE } from '../../people/index.ts';

/** Gives this browser its sign-in. */
export function setSignInCookie(ctx: WebContext, value: string): void {
  ctx.append(
    'Set-Cookie',
    cookieLine({
      name: SIGN_IN_COOKIE,
      value,
      lifeMs: SIGN_IN_LIFE.absoluteMs,
      secure: ctx.state.secureCookies,
    }),
  );
}

export function clearSignInCookie(ctx: WebContext): void {
  ctx.append(
    'Set-Cookie',
    cookieLine({ name: SIGN_IN_COOKIE, value: '', lifeMs: 0, secure: ctx.state.secureCookies }),
  );
}
