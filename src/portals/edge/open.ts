import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import {
  type Clock,
  LIMITS,
  ownerOfPersonalQueue,
  type Random,
  teamOfQueue,
  teamQueue,
} from '../../kernel/index.ts';
import type { Directory, People } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Sealing } from '../../platform/sealing.ts';
import { SourceLimit } from '../../platform/web.ts';
import type { SiteManners } from '../../sessions/index.ts';
import type { Audit, Settings } from '../../settings/index.ts';
import {
  createCustomFields,
  createCustomerNotices,
  createDeployedButtons,
  createHtmlTemplates,
  createLeftMessages,
  createSitePictures,
  createSentForms,
  createSites,
  createSiteManners,
  createSiteTexts,
  createStoredFiles,
  createSupportButtons,
  type CustomFields,
  type CustomerNotices,
  type DeployedButtons,
  type HtmlTemplates,
  type LeftMessages,
  type SitePictures,
  type SentForms,
  type Sites,
  type SiteStore,
  type SiteTexts,
  type StoredFiles,
  type SupportButtons,
} from '../index.ts';
import { createCustomFieldStore } from './custom-field-store.ts';
import { createAgreementStore, createClientOptionStore } from './client-store.ts';
import { createCustomerNoticeStore } from './customer-notice-store.ts';
import { createHtmlTemplateStore } from './html-template-store.ts';
import { createLeftMessageStore } from './left-message-store.ts';
import { createSitePictureStore } from './picture-store.ts';
import { createSentFormStore } from './sent-form-store.ts';
import { createStoredFileStore } from './stored-file-store.ts';
import { createSupportButtonStore } from './support-button-store.ts';
import { createSiteTextStore } from './text-store.ts';
import { digestOfToken, newToken } from './token.ts';

/** The public sites, what they say, and what was left there, on one database. */
export interface OpenPortals {
  readonly sites: Sites;
  readonly texts: SiteTexts;
  readonly messages: LeftMessages;
  readonly pictures: SitePictures;
  readonly files: StoredFiles;
  readonly templates: HtmlTemplates;
  readonly customFields: CustomFields;
  /** What they ask before a session, and say in it. */
  readonly manners: SiteManners;
  readonly notices: CustomerNotices;
  readonly buttons: SupportButtons;
  readonly sentForms: SentForms;
  /** The same buttons, as representatives deploy and keep them. */
  readonly deployedButtons: DeployedButtons;
}

export function openPortals(world: {
  readonly database: Database;
  readonly store: SiteStore;
  readonly settings: Pick<Settings, 'current'>;
  readonly audit: Audit;
  readonly people: Pick<People, 'find'>;
  readonly directory: Directory;
  readonly sealing: Pick<Sealing, 'seal' | 'unseal'>;
  readonly clock: Clock;
  readonly random: Random;
}): OpenPortals {
  const { database, store, settings, audit, people, directory, sealing, clock, random } = world;
  const buttonStore = createSupportButtonStore(database);
  const sites = createSites({
    store,
    audit,
    siteName: () => settings.current().siteName,
    isTeam: (team) => directory.team(team) !== undefined,
    buttonProfiles: () => buttonStore.profiles.all(),
    forgetSite: (tx, record, by, site) => notices.forgetSite(tx, record, by, site),
    digest: digestOf,
    random,
  });
  const texts = createSiteTexts({
    store: createSiteTextStore(database),
    options: createClientOptionStore(database),
    sites,
    audit,
    toAscii: domainToASCII,
  });
  const pictures = createSitePictures({
    store: createSitePictureStore(database),
    sites,
    audit,
    digest: digestOf,
  });
  const messages = createLeftMessages({
    store: createLeftMessageStore(database),
    audit,
    people,
    directory,
    sources: new SourceLimit({
      burst: LIMITS.messagesLeftBurst,
      perSecond: LIMITS.messagesLeftPerSecond,
      clock,
    }),
    clock,
    random,
  });
  const templates = createHtmlTemplates({
    store: createHtmlTemplateStore(database),
    audit,
    sites,
    random,
  });
  const files = createStoredFiles({
    store: createStoredFileStore(database),
    audit,
    texts: () =>
      templates.all().map(({ name, html }) => ({ name: `the HTML template “${name}”`, text: html })),
    decode,
    digest: digestOf,
    clock,
    random,
  });
  const customFields = createCustomFields({ store: createCustomFieldStore(database), audit, random });
  const manners = createSiteManners({
    texts,
    agreements: createAgreementStore(database),
    pictures,
    isRecorded: () => settings.current().screenSharingRecording,
    digest: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  });
  const notices = createCustomerNotices({
    store: createCustomerNoticeStore(database),
    audit,
    sites,
    clock,
    random,
  });
  const buttons = createSupportButtons({
    store: buttonStore,
    audit,
    clock,
    random,
    digest: digestOfToken,
    newToken: () => newToken(random),
    isPortal: (id) => sites.find(id) !== undefined,
    isQueue(queue) {
      const team = teamOfQueue(queue);
      const rep = ownerOfPersonalQueue(queue);
      return team === undefined
        ? directory.representatives().some(({ id }) => id === rep)
        : directory.team(team) !== undefined;
    },
  });
  const sentForms = createSentForms({ store: createSentFormStore(database), clock });
  const deployedButtons = createDeployedButtons({
    store: buttonStore,
    audit,
    clock,
    random,
    digest: digestOfToken,
    newToken: () => newToken(random),
    seal: (id, token) => sealing.seal(`support-button:${id}`, token),
    unseal: (id, sealed) => sealing.unseal(`support-button:${id}`, sealed),
    rightsOf(rep) {
      const own = new Set(directory.teamsOf(rep).map(({ team }) => team));
      return {
        rep,
        personal: directory.may(rep, 'deploy-personal-support-buttons'),
        deployInTeams: directory.may(rep, 'deploy-team-support-buttons'),
        manageInTeams: directory.may(rep, 'manage-team-support-buttons'),
        changeProfile: directory.may(rep, 'change-support-button-portals'),
        teams: directory
          .teams()
          .filter(({ id }) => own.has(id))
          .map(({ id }) => teamQueue(id)),
      };
    },
    sitesOf: (rep) => directory.portalsOf(rep),
    site: (id) => sites.find(id),
  });

  return {
    deployedButtons,
    sites,
    texts,
    messages,
    pictures,
    files,
    customFields,
    notices,
    manners,
    buttons,
    templates,
    sentForms,
  };
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
