import type { Instant, RepId, SessionId } from '../kernel/index.ts';
import type { EndReason } from '../protocol/index.ts';
import type { Representative } from '../sessions/index.ts';
import type { Scope } from './may-see.ts';
import type { Place, Position, ReportFilter } from './report-filter.ts';

/** A session's line in the list. */
export interface ReportLine {
  readonly session: SessionId;
  readonly status: 'preparing' | 'waiting' | 'in-session' | 'ended';
  readonly customerName: string;
  readonly portalName: string;
  readonly representativeName: string | undefined;
  readonly startedAt: Instant;
  readonly endedAt: Instant | undefined;
  readonly endReason: EndReason | undefined;
  readonly recordings: number;
}

/** One page of the list, newest first. */
export interface ReportPage {
  readonly lines: readonly ReportLine[];
  /** There are newer ones before the first line. */
  readonly newer: boolean;
  /** The place after which older ones begin; undefined when there are none. */
  readonly olderThan: Place | undefined;
  /**
   * The search was ended before the page was full, since it had gone through as many sessions as one
   * request may: `olderThan` is where it goes on.
   */
  readonly unfinished: boolean;
}

/** What must be known of a session before anything of it is shown. */
export interface ReportSubject {
  readonly session: SessionId;
  readonly customerName: string;
  readonly startedAt: Instant;
  /** The representatives who took part. */
  readonly tookPart: ReadonlySet<RepId>;
  /** How many were begun. */
  readonly recordings: number;
}

/** The list of sessions, as it can be searched. */
export interface ReportIndex {
  page(scope: Scope, filter: ReportFilter, position: Position): Promise<ReportPage>;
  /** Those who took part in sessions within the scope, by name, each with the latest name. */
  representatives(scope: Scope): readonly Representative[];
  /** One session, whoever asks; undefined when there is none. */
  find(session: SessionId): ReportSubject | undefined;
}
