import { Fault, type PortalId } from '../../kernel/index.ts';
import { fileRoute, queryValue, type Route, type WebContext } from '../../platform/web.ts';
import {
  brandStylesheet,
  pictureVersion,
  type PublicSite,
  SITE_PICTURE_KINDS,
  sitePicturePattern,
  type SitePictures,
  type Sites,
} from '../index.ts';

/** What a page needs to look like the site that it belongs to. '' where the site has none. */
export interface SiteLook {
  /** The address of its colours. */
  readonly colours: string;
  /** The address of its logo. */
  readonly logo: string;
}

/** The addresses change with what they lead to, so that browsers may keep it. */
export function lookOf(site: PublicSite): SiteLook {
  return {
    colours:
      site.mainColour === undefined && site.headerColour === undefined
        ? ''
        : `/sites/${site.id}/colours.css?v=${site.revision}`,
    logo: site.logo === undefined ? '' : logoAddress(site.id, site.logo),
  };
}

/** Its page looks like this site, whichever host it was asked for at. */
export function dress(ctx: WebContext, site: PublicSite): void {
  ctx.state.wear({ siteName: site.name, look: lookOf(site) });
}

export function logoAddress(id: PortalId, digest: string): string {
  return `/sites/${id}/logo?v=${pictureVersion(digest)}`;
}

/** The colours, logos and other images of public sites, from our own origin: pages have no style within. */
export function brandingRoutes(
  sites: Pick<Sites, 'find' | 'logo'>,
  pictures: Pick<SitePictures, 'find' | 'bytes'>,
): readonly Route[] {
  function addressed(ctx: WebContext): PublicSite {
    const site = sites.find(ctx.params['id'] as PortalId);
    if (site === undefined) {
      throw new Fault('not-found');
    }
    return site;
  }
  function keep(ctx: WebContext, isCurrent: boolean): void {
    // What was asked for by an older address, or by none, is not kept under it.
    ctx.set('Cache-Control', isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache');
  }
  function showImage(
    ctx: WebContext,
    { type, digest, bytes }: { readonly type: string; readonly digest: string; readonly bytes: Uint8Array },
    name: string,
  ): void {
    keep(ctx, queryValue(ctx, 'v') === pictureVersion(digest));
    // Somebody uploaded it: it may be looked at as the image that it is, and nothing else (T36).
    ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
    ctx.set('Content-Disposition', `inline; filename="${name}"`);
    ctx.body = Buffer.from(bytes);
    ctx.set('Content-Type', type);
  }
  return [
    fileRoute({
      path: '/sites/:id/colours.css',
      who: 'anyone',
      handle(ctx) {
        const site = addressed(ctx);
        keep(ctx, queryValue(ctx, 'v') === String(site.revision));
        ctx.body = brandStylesheet(site);
        ctx.set('Content-Type', 'text/css; charset=utf-8');
      },
    }),
    fileRoute({
      path: '/sites/:id/logo',
      who: 'anyone',
      handle(ctx) {
        const logo = sites.logo(addressed(ctx).id);
        if (logo === undefined) {
          throw new Fault('not-found');
        }
        showImage(ctx, logo, 'logo');
      },
    }),
    fileRoute({
      path: '/sites/:id/pictures/:kind',
      params: { kind: sitePicturePattern },
      who: 'anyone',
      handle(ctx) {
        const { id } = addressed(ctx);
        const kind = SITE_PICTURE_KINDS.find((each) => each === ctx.params['kind']);
        const picture = kind === undefined ? undefined : pictures.find(id, kind);
        const bytes = kind === undefined ? undefined : pictures.bytes(id, kind);
        if (kind === undefined || picture === undefined || bytes === undefined) {
          throw new Fault('not-found');
        }
        showImage(ctx, { ...picture, bytes }, kind);
      },
    }),
  ];
}
