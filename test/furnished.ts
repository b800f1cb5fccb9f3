import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { company, settle, type Company } from './company.ts';
import { type Form, type Page, readPage, servedFields } from './html.ts';
import { enter, keyForOutsider, placeOf } from './outsider.ts';
import { addIssue, declare, picture } from './sites.ts';
import { keyFrom, type Visitor } from './world.ts';

/** Somebody who looks at pages, and the pages where they begin. */
export interface Reader {
  readonly who: string;
  readonly visitor: Visitor;
  readonly begin: readonly string[];
}

export type Furnished = Company & {
  readonly readers: readonly Reader[];
  /** Of the session that goes on; Ada owns it. */
  readonly running: { readonly place: string; readonly visitor: Visitor };
};

type Fields = Readonly<Record<string, string>>;

const ID = /(?<=[/=-])[A-Za-z0-9_-]{22}(?=$|[/&?#])|(?<=\/button\/)[A-Za-z0-9_-]{32}/gu;
/** Pages that differ in nothing but whose they are, and how often they are looked at. */
const VISITS = 4;
const CLIENT = '/login/customer-client';
const PICTURE = `${CLIENT}/default-portal--------/pictures/banner`;
const BROWSER = { Accept: 'text/html' };
const SITE = '/login/public-sites/default-portal--------';

/** A company with one of everything, so that every page and every form is somewhere to be seen. */
export async function furnished(): Promise<Furnished> {
  const all = await company([['Laptops', { persistent: 'on' }]]);
  try {
    return { ...all, ...(await furnish(all)) };
  } catch (thrown) {
    await all[Symbol.asyncDispose]();
    throw thrown;
  }
}

async function furnish(all: Company): Promise<Pick<Furnished, 'readers' | 'running'>> {
  const { world, administrator, ada } = all;
  const ends = {
    '/login/skills/new': 'Printers',
    '/login/session-policies/new': 'No screens',
    '/login/statuses/new': 'Lunch',
    '/login/templates/new': 'Ours',
  };
  const issue = await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  await declare(all, 'Asset', 'asset');
  for (const [page, name] of Object.entries(ends)) {
    await fill(administrator, page, page, { name });
  }
  await fill(administrator, '/login/skills/new', '/login/skills/new', { name: 'Plotters' });
  await fill(administrator, '/login/notices/new', '/login/notices/new', {
    name: 'Mail outage',
    'title-en': 'Mail is down',
    'message-en': 'We know.',
    onPortal: 'on',
    whileWaiting: 'on',
    active: 'on',
  });
  await fill(administrator, '/login/public-sites/new', '/login/public-sites/new', {
    name: 'Shops',
    addresses: 'shops.example',
  });
  await fill(administrator, SITE, SITE, {
    'show-issues': 'on',
    'show-representatives': 'on',
    companyCode: 'on',
    offersTranscript: 'on',
    offersReceipt: 'on',
    iosProfiles: 'on',
  });
  const question = '/login/exit-surveys/question?site=default-portal--------&survey=representative';
  await fill(administrator, question, '/login/exit-surveys/question', {
    type: 'textarea',
    reportHeader: 'Remarks',
    'label-en': 'Anything else?',
  });
  const profile = await fill(administrator, '/login/support-buttons/new', '/login/support-buttons/new', {
    name: 'Front desk',
    title: 'Get help',
    queue: all.queue('Laptops'),
  });
  const made = await fill(administrator, profile, `${profile}/buttons`, { description: 'Till 4' });
  const button = /\/button\/[A-Za-z0-9_-]{32}/.exec(made)?.[0] ?? '';
  await world.person(administrator, 'dora', ['representative']);
  const users = readPage(await (await administrator.get('/login/users')).text());
  const [dora = ''] = users.elements.flatMap(({ tag, text, attributes }) =>
    tag === 'a' && text.includes('dora') ? [attributes['href'] ?? ''] : [],
  );
  await fill(administrator, `${dora}/disable`, `${dora}/disable`, {});
  const style = new File(['a { color: red }'], 'ours.css');
  await administrator.upload('/login/file-store', '/login/file-store', 'file', style);
  await uploadProfile(administrator, 'Wi-Fi', { isPublic: 'on' });
  await administrator.upload(SITE, `${SITE}/logo`, 'logo', picture(64));
  await administrator.upload(CLIENT, PICTURE, 'picture', picture(64));
  const anyone = world.visitor();
  await fill(anyone, '/message', '/message', { name: 'Mia', reach: 'mia@example.com', message: 'Call me' });
  await fill(anyone, '/message', '/message', { name: 'Max', reach: 'max@example.com', message: 'Me too' });
  const messages = readPage(await (await administrator.get('/login/messages')).text());
  const done = messages.forms.find(({ action }) => action.endsWith('/done'))?.action ?? '';
  await fill(administrator, '/login/messages', done, {});

  const waiting = await world.customer(await keyFrom(ada));
  const helped = await world.customer(await keyFrom(ada), 'Ben');
  await ada.command({ type: 'accept', session: helped.session });
  const invited = await keyForOutsider(ada, helped.session);
  const outside = world.visitor();
  await enter(outside, await keyForOutsider(ada, helped.session, 'Karla'));
  const over = await world.customer(await keyFrom(ada), 'Cleo');
  await ada.command({ type: 'accept', session: over.session });
  await ada.command({ type: 'end-session', session: over.session });
  await settle(all);
  const external = new URL(invited.url);
  const after = `/session/${over.session}`;
  return {
    running: { place: `/session/${helped.session}`, visitor: helped.visitor },
    readers: [
      {
        who: 'anyone',
        visitor: anyone,
        begin: [
          '/',
          `/?key=${await keyFrom(ada)}`,
          `/ask?issue=${issue}`,
          '/message',
          '/verify',
          '/login',
          '/api/start_session?issue_menu=1&codeName=screen&session.custom.asset=x',
          button,
          '/console/external',
          `${external.pathname}${external.search}`,
        ],
      },
      { who: 'customer', visitor: waiting.visitor, begin: [`/session/${waiting.session}`] },
      {
        who: 'customer',
        visitor: over.visitor,
        begin: [after, `${after}/survey`, `${after}/receipt`, `${after}/message`],
      },
      { who: 'external', visitor: outside, begin: [placeOf(helped.session)] },
      { who: 'administrator', visitor: administrator, begin: [`/console/surveys/${over.session}`, '/login'] },
    ],
  };
}

/** Sends a form with what it holds but for `fields`, and answers where it leads, or the page that follows. */
export async function fill(
  visitor: Visitor,
  address: string,
  action: string,
  fields: Fields,
): Promise<string> {
  const page = readPage(await (await visitor.get(address)).text());
  const form = page.forms.find((each) => each.action === action);
  if (form === undefined) {
    throw new Error(`${address} has no form to ${action}`);
  }
  const answer = await visitor.post(action, { ...Object.fromEntries(servedFields(form)), ...fields });
  const text = await answer.text();
  if (answer.status >= 400) {
    throw new Error(`${action}: ${answer.status} ${text}`);
  }
  return answer.headers.get('location')?.split('?')[0] ?? text;
}

export const PROFILE = readFileSync(join(import.meta.dirname, 'ios-profiles/signed.mobileconfig'));

/** A configuration profile that the administrator adds; its id. */
export async function uploadProfile(
  administrator: Visitor,
  name: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const page = '/login/ios-profiles/new';
  const file = new File([PROFILE], 'x.mobileconfig');
  const added = await administrator.upload(page, page, 'file', file, { name, description: '', ...fields });
  const id = /ios-profiles\/([A-Za-z0-9_-]{22})/.exec(added.headers.get('location') ?? '')?.[1];
  if (id === undefined) {
    throw new Error(`the profile was not added: ${added.status} ${await added.text()}`);
  }
  return id;
}

/** An address without whose it is. */
export function patternOf(address: string): string {
  return address.replaceAll(ID, ':id');
}

export interface Seen {
  readonly reader: Reader;
  readonly address: string;
  readonly status: number;
  readonly html: string;
  readonly page: Page;
}

/** Every page that a reader comes to by links, each kind of page a few times. */
export async function everyPage(url: string, readers: readonly Reader[]): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const reader of readers) {
    const visits = new Map<string, number>();
    const known = new Set<string>();
    const ahead = [...reader.begin];
    for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
      const { pathname, searchParams, search } = new URL(address, url);
      const path = `${pathname}${search}`;
      const kind = `${patternOf(pathname)}?${[...searchParams.keys()].toSorted().join('&')}`;
      const visited = visits.get(kind) ?? 0;
      if (known.has(path) || visited >= VISITS) {
        continue;
      }
      known.add(path);
      visits.set(kind, visited + 1);
      const answer = await reader.visitor.request(path, { headers: BROWSER });
      const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
      const html = await answer.text();
      if (!isPage) {
        continue;
      }
      const page = readPage(html);
      seen.push({ reader, address: path, status: answer.status, html, page });
      for (const link of page.links) {
        const next = URL.parse(link, new URL(path, url).href);
        if (next?.origin === url) {
          ahead.push(`${next.pathname}${next.search}`);
        }
      }
    }
  }
  return seen;
}

