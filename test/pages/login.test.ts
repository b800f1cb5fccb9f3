import { join } from 'node:path';
import test from 'ava';
import {
  accountPage,
  addCustomerNoticePage,
  addButtonProfilePage,
  addHtmlTemplatePage,
  addIosProfilePage,
  editHtmlTemplatePage,
  htmlTemplatesPage,
  removeHtmlTemplatePage,
  addIssuePage,
  addPublicSitePage,
  addSessionPolicyPage,
  addSkillPage,
  addStatusPage,
  addTeamPage,
  addUserPage,
  confirmPage,
  customFieldsPage,
  editCustomFieldPage,
  customerClientPage,
  customerNoticesPage,
  editCustomerNoticePage,
  editButtonProfilePage,
  editIosProfilePage,
  editIssuePage,
  editPublicSitePage,
  editSessionPolicyPage,
  editSkillPage,
  editStatusPage,
  editTeamPage,
  editUserPage,
  emailPage,
  fileStorePage,
  globalPolicyPage,
  helpButtonPage,
  iosProfilesPage,
  issuesPage,
  menuFor,
  messagesPage,
  type Notice,
  noticeOf,
  notSavedYet,
  optionsPage,
  policySimulatorPage,
  publicSitesPage,
  removeCustomerNoticePage,
  removeButtonProfilePage,
  removeIssuePage,
  removePublicSitePage,
  removeSessionPolicyPage,
  removeSkillPage,
  removeStatusPage,
  removeStoredFilePage,
  removeTeamPage,
  sessionPoliciesPage,
  setupPage,
  signInPage,
  skillsPage,
  statusesPage,
  statusPage,
  supportButtonsPage,
  storedFilePage,
  teamsPage,
  usersPage,
} from '../../src/admin/index.ts';
import { effectivePolicy, INITIAL, type SessionPolicy } from '../../src/policies/index.ts';
import {
  type ButtonProfileId,
  type SupportButtonId,
  type CustomFieldId,
  type Day,
  Fault,
  instant,
  type IosProfileId,
  type IssueId,
  type LeftMessageId,
  type NoticeId,
  type PortalId,
  type QueueId,
  type Principal,
  type RepId,
  type RepStatusId,
  type Role,
  type StoredFileId,
  type TeamId,
  type TemplateId,
} from '../../src/kernel/index.ts';
import type { IosProfile } from '../../src/ios-profiles/index.ts';
import { FakeTime } from '../../src/kernel/testing/fake-time.ts';
import {
  type Issue,
  NEW_REP,
  NEW_TEAM,
  type Person,
  type RankedSkill,
  type RepStatus,
  type SkillId,
  type Team,
} from '../../src/people/index.ts';
import { NO_EMAIL } from '../../src/notify/email-configuration.ts';
import { Views } from '../../src/platform/web.ts';
import {
  type CustomerNotice,
  DEFAULT_TEMPLATE,
  type HtmlTemplate,
  DEFAULT_PORTAL,
  FILE_KINDS,
  type FileKind,
  type LeftMessage,
  newNotice,
  newSite,
  parseClientOptions,
  type PublicSite,
  type StoredFile,
  type ButtonProfile,
  type CustomField,
  type SupportButton,
} from '../../src/portals/index.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/site-settings.ts';

const ID = 'a'.repeat(22) as RepId;
const LONG = 'Wolfgang Amadeus Theophilus von und zu Hohenstein-Schillingsfürst-Waldenburg';
const NOW = instant(1_800_000_000_000);
const customField: CustomField = {
  id: 'f'.repeat(22) as CustomFieldId,
  name: LONG,
  names: { de: LONG, ar: LONG },
  codeName: 'order',
  revision: 1,
};
const PROFILE: IosProfile = {
  id: 'p'.repeat(22) as IosProfileId,
  name: LONG,
  names: { de: LONG },
  description: LONG,
  descriptions: { ar: LONG },
  isPublic: false,
  isSigned: true,
  isEncrypted: false,
  identifier: 'example',
  payloads: ['com.apple.wifi.managed', 'com.example.unheard-of'],
  size: 5,
  digest: 'd',
  changedAt: NOW,
  downloads: 2,
  lastDownloadedAt: NOW,
  revision: 1,
};

function principal(...roles: readonly Role[]): Principal & { readonly kind: 'person' } {
  return { kind: 'person', id: ID, name: LONG, roles: new Set(roles), grants: new Set(), signIn: 'x' };
}

