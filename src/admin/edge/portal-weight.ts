import { utf8ByteLength } from '../../kernel/index.ts';
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
  wouldList,
} from '../../portals/index.ts';

/** Says of a portal page that it is too heavy, in a sentence; undefined for a light one. */
export interface PortalWeight {
  /** As this template makes it, on whichever of the sites has the most to load. */
  ofTemplate(html: string, sites: readonly PublicSite[]): string | undefined;
  ofSite(site: PublicSite): string | undefined;
  /** Of these the sites whose page would be light without its issues. */
  heavyByIssues(sites: readonly PublicSite[]): readonly PublicSite[];
}

export function portalWeight(ports: {
  readonly sites: Pick<Sites, 'logo'>;
  readonly templates: Pick<HtmlTemplates, 'of'>;
  readonly files: Pick<StoredFiles, 'all'>;
  readonly directory: Pick<Directory, 'issues' | 'representatives' | 'may' | 'portalsOf'>;
  readonly notices: Pick<CustomerNotices, 'liveOn'>;
}): PortalWeight {
  /** Whoever may be on a list of representatives, the longest names first. */
  function listable() {
    const { directory } = ports;
    return directory
      .representatives()
      .filter(({ id, isListed }) => isListed && directory.may(id, 'show-on-public-site'))
      .map(({ id, name, isListed }) => {
        return { id, name, isListed, mayBeShown: true, portals: directory.portalsOf(id) };
      })
      .toSorted((one, other) => utf8ByteLength(other.name) - utf8ByteLength(one.name));
  }
  function loadOf(site: PublicSite, people: ReturnType<typeof listable>, issues = ports.directory.issues()) {
    const notices = ports.notices.liveOn(site.id).filter(({ onPortal }) => onPortal);
    const logo = site.logo === undefined ? 0 : (ports.sites.logo(site.id)?.bytes.length ?? 0);
    const representatives = people.filter((person) => wouldList(site, person));
    const lists = portalLists(site, issues, notices, representatives);
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
      const people = listable();
      const [most] = sites
        .map((site) => loadOf(site, people))
        .toSorted((one, other) => other.bytes - one.bytes);
      return warning(html, most ?? { logo: 0, lists: [] });
    },
    ofSite: (site) => warning(htmlOf(site), loadOf(site, listable())),
    heavyByIssues(sites) {
      const people = listable();
      return sites.filter(
        (site) =>
          warning(htmlOf(site), loadOf(site, people)) !== undefined &&
          warning(htmlOf(site), loadOf(site, people, [])) === undefined,
      );
    },
  };
}
