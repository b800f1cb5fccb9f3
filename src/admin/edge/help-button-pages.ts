import { Fault, parseId, type PortalId, translationField } from '../../kernel/index.ts';
import { LANGUAGES } from '../../languages/index.ts';
import type { Directory } from '../../people/index.ts';
import { pageRoute, queryValue, render, type Route } from '../../platform/web.ts';
import { mayUseSite, offersIssue, type PublicSite, type Sites } from '../../portals/index.ts';
import { helpButtonPage } from '../index.ts';

/** Public Portals > Public Sites > (site) > Help button. Keeps nothing: the address of the page is all there is. */
export function helpButtonRoutes({
  sites,
  directory,
  siteOrigin,
  startScript,
}: {
  readonly sites: Sites;
  readonly directory: Directory;
  readonly siteOrigin: (site: PublicSite, here: string) => string;
  readonly startScript: { readonly path: string; readonly version: string };
}): readonly Route[] {
  return [
    pageRoute({
      path: '/login/public-sites/:id/help-button',
      who: 'administrator',
      handle(ctx) {
        const site = sites.find(parseId<PortalId>(ctx.params['id'] ?? ''));
        if (site === undefined) {
          throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
        }
        const given = (name: string) => queryValue(ctx, name) ?? '';
        const model = helpButtonPage({
          site,
          origin: siteOrigin(site, ctx.state.origin),
          script: startScript,
          issues: directory.issues().filter((issue) => offersIssue(site, issue)),
          representatives: site.ways.representatives.shown
            ? directory
                .representatives()
                .filter(
                  ({ id }) =>
                    directory.may(id, 'show-on-public-site') && mayUseSite(directory.portalsOf(id), site.id),
                )
            : [],
          wanted: {
            target: given('target'),
            text: queryValue(ctx, 'text'),
            texts: Object.fromEntries(
              LANGUAGES.map((language) => [language, given(translationField('text', language))]),
            ),
            corner: given('corner'),
            language: given('language'),
            mode: given('mode'),
          },
        });
        render(ctx, 'login/help-button', model);
      },
    }),
  ];
}