const active: Person = {
  status: 'active',
  id: ID,
  username: 'ann',
  name: LONG,
  roles: new Set<Role>(['administrator', 'representative']),
  createdAt: NOW,
  lastSignInAt: NOW,
  ...NEW_REP,
  displayNumber: 1,
  isListed: true,
  revision: 3,
};
const disabled: Person = {
  ...active,
  id: 'b'.repeat(22) as RepId,
  status: 'disabled',
  disabledAt: NOW,
  roles: new Set<Role>(),
  lastSignInAt: undefined,
};
const settings = {
  ...DEFAULT_SETTINGS,
  siteName: LONG,
  maximumSessionKeyTimeoutMs: 5_400_000,
  peerToPeer: 'disabled',
} as const;
const team: Team = { ...NEW_TEAM, id: 't'.repeat(22) as TeamId, name: LONG, codeName: 'long', revision: 2 };
const overflowing: Team = {
  ...team,
  id: 'o'.repeat(22) as TeamId,
  persistent: true,
  takeOver: true,
  algorithm: 'skills-match-least-busy',
  waitingRule: { kind: 'transfer', afterMs: 90_000, to: team.id },
};
const alerting: Team = { ...team, waitingRule: { kind: 'alert', afterMs: 60_000 } };
const root: RankedSkill = {
  id: 'r'.repeat(22) as SkillId,
  name: LONG,
  codeName: 'root',
  parent: undefined,
  rank: 0,
  revision: 1,
};
const below: RankedSkill = { ...root, id: 'w'.repeat(22) as SkillId, parent: root.id, codeName: 'below' };
const second: RankedSkill = { ...root, id: 's'.repeat(22) as SkillId, rank: 1, codeName: 'second' };
const tree = [root, below, second];
const issue: Issue = {
  id: 'i'.repeat(22) as IssueId,
  description: LONG,
  codeName: 'issue',
  team: team.id,
  priority: 'low',
  needs: [below.id],
  revision: 1,
};
const away: RepStatus = {
  id: 'l'.repeat(22) as RepStatusId,
  name: LONG,
  codeName: 'lunch',
  displayAs: 'away',
  builtIn: false,
  revision: 1,
};
const chatHistory = { settings: { teamChatHistoryDays: 90 }, revision: 1 };
const policies: readonly SessionPolicy[] = [
  {
    id: ID as string as SessionPolicy['id'],
    name: LONG,
    codeName: 'long',
    description: LONG,
    availableTo: new Set(['users', 'portals', 'invites']),
    permissions: { chat: 'denied' },
    revision: 3,
  },
];
const had = { portals: [{ id: ID, name: LONG }], users: [{ id: ID, name: 'Anna' }] };
const nobodys = { policies, policy: undefined, skills: tree, known: new Set<SkillId>() };
const noMail = { canMail: false, gateway: 'none' } as const;
const withMail = { canMail: true, gateway: 'stored' } as const;
const mailing = {
  configuration: {
    server: LONG,
    port: 587,
    encryption: 'starttls',
    username: LONG,
    from: `${'a'.repeat(64)}@example.com`,
  },
  revision: 4,
} as const;
const unused = { issues: 0, overflowOf: [], isFallback: false };
const wrong = {
  text: {
    name: 'typed',
    username: 'typed',
    siteName: 'typed',
    peerToPeer: 'appliance',
    maximumSessionKeyTimeoutMs: '3600000',
    waitingRule: 'alert',
    role: 'lead',
  },
  problems: {
    codeName: 'K.',
    comments: 'T.',
    algorithm: 'A.',
    alertTimeoutMs: 'O.',
    waitingRule: 'R.',
    waitingAfterMs: 'F.',
    overflowTeam: 'V.',
    successor: 'I.',
    description: 'D.',
    team: 'Q.',
    priority: 'Y.',
    needs: 'X.',
    addresses: 'AD.',
    mainColour: 'MC.',
    headerColour: 'HC.',
    languages: 'LA.',
    timeZone: 'TZ.',
    hours: 'HO.',
    'hours-2': 'H2.',
    holidays: 'HD.',
    ways: 'WA.',
    issueTeams: 'IT.',
    portalAccess: 'PA.',
    parent: 'Z.',
    skills: 'J.',
    displayNumber: 'B.',
    sessionLimit: 'G.',
    idleLimitMs: 'H.',
    fallbackTeam: 'L.',
    displayAs: 'DA.',
    name: 'N.',
    username: 'U.',
    password: 'P.',
    siteName: 'S.',
    currentPassword: 'C.',
    newPassword: 'W.',
    peerToPeer: 'E.',
    maximumSessionKeyTimeoutMs: 'M.',
    server: 'SV.',
    port: 'PT.',
    encryption: 'EN.',
    from: 'FR.',
    to: 'TO.',
    smsGatewayUrl: 'SG.',
  },
  fault: new Fault('not-valid'),
};
const overtaken = { ...wrong, problems: {}, fault: new Fault('changed-meanwhile') };
const portal: PublicSite = {
  ...newSite('UTC'),
  id: DEFAULT_PORTAL,
  name: LONG,
  logo: undefined,
  revision: 1,
};
const help: PublicSite = {
  ...portal,
  id: 'h'.repeat(22) as PortalId,
  name: 'Help',
  addresses: ['help.example.com', 'xn--hlfe-6qa.example'],
  mainColour: '#0b5c6b',
  headerColour: '#102a43',
  languages: ['de', 'en'],
  schedule: {
    timeZone: 'Europe/Berlin',
    hours: [[{ from: 540, to: 1020 }], [{ from: 540, to: 1020 }], [], [{ from: 0, to: 1440 }], [], [], []],
    holidays: [{ day: '2026-12-25', name: LONG }],
  },
  ways: { ...portal.ways, representatives: { shown: false, mode: 'chat' } },
  issueTeams: [team.id],
  companyCode: true,
  logo: 'f'.repeat(64),
};
const left: LeftMessage = {
  id: 'm'.repeat(22) as LeftMessageId,
  site: help.id,
  siteName: LONG,
  to: { kind: 'team', team: team.id },
  about: LONG,
  name: LONG,
  reach: '+49 30 123',
  message: 'One line\n\nAnother <b>line</b>',
  language: 'de',
  leftAt: NOW,
  done: undefined,
};
const TEMPLATE: HtmlTemplate = {
  id: 't'.repeat(22) as TemplateId,
  name: LONG,
  html: DEFAULT_TEMPLATE,
  revision: 1,
};
const outage: CustomerNotice = {
  ...newNotice(),
  id: 'n'.repeat(22) as NoticeId,
  name: LONG,
  texts: { en: { title: LONG, message: 'One\n\nTwo' } },
  lastDay: '2026-12-24' as Day,
  left: 3,
  revision: 1,
};
const storedFile = (kind: FileKind): StoredFile => ({
  id: 'f'.repeat(22) as StoredFileId,
  name: LONG,
  kind,
  type: 'image/png',
  size: 5_000,
  digest: 'a'.repeat(64),
  changedAt: NOW,
  revision: 1,
});
const notice: Notice = { tone: 'good', text: 'Done.' };
const facts = {
  version: '1.2.3',
  startedAt: NOW,
  parts: [
    { name: 'Database', state: { ok: true } },
    { name: 'Screen relay', state: { ok: false, why: 'The worker ended.' } },
  ],
} as const;