export interface FoundForm {
  readonly reader: Reader;
  /** The page that it stands on. */
  readonly address: string;
  readonly form: Form;
  /** Says which form it is, whosever page it was found on. */
  readonly name: string;
}

/** What the path of a route with parameters looks like. */
export function patternFor(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[A-Za-z0-9_-]+')}$`);
}

/** Each form once: the same action with the same fields is the same form. */
export function everyForm({ world }: Pick<Company, 'world'>, pages: readonly Seen[]): readonly FoundForm[] {
  const routes = world.appliance.routes
    .map(({ method, path }) => ({ method: method.toLowerCase(), path, pattern: patternFor(path) }))
    .toSorted((one, other) => one.path.split(':').length - other.path.split(':').length);
  const found = new Map<string, FoundForm>();
  for (const { reader, address, page } of pages) {
    for (const form of page.forms) {
      const fields = [...new Set(form.controls.map(({ name }) => patternOf(name)))].toSorted();
      const action = form.action === '' ? address : form.action;
      const { pathname } = new URL(action, world.url);
      const route = routes.find(({ method, pattern }) => method === form.method && pattern.test(pathname));
      const name = `${form.method} ${(route?.path ?? pathname).replaceAll(/:\w+/g, ':id')}`;
      const key = `${name} ${fields.join(' ')}`;
      if (!found.has(key)) {
        found.set(key, { reader, address, form: { ...form, action }, name });
      }
    }
  }
  return [...found.values()];
}
