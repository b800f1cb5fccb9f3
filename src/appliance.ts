import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import {
  Fault,
  laterBy,
  LIMITS,
  ownerOfPersonalQueue,
  personalQueue,
  teamOfQueue,
  teamQueue,
  unreachable,
  type Clock,
  type Log,
  type PortalId,
  type Principal,
  type QueueId,
  type Random,
  type RepId,
  type SessionId,
  type Timers,
  type Transaction,
} from './kernel/index.ts';
import { CLOSE } from './protocol/index.ts';
import { adminRoutes, askToSignIn, SIGN_IN_PATH } from './admin/edge/http.ts';
import { menuFor, statusParts } from './admin/index.ts';
import { createDashboardChannel } from './dashboard/edge/channel.ts';
import { supervisorsOf } from './dashboard/edge/supervisors.ts';
import { skillTree } from './equilibrium/index.ts';
import { externalHandlers, type MadeExternalKey } from './externals/edge/channel.ts';
import { EXTERNAL_COOKIE, externalRoutes } from './externals/edge/http.ts';
import { createExternalStore, createSecrets } from './externals/edge/store.ts';
import { Externals } from './externals/index.ts';
import { iosProfileHandlers, ownAccessKey } from './ios-profiles/edge/channel.ts';
import { iosProfileRoutes } from './ios-profiles/edge/http.ts';
import { openIosProfiles } from './ios-profiles/edge/open.ts';
import { createJournal } from './journal/edge/store.ts';
import { keyHandlers, ownKey, type MadeKey } from './keys/edge/channel.ts';
import { createKeyStore, digestOfKey } from './keys/edge/store.ts';
import { Guesses, Keys } from './keys/index.ts';
import { createMediaHandlers } from './media/edge/channel.ts';
import { createMediasoupRelay } from './media/edge/mediasoup-relay.ts';
import { Media, type Relay, type SharingSession } from './media/index.ts';
import { invitationHandlers } from './notify/edge/channel.ts';
import { openNotify } from './notify/edge/open.ts';
import { isLanguage, type Language } from './languages/index.ts';
import type { ExternalInvitation, Invitation, InvitedTo } from './notify/index.ts';
import { removeClaimFile, writeClaimFile } from './people/edge/claim-file.ts';
import { listHandlers } from './people/edge/channel.ts';
import { openPeople } from './people/edge/open.ts';
import { createPasswords } from './people/edge/passwords.ts';
import {
  can,
  hasPermission,
  SIGN_IN_COOKIE,
  type Directory,
  type People,
  type Team,
} from './people/index.ts';
import type { Config } from './platform/config.ts';
import { Database } from './platform/database.ts';
import { createHealth, healthRoutes, type Health } from './platform/health.ts';
import { Sealing } from './platform/sealing.ts';
import { createSocketServer } from './platform/socket-server.ts';
import { Tickets } from './platform/tickets.ts';
import {
  Assets,
  createWeb,
  isOwnOrigin,
  languageRoutes,
  readCookie,
  SourceLimit,
  speaksTls,
  Views,
  type Route,
} from './platform/web.ts';
import { createSessionPolicyStore } from './policies/edge/store.ts';
import { answerMs, createSessionPolicies, deniedTools } from './policies/index.ts';
import { createNoticeChannel } from './portals/edge/channel.ts';
import { brandingRoutes, logoAddress, lookOf } from './portals/edge/branding.ts';
import { portalRoutes } from './portals/edge/http.ts';
import { openPortals } from './portals/edge/open.ts';
import { buttonsOnDesk, supportButtonHandlers } from './portals/edge/support-button-channel.ts';
import { createSessionLinks } from './portals/edge/session-links.ts';
import { storedFileRoutes } from './portals/edge/stored-files.ts';
import { previewTemplate } from './portals/edge/template-page.ts';
import { createSiteStore } from './portals/edge/site-store.ts';
import {
  mayUseSite,
  originOf,
  type PublicSite,
  type Sites,
  siteInvitations,
  type Watermark,
  watermarkOf,
} from './portals/index.ts';
import { pushHandlers } from './push/edge/channel.ts';
import { pushRoutes } from './push/edge/http.ts';
import { openPush } from './push/edge/open.ts';
import { receiptRoutes } from './receipts/edge/http.ts';
import { openReceiptKeys } from './receipts/edge/keys.ts';
import { createRecorder } from './recording/edge/recorder.ts';
import { recordingFile, Recordings } from './recording/index.ts';
import { reportRoutes } from './reports/edge/http.ts';
import { surveyReportRoutes } from './reports/edge/survey-pages.ts';
import { createDutyMemory } from './sessions/edge/duty-memory.ts';
import { createSessionChannel } from './sessions/edge/channel.ts';
import { CUSTOMER_COOKIE, CustomerSignIns } from './sessions/edge/customer-sign-in.ts';
import { sessionRoutes } from './sessions/edge/http.ts';
import { createSessionIndex } from './sessions/edge/store.ts';
import {
  arrivalIn,
  isIn,
  isLive,
  isOpen,
  isViewing,
  Sessions,
  Tools,
  type CommandOf,
  type Floor,
  type QueueRule,
  type SiteManners,
  type TeamOnFloor,
} from './sessions/index.ts';
import { createAudit } from './settings/edge/audit.ts';
import { createSettingsStore } from './settings/edge/store.ts';
import { createSettings, type Settings } from './settings/index.ts';
import { simulationRoutes } from './simulation/edge/http.ts';
import { ReplayRuns } from './simulation/edge/runs.ts';
import type { AskedReplay } from './simulation/index.ts';
import { createStunSwitch } from './stun/edge/switch.ts';
import { startStun } from './stun/edge/udp.ts';
import { surveyAdministration } from './surveys/edge/administration.ts';
import { surveyRoutes } from './surveys/edge/http.ts';
import { createSurveyStore } from './surveys/edge/store.ts';
import { type GoesOn, Surveys } from './surveys/index.ts';
import { createTeamChatChannel } from './team-chat/edge/channel.ts';
import { createTeamChatStore } from './team-chat/edge/store.ts';
import { TeamChat } from './team-chat/index.ts';

