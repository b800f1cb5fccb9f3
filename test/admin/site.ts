import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminRoutes, askToSignIn, SIGN_IN_PATH } from '../../src/admin/edge/http.ts';
import { menuFor, type StatusFacts } from '../../src/admin/index.ts';
import { openIosProfiles } from '../../src/ios-profiles/edge/open.ts';
import { createJournal } from '../../src/journal/edge/store.ts';
import type { Clock, Log } from '../../src/kernel/index.ts';
import { Guesses } from '../../src/keys/index.ts';
import { FakeTime } from '../../src/kernel/testing/fake-time.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { openNotify } from '../../src/notify/edge/open.ts';
import { removeClaimFile, writeClaimFile } from '../../src/people/edge/claim-file.ts';
import { openPeople } from '../../src/people/edge/open.ts';
import { createPasswords } from '../../src/people/edge/passwords.ts';
import { hasPermission, type Passwords, SIGN_IN_COOKIE } from '../../src/people/index.ts';
import { Database } from '../../src/platform/database.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { logoAddress } from '../../src/portals/edge/branding.ts';
import { createSessionPolicyStore } from '../../src/policies/edge/store.ts';
import { createSessionPolicies } from '../../src/policies/index.ts';
import { openPortals } from '../../src/portals/edge/open.ts';
import { previewTemplate } from '../../src/portals/edge/template-page.ts';
import { createSiteStore } from '../../src/portals/edge/site-store.ts';
import { Sealing } from '../../src/platform/sealing.ts';
import { createWeb, type Route, Views } from '../../src/platform/web.ts';
import { createAudit } from '../../src/settings/edge/audit.ts';
import { createSettingsStore } from '../../src/settings/edge/store.ts';
import { createSettings } from '../../src/settings/index.ts';

const VIEWS = join(import.meta.dirname, '../../views');

/**
 * The pages under /login as they run in the appliance, on a real server, database and journal, with a
 * clock that stands still. `claim` opens it to its first administrator.
 */
