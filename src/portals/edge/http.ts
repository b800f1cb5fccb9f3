import {
  type Clock,
  Fault,
  faultFrom,
  idPattern,
  type IssueId,
  LIMITS,
  ownerOfPersonalQueue,
  personalQueue,
  type PortalId,
  type QueueId,
  readIn,
  type RepId,
  type SessionId,
  type TeamId,
  teamOfQueue,
  teamQueue,
  type Transaction,
} from '../../kernel/index.ts';
import type { Keys, SessionKey } from '../../keys/index.ts';
import { directionOf, faultWords, say } from '../../languages/index.ts';
import { type Directory, type Issue, issueText } from '../../people/index.ts';
import {
  cookieLine,
  formRoute,
  pageRoute,
  type Problems,
  queryValue,
  readCookie,
  redirect,
  render,
  type Route,
  type WebContext,
} from '../../platform/web.ts';
import type { Arrival, Arrivals, CommandOf, SiteManners } from '../../sessions/index.ts';
import {
  type Addressee,
  askForm,
  type Availability,
  type CustomFields,
  isIosDevice,
  isOpen,
  keyForm,
  type CustomerNotices,
  type DeployedButtons,
  type HtmlTemplates,
  type LeftMessages,
  listsRepresentative,
  wouldList,
  nextOpening,
  type OfferedIssue,
  noticeText,
  offeredIssues,
  offersIssue,
  type PublicSite,
  type SentForms,
  type Sites,
  type SiteTexts,
  startForm,
  type SupportButtons,
} from '../index.ts';
import {
  type Chosen,
  type Destination,
  homePage,
  joinPage,
  momentInWords,
  nobodyPage,
  NOTHING_CHOSEN,
  type ShownNotice,
} from './present.ts';
import type { Alongside, BeginOnce } from './doors.ts';
import { type SessionLinks, sessionLinkRoutes } from './session-links.ts';
import { dress } from './branding.ts';
import { type MessagePlace, messageRoutes } from './message-http.ts';
import { supportButtonRoutes } from './support-button-http.ts';
import { templatePage } from './template-page.ts';
import { startLinkRoutes } from './start-link-http.ts';

/** What the customer's waiting room and the report call the queue. */
const PERSONAL_QUEUE_NAME = 'Personal queue';

/**
 * The session that this browser came to last by a session key. It lets nobody in: who opens the link of that key once more is led
 * back there, where the customer's own cookie counts, in place of being told that the key is used up.
 */
const CAME_COOKIE = 'handrail_came';
/** As long as customers may come back after the end, at least. */
const CAME_MS = 24 * 3_600_000;

/** What a customer has chosen and what it leads to at this moment. */
interface Target {
  readonly chosen: Chosen;
  readonly to: Destination;
  readonly queue: QueueId;
  readonly queueName: string;
  readonly key?: SessionKey;
  readonly issue?: Issue;
}

/** What was typed beside the choice. */
type Text = Readonly<Record<string, string>>;

/**
 * The portal, usable without JavaScript up to the waiting room. Which site it is, the host says each
 * time. `/` → `/ask` or `/join` (what was chosen, or the key: looked up, not used up) → name and problem
 * → `POST /start` begins the session → `/session/<id>`. Who finds nobody, or a closed site, is told so with
 * what they typed kept, and may leave a message.
 */