/** The whole appliance, running. Disposing closes it in the order of docs/closing.md. */
export interface Appliance extends AsyncDisposable {
  /** Where people reach it. */
  readonly url: string;
  /** Opens the appliance to its first administrator; undefined when it has one. */
  readonly claimUrl: string | undefined;
  /** UDP; undefined while the site's peer-to-peer option is off. */
  readonly stunPort: number | undefined;
  readonly health: () => Health;
  /** All there is, for the test that tries everybody on everything. */
  readonly routes: readonly Route[];
  /** Begins a session as a portal does, with the cookie of its customer: for tests of what follows. */
  readonly begin: (
    request: CommandOf<'request'>,
  ) => Promise<{ readonly session: SessionId; readonly cookie: string }>;
}

export interface World {
  readonly config: Config;
  readonly version: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** Another relay than mediasoup's worker: for tests that are not about pictures. */
  readonly relay?: Relay;
  /** Authorities that mail servers and gateways are believed by, as PEM, instead of the system's: for tests. */
  readonly trusted?: readonly string[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What other web sites load. */
const START_SCRIPT = '/api/start_session.js';
const SWEEP_MS = 3_600_000;
/** Used and expired keys are kept this long for whoever asks what became of one. */
const KEYS_KEPT_MS = 30 * 24 * 3_600_000;
const SOCKETS_CLOSE_MS = 1_000;
/** A mail that is on its way when the appliance closes has so long. */
const OUTGOING_CLOSE_MS = 2_000;

/**
 * Builds every room, hands each its ports, and starts. Raises what stops a start, each with a
 * sentence for the person: DatabaseProblem, StunPortError, a port in use. What had been opened by
 * then is closed again.
 */
export async function createAppliance(world: World): Promise<Appliance> {
  const { config, version, clock, timers, random, log } = world;
  await using opening = new AsyncDisposableStack();

  const databaseFile = join(config.dataDir, 'handrail.sqlite');
  const database = opening.use(await Database.open({ file: databaseFile, log }));
  const journal = createJournal(database, log);
  const audit = createAudit({ journal, clock });
  const settings = createSettings({ store: createSettingsStore(database), audit, log });
  const siteStore = createSiteStore(database);
  const { people, teams, issues, skills, statuses, directory } = openPeople({
    database,
    settings,
    audit,
    passwords: createPasswords(),
    isPortal: (portal) => siteStore.find(portal) !== undefined,
    clock,
    random,
    log,
  });
  const sealing = await Sealing.open(config.dataDir, log);
  const {
    sites,
    texts,
    messages,
    pictures,
    files,
    customFields,
    manners,
    notices,
    buttons,
    deployedButtons,
    templates,
    sentForms,
  } = openPortals({
    database,
    sealing,
    store: siteStore,
    settings,
    audit,
    people,
    directory,
    clock,
    random,
  });

  const sessionPolicies = createSessionPolicies({
    store: createSessionPolicyStore(database),
    audit,
    portalName: (id) => sites.find(id)?.name,
    userName: (id) => people.find(id)?.name,
    random,
  });
  const tools = new Tools({
    denied: (portal, holder) => deniedTools(sessionPolicies.effective(portal, holder)),
    answerMs: (portal, holder) => answerMs(sessionPolicies.effective(portal, holder)),
    profiles: () => sessionPolicies.all().filter(({ availableTo }) => availableTo.has('invites')),
    onChanged: (listener) => sessionPolicies.onChanged(listener),
  });

  const sessions = new Sessions({
    journal,
    index: createSessionIndex(database),
    clock,
    random,
    log: log.child({ part: 'sessions' }),
  });
  sessions.load();
  const mayHelp = (rep: RepId) => {
    const person = people.find(rep);
    return person?.status === 'active' && person.roles.has('representative');
  };
  const mayMakeKeys = (rep: RepId) => mayHelp(rep) && directory.may(rep, 'generate-session-keys');
  const keyStore = createKeyStore(database);
  const guesses = new Guesses();
  const keys = new Keys({
    store: keyStore,
    clock,
    timers,
    random,
    digest: digestOfKey,
    maximumMs: () => settings.current().maximumSessionKeyTimeoutMs,
    mayMake: mayMakeKeys,
    guesses,
  });
  const externals = new Externals({
    sessions,
    store: createExternalStore(database),
    secrets: createSecrets(random),
    guesses,
    clock,
    timers,
    random,
  });
  const surveyStore = createSurveyStore(database);
  const surveys = new Surveys({
    store: surveyStore,
    asksCustomers: (site) => texts.options(site).displayExitSurvey,
    sites,
    audit,
    journal,
    clock,
    random,
  });
  const customers = new CustomerSignIns({ database, clock, random });

  const receiptKeys = await openReceiptKeys({ database, sealing, clock });
  const { email, outgoing } = openNotify({
    database,
    audit,
    settings,
    sites: siteInvitations(texts),
    sealing,
    publicUrl: config.publicUrl,
    trusted: world.trusted,
    clock,
    timers,
    log: log.child({ part: 'notify' }),
  });
  /** Where a customer of that portal begins; undefined for one that this representative may not use. */
  function portalUrl(rep: RepId, id: PortalId, consoleOrigin: string): string | undefined {
    const site = sitesFor(rep, { sites, directory }).find((each) => each.id === id);
    const base = config.publicUrl ?? consoleOrigin;
    if (site === undefined) {
      return undefined;
    }
    const origin = originOf(site, base, sites.at(new URL(base).host));
    if (origin === undefined) {
      throw new Fault('not-allowed', {
        sentence: `The portal ${site.name} has no address of its own, and this one leads to another portal. Please choose that one, or ask an administrator to give ${site.name} an address.`,
      });
    }
    return origin;
  }
  function maySendProfiles(rep: RepId): boolean {
    return mayHelp(rep) && directory.may(rep, 'send-ios-profiles');
  }
  const { profiles, accessKeys } = openIosProfiles({
    database,
    audit,
    sealing,
    guesses,
    maximumMs: () => settings.current().maximumSessionKeyTimeoutMs,
    maySend: maySendProfiles,
    clock,
    timers,
    random,
  });
  const iosKeys = {
    accessKeys,
    portalUrl: (rep: RepId, id: PortalId, consoleOrigin: string) =>
      maySendProfiles(rep) && sites.find(id)?.iosProfiles === true
        ? portalUrl(rep, id, consoleOrigin)
        : undefined,
  };
  function invitationTo(to: InvitedTo, { rep, ...key }: MadeKey, language: string | undefined): Invitation {
    const site = sites.find(key.portal) ?? sites.at(undefined);
    return {
      ...key,
      to,
      repName: rep.name,
      siteName: site.name,
      language: site.languages.find((each) => each === language) ?? site.languages[0] ?? 'en',
      timeZone: site.schedule.timeZone,
    };
  }

  /** In the words of the session's site, and in its first language where none of ours is asked for. */
  function externalInvitation(
    { session: id, ...key }: MadeExternalKey,
    language: string | undefined,
  ): ExternalInvitation {
    const session = sessions.find(id);
    const site =
      (session?.status === 'held' ? sites.find(session.portalId) : undefined) ?? sites.at(undefined);
    return {
      ...key,
      portal: site.id,
      siteName: site.name,
      language: isLanguage(language) ? language : (site.languages[0] ?? 'en'),
      timeZone: site.schedule.timeZone,
    };
  }

  /** Over the pictures of this session, shared and recorded; none where its site is gone. */
  function watermark(id: SessionId): Watermark | undefined {
    const request = sessions.requested(id);
    const site = request === undefined ? undefined : sites.find(request.portalId);
    return site === undefined ? undefined : watermarkOf(site, { texts, pictures });
  }

  const { pushes, looks } = await openPush({
    database,
    sealing,
    sessions,
    isOn: (site) => texts.options(site).webPush,
    head: () => journal.head().seq,
    named: config.pushServices,
    trusted: world.trusted,
    clock,
    timers,
    log: log.child({ part: 'push' }),
  });
  opening.use(pushes);

  const floor = floorOf({ directory, people, settings });
  const mayGenerate = (rep: RepId) => floor.representative(rep)?.may.generateKeys === true;
  const channel = opening.use(
    createSessionChannel({
      sessions,
      floor,
      sites: manners,
      tools,
      dutyMemory: createDutyMemory(database),
      random,
      clock,
      timers,
      log: log.child({ part: 'sessions' }),
      siteName: () => settings.current().siteName,
      portals: (rep) =>
        sitesFor(rep, { sites, directory }).map((site) => ({
          ...site,
          sendsProfiles: site.iosProfiles && maySendProfiles(rep),
        })),
      leftMessages: (rep) => messages.openFor(rep),
      notices: () => notices.live(),
      everyPortal: () => sites.all().map(({ id }) => id),
      supportButtons: (rep) => buttonsOnDesk(deployedButtons, rep),
      keyValidForMsMax: () => settings.current().maximumSessionKeyTimeoutMs,
      isCalled: (session) => pushes.isCalled(session),
      neverCame(tx, session) {
        const key = sessions.requested(session)?.keyId;
        if (key !== undefined) {
          keys.giveBack(tx, key, session);
        }
      },
      journal,
    }),
  );
  opening.use(pushes.onChanged((session) => channel.callingChanged(session)));
  const dashboard = opening.use(
    createDashboardChannel({
      sessions,
      supervisors: supervisorsOf(directory),
      pages: channel.pages,
      clock,
      timers,
      log: log.child({ part: 'dashboard' }),
    }),
  );

  const teamChat = createTeamChatChannel({
    chat: new TeamChat({
      store: createTeamChatStore(database),
      members: {
        teams: () => directory.teams().map(({ id }) => id),
        membersOf: (team) => directory.membersOf(team).map(({ rep }) => rep),
        teamsOf: (rep) => directory.teamsOf(rep).map(({ team }) => team),
        mayTalk: mayHelp,
      },
      clock,
      keptForDays: () => settings.current().teamChatHistoryDays,
    }),
    clock,
    log: log.child({ part: 'team-chat' }),
  });
  opening.use(
    directory.onChanged((change) => {
      if (change.kind === 'team' || change.kind === 'rep') {
        teamChat.follow(change);
      }
    }),
  );
  opening.use(
    settings.onChanged((now, before) => {
      if (now.teamChatHistoryDays !== before.teamChatHistoryDays) {
        teamChat.historyChanged();
      }
    }),
  );

  const noticeChannel = opening.use(
    createNoticeChannel({
      sessions,
      notices,
      sites,
      seesQueue: (rep, queue) =>
        queue === personalQueue(rep) || directory.teamsOf(rep).some(({ team }) => teamQueue(team) === queue),
      tools,
      timers,
      log: log.child({ part: 'portals' }),
    }),
  );
  opening.use(notices.onChanged(() => channel.desksChanged()));

  opening.use(messages.onChanged(() => channel.desksChanged()));
  opening.use(sites.onChanged(() => channel.desksChanged()));

  const stun = opening.use(
    createStunSwitch(() => startStun({ port: config.stunPort, log: log.child({ part: 'stun' }) })),
  );
  await stun.set(settings.current().peerToPeer === 'appliance');
  opening.use(
    settings.onChanged(({ peerToPeer }) => {
      stun.set(peerToPeer === 'appliance').catch((thrown: unknown) => {
        log.error({ part: 'stun', err: String(thrown) }, 'STUN could not be switched');
      });
    }),
  );

  const relay =
    world.relay ??
    (await createMediasoupRelay({
      port: config.mediaPort,
      announcedAddresses: [config.mediaAddress],
      clock,
      timers,
      log: log.child({ part: 'relay' }),
    }));
  opening.defer(() => relay.close());
  const media = new Media({
    relay,
    timers,
    log: log.child({ part: 'media' }),
    sessions: {
      find: (id) => sharing(sessions, tools, id),
      startScreen: (id, producerId) => sessions.command(id, { kind: 'start-screen', producerId }),
      stopScreen: (id, reason) => sessions.command(id, { kind: 'stop-screen', reason }),
    },
  });
  opening.defer(() => media.close());
  opening.use(
    media.onRestarted((session) => channel.toSession(session, { type: 'media-restarted', session })),
  );
  opening.use(sessions.onHappened((session) => media.follow(session)));

  const recorder = createRecorder(config.recordingsDir, log.child({ part: 'recording' }));
  opening.defer(() => recorder.close());
  const recordings = new Recordings({
    sessions: {
      pictureOf: (id) => recorded(sessions, tools, id)?.producerId,
      start: (id, recordingId, file) => sessions.command(id, { kind: 'start-recording', recordingId, file }),
      stop: (id, recording) => sessions.command(id, { kind: 'stop-recording', ...recording }),
      open: () => [...sessions.openRecordings()],
    },
    pictures: media,
    recorder,
    random,
    timers,
    log: log.child({ part: 'recording' }),
  });
  opening.defer(() => recordings.close());
  // Checking what a crash left takes as long as it takes: nobody waits for it.
  recordings.recover().catch((thrown: unknown) => {
    log.error({ part: 'recording', err: String(thrown) }, 'What a crash left could not be finished');
  });
  opening.use(sessions.onHappened((session) => recordings.follow(session)));

  const assets = Assets.load(join(ROOT, 'dist'));
  const views = Views.load({ directory: join(ROOT, 'views'), asset: assets.addressOf, clock });
  const tickets = new Tickets({ clock, random });
  const health = createHealth({
    version,
    clock,
    parts: { database: () => database.health(), relay: () => media.health(), stun: () => stun.health() },
  });
  const siteOrigin = (site: PublicSite, here: string) =>
    originOf(site, config.publicUrl ?? here, sites.at(new URL(config.publicUrl ?? here).host)) ??
    config.publicUrl ??
    here;
  const issueCustomerCookie = (tx: Transaction, session: SessionId) => customers.issue(tx, session);
  const startedAt = clock.now();
  function giveUp(): void {
    channel.fallBackFrom((rep) => !mayHelp(rep));
  }
  // The last process may have ended between the change of a person and what follows from it.
  giveUp();

  const replays = opening.use(
    new ReplayRuns<AskedReplay>({ random, log: log.child({ part: 'simulation' }) }),
  );
  const routes: readonly Route[] = [
    ...assets.routes(),
    assets.publicScript(START_SCRIPT, 'start-session.js'),
    ...healthRoutes(health),
    ...languageRoutes((session, language) => speakIn(sessions, session, language)),
    ...brandingRoutes(sites, pictures),
    ...storedFileRoutes(files),
    ...portalRoutes({
      keys,
      arrivals: channel.arrivals,
      sites,
      texts,
      messages,
      customFields,
      manners,
      notices,
      buttons,
      deployedButtons,
      siteOrigin,
      iconAddress: assets.addressOf('mark.svg'),
      templates,
      directory,
      starts: new SourceLimit({ burst: LIMITS.startsBurst, perSecond: LIMITS.startsPerSecond, clock }),
      clock,
      sentForms,
      isOpen(id) {
        const session = sessions.find(id);
        return session !== undefined && isOpen(session);
      },
      neverCame: (id) => surveyStore.session(id)?.endReason === 'customer-never-came',
      links: createSessionLinks({ database, clock, random, issueCustomerCookie }),
      arrivalOf: (id) => arrivalIn(sessions.page(id, 0, LIMITS.journalBatch)),
      issueCustomerCookie,
      customerCookieAgain: (session) => customers.issueAgain(session),
      customerCookie: CUSTOMER_COOKIE,
    }),
    ...iosProfileRoutes({ profiles, accessKeys, sites }),
    ...sessionRoutes({ issueTicket: (to) => tickets.issue(to) }),
    ...pushRoutes(assets),
    ...surveyRoutes({
      surveys,
      goesOn: (session, language) => siteAddressAfter(sessions, manners, session, language),
    }),
    ...receiptRoutes({
      journal,
      keys: receiptKeys,
      ended(id) {
        const session = surveyStore.session(id);
        return session?.endReason === undefined ? undefined : session;
      },
      siteOf: (site) => sites.find(site) ?? sites.at(undefined),
      offersRecordings: (site) => texts.options(site).offersRecordings,
      recordingFile: (session, recording) => join(config.recordingsDir, recordingFile(session, recording)),
      survey: (session) => surveys.stateFor(session, { kind: 'customer' }),
      checks: new SourceLimit({
        burst: LIMITS.receiptChecksBurst,
        perSecond: LIMITS.receiptChecksPerSecond,
        clock,
      }),
    }),
    ...surveyAdministration({ surveys, sites }),
    ...externalRoutes({ externals, issueTicket: (to) => tickets.issue(to) }),
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
      templates,
      previewTemplate: (ctx, html, language) => previewTemplate(ctx, sites.at(undefined), html, language),
      logoAddress,
      siteOrigin,
      buttons,
      sessionPolicies,
      startScript: { path: START_SCRIPT, version: assets.versionOf('start-session.js') },
      email,
      outgoing,
      clock,
      status: () => ({
        version,
        startedAt,
        parts: statusParts({
          health: health().parts,
          webPush: pushes.status(),
          crowded: messages.crowded(),
        }),
      }),
      hasSessionsOpen: (rep) => [...sessions.live()].some((session) => isIn(session, rep)),
      afterSetUp: () => removeClaimFile(config.dataDir),
    }),
    ...simulationRoutes({
      database,
      databaseFile,
      runs: replays,
      directory,
      live: channel.live,
      nameOf: (rep) => people.find(rep)?.name,
      clock,
    }),
    ...surveyReportRoutes({ surveys, sites: () => sites.all(), clock }),
    ...reportRoutes({
      database,
      journal,
      surveys,
      clock,
      recordingsDir: config.recordingsDir,
      agreement: (sha256) => manners.agreement(sha256),
      watermark,
    }),
  ];
  /** A session keeps the look of its site, wherever the site's addresses lead meanwhile. */
  function siteOfPage(path: string, host: string | undefined): PublicSite {
    const [, id] = /^\/session\/([A-Za-z0-9_-]{22})(?:\/|$)/.exec(path) ?? [];
    const began = id === undefined ? undefined : surveyStore.session(id as SessionId)?.site;
    return (began === undefined ? undefined : sites.find(began)) ?? sites.at(host);
  }
  const web = createWeb({
    routes,
    views,
    principals: {
      person: (cookies) => people.principalOf(cookies(SIGN_IN_COOKIE)),
      may: hasPermission,
      personCookie: SIGN_IN_COOKIE,
      customer: (cookies) => customers.principalOf(cookies(CUSTOMER_COOKIE) ?? ''),
      external: (cookies) => externals.principalOf(cookies(EXTERNAL_COOKIE) ?? ''),
      claimant: (claim) => people.isClaim(claim),
    },
    page: ({ principal, path, host }) => pageOf(principal, path, siteOfPage(path, host), settings),
    languages({ path, host }) {
      const [first = 'en', ...others] = siteOfPage(path, host).languages;
      return [first, ...others];
    },
    signInPath: SIGN_IN_PATH,
    askToSignIn,
    secretInPath: /(?<=^\/(?:button|hand-over)\/)[A-Za-z0-9_-]+/,
    publicUrl: config.publicUrl,
    trustedHops: config.trustedHops,
    clock,
    random,
    log: log.child({ part: 'web' }),
  });
  const sockets = createSocketServer({
    tickets,
    handlers: [
      channel.handlers,
      dashboard.handlers,
      teamChat.handlers,
      noticeChannel.handlers,
      pushHandlers(pushes, looks),
      listHandlers({ people, directory }),
      keyHandlers({
        keys,
        mayGenerate,
        portalUrl,
        ways: (key, language) => outgoing.waysFor(invitationTo('session', key, language)),
      }),
      iosProfileHandlers({
        ...iosKeys,
        profiles,
        maySend: (rep) =>
          maySendProfiles(rep) && sitesFor(rep, { sites, directory }).some(({ iosProfiles }) => iosProfiles),
        ways: (key, language) => outgoing.waysFor(invitationTo('ios-profiles', key, language)),
      }),
      invitationHandlers({
        outgoing,
        invitation: (rep, key, origin, language, to) =>
          invitationTo(
            to,
            to === 'session'
              ? ownKey({ keys, mayGenerate, portalUrl }, rep, key, origin)
              : ownAccessKey(iosKeys, rep, key, origin),
            language,
          ),
      }),
      externalHandlers({
        externals,
        mayInvite: (rep) => floor.representative(rep)?.may.inviteExternal === true,
        mustAllow(id, rep) {
          const session = sessions.find(id);
          if (session !== undefined && isLive(session) && isIn(session, rep)) {
            tools.must(session, rep, 'external-invitations');
          }
        },
        profiles: () => tools.profiles().map(({ id, name }) => ({ id, name })),
        publicUrl: config.publicUrl,
        ways: (key, language) => outgoing.waysForExternal(externalInvitation(key, language)),
        sendMail: (by, to, key, language) =>
          outgoing.inviteExternalByMail(by, to, externalInvitation(key, language)),
      }),
      supportButtonHandlers({
        sessions,
        buttons: deployedButtons,
        tools,
        sites,
        queueName: (queue) => queueName(directory, queue),
      }),
      createMediaHandlers(
        media,
        (session, message) => {
          if (sharing(sessions, tools, session) === undefined) {
            throw new Fault('not-in-session');
          }
          channel.toSession(session, message, 'representatives');
        },
        watermark,
      ),
    ],
    principals: {
      person: (cookie) => people.principalOf(readCookie(cookie, SIGN_IN_COOKIE)),
      customer: (cookie) => customers.principalOf(readCookie(cookie, CUSTOMER_COOKIE) ?? ''),
      external: (cookie) => externals.principalOf(readCookie(cookie, EXTERNAL_COOKIE) ?? ''),
    },
    isOwnOrigin: (from, request) =>
      isOwnOrigin(
        {
          origin: from,
          fetchSite: undefined,
          host: request.headers.host,
          secure: speaksTls(request, config.trustedHops),
        },
        config.publicUrl,
      ),
    onClosed(connection) {
      dashboard.closed(connection);
      channel.closed(connection);
      looks.closed(connection);
      teamChat.closed(connection);
      media.closeConnection(connection.id);
    },
    clock,
    timers,
    random,
    log: log.child({ part: 'sockets' }),
  });
  opening.use(
    people.onSignedOut((signIns) =>
      sockets.closeWhere(({ signIn }) => signIns.includes(signIn), CLOSE.signedOut),
    ),
  );
  opening.use(
    people.onChanged(({ person }) => {
      if (!mayMakeKeys(person.id)) {
        keys.revokeAll(person.id).catch((thrown: unknown) => {
          log.error({ part: 'keys', err: String(thrown) }, 'Open session keys could not be taken back');
        });
      }
      if (!mayHelp(person.id)) {
        giveUp();
      }
      if (!maySendProfiles(person.id)) {
        accessKeys.revokeAll(person.id).catch((thrown: unknown) => {
          log.error(
            { part: 'ios-profiles', err: String(thrown) },
            'Open access keys could not be taken back',
          );
        });
      }
    }),
  );
  sockets.attach(web.server);

