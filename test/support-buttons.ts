import type { Company } from './company.ts';
import { save, SITE_FIELDS } from './sites.ts';

export const BUTTONS_PAGE = '/login/support-buttons';

export const PROFILE_FIELDS = {
  name: 'Front desk',
  title: 'Get help',
  portal: 'default-portal--------',
  asks: 'either',
  lifeMs: '0',
} as const;

/** A profile that leads to the team Laptops unless `fields` says otherwise. */
export async function addProfile(
  { administrator, queue }: Company,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const added = await administrator.submit(`${BUTTONS_PAGE}/new`, `${BUTTONS_PAGE}/new`, {
    ...PROFILE_FIELDS,
    queue: queue('Laptops'),
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
  const saved = await save(administrator, page, { ...SITE_FIELDS, addresses: '', buttonProfile: profile });
  if (saved.status !== 303) {
    throw new Error(`no default: ${saved.status} ${await saved.text()}`);
  }
}
