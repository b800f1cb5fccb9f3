import * as v from 'valibot';
import {
  type Clock,
  Fault,
  laterBy,
  LIMITS,
  type Random,
  type SessionId,
  type Transaction,
} from '../../kernel/index.ts';
import type { Alongside, BeginOnce } from './doors.ts';
import type { Database } from '../../platform/database.ts';
import { formRoute, pageRoute, redirect, render, type Route, type WebContext } from '../../platform/web.ts';
import { digestOfToken, newToken, TOKEN } from './token.ts';

const PATH = '/hand-over';

/** One-time links that hand a session, which a program began, to the browser of whom it was begun for. */
export interface SessionLinks {
  /** The path of a new one, within the transaction that begins the session. */
  make(tx: Transaction, session: SessionId): string;
  /** Whether it would still be taken. */
  isGood(token: string): boolean;
  /** The session and a cookie for it, once, with what else must be true together with it. Raises `not-found` for one that was used, has run out, or never was. */
  take(token: string, also: Alongside): Promise<{ readonly session: SessionId; readonly cookie: string }>;
}

/** In the table `session_links`; of tokens only what they cannot be found from. */
export function createSessionLinks(ports: {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly issueCustomerCookie: (tx: Transaction, session: SessionId) => string;
}): SessionLinks {
  const { database, clock, random } = ports;
  const { table } = database;
  const live = (token: string) =>
    table('session_links')
      .where({ digest: digestOfToken(token) })
      .where('expires_at', '>', clock.now());
  return {
    make(tx, session) {
      const token = newToken(random);
      const inside = database.inside(tx);
      inside.run(table('session_links').where('expires_at', '<=', clock.now()).delete());
      inside.run(
        table('session_links').insert({
          digest: digestOfToken(token),
          session_id: session,
          expires_at: laterBy(clock.now(), LIMITS.sessionLinkLifeMs),
        }),
      );
      return `${PATH}/${token}`;
    },
    isGood: (token) => database.first(live(token).first('session_id')) !== undefined,
    take: (token, also) =>
      database.write((tx, db) => {
        const row = db.first<{ session_id: SessionId }>(live(token).first('session_id'));
        if (row === undefined) {
          throw new Fault('not-found');
        }
        db.run(
          table('session_links')
            .where({ digest: digestOfToken(token) })
            .delete(),
        );
        also(tx, row.session_id);
        return { session: row.session_id, cookie: ports.issueCustomerCookie(tx, row.session_id) };
      }),
  };
}

/** Opening the link takes nothing: chat programs and mail scanners do that too. Its one button does, also when its first answer was lost. */
export function sessionLinkRoutes({
  links,
  beginOnce,
  giveCookie,
}: {
  readonly links: SessionLinks;
  readonly beginOnce: BeginOnce;
  readonly giveCookie: (ctx: WebContext, session: SessionId, value: string) => void;
}): readonly Route[] {
  const params = { token: TOKEN };
  function showGone(ctx: WebContext): void {
    render(ctx, 'portal/hand-over-gone', {}, 404, '/');
  }
  return [
    pageRoute({
      path: `${PATH}/:token`,
      who: 'anyone',
      params,
      handle(ctx) {
        if (links.isGood(ctx.params['token'] ?? '')) {
          render(ctx, 'portal/hand-over', { href: ctx.path });
        } else {
          showGone(ctx);
        }
      },
    }),
    formRoute({
      path: `${PATH}/:token`,
      who: 'anyone',
      params,
      form: v.object({}),
      async handle(ctx, sent) {
        if (!sent.ok) {
          throw sent.fault;
        }
        try {
          const session = await beginOnce(ctx, sent.text, true, async (keep) => {
            const taken = await links.take(ctx.params['token'] ?? '', keep);
            giveCookie(ctx, taken.session, taken.cookie);
            return taken.session;
          });
          redirect(ctx, `/session/${session}`);
        } catch (thrown) {
          if (thrown instanceof Fault && thrown.code === 'not-found') {
            showGone(ctx);
          } else {
            throw thrown;
          }
        }
      },
    }),
  ];
}
