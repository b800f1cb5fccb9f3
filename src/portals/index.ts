/**
 * Portals: how a customer finds the way in.
 *
 * Owns   the public sites with their host names, hours, colours and logo, which ways in each of them
 *        shows, what is asked before a session starts, the files that its pages
 *        use, the notices for whoever comes or waits,
 *        and the HTML of its portal page.
 * Never  decides what happens in a session: keys/ routes, sessions/ begins. Never knows who is logged
 *        in: it is told.
 * Seed   "Customer-initiated sessions"
 */
export {
  AGREEMENT_TIMEOUTS_MS,
  type ClientOptions,
  ON_HOLD_INTERVALS_MS,
  parseClientOptions,
  RECONNECT_TIMEOUTS_MS,
  REDIRECT_AFTER_MS,
  sentClientOptions,
  WATERMARK_OPACITIES,
  WATERMARK_PLACES,
} from './client-options.ts';
export { brandStylesheet, type Brand, textOn } from './colours.ts';
export {
  type CustomerNotice,
  type CustomerNoticeFields,
  isForSite,
  newNotice,
  noticeText,
  type NoticeText,
} from './customer-notice.ts';
export { createCustomerNotices, type CustomerNotices } from './customer-notice-service.ts';
export {
  addsKeyForm,
  DEFAULT_TEMPLATE,
  type HtmlTemplate,
  type HtmlTemplateFields,
  type Macro,
  MACROS as TEMPLATE_MACROS,
  replaceMacros,
  showsIosProfiles,
  templateWarnings,
} from './html-template.ts';
export { createHtmlTemplates, type HtmlTemplates } from './html-template-service.ts';
export { hostTyped } from './host.ts';
export { isIosDevice } from './ios-device.ts';
export { type Logo, LOGO_TYPES, type LogoType, pictureOf } from './logo.ts';
export { type Addressee, type LeftMessage, type LeftMessageFields } from './left-message.ts';
export { createLeftMessages, type LeftMessages } from './left-message-service.ts';
export {
  BUTTON_ASKS,
  BUTTON_LIVES_MS,
  type ButtonAsks,
  type ButtonProfile,
  type ButtonProfileFields,
  isAlive,
  shortcut,
  type SupportButton,
  titlesOf,
  titleText,
} from './support-button.ts';
export { type ButtonRights, deployQueues, leadsTo, managedQueues, offeredLives } from './button-rights.ts';
export { createDeployedButtons, type DeployedButtons, type SeenButton } from './deployed-button-service.ts';
export { createSupportButtons, type SupportButtons } from './support-button-service.ts';
export { type CustomField, type CustomFieldFields, customFieldText } from './custom-field.ts';
export { createCustomFields, type CustomFields } from './custom-field-service.ts';
export type {
  AgreementStore,
  ClientOptionStore,
  CustomerNoticeStore,
  HtmlTemplateStore,
  LeftMessageStore,
  SitePictureStore,
  SentFormStore,
  SiteStore,
  SiteTextStore,
  StoredFileStore,
  SupportButtonStore,
} from './ports.ts';
export {
  type Holiday,
  holidaysInWords,
  isOpen,
  nextOpening,
  parseHolidays,
  parseSpans,
  type Schedule,
  type Span,
  spansInWords,
  TIME_ZONES,
  type Week,
} from './schedule.ts';
export {
  DEFAULT_PORTAL,
  inTheWayOfDeleting,
  mayUseSite,
  type Mode,
  MODES,
  newSite,
  originOf,
  type PublicSite,
  type SiteFields,
  type Way,
  WAYS,
} from './site.ts';
export { createSentForms, type SentForms } from './sent-forms.ts';
export { siteInvitations } from './site-invitations.ts';
export { createSiteManners } from './site-manners.ts';
export {
  pictureVersion,
  SITE_PICTURE_KINDS,
  SITE_PICTURE_TYPES,
  SITE_PICTURES,
  type SitePicture,
  sitePictureAddress,
  type SitePictureKind,
  sitePicturePattern,
} from './site-picture.ts';
export { createSitePictures, type SitePictures } from './site-picture-service.ts';
export { createSites, type Sites } from './site-service.ts';
export {
  isForEveryLanguage,
  SITE_TEXT_KEYS,
  SITE_TEXTS,
  type SiteTextKey,
  defaultText,
} from './site-text.ts';
export { createSiteTexts, type SiteTexts } from './site-text-service.ts';
export { portalLists, weightWarning } from './page-weight.ts';
export { FILE_KINDS, type FileKind, type StoredFile, storedFileAddress } from './stored-file.ts';
export { createStoredFiles, type StoredFiles } from './stored-file-service.ts';
export { CUSTOMER_PARAMETERS, type LinkTarget, readLink, type ReadLink } from './start-link.ts';
export { askForm, buttonForm, keyForm, messageForm, startForm } from './start-form.ts';
export { type Watermark, watermarkOf } from './watermark.ts';
export {
  AVAILABILITIES,
  type Availability,
  listsRepresentative,
  wouldList,
  type OfferedIssue,
  offeredIssues,
  offersIssue,
  representativesNamed,
} from './way-in.ts';