export function portalRoutes(ports: {
  readonly keys: Keys;
  readonly arrivals: Arrivals;
  readonly sites: Sites;
  readonly texts: SiteTexts;
  readonly messages: LeftMessages;
  readonly customFields: Pick<CustomFields, 'all'>;
  readonly manners: Pick<SiteManners, 'begins'>;
  readonly notices: CustomerNotices;
  readonly buttons: Pick<SupportButtons, 'find' | 'use'>;
  readonly deployedButtons: Pick<DeployedButtons, 'tokenFor'>;
  /** Where customers reach a site; `here` is one of our origins. */
  readonly siteOrigin: (site: PublicSite, here: string) => string;
  /** Our own mark, for desktops. */
  readonly iconAddress: string;
  readonly templates: Pick<HtmlTemplates, 'of'>;
  readonly directory: Directory;
  /** Counts sessions that one source begins without a key; false when it was too much. */
  readonly starts: { take(source: string): boolean };
  readonly clock: Pick<Clock, 'now'>;
  readonly sentForms: SentForms;
  readonly links: SessionLinks;
  readonly isOpen: (session: SessionId) => boolean;
  /** Whether it ended since nobody came to it; the key that began it begins another then. */
  readonly neverCame: (session: SessionId) => boolean;
  /** undefined when there never was such a session. */
  readonly arrivalOf: (session: SessionId) => Arrival | undefined;
  readonly issueCustomerCookie: (tx: Transaction, session: SessionId) => string;
  /** One more for a session that has begun: the first did not arrive. */
  readonly customerCookieAgain: (session: SessionId) => Promise<string>;
  readonly customerCookie: string;
}): readonly Route[] {
  const { keys, arrivals, sites, texts, manners, directory, clock } = ports;

  const about = new WeakMap<WebContext, PublicSite>();
  /** Sessions whose customers' pages have not come yet, as far as anybody has looked, with whom they are of. */
  const awaited = new Map<SessionId, string>();

  function siteOf(ctx: WebContext): PublicSite {
    return about.get(ctx) ?? sites.at(ctx.req.headers.host);
  }
  function isAbout(ctx: WebContext, site: PublicSite): void {
    about.set(ctx, site);
    dress(ctx, site);
  }
  /** A form that was shown in the look of another site than the host's says which. */
  function isAboutTheSiteIn(ctx: WebContext, text: Text): void {
    const meant = sites.find((text['site'] ?? '') as PortalId);
    if (meant !== undefined) {
      isAbout(ctx, meant);
    }
  }

  // --- Who and what is there ------------------------------------------------------------------

  function representativesOf(site: PublicSite): readonly { readonly id: RepId; readonly name: string }[] {
    return directory
      .representatives()
      .filter(({ id }) => arrivals.isThere(id))
      .filter((person) => listsRepresentative(site, { ...listable(person), isLoggedIn: true }));
  }
  function listable(person: { readonly id: RepId; readonly name: string; readonly isListed: boolean }) {
    return {
      ...person,
      mayBeShown: directory.may(person.id, 'show-on-public-site'),
      portals: directory.portalsOf(person.id),
    };
  }
  /** Somebody whom this site names as soon as they are there. */
  function namedOn(site: PublicSite, id: string): { readonly id: RepId; readonly name: string } | undefined {
    const person = directory.representatives().find((each) => each.id === id);
    return person !== undefined && wouldList(site, listable(person)) ? person : undefined;
  }

  /** Each team is looked at once, however many issues it owns. */
  function issuesOf(site: PublicSite): readonly OfferedIssue[] {
    const known = new Map<TeamId, Availability>();
    return offeredIssues(site, directory.issues(), ({ team }) => {
      const found = known.get(team) ?? arrivals.availability(teamQueue(team));
      known.set(team, found);
      return found;
    });
  }

  function targetOfKey(key: SessionKey, typed: string): Target {
    return {
      chosen: { ...NOTHING_CHOSEN, key: typed },
      to: { way: 'sessionKey', name: key.repName },
      queue: personalQueue(key.rep),
      queueName: PERSONAL_QUEUE_NAME,
      key,
    };
  }

  /** undefined when this site does not offer it. */
  function targetOfIssue(site: PublicSite, id: IssueId): Target | undefined {
    const issue = directory.issue(id);
    const team = issue === undefined ? undefined : directory.team(issue.team);
    return issue === undefined || team === undefined || !offersIssue(site, issue)
      ? undefined
      : {
          chosen: { ...NOTHING_CHOSEN, issue: id },
          to: { way: 'issues', ...issue },
          queue: teamQueue(team.id),
          queueName: team.name,
          issue,
        };
  }

  /** undefined when there is no such team or representative any more. */
  function targetOfQueue(queue: QueueId): Target | undefined {
    const team = teamOfQueue(queue);
    const found = team === undefined ? undefined : directory.team(team);
    if (found !== undefined) {
      return {
        chosen: NOTHING_CHOSEN,
        to: { way: 'issues', description: found.name },
        queue,
        queueName: found.name,
      };
    }
    const rep = ownerOfPersonalQueue(queue);
    const person = directory.representatives().find(({ id }) => id === rep);
    return person === undefined ? undefined : targetOfRepresentative(person);
  }

  function targetOfRepresentative({ id, name }: { readonly id: RepId; readonly name: string }): Target {
    return {
      chosen: { ...NOTHING_CHOSEN, representative: id },
      to: { way: 'representatives', name },
      queue: personalQueue(id),
      queueName: PERSONAL_QUEUE_NAME,
    };
  }

  /** undefined when it is not, or no longer, offered here: the page says so. */
  function targetOf(ctx: WebContext, chosen: Chosen, text: Text): Target | undefined {
    const site = siteOf(ctx);
    if (chosen.issue !== '') {
      const offered = idPattern.test(chosen.issue) ? targetOfIssue(site, chosen.issue as IssueId) : undefined;
      if (offered !== undefined) {
        return offered;
      }
      showHome(
        ctx,
        {
          notice: say(ctx.state.speech.words, 'ways.issue-gone'),
          chosen: { details: text['details'] ?? '' },
        },
        404,
      );
      return undefined;
    }
    const person = representativesOf(site).find(({ id }) => id === chosen.representative);
    if (person !== undefined) {
      return targetOfRepresentative(person);
    }
    if (namedOn(site, chosen.representative) !== undefined) {
      // Somebody who was there a moment ago: there may be something to leave for them.
      showNobody(ctx, { why: 'nobody', chosen, text });
    } else {
      const notice = say(ctx.state.speech.words, 'ways.representative-gone');
      showHome(ctx, { notice, chosen: { details: text['details'] ?? '' } }, 404);
    }
    return undefined;
  }

  /** Whether a shared screen is recorded without a question before. */
  function saysRecorded({ id: portalId }: PublicSite): boolean {
    const { isRecorded, before } = manners.begins({ portalId, mode: 'full', language: 'en' });
    return isRecorded && !before.askRecording;
  }

  /** What the company tells everybody who comes now. */
  function noticesOn(ctx: WebContext): readonly ShownNotice[] {
    const site = siteOf(ctx);
    return ports.notices
      .liveOn(site.id)
      .filter(({ onPortal }) => onPortal)
      .flatMap((notice) => noticeText(notice, ctx.state.speech.words.language, site) ?? [])
      .map(({ title, message, language }) => ({
        title,
        paragraphs: message.split(/\n+/).filter((line) => line.trim() !== ''),
        language,
        direction: directionOf(language),
      }));
  }

  // --- Pages ----------------------------------------------------------------------------------

  function showHome(
    ctx: WebContext,
    more: Pick<
      Parameters<typeof homePage>[0],
      'chosen' | 'keyProblem' | 'issueProblem' | 'notice' | 'soughtName'
    > = {},
    status = 200,
  ): void {
    const site = siteOf(ctx);
    const model = homePage({
      site,
      words: ctx.state.speech.words,
      issues: issuesOf(site),
      representatives: representativesOf(site),
      notices: noticesOn(ctx),
      isIosDevice: isIosDevice(ctx.req.headers['user-agent']),
      ...more,
    });
    const template = ports.templates.of(site.id);
    if (template === undefined) {
      render(ctx, 'portal/home', model, status, '/');
      return;
    }
    const { speech, page } = ctx.state;
    const as = { page, speech: { ...speech, here: '/' } };
    const { html } = template;
    const { words } = speech;
    const filled = templatePage(ctx, { html, home: model, siteName: site.name, words, as });
    render(ctx, 'portal/template', filled, status, '/');
  }

  function showJoin(
    ctx: WebContext,
    target: Target,
    text: Text,
    problems: Problems = {},
    problem = '',
    status = 200,
  ): void {
    const { chosen, to, queue } = target;
    const site = siteOf(ctx);
    const model = joinPage({
      isRecorded: saysRecorded(site),
      site,
      language: ctx.state.speech.words.language,
      chosen,
      to,
      availability: arrivals.availability(queue),
      text,
      problems,
      problem,
    });
    render(ctx, 'portal/join', model, status, addressOf(chosen));
  }

  /** What the customer had chosen, as they read it; messages keep what the company reads. */
  function aboutIn(about: string, language: string): string {
    const issue = directory.issues().find(({ description }) => description === about);
    return issue === undefined ? about : readIn(issueText(issue), language);
  }

  function showNobody(
    ctx: WebContext,
    shown: {
      readonly why: 'closed' | 'nobody' | 'asked';
      readonly chosen: Chosen;
      readonly place?: MessagePlace;
      readonly text: Text;
      readonly problems?: Problems;
      readonly problem?: string;
      readonly refusedKey?: { readonly typed: string; readonly sentence: string };
    },
    // What was asked for by a form did not happen.
    status = ctx.method === 'POST' ? 409 : 200,
  ): void {
    const { why, chosen, text, place = placeOf(siteOf(ctx), chosen) } = shown;
    const { site, path } = place;
    const { language } = ctx.state.speech.words;
    const saysWhy = why === 'closed' || (why === 'nobody' && texts.options(site.id).displayOrphaned);
    const opening = why === 'closed' ? nextOpening(site.schedule, clock.now()) : undefined;
    const keyHelps = why === 'closed' && site.keysWhileClosed && site.ways.sessionKey.shown;
    const model = nobodyPage({
      why,
      site: about.has(ctx) ? site.id : '',
      words: ctx.state.speech.words,
      text: saysWhy
        ? texts.text(site.id, why === 'closed' ? 'closed-message' : 'orphaned-message', language)
        : '',
      url: saysWhy && why === 'nobody' ? texts.text(site.id, 'orphaned-url', language) : '',
      opensAt: opening === undefined ? '' : momentInWords(opening, site.schedule.timeZone, language),
      keyHelps,
      ...(shown.refusedKey === undefined ? {} : { refusedKey: shown.refusedKey }),
      chosen,
      about: aboutIn(place.about, language),
      action: path,
      typed: text,
      problems: shown.problems ?? {},
      problem: shown.problem ?? (keyHelps ? '' : (shown.refusedKey?.sentence ?? '')),
      notices: noticesOn(ctx),
    });
    const query = chosen.key === '' ? addressOf(chosen).slice('/ask'.length) : '';
    render(ctx, 'portal/nobody', model, status, `${path}${query}`);
  }

  function showRefusedKey(ctx: WebContext, typed: string, thrown: unknown, text: Text = {}): void {
    const fault = faultFrom(thrown);
    if (fault.code !== 'key-refused' && fault.code !== 'too-many') {
      throw thrown;
    }
    const sentence = faultWords(ctx.state.speech.words, fault);
    showKeyProblem(ctx, typed, sentence, fault.status, text);
  }

  /** Beside the field for the key: of the first page, or of the one that says that the site is closed. */
  function showKeyProblem(
    ctx: WebContext,
    typed: string,
    sentence: string,
    status: number,
    text: Text = {},
  ): void {
    const site = siteOf(ctx);
    const key = typed.slice(0, 64);
    if (!isOpen(site.schedule, clock.now())) {
      const refusedKey = { typed: key, sentence };
      showNobody(ctx, { why: 'closed', chosen: NOTHING_CHOSEN, text, refusedKey }, status);
      return;
    }
    const said = site.ways.sessionKey.shown ? { keyProblem: sentence } : { notice: sentence };
    showHome(ctx, { chosen: { key, details: text['details'] ?? '' }, ...said }, status);
  }

  function isClosedNow(site: PublicSite, chosen: Chosen): boolean {
    return !isOpen(site.schedule, clock.now()) && (chosen.key === '' || !site.keysWhileClosed);
  }

  /** Answers for a site that is closed now; false when it is not, or the key opens it all the same. */
  function isClosed(ctx: WebContext, chosen: Chosen, text: Text): boolean {
    if (!isClosedNow(siteOf(ctx), chosen)) {
      return false;
    }
    showNobody(ctx, { why: 'closed', chosen, text });
    return true;
  }

  // --- What customers do ----------------------------------------------------------------------

  /** The key that was typed; when it is refused, the first page says so with the text kept. */
  async function findKey(ctx: WebContext, typed: string, text: Text): Promise<SessionKey | undefined> {
    try {
      return await keys.find(typed, ctx.state.source);
    } catch (thrown) {
      showRefusedKey(ctx, typed, thrown, text);
      return undefined;
    }
  }

  /** Answers for a browser that came by this very key. */
  function leadsBack(ctx: WebContext, typed: string): boolean {
    const came = readCookie(ctx.req.headers.cookie, CAME_COOKIE) ?? '';
    if (!idPattern.test(came) || !keys.brought(typed, came as SessionId)) {
      return false;
    }
    redirect(ctx, `/session/${came}`);
    return true;
  }

  async function find(ctx: WebContext, chosen: Chosen, text: Text): Promise<Target | undefined> {
    if ((chosen.key !== '' && leadsBack(ctx, chosen.key)) || isClosed(ctx, chosen, text)) {
      return undefined;
    }
    if (chosen.key !== '') {
      const key = await findKey(ctx, chosen.key, text);
      return key === undefined ? undefined : targetOfKey(key, chosen.key);
    }
    if (chosen.issue === '' && chosen.representative === '') {
      const more = siteOf(ctx).ways.issues.shown
        ? { issueProblem: say(ctx.state.speech.words, 'ways.issue-missing') }
        : { keyProblem: say(ctx.state.speech.words, 'portal.home.key-missing') };
      showHome(ctx, { ...more, chosen: { details: text['details'] ?? '' } }, 422);
      return undefined;
    }
    const target = targetOf(ctx, chosen, text);
    if (target !== undefined && arrivals.availability(target.queue) === 'nobody') {
      showNobody(ctx, { why: 'nobody', chosen, text });
      return undefined;
    }
    return target;
  }

  async function ask(ctx: WebContext, chosen: Chosen, text: Text): Promise<void> {
    const target = await find(ctx, chosen, text);
    if (target !== undefined) {
      showJoin(ctx, target, text);
    }
  }

  function requestOf(
    site: PublicSite,
    { to, queue, queueName, key, issue }: Target,
    typed: {
      readonly name: string;
      readonly company: string;
      readonly companyCode: string;
      readonly details: string;
    },
    language: string,
  ): CommandOf<'request'> {
    return {
      kind: 'request',
      customerName: typed.name,
      details: typed.details,
      portalId: site.id,
      portalName: site.name,
      startMethod: START_METHODS[to.way],
      mode: site.ways[to.way].mode,
      language,
      ...(typed.company === '' ? {} : { company: typed.company }),
      ...(typed.companyCode === '' || !site.companyCode ? {} : { companyCode: typed.companyCode }),
      ...(key === undefined ? {} : { keyId: key.id }),
      ...(issue === undefined
        ? {}
        : {
            issue: {
              id: issue.id,
              codeName: issue.codeName,
              description: issue.description,
              priority: issue.priority,
              skills: issue.needs,
            },
          }),
      queue,
      queueName,
    };
  }

  /** Raises `too-many`, `key-refused`, `nobody-there`. */
  async function begin(
    ctx: WebContext,
    { key }: Target,
    request: CommandOf<'request'>,
    also: Alongside,
  ): Promise<SessionId> {
    // A key is limited by what guessing costs.
    if (key === undefined) {
      takeStart(ctx);
      mayAwait(ctx.state.source);
    }
    let cookie = '';
    const session = await arrivals.request(request, (tx, begun) => {
      if (key !== undefined) {
        keys.use(tx, key, begun);
      }
      also(tx, begun);
      cookie = ports.issueCustomerCookie(tx, begun);
    });
    if (key === undefined) {
      awaited.set(session, ctx.state.source);
    }
    giveCookie(ctx, session, cookie);
    return session;
  }

  /** Raises `too-many` for a source that begins sessions and comes to none. */
  function mayAwait(source: string): void {
    let count = 0;
    for (const [session, from] of awaited) {
      if (!arrivals.isAwaited(session)) {
        awaited.delete(session);
      } else if (from === source) {
        count += 1;
      }
    }
    if (count >= LIMITS.awaitedPerSource) {
      throw new Fault('too-many');
    }
  }

  /** Raises `too-many`. */
  function takeStart(ctx: WebContext): void {
    if (!ports.starts.take(ctx.state.source)) {
      throw new Fault('too-many');
    }
  }

  function giveCookie(ctx: WebContext, session: SessionId, value: string): void {
    ctx.append(
      'Set-Cookie',
      cookieLine({
        name: ports.customerCookie,
        value,
        path: `/session/${session}`,
        lifeMs: 7 * 24 * 3_600_000,
        secure: ctx.state.secureCookies,
      }),
    );
  }

  function rememberComing(ctx: WebContext, session: SessionId): void {
    const secure = ctx.state.secureCookies;
    ctx.append('Set-Cookie', cookieLine({ name: CAME_COOKIE, value: session, lifeMs: CAME_MS, secure }));
  }

  const beginOnce: BeginOnce = (ctx, fields, isKeyed, begins) => {
    const mark = ctx.state.markOf(fields);
    return ports.sentForms.inTurn(mark, async (began) => {
      if (
        began?.kind === 'session' &&
        (ports.isOpen(began.session) || (isKeyed && !ports.neverCame(began.session)))
      ) {
        takeStart(ctx);
        giveCookie(ctx, began.session, await ports.customerCookieAgain(began.session));
        return began.session;
      }
      return begins((tx, session) => ports.sentForms.keep(tx, mark, { kind: 'session', session }));
    });
  };

  function placeOf(site: PublicSite, chosen: Pick<Chosen, 'issue' | 'representative'>): MessagePlace {
    return { site, path: '/message', ...addresseeOf(site, chosen) };
  }
  function addresseeOf(
    site: PublicSite,
    chosen: Pick<Chosen, 'issue' | 'representative'>,
  ): { readonly to: Addressee; readonly about: string } {
    const issue = directory.issues().find(({ id }) => id === chosen.issue);
    if (issue !== undefined && offersIssue(site, issue)) {
      return { to: { kind: 'team', team: issue.team }, about: issue.description };
    }
    const person = namedOn(site, chosen.representative);
    return person !== undefined
      ? { to: { kind: 'representative', rep: person.id }, about: person.name }
      : { to: { kind: 'site' }, about: '' };
  }

  return [
    pageRoute({
      path: '/',
      who: 'anyone',
      async handle(ctx) {
        const key = queryValue(ctx, 'key') ?? '';
        if (key !== '') {
          await ask(ctx, { ...NOTHING_CHOSEN, key }, {});
        } else if (!isClosed(ctx, NOTHING_CHOSEN, {})) {
          // Of a long list of representatives, those with this name.
          showHome(ctx, { soughtName: (queryValue(ctx, 'name') ?? '').slice(0, LIMITS.nameCharacters) });
        }
      },
    }),
    formRoute({
      path: '/join',
      who: 'anyone',
      form: keyForm,
      async handle(ctx, sent) {
        const key = sent.ok ? sent.values.key : (sent.text['key'] ?? '');
        if (!sent.ok) {
          showKeyProblem(ctx, key, sent.fault.sentence, sent.fault.status);
        } else if (key.trim() === '') {
          showKeyProblem(ctx, '', say(ctx.state.speech.words, 'portal.home.key-missing'), 422);
        } else {
          await ask(ctx, { ...NOTHING_CHOSEN, key }, {});
        }
      },
    }),
    pageRoute({
      path: '/ask',
      who: 'anyone',
      handle: (ctx) =>
        ask(
          ctx,
          {
            ...NOTHING_CHOSEN,
            issue: queryValue(ctx, 'issue') ?? '',
            representative: queryValue(ctx, 'representative') ?? '',
          },
          {},
        ),
    }),
    formRoute({
      path: '/ask',
      who: 'anyone',
      form: askForm,
      async handle(ctx, sent) {
        const chosen = chosenIn(sent.text);
        if (sent.ok) {
          await ask(ctx, chosen, sent.text);
        } else {
          showHome(
            ctx,
            { notice: sent.fault.sentence, chosen: { ...chosen, details: sent.text['details'] ?? '' } },
            sent.fault.status,
          );
        }
      },
    }),
    formRoute({
      path: '/start',
      who: 'anyone',
      form: startForm,
      async handle(ctx, sent) {
        const chosen = chosenIn(sent.text);
        if (!sent.ok) {
          const target = await find(ctx, chosen, sent.text);
          const problem = sent.fault.code === 'not-valid' ? '' : sent.fault.sentence;
          if (target !== undefined) {
            showJoin(ctx, target, sent.text, sent.problems, problem, sent.fault.status);
          }
          return;
        }
        const session = await beginOnce(ctx, sent.text, chosen.key !== '', async (keep) => {
          const target = await find(ctx, chosen, sent.text);
          if (target === undefined) {
            return undefined;
          }
          try {
            const { language } = ctx.state.speech.words;
            return await begin(ctx, target, requestOf(siteOf(ctx), target, sent.values, language), keep);
          } catch (thrown) {
            const fault = faultFrom(thrown);
            if (fault.code === 'key-refused') {
              showRefusedKey(ctx, chosen.key, fault, sent.text);
            } else if (fault.code === 'nobody-there') {
              showNobody(ctx, { why: 'nobody', chosen, text: sent.text });
            } else if (fault.code === 'too-many') {
              const problem = faultWords(ctx.state.speech.words, fault);
              showJoin(ctx, target, sent.text, {}, problem, fault.status);
            } else {
              throw thrown;
            }
            return undefined;
          }
        });
        if (session !== undefined) {
          if (chosen.key !== '') {
            rememberComing(ctx, session);
          }
          redirect(ctx, `/session/${session}`);
        }
      },
    }),
    ...messageRoutes({ siteOf, placeOf, chosenIn, isAbout: isAboutTheSiteIn, show: showNobody }, ports),
    ...supportButtonRoutes<Target>(
      {
        siteOf,
        isAbout,
        ofKey: async (ctx, typed) => targetOfKey(await keys.find(typed, ctx.state.source), typed),
        ofQueue: targetOfQueue,
        availability: ({ queue }) => arrivals.availability(queue),
        isClosed: isClosedNow,
        showNobody: (ctx, why, chosen, text) => showNobody(ctx, { why, chosen, text }),
        requestOf,
        begin,
        beginOnce,
      },
      ports,
    ),
    ...sessionLinkRoutes({ links: ports.links, beginOnce, giveCookie }),
    ...startLinkRoutes<Target>(
      {
        siteOf,
        isAbout,
        representativesOf,
        ofKey: async (ctx, typed) => targetOfKey(await keys.find(typed, ctx.state.source), typed),
        ofIssue: targetOfIssue,
        ofRepresentative: targetOfRepresentative,
        availability: ({ queue }) => arrivals.availability(queue),
        saysRecorded,
        showRefusedKey: (ctx, { key }, fault, text) => showRefusedKey(ctx, key, fault, text),
        isClosed: isClosedNow,
        showNobody: (ctx, why, chosen, text) => showNobody(ctx, { why, chosen, text }),
        requestOf,
        begin,
        beginOnce,
      },
      ports,
    ),
    pageRoute({
      path: '/session/:id',
      who: 'customer',
      handle(ctx) {
        render(ctx, 'portal/session', { session: ctx.params['id'] ?? '' });
      },
    }),
  ];
}

const START_METHODS = {
  sessionKey: 'session-key',
  issues: 'issue',
  representatives: 'representative',
} as const;

/** Where the same choice is made again. */
function addressOf({ key, issue, representative }: Chosen): string {
  if (key !== '') {
    return `/?key=${encodeURIComponent(key)}`;
  }
  return issue !== ''
    ? `/ask?issue=${encodeURIComponent(issue)}`
    : representative !== ''
      ? `/ask?representative=${encodeURIComponent(representative)}`
      : '/ask';
}

function chosenIn(text: Text): Chosen {
  return {
    key: text['key'] ?? '',
    issue: text['issue'] ?? '',
    representative: text['representative'] ?? '',
  };
}
