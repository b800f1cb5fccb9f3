import { LANGUAGES, type Language } from '../src/languages/index.ts';
import { company, type Company } from './company.ts';
import { inAllLanguages } from './company-texts.ts';
import { configureClient } from './customer-client.ts';
import { uploadProfile } from './furnished.ts';
import { revisionIn } from './html.ts';
import { addIssue, declare, idOfAda, SITE_FIELDS } from './sites.ts';
import { keyFrom, Visitor } from './world.ts';

/** A page that the server made for a customer, as it came. */
export interface ServedPage {
  /** Which page it is, in words. */
  readonly name: string;
  /** The method and path of the route that made it, as in the table of routes; '' for none of them. */
  readonly route: string;
  readonly language: Language;
  /** Where a browser would be that shows it. */
  readonly address: string;
  readonly status: number;
  readonly html: string;
}

/** What people wrote: it is in no catalog. */
export const WRITTEN: readonly string[] = [
  'Northwind',
  'Ada Admin',
  'rita Person',
  'bob Person',
  'Anna Lindqvist',
  'Printing',
  'Telephone',
  'Mail',
  'It does not print.',
  'It is broken',
  'Mail is down',
  'We know of it.',
  'A-4711',
  'Our own words',
  // Initials.
  'AA',
  'anna@example.com',
  'www.example.com',
];

const SITE = '/login/public-sites/default-portal--------';
const FIELDS = {
  ...SITE_FIELDS,
  name: 'Northwind',
  addresses: '',
  companyCode: 'on',
  offersTranscript: 'on',
  offersReceipt: 'on',
  ...Object.fromEntries(LANGUAGES.map((language) => [`language-${language}`, 'on'])),
} as const;
const NO_BUTTON = 'nobody----------------';
/** What an iPhone says of itself. */
const IPHONE = { 'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)' };
type Fields = Readonly<Record<string, string>>;

async function changeSite({ administrator }: Company, fields: Fields, without: readonly string[] = []) {
  const form = await (await administrator.get(SITE)).text();
  const revision = revisionIn(form);
  const sent = Object.entries({ ...FIELDS, revision, ...fields }).filter(([name]) => !without.includes(name));
  const saved = await administrator.submit(SITE, SITE, Object.fromEntries(sent));
  if (saved.status !== 303) {
    throw new Error(`the site was not changed: ${saved.status} ${await saved.text()}`);
  }
}

async function added(
  { administrator }: Company,
  page: string,
  fields: Fields,
  found: RegExp,
  action = page,
): Promise<string> {
  const answer = await administrator.submit(page, action, fields);
  const it = found.exec(answer.headers.get('location') ?? (await answer.text()))?.[1];
  if (it === undefined) {
    throw new Error(`nothing was added at ${action}: ${answer.status}`);
  }
  return it;
}

/**
 * A company through which every page of the server for customers is reached, each in every language. Whoever adds a
 * page adds it here: test/pages/portal.test.ts compares with the table of routes.
 */
