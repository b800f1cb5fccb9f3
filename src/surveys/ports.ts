import type { Instant, PortalId, RepId, SessionId, Transaction } from '../kernel/index.ts';
import type { Answer } from './answer.ts';
import type { Survey, SurveyKind } from './question.ts';

/** One survey that was answered. */
export interface Submission {
  readonly session: SessionId;
  readonly kind: SurveyKind;
  /** The representative whose survey it is; undefined for the customer's. */
  readonly rep: RepId | undefined;
  /** Who answered, as they were called. */
  readonly name: string;
  readonly site: PortalId;
  readonly siteName: string;
  readonly at: Instant;
  readonly language: string;
  readonly answers: readonly Answer[];
}

/** What must be known of a session before anybody is asked about it. */
export interface SurveyedSession {
  readonly id: SessionId;
  readonly site: PortalId;
  readonly siteName: string;
  readonly customerName: string;
  /** Why it ended; undefined while it has not. */
  readonly endReason: string | undefined;
  /** Whether somebody helped. */
  readonly wasAccepted: boolean;
  /** The representatives who took part. */
  readonly tookPart: ReadonlySet<RepId>;
}

/** Where the site leads its customers on afterwards: an address of http or https, gone to by itself unless 0. */
export interface GoesOn {
  readonly url: string;
  readonly redirectAfterMs: number;
}

/** Which answers somebody wants to read. */
export interface SubmissionFilter {
  readonly kind: SurveyKind;
  /** undefined for all of them, also those that are gone. */
  readonly site: PortalId | undefined;
  readonly from: Instant;
  /** Not included. */
  readonly until: Instant;
  /** Only of sessions in which this representative took part. */
  readonly tookPart: RepId | undefined;
}

/** Where a list goes on: behind this submission. */
export type SubmissionPlace = Pick<Submission, 'at' | 'session' | 'rep'>;

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface SurveyStore {
  /** undefined for a survey that was never changed. */
  find(site: PortalId, kind: SurveyKind): Survey | undefined;
  put(tx: Transaction, site: PortalId, kind: SurveyKind, survey: Survey): void;
  session(id: SessionId): SurveyedSession | undefined;
  /** Of one session, the customer's first. */
  submissions(session: SessionId): readonly Submission[];
  /** The latest first. */
  page(filter: SubmissionFilter, after: SubmissionPlace | undefined, limit: number): readonly Submission[];
  isAnswered(session: SessionId, kind: SurveyKind, rep: RepId | undefined): boolean;
  add(tx: Transaction, submission: Submission): void;
}
