import type { Principal } from '../kernel/index.ts';
import { type Permission, permissionsOf } from '../people/index.ts';

export interface Menu {
  readonly groups: readonly {
    readonly heading: string;
    readonly links: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  }[];
  /** What a page may lead its reader to. */
  readonly may: Readonly<Record<Permission, boolean>>;
  /** Who is signed in, for the top of the page. */
  readonly person: { readonly name: string; readonly mayUseConsole: boolean };
}

const GROUPS: readonly {
  readonly heading: string;
  readonly links: readonly { readonly href: string; readonly label: string; readonly needs?: Permission }[];
}[] = [
  {
    heading: 'Overview',
    links: [
      { href: '/login', label: 'Status' },
      { href: '/login/reports', label: 'Reports', needs: 'see-own-reports' },
      { href: '/login/messages', label: 'Messages', needs: 'see-own-reports' },
    ],
  },
  {
    heading: 'Configuration',
    links: [
      { href: '/login/teams', label: 'Support Teams', needs: 'manage-teams' },
      { href: '/login/issues', label: 'Issues', needs: 'manage-teams' },
      { href: '/login/skills', label: 'Skills', needs: 'manage-teams' },
      { href: '/login/statuses', label: 'Rep Status', needs: 'manage-teams' },
      { href: '/login/support-buttons', label: 'Support Buttons', needs: 'manage-public-sites' },
      { href: '/login/simulator', label: 'Equilibrium Simulator', needs: 'manage-teams' },
      { href: '/login/options', label: 'Options', needs: 'manage-settings' },
    ],
  },
  {
    heading: 'Public Portals',
    links: [
      { href: '/login/public-sites', label: 'Public Sites', needs: 'manage-public-sites' },
      { href: '/login/templates', label: 'HTML Templates', needs: 'edit-html-templates' },
      { href: '/login/notices', label: 'Customer Notices', needs: 'edit-customer-notices' },
      { href: '/login/file-store', label: 'File Store', needs: 'edit-file-store' },
      { href: '/login/customer-client', label: 'Customer Client', needs: 'manage-public-sites' },
      { href: '/login/exit-surveys', label: 'Exit Surveys', needs: 'manage-public-sites' },
      { href: '/login/ios-profiles', label: 'Apple iOS', needs: 'edit-ios-profiles' },
    ],
  },
  {
    heading: 'Management',
    links: [
      { href: '/login/email', label: 'Email Configuration', needs: 'manage-settings' },
      { href: '/login/api-configuration', label: 'API Configuration', needs: 'manage-settings' },
    ],
  },
  {
    heading: 'Users & Security',
    links: [
      { href: '/login/users', label: 'Users', needs: 'manage-people' },
      { href: '/login/session-policies', label: 'Session Policies', needs: 'manage-session-policies' },
    ],
  },
  { heading: 'Yourself', links: [{ href: '/login/account', label: 'My Account' }] },
];

/**
 * What the layout `layouts/admin` shows around every page, as `page.menu`: only links that this person
 * may follow. Undefined for who is not signed in. `path` is the page's own, without its query.
 */
export function menuFor(principal: Principal | undefined, path: string): Menu | undefined {
  if (principal?.kind !== 'person') {
    return undefined;
  }
  const may = permissionsOf(principal);
  const groups = GROUPS.map(({ heading, links }) => ({
    heading,
    links: links
      .filter(({ needs }) => needs === undefined || may[needs])
      .map(({ href, label }) => ({
        href,
        label,
        current: path === href || (href !== '/login' && path.startsWith(`${href}/`)),
      })),
  })).filter(({ links }) => links.length > 0);
  return { groups, may, person: { name: principal.name, mayUseConsole: may['use-console'] } };
}