/** Every view under login/ and error/ with page models that between them take each branch. */
const buttonChoices = {
  sites: [help],
  teams: [team],
  representatives: [{ id: ID, name: LONG }],
};
const buttonProfile: ButtonProfile = {
  id: 'b'.repeat(22) as ButtonProfileId,
  name: LONG,
  title: 'Help',
  titles: { ja: LONG },
  portal: help.id,
  asks: 'either',
  queue: `personal:${ID}` as QueueId,
  lifeMs: 86_400_000,
  revision: 1,
};
const supportButton: SupportButton = {
  id: 's'.repeat(22) as SupportButtonId,
  profile: buttonProfile.id,
  queue: `personal:${ID}` as QueueId,
  description: LONG,
  madeAt: NOW,
  madeBy: LONG,
  expiresAt: undefined,
  uses: 0,
  lastUsedAt: undefined,
};
const MODELS: Readonly<Record<string, readonly object[]>> = {
  'login/sign-in': [
    signInPage({ username: '', next: '', notice: undefined }),
    signInPage({ username: LONG, next: '/console', notice }),
    signInPage({ username: '', next: '', kept: 'e30', notice: notSavedYet('kept') }),
  ],
  'login/setup': [
    setupPage({ claim: 'x', siteName: 'Handrail' }),
    setupPage({ claim: 'x', siteName: '', typed: wrong }),
  ],
  'login/status': [
    statusPage({ facts, signedIn: [], reader: principal(), now: NOW, notice: undefined }),
    statusPage({
      facts,
      signedIn: [{ person: ID, name: LONG, since: NOW, seenAt: NOW }],
      reader: principal('administrator', 'representative'),
      now: NOW,
      notice,
    }),
  ],
  'login/users': [
    usersPage({ people: [], total: 0, page: 1, search: '', isLocked: () => false, notice: undefined }),
    usersPage({ people: [], total: 0, page: 1, search: LONG, isLocked: () => false, notice }),
    usersPage({
      people: [active, disabled],
      total: 150,
      page: 2,
      search: 'a b',
      isLocked: () => true,
      notice,
    }),
  ],
  'login/user-add': [addUserPage(), addUserPage(wrong)],
  'login/user': [
    editUserPage({ person: active, reader: ID, locked: false, ...nobodys }),
    editUserPage({ person: disabled, reader: ID, locked: true, ...nobodys, notice }),
    editUserPage({ person: active, reader: disabled.id, locked: true, ...nobodys, typed: wrong }),
    editUserPage({ person: active, reader: disabled.id, locked: false, ...nobodys, typed: overtaken }),
    editUserPage({ person: active, reader: disabled.id, locked: false, ...nobodys, passwordTyped: wrong }),
    editUserPage({
      person: active,
      reader: ID,
      locked: false,
      skills: tree,
      known: new Set([root.id]),
      policies: [],
      policy: undefined,
      skillsTyped: wrong,
    }),
    editUserPage({
      person: active,
      reader: ID,
      locked: false,
      skills: [],
      known: new Set(),
      policies,
      policy: policies[0],
      policyTyped: overtaken,
    }),
    editUserPage({ person: active, reader: ID, locked: false, ...nobodys, repTyped: overtaken }),
    editUserPage({ person: active, reader: ID, locked: false, ...nobodys, skillsTyped: overtaken }),
    editUserPage({
      person: { ...active, sessionLimit: undefined, idleLimitMs: 0, grants: new Set() },
      reader: ID,
      locked: false,
      ...nobodys,
      repTyped: wrong,
    }),
  ],
  'login/confirm': [
    confirmPage('disable', active),
    confirmPage('delete', active, { tone: 'danger', text: 'No.' }),
  ],
  'login/account': [accountPage({ person: active, notice }), accountPage({ person: disabled, typed: wrong })],
  'login/options': [
    optionsPage({
      settings: { ...settings, fallbackTeam: team.id },
      teams: [team],
      ...noMail,
      revision: 1,
      notice,
    }),
    optionsPage({ settings, teams: [], ...withMail, revision: 1, typed: wrong }),
    optionsPage({ settings, teams: [], canMail: true, gateway: 'unreadable', revision: 1, typed: overtaken }),
  ],
  'login/email': [
    emailPage({ configuration: NO_EMAIL, revision: 0, password: 'none', serverSideEmails: false, notice }),
    emailPage({ ...mailing, password: 'stored', serverSideEmails: false, typed: wrong }),
    emailPage({ ...mailing, password: 'unreadable', serverSideEmails: true, typed: overtaken }),
    emailPage({
      ...mailing,
      configuration: { ...mailing.configuration, encryption: 'none' },
      password: 'stored',
      serverSideEmails: true,
      testTyped: wrong,
    }),
    emailPage({ ...mailing, password: 'stored', serverSideEmails: true, tested: notice }),
  ],
  'login/teams': [
    teamsPage({ teams: [], sizes: new Map(), chatHistory, notice: undefined }),
    teamsPage({ teams: [team, overflowing, alerting], sizes: new Map([[team.id, 3]]), chatHistory, notice }),
    teamsPage({ teams: [team], sizes: new Map(), chatHistory: { ...chatHistory, typed: overtaken }, notice }),
  ],
  'login/team-add': [
    addTeamPage({ others: [], portals: [portal] }),
    addTeamPage({ others: [team], portals: [portal], typed: wrong }),
  ],
  'login/team': [
    editTeamPage({
      team,
      portals: [portal, help],
      others: [],
      members: [],
      total: 0,
      page: 1,
      candidates: [],
    }),
    editTeamPage({
      team: overflowing,
      portals: [portal, help],
      others: [team],
      members: [
        { person: active, role: 'manager' },
        { person: disabled, role: 'member' },
      ],
      total: 152,
      page: 2,
      candidates: [active],
      notice,
    }),
    editTeamPage({
      team,
      portals: [portal, help],
      others: [],
      members: [],
      total: 0,
      page: 1,
      candidates: [active],
      memberTyped: wrong,
    }),
    editTeamPage({
      team: overflowing,
      portals: [portal, help],
      others: [team],
      members: [],
      total: 0,
      page: 1,
      candidates: [],
      typed: overtaken,
    }),
    editTeamPage({
      team: alerting,
      portals: [portal, help],
      others: [team],
      members: [],
      total: 0,
      page: 1,
      candidates: [],
      typed: wrong,
    }),
  ],
  'login/templates': [
    htmlTemplatesPage({
      weigh: () => undefined,
      templates: [],
      sitesWith: () => [],
      sites: [],
      notice: undefined,
    }),
    htmlTemplatesPage({
      weigh: () => undefined,
      templates: [TEMPLATE, { ...TEMPLATE, html: '%%WHAT%%' }],
      sitesWith: () => [portal.id],
      sites: [portal],
      notice,
    }),
  ],
  'login/template-add': [
    addHtmlTemplatePage(() => undefined),
    addHtmlTemplatePage(() => 'Too heavy.', wrong),
  ],
  'login/template': [
    editHtmlTemplatePage({ weigh: () => undefined, template: TEMPLATE, usedBy: [], sites: [portal], notice }),
    editHtmlTemplatePage({
      weigh: () => undefined,
      template: TEMPLATE,
      usedBy: [portal.id],
      sites: [portal],
      typed: overtaken,
    }),
  ],
  'login/notices': [
    customerNoticesPage({ notices: [], isLive: () => true, sites: [], notice: undefined }),
    customerNoticesPage({
      notices: [outage, { ...outage, sites: [portal.id], onPortal: false, whileWaiting: false }],
      isLive: () => false,
      sites: [portal],
      notice,
    }),
  ],
  'login/notice-add': [addCustomerNoticePage([portal]), addCustomerNoticePage([portal], wrong)],
  'login/notice': [
    editCustomerNoticePage({ stored: outage, sites: [portal], notice }),
    editCustomerNoticePage({ stored: { ...outage, left: 0 }, sites: [portal], typed: overtaken }),
  ],
  'login/file-store': [
    fileStorePage({ files: [] }),
    fileStorePage({ files: FILE_KINDS.map(storedFile), notice }),
    fileStorePage({ files: [], typed: wrong }),
  ],
  'login/stored-file': [
    ...FILE_KINDS.map((kind) => storedFilePage({ file: storedFile(kind), picture: '/p', usedIn: [] })),
    storedFilePage({ file: storedFile('image'), picture: '/p', usedIn: [LONG], typed: overtaken }),
    storedFilePage({ file: storedFile('image'), picture: '/p', usedIn: [], fileTyped: wrong, notice }),
  ],
  'login/ios-profiles': [
    iosProfilesPage({ profiles: [], sites: [portal], hasPlace: () => true }),
    iosProfilesPage({
      profiles: [
        PROFILE,
        {
          ...PROFILE,
          isPublic: true,
          isSigned: false,
          isEncrypted: true,
          downloads: 0,
          lastDownloadedAt: undefined,
        },
      ],
      sites: [portal, { ...help, iosProfiles: true }],
      hasPlace: () => false,
      notice,
    }),
  ],
  'login/ios-profile-add': [addIosProfilePage(), addIosProfilePage(wrong)],
  'login/ios-profile': [
    editIosProfilePage({ profile: PROFILE, notice }),
    editIosProfilePage({ profile: { ...PROFILE, isSigned: false, downloads: 1 }, typed: overtaken }),
    editIosProfilePage({ profile: PROFILE, fileTyped: wrong }),
  ],
  'login/public-sites': [
    publicSitesPage({ sites: [portal], notice: undefined }),
    publicSitesPage({ sites: [portal, help], templateOf: () => LONG, notice }),
  ],
  'login/public-site-add': [
    addPublicSitePage({ teams: [], timeZone: 'UTC' }),
    addPublicSitePage({ teams: [team], timeZone: 'UTC', typed: wrong }),
  ],
  'login/public-site': [
    editPublicSitePage({ site: portal, teams: [], logo: '', notice }),
    editPublicSitePage({ site: help, teams: [team], logo: '/sites/x/logo', heavy: LONG, typed: overtaken }),
    editPublicSitePage({ site: help, teams: [team, overflowing], logo: '', typed: wrong }),
    editPublicSitePage({
      site: help,
      teams: [team],
      logo: '',
      logoTyped: { text: {}, problems: {}, fault: new Fault('too-large', { field: 'logo' }) },
    }),
  ],
  'login/customer-client': [
    customerClientPage({
      sites: [portal],
      site: portal,
      language: 'en',
      own: new Map(),
      options: parseClientOptions({}),
      picture: () => undefined,
      refusedPicture: { kind: 'banner', sentence: 'Too large.' },
      revision: 1,
      policies,
      policy: policies[0],
    }),
    customerClientPage({
      sites: [portal, help],
      site: help,
      language: 'ar',
      own: new Map([
        ['orphaned-message', LONG],
        ['orphaned-url', 'https://example.com/'],
      ]),
      options: parseClientOptions({ agreementFull: true }),
      picture: () => ({ type: 'image/png', width: 800, height: 120, digest: 'd'.repeat(64) }),
      revision: 1,
      policies,
      policy: policies[0],
      typed: { text: {}, problems: { 'orphaned-message': 'OM.', 'orphaned-url': 'OU.' }, fault: wrong.fault },
      notice,
    }),
    customerClientPage({
      sites: [portal],
      site: portal,
      language: 'de',
      own: new Map([['closed-message', LONG]]),
      options: parseClientOptions({}),
      picture: () => undefined,
      revision: 1,
      policies,
      policy: policies[0],
      typed: overtaken,
    }),
  ],
  'login/messages': [
    messagesPage({ messages: [], teams: [], page: 1, notice: undefined }),
    messagesPage({
      messages: [left, { ...left, to: { kind: 'site' }, about: '' }],
      teams: [team],
      page: 1,
      notice,
    }),
    messagesPage({
      messages: Array.from({ length: 120 }, () => ({
        ...left,
        to: { kind: 'representative', rep: ID } as const,
        done: { at: NOW, by: LONG },
      })),
      teams: [],
      page: 2,
      notice,
    }),
  ],
  'login/issues': [
    issuesPage({ issues: [], teams: [], skills: [], heavyOn: [], notice }),
    issuesPage({ issues: [], teams: [team], skills: [], heavyOn: [], notice: undefined }),
    issuesPage({
      issues: [issue, { ...issue, priority: 'high', needs: [] }],
      teams: [team],
      skills: tree,
      heavyOn: [portal, help, portal, help],
      notice,
    }),
  ],
  'login/issue-add': [
    addIssuePage({ teams: [team], skills: tree }),
    addIssuePage({ teams: [], skills: [], typed: wrong }),
  ],
  'login/issue': [
    editIssuePage({ issue, teams: [team], skills: tree, notice }),
    editIssuePage({ issue, teams: [team], skills: tree, typed: overtaken }),
    editIssuePage({ issue, teams: [team], skills: tree, typed: wrong }),
  ],
  'login/skills': [skillsPage({ skills: [], notice: undefined }), skillsPage({ skills: tree, notice })],
  'login/skill-add': [
    addSkillPage({ skills: tree, below: root.id }),
    addSkillPage({ skills: [], below: undefined, typed: wrong }),
  ],
  'login/skill': [
    editSkillPage({ skill: below, skills: tree, notice }),
    editSkillPage({ skill: root, skills: tree, typed: overtaken }),
    editSkillPage({ skill: root, skills: tree, typed: wrong }),
  ],
  'login/api-configuration': [
    customFieldsPage({ fields: [], notice }),
    customFieldsPage({ fields: [customField], typed: wrong }),
  ],
  'login/custom-field': [
    editCustomFieldPage(customField),
    editCustomFieldPage(customField, overtaken),
    editCustomFieldPage(customField, wrong),
  ],
  'login/help-button': [
    helpButtonPage({
      site: { ...help, mainColour: '#a01030' },
      origin: 'https://help.example.com',
      script: { path: '/api/start_session.js', version: 'V' },
      issues: [issue],
      representatives: [{ id: ID, name: LONG }],
      wanted: {
        target: `rep:${ID}`,
        text: `"><img src=x>{{7*7}}`,
        texts: { ar: `"><img src=x>{{7*7}}` },
        corner: 'top-left',
        language: 'de',
        mode: 'chat',
      },
    }),
    helpButtonPage({
      site: help,
      origin: 'https://help.example.com',
      script: { path: '/api/start_session.js', version: 'V' },
      issues: [],
      representatives: [],
      wanted: { target: 'x', text: undefined, texts: {}, corner: 'x', language: 'x', mode: 'x' },
    }),
  ],
  'login/rep-statuses': [
    statusesPage({
      statuses: [{ ...away, displayAs: 'available', builtIn: true }, { ...away, displayAs: 'busy' }, away],
      notice,
    }),
  ],
  'login/rep-status-add': [addStatusPage(undefined), addStatusPage(wrong)],
  'login/rep-status': [
    editStatusPage({ status: away, notice }),
    editStatusPage({ status: { ...away, builtIn: true }, typed: wrong }),
    editStatusPage({ status: away, typed: overtaken }),
  ],
  'login/session-policies': [
    sessionPoliciesPage({ policies: [], notice: undefined }),
    sessionPoliciesPage({
      policies: policies.map((policy) => ({ policy, dependents: had })),
      notice,
    }),
  ],
  'login/session-policy-add': [
    addSessionPolicyPage(undefined, undefined),
    addSessionPolicyPage(policies[0], undefined),
    addSessionPolicyPage(undefined, wrong),
  ],
  'login/session-policy': policies.flatMap((policy) => [
    editSessionPolicyPage({ policy, dependents: { portals: [], users: [] } }),
    editSessionPolicyPage({ policy, dependents: had, notice }),
    editSessionPolicyPage({ policy, dependents: had, typed: wrong }),
    editSessionPolicyPage({ policy, dependents: had, typed: overtaken }),
  ]),
  'login/session-policy-global': [
    globalPolicyPage({ permissions: INITIAL, revision: 0, notice }),
    globalPolicyPage({ permissions: INITIAL, revision: 2, typed: overtaken }),
  ],
  'login/session-policy-simulator': [
    policySimulatorPage({ sites: [portal], users: [], policies, asked: undefined }),
    policySimulatorPage({
      sites: [portal, help],
      users: [active],
      policies,
      asked: {
        portal: help.id,
        who: `user:${active.id}`,
        effective: effectivePolicy({
          portal: policies[0]?.permissions,
          representative: undefined,
          global: INITIAL,
        }),
        layers: { portal: policies[0], representative: undefined },
        global: INITIAL,
      },
    }),
  ],
  'login/support-buttons': [
    supportButtonsPage({ profiles: [], choices: buttonChoices, notice: undefined }),
    supportButtonsPage({
      profiles: [{ profile: buttonProfile, count: { buttons: 1, uses: 2 } }],
      choices: buttonChoices,
      notice,
    }),
  ],
  'login/support-button-add': [
    addButtonProfilePage(buttonChoices, undefined),
    addButtonProfilePage(buttonChoices, wrong),
  ],
  'login/support-button': [
    editButtonProfilePage({
      profile: buttonProfile,
      total: 80,
      buttons: [supportButton, { ...supportButton, uses: 1, lastUsedAt: NOW, expiresAt: NOW }],
      choices: buttonChoices,
      now: NOW,
      made: 'https://help.example.com/button/T',
      notice,
    }),
    editButtonProfilePage({
      profile: buttonProfile,
      total: 0,
      buttons: [],
      choices: buttonChoices,
      now: NOW,
      typed: overtaken,
    }),
    editButtonProfilePage({
      profile: buttonProfile,
      total: 0,
      buttons: [],
      choices: buttonChoices,
      now: NOW,
      buttonTyped: wrong,
    }),
  ],
  'login/remove': [
    removeButtonProfilePage(buttonProfile, 2, undefined),
    ...policies.map((policy) => removeSessionPolicyPage(policy, had, undefined)),
    removeStatusPage(away, undefined),
    removeStatusPage({ ...away, builtIn: true }, wrong),
    removeIssuePage(issue, undefined),
    removePublicSitePage(help, [], [{ name: LONG }, outage], undefined),
    removePublicSitePage(portal, [], [], wrong),
    removeCustomerNoticePage(outage, wrong),
    removeHtmlTemplatePage(TEMPLATE, LONG, wrong),
    removeStoredFilePage(storedFile('font'), [LONG], wrong),
    removeStoredFilePage(storedFile('font'), [], undefined),
    removeSkillPage({ skill: root, skills: tree, use: { issues: 1, people: 2 } }),
    removeSkillPage({ skill: below, skills: tree, use: { issues: 0, people: 0 }, typed: wrong }),
    removeTeamPage({ team, members: 0, use: unused, others: [] }),
    removeTeamPage({ team, members: 2, use: { ...unused, issues: 2 }, others: [] }),
    removeTeamPage({ team, members: 2, use: { ...unused, issues: 2 }, others: [overflowing], typed: wrong }),
  ],
  'error/error': [
    {
      status: 404,
      title: 'Nothing here',
      sentence: 'There is nothing.',
      next: { href: '/', label: 'Back' },
      mayWrite: true,
      typed: [{ name: 'Description', text: LONG }],
    },
  ],
};

