import test, { type ExecutionContext } from 'ava';
import { company, settle, type Company } from '../company.ts';
import { addIssue, addSite, atOther, changeSite } from '../sites.ts';
import { addProfile, makeButton } from '../support-buttons.ts';
import { keyFrom, type Visitor } from '../world.ts';

const BROWSER = { headers: { Accept: 'text/html', 'Accept-Language': 'de' } };
/** Closed for whoever comes now; it opens again. */
const CLOSED = { hours: 'hours', 'hours-0': '00:00–00:01' } as const;
const LINK = '/api/start_session?issue_menu=1&codeName=screen';

/** A site of its own at another host, in red, in English and German, with an issue of a team that is there. */
async function opened(): Promise<{
  readonly all: Company;
  readonly site: string;
  readonly customer: Visitor;
}> {
  const all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const site = await addSite(all);
  return { all, site, customer: atOther(all) };
}

async function goAway(all: Company): Promise<void> {
  for (const console of [all.ada, all.rita, all.bob]) {
    console[Symbol.dispose]();
  }
  await settle(all);
  await all.world.pass(10_000);
}

/** The page is the site's, in German, and `what` is on it. */
async function leadsOn(
  t: ExecutionContext,
  answer: Response,
  status: number,
  site: string,
  what: readonly RegExp[],
  language = 'de',
): Promise<string> {
  const html = await answer.text();
  t.is(answer.status, status, html.slice(0, 400));
  t.regex(html, new RegExp(`^<!doctype html>\\s*<html lang="${language}"`));
  t.regex(html, /– Contoso Help<\/title>/);
  t.true(html.includes(`/sites/${site}/colours.css`), 'its colours');
  for (const each of what) {
    t.regex(html, each);
  }
  return html;
}

const MESSAGE = /action="\/message"/;
const KEY_FORM = /id="key"/;
const HOME = /href="\/"/;
const TO_MESSAGE = /href="\/message"/;

test('a link, a help button and a key of a closed site end on its page with its hours and a message to leave', async (t) => {
  const { all, site, customer } = await opened();
  await using _ = all;
  const key = await keyFrom(all.ada);
  await changeSite(all, site, CLOSED, ['keysWhileClosed']);
  for (const path of [LINK, `${LINK}&c2cjs=1`, `/api/start_session?short_key=${key}`, `/?key=${key}`, '/']) {
    const html = await leadsOn(t, await customer.request(path, BROWSER), 200, site, [MESSAGE]);
    t.regex(html, /Montag[^<]*00:00/, `${path}: when it opens`);
  }
  await changeSite(all, site, CLOSED);
  await leadsOn(t, await customer.request(LINK, BROWSER), 200, site, [MESSAGE, KEY_FORM]);
  t.is((await customer.request(`/?key=${key}`, BROWSER)).status, 200, 'the key opens it now');
  // One that does not is said there, and nothing is offered that would be closed too.
  for (const [typed, status] of [
    ['AAAA-2222', 404],
    ['', 422],
  ] as const) {
    const answer = await customer.submit('/', '/join', { key: typed });
    const html = await leadsOn(
      t,
      answer,
      status,
      site,
      [MESSAGE, KEY_FORM, /id="key-error" role="alert"/],
      'en',
    );
    t.regex(html, new RegExp(`id="key"[^>]* value="${typed}"[^>]* aria-invalid="true"`));
    t.notRegex(html, /name="issue"/);
  }
});

