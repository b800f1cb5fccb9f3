import type { PortalId } from '../src/kernel/index.ts';
import { INITIAL } from '../src/policies/index.ts';
import { type Company, userPage } from './company.ts';
import { revisionIn } from './html.ts';

const PATH = '/login/session-policies';

/** A policy that says this, for users and public sites unless `for` says otherwise; `id` is one that is changed to it. */
export async function policyNamed(
  { administrator }: Company,
  name: string,
  { for: availableTo, ...permissions }: Readonly<Record<string, string>>,
  id?: string,
): Promise<string> {
  const page = `${PATH}/${id ?? 'new'}`;
  const saved = await administrator.submit(page, page, {
    name,
    codeName: '',
    description: '',
    ...(availableTo === undefined ? { users: 'on', portals: 'on' } : { [availableTo]: 'on' }),
    ...permissions,
    ...(id === undefined ? {} : { revision: await revisionOn({ administrator }, page) }),
  });
  return idIn(saved, 'session-policies');
}

export async function usePolicy(
  { administrator }: Company,
  owner: { readonly site: PortalId } | { readonly user: string },
  policy: string,
): Promise<void> {
  const saved =
    'site' in owner
      ? await administrator.submit(
          `/login/customer-client?site=${owner.site}`,
          '/login/customer-client/session-policy',
          { site: owner.site, language: 'en', policy, before: '' },
        )
      : await administrator.submit(
          await userPage(administrator, `${owner.user} Person`),
          `${await userPage(administrator, `${owner.user} Person`)}/session-policy`,
          { policy, before: '' },
        );
  if (saved.status !== 303) {
    throw new Error(`the policy was not chosen: ${saved.status} ${await saved.text()}`);
  }
}

/** The global default with these changes of what it begins with. */
export async function setGlobal(
  { administrator }: Company,
  permissions: Readonly<Record<string, string>>,
): Promise<void> {
  const page = `${PATH}/global`;
  const saved = await administrator.submit(page, page, {
    ...INITIAL,
    ...permissions,
    revision: await revisionOn({ administrator }, page),
  });
  if (saved.status !== 303) {
    throw new Error(`the global default was not saved: ${saved.status} ${await saved.text()}`);
  }
}

async function revisionOn({ administrator }: Pick<Company, 'administrator'>, page: string): Promise<string> {
  return revisionIn(await (await administrator.get(page)).text());
}

async function idIn(answer: Response, list: string): Promise<string> {
  const id = new RegExp(`${list}/([A-Za-z0-9_-]{22})`).exec(answer.headers.get('location') ?? '')?.[1];
  if (id === undefined) {
    throw new Error(`nothing was added: ${answer.status} ${await answer.text()}`);
  }
  return id;
}
