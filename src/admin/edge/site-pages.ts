import { Fault, LIMITS, parseId, type PortalId } from '../../kernel/index.ts';
import type { Directory } from '../../people/index.ts';
import {
  formRoute,
  queryValue,
  redirect,
  render,
  type Route,
  uploadRoute,
  type WebContext,
} from '../../platform/web.ts';
import type {
  CustomerNotices,
  HtmlTemplates,
  PublicSite,
  Sites,
  SupportButtons,
} from '../../portals/index.ts';
import type { Typed } from '../field.ts';
import {
  addPublicSitePage,
  editPublicSitePage,
  noticeOf,
  publicSitesPage,
  removePublicSitePage,
} from '../index.ts';
import { templateChoices } from '../html-templates.ts';
import { publicSiteHref } from '../public-sites.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm } from './forms.ts';
import type { PortalWeight } from './portal-weight.ts';
import { mustBeSent, reader, refusalOf } from './request.ts';
import { addSiteForm, editSiteForm } from './site-forms.ts';

/** Public Portals > Public Sites. */
export function publicSiteRoutes({
  sites,
  directory,
  templates,
  buttons,
  notices,
  weight,
  logoAddress,
}: {
  readonly sites: Sites;
  readonly directory: Directory;
  readonly templates: HtmlTemplates;
  readonly buttons: Pick<SupportButtons, 'profiles'>;
  readonly notices: Pick<CustomerNotices, 'onlyOn'>;
  readonly weight: PortalWeight;
  readonly logoAddress: (id: PortalId, digest: string) => string;
}): readonly Route[] {
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offered = () => ({ teams: directory.teams(), buttonProfiles: buttons.profiles() });

  function addressed(ctx: WebContext): PublicSite {
    const site = sites.find(parseId<PortalId>(ctx.params['id'] ?? ''));
    if (site === undefined) {
      throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
    }
    return site;
  }
  function showSite(
    ctx: WebContext,
    more: { readonly typed?: Typed | undefined; readonly logoTyped?: Typed },
    status = 200,
  ): void {
    const site = addressed(ctx);
    const model = editPublicSitePage({
      site,
      ...offered(),
      templates: templateChoices(templates.all(), templates.of(site.id)?.id),
      logo: site.logo === undefined ? '' : logoAddress(site.id, site.logo),
      heavy: weight.ofSite(site),
      notice: noticeOf(queryValue(ctx, 'done')),
      ...more,
    });
    render(ctx, 'login/public-site', model, status);
  }

  return [
    ...entryRoutes({
      path: '/login/public-sites',
      limitBytes: LIMITS.siteFormBytes,
      addForm: addSiteForm,
      editForm: editSiteForm,
      removeForm: emptyForm,
      addressed,
      showList(ctx) {
        const notice = noticeOf(queryValue(ctx, 'done'));
        render(
          ctx,
          'login/public-sites',
          publicSitesPage({
            sites: sites.all(),
            templateOf: ({ id }) => templates.of(id)?.name ?? '',
            notice,
          }),
        );
      },
      showNew(ctx, typed, status) {
        render(ctx, 'login/public-site-add', addPublicSitePage({ ...offered(), timeZone, typed }), status);
      },
      showEntry: (ctx, _site, typed, status) => showSite(ctx, { typed }, status),
      showRemoval(ctx, site, typed, status) {
        render(
          ctx,
          'login/remove',
          removePublicSitePage(site, buttons.profiles(), notices.onlyOn(site.id), typed),
          status,
        );
      },
      async add(by, fields) {
        const site = await sites.add(by, fields);
        return `${publicSiteHref(site.id)}?done=public-site-added`;
      },
      async change(by, site, fields, revision) {
        await sites.change(by, site.id, fields, revision);
        return `${publicSiteHref(site.id)}?done=saved`;
      },
      async remove(by, id) {
        await sites.delete(by, id);
        return '/login/public-sites?done=public-site-deleted';
      },
    }),
    uploadRoute({
      path: '/login/public-sites/:id/logo',
      who: 'administrator',
      field: 'logo',
      limitBytes: LIMITS.logoBytes,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        try {
          if (!sent.ok) {
            throw sent.fault;
          }
          await sites.putLogo(reader(ctx), id, sent.bytes);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showSite(ctx, { logoTyped: { text: {}, problems: {}, fault } }, fault.status);
          return;
        }
        redirect(ctx, `${publicSiteHref(id)}?done=logo-saved#logo-heading`);
      },
    }),
    formRoute({
      path: '/login/public-sites/:id/logo/remove',
      who: 'administrator',
      form: emptyForm,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        mustBeSent(sent);
        await sites.removeLogo(reader(ctx), id);
        redirect(ctx, `${publicSiteHref(id)}?done=logo-removed#logo-heading`);
      },
    }),
  ];
}
