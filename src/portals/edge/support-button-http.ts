import {
  Fault,
  faultFrom,
  parseId,
  type QueueId,
  readIn,
  type SessionId,
  type SupportButtonId,
} from '../../kernel/index.ts';
import type { SessionKey } from '../../keys/index.ts';
import { directionOf, faultWords, isLanguage, type Language, say } from '../../languages/index.ts';
import {
  attachment,
  fileRoute,
  formRoute,
  pageRoute,
  type Problems,
  queryValue,
  redirect,
  render,
  type Route,
  type Typed,
  type WebContext,
} from '../../platform/web.ts';
import {
  buttonForm,
  type DeployedButtons,
  leadsTo,
  type ButtonProfile,
  pictureOf,
  type PublicSite,
  shortcut,
  type Sites,
  type SupportButton,
  type SupportButtons,
  titlesOf,
  titleText,
} from '../index.ts';
import type { PortalDoors } from './doors.ts';
import { logoAddress } from './branding.ts';
import { buttonPage, type Chosen, NOTHING_CHOSEN } from './present.ts';
import { TOKEN } from './token.ts';

/** What the portal does for Support Buttons as for its own pages. */
interface ButtonDoors<
  Target extends { readonly chosen: Chosen; readonly key?: SessionKey },
> extends PortalDoors<Target> {
  /** undefined when there is no such queue any more. */
  readonly ofQueue: (queue: QueueId) => Target | undefined;
}

const FILE = /^support\.(?:url|webloc|desktop)$/;

/**
 * `/button/<token>`: a Support Button, which is this address as an installed web app or as a shortcut on a
 * desktop. It asks what its profile says; the session begins by POST alone. Removed, run out and never
 * given out look alike.
 */
