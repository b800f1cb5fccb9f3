import type { Knex } from 'knex';
import * as journal from './0001-journal.ts';
import * as sessions from './0010-sessions.ts';
import * as sessionKeys from './0011-session-keys.ts';
import * as people from './0020-people.ts';
import * as settings from './0021-settings.ts';
import * as teams from './0030-teams.ts';
import * as issues from './0031-issues.ts';
import * as skills from './0032-skills.ts';
import * as repSettings from './0033-rep-settings.ts';
import * as repStatuses from './0034-rep-statuses.ts';
import * as dutyStatuses from './0040-duty-statuses.ts';
import * as queueWaits from './0041-queue-waits.ts';
import * as publicSites from './0050-public-sites.ts';
import * as portalAccess from './0051-portal-access.ts';
import * as representativeList from './0052-representative-list.ts';
import * as siteTexts from './0053-site-texts.ts';
import * as leftMessages from './0054-left-messages.ts';
import * as teamChat from './0060-team-chat.ts';
import * as teamDashboard from './0065-team-dashboard.ts';
import * as externalRepresentatives from './0070-external-representatives.ts';
import * as emailConfiguration from './0075-email-configuration.ts';
import * as customerClient from './0080-customer-client.ts';
import * as surveys from './0085-surveys.ts';
import * as receipts from './0086-receipts.ts';
import * as storedFiles from './0090-stored-files.ts';
import * as customerNotices from './0091-customer-notices.ts';
import * as htmlTemplates from './0092-html-templates.ts';
import * as customFields from './0095-custom-fields.ts';
import * as supportButtons from './0096-support-buttons.ts';
import * as iosProfiles from './0100-ios-profiles.ts';
import * as iosProfilesLink from './0101-ios-profiles-link.ts';
import * as sendIosProfiles from './0102-send-ios-profiles.ts';
import * as webPush from './0103-web-push.ts';
import * as deployedButtons from './0104-deployed-buttons.ts';
import * as defaultButtonProfiles from './0105-default-button-profiles.ts';
import * as sessionLinks from './0106-session-links.ts';
import * as sitePictures from './0107-site-pictures.ts';
import * as sentForms from './0110-sent-forms.ts';
import * as sessionPolicies from './0115-session-policies.ts';
import * as sessionKeyGrant from './0120-session-key-grant.ts';
import * as issueTranslations from './0135-issue-translations.ts';
import * as supportButtonTitles from './0140-support-button-titles.ts';
import * as iosProfileTexts from './0141-ios-profile-texts.ts';
import * as customFieldNames from './0142-custom-field-names.ts';

export interface Migration {
  /** The file's name without its ending. Databases remember it: never rename one that was released. */
  readonly name: string;
  up(knex: Knex): Promise<void>;
}

/**
 * In the order of their numbers. There is no way down: an update that fails is undone by restoring
 * the snapshot that was taken before it.
 */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-journal', up: journal.up },
  { name: '0010-sessions', up: sessions.up },
  { name: '0011-session-keys', up: sessionKeys.up },
  { name: '0020-people', up: people.up },
  { name: '0021-settings', up: settings.up },
  { name: '0030-teams', up: teams.up },
  { name: '0031-issues', up: issues.up },
  { name: '0032-skills', up: skills.up },
  { name: '0033-rep-settings', up: repSettings.up },
  { name: '0034-rep-statuses', up: repStatuses.up },
  { name: '0040-duty-statuses', up: dutyStatuses.up },
  { name: '0041-queue-waits', up: queueWaits.up },
  { name: '0050-public-sites', up: publicSites.up },
  { name: '0051-portal-access', up: portalAccess.up },
  { name: '0052-representative-list', up: representativeList.up },
  { name: '0053-site-texts', up: siteTexts.up },
  { name: '0054-left-messages', up: leftMessages.up },
  { name: '0060-team-chat', up: teamChat.up },
  { name: '0065-team-dashboard', up: teamDashboard.up },
  { name: '0070-external-representatives', up: externalRepresentatives.up },
  { name: '0075-email-configuration', up: emailConfiguration.up },
  { name: '0080-customer-client', up: customerClient.up },
  { name: '0085-surveys', up: surveys.up },
  { name: '0086-receipts', up: receipts.up },
  { name: '0090-stored-files', up: storedFiles.up },
  { name: '0091-customer-notices', up: customerNotices.up },
  { name: '0092-html-templates', up: htmlTemplates.up },
  { name: '0095-custom-fields', up: customFields.up },
  { name: '0096-support-buttons', up: supportButtons.up },
  { name: '0100-ios-profiles', up: iosProfiles.up },
  { name: '0101-ios-profiles-link', up: iosProfilesLink.up },
  { name: '0102-send-ios-profiles', up: sendIosProfiles.up },
  { name: '0103-web-push', up: webPush.up },
  { name: '0104-deployed-buttons', up: deployedButtons.up },
  { name: '0105-default-button-profiles', up: defaultButtonProfiles.up },
  { name: '0106-session-links', up: sessionLinks.up },
  { name: '0107-site-pictures', up: sitePictures.up },
  { name: '0110-sent-forms', up: sentForms.up },
  { name: '0115-session-policies', up: sessionPolicies.up },
  { name: '0120-session-key-grant', up: sessionKeyGrant.up },
  { name: '0135-issue-translations', up: issueTranslations.up },
  { name: '0140-support-button-titles', up: supportButtonTitles.up },
  { name: '0141-ios-profile-texts', up: iosProfileTexts.up },
  { name: '0142-custom-field-names', up: customFieldNames.up },
];