export async function openSite(
  more: {
    readonly file?: string;
    readonly routes?: readonly Route[];
    readonly passwords?: Passwords;
    readonly trustedHops?: number;
    readonly status?: () => StatusFacts;
    readonly asset?: (name: string) => string;
    readonly clock?: Clock;
    /** Instead of one that keeps what is written. */
    readonly log?: Log;
    /** Authorities that mail servers are believed by. */
    readonly trusted?: readonly string[];
  } = {},
) {
  const time = new FakeTime();
  const clock = more.clock ?? time;
  const kept = new MemoryLog();
  const log = more.log ?? kept;
  const dataDir = mkdtempSync(join(tmpdir(), 'handrail-admin-'));
  const sealing = await Sealing.open(dataDir, log);
  const database = await Database.open({ file: more.file ?? ':memory:', log });
  const journal = createJournal(database, log);
  const audit = createAudit({ journal, clock });
  const settings = createSettings({ store: createSettingsStore(database), audit, log });
  const siteStore = createSiteStore(database);
  const { people, teams, issues, skills, statuses, directory } = openPeople({
    database,
    settings,
    audit,
    passwords: more.passwords ?? createPasswords(),
    isPortal: (portal) => siteStore.find(portal) !== undefined,
    clock,
    random: systemRandom,
    log,
  });
  const { sites, texts, messages, pictures, files, customFields, notices, buttons, templates } = openPortals({
    database,
    store: siteStore,
    settings,
    audit,
    people,
    directory,
    sealing,
    clock,
    random: systemRandom,
  });
  const { profiles } = openIosProfiles({
    database,
    audit,
    sealing,
    guesses: new Guesses(),
    maximumMs: () => settings.current().maximumSessionKeyTimeoutMs,
    maySend: () => true,
    clock,
    timers: time,
    random: systemRandom,
  });
  const sessionPolicies = createSessionPolicies({
    store: createSessionPolicyStore(database),
    audit,
    portalName: (id) => sites.find(id)?.name,
    userName: (id) => people.find(id)?.name,
    random: systemRandom,
  });
  const claim = await people.openClaim();
  if (claim !== undefined) {
    await writeClaimFile(dataDir, `http://handrail.test/login/setup?claim=${claim}`);
  }
  const { email, outgoing } = openNotify({
    database,
    audit,
    settings,
    sites: {
      texts: () => ({ subject: '', body: '', sms: '' }),
      externalTexts: () => ({ subject: '', body: '' }),
      from: () => undefined,
    },
    sealing,
    publicUrl: undefined,
    trusted: more.trusted,
    clock,
    timers: time,
    log,
  });
  const startedAt = clock.now();
  const web = createWeb({
    routes: [
      ...adminRoutes({
        people,
        teams,
        issues,
        skills,
        statuses,
        directory,
        settings,
        sites,
        texts,
        messages,
        pictures,
        files,
        customFields,
        notices,
        profiles,
        buttons,
        sessionPolicies,
        templates,
        previewTemplate: (ctx, html, language) => previewTemplate(ctx, sites.at(undefined), html, language),
        logoAddress,
        siteOrigin: (_site, here) => here,
        startScript: { path: '/api/start_session.js', version: 'x' },
        email,
        outgoing,
        status:
          more.status ??
          (() => ({ version: '0.0.0-test', startedAt, parts: [{ name: 'Database', state: { ok: true } }] })),
        clock,
        hasSessionsOpen: () => false,
        afterSetUp: () => removeClaimFile(dataDir),
      }),
      ...(more.routes ?? []),
    ],
    views: Views.load({ directory: VIEWS, asset: more.asset ?? ((name) => `/assets/${name}`), clock }),
    principals: {
      person: (cookies) => people.principalOf(cookies(SIGN_IN_COOKIE)),
      may: hasPermission,
      personCookie: SIGN_IN_COOKIE,
      customer: () => undefined,
      external: () => undefined,
      claimant: (text) => people.isClaim(text),
    },
    page: ({ principal, path }) => ({
      isOurs: true,
      siteName: settings.current().siteName,
      menu: menuFor(principal, path),
    }),
    signInPath: SIGN_IN_PATH,
    askToSignIn,
    publicUrl: undefined,
    trustedHops: more.trustedHops ?? 0,
    clock,
    random: systemRandom,
    log,
  });
  const port = await web.listen(0, '127.0.0.1');
  return {
    at: `http://127.0.0.1:${port}`,
    port,
    web,
    time,
    log: kept,
    people,
    teams,
    issues,
    skills,
    statuses,
    directory,
    settings,
    sites,
    texts,
    messages,
    files,
    notices,
    profiles,
    templates,
    sessionPolicies,
    email,
    outgoing,
    journal,
    database,
    dataDir,
    claim: claim ?? '',
    async close(): Promise<void> {
      await web.close();
      database[Symbol.dispose]();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export type Site = Awaited<ReturnType<typeof openSite>>;

/** A browser as far as these pages need one: keeps cookies, follows no redirect, sends the token of the form it saw. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly #at: string;
  readonly #headers: Readonly<Record<string, string>>;
  #token = '';
  #fields: Readonly<Record<string, string>> = {};

  constructor(site: { readonly at: string }, headers: Readonly<Record<string, string>> = {}) {
    this.#at = site.at;
    this.#headers = headers;
  }

  /** Of the page seen last, for its forms. */
  get token(): string {
    return this.#token;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async see(path: string): Promise<Answer> {
    return this.#taken(
      await fetch(this.#at + path, {
        redirect: 'manual',
        headers: { ...this.#headers, cookie: this.cookie },
      }),
    );
  }

  /** Sends a form with the hidden fields of the page seen last, its token among them; `fields` go before them. */
  async send(path: string, fields: Readonly<Record<string, string>> | string): Promise<Answer> {
    const body =
      typeof fields === 'string'
        ? `csrf=${this.#token}&${fields}`
        : new URLSearchParams({ ...this.#fields, csrf: this.#token, ...fields }).toString();
    return this.#taken(
      await fetch(this.#at + path, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          ...this.#headers,
          cookie: this.cookie,
          origin: this.#at,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body,
      }),
    );
  }

  async signIn(username: string, password: string): Promise<Answer> {
    await this.see('/login');
    return this.send('/login', { username, password });
  }

  async #taken(answer: Response): Promise<Answer> {
    const lines = answer.headers.getSetCookie();
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) {
        this.cookies.delete(name);
      } else {
        this.cookies.set(name, value);
      }
    }
    const text = await answer.text();
    const token = /name="csrf" value="([^"]+)"/.exec(text)?.[1];
    if (token !== undefined) {
      this.#token = token;
      this.#fields = Object.fromEntries(
        [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map((match) => [
          match[1] ?? '',
          unescaped(match[2] ?? ''),
        ]),
      );
    }
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      text,
      lines,
      headers: answer.headers,
    };
  }
}

function unescaped(html: string): string {
  return html
    .replaceAll(/&#x([0-9A-F]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  /** Set-Cookie lines. */
  readonly lines: readonly string[];
  readonly headers: Headers;
}

export const ANN = {
  name: 'Ann Administrator',
  username: 'ann',
  password: 'three green ladders',
  siteName: 'Example Help',
} as const;

/** A site that Ann has claimed, and her browser. */
export async function openClaimedSite(more: Parameters<typeof openSite>[0] = {}) {
  const site = await openSite(more);
  const ann = new Visitor(site);
  await ann.see(`/login/setup?claim=${site.claim}`);
  await ann.send(`/login/setup?claim=${site.claim}`, ANN);
  return { site, ann };
}

/** Adds a user by hand of Ann and answers where the user's page is. */
export async function addUser(ann: Visitor, fields: Readonly<Record<string, string>> = {}): Promise<string> {
  await ann.see('/login/users/new');
  const added = await ann.send('/login/users/new', {
    name: 'Rob Representative',
    username: 'rob',
    password: 'a quiet blue kettle',
    representative: 'on',
    ...fields,
  });
  return new URL(added.location ?? '', 'http://x').pathname;
}
