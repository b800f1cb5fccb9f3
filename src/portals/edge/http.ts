import { faultFrom, personalQueue, type SessionId } from '../../kernel/index.ts';
import type { Keys, SessionKey } from '../../keys/index.ts';
import { faultWords, say } from '../../languages/index.ts';
import type { Arrivals } from '../../sessions/index.ts';
import {
  cookieLine,
  formRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Problems,
  type Route,
  type WebContext,
} from '../../platform/web.ts';
import type { Transaction } from '../../kernel/index.ts';
import { keyForm, startForm, type Sites } from '../index.ts';

/** What the customer's waiting room and the report call the queue. */
const PERSONAL_QUEUE_NAME = 'Personal queue';

/**
 * The portal, usable without JavaScript up to the waiting room:
 * `/` or `/?key=…` → the key is looked up, not used up → name and problem → `POST /start` uses it up and
 * begins the session in one transaction → `/session/<id>`.
 */
export function portalRoutes(ports: {
  readonly keys: Keys;
  readonly arrivals: Arrivals;
  readonly sites: Sites;
  readonly issueCustomerCookie: (tx: Transaction, session: SessionId) => string;
  readonly customerCookie: string;
}): readonly Route[] {
  async function askForName(ctx: WebContext, typed: string): Promise<void> {
    const key = await findOr(ctx, typed);
    if (key !== undefined) {
      showJoin(ctx, key, typed, { name: '', details: '' }, {});
    }
  }

  /** The key that was typed; when it is refused, the first page says so with the text kept. */
  async function findOr(ctx: WebContext, typed: string): Promise<SessionKey | undefined> {
    try {
      return await ports.keys.find(typed, ctx.state.source);
    } catch (thrown) {
      showRefused(ctx, typed, thrown);
      return undefined;
    }
  }

  return [
    pageRoute({
      path: '/',
      who: 'anyone',
      async handle(ctx) {
        const typed = queryValue(ctx, 'key');
        if (typed === undefined || typed === '') {
          render(ctx, 'portal/home', { key: '', problem: '' });
        } else {
          await askForName(ctx, typed);
        }
      },
    }),
    formRoute({
      path: '/join',
      who: 'anyone',
      form: keyForm,
      async handle(ctx, sent) {
        if (!sent.ok) {
          render(
            ctx,
            'portal/home',
            { key: sent.text['key'] ?? '', problem: sent.fault.sentence },
            sent.fault.status,
          );
        } else if (sent.values.key.trim() === '') {
          render(
            ctx,
            'portal/home',
            { key: '', problem: say(ctx.state.speech.words, 'portal.home.key-missing') },
            422,
          );
        } else {
          await askForName(ctx, sent.values.key);
        }
      },
    }),
    formRoute({
      path: '/start',
      who: 'anyone',
      form: startForm,
      async handle(ctx, sent) {
        const typed = sent.ok ? sent.values.key : (sent.text['key'] ?? '');
        const key = await findOr(ctx, typed);
        if (key === undefined) {
          return;
        }
        if (!sent.ok) {
          showJoin(
            ctx,
            key,
            typed,
            { name: sent.text['name'] ?? '', details: sent.text['details'] ?? '' },
            sent.problems,
            sent.fault.code === 'not-valid' ? '' : sent.fault.sentence,
            sent.fault.status,
          );
          return;
        }
        const { name, details } = sent.values;
        const portal = ports.sites.at(ctx.req.headers.host);
        let cookie = '';
        let session: SessionId;
        try {
          session = await ports.arrivals.request(
            {
              kind: 'request',
              customerName: name,
              details,
              portalId: portal.id,
              portalName: portal.name,
              startMethod: 'session-key',
              mode: 'full',
              language: ctx.state.speech.words.language,
              keyId: key.id,
              queue: personalQueue(key.rep),
              queueName: PERSONAL_QUEUE_NAME,
            },
            (tx, begun) => {
              ports.keys.use(tx, key, begun);
              cookie = ports.issueCustomerCookie(tx, begun);
            },
          );
        } catch (thrown) {
          const fault = faultFrom(thrown);
          if (fault.code === 'key-refused') {
            showRefused(ctx, typed, fault);
            return;
          }
          throw thrown;
        }
        ctx.append(
          'Set-Cookie',
          cookieLine({
            name: ports.customerCookie,
            value: cookie,
            path: `/session/${session}`,
            lifeMs: 7 * 24 * 3_600_000,
            secure: ctx.state.secureCookies,
          }),
        );
        redirect(ctx, `/session/${session}`);
      },
    }),
    pageRoute({
      path: '/session/:id',
      who: 'customer',
      handle(ctx) {
        render(ctx, 'portal/session', { session: ctx.params['id'] ?? '' });
      },
    }),
  ];
}

function showJoin(
  ctx: WebContext,
  key: SessionKey,
  typed: string,
  text: { readonly name: string; readonly details: string },
  problems: Problems,
  problem = '',
  status = 200,
): void {
  render(
    ctx,
    'portal/join',
    {
      key: typed,
      representativeName: key.repName,
      ...text,
      problems: { name: problems['name'] ?? '', details: problems['details'] ?? '' },
      problem,
    },
    status,
    `/?key=${encodeURIComponent(typed)}`,
  );
}

function showRefused(ctx: WebContext, typed: string, thrown: unknown): void {
  const fault = faultFrom(thrown);
  if (fault.code !== 'key-refused' && fault.code !== 'too-many') {
    throw thrown;
  }
  render(
    ctx,
    'portal/home',
    { key: typed.slice(0, 64), problem: faultWords(ctx.state.speech.words, fault) },
    fault.status,
  );
}
