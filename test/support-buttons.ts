import type { Company } from './company.ts';
import { SITE_FIELDS } from './sites.ts';

export const BUTTONS_PAGE = '/login/support-buttons';

/** A profile that leads to the team Laptops unless `fields` says otherwise. */
export async function addProfile(
  { administrator, queue }: Company,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const added = await administrator.submit(`${BUTTONS_PAGE}/new`, `${BUTTONS_PAGE}/new`, {
    name: 'Front desk',
    title: 'Get help',
    portal: 'default-portal--------',
    asks: 'either',
    queue: queue('Laptops'),
    lifeMs: '0',
    ...fields,
  });
  const id = /support-buttons\/([A-Za-z0-9_-]{22})/.exec(added.headers.get('location') ?? '')?.[1];
  if (id === undefined) {
    throw new Error(`no profile: ${added.status} ${await added.text()}`);
  }
  return id;
}

/** The path of a new button. */
export async function makeButton({ administrator }: Company, profile: string): Promise<string> {
  const page = `${BUTTONS_PAGE}/${profile}`;
  const made = await administrator.submit(page, `${page}/buttons`, { description: 'Till 4' });
  const path = /id="made" value="[^"]*?(\/button\/[A-Za-z0-9_-]{32})"/.exec(await made.text())?.[1];
  if (path === undefined) {
    throw new Error('no button was made');
  }
  return path;
}

/** Makes it the *Default Support Button Profile* of the default public site; '' for none. */
export async function chooseDefault({ administrator }: Company, profile: string): Promise<void> {
  const page = '/login/public-sites/default-portal--------';
  const html = await (await administrator.get(page)).text();
  const saved = await administrator.submit(page, page, {
    revision: /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '',
    ...SITE_FIELDS,
    addresses: '',
    buttonProfile: profile,
  });
  if (saved.status !== 303) {
    throw new Error(`no default: ${saved.status} ${await saved.text()}`);
  }
}
