import { type Clock, Fault, LIMITS, type PortalId, type RepId } from '../../kernel/index.ts';
import type { Language } from '../../languages/index.ts';
import type { Directory, Issues, People, RepStatuses, Skills, Teams } from '../../people/index.ts';
import {
  formRoute,
  localPath,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  unpackForm,
  type WebContext,
  type WebOptions,
} from '../../platform/web.ts';
import type {
  CustomFields,
  LeftMessages,
  PublicSite,
  Sites,
  SitePictures,
  SiteTexts,
  StoredFiles,
  CustomerNotices,
  SupportButtons,
  HtmlTemplates,
} from '../../portals/index.ts';
import type { IosProfiles } from '../../ios-profiles/index.ts';
import type { SessionPolicies } from '../../policies/index.ts';
import type { EmailService, Outgoing } from '../../notify/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { Typed } from '../field.ts';
import {
  accountPage,
  noticeOf,
  notSavedYet,
  optionsPage,
  setupPage,
  signInPage,
  type StatusFacts,
  statusPage,
} from '../index.ts';
import { refusal } from '../notice.ts';
import { accountForm, emptyForm, optionsForm, setupForm, signInForm } from './forms.ts';
import { customFieldRoutes } from './custom-field-pages.ts';
import { emailRoutes } from './email-pages.ts';
import { iosProfilePages } from './ios-profile-pages.ts';
import { htmlTemplateRoutes } from './html-template-pages.ts';
import { customerNoticeRoutes } from './customer-notice-pages.ts';
import { fileStoreRoutes } from './file-store-pages.ts';
import { helpButtonRoutes } from './help-button-pages.ts';
import { issueRoutes } from './issue-pages.ts';
import { mustBeSent, reader, refusalOf, typedOf, whence } from './request.ts';
import { savingRoute } from './saving-route.ts';
import { clearSignInCookie, setSignInCookie } from './sign-in-cookie.ts';
import { supportButtonPages } from './support-button-pages.ts';
import { sessionPolicyRoutes } from './session-policy-pages.ts';
import { skillRoutes } from './skill-pages.ts';
import { statusRoutes } from './status-pages.ts';
import { customerClientRoutes } from './customer-client-pages.ts';
import { messageRoutes } from './message-pages.ts';
import { portalWeight } from './portal-weight.ts';
import { publicSiteRoutes } from './site-pages.ts';
import { teamRoutes } from './team-pages.ts';
import { existing, userRoutes } from './user-pages.ts';

/** Where the web platform sends who must sign in. */
export const SIGN_IN_PATH = '/login';
const SIGN_OUT_PATH = '/login/sign-out';

export interface AdminPorts {
  readonly people: People;
  readonly teams: Teams;
  readonly issues: Issues;
  readonly skills: Skills;
  readonly statuses: RepStatuses;
  readonly directory: Directory;
  readonly settings: Settings;
  readonly sites: Sites;
  readonly texts: SiteTexts;
  readonly pictures: SitePictures;
  readonly messages: LeftMessages;
  readonly files: StoredFiles;
  readonly customFields: CustomFields;
  readonly notices: CustomerNotices;
  readonly profiles: IosProfiles;
  readonly buttons: SupportButtons;
  readonly sessionPolicies: SessionPolicies;
  readonly templates: HtmlTemplates;
  /** Shows the portal page of the default site as this template makes it. */
  readonly previewTemplate: (ctx: WebContext, html: string, language: Language) => void;
  /** Where the logo of a public site is, by the name of its content. */
  readonly logoAddress: (id: PortalId, digest: string) => string;
  /** Where customers reach a site; `here` is one of our origins, where the administrator is. */
  readonly siteOrigin: (site: PublicSite, here: string) => string;
  /** What other web sites load to start sessions. */
  readonly startScript: { readonly path: string; readonly version: string };
  readonly email: EmailService;
  readonly outgoing: Outgoing;
  readonly status: () => StatusFacts;
  readonly clock: Pick<Clock, 'now'>;
  /** Whether this representative is in a session now. */
  readonly hasSessionsOpen: (rep: RepId) => boolean;
  /** Called when the first administrator was made; removes the claim file. */
  readonly afterSetUp: () => Promise<void>;
}

