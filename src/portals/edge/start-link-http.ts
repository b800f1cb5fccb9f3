import {
  Fault,
  faultFrom,
  idPattern,
  type IssueId,
  LIMITS,
  oneLine,
  readIn,
  type RepId,
  type SessionId,
  unreachable,
} from '../../kernel/index.ts';
import { faultWords, later, say, sayLater } from '../../languages/index.ts';
import type { Directory } from '../../people/index.ts';
import {
  formOfAnswer,
  openRoute,
  pageRoute,
  parseOpenFields,
  type Problems,
  redirect,
  render,
  type Route,
  scopeLanguage,
  type Typed,
  type WebContext,
} from '../../platform/web.ts';
import { PAGE_WITHIN_MS } from '../../sessions/index.ts';
import {
  CUSTOMER_PARAMETERS,
  customFieldText,
  type CustomFields,
  type LinkTarget,
  type PublicSite,
  readLink,
  type ReadLink,
} from '../index.ts';
import type { SessionLinks } from './session-links.ts';
import type { Alongside, PortalDoors } from './doors.ts';
import { type Chosen, type Destination, linkPage, NOTHING_CHOSEN } from './present.ts';

/** What links may say, and what looks as if it were meant for us; `once` knows our own page again that is sent twice. */
const OUR_FIELDS =
  /^(?:short_key|id|name|issue_menu|codeName|c2cjs|locale|external_key|once|customer\..*|session\.custom\..*)$/s;

/** A link, and what it leads to at this moment. */
interface Followed<Target> {
  readonly link: ReadLink;
  readonly target: Target;
}

/** What a link leads to at this moment. */
interface Reached {
  readonly chosen: Chosen;
  readonly to: Destination;
}

/** What the portal does for links as for its own pages. */
export interface LinkDoors<Target extends Reached> extends PortalDoors<Target> {
  readonly representativesOf: (site: PublicSite) => readonly { readonly id: RepId; readonly name: string }[];
  /** undefined when the site does not offer it. */
  readonly ofIssue: (site: PublicSite, id: IssueId) => Target | undefined;
  readonly ofRepresentative: (person: { readonly id: RepId; readonly name: string }) => Target;
  readonly saysRecorded: (site: PublicSite) => boolean;
  /** Says on the first page that this key is refused. */
  readonly showRefusedKey: (ctx: WebContext, chosen: Chosen, fault: Fault, text: Typed) => void;
}

/**
 * `/api/start_session`, for other web sites, scripts and agents: no sign-in, no cookie, no token
 * (behaviour.md §1.4). GET begins nothing, whoever asks, so that a prefetch or a mail scanner uses up no
 * key: a browser gets a page with everything filled in and one button. POST begins at once.
 *
 * That other origins may POST here is safe: it begins a session of the sender's own, as anybody may on
 * the portal, and gives a cookie for that session alone; of cookies it looks only at the one by which our
 * own page is known when it is sent again, so it does nothing in anybody's name. Its pages cannot be framed, a browser that was not navigated here is refused (openRoute),
 * and no parameter says where to go on.
 */
