/**
 * Admin: the pages under /login, where people sign in and administrators look after the site.
 *
 * Owns   one page model a page: what is shown, in which words, to whom; the menu.
 * Never  decides who may do what (people/can.ts) or what a value may be (settings/, people/): it shows
 *        their refusals beside the fields they belong to.
 * Seed   "Options" (002); "Status", "Support Teams", "Issues", "Skills", "Rep Status", "Public Sites", "HTML Templates", "File Store", "Customer Notices", "Apple iOS", "Users", "Session Policies", "My Account",
 *        "Email Configuration" of /login
 */
export { accountPage } from './account.ts';
export { confirmPage, type Confirmed } from './confirm.ts';
export { customerClientPage } from './customer-client.ts';
export { CUSTOM_FIELDS_PATH, customFieldsPage, editCustomFieldPage } from './custom-fields.ts';
export {
  addCustomerNoticePage,
  customerNoticesPage,
  editCustomerNoticePage,
  removeCustomerNoticePage,
} from './customer-notices.ts';
export { emailPage } from './email-configuration.ts';
export { fileStorePage, removeStoredFilePage, storedFilePage } from './file-store.ts';
export { helpButtonPage } from './help-button.ts';
export {
  addButtonProfilePage,
  BUTTONS_PATH,
  editButtonProfilePage,
  removeButtonProfilePage,
  supportButtonsPage,
} from './support-buttons.ts';
export {
  addHtmlTemplatePage,
  editHtmlTemplatePage,
  htmlTemplatesPage,
  removeHtmlTemplatePage,
} from './html-templates.ts';
export {
  addIosProfilePage,
  editIosProfilePage,
  iosProfilesPage,
  removeIosProfilePage,
} from './ios-profiles.ts';
export { addIssuePage, editIssuePage, issuesPage, removeIssuePage } from './issues.ts';
export { menuFor, type Menu } from './menu.ts';
export { messagesPage } from './messages.ts';
export { noticeOf, type Notice } from './notice.ts';
export { optionsPage } from './options.ts';
export {
  addPublicSitePage,
  editPublicSitePage,
  publicSitesPage,
  removePublicSitePage,
} from './public-sites.ts';
export {
  addSessionPolicyPage,
  editSessionPolicyPage,
  globalPolicyPage,
  POLICIES_PATH,
  policySimulatorPage,
  removeSessionPolicyPage,
  sessionPoliciesPage,
  type SimulatedPolicy,
} from './session-policies.ts';
export { setupPage } from './setup.ts';
export { notSavedYet, signInPage } from './sign-in.ts';
export { addSkillPage, editSkillPage, removeSkillPage, skillsPage } from './skills.ts';
export { addStatusPage, editStatusPage, removeStatusPage, statusesPage } from './statuses.ts';
export { statusPage, type StatusFacts } from './status.ts';
export { statusParts } from './status-parts.ts';
export { addTeamPage, editTeamPage, removeTeamPage } from './team.ts';
export { teamsPage } from './teams.ts';
export { addUserPage, editUserPage } from './user.ts';
export { usersPage } from './users.ts';
