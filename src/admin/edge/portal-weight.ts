import type { Directory } from '../../people/index.ts';
import {
  type CustomerNotices,
  DEFAULT_TEMPLATE,
  type HtmlTemplates,
  portalLists,
  type PublicSite,
  type Sites,
  type StoredFiles,
  weightWarning,
} from '../../portals/index.ts';

/** Says of a portal page that it is too heavy, in a sentence; undefined for a light one. */
export interface PortalWeight {
  /** As this template makes it, on whichever of the sites has the most to load. */
  ofTemplate(html: string, sites: readonly PublicSite[]): string | undefined;
  ofSite(site: PublicSite): string | undefined;
  /** Whether it would be light without its issues. */
  isByIssues(site: PublicSite): boolean;
}

export function portalWeight(ports: {
  readonly sites: Pick<Sites, 'logo'>;
  readonly templates: Pick<HtmlTemplates, 'of'>;
  readonly files: Pick<StoredFiles, 'all'>;
  readonly directory: Pick<Directory, 'issues'>;
  readonly notices: Pick<CustomerNotices, 'liveOn'>;
}): PortalWeight {
  function loadOf(site: PublicSite, issues = ports.directory.issues()) {
    const notices = ports.notices.liveOn(site.id).filter(({ onPortal }) => onPortal);
    const logo = site.logo === undefined ? 0 : (ports.sites.logo(site.id)?.bytes.length ?? 0);
    const lists = portalLists(site, issues, notices);
    return { logo, lists, bytes: lists.reduce((sum, { size }) => sum + size, logo) };
  }
  function warning(html: string, load: Pick<ReturnType<typeof loadOf>, 'logo' | 'lists'>) {
    return weightWarning(html, ports.files.all(), load.logo, load.lists);
  }
  function htmlOf(site: PublicSite): string {
    return ports.templates.of(site.id)?.html ?? DEFAULT_TEMPLATE;
  }
  return {
    ofTemplate(html, sites) {
      const [most] = sites.map((site) => loadOf(site)).toSorted((one, other) => other.bytes - one.bytes);
      return warning(html, most ?? { logo: 0, lists: [] });
    },
    ofSite: (site) => warning(htmlOf(site), loadOf(site)),
    isByIssues: (site) =>
      warning(htmlOf(site), loadOf(site)) !== undefined &&
      warning(htmlOf(site), loadOf(site, [])) === undefined,
  };
}
