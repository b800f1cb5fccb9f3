import { LIMITS } from '../src/kernel/index.ts';
import { type Company, userPage } from './company.ts';
import { revisionIn } from './html.ts';
import { RELAY_USER } from './mail-relay.ts';
import { Visitor } from './world.ts';

/** An issue of this team, added by the administrator: its id. */
export async function addIssue(
  { administrator, queue }: Company,
  description: string,
  team: string,
  codeName = '',
): Promise<string> {
  const page = '/login/issues/new';
  await administrator.submit(page, page, {
    description,
    codeName,
    team: queue(team).slice('team:'.length),
    priority: 'high',
  });
  const list = await (await administrator.get('/login/issues')).text();
  const id = new RegExp(
    `href="/login/issues/([A-Za-z0-9_-]{22})"[^>]*>(?:(?!</a>).)*${description}`,
    's',
  ).exec(list)?.[1];
  if (id === undefined) {
    throw new Error(`the issue ${description} was not added`);
  }
  return id;
}

/** Ada is granted everything, so she is listed as soon as her console is open; her id. */
export async function idOfAda({ administrator }: Company): Promise<string> {
  return (await userPage(administrator, 'Ada')).slice('/login/users/'.length);
}

export async function declare(
  { administrator }: Company,
  name: string,
  codeName: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const page = '/login/api-configuration';
  const added = await administrator.submit(page, page, { name, codeName, ...more });
  if (added.status !== 303) {
    throw new Error(`the field ${name} was not declared: ${added.status} ${await added.text()}`);
  }
}

/** What the form of a public site sends whose every way in starts a full session, at all hours, in English. */
export const SITE_FIELDS = {
  mainColour: '',
  headerColour: '',
  'show-sessionKey': 'on',
  'mode-sessionKey': 'full',
  'show-issues': 'on',
  'mode-issues': 'full',
  'show-representatives': 'on',
  'mode-representatives': 'full',
  issueTeams: 'all',
  timeZone: 'Europe/Berlin',
  hours: 'always',
  holidays: '',
  keysWhileClosed: 'on',
  'language-en': 'on',
  defaultLanguage: 'en',
} as const;

/** The other public site lives at another name of this machine. */
export const OTHER_HOST = '127.0.0.1';

export const OTHER_SITE = {
  ...SITE_FIELDS,
  name: 'Contoso Help',
  addresses: OTHER_HOST,
  mainColour: '#a01030',
  headerColour: '#102a43',
  'language-de': 'on',
} as const;

export function atOther({ world }: Company): Visitor {
  return new Visitor(world.url.replace('localhost', OTHER_HOST), (page) => world.lose(page));
}

export async function addSite(
  { administrator }: Pick<Company, 'administrator'>,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const page = '/login/public-sites/new';
  const added = await administrator.submit(page, page, { ...OTHER_SITE, ...fields });
  const id = /public-sites\/([A-Za-z0-9_-]{22})/.exec(added.headers.get('location') ?? '')?.[1];
  if (id === undefined) {
    throw new Error(`the site was not added: ${added.status} ${await added.text()}`);
  }
  return id;
}

export async function changeSite(
  { administrator }: Company,
  id: string,
  fields: Readonly<Record<string, string>>,
  without: readonly string[] = [],
): Promise<void> {
  const page = `/login/public-sites/${id}`;
  const revision = revisionIn(await (await administrator.get(page)).text());
  const sent = Object.entries({ ...OTHER_SITE, revision, ...fields }).filter(
    ([name]) => !without.includes(name),
  );
  const saved = await administrator.submit(page, page, Object.fromEntries(sent));
  if (saved.status !== 303) {
    throw new Error(`the site was not changed: ${saved.status} ${await saved.text()}`);
  }
}

/** What a form of /login/options says when nothing in it is changed. */
export const OPTIONS = {
  siteName: 'Northwind',
  maximumSessionKeyTimeoutMs: '86400000',
  peerToPeer: 'appliance',
  fallbackForNormalSessions: 'on',
  fallbackForJumpSessions: 'on',
  fallbackTeam: 'none',
  showSessionInformation: 'on',
} as const;

/** Sends a form of /login with the revision that it has now. */
export async function save(
  administrator: Visitor,
  page: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const html = await (await administrator.get(page)).text();
  const revision = revisionIn(html);
  return administrator.submit(page, page, { revision, ...fields });
}

/** Mail goes out by this relay, signed in, over STARTTLS, and representatives may send it. */
export async function mailBy(
  administrator: Visitor,
  relay: { readonly port: number },
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const email = await save(administrator, '/login/email', {
    server: 'localhost',
    port: String(relay.port),
    encryption: 'starttls',
    username: RELAY_USER.user,
    password: RELAY_USER.password,
    from: 'support@northwind.example',
    ...more,
  });
  const options = await save(administrator, '/login/options', { ...OPTIONS, serverSideEmails: 'on' });
  if (email.status !== 303 || options.status !== 303) {
    throw new Error(`mail was not set up: ${email.status}, ${options.status}`);
  }
}

const DEFAULT_SITE = '/login/public-sites/default-portal--------';
/** As much of a picture as tells its type and size. */
const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

/** A file that is taken for a picture and has this size. */
export function picture(bytes: number): File {
  const content = new Uint8Array(bytes);
  content.set(PNG_START);
  content.set([0, 0, 0, 192, 0, 0, 0, 192, 8, 6], 16);
  return new File([content], 'picture.png');
}

/** The portal has all that makes it heavy and may be there: the largest logo, a long notice, twenty issues. */
export async function furnishPortal(all: Company): Promise<void> {
  const { administrator } = all;
  await administrator.upload(DEFAULT_SITE, `${DEFAULT_SITE}/logo`, 'logo', picture(LIMITS.logoBytes));
  for (let issue = 0; issue < 20; issue += 1) {
    await addIssue(all, `An issue with a description of some length, number ${issue}`, 'Printers');
  }
  const notice = await administrator.submit('/login/notices/new', '/login/notices/new', {
    name: 'Outage',
    'title-en': 'T'.repeat(LIMITS.noticeTitleCharacters),
    'message-en': 'M'.repeat(LIMITS.noticeMessageCharacters),
    sites: 'all',
    lastDay: '',
    onPortal: 'on',
    whileWaiting: 'on',
    active: 'on',
  });
  if (notice.status !== 303) {
    throw new Error(`no notice: ${notice.status}`);
  }
}