export function startLinkRoutes<Target extends Reached>(
  doors: LinkDoors<Target>,
  {
    directory,
    customFields,
    links,
  }: {
    readonly directory: Directory;
    readonly customFields: Pick<CustomFields, 'all'>;
    readonly links: Pick<SessionLinks, 'make'>;
  },
): readonly Route[] {
  /** Raises what is wrong with the link; undefined when the page that says so was shown. */
  async function reach(ctx: WebContext, target: LinkTarget, text: Typed): Promise<Target | undefined> {
    const site = doors.siteOf(ctx);
    const chosen: Chosen = target.kind === 'key' ? { ...NOTHING_CHOSEN, key: target.key } : NOTHING_CHOSEN;
    if (doors.isClosed(site, chosen)) {
      return nobody(ctx, 'closed', chosen, text);
    }
    switch (target.kind) {
      case 'key':
        return doors.ofKey(ctx, target.key);
      case 'issue': {
        const issue = directory
          .issues()
          .find((each) => (target.by === 'id' ? each.id : each.codeName) === target.value);
        const reached = issue === undefined ? undefined : doors.ofIssue(site, issue.id);
        if (reached === undefined) {
          throw new Fault('not-found', { text: 'ways.issue-gone' });
        }
        return there(ctx, reached, text);
      }
      case 'representative': {
        const [person, namesake] = doors.representativesOf(site).filter((each) => isMeant(each, target));
        if (person !== undefined && namesake === undefined) {
          return there(ctx, doors.ofRepresentative(person), text);
        }
        const known = directory.representatives().find((each) => isMeant(each, target));
        if (namesake === undefined && known !== undefined && site.ways.representatives.shown) {
          return nobody(ctx, 'nobody', { ...NOTHING_CHOSEN, representative: known.id }, text);
        }
        throw new Fault('not-found', { text: 'ways.representative-gone' });
      }
      default:
        return unreachable(target);
    }
  }

  function there(ctx: WebContext, reached: Target, text: Typed): Target | undefined {
    return doors.availability(reached) === 'nobody' ? nobody(ctx, 'nobody', reached.chosen, text) : reached;
  }

  function nobody(ctx: WebContext, why: 'closed' | 'nobody', chosen: Chosen, text: Typed): undefined {
    if (formOfAnswer(ctx.req.headers.accept) !== 'page') {
      throw new Fault('nobody-there', { text: `ways.${why}` });
    }
    doors.showNobody(ctx, why, chosen, text);
  }

  /** What the link says; from now on in its language. */
  function linkIn(ctx: WebContext, fields: Typed): ReadLink {
    const { languages } = doors.siteOf(ctx);
    const link = readLink(fields, { customFields: customFields.all(), languages });
    if (link.language !== undefined) {
      ctx.state.speak(link.language);
    }
    return link;
  }

  /** The link with what it leads to, when it can be followed. Raises what is wrong with it. */
  async function follow(ctx: WebContext, fields: Typed): Promise<Followed<Target> | undefined> {
    const link = linkIn(ctx, fields);
    const [wrong] = Object.entries(link.wrong);
    if (wrong !== undefined || link.target === undefined) {
      // Which parameter it is stands before the sentence, for whoever has to mend the link.
      const [parameter = '', said = 'link.nothing'] = wrong ?? [];
      const sentence = sayLater(ctx.state.speech.words, said);
      throw new Fault('not-valid', { text: later('link.wrong', { parameter, sentence }) });
    }
    const target = await reach(ctx, link.target, typedIn(fields));
    return target === undefined ? undefined : { link, target };
  }

  function showPage(
    ctx: WebContext,
    fields: Typed,
    { link, target }: Followed<Target>,
    problems: Problems,
    problem: string,
    status: number,
  ): void {
    const site = doors.siteOf(ctx);
    const { words } = ctx.state.speech;
    const names = new Map(
      customFields.all().map((each) => [each.codeName, readIn(customFieldText(each), words.language)]),
    );
    const model = linkPage({
      site,
      language: words.language,
      to: target.to,
      availability: doors.availability(target),
      isChat: link.isChat,
      isRecorded: doors.saysRecorded(site),
      text: typedIn(fields),
      problems,
      problem,
      carried: { ...carriedIn(fields), locale: words.language },
      said: Object.entries(link.custom).map(([codeName, value]) => ({
        name: names.get(codeName) ?? codeName,
        value,
      })),
    });
    const typed = Object.entries(CUSTOMER_PARAMETERS).map(([, parameter]) => [parameter, fields[parameter]]);
    const again = new URLSearchParams({
      ...carriedIn(fields),
      ...Object.fromEntries(typed.filter(([, text]) => text !== undefined)),
    });
    render(ctx, 'portal/link', model, status, `${ctx.path}?${again.toString()}`);
  }

  /** A browser is shown the page of what was refused, with its text kept; a program gets the fault. */
  async function orRefusedKey<T>(
    ctx: WebContext,
    fields: Typed,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (thrown) {
      const fault = faultFrom(thrown);
      const key = fields['short_key'] ?? '';
      const isOfKey = key !== '' && (fault.code === 'key-refused' || fault.code === 'too-many');
      if (!isOfKey || formOfAnswer(ctx.req.headers.accept) !== 'page') {
        throw thrown;
      }
      doors.showRefusedKey(ctx, { ...NOTHING_CHOSEN, key }, fault, typedIn(fields));
      return undefined;
    }
  }

  async function orRefused<T>(
    ctx: WebContext,
    fields: Typed,
    followed: Followed<Target>,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (thrown) {
      const fault = faultFrom(thrown);
      const isPage = formOfAnswer(ctx.req.headers.accept) === 'page';
      if (isPage && fault.code === 'nobody-there') {
        doors.showNobody(ctx, 'nobody', followed.target.chosen, typedIn(fields));
      } else if (isPage && fault.code === 'too-many') {
        showPage(ctx, fields, followed, {}, faultWords(ctx.state.speech.words, fault), fault.status);
      } else {
        throw thrown;
      }
      return undefined;
    }
  }

  /** undefined when a page that says otherwise was shown. */
  async function begin(ctx: WebContext, fields: Typed, keep: Alongside): Promise<SessionId | undefined> {
    const followed = await follow(ctx, fields);
    if (followed === undefined) {
      return undefined;
    }
    const { link, target } = followed;
    if (!link.customer.ok) {
      const problems = problemsOf(ctx, link);
      if (formOfAnswer(ctx.req.headers.accept) === 'page') {
        showPage(ctx, fields, followed, problems, '', 422);
        return undefined;
      }
      const [{ parameter, sentence } = { parameter: '', sentence: '' }] = wrongIn(ctx, link);
      throw new Fault('not-valid', { text: later('link.wrong', { parameter, sentence }) });
    }
    const language = link.language ?? ctx.state.speech.words.language;
    const asked = doors.requestOf(doors.siteOf(ctx), target, link.customer.values, language);
    const { companyCode } = link.customer.values;
    return orRefused(ctx, fields, followed, () =>
      doors.begin(
        ctx,
        target,
        {
          ...asked,
          startMethod: 'link',
          // As long as the link lives by which a program hands it over, and the page after that takes.
          ...(formOfAnswer(ctx.req.headers.accept) === 'page'
            ? {}
            : { pageWithinMs: LIMITS.sessionLinkLifeMs + PAGE_WITHIN_MS }),
          ...(link.isChat ? { mode: 'chat' } : {}),
          ...(companyCode === '' ? {} : { companyCode }),
          ...(link.externalKey === undefined ? {} : { externalKey: link.externalKey }),
          ...(Object.keys(link.custom).length === 0 ? {} : { custom: link.custom }),
        },
        keep,
      ),
    );
  }

  const handle = (path: `/${string}`): readonly Route[] => [
    pageRoute({
      path,
      who: 'anyone',
      forPrograms: true,
      async handle(ctx) {
        const fields = parseOpenFields([ctx.querystring], OUR_FIELDS);
        const followed = await orRefusedKey(ctx, fields, () => follow(ctx, fields));
        if (followed === undefined) {
          return;
        }
        const wants = formOfAnswer(ctx.req.headers.accept);
        if (wants === 'page') {
          // What is missing is asked for; only what was given and is wrong is marked.
          const problems = Object.entries(problemsOf(ctx, followed.link)).filter(
            ([field]) => typedIn(fields)[field] !== '',
          );
          showPage(ctx, fields, followed, Object.fromEntries(problems), '', 200);
          return;
        }
        const [wrong] = wrongIn(ctx, followed.link);
        const message =
          wrong === undefined
            ? say(ctx.state.speech.words, 'link.by-post')
            : `${wrong.parameter}: ${wrong.sentence}`;
        answer(ctx, wants, 200, { ready: followed.link.customer.ok, message }, message);
      },
    }),
    openRoute({
      path,
      who: 'anyone',
      forPrograms: true,
      names: OUR_FIELDS,
      async handle(ctx, fields) {
        const { target, language } = linkIn(ctx, fields);
        const wants = formOfAnswer(ctx.req.headers.accept);
        let link: string | undefined;
        const session = await doors.beginOnce(ctx, fields, target?.kind === 'key', (keep) =>
          orRefusedKey(ctx, fields, () =>
            begin(ctx, fields, (tx, begun) => {
              keep(tx, begun);
              link = wants === 'json' ? `${ctx.state.origin}${links.make(tx, begun)}` : undefined;
            }),
          ),
        );
        if (session === undefined) {
          return;
        }
        const page = `/session/${session}`;
        if (language !== undefined) {
          scopeLanguage(ctx, language, page);
        }
        if (wants === 'page') {
          redirect(ctx, page);
        } else {
          answer(ctx, wants, 201, { session, page, ...(link === undefined ? {} : { link }) }, page);
        }
      },
    }),
  ];

  return [...handle('/api/start_session'), ...handle('/api/start_session.ns')];
}