  opening.use(
    everyHour(timers, log, async () => {
      await people.sweep();
      await messages.sweep();
      await teamChat.sweep();
      await keyStore.forget(laterBy(clock.now(), -KEYS_KEPT_MS));
      await accessKeys.sweep();
      await externals.sweep();
      await deployedButtons.sweep();
    }),
  );

  const port = await web.listen(config.httpPort);
  // Together: the web waits for every connection that it has opened, pages too, which go when they are told to.
  opening.defer(async () => {
    await Promise.all([
      web.close(),
      sockets.close(SOCKETS_CLOSE_MS),
      outgoing.close(OUTGOING_CLOSE_MS),
      pushes.close(OUTGOING_CLOSE_MS),
    ]);
  });
  // A browser shares a screen only with a page of https or of localhost: so that is what to try it at.
  const url = config.publicUrl ?? `http://localhost:${port}`;
  const claim = await people.openClaim();
  const claimUrl = claim === undefined ? undefined : `${url}/login/setup?claim=${claim}`;
  await (claimUrl === undefined ? removeClaimFile(config.dataDir) : writeClaimFile(config.dataDir, claimUrl));

  const open = opening.move();
  return {
    url,
    claimUrl,
    get stunPort() {
      return stun.port;
    },
    health,
    routes,
    async begin(request) {
      let cookie = '';
      const session = await channel.arrivals.request(request, (tx, begun) => {
        cookie = customers.issue(tx, begun);
      });
      return { session, cookie };
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** Teams, people and rules as sessions see them. */
function floorOf(ports: {
  readonly directory: Directory;
  readonly people: People;
  readonly settings: Settings;
}): Floor {
  const { directory, people, settings } = ports;
  function onFloor(team: Team): TeamOnFloor {
    return {
      queue: teamQueue(team.id),
      name: team.name,
      isPersistent: team.persistent,
      algorithm: team.algorithm,
      alertTimeoutMs: team.alertTimeoutMs,
      rule: queueRule(team.waitingRule),
      members: directory.membersOf(team.id).map(({ rep }) => rep),
    };
  }
  function queueRule(rule: Team['waitingRule']): QueueRule {
    const to = rule.kind === 'transfer' ? directory.team(rule.to) : undefined;
    switch (rule.kind) {
      case 'none':
      case 'alert':
        return rule;
      case 'transfer':
        return to === undefined
          ? { kind: 'none' }
          : { kind: 'overflow', afterMs: rule.afterMs, to: teamQueue(to.id), toName: to.name };
      default:
        return unreachable(rule);
    }
  }
  function teamOf(queue: QueueId): TeamOnFloor | undefined {
    const id = teamOfQueue(queue);
    const team = id === undefined ? undefined : directory.team(id);
    return team === undefined ? undefined : onFloor(team);
  }
  return {
    teams: () => directory.teams().map(onFloor),
    team: teamOf,
    teamsOf: (rep) => directory.teamsOf(rep).flatMap(({ team }) => teamOf(teamQueue(team)) ?? []),
    representative(id) {
      const person = people.find(id);
      return person?.status !== 'active' || !can(person, 'use-console')
        ? undefined
        : {
            id,
            name: person.name,
            may: {
              generateKeys: directory.may(id, 'generate-session-keys'),
              acceptFromTeams: directory.may(id, 'accept-team-sessions'),
              getNext: directory.may(id, 'get-next-session'),
              beListed: directory.may(id, 'show-on-public-site'),
              optOut: directory.may(id, 'opt-out-of-assignments'),
              transferToOtherTeams: directory.may(id, 'transfer-to-other-teams'),
              shareWithOtherTeams: directory.may(id, 'share-with-other-teams'),
              inviteExternal: directory.may(id, 'invite-external-representatives'),
            },
            isListed: person.isListed,
            ...directory.availabilityRulesOf(id),
            morePreferred: directory.skillsOf(id),
          };
    },
    statuses: () => directory.statuses(),
    skills: () => skillTree(directory.skills()),
    skillName: (id) => directory.skills().find((skill) => skill.id === id)?.name,
    fallback() {
      const { fallbackForNormalSessions, fallbackForJumpSessions, fallbackTeam } = settings.current();
      return {
        forNormalSessions: fallbackForNormalSessions,
        forJumpSessions: fallbackForJumpSessions,
        queue:
          fallbackTeam === 'none' || directory.team(fallbackTeam) === undefined
            ? undefined
            : teamQueue(fallbackTeam),
      };
    },
    supervises: (rep) => directory.supervisedTeams(rep).length > 0,
    mayTakeOver: (rep, owner) => directory.supervision(rep, owner)?.takeOver,
    showsRequests: () => settings.current().showSessionInformation,
    requiresClosedSessions: () => settings.current().requireClosedSessions,
    onChanged(listener) {
      const listening = [
        directory.onChanged(listener),
        people.onChanged(listener),
        settings.onChanged(listener),
      ];
      return {
        [Symbol.dispose]() {
          for (const each of listening) {
            each[Symbol.dispose]();
          }
        },
      };
    },
  };
}

/** A queue as representatives read it; undefined for one that is gone. */
function queueName(directory: Directory, queue: QueueId): string | undefined {
  const team = teamOfQueue(queue);
  const rep = ownerOfPersonalQueue(queue);
  return team === undefined
    ? directory.representatives().find(({ id }) => id === rep)?.name
    : directory.team(team)?.name;
}

/** The public sites that a representative may lead customers to. */
function sitesFor(
  rep: RepId,
  { sites, directory }: { readonly sites: Sites; readonly directory: Directory },
): readonly PublicSite[] {
  const access = directory.portalsOf(rep);
  return sites.all().filter(({ id }) => mayUseSite(access, id));
}

/** What every view gets: customers see the site that they asked for, the people of the company their own. */
function pageOf(
  principal: Principal | undefined,
  path: string,
  site: PublicSite,
  settings: Settings,
): Readonly<Record<string, unknown>> {
  const isOurs = /^\/(?:login|console)(?:\/|$)/.test(path);
  return {
    isOurs,
    isRefusal: false,
    siteName: isOurs ? settings.current().siteName : site.name,
    iosProfiles: !isOurs && site.iosProfiles,
    look: isOurs ? { colours: '', logo: '' } : lookOf(site),
    menu: menuFor(principal, path),
    manifest: /^\/button\/[A-Za-z0-9_-]+$/.test(path) ? `${path}/support.webmanifest` : '',
  };
}

/** What the site says to this customer is in another language from now on; after the end nothing is said any more. */
async function speakIn(sessions: Sessions, id: SessionId, language: string): Promise<void> {
  try {
    await sessions.command(id, { kind: 'change-language', language });
  } catch (thrown) {
    if (!(thrown instanceof Fault && thrown.code === 'already-ended')) {
      throw thrown;
    }
  }
}

/** What media sees of a session: only one that is being held. */
function sharing(sessions: Sessions, tools: Tools, id: SessionId): SharingSession | undefined {
  const session = sessions.find(id);
  // A chat has no pictures, whoever sends what.
  return session?.status !== 'held' || session.mode === 'chat'
    ? undefined
    : {
        // Whoever looks on sees the picture too; only the customer sends one.
        isIn: (who) => isIn(session, who) || isViewing(session, who),
        maySee: (who) => !tools.denied(session, who).has('screen-sharing'),
        producerId: session.screen.state === 'on' ? session.screen.producerId : undefined,
      };
}

/** Where the site of this session leads its customer on to afterwards; undefined for nowhere. */
function siteAddressAfter(
  sessions: Sessions,
  manners: SiteManners,
  id: SessionId,
  language: Language,
): GoesOn | undefined {
  const request = sessions.requested(id);
  const after = request === undefined ? undefined : manners.says({ ...request, language }).after;
  return after === undefined || after.url === '' ? undefined : after;
}

/** The same as recording sees it: only one that may be recorded. */
function recorded(sessions: Sessions, tools: Tools, id: SessionId): SharingSession | undefined {
  const session = sessions.find(id);
  return session?.status === 'held' && session.recording === 'on' ? sharing(sessions, tools, id) : undefined;
}

function everyHour(timers: Timers, log: Log, work: () => Promise<void>): Disposable {
  let next = timers.after(SWEEP_MS, run);
  function run(): void {
    next = timers.after(SWEEP_MS, run);
    work().catch((thrown: unknown) =>
      log.warn({ err: String(thrown) }, 'What is over could not be swept away'),
    );
  }
  return { [Symbol.dispose]: () => next[Symbol.dispose]() };
}