export async function servedPages(): Promise<Company & { readonly pages: readonly ServedPage[] }> {
  const all = await company([
    ['Printers', {}],
    ['Persistent', { persistent: 'on' }],
    ['Empty', {}],
  ]);
  const { world, administrator, ada } = all;
  const pages: ServedPage[] = [];
  const speakers = new Map(
    LANGUAGES.map((language) => {
      const visitor = world.visitor();
      visitor.keep('handrail_language', language, '/');
      return [language, visitor] as const;
    }),
  );

  /** The same page for a speaker of each language. */
  async function each(
    name: string,
    route: string,
    address: string,
    status: number,
    reach: (visitor: Visitor, language: Language) => Promise<Response>,
  ): Promise<void> {
    for (const [language, visitor] of speakers) {
      const answer = await reach(visitor, language);
      const html = await answer.text();
      if (answer.status !== status) {
        throw new Error(`${name}: ${answer.status} instead of ${status}: ${html.slice(0, 2_000)}`);
      }
      pages.push({ name, route, language, address, status, html });
    }
    // Whatever is counted by the minute begins again.
    await world.pass(60_000);
  }
  const shown = (name: string, path: string, route = `GET ${path.replace(/\?.*/, '')}`, status = 200) =>
    each(name, route, path, status, (visitor) => visitor.get(path));
  const sent = (
    name: string,
    page: string,
    action: string,
    fields: Fields,
    status: number,
    route = `POST ${action}`,
  ) => each(name, route, page, status, (visitor) => visitor.submit(page, action, fields));

  // --- The portal with each way in ------------------------------------------------------------
  await changeSite(all, {}, ['show-issues', 'show-representatives']);
  await shown('the portal with a key alone', '/');
  await changeSite(all, {});
  const mail = await addIssue(all, 'Mail', 'Printers', 'mail');
  const print = await addIssue(all, 'Printing', 'Persistent', 'print');
  const phone = await addIssue(all, 'Telephone', 'Empty', 'phone');
  const rep = await idOfAda(all);
  await shown('the portal with all ways in', '/');
  await sent('the portal without a key typed', '/', '/join', { key: '' }, 422);
  await sent('the portal with a wrong key', '/', '/join', { key: 'AAAA-2222' }, 404);
  await shown('the portal without an issue chosen', '/ask', 'GET /ask', 422);
  await shown('the portal with an issue that is gone', '/ask?issue=nobody----------------', 'GET /ask', 404);
  await shown('the portal with a representative who is gone', '/ask?representative=x', 'GET /ask', 404);
  await changeSite(all, { 'mode-issues': 'chat' }, ['show-sessionKey', 'show-representatives']);
  await shown('the portal with issues alone', '/');
  await shown('the questions of a chat', `/ask?issue=${mail}`);
  await changeSite(all, {}, ['show-sessionKey', 'show-issues']);
  await shown('the portal with representatives alone', '/');
  await changeSite(all, {});

  // --- Name and problem -----------------------------------------------------------------------
  const key = await keyFrom(ada);
  await shown('the questions after a key', `/?key=${key}`, 'GET /');
  await sent('the questions after a key that was typed', '/', '/join', { key }, 200);
  await shown('the questions after an issue', `/ask?issue=${print}`);
  await sent(
    'the questions after an issue, with its text',
    '/',
    '/ask',
    { issue: mail, details: 'It is broken' },
    200,
  );
  await shown('the questions for a representative', `/ask?representative=${rep}`);
  const wrong = {
    key,
    name: '',
    details: 'x'.repeat(20_000),
    company: 'x'.repeat(300),
    companyCode: 'x'.repeat(300),
  };
  await sent('the questions with all answers wrong', `/?key=${key}`, '/start', wrong, 422);
  await each('the questions of a form that is too old', 'POST /start', `/?key=${key}`, 403, (visitor) =>
    visitor.post('/start', { key, name: 'Anna Lindqvist', csrf: 'x' }),
  );

  // --- Links of other sites -------------------------------------------------------------------
  await declare(all, 'Order number', 'order', inAllLanguages('name', 'Order number'));
  const link = '/api/start_session';
  const followed = new URLSearchParams({
    issue_menu: '1',
    codeName: 'mail',
    'session.custom.order': 'A-4711',
  });
  for (const path of [link, `${link}.ns`]) {
    const accept = { Accept: 'text/html' };
    await each('the questions of a link', `GET ${path}`, `${path}?${followed.toString()}`, 200, (visitor) =>
      visitor.request(`${path}?${followed.toString()}`, { headers: accept }),
    );
    await each('a link that cannot be used', `GET ${path}`, path, 422, (visitor) =>
      visitor.request(path, { headers: accept }),
    );
    await each('the questions of a link, answered wrongly', `POST ${path}`, path, 422, (visitor) =>
      visitor.request(path, {
        method: 'POST',
        headers: { ...accept, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: `${followed.toString()}&customer.name=`,
      }),
    );
  }

  const begun = await fetch(`${world.url}${link}`, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'issue_menu=1&codeName=mail&customer.name=Anna+Lindqvist',
  });
  const { link: handedOver } = (await begun.json()) as { readonly link: string };
  const route = '/hand-over/:token';
  await shown('a session that a program began', new URL(handedOver).pathname, `GET ${route}`);
  const used = `/hand-over/${'x'.repeat(32)}`;
  await shown('a session that was handed over', used, `GET ${route}`, 404);
  await sent('a session that was handed over meanwhile', '/', used, {}, 404, `POST ${route}`);

  // --- Support Buttons ------------------------------------------------------------------------
  for (const asks of ['either', 'key', 'straight']) {
    const profile = await added(
      all,
      '/login/support-buttons/new',
      {
        name: `Front desk ${asks}`,
        ...inAllLanguages('title', 'Get help at the till'),
        portal: 'default-portal--------',
        asks,
        queue: all.queue('Printers'),
        lifeMs: '0',
      },
      /support-buttons\/([A-Za-z0-9_-]{22})/,
    );
    const button = await added(
      all,
      `/login/support-buttons/${profile}`,
      { description: 'Till 4' },
      /id="made" value="[^"]*?(\/button\/[A-Za-z0-9_-]{32})"/,
      `/login/support-buttons/${profile}/buttons`,
    );
    await shown(`a Support Button (${asks})`, button, 'GET /button/:token');
    const answers = { name: '', key: '', details: 'x'.repeat(20_000) };
    await sent(
      `a Support Button (${asks}) with all answers wrong`,
      button,
      button,
      answers,
      422,
      'POST /button/:token',
    );
  }
  await shown('a Support Button that is gone', `/button/${'x'.repeat(32)}`, 'GET /button/:token', 404);

  // --- Apple iOS ------------------------------------------------------------------------------
  await shown('profiles where there are none', '/ios-profiles', 'GET /ios-profiles', 404);
  await changeSite(all, { iosProfiles: 'on' });
  await shown('the profiles without a public one', '/ios-profiles');
  const wifi = await uploadProfile(
    administrator,
    'Wi-Fi of the office',
    inAllLanguages('name', 'Wi-Fi of the office'),
  );
  await uploadProfile(administrator, 'Web clip', {
    ...inAllLanguages('name', 'Web clip'),
    ...inAllLanguages('description', 'For our shop.'),
    isPublic: 'on',
  });
  await shown('the profiles', '/ios-profiles');
  await each('the profiles on an iPhone', 'GET /ios-profiles', '/ios-profiles', 200, (visitor) =>
    visitor.request('/ios-profiles', { headers: IPHONE }),
  );
  await each('the portal on an iPhone', 'GET /', '/', 200, (visitor) =>
    visitor.request('/', { headers: IPHONE }),
  );
  const access = await ada.command({
    type: 'generate-ios-key',
    profiles: [wifi],
    portal: 'default-portal--------',
    validForMs: 86_400_000,
  });
  const accessKey = access.type === 'answer' ? (access.body as { readonly key: string }).key : '';
  await sent('the profiles of an access key', '/ios-profiles', '/ios-profiles', { key: accessKey }, 200);
  await sent('the profiles without a key typed', '/ios-profiles', '/ios-profiles', { key: '' }, 422);
  await sent('the profiles with a wrong key', '/ios-profiles', '/ios-profiles', { key: 'x' }, 404);
  await sent('the profiles with a session key', '/ios-profiles', '/ios-profiles', { key }, 404);
  await sent('the portal with an access key', '/', '/join', { key: accessKey }, 404);
  await shown('a profile that is not there', `/ios-profiles/${wifi}`, 'GET /ios-profiles/:id', 404);

  for (const language of LANGUAGES) {
    await configureClient(administrator, {
      language,
      displayAfter: 'on',
      redirectAfterMs: '10000',
      'after-url': 'https://www.example.com/thanks',
    });
  }
  // --- The session, and after it --------------------------------------------------------------
  for (const [language, visitor] of speakers) {
    const begun = await visitor.submit('/', '/start', {
      key: await keyFrom(ada),
      name: 'Anna Lindqvist',
      details: 'It is broken',
    });
    const page = begun.headers.get('location') ?? '';
    const session = page.slice('/session/'.length);
    async function one(name: string, path: string, status = 200): Promise<void> {
      const answer = await visitor.get(path);
      const html = await answer.text();
      if (answer.status !== status) {
        throw new Error(`${name}: ${answer.status}`);
      }
      const route = `GET ${path.replace(/\?.*$/, '').replace(session, ':id').replace(NO_BUTTON, ':button')}`;
      pages.push({ name, route, language, address: path, status, html });
    }
    await one('the session before its script runs', page);
    await one('a Support Button that was never deployed', `${page}/button/${NO_BUTTON}`, 404);
    await one('the receipt before the end', `${page}/receipt`, 404);
    await ada.command({ type: 'accept', session });
    await ada.command({ type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: 'It is broken' });
    await ada.command({ type: 'end-session', session });
    await one('the receipt', `${page}/receipt`);
    await one('a message to leave after a session without anybody', `${page}/message?nobody=1`);
    const unsaid = await visitor.submit(`${page}/message`, `${page}/message`, { name: 'Anna Lindqvist' });
    pages.push({
      name: 'a message after a session with nothing said',
      route: 'POST /session/:id/message',
      language,
      address: `${page}/message`,
      status: unsaid.status,
      html: await unsaid.text(),
    });
    await one('the exit survey', `${page}/survey`);
    await one('the exit survey that was skipped', `${page}/survey?skipped=1`);
    const missing = await visitor.submit(`${page}/survey`, `${page}/survey`, {});
    pages.push({
      name: 'the exit survey without its answer',
      route: 'POST /session/:id/survey',
      language,
      address: `${page}/survey`,
      status: missing.status,
      html: await missing.text(),
    });
    await visitor.submit(`${page}/survey`, `${page}/survey`, { 'q-rating----------------': '4' });
    await one('the thanks for the answers', `${page}/survey`);
    const receipt = await (await visitor.get(`${page}/receipt.json`)).text();
    const answers = [
      ['a genuine receipt', receipt],
      ['a receipt that was changed', receipt.replace('Ada Admin', 'Eve Admin')],
      ['no receipt at all', '{"key":"x"}'],
      ['a receipt that was not pasted', ''],
    ] as const;
    for (const [name, pasted] of answers) {
      const checked = await visitor.submit('/verify', '/verify', { receipt: pasted });
      const html = (await checked.text()).replaceAll('Eve Admin', 'Ada Admin');
      pages.push({ name, route: 'POST /verify', language, address: '/verify', status: checked.status, html });
    }
    for (const [name, bytes] of [
      ['a receipt as a file', receipt],
      ['no file', ''],
      ['a file that is too large', 'x'.repeat(300_000)],
    ] as const) {
      const file = new File([bytes], 'receipt.json');
      const checked = await visitor.upload('/verify', '/verify/file', 'file', file);
      const html = await checked.text();
      pages.push({
        name,
        route: 'POST /verify/file',
        language,
        address: '/verify',
        status: checked.status,
        html,
      });
    }
    await world.pass(60_000);
  }
  await shown('where receipts are checked', '/verify');

  // --- What is refused ------------------------------------------------------------------------
  await shown('nothing at this address', '/nothing-here', '', 404);
  await each('an address that takes no form', '', '/', 405, (visitor) => visitor.post('/', {}));
  await shown('a session of somebody else', '/session/nobody----------------', 'GET /session/:id', 404);
  await each('a form of another origin', 'POST /join', '/', 403, (visitor) =>
    visitor.request('/join', {
      method: 'POST',
      headers: { Origin: 'https://elsewhere.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'key=x',
    }),
  );
  const [, somebody = new Visitor(world.url)] = [...speakers][0] ?? [];
  for (let guess = 0; guess < 10; guess += 1) {
    await somebody.submit('/', '/join', { key: `AAAA-22${guess}2` });
  }
  await sent('too many wrong keys', '/', '/join', { key: 'AAAA-2222' }, 429);

  // --- Notices, a template, nobody there, closed ----------------------------------------------
  await administrator.submit('/login/notices/new', '/login/notices/new', {
    name: 'Mail outage',
    'title-en': 'Mail is down',
    'message-en': 'We know of it.',
    sites: 'all',
    lastDay: '',
    onPortal: 'on',
    whileWaiting: 'on',
    active: 'on',
  });
  await shown('the portal with a notice', '/');
  const template = await added(
    all,
    '/login/templates/new',
    {
      name: 'Ours',
      html: '<main id="main"><h1>Our own words</h1>%%NOTICES%%%%ISSUE_FORM%%%%REPRESENTATIVES%%%%NEXT_STEPS%%</main>%%LANGUAGES%%',
    },
    /templates\/([A-Za-z0-9_-]{22})/,
  );
  await administrator.submit(SITE, `${SITE}/template`, { template });
  await shown('the portal by a template', '/');
  await sent('the portal by a template with a wrong key', '/', '/join', { key: 'AAAA-2222' }, 404);
  await administrator.submit(SITE, `${SITE}/template`, { template: '' });

  await shown('a message to leave', '/message');
  const unsaid = { name: 'x'.repeat(300), reach: '', message: '' };
  await sent('a message with all of it wrong', '/message', '/message', unsaid, 422);
  await shown('the thanks for a message', '/message/left');
  const message = { name: 'Anna Lindqvist', reach: 'anna@example.com', message: 'It is broken' };
  for (let one = 0; one < 5; one += 1) {
    await somebody.submit('/message', '/message', message);
  }
  await sent('too many messages', '/message', '/message', message, 429);

  for (const console of [all.ada, all.rita, all.bob]) {
    console[Symbol.dispose]();
  }
  await world.pass(20_000);
  await shown('the portal without anybody there', '/');
  await shown('nobody there for an issue', `/ask?issue=${phone}`);
  await sent('nobody there for what was typed', '/', '/ask', { issue: mail, details: 'It is broken' }, 409);
  await shown('nobody there, but a line to wait in', `/ask?issue=${print}`);
  await shown('a representative who has gone', `/ask?representative=${rep}`);
  await changeSite(all, { hours: 'hours', 'hours-0': '00:00–00:01' });
  await shown('the portal while it is closed', '/');
  return { ...all, pages };
}