function isMeant(
  person: { readonly id: RepId; readonly name: string },
  { by, value }: LinkTarget & { readonly kind: 'representative' },
): boolean {
  return by === 'id' ? idPattern.test(value) && person.id === value : person.name === oneLine(value);
}

function answer(ctx: WebContext, wants: 'json' | 'plain', status: number, body: object, line: string): void {
  ctx.status = status;
  ctx.type = wants === 'json' ? 'application/json' : 'text/plain';
  ctx.body = wants === 'json' ? JSON.stringify(body) : `${line}\n`;
}

/** What the customer can mend, in words, by the field of the page. */
function problemsOf(ctx: WebContext, { customer }: ReadLink): Problems {
  return Object.fromEntries(
    Object.entries(CUSTOMER_PARAMETERS).flatMap(([field, parameter]) => {
      const said = customer.problems[parameter];
      return said === undefined ? [] : [[field, sayLater(ctx.state.speech.words, said)]];
    }),
  );
}

/** The same for programs, by the parameter of the link. */
function wrongIn(
  ctx: WebContext,
  { customer }: ReadLink,
): readonly { readonly parameter: string; readonly sentence: string }[] {
  return Object.entries(customer.problems).map(([parameter, said]) => ({
    parameter,
    sentence: sayLater(ctx.state.speech.words, said),
  }));
}

/** What the page's own fields hold. */
function typedIn(fields: Typed): Typed {
  return Object.fromEntries(
    Object.entries(CUSTOMER_PARAMETERS).map(([field, parameter]) => [field, fields[parameter] ?? '']),
  );
}

/** What the page carries along unseen: everything else that is ours. */
function carriedIn(fields: Typed): Typed {
  const ours = /^(?:short_key|id|name|issue_menu|codeName|c2cjs|external_key|session\.custom\..*)$/;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => ours.test(name)));
}