/** Every page under /login but the reports. All of them work without JavaScript. */
export function adminRoutes(ports: AdminPorts): readonly Route[] {
  const weighing = { ...ports, weight: portalWeight(ports) };
  return [
    ...doorRoutes(ports),
    ...accountRoutes(ports),
    ...userRoutes(ports),
    ...sessionPolicyRoutes(ports),
    ...teamRoutes(ports),
    ...issueRoutes(weighing),
    ...skillRoutes(ports),
    ...statusRoutes(ports),
    ...publicSiteRoutes(weighing),
    ...helpButtonRoutes(ports),
    ...htmlTemplateRoutes(weighing),
    ...customerNoticeRoutes(ports),
    ...supportButtonPages(ports),
    ...fileStoreRoutes(ports),
    ...iosProfilePages(ports),
    ...customerClientRoutes(ports),
    ...messageRoutes(ports),
    ...optionsRoutes(ports),
    ...emailRoutes(ports),
    ...customFieldRoutes(ports),
  ];
}

function showSignIn(ctx: WebContext, shown: Parameters<typeof signInPage>[0], statusCode = 200): void {
  render(ctx, 'login/sign-in', signInPage(shown), statusCode);
}

/**
 * Answers a form of who is signed out. What was typed goes along in the page, where nobody else can have put it: forms of
 * other sites are refused before. It is shown again after signing in, and saved by whoever presses Save then.
 */
export const askToSignIn: NonNullable<WebOptions['askToSignIn']> = (ctx, { address, isTyped, kept }) => {
  if (address === SIGN_OUT_PATH) {
    redirect(ctx, '/login?done=signed-out');
    return;
  }
  const notice = notSavedYet(isTyped ? 'kept' : 'nothing-typed');
  showSignIn(ctx, { username: '', next: '', kept, notice }, 401);
};

/** Signing in and out, the first set-up, the Status page. */
function doorRoutes({
  people,
  settings,
  status,
  clock,
  afterSetUp,
  hasSessionsOpen,
}: AdminPorts): readonly Route[] {
  return [
    pageRoute({
      path: '/login',
      who: 'anyone',
      handle(ctx) {
        const { principal } = ctx.state;
        const next = localPath(queryValue(ctx, 'next'), '');
        const notice = noticeOf(queryValue(ctx, 'done'));
        if (principal?.kind !== 'person') {
          showSignIn(ctx, { username: '', next, notice });
          return;
        }
        if (next !== '') {
          redirect(ctx, next);
          return;
        }
        const model = statusPage({
          facts: status(),
          signedIn: people.signedIn(),
          reader: principal,
          now: clock.now(),
          notice,
        });
        render(ctx, 'login/status', model);
      },
    }),
    formRoute({
      path: '/login',
      who: 'anyone',
      form: signInForm,
      limitBytes: LIMITS.signInFormBytes,
      async handle(ctx, sent) {
        const username = sent.text['username']?.slice(0, 1_000) ?? '';
        const next = localPath(sent.text['next'], '');
        const form = unpackForm(sent.text['kept']);
        const kept = form === undefined ? '' : (sent.text['kept'] ?? '');
        if (!sent.ok) {
          const text =
            sent.fault.code === 'not-valid'
              ? 'Please fill in your username and password.'
              : sent.fault.sentence;
          showSignIn(ctx, { username, next, kept, notice: { tone: 'warn', text } }, sent.fault.status);
          return;
        }
        let cookie = '';
        try {
          const before = ctx.state.principal;
          cookie = await people.signIn({
            ...sent.values,
            ...whence(ctx),
            ...(before?.kind === 'person' ? { replaces: before.signIn } : {}),
          });
          setSignInCookie(ctx, cookie);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showSignIn(ctx, { username, next, kept, notice: refusal(fault) }, fault.status);
          return;
        }
        if (form !== undefined) {
          await ctx.state.showAgain(ctx, form, cookie);
          return;
        }
        redirect(ctx, next === '' ? '/login' : next);
      },
    }),
    formRoute({
      path: SIGN_OUT_PATH,
      who: 'signed-in',
      form: emptyForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        // Seed 002 "Require Closed Sessions on Logout or Quit".
        if (settings.current().requireClosedSessions && hasSessionsOpen(reader(ctx).id)) {
          throw new Fault('sessions-open');
        }
        await people.signOut(reader(ctx));
        clearSignInCookie(ctx);
        redirect(ctx, '/login?done=signed-out');
      },
    }),
    pageRoute({
      path: '/login/setup',
      who: 'claimant',
      handle(ctx) {
        const claim = queryValue(ctx, 'claim') ?? '';
        render(ctx, 'login/setup', setupPage({ claim, siteName: settings.current().siteName }));
      },
    }),
    formRoute({
      path: '/login/setup',
      who: 'claimant',
      form: setupForm,
      async handle(ctx, sent) {
        const claim = queryValue(ctx, 'claim') ?? '';
        if (!sent.ok) {
          render(ctx, 'login/setup', setupPage({ claim, siteName: '', typed: sent }), sent.fault.status);
          return;
        }
        try {
          setSignInCookie(ctx, await people.setUp(claim, sent.values, whence(ctx)));
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          if (fault.code === 'not-found') {
            throw fault;
          }
          render(
            ctx,
            'login/setup',
            setupPage({ claim, siteName: '', typed: typedOf(sent, fault) }),
            fault.status,
          );
          return;
        }
        await afterSetUp();
        redirect(ctx, '/login');
      },
    }),
  ];
}