export function supportButtonRoutes<Target extends { readonly chosen: Chosen; readonly key?: SessionKey }>(
  doors: ButtonDoors<Target>,
  ports: {
    readonly buttons: Pick<SupportButtons, 'find' | 'use'>;
    readonly deployedButtons: Pick<DeployedButtons, 'tokenFor'>;
    readonly sites: Pick<Sites, 'find' | 'at' | 'logo'>;
    readonly siteOrigin: (site: PublicSite, here: string) => string;
    readonly iconAddress: string;
  },
): readonly Route[] {
  const { buttons, sites } = ports;
  const params = { token: TOKEN };

  interface Found {
    readonly button: SupportButton;
    readonly profile: ButtonProfile;
    readonly site: PublicSite;
  }
  function found(ctx: WebContext): Found | undefined {
    const it = buttons.find(ctx.params['token'] ?? '');
    if (it === undefined) {
      return undefined;
    }
    const site = sites.find(it.profile.portal) ?? sites.at(undefined);
    doors.isAbout(ctx, site);
    return { ...it, site };
  }
  function targetOf({ button, profile }: Found): Target | undefined {
    const queue = leadsTo(button, profile);
    return queue === undefined ? undefined : doors.ofQueue(queue);
  }
  /** The site's own logo, in the size that it has; a desktop takes it where it is large enough. */
  function logoOf({ id }: PublicSite): readonly object[] {
    const logo = sites.logo(id);
    const picture = logo === undefined ? undefined : pictureOf(logo.bytes);
    return logo === undefined || picture === undefined
      ? []
      : [
          {
            src: logoAddress(id, logo.digest),
            sizes: `${picture.width}x${picture.height}`,
            type: logo.type,
            purpose: 'any',
          },
        ];
  }
  function hrefOf(ctx: WebContext): string {
    return `/button/${ctx.params['token'] ?? ''}`;
  }
  /** On the button's own public site. */
  function addressOn(ctx: WebContext, site: PublicSite, href: string): string {
    return `${new URL(ports.siteOrigin(site, ctx.state.origin)).origin}${href}`;
  }
  /** What a file for the customer's device is in. A browser asks for the manifest without cookies: its address says it. */
  function languageOf(ctx: WebContext): Language {
    const named = queryValue(ctx, 'language');
    if (isLanguage(named)) {
      ctx.state.speak(named);
    }
    const { language } = ctx.state.speech.words;
    ctx.set('Content-Language', language);
    ctx.set('Vary', 'Accept-Language, Cookie');
    return language;
  }
  function showGone(ctx: WebContext): void {
    render(ctx, 'portal/button-gone', {}, 404);
  }
  function show(
    ctx: WebContext,
    it: Found,
    more: { readonly text: Typed; readonly problems: Problems; readonly problem: string },
    status: number,
  ): void {
    const { profile } = it;
    const target = targetOf(it);
    const model = buttonPage({
      title: readIn(titleText(profile), ctx.state.speech.words.language),
      asks: profile.asks,
      href: hrefOf(ctx),
      isThere: target !== undefined && doors.availability(target) === 'somebody',
      ...more,
    });
    render(ctx, 'portal/button', model, status, hrefOf(ctx));
  }

  /** Where it leads: undefined when a page that says otherwise was shown. */
  async function reach(ctx: WebContext, it: Found, text: Typed): Promise<Target | undefined> {
    const { profile, site } = it;
    const key = profile.asks === 'straight' ? '' : (text['key'] ?? '').trim();
    const chosen: Chosen = { ...NOTHING_CHOSEN, key };
    if (doors.isClosed(site, chosen)) {
      doors.showNobody(ctx, 'closed', NOTHING_CHOSEN, text);
      return undefined;
    }
    if (key !== '') {
      return doors.ofKey(ctx, key);
    }
    if (profile.asks === 'key') {
      const missing = say(ctx.state.speech.words, 'portal.home.key-missing');
      show(ctx, it, { text, problems: { key: missing }, problem: '' }, 422);
      return undefined;
    }
    const target = targetOf(it);
    if (target === undefined || doors.availability(target) === 'nobody') {
      doors.showNobody(ctx, 'nobody', target?.chosen ?? NOTHING_CHOSEN, text);
      return undefined;
    }
    return target;
  }

  return [
    pageRoute({
      path: '/button/:token',
      who: 'anyone',
      params,
      handle(ctx) {
        const it = found(ctx);
        if (it === undefined) {
          showGone(ctx);
        } else {
          show(ctx, it, { text: {}, problems: {}, problem: '' }, 200);
        }
      },
    }),
    formRoute({
      path: '/button/:token',
      who: 'anyone',
      params,
      form: buttonForm,
      async handle(ctx, sent) {
        const it = found(ctx);
        if (it === undefined) {
          showGone(ctx);
          return;
        }
        const { profile, site, button } = it;
        if (!sent.ok) {
          const problem = sent.fault.code === 'not-valid' ? '' : sent.fault.sentence;
          show(ctx, it, { text: sent.text, problems: sent.problems, problem }, sent.fault.status);
          return;
        }
        const { words } = ctx.state.speech;
        try {
          const isKeyed = sent.values.key.trim() !== '';
          const session = await doors.beginOnce(ctx, sent.text, isKeyed, async (keep) => {
            const target = await reach(ctx, it, sent.text);
            if (target === undefined) {
              return undefined;
            }
            const customer = {
              name: sent.values.name,
              company: '',
              companyCode: '',
              details: sent.values.details,
            };
            const asked = doors.requestOf(site, target, customer, words.language);
            const pressed = { id: button.id, ...titlesOf(profile) };
            const request = { ...asked, startMethod: 'support-button', button: pressed } as const;
            return doors.begin(ctx, target, request, (tx, begun) => {
              keep(tx, begun);
              buttons.use(tx, button.id);
            });
          });
          if (session !== undefined) {
            redirect(ctx, `/session/${session}`);
          }
        } catch (thrown) {
          const fault = faultFrom(thrown);
          if (fault.code === 'key-refused' || fault.code === 'too-many') {
            const sentence = faultWords(words, fault);
            const isKey = fault.field === 'key';
            show(
              ctx,
              it,
              { text: sent.text, problems: isKey ? { key: sentence } : {}, problem: isKey ? '' : sentence },
              fault.status,
            );
          } else if (fault.code === 'nobody-there') {
            doors.showNobody(ctx, 'nobody', NOTHING_CHOSEN, sent.text);
          } else if (fault.code === 'not-found') {
            showGone(ctx);
          } else {
            throw thrown;
          }
        }
      },
    }),
    pageRoute({
      // The customer's own page leads here: its cookie says whose button it is, and no token stands in that page.
      path: '/session/:id/button/:button',
      who: 'customer',
      handle(ctx) {
        const token = ports.deployedButtons.tokenFor(
          parseId<SessionId>(ctx.params['id'] ?? ''),
          parseId<SupportButtonId>(ctx.params['button'] ?? ''),
        );
        const it = token === undefined ? undefined : buttons.find(token);
        if (token === undefined || it === undefined) {
          showGone(ctx);
          return;
        }
        const site = sites.find(it.profile.portal) ?? sites.at(undefined);
        redirect(ctx, addressOn(ctx, site, `/button/${token}`));
      },
    }),
    fileRoute({
      path: '/button/:token/support.webmanifest',
      who: 'anyone',
      params,
      handle(ctx) {
        const it = found(ctx);
        if (it === undefined) {
          throw new Fault('not-found');
        }
        const language = languageOf(ctx);
        const title = readIn(titleText(it.profile), language);
        const href = hrefOf(ctx);
        ctx.body = JSON.stringify({
          id: href,
          name: title,
          short_name: title,
          lang: language,
          dir: directionOf(language),
          start_url: href,
          // The session's page too: out of its scope a browser puts a bar over it, whose cross leaves the session.
          scope: '/',
          display: 'standalone',
          background_color: '#ffffff',
          theme_color: it.site.headerColour ?? it.site.mainColour ?? '#0b5c6b',
          icons: [
            ...logoOf(it.site),
            { src: ports.iconAddress, sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          ],
        });
        ctx.set('Content-Type', 'application/manifest+json');
      },
    }),
    fileRoute({
      path: '/button/:token/:file',
      who: 'anyone',
      params: { ...params, file: FILE },
      handle(ctx) {
        const it = found(ctx);
        const file = ctx.params['file'] ?? '';
        if (it === undefined) {
          throw new Fault('not-found');
        }
        const url = addressOn(ctx, it.site, hrefOf(ctx));
        const title = readIn(titleText(it.profile), languageOf(ctx));
        const ending = file.slice('support.'.length);
        const written = shortcut(ending, { url, title });
        if (written === undefined) {
          throw new Fault('not-found');
        }
        ctx.body = written.text;
        ctx.set('Content-Type', `${written.type}; charset=utf-8`);
        ctx.set(
          'Content-Disposition',
          attachment(`${title.replaceAll(/[\p{C}/\\:*?"<>|]/gu, ' ').trim() || 'Support'}.${ending}`),
        );
      },
    }),
  ];
}
