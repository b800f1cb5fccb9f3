import type {
  ButtonProfileId,
  Instant,
  LeftMessageId,
  NoticeId,
  PortalId,
  QueueId,
  SessionId,
  StoredFileId,
  SupportButtonId,
  TemplateId,
  Transaction,
} from '../kernel/index.ts';
import type { Language } from '../languages/index.ts';
import type { EntryStore } from '../people/index.ts';
import type { ClientOptions } from './client-options.ts';
import type { CustomerNotice } from './customer-notice.ts';
import type { HtmlTemplate } from './html-template.ts';
import type { LeftMessage } from './left-message.ts';
import type { Logo } from './logo.ts';
import type { PublicSite } from './site.ts';
import type { SitePicture, SitePictureKind } from './site-picture.ts';
import type { ButtonProfile, Handover, SupportButton } from './support-button.ts';
import type { OwnTexts, SiteTextKey } from './site-text.ts';
import type { StoredFile } from './stored-file.ts';

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface SiteStore {
  /** In no order, LIMITS.publicSites at most; the default site among them. */
  all(): readonly PublicSite[];
  find(id: PortalId): PublicSite | undefined;
  add(tx: Transaction, site: PublicSite): void;
  update(tx: Transaction, site: PublicSite): void;
  /** Its logo, its texts and its place in the Portal Access of teams go with it. */
  remove(tx: Transaction, id: PortalId): void;
  logo(id: PortalId): Logo | undefined;
  /** Replaces the one before; undefined takes it away. */
  putLogo(tx: Transaction, id: PortalId, logo: Logo | undefined): void;
}

/** What a form began. */
export type Began = { readonly kind: 'session'; readonly session: SessionId } | { readonly kind: 'message' };

export interface SentFormStore {
  /** What it began, when that was after `since`. */
  find(mark: string, since: Instant): Began | undefined;
  put(tx: Transaction, mark: string, began: Began, now: Instant): void;
  /** What is as old as `before`, and the oldest above `most`. */
  forget(tx: Transaction, before: Instant, most: number): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface SupportButtonStore {
  /** By name, LIMITS.buttonProfiles at most. The buttons of one that is removed go with it. */
  readonly profiles: EntryStore<ButtonProfileId, ButtonProfile>;
  /** The latest first, LIMITS.buttonsListed at most. */
  of(profile: ButtonProfileId): readonly SupportButton[];
  /** How many of them there are, and how many sessions they began. */
  count(profile: ButtonProfileId): { readonly buttons: number; readonly uses: number };
  find(id: SupportButtonId): SupportButton | undefined;
  /** Of those that lead to one of `queues`, the latest first: LIMITS.buttonsListed of them after `after`, and how many there are. */
  search(wanted: {
    readonly queues: readonly QueueId[];
    /** Profiles that lead there, for buttons without a queue of their own. */
    readonly profiles: readonly ButtonProfileId[];
    /** Part of how it is described or of who made it; '' for all. */
    readonly text: string;
    /** Those of these profiles are meant too. */
    readonly named: readonly ButtonProfileId[];
    readonly after: number;
  }): { readonly buttons: readonly SupportButton[]; readonly total: number };
  byDigest(digest: string): SupportButton | undefined;
  /** `handover` for one that was deployed in a session. */
  add(tx: Transaction, button: SupportButton, digest: string, handover?: Handover): void;
  /** Of how it is described, where it leads, and until when. */
  update(tx: Transaction, button: SupportButton): void;
  /** The sealed token of a button that was deployed in this session; undefined when it is forgotten or there is none. */
  handover(id: SupportButtonId, session: SessionId): string | undefined;
  /** Tokens of buttons that were deployed before `madeBefore` are known to their addresses alone; what ran out before `over` goes. */
  forget(madeBefore: Instant, over: Instant): Promise<void>;
  /** What it was described as; undefined when it is not there any more. */
  remove(tx: Transaction, id: SupportButtonId): string | undefined;
  /** False when it is not there any more. */
  use(tx: Transaction, id: SupportButtonId, now: Instant): boolean;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface SiteTextStore {
  find(site: PortalId, key: SiteTextKey, language: Language): string | undefined;
  all(site: PortalId, language: Language): OwnTexts;
  /** undefined: nothing is kept, so the default counts. */
  put(tx: Transaction, site: PortalId, key: SiteTextKey, language: Language, text: string | undefined): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface ClientOptionStore {
  find(site: PortalId): ClientOptions;
  put(tx: Transaction, site: PortalId, options: ClientOptions): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface SitePictureStore {
  find(site: PortalId, kind: SitePictureKind): SitePicture | undefined;
  bytes(site: PortalId, kind: SitePictureKind): Uint8Array | undefined;
  /** Replaces the one before; undefined takes it away. */
  put(
    tx: Transaction,
    site: PortalId,
    kind: SitePictureKind,
    after: { readonly picture: SitePicture; readonly bytes: Uint8Array } | undefined,
  ): void;
}

/** Agreements as they were shown, each once, for as long as there are sessions that name them. */
export interface AgreementStore {
  find(sha256: string): { readonly title: string; readonly text: string } | undefined;
  keep(tx: Transaction, sha256: string, agreement: { readonly title: string; readonly text: string }): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface LeftMessageStore {
  /** In no order, LIMITS.leftMessages at most. */
  all(): readonly LeftMessage[];
  find(id: LeftMessageId): LeftMessage | undefined;
  count(): number;
  add(tx: Transaction, message: LeftMessage): void;
  mark(tx: Transaction, id: LeftMessageId, done: LeftMessage['done']): void;
  /** False when none is done. */
  removeOldestDone(tx: Transaction): boolean;
  /** Those that were done before. */
  forgetDone(tx: Transaction, before: Instant): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface StoredFileStore {
  /** By name, LIMITS.storedFiles at most. */
  all(): readonly StoredFile[];
  find(id: StoredFileId): StoredFile | undefined;
  bytes(id: StoredFileId): Uint8Array | undefined;
  add(tx: Transaction, file: StoredFile, bytes: Uint8Array): void;
  /** `bytes` only where they are others. */
  update(tx: Transaction, file: StoredFile, bytes: Uint8Array | undefined): void;
  remove(tx: Transaction, id: StoredFileId): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface CustomerNoticeStore {
  /** By name, LIMITS.customerNotices at most. */
  all(): readonly CustomerNotice[];
  find(id: NoticeId): CustomerNotice | undefined;
  add(tx: Transaction, notice: CustomerNotice): void;
  /** All of it but how many left by it. */
  update(tx: Transaction, notice: CustomerNotice): void;
  remove(tx: Transaction, id: NoticeId): void;
  /** One more has left by it. */
  countLeft(tx: Transaction, id: NoticeId): void;
}

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface HtmlTemplateStore {
  /** By name, LIMITS.htmlTemplates at most. */
  all(): readonly HtmlTemplate[];
  find(id: TemplateId): HtmlTemplate | undefined;
  add(tx: Transaction, template: HtmlTemplate): void;
  update(tx: Transaction, template: HtmlTemplate): void;
  /** The sites that had it have the default one then. */
  remove(tx: Transaction, id: TemplateId): void;
  /** Which sites have one. */
  chosen(): ReadonlyMap<PortalId, TemplateId>;
  choose(tx: Transaction, site: PortalId, template: TemplateId | undefined): void;
}
