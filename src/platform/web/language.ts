import * as v from 'valibot';
import { isLanguage } from '../../languages/index.ts';
import { cookieLine } from './cookie.ts';
import { localPath } from './request.ts';
import { formRoute, redirect, type Route } from './route.ts';

/** The language that somebody chose on a page, for that alone. */
export const LANGUAGE_COOKIE = 'handrail_language';
const KEPT_MS = 365 * 24 * 3_600_000;

/** `POST /language`: the menu below every page for customers. What is no language of ours changes nothing. */
export function languageRoutes(): readonly Route[] {
  return [
    formRoute({
      path: '/language',
      who: 'anyone',
      form: v.object({ language: v.optional(v.string(), ''), here: v.optional(v.string(), '/') }),
      handle(ctx, sent) {
        if (sent.ok && isLanguage(sent.values.language)) {
          ctx.append(
            'Set-Cookie',
            cookieLine({
              name: LANGUAGE_COOKIE,
              value: sent.values.language,
              lifeMs: KEPT_MS,
              secure: ctx.state.secureCookies,
            }),
          );
        }
        redirect(ctx, localPath(sent.text['here'], '/'));
      },
    }),
  ];
}