test('a link where nobody is ends on the site’s page with a message to leave; for an issue that it has not, and with wrong fields, on one that leads on', async (t) => {
  const { all, site, customer } = await opened();
  await using _ = all;
  const wrong = [
    ['/api/start_session?issue_menu=1&codeName=other', 404],
    ['/api/start_session?name=Nobody', 404],
    ['/api/start_session', 422],
    [`${LINK}&customer.nonsense=x`, 422],
  ] as const;
  for (const [path, status] of wrong) {
    await leadsOn(t, await customer.request(path, BROWSER), status, site, [HOME, TO_MESSAGE]);
  }
  await goAway(all);
  await leadsOn(t, await customer.request(LINK, BROWSER), 200, site, [MESSAGE]);
  const posted = await customer.request('/api/start_session', {
    method: 'POST',
    headers: { ...BROWSER.headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'issue_menu=1&codeName=screen&customer.name=Anna',
  });
  await leadsOn(t, posted, 409, site, [MESSAGE]);
});

test('a key that is refused, and too many of them, end on the site’s form for another one, whichever way it came', async (t) => {
  const { all, site, customer } = await opened();
  await using _ = all;
  for (const path of ['/?key=AAAA-2222', '/api/start_session?short_key=AAAA-2222']) {
    await leadsOn(t, await customer.request(path, BROWSER), 404, site, [KEY_FORM, /role="alert"/]);
  }
  let last = await customer.request('/api/start_session?short_key=AAAA-2223', BROWSER);
  for (let guess = 0; guess < 12 && last.status === 404; guess += 1) {
    last = await customer.request(`/api/start_session?short_key=AAAA-22${guess}4`, BROWSER);
  }
  await leadsOn(t, last, 429, site, [KEY_FORM, /role="alert"/]);
  const program = await customer.request('/api/start_session?short_key=AAAA-2222', {
    headers: { Accept: 'application/json' },
  });
  t.is(program.status, 429);
  t.is(program.headers.get('content-type'), 'application/json; charset=utf-8');
});

test('what is not there, a session of somebody else and a form of another origin are refused on the site’s page', async (t) => {
  const { all, site, customer } = await opened();
  await using _ = all;
  for (const path of ['/nothing', '/session/nobody----------------', '/sites/nobody----------------/logo']) {
    await leadsOn(t, await customer.request(path, BROWSER), 404, site, [HOME, TO_MESSAGE]);
  }
  const foreign = await customer.request('/join', {
    method: 'POST',
    headers: {
      ...BROWSER.headers,
      Origin: 'https://evil.example',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'key=x',
  });
  await leadsOn(t, foreign, 403, site, [HOME, TO_MESSAGE]);
  const ours = await (await all.world.visitor().request('/login/nothing', BROWSER)).text();
  t.false(ours.includes('colours.css'), 'the pages of the company look like no site');
  await leadsOn(t, await customer.request(`/button/${'x'.repeat(32)}`, BROWSER), 404, site, [HOME]);
});

test('a Support Button at any host ends on the page of its own site: closed, nobody there, run out', async (t) => {
  const { all, site } = await opened();
  await using _ = all;
  const profile = await addProfile(all, { portal: site, lifeMs: String(24 * 3_600_000) });
  const button = await makeButton(all, profile);
  const press = async (visitor: Visitor) => {
    const html = await (await visitor.request(button, BROWSER)).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    t.true(html.includes(`/sites/${site}/colours.css`), 'its colours before it is pressed');
    return visitor.request(button, {
      method: 'POST',
      headers: {
        ...BROWSER.headers,
        Origin: visitor === at.standard ? all.world.url : all.world.url.replace('localhost', '127.0.0.1'),
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ csrf, key: '', name: 'Anna', details: 'Broken' }).toString(),
    });
  };
  const at = { standard: all.world.visitor(), own: atOther(all) };
  await changeSite(all, site, CLOSED);
  for (const visitor of [at.standard, at.own]) {
    await leadsOn(t, await press(visitor), 409, site, [MESSAGE, /Montag[^<]*00:00/, />Broken<\/textarea>/]);
  }
  await changeSite(all, site, {});
  await goAway(all);
  for (const visitor of [at.standard, at.own]) {
    await leadsOn(t, await press(visitor), 409, site, [MESSAGE, />Broken<\/textarea>/]);
  }
  const html = await (await press(at.standard)).text();
  const [csrf = '', meant = ''] = ['csrf', 'site'].map(
    (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '',
  );
  t.notRegex(await (await all.administrator.get('/login/messages')).text(), /Contoso Help/);
  const message = { csrf, site: meant, name: 'Anna', reach: 'anna@example.com', message: 'Broken' };
  t.is((await at.standard.post('/message', message)).status, 303);
  t.regex(await (await all.administrator.get('/login/messages')).text(), /Contoso Help/, 'its message too');
});