function accountRoutes({ people }: AdminPorts): readonly Route[] {
  function show(ctx: WebContext, more: { typed?: Typed }, statusCode = 200): void {
    const person = existing(people, reader(ctx).id);
    const notice = noticeOf(queryValue(ctx, 'done'));
    render(ctx, 'login/account', accountPage({ person, notice, ...more }), statusCode);
  }
  return [
    pageRoute({ path: '/login/account', who: 'signed-in', handle: (ctx) => show(ctx, {}) }),
    savingRoute({
      path: '/login/account',
      who: 'signed-in',
      form: accountForm,
      again: (ctx, typed, statusCode) => show(ctx, { typed }, statusCode),
      async save(ctx, { currentPassword, newPassword }) {
        const cookie = await people.changeOwnPassword(reader(ctx), {
          current: currentPassword,
          next: newPassword,
          ...whence(ctx),
        });
        setSignInCookie(ctx, cookie);
        return '/login/account?done=password-changed';
      },
    }),
  ];
}

function optionsRoutes({ settings, directory, sites, email, outgoing }: AdminPorts): readonly Route[] {
  function show(ctx: WebContext, more: { typed?: Typed }, statusCode = 200): void {
    const model = optionsPage({
      settings: settings.current(),
      revision: settings.revision(),
      teams: directory.teams(),
      canMail: email.access() !== undefined,
      gateway: outgoing.gateway(),
      notice: noticeOf(queryValue(ctx, 'done')),
      ...more,
    });
    render(ctx, 'login/options', model, statusCode);
  }
  return [
    pageRoute({ path: '/login/options', who: 'administrator', handle: (ctx) => show(ctx, {}) }),
    savingRoute({
      path: '/login/options',
      who: 'administrator',
      form: optionsForm,
      secrets: ['smsGatewayUrl'],
      again: (ctx, typed, statusCode) => show(ctx, { typed }, statusCode),
      async save(ctx, { revision, smsGatewayUrl, smsGatewayRemoved, ...options }) {
        const { id, name } = reader(ctx);
        const wanted = {
          ...options,
          ...(smsGatewayUrl !== ''
            ? outgoing.gatewaySettings(smsGatewayUrl)
            : smsGatewayRemoved
              ? { smsGatewayHost: '', smsGatewaySealed: '' }
              : {}),
        };
        if (wanted.fallbackTeam !== 'none' && directory.team(wanted.fallbackTeam) === undefined) {
          throw new Fault('not-valid', {
            field: 'fallbackTeam',
            sentence: 'This team does not exist any more. Please choose another one.',
          });
        }
        if (sites.hasName(wanted.siteName)) {
          throw new Fault('not-valid', {
            field: 'siteName',
            sentence: 'A public site has this name. Please choose another one.',
          });
        }
        await settings.change({ id, name }, wanted, revision);
        return '/login/options?done=saved';
      },
    }),
  ];
}
