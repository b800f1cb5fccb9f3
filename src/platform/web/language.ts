import * as v from 'valibot';
import { LIMITS, type SessionId } from '../../kernel/index.ts';
import { isLanguage, LANGUAGES, type Language } from '../../languages/index.ts';
import { cookieLine } from './cookie.ts';
import { localPath } from './request.ts';
import { formRoute, jsonRoute, redirect, type Route, type WebContext } from './route.ts';

/** The language that somebody chose on a page, for that alone. */
export const LANGUAGE_COOKIE = 'handrail_language';
const KEPT_MS = 365 * 24 * 3_600_000;

/** Every page for customers speaks this language from now on, in this browser. */
function rememberLanguage(ctx: WebContext, language: Language): void {
  ctx.append(
    'Set-Cookie',
    cookieLine({
      name: LANGUAGE_COOKIE,
      value: language,
      lifeMs: KEPT_MS,
      secure: ctx.state.secureCookies,
    }),
  );
}

/** The pages under this path speak this language, unless it is changed there. */
export function scopeLanguage(ctx: WebContext, language: Language, path: string): void {
  ctx.append('Set-Cookie', scoped(ctx, language, path));
}

function scoped(ctx: WebContext, value: string, path: string, lifeMs: number = KEPT_MS): string {
  return cookieLine({ name: LANGUAGE_COOKIE, value, path, lifeMs, secure: ctx.state.secureCookies });
}

/**
 * `POST /language`: the menu below every page for customers; what is no language of ours changes nothing.
 * `POST /session/<id>/language`: the same on the customer's page, which has changed its words itself. `chosen` lets what the
 * site says in that session follow.
 */
export function languageRoutes(
  chosen: (session: SessionId, language: Language) => Promise<void>,
): readonly Route[] {
  return [
    formRoute({
      path: '/language',
      who: 'anyone',
      form: v.object({ language: v.optional(v.string(), ''), here: v.optional(v.string(), '/') }),
      handle(ctx, sent) {
        if (sent.ok && isLanguage(sent.values.language)) {
          rememberLanguage(ctx, sent.values.language);
        }
        redirect(ctx, localPath(sent.text['here'], '/', LIMITS.pageAddressCharacters));
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/session/:id/language',
      who: 'customer',
      body: v.object({ language: v.picklist(LANGUAGES) }),
      async handle(ctx, { language }) {
        rememberLanguage(ctx, language);
        // What the link that began the session asked for does not stand above what was chosen.
        ctx.append('Set-Cookie', scoped(ctx, '', `/session/${ctx.params['id'] ?? ''}`, 0));
        await chosen(ctx.params['id'] as SessionId, language);
      },
    }),
  ];
}