const views = Views.load({
  directory: join(import.meta.dirname, '../../views'),
  asset: (name) => `/assets/${name}`,
  clock: new FakeTime(NOW),
});

function show(view: string, model: object): string {
  const page = {
    siteName: LONG,
    isOurs: true,
    path: '/login/users',
    menu: menuFor(principal('administrator', 'representative'), '/login/users'),
  };
  return views.render(view, { ...model, page }, { token: () => 'token', nonce: () => 'nonce' });
}

test('every view is shown from its page model, and none is without one', (t) => {
  const own = views.names.filter((name) => name.startsWith('login/') || name.startsWith('error/'));
  t.deepEqual([...own], Object.keys(MODELS).toSorted());
  for (const [view, models] of Object.entries(MODELS)) {
    for (const model of models) {
      const html = show(view, model);
      t.regex(html, /^<!doctype html>/);
      t.notRegex(html, /undefined|\[object|NaN/, view);
    }
  }
});

test('what is wrong is said beside its field, the field is marked, and what was typed stays', (t) => {
  const html = show('login/user-add', addUserPage(wrong));
  t.regex(html, /id="name"[^>]*value="typed"[^>]*aria-invalid="true" aria-describedby="name-problem"/);
  t.regex(html, /<p class="error" id="name-problem" role="alert">N\.<\/p>/);
  t.regex(html, /id="password"[^>]*value=""/);
});

test('somebody’s own page offers nothing that would lock them out', (t) => {
  const own = show('login/user', editUserPage({ person: active, reader: ID, locked: false, ...nobodys }));
  t.notRegex(own, />Disable<|>Delete<|Reset password/);
  const others = show(
    'login/user',
    editUserPage({ person: active, reader: disabled.id, locked: false, ...nobodys }),
  );
  t.regex(others, />Disable<[\s\S]*>Delete</);
});

test('a stored timeout that is none of the usual ones is offered and chosen', (t) => {
  const html = show('login/options', optionsPage({ settings, teams: [], ...noMail, revision: 1 }));
  t.regex(html, /<option value="5400000" selected>90 minutes<\/option>/);
  const list = /<select[^>]*name="maximumSessionKeyTimeoutMs"[\s\S]*?<\/select>/.exec(html)?.[0];
  t.is(list?.match(/ selected>/g)?.length, 1);
});

test('the menu has what its reader may use, and marks where one is', (t) => {
  const labels = (...roles: readonly Role[]) =>
    menuFor(principal(...roles), '/login')?.groups.flatMap(({ links }) => links.map(({ label }) => label));
  t.deepEqual(labels('administrator'), [
    'Status',
    'Reports',
    'Messages',
    'Support Teams',
    'Issues',
    'Skills',
    'Rep Status',
    'Support Buttons',
    'Equilibrium Simulator',
    'Options',
    'Public Sites',
    'HTML Templates',
    'Customer Notices',
    'File Store',
    'Customer Client',
    'Exit Surveys',
    'Apple iOS',
    'Email Configuration',
    'API Configuration',
    'Users',
    'Session Policies',
    'My Account',
  ]);
  t.deepEqual(labels('representative'), ['Status', 'Reports', 'Messages', 'My Account']);
  t.deepEqual(labels(), ['Status', 'My Account']);
  const granted = { ...principal('representative'), grants: new Set(['edit-file-store']) };
  t.deepEqual(menuFor(granted, '/login')?.groups.find(({ heading }) => heading === 'Public Portals')?.links, [
    { href: '/login/file-store', label: 'File Store', current: false },
  ]);
  t.is(menuFor(undefined, '/login'), undefined);
  const current = (path: string) =>
    menuFor(principal('administrator'), path)?.groups.flatMap(({ links }) =>
      links.filter((link) => link.current).map(({ label }) => label),
    );
  t.deepEqual(current('/login'), ['Status']);
  t.deepEqual(current(`/login/users/${ID}`), ['Users']);
  t.deepEqual(current('/login/usersome'), []);
});

test('only known notices can be asked for by an address', (t) => {
  t.is(noticeOf('saved')?.text, 'Saved.');
  t.is(noticeOf('toString'), undefined);
  t.is(noticeOf('<b>'), undefined);
  t.is(noticeOf(undefined), undefined);
});
